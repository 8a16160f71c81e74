package supervision.casework;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supervision.decision.FigureUsed;
import supervision.decision.Text;
import supervision.lawtext.LawTexts.ClauseText;
import supervision.rulepack.Parameter.Unit;
import supervision.rulepack.RulePack;

/** Words of a report: all of them stand in the pack, in both languages. */
final class ReportWords {

    private final RulePack pack;
    private final Map<String, List<ClauseText>> law;

    ReportWords(RulePack pack) {
        this(pack, Map.of());
    }

    /** @param law texts of law by clause, which whoever runs the service keeps */
    ReportWords(RulePack pack, Map<String, List<ClauseText>> law) {
        this.pack = pack;
        this.law = law;
    }

    /** What a clause says word for word; null if nobody keeps it. */
    @Nullable
    ClauseText verbatim(String clause) {
        List<ClauseText> texts = law.getOrDefault(clause, List.of());
        return texts.isEmpty() ? null : texts.get(0);
    }

    /** Names of the words, as {@code labels.yaml} has them in its group {@code report}. */
    enum Word {
        TITLE,
        USE,
        NUMBER,
        ENTITY,
        NO_NAME,
        CODE,
        AS_OF,
        KNOWN_AT,
        DECISION,
        PACK,
        LEAD_UNITS,
        BASIS,
        CLAUSES,
        RECORD,
        PERIOD,
        FIGURES,
        WARNINGS,
        STATEMENTS,
        FROM_TO,
        FROM_OPEN,
        FROM_ENDING,
        SINCE,
        CAN_APPLY,
        STOPS,
        OBJECTION,
        OBJECTION_DUE,
        WITHHELD,
        MISSING_GLYPHS,
        ADVICE,
        LIMITS,
        ABSENCE,
        CONTENTS,
        YEARS,
        MONTHS,
        DAYS,
        WORKING_DAYS,
        YUAN,
        YES,
        NO,
        OTHERS
    }

    Text say(Word word) {
        return pack.label("report", word.name());
    }

    Text say(Word word, String slot, String value) {
        return fill(say(word), slot, same(value));
    }

    Text say(Word word, String slot, Text value) {
        return fill(say(word), slot, value);
    }

    Text label(String group, String code) {
        return pack.label(group, code);
    }

    /** A period whose end is the first day after it: people ask for the last day. */
    Text period(LocalDate from, @Nullable LocalDate until) {
        return until == null
                ? say(Word.FROM_OPEN, "from", from.toString())
                : fill(
                        say(Word.FROM_TO, "from", from.toString()),
                        "last",
                        same(until.minusDays(1).toString()));
    }

    static Text fill(Text text, String slot, Text value) {
        String place = "{" + slot + "}";
        return new Text(text.zh().replace(place, value.zh()), text.en().replace(place, value.en()));
    }

    static Text same(String text) {
        return new Text(text, text);
    }

    static Text list(List<Text> texts) {
        return new Text(
                String.join("、", texts.stream().map(Text::zh).toList()),
                String.join(", ", texts.stream().map(Text::en).toList()));
    }

    /** The value of a figure with its unit; of one that is a map, each of its values. */
    Text value(FigureUsed figure) {
        String value = figure.value();
        if (value == null) {
            return label("parameterStatus", "null");
        }
        if (!value.startsWith("{")) {
            return value(figure.unit(), value);
        }
        List<Text> entries = new ArrayList<>();
        for (String entry : value.substring(1, value.length() - 1).split(", ")) {
            String[] pair = entry.split("=", 2);
            Text key = list(Arrays.stream(pair[0].split("/")).map(this::key).toList());
            Text amount = value(figure.unit(), pair[pair.length - 1]);
            entries.add(new Text(key.zh() + "：" + amount.zh(), key.en() + ": " + amount.en()));
        }
        return new Text(
                String.join("；", entries.stream().map(Text::zh).toList()),
                String.join("; ", entries.stream().map(Text::en).toList()));
    }

    private Text key(String code) {
        return code.equals("*") ? say(Word.OTHERS) : label("field", code);
    }

    private Text value(String unit, String value) {
        if (unit.equals(Unit.PERIOD.yamlName())) {
            Period period = Period.parse(value);
            List<Text> parts = new ArrayList<>();
            counted(parts, Word.YEARS, period.getYears());
            counted(parts, Word.MONTHS, period.getMonths());
            counted(parts, Word.DAYS, period.getDays());
            return new Text(
                    String.join("", parts.stream().map(Text::zh).toList()),
                    String.join(" ", parts.stream().map(Text::en).toList()));
        }
        if (unit.equals(Unit.WORKING_DAYS.yamlName())) {
            return say(Word.WORKING_DAYS, "n", value);
        }
        if (unit.startsWith(Unit.YUAN.yamlName())) {
            return say(Word.YUAN, "n", amount(value));
        }
        if (unit.equals(Unit.FLAG.yamlName())) {
            return say(value.equals("true") ? Word.YES : Word.NO);
        }
        return label("choice", value);
    }

    private void counted(List<Text> parts, Word word, int number) {
        if (number > 0) {
            Text text = say(word, "n", String.valueOf(number));
            parts.add(number == 1 ? new Text(text.zh(), text.en().replaceFirst("s$", "")) : text);
        }
    }

    /** With a comma after each three digits before the point. */
    static String amount(String plain) {
        return String.format(Locale.ROOT, "%,f", new java.math.BigDecimal(plain))
                .replaceFirst("\\.?0+$", "");
    }
}
