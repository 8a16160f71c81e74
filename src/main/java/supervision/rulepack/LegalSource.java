package supervision.rulepack;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.Text;
import supervision.facts.BasisLevel;

/**
 * A legal instrument and the clauses of it that the pack cites.
 *
 * @param id id, equal to its file name
 * @param number number of the document; null where it has none, or none was read
 * @param issuer who issued it
 * @param version day of the text that was read; null where none is given
 * @param level rank
 * @param from day it came into force
 * @param until first day on which it is no longer in force; null while it is
 * @param clauses clauses by id
 */
public record LegalSource(
        String id,
        Text title,
        @Nullable String number,
        String issuer,
        @Nullable String version,
        BasisLevel level,
        LocalDate from,
        @Nullable LocalDate until,
        Map<String, Clause> clauses) {

    /** One of its clauses as a lawyer cites it. */
    public Text cited(Clause clause) {
        return Citation.called(title, number, clause.cite());
    }

    /**
     * A clause.
     *
     * @param cite place in the instrument as a lawyer writes it, in Chinese
     * @param says what it says, in our words
     * @param evidence evidence label: F1, F2, F3, M-H, M-M, M-L or NONE
     * @param textRead {@code original}, {@code secondary} or {@code not-read}
     * @param checkedOn day a person last looked
     * @param leadUnits units that the clause names as leading
     * @param responsibleUnits units that the clause names as responsible
     * @param noRule why no rule can carry it out; null if rules do, or nobody asked
     * @param leftToPeople what of it no rule can do while rules do the rest; null if nothing was said about it
     * @param neverACondition whether what it offers is free and nothing may depend on it
     * @param textHash what {@code law check --write} kept of its text when that was read, to tell whether it changed; null if
     *     nothing was kept
     */
    public record Clause(
            Text title,
            String cite,
            Text says,
            String evidence,
            String textRead,
            LocalDate checkedOn,
            java.util.List<String> leadUnits,
            java.util.List<String> responsibleUnits,
            @Nullable Text noRule,
            @Nullable Text leftToPeople,
            boolean neverACondition,
            @Nullable String textHash) {}
}
