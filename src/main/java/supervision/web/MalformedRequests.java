package supervision.web;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What Tomcat does by itself, before and behind all filters: it refuses malformed requests, answers {@code OPTIONS *}, and sends. */
@Component
class MalformedRequests implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report()));
        factory.addConnectorCustomizers(connector -> {
            // so much of an answer leaves at once, and nobody waits until its reader takes it
            connector.setProperty("socket.txBufSize", String.valueOf(256 * 1024));
            connector.addLifecycleListener(MalformedRequests::waitForNobody);
        });
    }

    private static void waitForNobody(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT) && event.getLifecycle() instanceof Connector connector) {
            connector
                    .getProtocolHandler()
                    .setAdapter(new NobodyWaits(connector.getProtocolHandler().getAdapter()));
        }
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
                ErrorPage.problem(status).write(request, response);
                response.finishResponse();
            } catch (IOException e) {
                LOG.debug("the client is gone before it was told what is wrong", e);
            }
        }
    }

    /**
     * A request that was answered, and whose body nobody has read, ends its connection. Tomcat would read the rest of it first,
     * with a thread that waits for the sender.
     */
    private record NobodyWaits(Adapter adapter) implements Adapter {

        @Override
        public void service(org.apache.coyote.Request request, org.apache.coyote.Response response) throws Exception {
            adapter.service(request, response);
            AtomicBoolean goesOn = new AtomicBoolean();
            request.action(ActionCode.ASYNC_IS_ASYNC, goesOn);
            if (!goesOn.get() && !request.isFinished()) {
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }

        @Override
        public boolean prepare(org.apache.coyote.Request request, org.apache.coyote.Response response)
                throws Exception {
            return adapter.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(
                org.apache.coyote.Request request, org.apache.coyote.Response response, SocketEvent event)
                throws Exception {
            return adapter.asyncDispatch(request, response, event);
        }

        @Override
        public void log(org.apache.coyote.Request request, org.apache.coyote.Response response, long time) {
            adapter.log(request, response, time);
        }

        @Override
        public void checkRecycled(org.apache.coyote.Request request, org.apache.coyote.Response response) {
            adapter.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return adapter.getDomain();
        }
    }
}
