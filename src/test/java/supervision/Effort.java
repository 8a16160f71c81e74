package supervision;

/** How much the tests try: what each run needs, or, with {@code make test-long}, what may take minutes. */
public final class Effort {

    private static final boolean LONG = System.getProperty("effort", "daily").equals("long");

    private Effort() {}

    /** How many or which ones are tried. A class that asks is tagged {@code scaled}, so that the long run takes it up. */
    public static <T> T of(T daily, T inTheLongRun) {
        return LONG ? inTheLongRun : daily;
    }

    /** The same each day, so that a test fails by what was changed; another in each long run, so that more is seen. */
    static String usualSeed() {
        return LONG ? "random" : "20261122";
    }
}
