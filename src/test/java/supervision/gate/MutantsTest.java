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
import supervision.rulepack.RulePack;
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

    private List<Mutant> mutants(Readings readings) throws IOException {
        return Mutants.of(played(readings), Possible.of(readings.apply(null).pack()), rule(readings));
    }

    private List<String> changes(String imports, String when) throws IOException {
        Readings readings = withRule(imports, when, "insert(new Mark($p.of(), null));");
        return mutants(readings).stream().map(Mutant::change).toList();
    }

    private static final String PENALTY = """
            import supervision.dossier.Told.RepairCase
            import supervision.dossier.Known
            import supervision.facts.Channel
            """;

    @Test
    void comparisonsConstantsAndBoundariesAreChangedOneAtATime() throws IOException {
        assertThat(changes(
                        PENALTY,
                        "$p : RepairCase(channel == Channel.CREDIT_CHINA, temporary in (Known.NO, Known.UNKNOWN),"
                                + " today.reached(submittedOn), !(passedOnKnown == true && undoneOnKnown == true))"))
                .contains(
                        "channel == Channel.CREDIT_CHINA -> (dropped)",
                        "channel == Channel.CREDIT_CHINA -> channel != Channel.CREDIT_CHINA",
                        "channel == Channel.CREDIT_CHINA -> channel == Channel.PUBLICITY_SYSTEM",
                        "channel == Channel.CREDIT_CHINA -> channel == Channel.PUBLICITY_SYSTEM",
                        "temporary in (Known.NO, Known.UNKNOWN) -> temporary in (Known.NO)",
                        "temporary in (Known.NO, Known.UNKNOWN) -> temporary in (Known.UNKNOWN)",
                        "temporary in (Known.NO, Known.UNKNOWN) -> temporary in (Known.NO,"
                                + " Known.UNKNOWN, Known.YES)",
                        "temporary in (Known.NO, Known.UNKNOWN) -> temporary not in (Known.NO," + " Known.UNKNOWN)",
                        "today.reached(submittedOn) -> today.past(submittedOn)",
                        "today.reached(submittedOn) -> !today.reached(submittedOn)",
                        "!(passedOnKnown == true && undoneOnKnown == true) -> passedOnKnown == true && undoneOnKnown == true",
                        "undoneOnKnown == true -> (dropped)")
                .doesNotHaveDuplicates();
    }

    @Test
    void periodsFiguresAndTheLaterDayAreAskedOtherwise() throws IOException {
        assertThat(changes(
                        PENALTY,
                        "$p : RepairCase(today.before(today.later(decidedOn,"
                                + " figures.after(\"publicity/ndrc-36/general/max\", submittedOn))))"))
                .contains(
                        "figures.after(\"publicity/ndrc-36/general/max\", submittedOn) ->"
                                + " figures.opens(\"publicity/ndrc-36/general/max\", submittedOn)",
                        "figures.after(\"publicity/ndrc-36/general/max\", submittedOn) ->"
                                + " figures.after(\"publicity/ndrc-36/general/min\", submittedOn)",
                        "today.later(decidedOn, figures.after(\"publicity/ndrc-36/general/max\", submittedOn)) -> decidedOn");
    }

    @Test
    void conclusionsAreChanged() throws IOException {
        Readings readings = withRule(
                PENALTY
                        + "import supervision.decision.Conclusion.Repair\n"
                        + "import supervision.decision.Conclusion.Repair.Answer",
                "$p : RepairCase(channel == Channel.CREDIT_CHINA)",
                "insert(new Repair($p.of(), $p.channel(), Answer.OPEN, $p.submittedOn()));");

        assertThat(mutants(readings))
                .extracting(Mutant::change)
                .contains("Repair: Answer.OPEN -> Answer.AUTOMATIC", "Repair: $p.submittedOn() -> $p.decidedOn()");
    }

    /** Each of these comes out the same whatever the facts say: no case could tell, and none is asked for. */
    @Test
    void whatCertainlyChangesNothingIsNoChange() throws IOException {
        // of two that exclude the same the first says nothing more
        assertThat(changes(PENALTY, "$p : RepairCase(temporary != Known.YES, temporary == Known.NO)"))
                .doesNotContain("temporary != Known.YES -> (dropped)")
                .contains("temporary == Known.NO -> (dropped)");
        // what is past was reached
        assertThat(changes(PENALTY, "$p : RepairCase(today.reached(submittedOn), today.past(submittedOn))"))
                .doesNotContain("today.reached(submittedOn) -> (dropped)")
                .contains(
                        "today.past(submittedOn) -> (dropped)",
                        "today.past(submittedOn) -> today.reached(submittedOn)");
        // the law settles the figure for all days
        assertThat(changes(
                        PENALTY,
                        "$p : RepairCase(passedOnKnown == true, figures.known(\"publicity/ndrc-36/general/max\"))"))
                .contains("figures.known(\"publicity/ndrc-36/general/max\") -> (dropped)");
        assertThat(changes(PENALTY, "$p : RepairCase(passedOnKnown == true, figures.known(\"grade/ungraded-tier\"))"))
                .doesNotContain("figures.known(\"grade/ungraded-tier\") -> (dropped)");
    }

    private static final String STEP = """
            import supervision.dossier.Told.Penalty

            declare TestStep
              @zh("试验") @en("test")
              of : String @zh("记录") @en("record")
              kind : String @zh("种类") @en("kind")
            end

            rule "试验：%1$s"
              @en("Test: %1$s")
              @source("laiwu-2020-19/10")
              @effectiveFrom("2020-01-01")
            when
              Penalty($of : id)
            then
              insert(new TestStep($of, "%1$s"));
            end
            """;

    /** What a step can have is what rules conclude: a condition that each of them meets says nothing. */
    @Test
    void aConditionThatAllStepsMeetIsNotLeftOut() throws IOException {
        String asked = "$p : TestStep(kind == \"A\", of != \"x\")";

        assertThat(changes(STEP.formatted("A"), asked))
                .contains("of != \"x\" -> (dropped)", "kind == \"A\" -> kind != \"A\"")
                .doesNotContain("kind == \"A\" -> (dropped)");
        String two = STEP.formatted("A") + STEP.substring(STEP.indexOf("rule")).formatted("B");
        assertThat(changes(two, asked)).contains("kind == \"A\" -> (dropped)");
    }

    private static List<String> rows(Readings readings, String type) {
        RulePack pack = readings.apply(null).pack();
        List<RuleText> asking = pack.rules().stream()
                .filter(rule ->
                        rule.when().stream().anyMatch(pattern -> pattern.type().equals(type)))
                .toList();
        return RowMutant.of(pack, Possible.of(pack), type, asking).stream()
                .map(RowMutant::change)
                .toList();
    }

    /** Nobody asks about a natural person, so that no rule matches the rows of one; where a rule concludes one, they are changed. */
    @Test
    void aRowThatNoRuleCanMatchIsNotChanged() throws IOException {
        String row = "{kind: penalty, subject: NATURAL_PERSON, recipient: DEPARTMENTS}";
        String party = """
                import supervision.dossier.Told.Penalty

                rule "试验：自然人"
                  @en("Test: a natural person")
                  @source("laiwu-2020-19/10")
                  @effectiveFrom("2020-01-01")
                when
                  Penalty()
                then
                  insert(new Party("NATURAL_PERSON"));
                end
                """;

        assertThat(rows(new Readings(PackFiles.ofDirectory(Path.of("rules"))), "rules.SharedWith"))
                .noneMatch(change -> change.contains("subject: NATURAL_PERSON,"))
                .contains("{kind: penalty, subject: LEGAL_PERSON, recipient: DEPARTMENTS} -> (left out)");
        assertThat(rows(withRule(party, "$p : Party()", "insert(new Mark($p.subject(), null));"), "rules.SharedWith"))
                .contains(row + " -> (left out)");
    }

    /** Days on which a ban may begin that no rule tells from each other are one. */
    @Test
    void aValueIsChangedToOneThatSomeRuleTellsFromIt() throws IOException {
        assertThat(rows(new Readings(PackFiles.ofDirectory(Path.of("rules"))), "rules.BanRow"))
                .contains("{id: food/licence-revoked} anchor: DECISION -> UNSTATED")
                .noneMatch(change -> change.endsWith("anchor: SENTENCE_SERVED -> DISCIPLINE"))
                .anyMatch(change -> change.contains("anchor: SENTENCE_SERVED -> "));
        // where there is nothing to choose, what is chosen is not asked
        assertThat(rows(new Readings(PackFiles.ofDirectory(Path.of("rules"))), "rules.KindClass"))
                .anyMatch(change -> change.contains(" severity: "))
                .noneMatch(change -> change.startsWith("{regime: ndrc-36, kind: WARNING, severity: MINOR} chosen: "));
    }

    private static final String CASE = """
            case: 举例
            en: An example
            why: laiwu-2020-19/10
            decideOn: %s
            facts:
              - {kind: entity}
              - {kind: penalty, authority: 莱芜区应急管理局, number: 莱应急罚〔2026〕1号, decidedOn: 2026-04-20, kinds: [FINE], gravity: GENERAL}
              - {kind: repairCase, channel: CREDIT_CHINA, number: 莱修〔2026〕1号, target: penalty/莱芜区应急管理局/莱应急罚〔2026〕1号, submittedOn: 2026-04-20, temporary: false}
            expect:
              within: [%s]
              findings: []
            """;

    /** A comparison on the one day on which it matters is noticed, and only by a case that compares the conclusion. */
    @Test
    void aBoundaryIsNoticedOnItsDayAlone() throws IOException {
        Readings readings =
                withRule(PENALTY, "$p : RepairCase(today.reached(submittedOn))", "insert(new Mark($p.of(), null));");
        String boundary = "today.reached(submittedOn) -> today.past(submittedOn)";

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
                withRule(PENALTY, "$p : RepairCase(today.past(submittedOn))", "insert(new Mark($p.of(), null));");
        Files.writeString(
                cases.resolve("case.yaml"),
                CASE.formatted("2026-04-20", "shown")
                        .replace("  within: [shown]", "  validUntil: 2026-04-21\n  within: [notShown]"));

        assertThat(MutationScore.of(played(readings), List.of(rule(readings))).survivors())
                .extracting(MutationScore.Survivor::change)
                .doesNotContain("today.past(submittedOn) -> today.reached(submittedOn)")
                // the day on which it turns is the same
                .contains("today.past(submittedOn) -> !today.past(submittedOn)");
    }

    /** What stands behind a comparison that settles the matter is not asked, so it is not seen. */
    @Test
    void aComparisonCountsOnlyWhenItIsAsked() throws IOException {
        Readings readings = withRule(
                PENALTY,
                "$p : RepairCase(channel == Channel.PUBLICITY_SYSTEM, temporary == Known.NO)",
                "insert(new Mark($p.of(), null));");
        Files.writeString(cases.resolve("case.yaml"), CASE.formatted("2026-06-01", "mark"));
        PlayedCases played = played(readings);

        assertThat(played.coverage()
                        .unseen(List.of(rule(readings)), readings.apply(null).pack()))
                .extracting(KnownGaps::gap)
                .extracting(KnownGaps.Gap::what)
                .containsExactly(
                        "never true: channel == Channel.PUBLICITY_SYSTEM",
                        "never true: temporary == Known.NO",
                        "never false: temporary == Known.NO");
    }

    /** What other rules make of a conclusion is seen where the conclusion itself is not compared. */
    @Test
    void aChangeIsNoticedThroughTheRulesThatRestOnIt() throws IOException {
        Readings readings = withRule(
                PENALTY + "import supervision.decision.Conclusion.TierSet\n" + "import supervision.decision.Tier",
                "$p : RepairCase(temporary == Known.NO)",
                "insert(new TierSet(\"ALL\", Tier.STRICT, true));");
        String dropped = "temporary == Known.NO -> (dropped)";
        String text = CASE.formatted("2026-06-01", "fullCoverage").replace("temporary: false", "temporary: true");

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
