package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to a service under test. */
public final class Http {

    public static final String CSV = "text/csv";
    public static final String JSON = "application/json";
    public static final String JSON_LINES = "application/x-ndjson";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;

    public Http(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** What the service answered. */
    public record Answer(int status, String contentType, byte[] bytes) {

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** The body of an answer that went well. */
        public JsonNode ok() {
            assertThat(status).as(text()).isEqualTo(200);
            assertThat(contentType).startsWith(JSON);
            return MAPPER.readTree(bytes);
        }

        /** The problem details of one that did not: in both languages, with no trace of the program's inside. */
        public JsonNode problem(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            assertThat(contentType).isEqualTo("application/problem+json");
            JsonNode problem = MAPPER.readTree(bytes);
            assertThat(problem.path("status").asInt()).isEqualTo(expected);
            assertThat(problem.path("title").asString("")).matches("(?s).*\\p{IsHan}.* / .*[a-z].*");
            assertThat(problem.path("detail").asString("")).matches("(?s).*\\p{IsHan}.* / .*[a-z].*");
            assertThat(problem.path("detail").asString()).doesNotContain("supervision.", "Exception");
            return problem;
        }
    }

    public Answer get(String path) {
        return send("GET", path, null, new byte[0]);
    }

    public Answer post(String path, String contentType, byte[] body) {
        return send("POST", path, contentType, body);
    }

    public Answer post(String path, String contentType, String body) {
        return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param headers names and values in turn */
    public Answer send(String method, String path, @Nullable String contentType, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Text in an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }

    /** What one member holds in each element. */
    public static List<String> all(JsonNode array, String member) {
        return stream(array).map(node -> node.path(member).asString()).toList();
    }

    /** Names of the members of an object, in their order. */
    public static List<String> members(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }
}
