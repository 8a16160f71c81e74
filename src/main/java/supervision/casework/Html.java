package supervision.casework;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import supervision.decision.Text;

/** Pieces of a page that needs no script and nothing else. What comes from other people's files is only ever text in it. */
final class Html {

    /** Families that have Chinese characters. */
    static final String FONTS =
            "\"Noto Sans CJK SC\", \"Source Han Sans SC\", \"PingFang SC\", \"Microsoft YaHei\", \"WenQuanYi Micro Hei\"";

    private final StringBuilder html = new StringBuilder(16_384);

    /** The policy under which a browser may show a page: its own style and nothing else. */
    static String policy(String style) {
        return "default-src 'none'; style-src '" + hash(style) + "'; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String style) {
        try {
            return "sha256-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256")
                                    .digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Markup, as it is. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** Chinese, and the English beside it where it says something else. */
    Html both(Text text) {
        text(text.zh());
        if (!text.zh().equals(text.en())) {
            raw(" <span class=\"en\" lang=\"en\">").text(text.en()).raw("</span>");
        }
        return this;
    }

    Html heading(Text text) {
        return raw("<h2>").both(text).raw("</h2>\n");
    }

    Html row(Text label, Text value) {
        return raw("<tr><th scope=\"row\">")
                .both(label)
                .raw("</th><td>")
                .both(value)
                .raw("</td></tr>\n");
    }

    /** As text or as the value of an attribute; characters that XML cannot hold become a sign for what is not known. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(inXml(point) ? point : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean inXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= 0x20 && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
