package supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Serves {@link Hosts known hosts} only, and only addresses that can be read in one way. */
final class HostFirewall extends StrictHttpFirewall {

    private final Hosts hosts;

    HostFirewall(Hosts hosts) {
        this.hosts = hosts;
        setAllowedHostnames(hosts::know);
        // which methods an address takes, its controller says
        setUnsafeAllowAnyHttpMethod(true);
        // what stands in other headers and in names of parameters is nobody's danger here, and may be Chinese
        setAllowedHeaderValues(value -> true);
        setAllowedParameterNames(name -> true);
    }

    /** Nothing is known of such a host, or the request does not say which it means. */
    static final class UnknownHostException extends RequestRejectedException {

        private static final long serialVersionUID = 1L;

        UnknownHostException(String host) {
            super(host);
        }
    }

    /**
     * What the client itself wrote counts too: where the server takes the host from {@code X-Forwarded-Host}, a page under
     * another name could send that header along.
     */
    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        List<String> written = Collections.list(request.getHeaders("Host"));
        if (written.size() != 1 || !hosts.knowHost(written.get(0)) || !hosts.know(request.getServerName())) {
            throw new UnknownHostException(String.join(", ", written));
        }
        return super.getFirewalledRequest(request);
    }
}
