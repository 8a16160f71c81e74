package supervision.rulepack;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.facts.AdministrativeAct;
import supervision.facts.Channel;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.facts.Relation;

/**
 * The tables of a pack: law that comes in rows rather than in sentences. Adding a row is a matter of data.
 *
 * @param bans bans from a market, an industry or an office, by id
 * @param lists lists of serious dishonesty, by id
 * @param catalogues editions of the catalogue of measures, oldest first
 * @param regimes regimes of publicity and repair, by id
 * @param schemes grading schemes, by id
 * @param reports credit reports: for which uses, and what they may show
 * @param local what a district or its sectors set in rows
 * @param directory what may be held as public credit information at all
 * @param deadlines working days for what follows the end of an entry, by its day
 * @param fields fields of supervision by their ids
 * @param roles roles in which somebody is named or reached by their ids, in the order in which they are told
 */
public record Tables(
        Map<String, Ban> bans,
        Map<String, SeriousList> lists,
        List<Catalogue> catalogues,
        Map<String, Regime> regimes,
        Map<String, Scheme> schemes,
        Reports reports,
        LocalTables local,
        Directory directory,
        List<Deadline> deadlines,
        Map<String, Text> fields,
        Map<String, Role> roles) {

    /** Ids of the roles that are somebody's, in their order. */
    public Set<String> rolesOf(Whose whose) {
        return roles.values().stream()
                .filter(role -> role.whose() == whose)
                .map(Role::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The order in which roles are told; one without a row comes last. */
    public Comparator<String> orderOfRoles() {
        List<String> ids = List.copyOf(roles.keySet());
        return Comparator.comparingInt((String role) -> ids.indexOf(role) < 0 ? ids.size() : ids.indexOf(role))
                .thenComparing(Comparator.naturalOrder());
    }

    /** Ids of the parameters that rows name. */
    public Set<String> figures() {
        Set<String> ids = new HashSet<>();
        deadlines.forEach(deadline -> ids.add(deadline.days()));
        return ids;
    }

    /**
     * A ban that an act of law ties to a decision.
     *
     * @param term its length; null where the law gives no number
     * @param from first day on which that text is in force
     * @param until first day on which it no longer is; null while it is
     * @param succeeds id of the row whose place it took on its first day; null if there is none
     */
    public record Ban(
            String id,
            Text title,
            Text trigger,
            Set<String> who,
            List<String> scope,
            String field,
            @Nullable Term term,
            String source,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String succeeds,
            String evidence,
            String status) {}

    /** In which capacity somebody is named by a record or reached by a consequence. */
    public record Role(String id, Text title, Whose whose) {}

    /** Who is met in a role. */
    public enum Whose {
        PERSON,
        /** An organisation as such, which holds no post. */
        ORGANISATION,
        /** One or the other: guarded like a person. */
        EITHER
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
     * A list of serious dishonesty.
     *
     * @param measures ids of the measures that it brings
     */
    public record SeriousList(String id, Text title, String source, List<String> measures) {}

    /**
     * Within how many working days something follows.
     *
     * @param channel channel that it is about; null for all
     * @param from first day of the event for which it holds
     * @param until first day of the event for which it no longer holds; null while it holds
     * @param days id of the parameter
     */
    public record Deadline(
            DeadlineMatter matter,
            @Nullable Channel channel,
            LocalDate from,
            @Nullable LocalDate until,
            String days,
            String source) {

        /** Whether it holds for an event of that day. */
        public boolean covers(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    /** What follows, and from which event its working days run. */
    public enum DeadlineMatter {
        /** Publicity of an entry stops, from its removal. */
        STOP_AFTER_REMOVAL,
        /** An entry is removed from the list of abnormal operation, from the day it was made good. */
        ABNORMAL_REMOVAL
    }

    /** An edition of the catalogue of measures against dishonesty. */
    public record Catalogue(String edition, String source, LocalDate from, Map<String, CatalogueMeasure> measures) {}

    /**
     * A measure of the catalogue.
     *
     * @param group A reduces rights or adds duties, B is management within a body's powers, C is left to the market
     * @param needsSecondBasis whether the clause that names it demands another law or national rule beside it
     * @param executedBy whose measure it is
     * @param repairEnds whether it ends with the record; otherwise whoever ordered it lifts it
     * @param marketOnly whether it can reach market parties only, and so no public body
     * @param fields fields in which it bites; empty for a measure that suits any act
     */
    public record CatalogueMeasure(
            String id,
            Text title,
            String group,
            boolean needsSecondBasis,
            List<String> bases,
            @Nullable String unit,
            Executor executedBy,
            boolean repairEnds,
            boolean marketOnly,
            Set<String> fields,
            String evidence,
            String status) {}

    /** Whose measure it is. Bodies of the district take their own only. */
    public enum Executor {
        DISTRICT,
        COURT,
        /** Bodies above the district. */
        CENTRAL,
        /** Market parties, of their own accord. */
        MARKET,
        /** The unit that lists; the service never does. */
        LISTING_UNIT
    }

    /**
     * A regime of publicity and repair: which records it governs. What it says of them rules read themselves.
     *
     * @param from first decision day that it governs
     * @param until first decision day that it no longer governs; null while it governs
     */
    public record Regime(
            String id,
            Text title,
            Channel channel,
            LocalDate from,
            @Nullable LocalDate until,
            String source) {}

    /**
     * A grading scheme.
     *
     * @param field the field that it grades in; null for one that grades the entity as a whole
     */
    public record Scheme(String id, Text title, @Nullable String field, String source) {}

    /**
     * Credit reports.
     *
     * @param contents status of the choice of sections: no text says what a report contains
     * @param sections parts of a report, in their order
     * @param records what of a kind of record a report may print; nothing of a kind that is not here
     * @param uses uses by id
     */
    public record Reports(
            String contents,
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

    /** Kinds of subjects, on which it depends where their records can be seen. */
    public enum PartyKind {
        LEGAL_PERSON,
        INDIVIDUAL_BUSINESS,
        NATURAL_PERSON
    }

    /** Within how many working days something follows an event of a day on a channel; null where no row says. */
    public @Nullable Deadline deadline(DeadlineMatter matter, Channel channel, LocalDate day) {
        for (Deadline deadline : deadlines) {
            if (deadline.matter() == matter
                    && (deadline.channel() == null || deadline.channel() == channel)
                    && deadline.covers(day)) {
                return deadline;
            }
        }
        return null;
    }

    /** What within its kind a record is, where the law distinguishes; empty where it does not. */
    public static String part(Fact fact) {
        if (fact instanceof AdministrativeAct act) {
            return act.type().name();
        }
        return fact instanceof Evaluation evaluation ? evaluation.scheme() : "";
    }

    /**
     * The catalogue of public credit information: what it does not name is not held as such.
     *
     * @param from first day on which there is one
     * @param source clause that says that nothing else may be held
     * @param categories category by kind of record, or by kind and part
     * @param sealedFrom first day from which public security penalties are sealed
     * @param own by tie, when records under the other code are the entity's own; a tie that is not there makes none so
     */
    public record Directory(
            LocalDate from,
            String source,
            Map<String, Text> categories,
            LocalDate sealedFrom,
            Map<Relation.Type, Own> own) {

        /** Always, or while a choice is the one given; the two are empty or both given. */
        public record Own(String choice, String is) {}

        public boolean has(Fact fact) {
            String kind = fact.kind().jsonName();
            return categories.containsKey(kind) || categories.containsKey(kind + "/" + part(fact));
        }
    }
}
