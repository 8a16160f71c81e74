package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.decision.Decision;
import supervision.facts.Case;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;

/** The order in which files, rules and facts come decides nothing. */
@Tag("scaled")
class OrderIndependenceTest {

    private static final int CASES = Effort.of(30, 1000);
    private static final int PACKS = Effort.of(1, 30);

    private static final Pattern RULE = Pattern.compile("(?ms)^rule \".*?^end$\\n?");

    private final DecisionEngine engine = Engines.shipped();

    /**
     * Files are read in the order of their names: so they get other names, and change places among all files. A conclusion that
     * stands on a line of its own is handed over, any other is inserted: in half of the files they are written the other way.
     */
    @Test
    void shuffledFilesAndRulesDecideTheSame() {
        long seed = RandomCases.seed(OrderIndependenceTest.class);
        for (int i = 0; i < PACKS; i++) {
            RandomCases cases = new RandomCases(engine.pack(), seed + i);
            DecisionEngine shuffled =
                    DecisionEngine.compile(RulePackReader.read(shuffled(new Random(seed + i)), "default"));
            assertThat(shuffled.pack().rules()).isNotEqualTo(engine.pack().rules());
            assertThat(shuffled.pack().rules()).hasSameSizeAs(engine.pack().rules());
            assertThat(shuffled.pack().drl().values())
                    .anyMatch(text -> text.contains("\nthen insert("))
                    .anyMatch(text -> text.contains("\n  insert("));
            for (int j = 0; j < CASES; j++) {
                Case asked = cases.next(8);
                Decision here = engine.decide(asked);
                Decision there = shuffled.decide(cases.shuffled(asked));
                assertThat(Answers.unnamed(there))
                        .as("seed %d, pack %d, %s", seed, i, Answers.told(asked))
                        .isEqualTo(Answers.unnamed(here));
                assertThat(there.validUntil()).isEqualTo(here.validUntil());
            }
        }
    }

    @Test
    void shuffledFactsDecideTheSame() {
        RandomCases cases = new RandomCases(engine.pack(), RandomCases.seed(OrderIndependenceTest.class));
        for (int i = 0; i < 4 * CASES; i++) {
            Case asked = cases.next(12);

            assertThat(engine.decide(cases.shuffled(asked))).isEqualTo(engine.decide(asked));
        }
    }

    private static PackFiles shuffled(Random random) {
        Map<String, byte[]> files = new TreeMap<>();
        Answers.files().files().forEach((path, bytes) -> {
            if (path.endsWith(".drl")) {
                String folder = path.substring(0, path.lastIndexOf('/') + 1);
                String text = new String(bytes, StandardCharsets.UTF_8);
                // the engine sees the folders as part of the name: another folder changes the place among all files
                String renamed = folder.replaceFirst("^drl/", "drl/" + (char) ('a' + random.nextInt(26)) + "-")
                        + Integer.toString(random.nextInt(Integer.MAX_VALUE), 36) + ".drl";
                String written =
                        random.nextBoolean() ? text : text.replaceAll("(?m)^then\\s+insert\\(", "then insert(");
                files.put(renamed, shuffledRules(written, random).getBytes(StandardCharsets.UTF_8));
            } else {
                files.put(path, bytes);
            }
        });
        return PackFiles.of(files);
    }

    private static String shuffledRules(String text, Random random) {
        Matcher matcher = RULE.matcher(text);
        List<String> rules =
                new ArrayList<>(matcher.results().map(MatchResult::group).toList());
        Collections.shuffle(rules, random);
        return matcher.replaceAll("") + "\n" + String.join("\n", rules);
    }
}
