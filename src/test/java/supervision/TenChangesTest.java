package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.casework.CreditReports;
import supervision.facts.Case;
import supervision.gate.Impact;
import supervision.gate.ImpactStudy;
import supervision.gate.Registers;
import supervision.intake.CreditCodes;
import supervision.reading.SecondReading;
import supervision.replay.FixtureCase;
import supervision.replay.FixtureReader;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.rulepack.PackFiles;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import supervision.wall.GeneratedWorlds;

/**
 * Changes of law that once took a developer: each is an edit of files under {@code rules/}, is found by cases, and changes
 * conclusions of the kind that it is about.
 */
class TenChangesTest {

    private static final Path CASES = Path.of("fixtures");
    /** Generated entities of which most changes hit some; what a change hits so seldom that none of them is, the cases have. */
    private static final List<Integer> WORLDS = List.of(1, 9, 18, 35, 73, 117, 256);

    /** What a list brings and ends, once its basis no longer suffices. */
    private static final Set<String> BASIS = Set.of(
            "commitmentUse",
            "duty",
            "inspectionRate",
            "mark",
            "measureBlocked",
            "notShown",
            "referral",
            "repair",
            "shown",
            "tierSet");

    private static final PackFiles SHIPPED = PackFiles.ofDirectory(Path.of("rules"));
    private static final SecondReading BEFORE = assuming(reading(null, "default"));

    /** @param file below {@code rules/} */
    private record Edit(String file, String old, String text) {}

    /**
     * @param what what is changed, and so the name of the test
     * @param concerned conclusions that it has to change
     * @param also other conclusions that it may change with them
     * @param cases the folder of those that find it
     */
    private record Change(String what, List<Edit> edits, String concerned, Set<String> also, String cases) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Change change(
            String what, String file, String old, String text, String concerned, Set<String> also, String cases) {
        return new Change(what, List.of(new Edit(file, old, text)), concerned, also, cases);
    }

    static Stream<Change> changes() {
        return Stream.of(
                change(
                        "ordinary supervision counts as good credit",
                        "tables/tier-ranks.yaml",
                        "tier: ROUTINE, rank: 2, credit: ORDINARY",
                        "tier: ROUTINE, rank: 2, credit: GOOD",
                        "commitmentUse",
                        Set.of("duty", "referral"),
                        "commitment"),
                change(
                        "whoever sells food is a key object from risk class C on",
                        "drl/inspection/focus.drl",
                        "    grade == \"D\")",
                        "    grade in (\"C\", \"D\"))",
                        "inspectionFocus",
                        Set.of(),
                        "inspection"),
                change(
                        "an entry rests on a revoked penalty of the same number, whoever made it",
                        "drl/records/quality.drl",
                        "    number == $number,\n    identifyingUnit == $authority,\n",
                        "    number == $number,\n    identifyingUnit != \"\" || identifyingUnit == $authority,\n",
                        "referral",
                        Set.of(),
                        "records"),
                new Change(
                        "the summary procedure decides before the class that the authority reports",
                        List.of(
                                new Edit(
                                        "drl/publicity/2-class.drl",
                                        "    procedure == \"SUMMARY\",\n    $gravity : gravity)\n  not ReportedClass(\n    regime == $regime,\n    gravity == $gravity)\n",
                                        "    procedure == \"SUMMARY\")\n"),
                                new Edit(
                                        "tables/penalty-classes.yaml",
                                        "{ground: SUMMARY_PROCEDURE, rank: 20,",
                                        "{ground: SUMMARY_PROCEDURE, rank: 35,")),
                        "shown",
                        Set.of("repair", "notShown", "lawCompared"),
                        "publicity"),
                change(
                        "only a list that rules commitments out bars them, not one that ends preferences",
                        "drl/commitment/application.drl",
                        "measure in (\"no-commitment-procedure\", \"preferences\")",
                        "measure == \"no-commitment-procedure\"",
                        "commitmentUse",
                        Set.of("referral"),
                        "commitment"),
                change(
                        "a department rule is no basis of a list any more",
                        "drl/lists/basis.drl",
                        "    level == \"JUDICIAL_INTERPRETATION\" || figures.value(\"list/basis/national-for-the-time-being\") contains level)",
                        "    level == \"JUDICIAL_INTERPRETATION\")",
                        "measure",
                        BASIS,
                        "lists"),
                change(
                        "collusion again counts for five years",
                        "tables/repetition.yaml",
                        "    words: [串通投标, 行贿]\n    within: P3Y\n    afterTermOf",
                        "    words: [串通投标, 行贿]\n    within: P5Y\n    afterTermOf",
                        "referral",
                        Set.of(),
                        "bans"),
                change(
                        "of work safety every fine lies in a focus field, not only one from an amount on",
                        "tables/publicity.yaml",
                        "field: WORK_SAFETY, fine: publicity/ndrc-58/safety-fine-threshold,",
                        "field: WORK_SAFETY,",
                        "repair",
                        Set.of(),
                        "repair"),
                change(
                        "the audit office hears no more of a public body",
                        "tables/notices.yaml",
                        "  - {about: UNIT, code: AUDIT_OFFICE, recipient: AUDIT_OFFICE, figure: persons/notified/public-bodies, source: laiwu-2020-19/9}\n",
                        "",
                        "referral",
                        Set.of(),
                        "persons"),
                change(
                        "a ban of any length prolongs the publicity of a minor record",
                        "tables/publicity.yaml",
                        "longest: publicity/samr-45/minor/period, banOver: publicity/samr-45/other/max,",
                        "longest: publicity/samr-45/minor/period,",
                        "shown",
                        // disclosure and what has to be deleted end with publicity
                        Set.of("lawCompared", "repair", "notShown", "duty"),
                        "publicity"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachIsAnEditOfARuleFileThatCasesFind(Change change) throws IOException {
        SecondReading changed = reading(change, null);

        ReplayReport report = Replay.run(
                CASES.resolve(change.cases()), examples -> examples == null ? changed : reading(change, examples));

        assertThat(report.results().stream().flatMap(result -> result.differences().stream()))
                .anySatisfy(difference -> assertThat(difference).contains(" → " + change.concerned() + " "));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachHitsEntitiesInNothingButWhatItIsAbout(Change change) throws IOException, InterruptedException {
        SecondReading after = assuming(reading(change, "default"));
        Map<String, Set<String>> hit = hit(after, generated());
        if (hit.isEmpty()) {
            hit = hit(after, written(change));
        }

        Set<String> about = new TreeSet<>(change.also());
        about.add(change.concerned());
        assertThat(hit).isNotEmpty();
        assertThat(hit.values()).allSatisfy(kinds -> assertThat(about).containsAll(kinds));
        assertThat(hit.values()).anySatisfy(kinds -> assertThat(kinds).contains(change.concerned()));
    }

    /** Which entities are hit on the days on which they are asked about, and in conclusions of which kinds. */
    private static Map<String, Set<String>> hit(SecondReading after, Stream<Case> register)
            throws InterruptedException {
        Map<LocalDate, List<Case>> byDay = new TreeMap<>();
        register.filter(one -> !one.asOf().isBefore(BEFORE.pack().modelledFrom()))
                .forEach(one -> {
                    List<Case> sameDay = byDay.computeIfAbsent(one.asOf(), day -> new ArrayList<>());
                    // cases are mostly about the same entity
                    sameDay.add(new Case(CreditCodes.of(sameDay.size() + 1), one.facts(), one.asOf(), one.knownAt()));
                });
        Map<String, Set<String>> hit = new TreeMap<>();
        for (Map.Entry<LocalDate, List<Case>> asked : byDay.entrySet()) {
            Impact impact = new ImpactStudy(BEFORE, after, CreditReports::parts, asked.getKey(), asked.getKey())
                    .over(Registers.of(asked.getValue()), 1, done -> {});
            // the report lists the conclusions of ten
            assertThat(impact.affected()).isEqualTo(impact.most().size());
            impact.most().forEach(one -> hit.put(one.code() + " " + asked.getKey(), kinds(one)));
            assertThat(impact.kinds())
                    .extracting(Impact.KindChange::kind)
                    .containsExactlyInAnyOrderElementsOf(impact.most().stream()
                            .flatMap(one -> kinds(one).stream())
                            .distinct()
                            .toList());
        }
        return hit;
    }

    private static Set<String> kinds(Impact.Affected entity) {
        return Stream.concat(entity.before().stream(), entity.after().stream())
                .map(said -> said.concludes().getClass().getSimpleName())
                .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Case> generated() throws IOException {
        GeneratedWorlds worlds = GeneratedWorlds.read();
        return WORLDS.stream().flatMap(number -> worlds.asked(number).stream());
    }

    /** The entities of the cases that find a change. */
    private static Stream<Case> written(Change change) throws IOException {
        return FixtureReader.read(CASES.resolve(change.cases())).cases().stream()
                .map(FixtureCase::question)
                .filter(FixtureCase.Decide.class::isInstance)
                .map(question -> ((FixtureCase.Decide) question).asked());
    }

    /** Matters are open to commitment: which are no document of the district says yet. */
    private static SecondReading assuming(SecondReading reading) {
        RulePack pack = reading.pack();
        Map<String, Parameter> parameters = new TreeMap<>(pack.parameters());
        pack.parameters().forEach((id, figure) -> {
            if (id.startsWith("commitment/allowed/")) {
                Parameter.Row row = figure.rows().get(0);
                parameters.put(
                        id,
                        new Parameter(
                                id,
                                figure.title(),
                                figure.unit(),
                                List.of(new Parameter.Row(
                                        pack.modelledFrom(),
                                        "true",
                                        Map.of(),
                                        row.source(),
                                        "NONE",
                                        "placeholder",
                                        null))));
            }
        });
        return reading.with(pack.with(parameters));
    }

    private static SecondReading reading(@Nullable Change change, @Nullable String examples) {
        return SecondReading.of(RulePackReader.read(files(change), examples));
    }

    private static PackFiles files(@Nullable Change change) {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
        if (change != null) {
            for (Edit edit : change.edits()) {
                String text = new String(Objects.requireNonNull(files.get(edit.file())), StandardCharsets.UTF_8);
                assertThat(text).as(change.what()).containsOnlyOnce(edit.old());
                files.put(edit.file(), text.replace(edit.old(), edit.text()).getBytes(StandardCharsets.UTF_8));
            }
        }
        return PackFiles.of(files);
    }
}
