package supervision.decision;

import java.util.List;

/**
 * What a rule concluded about the entity, and all that its defence rests on.
 *
 * @param rule name of the rule, in the words of the clause
 * @param en the same in English
 * @param concludes what it concluded
 * @param sources clauses that the rule cites, then those of the table rows it used
 * @param evidence ids of the records it rests on, at least one; {@code entity} is the entry in the register
 * @param parameters numbers it was asked with, as in force on the day
 * @param leadUnits units that lead (牵头单位), where a cited clause names them
 * @param responsibleUnits units that answer for it (责任单位)
 */
public record Finding(
        String rule,
        String en,
        Conclusion concludes,
        List<Citation> sources,
        List<String> evidence,
        List<FigureUsed> parameters,
        List<String> leadUnits,
        List<String> responsibleUnits) {

    /** Of what tells findings apart nearly always: they are looked up by the thousand. */
    @Override
    public int hashCode() {
        return 31 * rule.hashCode() + concludes.hashCode();
    }
}
