package supervision.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.ShippedCases;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.engine.DecisionEngine;
import supervision.engine.Engines;
import supervision.facts.Case;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.facts.RelatedRecord;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import supervision.replay.FixtureCase;
import supervision.replay.Replay;

/**
 * What the program answers is what it answered when the answers were recorded: for every case, for the demo register and for
 * {@value GeneratedWorlds#ALL} generated entities. {@code docs/testing.md} says how to look at a difference and how to
 * record one that is wanted.
 *
 * <ul>
 *   <li>{@code -Dwall.update}: what is answered now is recorded; {@code -Dwall.update=new}: only of worlds that are not yet
 *   <li>{@code -Dwall.dump=FOLDER}: the answers of worlds that differ are written there, a file for each
 *   <li>{@code -Dwall.worlds=…}: names of the only worlds to look at, or a folder that was written; they are written whether
 *       or not they differ
 *   <li>{@code -Dwall.counts}, {@code -Dwall.rules}: how many rules concluded the same, and which, counts too; otherwise it is
 *       only said in how many worlds that differs
 * </ul>
 */
@Tag("scaled")
class WallTest {

    private static final Path DEMO = Path.of("src/main/resources/demo/register.jsonl");
    private static final LocalDate FIRST_ASKED = LocalDate.of(2020, 1, 1);
    private static final List<LocalDate> DEMO_DAYS =
            List.of(LocalDate.of(2026, 11, 22), LocalDate.of(2025, 6, 30), LocalDate.of(2028, 3, 1));

    private static final int SHARE = Effort.of(500, GeneratedWorlds.ALL);
    private static final int SHUFFLED = Effort.of(100, 5_000);
    private static final int FOR_KINDS = 600;

    /** Of worlds that differ so many are named. */
    private static final int NAMED = 20;

    private static final String PARTS = "(fixtures|demo|generated)/.*";
    private static final String SUFFIX = ".txt";

    private static final long SEED = seed();

    private static final String UPDATE = System.getProperty("wall.update");
    private static final String DUMP = System.getProperty("wall.dump");
    private static final Set<WorldAnswer.Part> COMPARED = compared();
    private static final String WORLDS = System.getProperty("wall.worlds");

    private final GeneratedWorlds generated;

    WallTest() throws IOException {
        generated = GeneratedWorlds.read();
    }

    @Test
    void casesAreAnsweredAsRecorded() throws IOException {
        Map<String, Function<String, World>> worlds = new LinkedHashMap<>();
        ShippedCases.REPORT.results().forEach(result -> {
            if (result.asked().question() instanceof FixtureCase.Decide question) {
                worlds.put("fixtures/" + result.asked().file(), name -> fixture(name, question));
            }
        });
        compare("fixtures", worlds, worlds.keySet());
    }

    private static World fixture(String name, FixtureCase.Decide question) {
        Case asked = question.asked();
        List<LocalDate> days = Stream.of(
                        asked.asOf(), asked.asOf().minusYears(1), asked.asOf().plusYears(1))
                .filter(day -> !day.isBefore(FIRST_ASKED))
                .toList();
        DecisionEngine examples = Engines.with(question.examples());
        DecisionEngine engine =
                question.figures().isEmpty() ? examples : examples.with(Replay.assuming(examples.pack(), question));
        return new World(name, asked, days, "its own figures", () -> engine);
    }

    @Test
    void theDemoRegisterIsAnsweredAsRecorded() throws IOException {
        Map<String, Map<String, Fact>> register = new TreeMap<>();
        for (String line : Files.readAllLines(DEMO)) {
            CreditRecord told = FactJson.read(line, "demo", 1);
            register.computeIfAbsent(told.subject(), subject -> new LinkedHashMap<>())
                    .put(told.fact().id(), told.fact());
        }
        Map<String, Function<String, World>> worlds = new LinkedHashMap<>();
        register.forEach((subject, records) -> {
            List<Fact> facts = RelatedRecord.joined(
                    List.copyOf(records.values()),
                    other -> List.copyOf(register.getOrDefault(other, Map.of()).values()));
            worlds.put(
                    "demo/" + subject,
                    name -> new World(
                            name,
                            new Case(subject, facts, DEMO_DAYS.get(0), null),
                            DEMO_DAYS,
                            "the shipped pack",
                            Engines::shipped));
        });
        compare("demo", worlds, worlds.keySet());
    }

    @Test
    void generatedEntitiesAreAnsweredAsRecorded() throws IOException {
        Map<String, Function<String, World>> worlds = new LinkedHashMap<>();
        for (int number = 0; number < GeneratedWorlds.ALL; number++) {
            int of = number;
            worlds.put(GeneratedWorlds.name(number), name -> generated.world(of));
        }
        Set<String> share = new TreeSet<>();
        for (int number : share(UPDATE == null && WORLDS == null ? SHARE : GeneratedWorlds.ALL)) {
            share.add(GeneratedWorlds.name(number));
        }
        compare("generated", worlds, share);
    }

    /** Another share each time, so that all are looked at in a few runs. */
    private static List<Integer> share(int size) {
        List<Integer> all =
                new ArrayList<>(IntStream.range(0, GeneratedWorlds.ALL).boxed().toList());
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, size);
    }

    private static long seed() {
        String given = System.getProperty("seed", "random");
        long seed = given.equals("random") ? new Random().nextLong() : Long.parseLong(given);
        System.out.println("WallTest: -Dseed=" + seed);
        return seed;
    }

    private static Set<WorldAnswer.Part> compared() {
        Set<WorldAnswer.Part> compared = EnumSet.of(WorldAnswer.Part.CONCLUSIONS, WorldAnswer.Part.DAYS);
        if (System.getProperty("wall.counts") != null) {
            compared.add(WorldAnswer.Part.COUNTS);
        }
        if (System.getProperty("wall.rules") != null) {
            compared.add(WorldAnswer.Part.RULES);
        }
        return compared;
    }

    private static void compare(String part, Map<String, Function<String, World>> worlds, Collection<String> share)
            throws IOException {
        RecordedAnswers recorded = RecordedAnswers.read(GeneratedWorlds.RESOURCES.resolve(part + ".txt"));
        Set<String> named = namedWorlds();
        if (named != null) {
            assertThat(named)
                    .as("worlds that -Dwall.worlds names, of which there are fixtures/, demo/ and generated/")
                    .allMatch(name -> name.startsWith(part + "/") ? worlds.containsKey(name) : name.matches(PARTS));
        }
        Set<String> differing = new TreeSet<>();
        List<String> lacking = new ArrayList<>();
        int compared = 0;
        Map<Set<WorldAnswer.Part>, Integer> differences = new LinkedHashMap<>();
        for (String name : share) {
            if (named != null && !named.contains(name)) {
                continue;
            }
            compared++;
            World world = worlds.get(name).apply(name);
            WorldAnswer answer = WorldAnswer.of(world);
            String then = recorded.of(name);
            String now = answer.hash();
            if (then == null) {
                lacking.add(name);
            } else if (!then.equals(now)) {
                Set<WorldAnswer.Part> parts = WorldAnswer.differing(then, now);
                differences.merge(parts, 1, Integer::sum);
                if (!Collections.disjoint(parts, COMPARED)) {
                    differing.add(name);
                }
            }
            if (DUMP != null && (named != null || then == null || differing.contains(name))) {
                Path file = Path.of(DUMP).resolve(name + SUFFIX);
                Files.createDirectories(file.getParent());
                Files.writeString(file, answer.told(world, COMPARED));
            }
            if (UPDATE != null && (then == null || !UPDATE.equals("new"))) {
                assertThat(answer.concluded()).as(name).doesNotContain(WorldAnswer.FAILED);
                recorded.put(name, now);
            }
        }
        if (!differences.isEmpty()) {
            System.out.printf("wall, %s: of %d worlds differ %s%n", part, compared, differences);
        }
        List<String> gone = recorded.names().stream()
                .filter(name -> !worlds.containsKey(name))
                .toList();
        if (UPDATE != null) {
            gone.forEach(recorded::remove);
            recorded.write();
            System.out.printf(
                    "wall, %s: %d differed, %d were recorded for the first time, %d are no more%n",
                    part, differing.size(), lacking.size(), gone.size());
            if (!UPDATE.equals("new")) {
                return;
            }
            lacking.clear();
            gone = List.of();
        }
        assertThat(differing.size())
                .as(
                        "of %d worlds those that are answered otherwise than recorded (%s): %s."
                                + " docs/testing.md, The wall, says how to see the difference;"
                                + " one that is wanted is recorded with -Dwall.update and named in CHANGELOG.md",
                        compared, differences, RecordedAnswers.some(List.copyOf(differing), NAMED))
                .isZero();
        assertThat(lacking)
                .as("worlds that are not recorded: record them with -Dwall.update=new")
                .isEmpty();
        assertThat(gone)
                .as("worlds that are recorded and are no more: take them out with -Dwall.update=new")
                .isEmpty();
    }

    /** The names of the only worlds to look at: those given, or those of a folder that was written; null for all. */
    private static @Nullable Set<String> namedWorlds() throws IOException {
        if (WORLDS == null) {
            return null;
        }
        Path folder = Path.of(WORLDS);
        if (!Files.isDirectory(folder)) {
            return Set.of(WORLDS.split(","));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void theOrderOfRecordsDoesNotCount() {
        Random random = new Random(SEED);
        for (int number : share(SHUFFLED)) {
            World world = generated.world(number);
            List<Fact> facts = new ArrayList<>(world.asked().facts());
            Collections.shuffle(facts, random);
            Case shuffled = new Case(
                    world.asked().code(),
                    facts,
                    world.asked().asOf(),
                    world.asked().knownAt());

            assertThat(WorldAnswer.of(world, shuffled)).as(world.name()).isEqualTo(WorldAnswer.of(world));
        }
    }

    @Test
    void aNumberAlwaysMakesTheSameWorld() {
        for (int number : share(SHUFFLED)) {
            World world = generated.world(number);

            assertThat(generated.world(number).asked()).isEqualTo(world.asked());
            assertThat(generated.world(number).days()).isEqualTo(world.days());
        }
    }

    /** A conclusion is one line with the records of all findings that it is in, whatever the rules are called. */
    @Test
    void aConclusionOfSeveralFindingsIsOneLine() {
        Conclusion mark = new Conclusion.Mark("penalty/甲/1", LocalDate.of(2026, 1, 1));
        Finding one = new Finding("甲", "one", mark, List.of(), List.of("b", "a"), List.of(), List.of(), List.of());
        Finding other = new Finding("乙", "other", mark, List.of(), List.of("c", "a"), List.of(), List.of(), List.of());

        assertThat(WorldAnswer.conclusions(List.of(other, one)))
                .isEqualTo(Map.of("Mark(dueOn=2026-01-01, record=penalty/甲/1)", Set.of("a", "b", "c")));
        assertThat(WorldAnswer.text(new Conclusion.Mark("penalty/甲/1", null))).isEqualTo("Mark(record=penalty/甲/1)");
    }

    /** The generated worlds have all kinds of records, and lead to all kinds of conclusions. */
    @Test
    void everyKindOccurs() {
        Set<FactKind> records = EnumSet.noneOf(FactKind.class);
        Set<Class<?>> conclusions = new HashSet<>();
        for (int number = 0; number < FOR_KINDS; number++) {
            World world = generated.world(number);
            world.asked().facts().forEach(fact -> records.add(fact.kind()));
            for (LocalDate day : world.days()) {
                world.engine().get().evaluate(world.asked().on(day)).findings().forEach(finding -> {
                    conclusions.add(finding.concludes().getClass());
                });
            }
        }
        assertThat(records).containsExactlyInAnyOrder(FactKind.values());
        assertThat(conclusions).containsExactlyInAnyOrder(Conclusion.class.getPermittedSubclasses());
    }
}
