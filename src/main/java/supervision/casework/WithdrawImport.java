package supervision.casework;

import org.jspecify.annotations.Nullable;
import supervision.ledger.Ledger;

/** Withdraws what was imported by mistake. Nothing is deleted: it counts no more, and history says who withdrew it and why. */
public final class WithdrawImport {

    private final Ledger ledger;

    public WithdrawImport(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Nobody said who withdraws an import, or why. */
    public static final class UnsaidException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnsaidException() {
            super("撤回导入须写明撤回人 `by` 和原因 `why` / to withdraw an import say who does it, `by`, and `why`");
        }
    }

    /**
     * Withdraws an import, see {@link Ledger#withdraw}.
     *
     * @param by who withdraws it; cut to 250 characters
     * @param why cut to 1000 characters
     * @throws UnsaidException if one of them is missing or blank
     */
    public Ledger.Imported withdraw(long number, @Nullable String by, @Nullable String why) {
        Ledger.Origin origin = ImportRecords.kept(new Ledger.Origin(by, why));
        if (origin.by() == null || origin.why() == null) {
            throw new UnsaidException();
        }
        return ledger.withdraw(number, origin);
    }
}
