package supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import supervision.RawHttp;

class HostsTest {

    private static final Hosts HOSTS =
            new Hosts(List.of(" Credit.Example.gov.cn ", "10.1.2.3", "[FD00::1]", "信用.example", "a_b"));

    @ParameterizedTest
    @CsvSource({
        "credit.example.gov.cn, true",
        "CREDIT.example.gov.cn., true",
        "credit.example.gov.cn:8443, true",
        "10.1.2.3:80, true",
        "[fd00::1]:80, true",
        "xn--vuqs22g.example, true",
        "xn--zr3a46o.example, false",
        "a_b, true",
        "localhost, true",
        "[::1], true",
        "example.gov.cn, false",
        "credit.example.gov.cn.evil.example, false",
        "110.1.2.3, false",
        "fd00::1, false",
        "'', false"
    })
    void aNameIsKnownOrNot(String host, boolean known) {
        assertThat(HOSTS.knowHost(host)).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://credit.example",
                "credit.example:8443",
                "credit.example/",
                "*.credit.example",
                "*",
                "a b",
                "",
                "fd00::1",
                "[fd00::1]:80",
                ".example",
                "x@y"
            })
    void whatIsNoNameIsRefusedWithWhatToWrite(String name) {
        assertThatThrownBy(() -> new Hosts(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SUPERVISION_HOSTS")
                .hasMessageContaining("`" + name + "`")
                .hasMessageContaining("IPv6");
    }

    /** A page under a name that was pointed at this machine may send every header, for it is asking its own origin. */
    @Test
    void aProxysWordDoesNotMakeAStrangerKnown() {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        RemoteIpValve proxy = new RemoteIpValve();
        proxy.setHostHeader("X-Forwarded-Host");
        factory.addEngineValves(proxy);
        HostFirewall firewall = new HostFirewall(HOSTS);
        HttpServlet asked = new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) {
                try {
                    firewall.getFirewalledRequest(request);
                    response.setStatus(204);
                } catch (HostFirewall.UnknownHostException e) {
                    response.setStatus(421);
                }
            }
        };
        WebServer server = factory.getWebServer(new ServletRegistrationBean<>(asked, "/"));
        server.start();
        try {
            assertThat(status(server, "localhost", "credit.example.gov.cn")).isEqualTo(204);
            assertThat(status(server, "evil.example", "localhost")).isEqualTo(421);
            assertThat(status(server, "localhost", "evil.example")).isEqualTo(421);
        } finally {
            server.stop();
        }
    }

    private static int status(WebServer server, String host, String forwarded) {
        return RawHttp.ask(
                        server.getPort(),
                        "GET / HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Host: " + forwarded
                                + "\r\nConnection: close\r\n\r\n")
                .status();
    }
}
