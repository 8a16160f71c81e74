package supervision.dossier;

/** Whether something is so, as far as it was reported. */
public enum Known {
    YES,
    NO,
    UNKNOWN
}
