package supervision.intake;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.facts.Fact;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Permit;

/** Records as rows of a 双公示 table. */
final class Tables {

    /** Shorter or older words for a kind, as files have them beside those of the law. */
    private static final Map<String, PenaltyKind> KIND_ALIASES = Map.ofEntries(
            Map.entry("暂扣许可证", PenaltyKind.PERMIT_SUSPENDED),
            Map.entry("降低资质", PenaltyKind.QUALIFICATION_LOWERED),
            Map.entry("吊销许可证", PenaltyKind.PERMIT_REVOKED),
            Map.entry("吊销执照", PenaltyKind.PERMIT_REVOKED),
            Map.entry("吊销营业执照", PenaltyKind.PERMIT_REVOKED),
            Map.entry("吊销许可证/执照", PenaltyKind.PERMIT_REVOKED),
            Map.entry("吊销许可证件/执照", PenaltyKind.PERMIT_REVOKED),
            Map.entry("限制开展生产经营", PenaltyKind.BUSINESS_RESTRICTED),
            Map.entry("停产停业", PenaltyKind.BUSINESS_SUSPENDED),
            Map.entry("责令停产", PenaltyKind.BUSINESS_SUSPENDED),
            Map.entry("责令停业", PenaltyKind.BUSINESS_SUSPENDED));

    /**
     * Items 3 and 4 of the list in 行政处罚法 Art 9. A form that prints the whole item says that one of its kinds was
     * decided, not which, and certainly not all.
     */
    private static final List<Set<PenaltyKind>> WHOLE_ITEMS = List.of(
            EnumSet.of(PenaltyKind.PERMIT_SUSPENDED, PenaltyKind.QUALIFICATION_LOWERED, PenaltyKind.PERMIT_REVOKED),
            EnumSet.of(
                    PenaltyKind.BUSINESS_RESTRICTED,
                    PenaltyKind.BUSINESS_SUSPENDED,
                    PenaltyKind.CLOSURE_ORDERED,
                    PenaltyKind.OCCUPATION_RESTRICTED));

    private static final Pattern OTHER = Pattern.compile("其他[-－—–:：（(].*");
    private static final Pattern NOT_PUNISHED = Pattern.compile("不予|免予|免于|免除|免罚|不罚|不处罚|未处罚");

    private static final Map<String, Permit.Category> CATEGORIES = Map.ofEntries(
            Map.entry("普通", Permit.Category.ORDINARY),
            Map.entry("01", Permit.Category.ORDINARY),
            Map.entry("1", Permit.Category.ORDINARY),
            Map.entry("特许", Permit.Category.FRANCHISE),
            Map.entry("02", Permit.Category.FRANCHISE),
            Map.entry("2", Permit.Category.FRANCHISE),
            Map.entry("认可", Permit.Category.RECOGNITION),
            Map.entry("03", Permit.Category.RECOGNITION),
            Map.entry("3", Permit.Category.RECOGNITION),
            Map.entry("核准", Permit.Category.APPROVAL),
            Map.entry("04", Permit.Category.APPROVAL),
            Map.entry("4", Permit.Category.APPROVAL),
            Map.entry("登记", Permit.Category.REGISTRATION),
            Map.entry("05", Permit.Category.REGISTRATION),
            Map.entry("5", Permit.Category.REGISTRATION),
            Map.entry("其他", Permit.Category.OTHER),
            Map.entry("06", Permit.Category.OTHER),
            Map.entry("6", Permit.Category.OTHER));

    private static final Map<String, Penalty.Gravity> GRAVITIES = Map.of(
            "轻微", Penalty.Gravity.MINOR,
            "MINOR", Penalty.Gravity.MINOR,
            "一般", Penalty.Gravity.GENERAL,
            "GENERAL", Penalty.Gravity.GENERAL,
            "严重", Penalty.Gravity.SERIOUS,
            "SERIOUS", Penalty.Gravity.SERIOUS,
            "特定严重", Penalty.Gravity.SPECIFIC_SERIOUS,
            "SPECIFIC_SERIOUS", Penalty.Gravity.SPECIFIC_SERIOUS);

    private static final Map<String, Penalty.Procedure> PROCEDURES = Map.of(
            "普通程序", Penalty.Procedure.ORDINARY,
            "普通", Penalty.Procedure.ORDINARY,
            "ORDINARY", Penalty.Procedure.ORDINARY,
            "简易程序", Penalty.Procedure.SUMMARY,
            "简易", Penalty.Procedure.SUMMARY,
            "SUMMARY", Penalty.Procedure.SUMMARY);

    /** Whether the decision stands. An objection does not change that; it is sent as a record of its own. */
    private static final Map<String, Boolean> PENALTY_STANDS = Map.ofEntries(
            Map.entry("", true),
            Map.entry("0", true),
            Map.entry("正常", true),
            Map.entry("1", false),
            Map.entry("撤销", false),
            Map.entry("2", true),
            Map.entry("异议", true),
            Map.entry("3", true),
            Map.entry("其他", true));

    private static final Map<String, Boolean> PERMIT_STANDS =
            Map.of("", true, "1", true, "有效", true, "2", false, "无效", false);

    private final Checks checks;
    private final Pseudonyms pseudonyms;

    /** In units of 10,000 yuan; null for no bound. */
    private final @Nullable BigDecimal largestFine;

    Tables(Checks checks, Pseudonyms pseudonyms, @Nullable BigDecimal largestFine) {
        this.checks = checks;
        this.pseudonyms = pseudonyms;
        this.largestFine = largestFine;
    }

    void read(String file, RowSource rows, Intake.Sink sink) throws IOException {
        try (rows) {
            TableRow first = Layout.firstHeader(rows);
            if (first == null) {
                throw Intake.empty();
            }
            Layout.Header header = Layout.header(first);
            boolean underHeader = true;
            for (TableRow row = rows.next(); row != null; row = rows.next()) {
                if (row.blank()) {
                    continue;
                }
                if (!header.isRepeatedBy(row)) {
                    deliver(file, row.number(), new RowView(header, row), rows.rowsAreFull(), sink);
                } else if (underHeader && Layout.known(row) > Layout.known(first)) {
                    // names in Chinese above the codes, or the other way round
                    header = Layout.header(row);
                } else if (!underHeader && !header.isSame(row)) {
                    throw new BrokenFileException(
                            row.number(),
                            Words.of("这一行是另一张表的表头", "this row is the header of another table"),
                            Words.of("将从这一行起的内容另存为一个文件后报送", "send what begins at this row as a file of its own"),
                            null);
                }
                underHeader = false;
            }
        } catch (BrokenFileException e) {
            sink.setAside(e.setAside(file));
        }
    }

    private void deliver(String file, int number, RowView row, boolean rowsAreFull, Intake.Sink sink) {
        CreditRecord taken;
        try {
            row.refuseShifted(rowsAreFull);
            taken = record(file, number, row);
        } catch (RefusedRowException e) {
            sink.setAside(e.setAside(file, number));
            return;
        }
        sink.record(taken);
    }

    private CreditRecord record(String file, int number, RowView row) {
        row.refuseDenied(Subjects.isNaturalPerson(row));
        boolean penalties = row.prefix().equals(Layout.PENALTIES.prefix());
        LocalDate decidedOn = row.requiredDay(row.prefix() + "JDRQ", "决定日期", "day of the decision");
        String subject = Subjects.of(row, decidedOn, pseudonyms);
        Fact fact = penalties ? penalty(row, decidedOn) : permit(row, decidedOn);
        checks.check(fact, row::nameOfComponent);
        return new CreditRecord(subject, fact, file, number);
    }

    private Penalty penalty(RowView row, LocalDate decidedOn) {
        String number = row.requiredKey("CF_WSH", "number", "行政处罚决定书文号", "number of the penalty decision");
        String authority = row.requiredKey("CF_CFJG", "authority", "处罚机关", "authority that decided");
        stands(row, "CF_ZT", PENALTY_STANDS, "0 正常, 1 撤销, 2 异议, 3 其他");
        return new Penalty(
                authority,
                number,
                decidedOn,
                kinds(row),
                row.yuan("CF_NR_FK", largestFine),
                row.yuan("CF_NR_WFFF", largestFine),
                row.field("CF_LY"),
                oneOf(row, "CF_SXCD", GRAVITIES, "轻微, 一般, 严重, 特定严重"),
                oneOf(row, "CF_CX", PROCEDURES, "普通程序, 简易程序"),
                row.textOrNull("CF_WFXW"),
                row.textOrNull("CF_YJ"),
                row.day("CF_WFZZRQ"),
                row.day("CF_GSRQ"),
                null,
                publicityEnd(row),
                null,
                row.day("CF_XYGSRQ"),
                null,
                null,
                null,
                null,
                null,
                null,
                party(row));
    }

    /** Name of the entity; none is kept of a natural person. */
    private static @Nullable String party(RowView row) {
        String column = row.prefix() + "XDR_MC";
        String name = row.textOrNull(column);
        return name == null || Subjects.isNaturalPerson(row) || Keys.isPlaceholder(name)
                ? null
                : Checks.kept("party", row.nameOf(column), name);
    }

    /** The older column GSQX says either until when or for how long; only a day says when. */
    private static @Nullable LocalDate publicityEnd(RowView row) {
        boolean term = row.nameOf("CF_GSJZQ").equalsIgnoreCase("GSQX") && Days.isTerm(row.text("CF_GSJZQ"));
        return term ? null : row.lastDay("CF_GSJZQ");
    }

    private Permit permit(RowView row, LocalDate decidedOn) {
        String number = row.requiredKey("XK_WSH", "number", "行政许可决定文书号", "number of the permit decision");
        String authority = row.requiredKey("XK_XKJG", "authority", "许可机关", "authority that granted it");
        row.required("XK_XKLB", "许可类别", "category of the permit");
        Permit.Category category = oneOf(row, "XK_XKLB", CATEGORIES, "普通, 特许, 认可, 核准, 登记, 其他, 01 – 06");
        LocalDate validTo = row.lastDay("XK_YXQZI");
        // a permit that has run out is no longer valid without anybody having revoked it
        if (validTo == null || !validTo.isBefore(checks.today())) {
            stands(row, "XK_ZT", PERMIT_STANDS, "1 有效, 2 无效");
        }
        return new Permit(
                authority,
                number,
                category == null ? Permit.Category.OTHER : category,
                row.textOrNull("XK_XKZS"),
                decidedOn,
                row.day("XK_YXQZ"),
                validTo,
                row.field("XK_LY"),
                null,
                row.day("XK_XYGSRQ"),
                party(row));
    }

    private static void stands(RowView row, String column, Map<String, Boolean> states, String known) {
        String text = row.text(column);
        Boolean stands = states.get(text);
        if (stands == null) {
            throw row.unknown(column, text, known);
        }
        if (!stands) {
            throw new RefusedRowException(
                    row.nameOf(column),
                    text,
                    Words.of(
                            "决定已撤销或无效，但表中没有日期，无法判断从哪天起",
                            "decision revoked or invalid, but the layout has no day from which it is"),
                    Words.of(
                            "用 JSON 行格式报送这条记录，在`revokedOn`填写日期",
                            "send this record in the JSON-lines form with the day as `revokedOn`"));
        }
    }

    private static <T> @Nullable T oneOf(RowView row, String column, Map<String, T> values, String known) {
        String text = row.text(column);
        T value = values.get(text);
        if (value == null && !text.isEmpty()) {
            throw row.unknown(column, text, known);
        }
        return value;
    }

    private static Set<PenaltyKind> kinds(RowView row) {
        EnumSet<PenaltyKind> kinds = EnumSet.noneOf(PenaltyKind.class);
        List<String> words = row.texts("CF_CFLB").stream()
                .flatMap(text -> Stream.of(text.split("[;；,，、|\\n]")))
                .map(TableRow.Cell::trim)
                .filter(word -> !word.isEmpty())
                .toList();
        words.forEach(word -> refuseBehindOther(row, word));
        if (words.isEmpty()) {
            throw row.missing("CF_CFLB", "处罚类别", "kind of penalty");
        }
        String known =
                Arrays.stream(PenaltyKind.values()).map(PenaltyKind::chinese).collect(Collectors.joining(", "));
        for (String word : words) {
            kinds.add(kind(word).orElseThrow(() -> row.unknown("CF_CFLB", word, known)));
        }
        for (Set<PenaltyKind> item : WHOLE_ITEMS) {
            if (kinds.containsAll(item)) {
                throw new RefusedRowException(
                        row.nameOf("CF_CFLB"),
                        Quote.of(String.join("、", words)),
                        Words.of(
                                "照抄了法律条文的整项，看不出决定了哪一种",
                                "whole item of the law is copied: it does not say which of its kinds was decided"),
                        Words.of("只写决定书中的处罚类别", "name only the kinds that the decision names"));
            }
        }
        return kinds;
    }

    /** What stands behind 其他 may not be a penalty at all, or one that has a name. */
    private static void refuseBehindOther(RowView row, String word) {
        if (!OTHER.matcher(word).matches()) {
            return;
        }
        String behind = word.substring("其他".length()).replaceAll("[\\p{P}\\p{S}\\s]", "");
        if (NOT_PUNISHED.matcher(behind).find()) {
            throw new RefusedRowException(
                    row.nameOf("CF_CFLB"),
                    Quote.of(word),
                    Words.of("`%1$s`是不予处罚的决定，不是处罚", "`%1$s` is a decision not to punish, no penalty", Quote.of(word)),
                    Words.of("不要作为行政处罚报送", "do not send it as a penalty"));
        }
        Stream.concat(Arrays.stream(PenaltyKind.values()).map(PenaltyKind::chinese), KIND_ALIASES.keySet().stream())
                .filter(kind -> !kind.equals("其他") && behind.contains(kind))
                .findFirst()
                .ifPresent(kind -> {
                    throw new RefusedRowException(
                            row.nameOf("CF_CFLB"),
                            Quote.of(word),
                            Words.of(
                                    "`%1$s`中的%2$s有自己的类别，不是其他",
                                    "`%1$s` names %2$s, which is a kind of its own and not 其他", Quote.of(word), kind),
                            Words.of(
                                    "改为`%1$s`；另有其他内容的，再加一项",
                                    "write `%1$s`, and 其他 beside it only for what is left", kind));
                });
    }

    private static Optional<PenaltyKind> kind(String word) {
        // 其他 is followed by what it is, in the row's own words
        return OTHER.matcher(word).matches()
                ? Optional.of(PenaltyKind.OTHER)
                : PenaltyKind.ofChinese(word).or(() -> Optional.ofNullable(KIND_ALIASES.get(word)));
    }
}
