package supervision.facts;

/** Rank of a legal basis, highest first. */
public enum BasisLevel {
    LAW,
    ADMIN_REGULATION,
    CENTRAL_POLICY,
    JUDICIAL_INTERPRETATION,
    DEPARTMENT_RULE,
    LOCAL_REGULATION,
    STANDARD,
    PLAN,
    NORMATIVE_DOCUMENT
}
