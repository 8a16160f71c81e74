package supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests that a page of another origin makes a browser send: by {@code Sec-Fetch-Site}, which browsers send and scripts cannot
 * set (<a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>), else by {@code Referer}. Programs send neither.
 * {@code Origin} is looked at by Spring's CORS filter.
 */
final class ForeignRequest implements RequestMatcher {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    /** Pages that may be linked to from elsewhere. Addresses of the API are none: asking them writes receipts. */
    private static final Set<String> PAGES = Set.of("/", "/index.html", "/api/docs", "/api/swagger-ui/index.html");

    @Override
    public boolean matches(HttpServletRequest request) {
        return isFromElsewhere(request) && !isLink(request)
                || all(request, HttpHeaders.ORIGIN).size() > 1;
    }

    /** A link to a page was followed, in a window of its own. */
    static boolean isLinkFromElsewhere(HttpServletRequest request) {
        return isFromElsewhere(request) && isLink(request);
    }

    private static boolean isFromElsewhere(HttpServletRequest request) {
        List<String> sites = all(request, "Sec-Fetch-Site");
        return sites.isEmpty()
                ? isAnotherHost(request.getHeader(HttpHeaders.REFERER), request.getHeader(HttpHeaders.HOST))
                : !OWN.containsAll(sites);
    }

    private static boolean isLink(HttpServletRequest request) {
        return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                && PAGES.contains(request.getRequestURI()
                        .substring(request.getContextPath().length()))
                && Set.of("navigate").containsAll(all(request, "Sec-Fetch-Mode"))
                && Set.of("document").containsAll(all(request, "Sec-Fetch-Dest"));
    }

    private static List<String> all(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }

    private static boolean isAnotherHost(@Nullable String referer, String host) {
        if (referer == null || referer.isEmpty()) {
            return false;
        }
        try {
            // schemes differ where a proxy ends TLS
            return !host.equalsIgnoreCase(new URI(referer).getRawAuthority());
        } catch (URISyntaxException e) {
            return true;
        }
    }
}
