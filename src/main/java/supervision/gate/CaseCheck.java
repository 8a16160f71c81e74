package supervision.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.replay.FixtureCase;
import supervision.replay.FixtureProblem;
import supervision.replay.FixtureReader;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/**
 * What the cases say about a candidate pack: which of them come out another way than under the pack before, and how well they
 * hold the rules that were edited to what they say. Cases are decided by the second reading: nothing is compiled.
 *
 * @param cases how many there are
 * @param problems case files that cannot be read
 * @param failing cases that fail under the candidate and whose answer is no other than before
 * @param flips cases whose answer is another
 * @param edited names of the rules that the pack before does not have as they are
 * @param score how many small changes of the edited rules are noticed
 * @param comparisons how many comparisons the edited rules have
 * @param remarks all of it, as remarks of the gate
 */
public record CaseCheck(
        int cases,
        List<FixtureProblem> problems,
        List<ReplayReport.Result> failing,
        List<Flip> flips,
        Set<String> edited,
        MutationScore score,
        long comparisons,
        List<Remark> remarks) {

    /**
     * A case whose answer is another under the candidate.
     *
     * @param before what came out under the pack before
     * @param now what comes out under the candidate
     */
    public record Flip(FixtureCase asked, Outcome before, Outcome now) {

        /** Whether it is a case that passed and fails. */
        public boolean breaks() {
            return before.passed() && !now.passed();
        }

        /** Whether nothing differs but how long the answer holds. */
        public boolean lastsOnly() {
            return before.findings().isEmpty()
                    && now.findings().isEmpty()
                    && before.disposition() == now.disposition()
                    && !Objects.equals(before.validUntil(), now.validUntil())
                    && Stream.of(before, now)
                            .flatMap(outcome -> outcome.differences().stream())
                            .allMatch(Replay::isOfValidUntil);
        }
    }

    /**
     * What comes out of a case.
     *
     * @param differences from what the case expects; none if it passes
     * @param findings those that the other pack does not give
     * @param validUntil first day on which the answer can be another; null if it never is, or if there is none
     */
    public record Outcome(
            boolean passed,
            List<String> differences,
            List<Finding> findings,
            @Nullable LocalDate validUntil,
            Decision.@Nullable Disposition disposition) {}

    /**
     * Checks a pack.
     *
     * @param before the pack that it takes the place of; null if there is none, and then every rule counts as edited
     * @param fixtures the folder of the cases
     * @throws IOException if there is no such folder, or the list of known gaps in it cannot be read
     * @throws supervision.rulepack.RulePackException if a pack is refused
     */
    public static CaseCheck of(PackFiles candidate, @Nullable PackFiles before, Path fixtures) throws IOException {
        FixtureReader.Fixtures read = FixtureReader.read(fixtures);
        Readings now = new Readings(candidate);
        Readings then = before == null ? null : new Readings(before);
        List<ReplayReport.Result> failing = new ArrayList<>();
        List<Flip> flips = new ArrayList<>();
        Replay replay = new Replay(now);
        Replay earlier = then == null ? null : new Replay(then);
        Set<String> restedOn = new HashSet<>();
        for (FixtureCase one : read.cases()) {
            ReplayReport.Result result = replay.run(one);
            findings(result)
                    .forEach(finding ->
                            finding.parameters().forEach(used -> restedOn.add(used.id() + "=" + used.value())));
            Flip flip = earlier == null ? null : flip(earlier.run(one), result);
            if (flip != null) {
                flips.add(flip);
            } else if (!result.passed()) {
                failing.add(result);
            }
        }
        List<RuleText> edited = edited(
                now.apply(null).pack().rules(),
                then == null ? List.of() : then.apply(null).pack().rules());
        PlayedCases played = PlayedCases.of(read.cases(), now);
        RulePack pack = now.apply(null).pack();
        List<String> tables = pack.rows().entrySet().stream()
                .filter(table -> then == null
                        || !table.getValue()
                                .equals(then.apply(null).pack().rows().get(table.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        MutationScore score = MutationScore.of(played, edited, tables);
        Set<String> names = edited.stream().map(RuleText::name).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> tried = new LinkedHashSet<>(names);
        tables.forEach(type ->
                tried.add(Objects.requireNonNull(pack.declarations().get(type)).name()));
        List<ConditionCoverage.Unseen> unseen = played.coverage().unseen(edited, played.pack());
        List<Remark> remarks = new ArrayList<>();
        read.problems().forEach(problem -> remarks.add(CaseRemarks.unreadable(problem)));
        failing.forEach(result -> remarks.add(CaseRemarks.failing(result)));
        flips.stream().filter(flip -> !flip.lastsOnly()).forEach(flip -> remarks.add(CaseRemarks.flipped(flip)));
        // an edit with a day to come ends many answers on it: to be read once, not case by case
        flips.stream()
                .filter(Flip::lastsOnly)
                .collect(Collectors.partitioningBy(flip -> flip.now().passed()))
                .forEach((passing, some) -> remarks.addAll(CaseRemarks.lastOtherwise(some, passing)));
        played.violations().forEach((violation, file) -> remarks.add(CaseRemarks.notOne(violation, file)));
        KnownGaps known = KnownGaps.read(fixtures);
        unseen.stream().filter(gap -> !known.isUnseen(gap)).forEach(gap -> remarks.add(CaseRemarks.unseen(gap)));
        score.survivors().stream()
                .filter(survivor -> !known.survives(survivor))
                .forEach(survivor -> remarks.add(CaseRemarks.surviving(survivor)));
        if (then != null) {
            remarks.addAll(CaseRemarks.unshown(
                    then.apply(null).pack().parameters(), now.apply(null).pack().parameters(), restedOn));
        }
        known.stale(tried, score.survivors(), unseen).forEach(gap -> remarks.add(CaseRemarks.stale(gap)));
        return new CaseCheck(
                read.cases().size(),
                read.problems(),
                List.copyOf(failing),
                List.copyOf(flips),
                names,
                score,
                ConditionCoverage.tests(edited),
                List.copyOf(remarks));
    }

    /** The difference between two results; null if there is none. */
    private static @Nullable Flip flip(ReplayReport.Result before, ReplayReport.Result now) {
        Outcome earlier = outcome(before, now);
        Outcome later = outcome(now, before);
        boolean same = earlier.passed() == later.passed()
                && earlier.findings().isEmpty()
                && later.findings().isEmpty()
                && Objects.equals(earlier.validUntil(), later.validUntil())
                && earlier.disposition() == later.disposition()
                && (before.decision() == null) == (now.decision() == null);
        return same ? null : new Flip(now.asked(), earlier, later);
    }

    private static Outcome outcome(ReplayReport.Result result, ReplayReport.Result other) {
        Set<Said> others = findings(other).stream().map(Said::of).collect(Collectors.toSet());
        Decision decision = result.decision();
        return new Outcome(
                result.passed(),
                result.differences(),
                findings(result).stream()
                        .filter(finding -> !others.contains(Said.of(finding)))
                        .toList(),
                decision == null ? null : decision.validUntil(),
                decision == null ? null : decision.disposition());
    }

    /** What a finding says and rests on. How a clause or a figure is worded or known is no other answer. */
    private record Said(
            String rule, Conclusion concludes, List<String> sources, List<String> evidence, List<String> figures) {

        static Said of(Finding finding) {
            return new Said(
                    finding.rule(),
                    finding.concludes(),
                    finding.sources().stream().map(Citation::id).toList(),
                    finding.evidence(),
                    finding.parameters().stream()
                            .map(figure -> figure.id() + " " + figure.value())
                            .toList());
        }
    }

    private static List<Finding> findings(ReplayReport.Result result) {
        Decision decision = result.decision();
        return decision == null ? List.of() : decision.findings();
    }

    /** Rules that do not stand in the other pack as they are; where in its file a rule stands makes no difference. */
    private static List<RuleText> edited(List<RuleText> rules, List<RuleText> others) {
        Map<String, String> known = new HashMap<>();
        others.forEach(rule -> known.put(rule.name(), said(rule)));
        return rules.stream()
                .filter(rule -> !said(rule).equals(known.get(rule.name())))
                .toList();
    }

    private static String said(RuleText rule) {
        return rule.from() + " " + rule.until() + " " + rule.when() + " " + rule.then();
    }

    /** Whether a case fails, or an edited rule is not held to what it says and nobody has said why. */
    public boolean isClean() {
        return remarks.isEmpty();
    }

    /** Writes what came out, to be read in a terminal. */
    public void print(Appendable out) throws IOException {
        for (Remark remark : remarks) {
            line(
                    out,
                    sign(remark.severity()) + " " + place(remark)
                            + remark.says().zh());
            line(out, "  " + remark.says().en());
            line(out, "  → " + remark.remedy().zh() + " / " + remark.remedy().en());
        }
        line(
                out,
                cases + " 个案例，" + flips.size() + " 个结果不同，" + failing.size() + " 个不通过 / " + cases + " cases, "
                        + flips.size() + " come out another way, " + failing.size() + " fail");
        line(
                out,
                edited.size() + " 条规则有改动，" + score.mutants() + " 种小改动中案例发现 " + score.killed() + " 种（" + score.percent()
                        + "%） / " + edited.size() + " rules edited, the cases notice " + score.killed() + " of "
                        + score.mutants() + " small changes (" + score.percent() + " %)");
    }

    private static String sign(Remark.Severity severity) {
        return severity == Remark.Severity.ERROR ? "✗" : "!";
    }

    private static String place(Remark remark) {
        return remark.file().isEmpty()
                ? ""
                : remark.file() + (remark.line() == 0 ? "" : ":" + remark.line() + ":" + remark.column()) + " ";
    }

    private static void line(Appendable out, String text) throws IOException {
        out.append(text).append('\n');
    }
}
