package supervision.dossier;

/** Compares ranks that rows of tables give: of several that lead to different answers the one of the highest rank decides. */
public final class Ranks {

    /** For any who ask: it knows nothing. */
    public static final Ranks INSTANCE = new Ranks();

    private Ranks() {}

    /** Whether one rank is higher than another. */
    public boolean higher(Integer one, Integer other) {
        return one > other;
    }

    /** Whether one id comes before another: of several records that are alike the first stands for all. */
    public boolean first(String one, String other) {
        return one.compareTo(other) < 0;
    }
}
