package supervision.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.facts.Case;
import supervision.rulepack.PackFiles;

/** What tests ask of packs and decisions. */
public final class Answers {

    private Answers() {}

    /** The files of the pack in this repository. */
    static PackFiles files() {
        return PackFiles.ofDirectory(Path.of("rules"));
    }

    /** A decision without what names the question: the days, the moment and the hash of the pack. */
    static Decision unnamed(Decision decision) {
        return new Decision(
                "",
                decision.entity(),
                LocalDate.EPOCH,
                Instant.EPOCH,
                null,
                new Decision.Pack("", "", "", null),
                decision.disposition(),
                decision.grades(),
                decision.inspection(),
                decision.measures(),
                decision.publicity(),
                decision.repairs(),
                decision.referrals(),
                decision.marks(),
                decision.bans(),
                decision.duties(),
                decision.faults(),
                decision.comparisons(),
                decision.commitments(),
                decision.reports(),
                decision.sharing(),
                decision.findings(),
                decision.warnings());
    }

    /** The facts of a case one a line, to be read in a failure. */
    public static String told(Case asked) {
        StringBuilder text = new StringBuilder("asked about " + asked.asOf());
        asked.facts().forEach(fact -> text.append("\n  ").append(fact));
        return text.toString();
    }

    /** Findings of one list that another lacks, one a line. */
    static String lost(List<Finding> from, List<Finding> in) {
        StringBuilder text = new StringBuilder();
        from.stream()
                .filter(finding -> !in.contains(finding))
                .forEach(finding -> text.append("\n  ")
                        .append(finding.rule())
                        .append(" -> ")
                        .append(finding.concludes())
                        .append(" on ")
                        .append(finding.evidence())
                        .append(' ')
                        .append(figures(finding)));
        return text.toString();
    }

    private static List<String> figures(Finding finding) {
        return finding.parameters().stream()
                .map(figure -> figure.id() + "=" + orNone(figure.value()) + " (" + figure.source() + ")")
                .toList();
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "none" : value;
    }
}
