package supervision.casework;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.decision.FigureUsed;
import supervision.decision.Text;
import supervision.rulepack.Tables.ReportNeed;
import supervision.rulepack.Tables.ReportPart;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a credit report says for one use (laiwu-2020-19/3). It holds what the decision of the day lets be shown and nothing
 * else: neither a record that is off display nor anything about a natural person, not even that there is something left out.
 *
 * @param number hash of everything else, so that a report that was altered is not the report of that number
 * @param knownAt moment whose knowledge was used; null if the facts were sent along
 * @param decision id of the decision it was made from
 * @param figures numbers of the law that the reader has to know for this use
 */
public record CreditReport(
        String number,
        Use use,
        Subject entity,
        LocalDate asOf,
        @Nullable Instant knownAt,
        String decision,
        Decision.Pack pack,
        List<Section> sections,
        List<FigureUsed> figures,
        List<Text> statements,
        List<Warning> warnings) {

    private static final JsonMapper MAPPER = DecisionJson.mapper().build();

    /** What the report is for. */
    public record Use(
            String id, Text title, ReportNeed need, Text needs, List<Clause> clauses, List<String> leadUnits) {}

    public record Subject(String code, @Nullable String name) {}

    /** A cited clause, with how well its text is known. */
    public record Clause(
            String id, Text instrument, @Nullable String number, String cite, Text title, String evidence) {}

    /** @param none what is said where there are no entries; null where there are */
    public record Section(
            ReportPart id,
            Text title,
            List<Clause> clauses,
            List<Entry> entries,
            @Nullable Text none) {}

    /**
     * One thing that may be shown.
     *
     * @param record id of the record; null where the number of its document may not be shown
     * @param marks what the reader has to know about it, such as a pending objection
     * @param figures numbers that were asked for it
     */
    public record Entry(
            Text title,
            @Nullable String record,
            List<Line> lines,
            List<Text> marks,
            List<Clause> clauses,
            List<FigureUsed> figures) {}

    /** @param id name of a component of the record, or of what was concluded about it */
    public record Line(String id, Text label, Text text) {}

    /** Figures of one status that is not active. */
    public record Warning(String code, Text text, List<FigureUsed> figures) {}

    byte[] json() {
        return MAPPER.writeValueAsBytes(this);
    }

    CreditReport numbered() {
        try {
            String digits = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(with("").json()), 0, 16);
            return with(digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private CreditReport with(String digits) {
        return new CreditReport(
                digits, use, entity, asOf, knownAt, decision, pack, sections, figures, statements, warnings);
    }
}
