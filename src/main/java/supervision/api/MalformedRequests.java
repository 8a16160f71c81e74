package supervision.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Problem details also for requests so malformed that Tomcat refuses them before Spring sees them. */
@Component
class MalformedRequests implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report()));
    }

    private static final class Report extends ErrorReportValve {

        private static final Logger LOG = LoggerFactory.getLogger(MalformedRequests.class);

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getOutputStream().write(problem(status).getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException e) {
                LOG.debug("the client is gone before it was told what is wrong", e);
            }
        }

        private static String problem(int status) {
            return String.format(
                    Locale.ROOT,
                    "{\"detail\":\"请核对地址和请求头的写法，接口说明见 /api/docs / check how address and headers are written, /api/docs"
                            + " describes them\",\"status\":%d,\"title\":\"请求格式有误 / malformed request\"}",
                    status);
        }
    }
}
