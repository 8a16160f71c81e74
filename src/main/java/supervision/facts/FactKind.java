package supervision.facts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of records that the service takes, with their name in the JSON-lines form. */
public enum FactKind {
    ABNORMAL_ENTRY("abnormalEntry", AbnormalEntry.class),
    ADMINISTRATIVE_ACT("administrativeAct", AdministrativeAct.class),
    APPLICATION("application", Application.class),
    BAN_GROUND("banGround", BanGround.class),
    COMMITMENT("commitment", Commitment.class),
    COMPLAINT("complaint", Complaint.class),
    COURT_DEFAULTER("courtDefaulter", CourtDefaulter.class),
    DISPLAY("display", Display.class),
    ENTITY("entity", Entity.class),
    EVALUATION("evaluation", Evaluation.class),
    INSPECTION("inspection", Inspection.class),
    LIST_ENTRY("listEntry", ListEntry.class),
    NOT_REPORTED("notReported", NotReported.class),
    OBJECTION("objection", Objection.class),
    OFFICER("officer", Officer.class),
    PENALTY("penalty", Penalty.class),
    PERFORMANCE("performance", Performance.class),
    PERMIT("permit", Permit.class),
    REORGANISATION("reorganisation", Reorganisation.class),
    RELATED_RECORD("relatedRecord", RelatedRecord.class),
    RELATION("relation", Relation.class),
    REPAIR_CASE("repairCase", RepairCase.class),
    STAFF_MATTER("staffMatter", StaffMatter.class),
    VOLUNTARY_INFO("voluntaryInfo", VoluntaryInfo.class);

    /** Asked for each fact of each decision. */
    private static final Map<Class<?>, FactKind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.type, kind -> kind));

    private final String jsonName;
    private final Class<? extends Fact> type;

    FactKind(String jsonName, Class<? extends Fact> type) {
        this.jsonName = jsonName;
        this.type = type;
    }

    /** Whether such records are sent; the others are made by the service itself. */
    public boolean sent() {
        return this != NOT_REPORTED && this != RELATED_RECORD;
    }

    /** Value of {@code kind} in the JSON-lines form. */
    public String jsonName() {
        return jsonName;
    }

    public Class<? extends Fact> type() {
        return type;
    }

    public static Optional<FactKind> ofJsonName(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.jsonName.equals(name))
                .findFirst();
    }

    static FactKind of(Class<?> type) {
        FactKind kind = BY_TYPE.get(type);
        if (kind == null) {
            throw new IllegalStateException("no kind for " + type);
        }
        return kind;
    }
}
