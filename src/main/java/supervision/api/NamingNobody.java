package supervision.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import supervision.intake.IdNumber;

/** Problems repeat what was asked, address included: ID numbers in it do not come back. */
@RestControllerAdvice
class NamingNobody implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ProblemDetail problem) {
            if (problem.getDetail() != null) {
                problem.setDetail(IdNumber.hidden(problem.getDetail()));
            }
            if (problem.getInstance() != null) {
                String path = URLDecoder.decode(problem.getInstance().getRawPath(), StandardCharsets.UTF_8);
                if (!IdNumber.hidden(path).equals(path)) {
                    problem.setInstance(null);
                }
            }
        }
        return body;
    }
}
