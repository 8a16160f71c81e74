package supervision.gate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.Finding;
import supervision.decision.Text;

/**
 * What a candidate changes for the entities of the register, asked about on one day and on the days to come.
 *
 * @param day day asked about
 * @param horizon last day that was looked at
 * @param entities how many were decided under both packs
 * @param affected of how many something else is concluded on the day
 * @param wordsOnly for how many the conclusions are the same, and what they rest on or how it is told is not
 * @param later how many are not affected on the day, and will be on one of the days to come
 * @param kinds kinds of conclusions that differ on the day
 * @param kindsLater kinds of conclusions that differ for those who are affected later, each on the first day on which it is
 * @param tiers how many have which tier in all fields before, and which after; {@code NONE} where no tier is set
 * @param byField entities by field of activity; one in several fields is counted in each
 * @param byKind entities by kind
 * @param byTown entities by the division under whose supervision they are
 * @param measuresBegin measures that apply under the candidate only
 * @param measuresEnd measures that applied before only
 * @param repairsOpen records that can be repaired under the candidate only
 * @param repairsClose records that could be repaired before only
 * @param most the ten entities of which most is concluded otherwise
 * @param days days to come on which entities are affected that were not before
 * @param past past days on which entities would have been decided otherwise, each entity on the last of those that were
 *     asked: the last days of regimes and editions, and the days of its own records
 * @param wording what those who are not affected on the day are told otherwise
 * @param failed entities that could not be decided under one of the packs
 */
public record Impact(
        LocalDate day,
        LocalDate horizon,
        long entities,
        long affected,
        long wordsOnly,
        long later,
        List<KindChange> kinds,
        List<KindChange> kindsLater,
        SortedMap<String, SortedMap<String, Long>> tiers,
        SortedMap<String, Share> byField,
        SortedMap<String, Share> byKind,
        SortedMap<String, Share> byTown,
        Inspections inspections,
        List<MeasureChange> measuresBegin,
        List<MeasureChange> measuresEnd,
        List<RepairChange> repairsOpen,
        List<RepairChange> repairsClose,
        List<Affected> most,
        SortedMap<LocalDate, Whom> days,
        SortedMap<LocalDate, Whom> past,
        List<Wording> wording,
        Failed failed) {

    /** Name in {@link #tiers} where no tier is set. */
    public static final String NO_TIER = "NONE";

    /**
     * A kind of conclusions and for whom it is concluded otherwise.
     *
     * @param kind as the type of a conclusion is called in a decision
     * @param begins those for whom conclusions of the kind are only added
     * @param ends those for whom they only go
     * @param turns those for whom some go and others take their place
     */
    public record KindChange(String kind, Text title, Whom begins, Whom ends, Whom turns) {}

    /** How many entities of a group there are, and how many of them are affected. */
    public record Share(long entities, long affected) {}

    /**
     * Entities: how many, and the first of their codes in order.
     *
     * @param codes not all of them where they are many
     */
    public record Whom(long count, List<String> codes) {}

    /**
     * Inspections, an entity in an area counted as one. Areas for which only one of the packs has a figure are counted as
     * such, and not added up.
     *
     * @param drawnAtLeast sum of the shares by which entities are drawn: how many are drawn in a round, to be expected; where
     *     the pack gives a range, its lower end
     * @param drawnAtMost the same with the upper end of each range
     * @param timesAYear whole times a year, at most, for those that are drawn
     * @param noFigure in how many cases one of the packs sets a share or a frequency where the other does not
     */
    public record Inspections(Change drawnAtLeast, Change drawnAtMost, Change timesAYear, long noFigure) {}

    /**
     * A sum that changes.
     *
     * @param added to it by those for whom it grows
     * @param saved by those for whom it shrinks
     * @param more for how many it grows
     * @param fewer for how many it shrinks
     */
    public record Change(BigDecimal added, BigDecimal saved, long more, long fewer) {}

    /** A measure on somebody, in whatever area. */
    public record MeasureChange(String measure, Text title, String target, Whom whom) {}

    /** The answer about repair, before and after. */
    public record RepairChange(String before, String after, Whom whom) {}

    /** Kinds of what is told. */
    public enum Telling {
        /** Whether somebody has something to decide. */
        DISPOSITION(new Text("是否待人工决定", "Whether somebody decides")),
        /** A warning about the whole decision. */
        WARNING(new Text("警示", "Warning")),
        /** What a measure is called. */
        MEASURE(new Text("措施名称", "Name of a measure")),
        /** Which office is to answer. */
        OFFICE(new Text("承办单位", "Office")),
        /** A rule: another one says the same, or it says it in other words. */
        RULE(new Text("规则", "Rule")),
        /** A clause: another one is cited, or it is cited in other words. */
        CLAUSE(new Text("条款", "Clause")),
        /** A figure: its value, status or source. */
        FIGURE(new Text("参数", "Figure")),
        /** Records that a conclusion rests on, units, or what of the above belongs to which conclusion. */
        GROUNDS(new Text("依据的记录或者单位", "Records or units")),
        /** What a code is called that stands in the records or in what is concluded from them. */
        LABEL(new Text("名称", "Label")),
        /** A part of a credit report. */
        REPORT(new Text("信用报告", "Credit report"));

        private final Text title;

        Telling(Text title) {
            this.title = title;
        }

        public Text title() {
            return title;
        }
    }

    /**
     * Something that is told otherwise, where the same is concluded.
     *
     * @param id of the rule, clause, figure, measure, recipient or warning; of a label its group and code, of a report its use
     *     and part
     * @param title what the candidate calls it; where it is gone, what it was called
     */
    public record Wording(Telling what, String id, Text title, Whom whom) {}

    /** An entity with what is concluded before only and after only. */
    public record Affected(String code, @Nullable String name, List<Said> before, List<Said> after) {}

    /**
     * A conclusion with the rule that makes it, its clauses and evidence.
     *
     * @param cited the clauses of {@code sources} as a lawyer cites them
     */
    public record Said(
            String rule,
            String en,
            Conclusion concludes,
            List<String> sources,
            List<Text> cited,
            List<String> evidence) {

        static Said of(Finding finding) {
            return new Said(
                    finding.rule(),
                    finding.en(),
                    finding.concludes(),
                    finding.sources().stream().map(Citation::id).toList(),
                    finding.sources().stream().map(Citation::called).toList(),
                    finding.evidence());
        }
    }

    /** @param first what went wrong with the first of them; null if there is none */
    public record Failed(Whom whom, @Nullable String first) {}
}
