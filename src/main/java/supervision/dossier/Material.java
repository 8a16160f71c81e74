package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.facts.AbnormalEntry;
import supervision.facts.AdministrativeAct;
import supervision.facts.Application;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Commitment;
import supervision.facts.Complaint;
import supervision.facts.CourtDefaulter;
import supervision.facts.Display;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.Inspection;
import supervision.facts.ListEntry;
import supervision.facts.NotReported;
import supervision.facts.Objection;
import supervision.facts.Officer;
import supervision.facts.Penalty;
import supervision.facts.Performance;
import supervision.facts.Permit;
import supervision.facts.RelatedRecord;
import supervision.facts.Relation;
import supervision.facts.Reorganisation;
import supervision.facts.RepairCase;
import supervision.facts.StaffMatter;
import supervision.facts.VoluntaryInfo;
import supervision.rulepack.Parameter.SubjectKind;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;

/**
 * The facts of a case that hold on the day, by kind, and what is prepared from them. Each topic reads it and adds to it;
 * whether something has begun or ended is asked here, of {@link Today}.
 */
final class Material {

    /** What stands as evidence for the entry in the register. */
    static final String ENTITY = "entity";

    /** Credit code of the entity. */
    final String code;

    final RulePack pack;
    final Today today;
    final Figures figures;
    /** All facts of the case, whether or not they hold on the day. */
    final List<Fact> facts;

    final List<Penalty> penalties = new ArrayList<>();
    final List<ListEntry> listEntries = new ArrayList<>();
    final List<ListEntry> removedEntries = new ArrayList<>();
    final List<CourtDefaulter> defaulters = new ArrayList<>();
    final List<AbnormalEntry> abnormal = new ArrayList<>();
    final List<BanGround> banGrounds = new ArrayList<>();
    final List<Evaluation> evaluations = new ArrayList<>();
    final List<Commitment> commitments = new ArrayList<>();
    final List<Application> applications = new ArrayList<>();
    final List<VoluntaryInfo> voluntary = new ArrayList<>();
    final List<Inspection> inspections = new ArrayList<>();
    final List<Complaint> complaints = new ArrayList<>();
    final List<RepairCase> repairs = new ArrayList<>();
    final List<Reorganisation> plans = new ArrayList<>();
    final List<Objection> objections = new ArrayList<>();
    final List<Officer> officers = new ArrayList<>();
    final List<StaffMatter> staffMatters = new ArrayList<>();
    final List<Objection> decidedObjections = new ArrayList<>();
    final List<Permit> permits = new ArrayList<>();
    final List<AdministrativeAct> acts = new ArrayList<>();
    /** Of those about one record on one channel the latest comes last. */
    final List<Display> displays = new ArrayList<>();

    final Map<String, Performance> performances = new HashMap<>();

    final List<Relation> relations = new ArrayList<>();
    final List<RelatedRecord> related = new ArrayList<>();

    @Nullable
    Entity entity;

    private final Set<String> struckOut = new HashSet<>();
    private final Set<String> ownIds = new HashSet<>();
    private final List<Prepared> prepared = new ArrayList<>();

    Material(Case asked, RulePack pack, Today today, Figures figures) {
        this.code = asked.code();
        this.pack = pack;
        this.today = today;
        this.figures = figures;
        this.facts = asked.facts();
        facts.forEach(this::noteStruckOut);
        facts.stream().filter(this::mayBeUsed).forEach(this::sort);
        // whatever the order of ids: a record of the entity's own goes before the same one under another code
        related.forEach(this::takeOver);
        figures.of(subjectKind());
    }

    void add(Prepared fact) {
        prepared.add(fact);
    }

    List<Prepared> prepared() {
        return prepared;
    }

    /** From when an objection decided that a record is struck out; null if it did not. The register entry is only corrected. */
    static @Nullable LocalDate struckOutBy(Objection objection) {
        return objection.result() == Objection.Result.DELETED
                        && !objection.target().equals(ENTITY)
                ? objection.decidedOn()
                : null;
    }

    private void noteStruckOut(Fact fact) {
        if (fact instanceof Objection objection && happened(struckOutBy(objection))) {
            struckOut.add(objection.target());
        }
    }

    /** What the law keeps out is told once and then used for nothing. */
    private boolean mayBeUsed(Fact fact) {
        if (struckOut.contains(fact.id())) {
            return false;
        }
        Tables.Directory directory = pack.tables().directory();
        if (!directory.has(fact) && today.reached(directory.from())) {
            add(new Prepared.NotInDirectory(fact.id(), directory.from(), List.of(directory.source())));
            return false;
        }
        if (fact instanceof Penalty penalty && penalty.publicSecurity() && today.reached(directory.sealedFrom())) {
            add(new Prepared.SealedRecord(fact.id(), directory.sealedFrom()));
            return false;
        }
        return true;
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
        } else if (fact instanceof Application told && today.reached(told.receivedOn())) {
            applications.add(told);
        } else if (fact instanceof VoluntaryInfo told && today.reached(told.registeredOn())) {
            voluntary.add(told);
        } else if (fact instanceof Inspection told && today.reached(told.doneOn())) {
            inspections.add(told);
        } else if (fact instanceof Complaint told && today.reached(told.receivedOn())) {
            complaints.add(told);
        } else if (fact instanceof RepairCase told && today.reached(told.submittedOn())) {
            repairs.add(told);
        } else if (fact instanceof Reorganisation told && today.reached(told.planApprovedOn())) {
            plans.add(told);
        } else if (fact instanceof Objection told && today.reached(told.receivedOn())) {
            (stands(told.decidedOn()) ? objections : decidedObjections).add(told);
        } else if (fact instanceof Permit told && today.reached(told.decidedOn())) {
            permits.add(told);
        } else if (fact instanceof AdministrativeAct told && today.reached(told.decidedOn())) {
            acts.add(told);
        } else if (fact instanceof Display told && today.reached(told.seenOn())) {
            displays.add(told);
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

    /** Records of an entity tied to this one that the law makes its own; the others rules tell. */
    private void takeOver(RelatedRecord told) {
        if (isOwn(told) && ownIds.add(told.fact().id()) && mayBeUsed(told.fact())) {
            sort(told.fact());
        }
    }

    /** Whether a record under another code is one of the entity's own, once the tie has begun. */
    boolean isOwn(RelatedRecord told) {
        Tables.Directory.Own own = pack.tables().directory().own().get(told.type());
        return own != null
                && relations.stream().anyMatch(relation -> relation.id().equals(told.relation()))
                && (own.choice().isEmpty() || figures.is(own.choice(), own.is()));
    }

    /** Whether something that ends on a day, if it does, still stands. */
    boolean stands(@Nullable LocalDate end) {
        return end == null || today.before(end);
    }

    private boolean happened(@Nullable LocalDate day) {
        return day != null && today.reached(day);
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
