package supervision.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import supervision.rulepack.PackFiles;

/** Ten mistakes that an officer could make, each one edit of the shipped pack, and the part of the gate that has to find it. */
public final class SeededMistakes {

    private SeededMistakes() {}

    /**
     * A mistake.
     *
     * @param file path in the pack
     * @param from text of that file; it is replaced wherever it stands
     * @param part part of the gate that has to find it
     * @param kind kind of its remark; of what cases find, the folder of those that are about it
     */
    public record Mistake(String name, String file, String from, String to, Remark.Part part, String kind) {

        /** The shipped pack with the mistake. */
        public PackFiles in(PackFiles shipped) {
            byte[] bytes = shipped.files().get(file);
            assertThat(bytes).as(file).isNotNull();
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).as(file).contains(from);
            Map<String, byte[]> files = new TreeMap<>(shipped.files());
            files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
            return PackFiles.of(files);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static PackFiles shipped() throws IOException {
        return PackFiles.ofDirectory(Path.of("rules"));
    }

    public static List<Mistake> all() {
        return List.of(
                new Mistake(
                        "wrong boundary",
                        "drl/repair/2-outcome.drl",
                        "today.reached(figures.opens(shortest, $day)",
                        "today.past(figures.opens(shortest, $day)",
                        Remark.Part.CASES,
                        "repair"),
                new Mistake(
                        "wrong regime date",
                        "tables/regimes.yaml",
                        // of the one that ends and of the one that begins: with one of them alone the form is not kept
                        ": 2026-04-01",
                        ": 2026-05-01",
                        Remark.Part.CASES,
                        "repair"),
                new Mistake(
                        "swapped tiers",
                        "examples/lindian-2024.yaml",
                        "inspection/ratio/routine: {from: 2020-01-01, value: \"0.05..0.20\", evidence: F1}\n"
                                + "  inspection/ratio/enhanced: {from: 2020-01-01, value: \"0.21..0.60\", evidence: F1}",
                        "inspection/ratio/routine: {from: 2020-01-01, value: \"0.21..0.60\", evidence: F1}\n"
                                + "  inspection/ratio/enhanced: {from: 2020-01-01, value: \"0.05..0.20\", evidence: F1}",
                        Remark.Part.ANALYSIS,
                        "NOT_MONOTONE"),
                new Mistake(
                        "missing clause",
                        "drl/publicity/3-shown-until.drl",
                        "@source(\"ndrc-2025-36/expiry\")",
                        "@source(\"ndrc-2025-36/expire\")",
                        Remark.Part.FORM,
                        "REFUSED"),
                new Mistake(
                        "an unsafe call",
                        "drl/publicity/3-shown-until.drl",
                        "insert(new NotShown($of, $channel, $day));",
                        "System.exit(0); insert(new NotShown($of, $channel, $day));",
                        Remark.Part.FORM,
                        "REFUSED"),
                new Mistake(
                        "a duplicate",
                        "drl/publicity/3-shown-until.drl",
                        "rule \"依规定不公示的处罚\"",
                        """
                        rule "规定不予公示的处罚"
                          @en("A penalty that the regime keeps from being shown")
                          @source("laiwu-2020-19/11.1")
                          @effectiveFrom("2020-01-01")
                        when
                          Governed(
                            $one : of,
                            $on : channel,
                            $since : day,
                            !(hidden != true))
                        then
                          insert(new NotShown($one, $on, $since));
                        end

                        rule "依规定不公示的处罚\"""",
                        Remark.Part.ANALYSIS,
                        "DUPLICATE"),
                new Mistake(
                        "a contradiction",
                        "drl/publicity/3-shown-until.drl",
                        "    $day : day,\n    hidden == false)\n  RunsOn(",
                        "    $day : day)\n  RunsOn(",
                        Remark.Part.ANALYSIS,
                        "CONTRADICTION"),
                new Mistake(
                        "a gap in time",
                        "drl/records/gaps.drl",
                        "@effectiveUntil(\"2025-12-25\")",
                        "@effectiveUntil(\"2025-11-25\")",
                        Remark.Part.ANALYSIS,
                        "GAP_IN_TIME"),
                new Mistake(
                        "a number without source",
                        "parameters/publicity/ndrc-36/general/max.yaml",
                        "source: state-council-2025-22/item-2, ",
                        "",
                        Remark.Part.FORM,
                        "REFUSED"),
                new Mistake(
                        "a condition that can never hold",
                        "drl/publicity/3-shown-until.drl",
                        "    performed == Known.NO)",
                        "    performed == Known.NO,\n    performed in (Known.YES, Known.UNKNOWN))",
                        Remark.Part.ANALYSIS,
                        "NEVER_FIRES"));
    }
}
