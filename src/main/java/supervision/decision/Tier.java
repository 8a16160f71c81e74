package supervision.decision;

/**
 * How closely an entity is supervised, mildest first. Neutral: the letters of different schemes run in different
 * directions and are mapped here by the pack's tables, never compared.
 */
public enum Tier {
    PREFERENTIAL,
    ROUTINE,
    ENHANCED,
    STRICT
}
