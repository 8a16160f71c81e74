package supervision.rulepack;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.facts.Application;
import supervision.facts.BasisLevel;
import supervision.facts.Channel;
import supervision.facts.FactKind;
import supervision.facts.Field;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Role;

/**
 * The tables of a pack: law that comes in rows rather than in sentences. Adding a row is a matter of data.
 *
 * @param bans bans from a market, an industry or an office, by id
 * @param repetitions numbers from which acts count a breach as repeated, by field
 * @param lists lists of serious dishonesty, by id
 * @param catalogues editions of the catalogue of measures, oldest first
 * @param regimes regimes of publicity and repair, by id
 * @param schemes grading schemes, by id
 * @param reports credit reports: for which uses, and what they may show
 * @param matters matters in which a commitment may stand in for papers, by id
 */
public record Tables(
        Map<String, Ban> bans,
        Map<Field, List<Repetition>> repetitions,
        Map<String, SeriousList> lists,
        List<Catalogue> catalogues,
        Map<String, Regime> regimes,
        Map<String, Scheme> schemes,
        Reports reports,
        Map<String, Matter> matters) {

    /** Ids of the parameters that rows name. */
    public Set<String> figures() {
        Set<String> ids = new HashSet<>();
        for (SeriousList list : lists.values()) {
            Stream.of(list.term(), list.early()).filter(Objects::nonNull).forEach(ids::add);
        }
        for (Regime regime : regimes.values()) {
            ids.addAll(regime.focusFines().values());
            Stream.of(regime.severalKinds(), regime.banProlongs())
                    .filter(Objects::nonNull)
                    .forEach(ids::add);
        }
        for (Matter matter : matters.values()) {
            ids.add(matter.allowed());
            ids.add(matter.completion());
        }
        return ids;
    }

    /**
     * A ban that an act of law ties to a decision.
     *
     * @param term its length; null where the law gives no number
     * @param instead what the act provides in place of a ban; null if it provides one
     * @param version version of the act in which the row was read; null if that is not known
     * @param from first day on which that text is in force
     * @param until first day on which it no longer is; null while it is
     * @param succeeds id of the row whose place it took on its first day; null if there is none
     * @param succeededBy id of the row that took its place, the one that asks for the same where there are several; null if none did
     * @param narrower whether it asks for more than the row that it succeeds
     */
    public record Ban(
            String id,
            Text title,
            Text trigger,
            Set<Role> who,
            List<String> scope,
            Field field,
            @Nullable Term term,
            @Nullable Text instead,
            Anchor anchor,
            String source,
            @Nullable String version,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String succeeds,
            @Nullable String succeededBy,
            boolean narrower,
            String evidence,
            String status) {

        /** Whether its text is in force on a day. */
        public boolean inForceOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }

        Ban succeededBy(String later) {
            return new Ban(
                    id, title, trigger, who, scope, field, term, instead, anchor, source, version, from, until,
                    succeeds, later, narrower, evidence, status);
        }
    }

    /** From which event a ban runs. */
    public enum Anchor {
        DECISION,
        SENTENCE_SERVED,
        PROBATION_END,
        REVOCATION,
        DISCIPLINE,
        ACT,
        PROCEEDINGS_END,
        UNSTATED
    }

    /**
     * How long a ban lasts: ISO-8601 periods, {@link #LIFE} or {@link #WHILE_LISTED}. With a fixed term both are equal; in a
     * range the deciding authority fixes the value.
     *
     * @param min null where the act leaves the least to the authority
     */
    public record Term(@Nullable String min, String max) {
        public static final String LIFE = "LIFE";
        /** As long as the entry stands on which the ban rests. */
        public static final String WHILE_LISTED = "WHILE_LISTED";

        public boolean fixed() {
            return max.equals(min);
        }
    }

    /**
     * A number from which an act counts a breach as repeated.
     *
     * @param words one of which has to be in the kind of violation; empty if any kind counts
     * @param byDecision whether breaches are counted by the day of the decision rather than by that of the act
     * @param afterTermOf ids of bans after whose term a breach counts; empty if breaches are counted by themselves
     * @param leadsTo ids of bans to which the clause leads
     */
    public record Repetition(
            String id,
            Text title,
            Field field,
            List<String> words,
            int count,
            Period within,
            boolean byDecision,
            Set<String> afterTermOf,
            Text consequence,
            List<String> leadsTo,
            String source,
            LocalDate from) {

        /** Whether it counts a breach of its field of this kind; an unreported kind counts only where any does. */
        public boolean counts(@Nullable String conduct) {
            return words.isEmpty() || (conduct != null && words.stream().anyMatch(conduct::contains));
        }
    }

    /**
     * A list of serious dishonesty.
     *
     * @param basisLevel highest rank of a rule that names the list
     * @param term id of the parameter that gives its term; null if none was found
     * @param early id of the parameter after which early removal can be asked for; null if none was found
     * @param earlyFromCorrection whether that counts from the correction rather than from the listing
     * @param personsListed whether persons can be listed by name
     * @param officersExcluded whether the officers of a listed unit must not be listed
     * @param measures ids of the measures that it brings
     */
    public record SeriousList(
            String id,
            Text title,
            BasisLevel basisLevel,
            @Nullable String term,
            @Nullable String early,
            boolean earlyFromCorrection,
            boolean personsListed,
            boolean officersExcluded,
            boolean runsWithBan,
            String source,
            List<String> measures) {}

    /** An edition of the catalogue of measures against dishonesty. */
    public record Catalogue(String edition, String source, LocalDate from, Map<String, CatalogueMeasure> measures) {}

    /**
     * A measure of the catalogue.
     *
     * @param group A reduces rights or adds duties, B is management within a body's powers, C is left to the market
     * @param needsSecondBasis whether the clause that names it demands another law or national rule beside it
     */
    public record CatalogueMeasure(
            String id,
            Text title,
            String group,
            boolean reducesRights,
            boolean needsSecondBasis,
            List<String> bases,
            @Nullable String unit,
            String evidence,
            String status) {}

    /**
     * A regime of publicity and repair: which records it governs and from which event its periods run.
     *
     * @param from first decision day that it governs
     * @param until first decision day that it no longer governs; null while it governs
     * @param fromDisplay whether its periods run from the first day shown rather than from the decision
     * @param authorities words one of which is in the name of an authority whose records it governs; empty for all
     * @param kinds the gravity that a kind of penalty by itself leads to; a kind that is not here leads to none
     * @param openKindsUpTo the gravest class that a kind without a gravity of its own, such as a fine, can lead to
     * @param summaryProcedure the gravity of a decision in the summary procedure; null if the regime does not say
     * @param specificKinds kinds that make a record of {@code specificFields} one that is never repaired
     * @param focusFields fields with longer periods
     * @param focusFines parameter by field: the fine from which a penalty of that field has the longer periods
     * @param noEarlyStop kinds of penalty that exclude an early stop
     * @param severalKinds parameter that says which class counts where kinds of one decision lead to different ones
     * @param banProlongs parameter that says whether a longer ban prolongs publicity; null if it does not
     */
    public record Regime(
            String id,
            Text title,
            Channel channel,
            LocalDate from,
            @Nullable LocalDate until,
            boolean fromDisplay,
            String source,
            List<String> authorities,
            Map<PenaltyKind, Penalty.Gravity> kinds,
            Penalty.Gravity openKindsUpTo,
            Penalty.@Nullable Gravity summaryProcedure,
            Set<PenaltyKind> specificKinds,
            Set<Field> specificFields,
            Set<Field> focusFields,
            Map<Field, String> focusFines,
            Set<PenaltyKind> noEarlyStop,
            @Nullable String severalKinds,
            @Nullable String banProlongs) {

        /** Whether it governs the records of an authority. */
        public boolean governs(String authority) {
            return authorities.isEmpty() || authorities.stream().anyMatch(authority::contains);
        }

        /** Whether its text ties the class to the kinds of penalty, so that a class reported otherwise does not count. */
        public boolean kindsDecide() {
            return openKindsUpTo == Penalty.Gravity.GENERAL;
        }
    }

    /**
     * A grading scheme.
     *
     * @param comprehensive whether it grades the entity as a whole rather than in one field
     * @param field the field that it grades in; null for a comprehensive one
     * @param dishonest grades that the scheme itself calls dishonest
     */
    public record Scheme(
            String id,
            Text title,
            boolean comprehensive,
            @Nullable Field field,
            String source,
            Set<String> dishonest) {}

    /**
     * A matter in which applications are made.
     *
     * @param allowed id of the parameter that says whether a commitment may be used in it
     * @param completion id of the parameter that says how long missing papers may take
     */
    public record Matter(
            String id, Text title, Application.Category category, String allowed, String completion, String source) {}

    /** The matter of an id or a title; null if the table has none. */
    public @Nullable Matter matter(String name) {
        Matter known = matters.get(name);
        if (known != null) {
            return known;
        }
        return matters.values().stream()
                .filter(matter -> matter.title().zh().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * Credit reports.
     *
     * @param contents status of the choice of sections: no text says what a report contains
     * @param contentsSource the text that would
     * @param sections parts of a report, in their order
     * @param records what of a kind of record a report may print; nothing of a kind that is not here
     * @param uses uses by id
     */
    public record Reports(
            String contents,
            String contentsSource,
            Map<ReportPart, ReportSection> sections,
            Map<FactKind, ReportRecord> records,
            Map<String, ReportUse> uses) {}

    /** Parts of a credit report. */
    public enum ReportPart {
        REGISTER,
        GRADES,
        RECORDS,
        LISTS,
        MEASURES,
        BANS,
        COMMITMENTS,
        PERMITS,
        VOLUNTARY,
        REPAIRS
    }

    /** @param none what is said where there is nothing; {@code {asOf}} stands for the day */
    public record ReportSection(ReportPart part, Text title, List<String> sources, Text none) {}

    /** @param shows names of the components that may be printed, in their order */
    public record ReportRecord(ReportPart part, List<String> shows) {}

    /** What the opinion says about reports in a use. */
    public enum ReportNeed {
        /** Reports are to be used. */
        PROMOTED,
        /** The use of reports is to be tried out. */
        TRIAL,
        /** It does not name the use. */
        NONE
    }

    /**
     * What a credit report is used for.
     *
     * @param bans scopes of bans that bear on the use; null for all
     * @param measures ids of measures that bear on the use; null for all
     * @param figures ids of parameters that its reader has to know
     */
    public record ReportUse(
            String id,
            Text title,
            ReportNeed need,
            List<String> sources,
            String evidence,
            String status,
            Set<ReportPart> parts,
            @Nullable Set<String> bans,
            @Nullable Set<String> measures,
            List<String> figures) {}
}
