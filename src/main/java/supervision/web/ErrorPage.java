package supervision.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends what failed outside of the controllers. */
@Controller
class ErrorPage implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        problem(status instanceof Integer number ? number : 404).write(request, response);
    }

    static Problem problem(int status) {
        return switch (status) {
            case 404 ->
                new Problem(
                        404,
                        "没有此地址 / no such address",
                        "请核对地址，接口说明见 /api/docs / check the address, /api/docs describes them");
            case 405 ->
                new Problem(
                        405,
                        "此地址不接受该方法 / method not allowed",
                        "请核对方法，接口说明见 /api/docs / check the method, /api/docs describes them");
            case 500 ->
                new Problem(
                        500,
                        "服务内部错误 / internal error",
                        "请将时间和请求告诉维护人员 / tell those who run the service when and what you asked");
            case 501 ->
                new Problem(
                        501,
                        "不支持该方法或者传输编码 / method or transfer encoding not supported",
                        "请核对方法和 Transfer-Encoding，接口说明见 /api/docs"
                                + " / check the method and Transfer-Encoding, /api/docs describes them");
            case 503 -> new Problem(503, "服务正在停止 / the service is stopping", "请稍后重试 / try again later");
            default ->
                new Problem(
                        status,
                        "请求格式有误 / malformed request",
                        "请核对地址和请求头的写法，接口说明见 /api/docs"
                                + " / check how address and headers are written, /api/docs describes them");
        };
    }
}
