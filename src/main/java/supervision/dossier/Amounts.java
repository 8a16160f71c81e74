package supervision.dossier;

import java.math.BigDecimal;

/** Compares amounts of money, in yuan. An amount that is not reported is 0. */
public final class Amounts {

    /** For any who ask: it knows nothing. */
    public static final Amounts INSTANCE = new Amounts();

    private Amounts() {}

    /** Whether it is at least the value of a figure; no if there is none. */
    public boolean atLeast(String value, BigDecimal amount) {
        return !value.isEmpty() && amount.compareTo(new BigDecimal(value)) >= 0;
    }

    /** Whether it is more than nothing. */
    public boolean positive(BigDecimal amount) {
        return amount.signum() > 0;
    }
}
