package supervision.dossier;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import supervision.rulepack.LegalSource;
import supervision.rulepack.RulePack;

/**
 * Says when instruments of the pack are in force. They are named by their id, or by that of one of their clauses.
 *
 * <p>Not thread-safe: one for each evaluation.
 */
public final class Laws {

    private final RulePack pack;
    private final Today today;

    public Laws(RulePack pack, Today today) {
        this.pack = pack;
        this.today = today;
    }

    /** Whether an instrument is in force; one that the pack does not hold is not. */
    public boolean inForce(String id) {
        LegalSource source = source(id);
        return source != null
                && today.reached(source.from())
                && (source.until() == null || today.before(source.until()));
    }

    /** First day on which an instrument was in force; never if the pack does not hold it. */
    public LocalDate since(String id) {
        LegalSource source = source(id);
        return source == null ? Told.NEVER : source.from();
    }

    /**
     * Whether a day lies before an instrument took effect. What is in force from the first day of the pack is older than that,
     * nobody read since when.
     */
    public boolean predates(LocalDate day, String id) {
        LegalSource source = source(id);
        return source != null && source.from().isAfter(pack.modelledFrom()) && day.isBefore(source.from());
    }

    private @Nullable LegalSource source(String id) {
        int clause = id.indexOf('/');
        return pack.sources().get(clause < 0 ? id : id.substring(0, clause));
    }
}
