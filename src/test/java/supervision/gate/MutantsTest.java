package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.replay.FixtureReader;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RuleText;

/** Which small changes of a rule are tried, which are none, and which a case notices. */
class MutantsTest {

    private static final String RULE = "《实施意见》（十）：试验";

    @TempDir
    Path cases;

    /** The shipped pack with one more rule. */
    private static Readings withRule(String imports, String when, String then) throws IOException {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        String text = """
                // For a test.
                package rules

                import supervision.decision.Conclusion.Mark
                %s

                rule "%s"
                  @en("Opinion, clause 10: a test")
                  @source("laiwu-2020-19/10")
                  @effectiveFrom("2020-01-01")
                when
                  %s
                then
                  %s
                end
                """.formatted(imports, RULE, when, then);
        files.put("drl/repair/test.drl", text.getBytes(StandardCharsets.UTF_8));
        return new Readings(PackFiles.of(files));
    }

    private static RuleText rule(Readings readings) {
        return readings.apply(null).pack().rules().stream()
                .filter(rule -> rule.name().equals(RULE))
                .findFirst()
                .orElseThrow();
    }

    private PlayedCases played(Readings readings) throws IOException {
        return PlayedCases.of(FixtureReader.read(cases).cases(), readings);
    }

    private List<String> changes(String imports, String when) throws IOException {
        Readings readings = withRule(imports, when, "insert(new Mark($p.of(), null));");
        return Mutants.of(played(readings), rule(readings)).stream()
                .map(Mutant::change)
                .toList();
    }

    private static final String PENALTY = """
            import supervision.dossier.Prepared.PublishedPenalty
            import supervision.dossier.Prepared.Regime
            import supervision.dossier.Prepared.Severity
            """;

    @Test
    void comparisonsConstantsAndBoundariesAreChangedOneAtATime() throws IOException {
        assertThat(changes(
                        PENALTY,
                        "$p : PublishedPenalty(regime == Regime.NDRC_36, severity in (Severity.GENERAL, Severity.SERIOUS),"
                                + " today.reached(anchor), !(summary == true && listed == true))"))
                .contains(
                        "regime == Regime.NDRC_36 -> (dropped)",
                        "regime == Regime.NDRC_36 -> regime != Regime.NDRC_36",
                        "regime == Regime.NDRC_36 -> regime == Regime.NDRC_58",
                        "regime == Regime.NDRC_36 -> regime == Regime.SAMR_45",
                        "severity in (Severity.GENERAL, Severity.SERIOUS) -> severity in (Severity.GENERAL)",
                        "severity in (Severity.GENERAL, Severity.SERIOUS) -> severity in (Severity.SERIOUS)",
                        "severity in (Severity.GENERAL, Severity.SERIOUS) -> severity in (Severity.GENERAL,"
                                + " Severity.SERIOUS, Severity.MINOR)",
                        "severity in (Severity.GENERAL, Severity.SERIOUS) -> severity not in (Severity.GENERAL,"
                                + " Severity.SERIOUS)",
                        "today.reached(anchor) -> today.past(anchor)",
                        "today.reached(anchor) -> !today.reached(anchor)",
                        "!(summary == true && listed == true) -> summary == true && listed == true",
                        "listed == true -> (dropped)")
                .doesNotHaveDuplicates();
    }

    @Test
    void periodsFiguresAndTheLaterDayAreAskedOtherwise() throws IOException {
        assertThat(changes(
                        PENALTY,
                        "$p : PublishedPenalty(today.before(today.later(banUntil,"
                                + " figures.after(\"publicity/ndrc-36/general/max\", anchor))))"))
                .contains(
                        "figures.after(\"publicity/ndrc-36/general/max\", anchor) ->"
                                + " figures.opens(\"publicity/ndrc-36/general/max\", anchor)",
                        "figures.after(\"publicity/ndrc-36/general/max\", anchor) ->"
                                + " figures.after(\"publicity/ndrc-36/general/min\", anchor)",
                        "today.later(banUntil, figures.after(\"publicity/ndrc-36/general/max\", anchor)) -> banUntil");
    }

    @Test
    void conclusionsAreChanged() throws IOException {
        Readings readings = withRule(
                PENALTY
                        + "import supervision.decision.Conclusion.Repair\n"
                        + "import supervision.decision.Conclusion.Repair.Answer",
                "$p : PublishedPenalty(regime == Regime.NDRC_36)",
                "insert(new Repair($p.of(), $p.channel(), Answer.OPEN, $p.anchor()));");

        assertThat(Mutants.of(played(readings), rule(readings)))
                .extracting(Mutant::change)
                .contains("Repair: Answer.OPEN -> Answer.AUTOMATIC", "Repair: $p.anchor() -> $p.performedSince()");
    }

    /** Each of these comes out the same whatever the facts say: no case could tell, and none is asked for. */
    @Test
    void whatCertainlyChangesNothingIsNoChange() throws IOException {
        // of two that exclude the same the first says nothing more
        assertThat(changes(PENALTY, "$p : PublishedPenalty(severity != Severity.MINOR, severity == Severity.GENERAL)"))
                .doesNotContain("severity != Severity.MINOR -> (dropped)")
                .contains("severity == Severity.GENERAL -> (dropped)");
        // what is past was reached
        assertThat(changes(PENALTY, "$p : PublishedPenalty(today.reached(anchor), today.past(anchor))"))
                .doesNotContain("today.reached(anchor) -> (dropped)")
                .contains("today.past(anchor) -> (dropped)", "today.past(anchor) -> today.reached(anchor)");
        // the law settles the figure for all days
        assertThat(changes(
                        PENALTY,
                        "$p : PublishedPenalty(summary == true, figures.known(\"publicity/ndrc-36/general/max\"))"))
                .contains("figures.known(\"publicity/ndrc-36/general/max\") -> (dropped)");
        assertThat(changes(PENALTY, "$p : PublishedPenalty(summary == true, figures.known(\"grade/ungraded-tier\"))"))
                .doesNotContain("figures.known(\"grade/ungraded-tier\") -> (dropped)");
    }

    private static final String CASE = """
            case: 举例
            en: An example
            why: laiwu-2020-19/10
            decideOn: %s
            facts:
              - {kind: entity}
              - {kind: penalty, authority: 莱芜区应急管理局, number: 莱应急罚〔2026〕1号, decidedOn: 2026-04-20, kinds: [FINE], gravity: GENERAL}
            expect:
              within: [%s]
              findings: []
            """;

    /** A comparison on the one day on which it matters is noticed, and only by a case that compares the conclusion. */
    @Test
    void aBoundaryIsNoticedOnItsDayAlone() throws IOException {
        Readings readings =
                withRule(PENALTY, "$p : PublishedPenalty(today.reached(anchor))", "insert(new Mark($p.of(), null));");
        String boundary = "today.reached(anchor) -> today.past(anchor)";

        assertThat(survivors(readings, "2026-04-20", "mark")).doesNotContain(boundary);
        assertThat(survivors(readings, "2026-04-21", "mark")).contains(boundary);
        assertThat(survivors(readings, "2026-04-20", "shown")).contains(boundary);
    }

    private List<String> survivors(Readings readings, String day, String within) throws IOException {
        Files.writeString(cases.resolve("case.yaml"), CASE.formatted(day, within));
        return MutationScore.of(played(readings), List.of(rule(readings))).survivors().stream()
                .map(MutationScore.Survivor::change)
                .toList();
    }

    /** How long an answer holds is an answer too. */
    @Test
    void aCaseThatSaysHowLongItsAnswerHoldsNoticesTheDayAfter() throws IOException {
        Readings readings =
                withRule(PENALTY, "$p : PublishedPenalty(today.past(anchor))", "insert(new Mark($p.of(), null));");
        Files.writeString(
                cases.resolve("case.yaml"),
                CASE.formatted("2026-04-20", "shown")
                        .replace("  within: [shown]", "  validUntil: 2026-04-21\n  within: [notShown]"));

        assertThat(MutationScore.of(played(readings), List.of(rule(readings))).survivors())
                .extracting(MutationScore.Survivor::change)
                .doesNotContain("today.past(anchor) -> today.reached(anchor)")
                // the day on which it turns is the same
                .contains("today.past(anchor) -> !today.past(anchor)");
    }

    /** What stands behind a comparison that settles the matter is not asked, so it is not seen. */
    @Test
    void aComparisonCountsOnlyWhenItIsAsked() throws IOException {
        Readings readings = withRule(
                PENALTY,
                "$p : PublishedPenalty(regime == Regime.NDRC_58, severity == Severity.GENERAL)",
                "insert(new Mark($p.of(), null));");
        Files.writeString(cases.resolve("case.yaml"), CASE.formatted("2026-06-01", "mark"));
        PlayedCases played = played(readings);

        assertThat(played.coverage()
                        .unseen(List.of(rule(readings)), readings.apply(null).pack()))
                .extracting(KnownGaps::gap)
                .extracting(KnownGaps.Gap::what)
                .containsExactly(
                        "never true: regime == Regime.NDRC_58",
                        "never true: severity == Severity.GENERAL",
                        "never false: severity == Severity.GENERAL");
    }

    /** What other rules make of a conclusion is seen where the conclusion itself is not compared. */
    @Test
    void aChangeIsNoticedThroughTheRulesThatRestOnIt() throws IOException {
        Readings readings = withRule(
                PENALTY + "import supervision.decision.Conclusion.TierSet\n" + "import supervision.decision.Tier",
                "$p : PublishedPenalty(severity == Severity.GENERAL)",
                "insert(new TierSet(\"ALL\", Tier.STRICT, true));");
        String dropped = "severity == Severity.GENERAL -> (dropped)";
        String text = CASE.formatted("2026-06-01", "fullCoverage").replace("gravity: GENERAL", "gravity: SERIOUS");

        Files.writeString(cases.resolve("case.yaml"), text);
        assertThat(MutationScore.of(played(readings), List.of(rule(readings))).survivors())
                .extracting(MutationScore.Survivor::change)
                .contains(dropped);
        Files.writeString(cases.resolve("case.yaml"), text.replace("fullCoverage", "referral"));
        assertThat(MutationScore.of(played(readings), List.of(rule(readings))).survivors())
                .extracting(MutationScore.Survivor::change)
                .doesNotContain(dropped);
    }
}
