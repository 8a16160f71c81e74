package supervision.intake;

/** How the sender's file names a component of a record. */
@FunctionalInterface
interface Columns {

    /** In JSON a member is named as its component. */
    Columns AS_IN_JAVA = component -> component;

    String nameOf(String component);
}
