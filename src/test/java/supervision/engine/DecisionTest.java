package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Conclusion;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.decision.Tier;
import supervision.dossier.BeforeModelledLawException;
import supervision.dossier.DecisionBuilder;
import supervision.facts.Case;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.NotReported;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Performance;
import supervision.facts.RelatedRecord;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;

/** What holds of every decision, whatever the case. */
@Tag("scaled")
class DecisionTest {

    private static final int CASES = Effort.of(200, 20_000);
    private static final Instant KNOWN_AT = Instant.parse("2026-11-22T01:00:00Z");

    private static final LocalDate FAR = LocalDate.of(2040, 1, 1);

    private final DecisionEngine engine = Engines.shipped();

    @Test
    void theSameCaseGivesTheSameDecision() {
        for (Case asked : cases(1)) {
            assertThat(engine.decide(asked)).isEqualTo(engine.decide(asked));
        }
    }

    @Test
    void theIdTellsTheQuestionApart() {
        Case asked = generalPenalty(LocalDate.of(2026, 7, 9));

        assertThat(engine.decide(asked).id())
                .isEqualTo(engine.decide(asked).id())
                .isNotEqualTo(engine.decide(asked.on(LocalDate.of(2026, 7, 10))).id());
    }

    @Test
    void aDecisionHoldsUntilTheFirstDayOnWhichItIsDifferent() {
        Decision before = engine.decide(generalPenalty(LocalDate.of(2026, 7, 9)));
        Decision after = engine.decide(generalPenalty(LocalDate.of(2026, 7, 11)));

        assertThat(before.validUntil()).isEqualTo(LocalDate.of(2026, 7, 11));
        assertThat(repair(before)).isEqualTo(Conclusion.Repair.Answer.NOT_BEFORE);
        assertThat(repair(after)).isEqualTo(Conclusion.Repair.Answer.OPEN);
        // the longest publicity, one year, is the next thing that ends
        assertThat(after.validUntil()).isEqualTo(LocalDate.of(2027, 4, 11));
    }

    @Test
    void aDecisionThatNothingCanChangeButARecordHasNoEnd() {
        Decision decision = engine.decide(new Case("91370116MAX0000157", List.of(entity()), FAR, KNOWN_AT));

        assertThat(decision.validUntil()).isNull();
        assertThat(decision.findings()).isNotEmpty();
    }

    @Test
    void aDayBeforeTheLawThatIsModelledIsRefused() {
        Case asked = generalPenalty(LocalDate.of(2019, 12, 31));

        assertThatExceptionOfType(BeforeModelledLawException.class)
                .isThrownBy(() -> engine.decide(asked))
                .withMessage("the law of 2019-12-31 is not modelled: ask about a day from 2020-01-01 on")
                .satisfies(refusal -> assertThat(refusal.modelledFrom()).isEqualTo(LocalDate.of(2020, 1, 1)));
    }

    @Test
    void everyFindingHasARuleAClauseAndEvidence() {
        for (Case asked : cases(2)) {
            for (Finding finding : engine.evaluate(asked).findings()) {
                assertThat(finding.rule()).isNotBlank();
                assertThat(finding.en()).isNotBlank();
                assertThat(finding.sources()).as(finding.rule()).isNotEmpty();
                assertThat(finding.evidence()).as(finding.rule()).isNotEmpty();
            }
        }
    }

    @Test
    void nothingAdverseRestsOnARecordThatTheCaseDoesNotHave() {
        int adverse = 0;
        for (Case asked : cases(3)) {
            Set<String> told = asked.facts().stream()
                    .map(fact -> fact instanceof RelatedRecord related
                            ? related.fact().id()
                            : fact.id())
                    .collect(Collectors.toSet());
            for (Finding finding : engine.evaluate(asked).findings()) {
                if (isAdverse(finding.concludes())) {
                    adverse++;
                    assertThat(told)
                            .as("%s, %s", finding.rule(), Answers.told(asked))
                            .containsAll(finding.evidence());
                }
            }
        }
        assertThat(adverse).as("conclusions looked at").isGreaterThan(CASES / 3);
    }

    @Test
    void whatRestsOnAnUnverifiedFigureSaysSo() {
        int found = 0;
        for (Case asked : cases(4)) {
            Decision decision = engine.decide(asked);
            for (int at = 0; at < decision.findings().size(); at++) {
                int place = at;
                if (decision.findings().get(at).parameters().stream()
                        .anyMatch(figure -> figure.status().equals("verify"))) {
                    found++;
                    assertThat(decision.warnings())
                            .as(Answers.told(asked))
                            .anyMatch(warning -> warning.code().equals("UNVERIFIED_FIGURE")
                                    && warning.findings().contains(place));
                }
            }
        }
        assertThat(found).as("findings on unverified figures").isPositive();
    }

    @Test
    void whatIsMissingIsNeverHeldAgainstAnybody() {
        for (Case asked : cases(4)) {
            List<Fact> facts = new ArrayList<>(asked.facts());
            if (!facts.removeIf(NotReported.class::isInstance) || facts.isEmpty()) {
                continue;
            }
            Case withoutGaps = new Case(asked.code(), facts, asked.asOf(), asked.knownAt());
            assertThat(adverse(asked)).as(Answers.told(asked)).isEqualTo(adverse(withoutGaps));
        }
    }

    /** Findings are told apart by what they say, to the last figure: none keeps the place in which its rule fired. */
    @Test
    void theOrderOfFindingsIsThatOfTheirContent() {
        Random random = new Random(RandomCases.seed(DecisionTest.class));
        for (Case asked : cases(6)) {
            List<Finding> findings = engine.evaluate(asked).findings();
            List<Finding> shuffled = new ArrayList<>(findings);
            Collections.shuffle(shuffled, random);

            assertThat(DecisionBuilder.ordered(shuffled))
                    .as(Answers.told(asked))
                    .isEqualTo(findings);
        }
    }

    /** Every place that a section names is that of a finding, and no finding is left out of all sections. */
    @Test
    void sectionsRestOnFindings() {
        for (Case asked : cases(5)) {
            Decision decision = engine.decide(asked);
            List<Integer> places = new ArrayList<>();
            decision.grades().forEach(grade -> places.add(grade.finding()));
            decision.inspection().forEach(area -> places.addAll(area.findings()));
            decision.measures().forEach(measure -> places.addAll(measure.findings()));
            decision.publicity().forEach(publicity -> places.addAll(publicity.findings()));
            decision.repairs().forEach(repair -> {
                places.addAll(repair.findings());
                places.addAll(repair.papers());
            });
            decision.referrals().forEach(referral -> places.add(referral.finding()));
            decision.marks().forEach(mark -> places.add(mark.finding()));
            decision.bans().forEach(ban -> places.addAll(ban.findings()));
            decision.duties().forEach(duty -> places.add(duty.finding()));
            decision.faults().forEach(fault -> places.add(fault.finding()));
            decision.comparisons().forEach(law -> places.add(law.finding()));
            decision.commitments().forEach(use -> places.addAll(use.findings()));
            decision.reports().forEach(report -> places.add(report.finding()));
            decision.sharing().forEach(shared -> places.add(shared.finding()));
            assertThat(places)
                    .as(Answers.told(asked))
                    .allMatch(place -> place >= 0 && place < decision.findings().size());
            for (int i = 0; i < decision.findings().size(); i++) {
                Conclusion conclusion = decision.findings().get(i).concludes();
                boolean milderTier = conclusion instanceof Conclusion.TierSet;
                // said once, however many findings say it
                boolean saidAlready = conclusion instanceof Conclusion.Duty
                        && decision.findings().subList(0, i).stream()
                                .map(Finding::concludes)
                                .anyMatch(conclusion::equals);
                assertThat(milderTier || saidAlready || places.contains(i))
                        .as("%s in a section, %s", conclusion, Answers.told(asked))
                        .isTrue();
            }
        }
    }

    @Test
    void aPlaceUnderFullSupervisionIsShownSoThoughItsGradesContradict() {
        LocalDate day = LocalDate.of(2026, 6, 1);
        Entity entity = new Entity(
                "测试企业",
                Entity.Type.ENTERPRISE,
                "370116",
                Set.of(),
                Entity.Ownership.PRIVATE,
                null,
                Entity.Status.ACTIVE,
                null,
                true,
                Set.of());
        List<Fact> facts = List.of(
                entity,
                new Evaluation("national", "优", "济南市发展和改革委员会", day, null, null),
                new Evaluation("national", "差", "山东省发展和改革委员会", day, null, null));

        Decision decision = engine.decide(new Case("91370116MAX0000157", facts, day, KNOWN_AT));

        assertThat(decision.inspection())
                .anyMatch(area -> area.area().equals(Conclusion.EVERYWHERE) && area.fullCoverage());
        assertThat(decision.disposition()).isEqualTo(Decision.Disposition.REFERRED);
    }

    /** The directory is a list of what may be used, not of what may not: take a kind out, and nothing follows from it. */
    @Test
    void aKindOfRecordThatTheDirectoryLosesIsUsedForNothing() {
        Map<String, byte[]> files = new TreeMap<>(Answers.files().files());
        String directory =
                new String(Objects.requireNonNull(files.get("tables/directory.yaml")), StandardCharsets.UTF_8);
        files.put(
                "tables/directory.yaml",
                directory.replace("[penalty, permit,", "[permit,").getBytes(StandardCharsets.UTF_8));
        DecisionEngine narrower = engine.with(RulePackReader.read(PackFiles.of(files), null));

        Decision decision = narrower.decide(generalPenalty(LocalDate.of(2026, 11, 22)));

        assertThat(decision.faults())
                .extracting(Decision.Fault::kind)
                .containsExactly(Conclusion.Fault.Kind.NOT_TO_BE_HELD);
        assertThat(decision.publicity()).isEmpty();
        assertThat(decision.repairs()).isEmpty();
        assertThat(decision.sharing()).extracting(Decision.Shared::record).containsExactly("entity");
    }

    private List<Case> cases(int salt) {
        RandomCases random = new RandomCases(engine.pack(), RandomCases.seed(DecisionTest.class) + salt);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(random.next(8));
        }
        return cases;
    }

    private List<Conclusion> adverse(Case asked) {
        return engine.evaluate(asked).findings().stream()
                .map(Finding::concludes)
                .filter(DecisionTest::isAdverse)
                .toList();
    }

    private static boolean isAdverse(Conclusion conclusion) {
        return conclusion instanceof Conclusion.Measure
                || conclusion instanceof Conclusion.TierSet set && set.tier().compareTo(Tier.ENHANCED) >= 0;
    }

    private static Conclusion.Repair.Answer repair(Decision decision) {
        return decision.repairs().stream()
                .filter(repair -> repair.channel() == Channel.CREDIT_CHINA)
                .findFirst()
                .orElseThrow()
                .answer();
    }

    private static Entity entity() {
        return new Entity(
                "测试企业",
                Entity.Type.ENTERPRISE,
                "370116",
                Set.of(),
                Entity.Ownership.PRIVATE,
                null,
                Entity.Status.ACTIVE,
                null,
                false,
                Set.of());
    }

    private static Case generalPenalty(LocalDate asOf) {
        LocalDate decidedOn = LocalDate.of(2026, 4, 10);
        Penalty penalty = new Penalty(
                "莱芜区应急管理局",
                "莱应急罚〔2026〕1号",
                decidedOn,
                Set.of(PenaltyKind.FINE),
                new BigDecimal("20000"),
                null,
                null,
                Penalty.Gravity.GENERAL,
                Penalty.Procedure.ORDINARY,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        Performance performance =
                new Performance(penalty.authority(), penalty.number(), true, LocalDate.of(2026, 4, 20), true);
        return new Case("91370116MAX0000157", List.of(entity(), penalty, performance), asOf, KNOWN_AT);
    }
}
