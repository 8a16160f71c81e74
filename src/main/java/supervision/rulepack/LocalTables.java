package supervision.rulepack;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.decision.Recipient;
import supervision.facts.Entity;

/**
 * What a district or its sectors set in rows: names of offices, units that were renamed. Shipped they
 * are empty or without a name, for no document that sets them was found.
 *
 * @param decides who, when asked, has something to decide about the entity; the others are told, or set what holds for all
 * @param offices who a recipient is by name, the latest row first
 * @param renamed units that have another name since a day
 * @param units units of clauses that are others since a day
 */
public record LocalTables(
        Set<Recipient> decides, List<Office> offices, List<Renamed> renamed, List<UnitsOfClause> units) {

    /**
     * The office that a recipient is, for subjects of an ownership.
     *
     * @param of null for all
     * @param name null where none is set
     * @param until first day on which it no longer holds; null while it holds
     */
    public record Office(
            Recipient recipient,
            Entity.@Nullable Ownership of,
            @Nullable String name,
            LocalDate from,
            @Nullable LocalDate until,
            String source) {}

    /** A unit that has another name since a day. */
    public record Renamed(String unit, String now, LocalDate from, String source) {}

    /** The units of a clause since a day, in place of those that it names itself. */
    public record UnitsOfClause(
            String clause,
            List<String> leadUnits,
            List<String> responsibleUnits,
            LocalDate from,
            @Nullable LocalDate until,
            String source) {}

    /** The named office that a recipient is on a day; null if none is set. One for the ownership goes before one for all. */
    public @Nullable Office office(Recipient recipient, Entity.@Nullable Ownership ownership, LocalDate day) {
        Office forAll = null;
        for (Office office : offices) {
            if (office.recipient() == recipient && office.name() != null && holds(day, office.from(), office.until())) {
                if (office.of() != null && office.of() == ownership) {
                    return office;
                }
                forAll = forAll == null && office.of() == null ? office : forAll;
            }
        }
        return forAll;
    }

    /** The units of a clause on a day; null if they are those that it names itself. */
    public @Nullable UnitsOfClause unitsOf(String clause, LocalDate day) {
        return units.stream()
                .filter(row -> row.clause().equals(clause) && holds(day, row.from(), row.until()))
                .findFirst()
                .orElse(null);
    }

    /** What a unit is called on a day. */
    public String nameOn(String unit, LocalDate day) {
        String name = unit;
        // by their days, so that a unit renamed twice has its last name
        for (Renamed row : renamed) {
            if (row.unit().equals(name) && !day.isBefore(row.from())) {
                name = row.now();
            }
        }
        return name;
    }

    /** Days on which the units of findings, or who a recipient is, may change. */
    public Stream<LocalDate> turns() {
        return Stream.of(
                        offices.stream().flatMap(row -> Stream.ofNullable(row.until())),
                        offices.stream().map(Office::from),
                        renamed.stream().map(Renamed::from),
                        units.stream().map(UnitsOfClause::from),
                        units.stream().flatMap(row -> Stream.ofNullable(row.until())))
                .flatMap(days -> days)
                .filter(Objects::nonNull);
    }

    private static boolean holds(LocalDate day, LocalDate from, @Nullable LocalDate until) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
