package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.BothLanguages;

/** laiwu-2020-19/6.2: the stricter the tier, the more is inspected. A pack whose figures say otherwise is refused. */
class RatioCheckTest {

    private static final String RATIO = "inspection/ratio/";
    private static final String FREQUENCY = "inspection/frequency/";
    private static final String LINDIAN = "examples/lindian-2024.yaml";
    private static final String HENAN = "examples/henan-2021.yaml";

    @Test
    void theShippedFiguresAreInOrder() {
        assertThat(Packs.problems(Packs.shipped())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void figuresOutOfOrderAreRefused(String what, Map<String, String> values, String problem) {
        assertThat(problems(values)).extracting(BothLanguages::english).containsExactly(problem);
    }

    private static final String REMEDY =
            "; a stricter tier is never drawn less often (laiwu-2020-19/6.2): correct one of them";

    static Stream<Arguments> figuresOutOfOrderAreRefused() {
        return Stream.of(
                of(
                        "a share",
                        Map.of(RATIO + "routine", "\"0.10\"", RATIO + "enhanced", "\"0.09\""),
                        RATIO + "enhanced",
                        "the ratio `0.09` of tier enhanced on 2026-07-01 is lower than `0.10` of tier routine"),
                of(
                        "the upper end of a range",
                        Map.of(RATIO + "enhanced", "\"0.10..0.50\"", RATIO + "strict", "\"0.10..0.40\""),
                        RATIO + "strict",
                        "the ratio `0.10..0.40` of tier strict on 2026-07-01 is lower than `0.10..0.50` of tier enhanced"),
                of(
                        "the lower end of a range",
                        Map.of(RATIO + "enhanced", "\"0.20\"", RATIO + "strict", "\"0.10..1.00\""),
                        RATIO + "strict",
                        "the ratio `0.10..1.00` of tier strict on 2026-07-01 is lower than `0.20` of tier enhanced"),
                of(
                        "tiers with an unset one between",
                        Map.of(RATIO + "preferential", "\"0.05\"", RATIO + "strict", "\"0.04\""),
                        RATIO + "strict",
                        "the ratio `0.04` of tier strict on 2026-07-01 is lower than `0.05` of tier preferential"),
                of(
                        "a field with figures of its own",
                        Map.of(
                                RATIO + "preferential", "{\"*\": \"0.01\", FOOD: \"0.30\"}",
                                RATIO + "routine", "{\"*\": \"0.10\"}"),
                        RATIO + "routine",
                        "the ratio `0.10` of tier routine in FOOD on 2026-07-01 is lower than `0.30` of tier preferential"),
                of(
                        "a number of times",
                        Map.of(FREQUENCY + "routine", "\"2\"", FREQUENCY + "strict", "\"1\""),
                        FREQUENCY + "strict",
                        "the frequency `1` of tier strict on 2026-07-01 is lower than `2` of tier routine"),
                of(
                        "less than twice after twice",
                        Map.of(FREQUENCY + "routine", "\"2\"", FREQUENCY + "enhanced", "\"<2\""),
                        FREQUENCY + "enhanced",
                        "the frequency `<2` of tier enhanced on 2026-07-01 is lower than `2` of tier routine"),
                of(
                        "more than once after less than once",
                        Map.of(FREQUENCY + "enhanced", "\"1\"", FREQUENCY + "strict", "\"<1\""),
                        FREQUENCY + "strict",
                        "the frequency `<1` of tier strict on 2026-07-01 is lower than `1` of tier enhanced"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void figuresInOrderAreTaken(String what, Map<String, String> values) {
        assertThat(problems(values)).isEmpty();
    }

    static Stream<Arguments> figuresInOrderAreTaken() {
        return Stream.of(
                arguments("the same share", Map.of(RATIO + "routine", "\"0.10\"", RATIO + "enhanced", "\"0.10\"")),
                arguments(
                        "ranges that touch",
                        Map.of(RATIO + "routine", "\"0.05..0.20\"", RATIO + "enhanced", "\"0.20..0.60\"")),
                arguments(
                        "once, less than twice, twice",
                        Map.of(
                                FREQUENCY + "preferential",
                                "\"<1\"",
                                FREQUENCY + "routine",
                                "\"1\"",
                                FREQUENCY + "enhanced",
                                "\"<2\"",
                                FREQUENCY + "strict",
                                "\"2\"")),
                arguments(
                        "as needed is no number to compare",
                        Map.of(
                                FREQUENCY + "routine",
                                "\"1\"",
                                FREQUENCY + "enhanced",
                                "as-needed",
                                FREQUENCY + "strict",
                                "\"2\"")),
                arguments(
                        "a field in order",
                        Map.of(RATIO + "routine", "{\"*\": \"0.10\", FOOD: \"0.20\"}", RATIO + "strict", "\"0.50\"")));
    }

    /** A row that comes into force later can put in disorder what was in order. */
    @Test
    void everyDayIsLookedAt() {
        Map<String, byte[]> files = Packs.shipped();
        put(files, RATIO + "routine", "\"0.10\"");
        put(files, RATIO + "strict", "\"0.50\"");
        String path = "parameters/" + RATIO + "routine.yaml";
        String later = new String(files.get(path), StandardCharsets.UTF_8)
                + "\n  - {from: 2027-01-01, value: \"0.60\", source: procurement-law/art-22, evidence: F1, status: active}\n";
        files.put(path, later.getBytes(StandardCharsets.UTF_8));

        assertThat(without(files))
                .extracting(BothLanguages::english)
                .containsExactly("parameters/" + RATIO + "strict.yaml:"
                        + line(files, "parameters/" + RATIO + "strict.yaml", "from: 2026-07-01")
                        + ": the ratio `0.50` of tier strict on 2027-01-01 is lower than `0.60` of tier routine"
                        + REMEDY);
    }

    /** One example set is in use, but anybody may switch to another. */
    @Test
    void anExampleSetIsLookedAtWhetherItIsInUseOrNot() {
        String changed = Packs.text(HENAN).replace("value: \"0.10\"", "value: \"0.40\"");

        assertThat(Packs.problemsWith(HENAN, changed))
                .extracting(BothLanguages::english)
                .containsExactly(HENAN + ":" + lineOf(changed, RATIO + "strict:")
                        + ": the ratio `0.30` of tier strict on 2020-01-01 is lower than `0.40` of tier enhanced"
                        + REMEDY);
    }

    @Test
    void frequenciesOfAnExampleSetAreLookedAt() {
        String changed = Packs.text(LINDIAN).replace("value: \"<1\"", "value: \"3\"");

        assertThat(Packs.problemsWith(LINDIAN, changed))
                .extracting(BothLanguages::english)
                .first()
                .isEqualTo(LINDIAN + ":" + lineOf(changed, FREQUENCY + "routine:")
                        + ": the frequency `1` of tier routine on 2020-01-01 is lower than `3` of tier preferential"
                        + REMEDY);
    }

    /** The district sets the figure of one tier: in use beside it are examples of the others, and decisions would mix them. */
    @Test
    void aLocalFigureHasToFitTheExamplesInUseAndNoOthers() {
        Map<String, byte[]> files = Packs.shipped();
        put(files, RATIO + "strict", "\"0.25\"");

        // Lindian draws up to 0.60 of the tier below; Henan, which draws 0.10, is not in use
        assertThat(Packs.problems(files))
                .extracting(problem -> problem.problem().en())
                .containsExactly(
                        "the ratio `0.25` of tier strict on 2026-07-01 is lower than `0.21..0.60` of tier enhanced");
        assertThat(without(files)).isEmpty();
    }

    @Test
    void nobodyIsSparedUnlessTheDistrictSaysSo() {
        String spares = "the ratio `0` of tier preferential on 2026-07-01 spares it altogether";
        assertThat(problems(Map.of(RATIO + "preferential", "\"0\"")))
                .extracting(problem -> problem.problem().en())
                .containsExactly(spares);

        assertThat(problems(Map.of(RATIO + "preferential", "\"0\"", "inspection/preferential-may-be-zero", "\"true\"")))
                .isEmpty();
    }

    /** What is wrong without examples once some figures hold from July 2026 on. */
    private static List<PackProblem> problems(Map<String, String> values) {
        Map<String, byte[]> files = Packs.shipped();
        values.forEach((id, value) -> put(files, id, value));
        return without(files);
    }

    private static List<PackProblem> without(Map<String, byte[]> files) {
        try {
            RulePackReader.read(PackFiles.of(files), null);
            return List.of();
        } catch (RulePackException refusal) {
            return BothLanguages.whole(refusal.problems());
        }
    }

    private static void put(Map<String, byte[]> files, String id, String value) {
        String path = "parameters/" + id + ".yaml";
        String text = Packs.text(path).stripTrailing()
                + "\n  - {from: 2026-07-01, value: " + value
                + ", source: procurement-law/art-22, evidence: F1, status: active}\n";
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments of(String what, Map<String, String> values, String at, String problem) {
        Map<String, byte[]> files = Packs.shipped();
        values.forEach((id, value) -> put(files, id, value));
        String path = "parameters/" + at + ".yaml";
        return arguments(what, values, path + ":" + line(files, path, "from: 2026-07-01") + ": " + problem + REMEDY);
    }

    private static long line(Map<String, byte[]> files, String path, String at) {
        return lineOf(new String(files.get(path), StandardCharsets.UTF_8), at);
    }

    private static long lineOf(String text, String at) {
        assertThat(text).contains(at);
        return text.substring(0, text.indexOf(at) + 1).lines().count();
    }
}
