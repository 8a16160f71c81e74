package supervision.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Who is served: requests under a known name which no page of another origin makes a browser send, with bodies that come in time.
 * What is refused here reaches no controller.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
class Guard {

    private static final Problem UNKNOWN_HOST = new Problem(
            421,
            "本服务不使用此名称 / not served under this name",
            "请用 127.0.0.1 或者 localhost 访问；需要用其他主机名或者地址访问的，由维护人员将其写入 SUPERVISION_HOSTS"
                    + " / ask 127.0.0.1 or localhost; if the service is to be asked under another name or address, those who run"
                    + " it add that to SUPERVISION_HOSTS");

    private static final Problem MALFORMED = new Problem(
            400,
            "地址有误 / malformed address",
            "地址中不能有 //、分号、反斜杠，也不能有编码后的 / . %；接口说明见 /api/docs"
                    + " / an address holds no //, semicolon or backslash, and no encoded / . %; /api/docs describes them");

    private static final Problem FOREIGN = new Problem(
            403,
            "拒绝来自其他网站的请求 / refused: from another site",
            "其他网站的网页不能在此查询或者提交。请使用本服务的网页，或者将地址复制到浏览器地址栏打开；"
                    + "程序调用时不要带 Origin、Sec-Fetch-Site 和其他网站的 Referer"
                    + " / pages of other sites can neither ask nor submit anything here. Use the page of this service, or paste the"
                    + " address into the browser; programs send no Origin, no Sec-Fetch-Site and no Referer of another site");

    private static final Problem PACKED = new Problem(
            415,
            "请求体经过压缩 / the body is packed",
            "此处不解压请求体：不带 Content-Encoding，按原样提交；双公示表格可用 .xlsx / bodies are not unpacked here: send it as it is,"
                    + " without Content-Encoding");

    /** How the page learns that somebody else chose what it is to ask: it asks only when it is told to. */
    private static final String FROM_ELSEWHERE = "elsewhere";

    private static final Set<String> OWN_PAGE = Set.of("/", "/index.html");

    @Bean
    HttpFirewall firewall(Hosts hosts) {
        return new HostFirewall(hosts);
    }

    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, why) ->
                (why instanceof HostFirewall.UnknownHostException ? UNKNOWN_HOST : MALFORMED).write(request, response);
    }

    /** Login will stand at its end. There are no sessions, and so no tokens that a form would have to bring along. */
    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(AbstractHttpConfigurer::disable)
                .addFilter(headers())
                .addFilter(noOtherOrigin())
                .addFilterAfter(Guard::nothingFromElsewhere, CorsFilter.class)
                .addFilterAfter(Queries::readableOnly, CorsFilter.class)
                .addFilterAfter(Guard::plainBodies, CorsFilter.class)
                .build();
    }

    /** A body that is packed would be called no JSON, or no table. */
    private static void plainBodies(ServletRequest asked, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        String packed = ((HttpServletRequest) asked).getHeader(HttpHeaders.CONTENT_ENCODING);
        if (packed == null || packed.equalsIgnoreCase("identity")) {
            chain.doFilter(asked, answer);
        } else {
            PACKED.write((HttpServletRequest) asked, (HttpServletResponse) answer);
        }
    }

    /** First of all: an answer that is committed early would be without them. */
    private static HeaderWriterFilter headers() {
        HeaderWriterFilter filter = new HeaderWriterFilter(List.of(Headers.ALL));
        filter.setShouldWriteHeadersEagerly(true);
        return filter;
    }

    /** No origin but the own is allowed anything, {@code null} included. */
    private static CorsFilter noOtherOrigin() {
        CorsFilter filter = new CorsFilter(request -> new CorsConfiguration());
        filter.setCorsProcessor((nothing, request, response) -> new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse ignored) throws IOException {
                FOREIGN.write(request, response);
            }
        }.processRequest(nothing, request, response));
        return filter;
    }

    private static void nothingFromElsewhere(ServletRequest asked, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answer;
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (new ForeignRequest().matches(request)) {
            FOREIGN.write(request, response);
        } else if (ForeignRequest.isLinkFromElsewhere(request)
                && OWN_PAGE.contains(path)
                && !FROM_ELSEWHERE.equals(request.getQueryString())) {
            // what stands after the # goes along
            response.setStatus(HttpStatus.FOUND.value());
            response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + "/?" + FROM_ELSEWHERE);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Outside of all others, for a body that is refused unread has to go somewhere too. */
    @Bean
    FilterRegistrationBean<Filter> unreadBodies(Bodies bodies) {
        return filter(
                "unreadBodies", bodies::discardUnread, Ordered.HIGHEST_PRECEDENCE, EnumSet.of(DispatcherType.REQUEST));
    }

    /** Behind the security filters: nobody's body is received who is not served. */
    @Bean
    FilterRegistrationBean<Filter> bodiesInTime(Bodies bodies, SecurityFilterProperties security) {
        return filter(
                "bodiesInTime",
                bodies::receive,
                security.getOrder() + 1,
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    }

    @Bean
    Bodies bodies(BodyLimits limits) {
        return new Bodies(limits);
    }

    private static FilterRegistrationBean<Filter> filter(
            String name, Filter filter, int order, EnumSet<DispatcherType> types) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.setOrder(order);
        registration.setDispatcherTypes(types);
        return registration;
    }
}
