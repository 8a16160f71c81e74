package supervision.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import supervision.facts.CreditCode;
import tools.jackson.databind.JsonNode;

/** Reads what a request asks for, and says what is wrong with it. */
final class Ask {

    private Ask() {}

    /** The parameter of a request that cannot be used. */
    static final class BadRequestException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String title;

        BadRequestException(String title, String detail) {
            super(detail);
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    static String code(String text) {
        CreditCode.problem(text).ifPresent(problem -> {
            throw new BadRequestException(
                    "统一社会信用代码有误 / malformed credit code",
                    "`" + text + "` 不是有效的统一社会信用代码（GB 32100-2015），请核对 / " + problem);
        });
        return text;
    }

    /** Refuses a body that is no JSON object, or has members that nobody would look at. */
    static void members(JsonNode body, Set<String> known) {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw new BadRequestException(
                        "请求体有误 / malformed body",
                        "不认识的成员 `" + name + "`，可用 / unknown member, give: " + String.join(", ", new TreeSet<>(known)));
            }
        }
        if (!body.isObject()) {
            throw new BadRequestException("请求体有误 / malformed body", "应为一个 JSON 对象 / give one JSON object");
        }
    }

    /** A member of a body; null if it is not there. */
    static @Nullable String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new BadRequestException("请求体有误 / malformed body", "`" + name + "` 应为文本 / has to be text");
        }
        return value.asString();
    }

    /** How many to give at most: as many as asked for, but one at least and no more than there is a page for. */
    static int limit(int asked, int most) {
        return Math.max(1, Math.min(asked, most));
    }

    /** A parameter as the address has it, without a look into the body; null if it is not there. */
    static @Nullable String inQuery(@Nullable String query, String name) {
        if (query == null) {
            return null;
        }
        String value = UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .getFirst(name);
        try {
            return value == null ? null : URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(
                    "参数有误 / malformed parameter",
                    "`" + name + "=" + value + "` 的百分号编码有误 / is not percent-encoded: encode it as UTF-8");
        }
    }

    static LocalDate day(@Nullable String text, String name, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // the form is right, the day does not exist: same answer as for a wrong form
        }
        throw new BadRequestException(
                "日期有误 / malformed day",
                "`" + name + "=" + text + "` 不是存在的日期，应写成 2026-11-22 / is no day that exists: write it like 2026-11-22");
    }

    static @Nullable Instant moment(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            // a plus sign that was not escaped arrives as a blank
            return OffsetDateTime.parse(text.trim().replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new BadRequestException(
                    "时刻有误 / malformed moment",
                    "`knownAt=" + text
                            + "` 应写成 2026-11-22T09:00:00+08:00 / write it like 2026-11-22T09:00:00+08:00 with its offset");
        }
    }
}
