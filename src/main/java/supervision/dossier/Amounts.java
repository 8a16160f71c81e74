package supervision.dossier;

import java.math.BigDecimal;

/** Compares amounts of money, in yuan. An amount that is not reported is 0. */
public final class Amounts {

    /** For any who ask: it knows nothing. */
    public static final Amounts INSTANCE = new Amounts();

    private Amounts() {}

    /** Whether it is more than nothing. */
    public boolean positive(BigDecimal amount) {
        return amount.signum() > 0;
    }
}
