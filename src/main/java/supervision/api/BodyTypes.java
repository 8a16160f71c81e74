package supervision.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Media types that calls take. A call takes those that it lists in {@code consumes}, and one that lists none takes no body. None
 * lists what browsers send for any page's form, {@code application/x-www-form-urlencoded} and {@code text/plain}.
 */
@Component
class BodyTypes implements HandlerInterceptor, WebMvcConfigurer {

    static final String CSV = "text/csv";
    static final String JSON_LINES = MediaType.APPLICATION_NDJSON_VALUE;
    static final String JSON_LINES_TOO = "application/jsonl";
    static final String JSON_LINES_AS_WELL = "application/x-jsonlines";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** What Windows calls files of Excel, and CSV where Excel is installed. */
    static final String EXCEL = "application/vnd.ms-excel";

    static final String ZIP = "application/zip";

    /** Largest body that becomes an object before anybody looks at it. Files are read row by row. */
    private static final long IN_MEMORY = 16L << 20;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    /** The length is known also of bodies that did not say it: they were received. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        if (handler instanceof HandlerMethod method && request.getContentLengthLong() > 0) {
            if (!takesBody(method)) {
                String type = request.getContentType();
                throw new HttpMediaTypeNotSupportedException(type == null ? "" : type, List.of());
            }
            if (request.getContentLengthLong() > IN_MEMORY && isReadIntoMemory(method)) {
                throw new MaxUploadSizeExceededException(IN_MEMORY);
            }
        }
        return true;
    }

    private static boolean isReadIntoMemory(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static boolean takesBody(HandlerMethod method) {
        RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
        return mapping != null && mapping.consumes().length > 0;
    }
}
