package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.facts.AbnormalEntry;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Commitment;
import supervision.facts.CourtDefaulter;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.ListEntry;
import supervision.facts.NotReported;
import supervision.facts.Objection;
import supervision.facts.Officer;
import supervision.facts.Penalty;
import supervision.facts.Performance;
import supervision.facts.RelatedRecord;
import supervision.facts.Relation;
import supervision.facts.RepairCase;
import supervision.facts.Role;
import supervision.facts.StaffMatter;
import supervision.rulepack.LegalSource;
import supervision.rulepack.Parameter.SubjectKind;
import supervision.rulepack.RulePack;

/**
 * The facts of a case that hold on the day, by kind, and what is prepared from them. Each topic reads it and adds to it;
 * whether something has begun or ended is asked here, of {@link Today}.
 */
final class Material {

    /** Roles of persons, as against those in which the entity itself is reached. */
    static final Set<Role> PERSONS =
            EnumSet.complementOf(EnumSet.of(Role.ENTITY, Role.INSTITUTION, Role.FOREIGN_PARTY, Role.EMPLOYER));

    static final String INHERITANCE = "subject/inheritance";
    static final String CONVERSION = "subject/conversion";
    static final String BRANCH_ROLL_UP = "subject/branch-roll-up";

    /** Credit code of the entity. */
    final String code;

    final RulePack pack;
    final Today today;
    final Figures figures;

    final List<Penalty> penalties = new ArrayList<>();
    final List<ListEntry> listEntries = new ArrayList<>();
    final List<ListEntry> removedEntries = new ArrayList<>();
    final List<CourtDefaulter> defaulters = new ArrayList<>();
    final List<AbnormalEntry> abnormal = new ArrayList<>();
    final List<BanGround> banGrounds = new ArrayList<>();
    final List<Evaluation> evaluations = new ArrayList<>();
    final List<Commitment> commitments = new ArrayList<>();
    final List<RepairCase> repairs = new ArrayList<>();
    final List<Objection> objections = new ArrayList<>();
    final List<Officer> officers = new ArrayList<>();
    final List<StaffMatter> staffMatters = new ArrayList<>();
    final Map<String, Performance> performances = new HashMap<>();

    final List<Relation> relations = new ArrayList<>();
    final List<RelatedRecord> related = new ArrayList<>();

    @Nullable
    Entity entity;

    private final Set<String> ownIds = new HashSet<>();
    private final List<Prepared> prepared = new ArrayList<>();

    Material(Case asked, RulePack pack, Today today, Figures figures) {
        this.code = asked.code();
        this.pack = pack;
        this.today = today;
        this.figures = figures;
        asked.facts().forEach(this::sort);
        // whatever the order of ids: a record of the entity's own goes before the same one under another code
        related.forEach(this::takeOver);
    }

    void add(Prepared fact) {
        prepared.add(fact);
    }

    List<Prepared> prepared() {
        return prepared;
    }

    private void sort(Fact fact) {
        ownIds.add(fact.id());
        if (fact instanceof Entity told) {
            entity = told;
        } else if (fact instanceof Penalty told && today.reached(told.decidedOn())) {
            penalties.add(told);
        } else if (fact instanceof Performance told) {
            performances.put(told.penaltyId(), told);
        } else if (fact instanceof ListEntry told && today.reached(told.listedOn())) {
            (stands(told.removedOn()) ? listEntries : removedEntries).add(told);
        } else if (fact instanceof CourtDefaulter told && today.reached(told.listedOn()) && stands(told.deletedOn())) {
            defaulters.add(told);
        } else if (fact instanceof AbnormalEntry told && today.reached(told.enteredOn()) && stands(told.removedOn())) {
            abnormal.add(told);
        } else if (fact instanceof BanGround told && today.reached(told.decidedOn()) && stands(told.revokedOn())) {
            banGrounds.add(told);
        } else if (fact instanceof Evaluation told && today.reached(told.gradedOn())) {
            evaluations.add(told);
        } else if (fact instanceof Commitment told && today.reached(told.madeOn())) {
            commitments.add(told);
        } else if (fact instanceof RepairCase told && today.reached(told.submittedOn())) {
            repairs.add(told);
        } else if (fact instanceof Objection told && today.reached(told.receivedOn()) && stands(told.decidedOn())) {
            objections.add(told);
        } else if (fact instanceof Officer told && today.reached(told.since())) {
            officers.add(told);
        } else if (fact instanceof StaffMatter told && today.reached(told.decidedOn())) {
            staffMatters.add(told);
        } else if (fact instanceof Relation told && today.reached(told.since())) {
            relations.add(told);
        } else if (fact instanceof RelatedRecord told) {
            related.add(told);
        } else if (fact instanceof NotReported told) {
            prepared.add(new Prepared.Gap(told.record(), told.item()));
        }
    }

    /** Records of an entity tied to this one that the law makes its own; the others are for {@link SubjectDossier} to tell. */
    private void takeOver(RelatedRecord told) {
        if (isOwn(told) && ownIds.add(told.fact().id())) {
            sort(told.fact());
        }
    }

    /** Whether a record under another code is one of the entity's own, once the tie has begun. */
    boolean isOwn(RelatedRecord told) {
        return relations.stream().anyMatch(relation -> relation.id().equals(told.relation()))
                && switch (told.type()) {
                    case FORMER_CODE -> true;
                    case MERGED_FROM -> figures.is(INHERITANCE, "INHERIT");
                    case CONVERTED_FROM -> figures.is(CONVERSION, "CARRY_OVER");
                    case BRANCH, DIVIDED_FROM, SUBSIDIARY, PARENT -> false;
                };
    }

    /** Whether something that ends on a day, if it does, still stands. */
    boolean stands(@Nullable LocalDate end) {
        return end == null || today.before(end);
    }

    boolean lasts(@Nullable LocalDate lastDay) {
        return lastDay == null || today.before(lastDay.plusDays(1));
    }

    boolean happened(@Nullable LocalDate day) {
        return day != null && today.reached(day);
    }

    /** Whether the instrument of a clause is in force. */
    boolean inForce(String clause) {
        LegalSource source = pack.sources().get(clause.substring(0, clause.indexOf('/')));
        return source != null && today.reached(source.from()) && stands(source.until());
    }

    /** Whether the register has the entity in a status that it already had on the day. */
    boolean stoodAs(Entity.Status status) {
        return entity != null
                && entity.status() == status
                && (entity.statusSince() == null || today.reached(entity.statusSince()));
    }

    boolean owned(Entity.Ownership ownership) {
        return entity != null && entity.ownership() == ownership;
    }

    /** Authorities set amounts apart for persons in business and for units; unknown without an entry in the register. */
    @Nullable
    SubjectKind subjectKind() {
        if (entity == null) {
            return null;
        }
        return entity.type() == Entity.Type.INDIVIDUAL_BUSINESS ? SubjectKind.INDIVIDUAL : SubjectKind.UNIT;
    }
}
