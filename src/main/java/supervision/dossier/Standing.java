package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import supervision.decision.Ending;
import supervision.facts.Role;
import supervision.rulepack.Tables.SeriousList;

/**
 * An entry that stands, whether in a list of an authority or in that of the courts.
 *
 * @param records evidence of the entry and of what prolongs it
 * @param id id of the entry
 * @param older whether it was made before the rules of its list took effect
 * @param inForce whether the list and its rules are in force
 * @param until first day on which it no longer stands; meaningful only with {@link Ending#ON_DAY}
 * @param named roles of the persons whom the decision names
 * @param ordered ids of the measures that the decision orders
 * @param numbers parameters that were asked for it
 */
record Standing(
        List<String> records,
        String id,
        SeriousList list,
        Known sufficient,
        boolean older,
        boolean inForce,
        LocalDate from,
        LocalDate until,
        Ending ending,
        Set<Role> named,
        Set<String> ordered,
        List<String> numbers) {}
