package supervision.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.facts.CreditCode;
import supervision.facts.InvalidCreditCodeException;
import supervision.intake.Spelling;
import tools.jackson.databind.JsonNode;

/** Reads what a request asks for, and says what is wrong with it. */
final class Ask {

    /** Days of questions, as of rules and of the terminal: what lies outside is a slip of the keyboard. */
    private static final int FIRST_YEAR = 1949;

    private static final int LAST_YEAR = 2199;

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

    /** A parameter of the query as it was given, decoded. */
    record Pair(String name, String value) {}

    /** The parameters of a query in their order, without a look into the body. */
    static List<Pair> pairs(@Nullable String query) {
        List<Pair> pairs = new ArrayList<>();
        for (String each : query == null ? new String[0] : query.split("&")) {
            if (!each.isEmpty()) {
                int equals = each.indexOf('=');
                pairs.add(
                        equals < 0
                                ? new Pair(decoded(each), "")
                                : new Pair(decoded(each.substring(0, equals)), decoded(each.substring(equals + 1))));
            }
        }
        return pairs;
    }

    /** What cannot be decoded was refused before. */
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The code as it is registered, however it was written. */
    static String code(String text) {
        try {
            return CreditCode.parse(text).value();
        } catch (InvalidCreditCodeException e) {
            throw new BadRequestException(
                    "统一社会信用代码有误 / malformed credit code",
                    "`" + text + "` 不是有效的统一社会信用代码：" + e.zh() + " / `" + text + "` is no credit code: " + e.en());
        }
    }

    /**
     * A name that a call does not know.
     *
     * @param zh what kind of name it is
     */
    static BadRequestException unknown(String zh, String en, String name, Set<String> known) {
        Optional<String> near = Spelling.nearest(name, known);
        String all = String.join(", ", new TreeSet<>(known));
        return new BadRequestException(
                "不认识的" + zh + " / unknown " + en,
                "不认识的" + zh + " `" + name + "`"
                        + near.map(meant -> "，应为 `" + meant + "`").orElse("")
                        + (all.isEmpty() ? "；此处不带" + zh : "；此处可用：" + all)
                        + " / unknown " + en + " `" + name + "`"
                        + near.map(meant -> ", `" + meant + "` is meant").orElse("")
                        + (all.isEmpty() ? "; this call takes none" : "; this call takes: " + all));
    }

    /** Refuses a body that is no JSON object, or has members that nobody would look at. */
    static void members(JsonNode body, Set<String> known) {
        if (!body.isObject()) {
            throw new BadRequestException("请求体有误 / malformed body", "应为一个 JSON 对象 / give one JSON object");
        }
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw unknown("成员", "member", name, known);
            }
        }
    }

    /** A member of a body; null if it is not there. */
    static @Nullable String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new BadRequestException(
                    "请求体有误 / malformed body", "`" + name + "` 应为文本 / `" + name + "` has to be text");
        }
        return value.asString();
    }

    /** How many to give at most: as many as asked for, and no more than there is a page for. */
    static int limit(int asked, int most) {
        if (asked < 1 || asked > most) {
            throw new BadRequestException(
                    "数量有误 / malformed limit",
                    "`limit=" + asked + "` 应为 1 至 " + most + " / `limit` has to lie between 1 and " + most);
        }
        return asked;
    }

    /** A parameter as the address has it, without a look into the body; null if it is not there. */
    static @Nullable String inQuery(@Nullable String query, String name) {
        return pairs(query).stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .findFirst()
                .orElse(null);
    }

    static LocalDate day(@Nullable String text, String name, LocalDate otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                    throw new BadRequestException(
                            "日期有误 / malformed day",
                            ("`%1$s=%2$s` 应在 %3$d 年至 %4$d 年之间，请核对年份"
                                            + " / `%1$s=%2$s` has to lie in the years %3$d to %4$d: check the year")
                                    .formatted(name, text, FIRST_YEAR, LAST_YEAR));
                }
                return day;
            }
        } catch (DateTimeException e) {
            // the form is right, the day does not exist: same answer as for a wrong form
        }
        throw new BadRequestException(
                "日期有误 / malformed day",
                "`" + name + "=" + text + "` 不是存在的日期，应写成 2026-11-22 / `" + name
                        + "` is no day that exists: write it like 2026-11-22");
    }

    static @Nullable Instant moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            // a plus sign that was not escaped arrives as a blank
            return OffsetDateTime.parse(text.trim().replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new BadRequestException(
                    "时刻有误 / malformed moment",
                    "`knownAt=" + text
                            + "` 应写成 2026-11-22T09:00:00+08:00，带时区 / write `knownAt` like 2026-11-22T09:00:00+08:00, with its offset");
        }
    }
}
