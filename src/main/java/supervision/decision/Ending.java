package supervision.decision;

/** How a measure ends. */
public enum Ending {
    /** On a known day. */
    ON_DAY,
    /** When the entry that it rests on is removed; no day is known. */
    WITH_THE_ENTRY,
    /** Never: for life. */
    LIFE,
    /** The law gives no number, or the day it starts is not reported: still in force. */
    UNKNOWN
}
