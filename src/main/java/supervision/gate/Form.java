package supervision.gate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.dossier.Vocabulary;
import supervision.language.Condition;
import supervision.language.Operand;
import supervision.language.Place;
import supervision.replay.ReplayReport;
import supervision.replay.RuleUse;
import supervision.rulepack.LegalSource;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.Parameter;
import supervision.rulepack.RuleFile;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;
import supervision.rulepack.RuleText;

/**
 * Whether a candidate pack keeps the form: what its reader refuses, what rules speak of that there is not, numbers that are
 * asked for on days on which there is none, clauses that were not in force, and numbers that nothing asks for.
 */
public final class Form {

    /** Questions that say something wrong, or fail, where there is no number. */
    private static final Set<String> NEEDING_A_NUMBER = Set.of("after", "opens", "due", "tier", "tierOf", "value");

    private final List<Remark> remarks = new ArrayList<>();

    private Form() {}

    /**
     * What was found.
     *
     * @param pack null if it cannot be read, or speaks of what there is not
     */
    public record Checked(List<Remark> remarks, @Nullable RulePack pack) {
        public Checked {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Checks a pack.
     *
     * @param examples id of the example set in use, {@code default} for the pack's own choice, null for none
     */
    public static List<Remark> check(PackFiles files, @Nullable String examples) {
        return read(files, examples).remarks();
    }

    /** Checks a pack, and gives it if it could be read. */
    public static Checked read(PackFiles files, @Nullable String examples) {
        Form form = new Form();
        RulePack pack = null;
        try {
            pack = RulePackReader.read(files, examples);
        } catch (RulePackException refusal) {
            refusal.problems().forEach(form::refused);
        }
        Map<String, String> rules = new TreeMap<>();
        files.files().forEach((path, bytes) -> {
            if (path.endsWith(".drl")) {
                rules.put(path, new String(bytes, StandardCharsets.UTF_8));
            }
        });
        List<PackProblem> unknown = Vocabulary.check(RuleFile.of(rules, new ArrayList<>()));
        unknown.forEach(problem -> form.problem(Remark.Part.FORM, "UNKNOWN_NAME", problem));
        if (pack != null && unknown.isEmpty()) {
            form.checkRules(pack);
            form.checkRows(pack);
        }
        return new Checked(form.remarks, unknown.isEmpty() ? pack : null);
    }

    /** Numbers that no rule, no row and no case asks for: setting one changes nothing. */
    public static List<Remark> unused(RulePack pack, ReplayReport played) {
        Form form = new Form();
        for (String id : RuleUse.unusedFigures(pack, RuleUse.ofFindings(pack, played))) {
            form.add(
                    Remark.Severity.WARNING,
                    "UNUSED_PARAMETER",
                    null,
                    "parameters/" + id + ".yaml",
                    null,
                    new Text("没有规则、表格或者案例使用参数 `" + id + "`", "no rule, row or case asks for `" + id + "`"),
                    new Text("使用它，或者删除它", "use it or remove it"));
        }
        return List.copyOf(form.remarks);
    }

    /** What is told about a pack that was refused. */
    static List<Remark> refused(RulePackException refusal) {
        Form form = new Form();
        refusal.problems().forEach(form::refused);
        return List.copyOf(form.remarks);
    }

    private void refused(PackProblem problem) {
        boolean outOfOrder = problem.remedy().equals(RulePackReader.TIERS_IN_ORDER);
        boolean personal = problem.remedy().equals(RulePackReader.NOT_PUBLIC);
        problem(
                outOfOrder || personal ? Remark.Part.ANALYSIS : Remark.Part.FORM,
                outOfOrder ? "NOT_MONOTONE" : personal ? "PERSONAL_DATA_PUBLIC" : "REFUSED",
                problem);
    }

    private void problem(Remark.Part part, String kind, PackProblem problem) {
        remarks.add(new Remark(
                Remark.Severity.ERROR,
                part,
                kind,
                null,
                problem.file(),
                problem.line(),
                problem.column(),
                problem.problem(),
                problem.remedy(),
                null));
    }

    private void checkRules(RulePack pack) {
        for (RuleText rule : pack.rules()) {
            rule.questions().forEach((id, questions) -> {
                if (questions.stream().anyMatch(NEEDING_A_NUMBER::contains)) {
                    checkCovered(pack, rule, pack.parameter(id));
                }
            });
            List<LegalSource> cited = rule.sources().stream()
                    .map(source -> Objects.requireNonNull(pack.sources().get(source.replaceAll("/.*", ""))))
                    .toList();
            if (cited.stream()
                    .allMatch(
                            source -> source.until() != null && !source.until().isAfter(rule.from()))) {
                add(
                        Remark.Severity.WARNING,
                        "SOURCE_ENDED",
                        rule,
                        rule.file(),
                        null,
                        new Text(
                                "规则“" + rule.name() + "”自 " + rule.from() + " 起施行，其引用的文件此前均已失效",
                                "rule `" + rule.name() + "` is in force from " + rule.from()
                                        + " on, and all that it cites had ended by then"),
                        new Text("引用当时有效的文件，或者更正日期", "cite what was in force then, or correct the day"));
            }
        }
    }

    /** Whether there is a row on each day on which the rule asks for one without asking first whether there is. */
    private void checkCovered(RulePack pack, RuleText rule, Parameter parameter) {
        LocalDate from = rule.from().isBefore(pack.modelledFrom()) ? pack.modelledFrom() : rule.from();
        LocalDate first = parameter.rows().get(0).from();
        LocalDate until = rule.until() != null && rule.until().isBefore(first) ? rule.until() : first;
        if (isGuarded(pack, rule, parameter.id())) {
            return;
        }
        checkEmpty(rule, parameter, from);
        if (!from.isBefore(until)) {
            return;
        }
        add(
                Remark.Severity.ERROR,
                "PARAMETER_GAP",
                rule,
                rule.file(),
                rule.when().get(0).place(),
                new Text(
                        "规则“" + rule.name() + "”自 " + from + " 起使用 `" + parameter.id() + "`，该参数 " + until
                                + " 之前没有数值，规则也没有先问 known",
                        "rule `" + rule.name() + "` asks for `" + parameter.id() + "` from " + from
                                + " on, which has no row before " + until + ", and does not ask `known` first"),
                new Text(
                        "为该参数增加其间的一行，或者在条件中先写 figures.known(\"" + parameter.id() + "\")",
                        "add the row of those days, or write figures.known(\"" + parameter.id()
                                + "\") into the conditions"));
    }

    /** Rows without a number on days on which the rule asks: whether its fact is prepared then is not written in rules. */
    private void checkEmpty(RuleText rule, Parameter parameter, LocalDate from) {
        for (int i = 0; i < parameter.rows().size(); i++) {
            Parameter.Row row = parameter.rows().get(i);
            LocalDate next = i + 1 < parameter.rows().size()
                    ? parameter.rows().get(i + 1).from()
                    : LocalDate.MAX;
            boolean whileInForce =
                    next.isAfter(from) && (rule.until() == null || row.from().isBefore(rule.until()));
            if (!row.hasValue() && whileInForce) {
                add(
                        Remark.Severity.UNDECIDED,
                        "PARAMETER_EMPTY",
                        rule,
                        rule.file(),
                        rule.when().get(0).place(),
                        new Text(
                                "规则“" + rule.name() + "”使用 `" + parameter.id() + "`，该参数自 " + row.from()
                                        + " 起没有数值，规则也没有先问 known；届时是否会有所匹配的事实，未作判断",
                                "rule `" + rule.name() + "` asks for `" + parameter.id()
                                        + "`, which has no number from "
                                        + row.from()
                                        + " on, and does not ask `known` first; whether there is a fact for it to"
                                        + " match then is not decided"),
                        new Text(
                                "在条件中先写 figures.known(\"" + parameter.id() + "\")，或者填写数值",
                                "write figures.known(\"" + parameter.id()
                                        + "\") into the conditions, or set a number"));
            }
        }
    }

    /** Whether the conditions cannot hold where there is no number. */
    private static boolean isGuarded(RulePack pack, RuleText rule, String id) {
        for (supervision.language.Pattern pattern : rule.when()) {
            Place place = pattern.place();
            Condition unknown = new Condition.Not(
                    place,
                    new Condition.Test(
                            place,
                            new Operand.Asked(place, "figures", "known", List.of(new Operand.Text(place, id))),
                            Condition.Operator.HOLDS,
                            List.of()));
            try {
                if (!new Logic(Vocabulary.parts(pattern.type(), pack.declarations()))
                        .canHold(Stream.concat(pattern.conditions().stream(), Stream.of(unknown))
                                .toList())) {
                    return true;
                }
            } catch (Logic.UndecidedException e) {
                return false;
            }
        }
        return false;
    }

    /** Rows that rest on a clause before it was in force. */
    private void checkRows(RulePack pack) {
        for (Parameter parameter : pack.parameters().values()) {
            for (Parameter.Row row : parameter.rows()) {
                LegalSource source =
                        Objects.requireNonNull(pack.sources().get(row.source().replaceAll("/.*", "")));
                if (row.hasValue() && row.set() == null && source.from().isAfter(row.from())) {
                    Text cited = pack.cited(row.source());
                    add(
                            Remark.Severity.WARNING,
                            "SOURCE_NOT_YET",
                            null,
                            "parameters/" + parameter.id() + ".yaml",
                            null,
                            new Text(
                                    "`" + parameter.id() + "` 自 " + row.from() + " 起的数值引用 " + cited.zh() + "，该文件 "
                                            + source.from() + " 起才施行",
                                    "the value of `" + parameter.id() + "` from " + row.from() + " on cites "
                                            + cited.en() + ", which is in force from " + source.from() + " on"),
                            new Text("更正日期，或者引用当时有效的条款", "correct the day, or cite the clause of that day"));
                }
            }
        }
    }

    private void add(
            Remark.Severity severity,
            String kind,
            @Nullable RuleText rule,
            String file,
            @Nullable Place place,
            Text says,
            Text remedy) {
        remarks.add(new Remark(
                severity,
                Remark.Part.FORM,
                kind,
                rule == null ? null : rule.name(),
                file,
                place != null ? place.line() : rule == null ? 0 : rule.line(),
                place == null ? 0 : place.column(),
                says,
                remedy,
                null));
    }
}
