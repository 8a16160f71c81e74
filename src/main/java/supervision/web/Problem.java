package supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problem details (RFC 9457) for what is refused before a controller sees it: what is wrong and what to do, each as {@code 中文 /
 * English}.
 *
 * @param status status of the answer, 400 or more
 */
record Problem(int status, String title, String detail) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Also where no filter has written headers yet. */
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.ALL.writeHeaders(request, response);
        byte[] body =
                MAPPER.writeValueAsBytes(new TreeMap<>(Map.of("status", status, "title", title, "detail", detail)));
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // without its length, which would end the answer here and with it the body of the request
        response.getOutputStream().write(body);
    }
}
