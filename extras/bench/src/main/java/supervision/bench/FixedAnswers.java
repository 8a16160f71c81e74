package supervision.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives the same bytes as the service through the same web server, and decides nothing. */
@RestController
class FixedAnswers {

    static final Map<String, byte[]> ANSWERS = new ConcurrentHashMap<>();

    @GetMapping(path = "/bench/{code}/measures", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] answer(@PathVariable("code") String code, @RequestParam(name = "asOf") String asOf) {
        return ANSWERS.get(code + asOf);
    }
}
