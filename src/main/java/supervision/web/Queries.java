package supervision.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Queries that can be read in one way: percent-encoded UTF-8. The container would fail on others, or put question marks in. */
final class Queries {

    /** More than any call has; the container would leave out those beyond a thousand, or fail. */
    private static final int MOST_PARAMETERS = 100;

    private Queries() {}

    static void readableOnly(ServletRequest asked, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        String query = request.getQueryString();
        String[] parameters = query == null ? new String[0] : query.split("&");
        Problem problem = parameters.length > MOST_PARAMETERS
                ? new Problem(
                        400,
                        "参数太多 / too many parameters",
                        "一次最多 " + MOST_PARAMETERS + " 个参数，请减少 / at most " + MOST_PARAMETERS
                                + " parameters at once: ask for less")
                : Arrays.stream(parameters)
                        .map(Queries::problem)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (problem == null) {
            chain.doFilter(asked, answer);
        } else {
            problem.write(request, (HttpServletResponse) answer);
        }
    }

    private static @Nullable Problem problem(String parameter) {
        String text = decoded(parameter);
        String name = parameter.contains("=") ? parameter.substring(0, parameter.indexOf('=')) : parameter;
        if (text == null) {
            return new Problem(
                    400,
                    "参数编码有误 / malformed parameter",
                    "`" + name + "` 的百分号编码有误，请按 UTF-8 编码 / `" + name + "` is not percent-encoded: encode it as UTF-8");
        }
        if (name.isEmpty() && !parameter.isEmpty()) {
            return new Problem(
                    400,
                    "参数没有名称 / a parameter without a name",
                    "`" + text + "` 之前没有参数名称，应写成“名称=值” / `" + text
                            + "` has no name before it: a parameter is written name=value");
        }
        return isUnseen(text.substring(text.indexOf('=') + 1))
                ? new Problem(
                        400,
                        "参数中有不可见的字符 / unseen characters in a parameter",
                        "`" + name + "` 中只有不可见的字符，请重新输入 / `" + name
                                + "` has nothing but characters that cannot be seen: type it anew")
                : null;
    }

    /**
     * Whoever searches for nothing but what cannot be seen would get an answer to another question. Along with something else,
     * as it comes with what was pasted, it is passed over.
     */
    private static boolean isUnseen(String value) {
        return !value.isEmpty() && value.codePoints().allMatch(Queries::isUnseen);
    }

    private static boolean isUnseen(int character) {
        return character == 0xFFFD
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.CONTROL && !Character.isWhitespace(character);
    }

    /** A part of a query without its encoding; null if it is none. */
    private static @Nullable String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '%') {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.ISO_8859_1));
            } else if (i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isHex(char character) {
        return Character.digit(character, 16) >= 0 && character < 0x80;
    }
}
