package supervision.casework;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.decision.Text;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.facts.CreditCode;
import supervision.lawtext.LawTexts;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables.ReportUse;

/** Writes credit reports on entities. */
public final class CreditReports {

    private final DecideCase decide;
    private final RulesInForce rules;
    private final Answers answers;
    private final LawTexts laws;
    private final ReportPdf pdf;

    /**
     * @param laws texts of law to show beside clauses
     * @param font file of the font for PDF; null for one that is found where systems put them
     */
    public CreditReports(DecideCase decide, RulesInForce rules, Answers answers, LawTexts laws, @Nullable String font) {
        this.decide = decide;
        this.rules = rules;
        this.answers = answers;
        this.laws = laws;
        this.pdf = new ReportPdf(font);
    }

    /** Forms in which a report can be had. */
    public enum Format {
        JSON,
        HTML,
        PDF;

        public static Optional<Format> of(String name) {
            return java.util.Arrays.stream(values())
                    .filter(format -> format.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst();
        }

        public String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A written report.
     *
     * @param number number of the report, the same in all forms
     * @param policy for HTML what a browser may do with it, as a content security policy; null for the others
     */
    public record Written(
            String number, byte[] bytes, @Nullable String policy) {}

    /** A use that the pack does not have, or none at all. */
    public static final class UnknownUseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // a map of strings to records of strings
        private final Map<String, Text> known;

        UnknownUseException(@Nullable String use, Map<String, Text> known) {
            super(use == null ? "" : use);
            this.known = known;
        }

        /** The uses that there are, with what they are called. */
        public Map<String, Text> known() {
            return known;
        }
    }

    /**
     * The report on an entity.
     *
     * @param use id of a use in the pack, in upper or lower case
     * @param knownAt moment whose knowledge is used; null for now
     * @throws UnknownUseException if the pack has no such use
     * @throws DecideCase.UnknownEntityException if nothing is known about the entity
     * @throws OpenDecisionException if the two readings of the rules differ
     * @throws NoFontException if it is to be a PDF and there is no font for it
     */
    public Written write(String code, @Nullable String use, LocalDate asOf, @Nullable Instant knownAt, Format format) {
        RulesInForce.Current current = rules.current();
        DecisionEngine engine = current.engine();
        ReportUse wanted = use(engine, use);
        DecideCase.Located located = decide.located(code, asOf, knownAt);
        Answers.Given given = answers.give(located, current);
        if (given.open()) {
            // an empty report would read as a clean one
            throw new OpenDecisionException(given.decision());
        }
        CreditReport report = ReportBuilder.build(engine.pack(), located.asked(), given.decision(), wanted);
        ReportWords words = new ReportWords(engine.pack(), laws.of(engine.pack()));
        return switch (format) {
            case JSON -> new Written(report.number(), report.json(), null);
            case HTML -> {
                ReportPage.Page page = ReportPage.write(report, words);
                yield new Written(report.number(), page.html().getBytes(StandardCharsets.UTF_8), page.policy());
            }
            case PDF -> new Written(report.number(), pdf.write(report, words), null);
        };
    }

    /** What the parts of a report say, for {@link supervision.gate.Reports}; nothing for a natural person, of whom there is none. */
    public static Map<String, Object> parts(RulePack pack, Case asked, Decision decision, ReportUse use) {
        if (!CreditCode.isOne(asked.code())) {
            return Map.of();
        }
        CreditReport report = ReportBuilder.build(pack, asked, decision, use);
        Map<String, Object> parts = new LinkedHashMap<>();
        report.sections().forEach(section -> parts.put(section.id().name(), section));
        parts.put("", List.of(report.use(), report.figures(), report.statements(), report.warnings()));
        return parts;
    }

    private static ReportUse use(DecisionEngine engine, @Nullable String use) {
        Map<String, ReportUse> uses = engine.pack().tables().reports().uses();
        ReportUse wanted = use == null ? null : uses.get(use.trim().toUpperCase(Locale.ROOT));
        if (wanted == null) {
            Map<String, Text> known = new LinkedHashMap<>();
            uses.values().forEach(row -> known.put(row.id(), row.title()));
            throw new UnknownUseException(use, java.util.Collections.unmodifiableMap(known));
        }
        return wanted;
    }
}
