package supervision.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import supervision.facts.Entity;
import supervision.facts.FactKind;
import supervision.facts.Relation;
import supervision.ledger.Ledger.Entry;

/** What is derived from the entries of the ledger, so that questions need not look through them. */
final class Derived {

    private static final List<String> TABLES = List.of(
            "entity_name", "entity_gram", "entity_tie", "entity_with_records", "ledger_import", "ledger_repeat");

    private final JdbcTemplate jdbc;

    Derived(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Tie(String subject, String other) {}

    void clear() {
        TABLES.forEach(table -> jdbc.update("DELETE FROM " + table));
    }

    /** Follows entries that were appended, in their order. */
    void follow(List<Entry> entries) {
        rememberNames(entries);
        rememberTies(entries);
        rememberSubjects(entries);
    }

    private static boolean isEntity(String subject) {
        return !subject.startsWith(Ledger.PERSON) && !subject.startsWith(Ledger.IMPORT);
    }

    private void rememberNames(List<Entry> entries) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.kind().equals(FactKind.ENTITY.jsonName())
                    && isEntity(entry.subject())
                    && entry.asFact() instanceof Entity entity) {
                names.put(entry.subject(), entity.name());
            }
        }
        Rows.each(
                List.copyOf(names.keySet()),
                subjects -> jdbc.update(
                        "DELETE FROM entity_name WHERE subject IN (" + Rows.parameters() + ")", subjects.toArray()));
        List<Object[]> rows = new ArrayList<>();
        names.forEach((subject, name) -> rows.add(new Object[] {subject, name}));
        insert("entity_name (subject, name)", rows);
    }

    private void rememberTies(List<Entry> entries) {
        Set<Tie> ties = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (entry.kind().equals(FactKind.RELATION.jsonName())
                    && entry.asFact() instanceof Relation tie
                    && tie.type().bringsRecords()) {
                ties.add(new Tie(entry.subject(), tie.other()));
            }
        }
        Rows.each(
                ties.stream().map(Tie::subject).distinct().toList(),
                subjects -> jdbc.query(
                        "SELECT subject, other FROM entity_tie WHERE subject IN (" + Rows.parameters() + ")",
                        found -> {
                            ties.remove(new Tie(found.getString(1), found.getString(2)));
                        },
                        subjects.toArray()));
        insert(
                "entity_tie (subject, other)",
                ties.stream()
                        .map(tie -> new Object[] {tie.subject(), tie.other()})
                        .toList());
    }

    private void rememberSubjects(List<Entry> entries) {
        Map<String, Instant> last = new LinkedHashMap<>();
        Set<String> withRecords = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (!entry.subject().startsWith(Ledger.IMPORT)) {
                last.put(entry.subject(), entry.recordedAt());
                if (isEntity(entry.subject()) && !entry.kind().equals(FactKind.ENTITY.jsonName())) {
                    withRecords.add(entry.subject());
                }
            }
        }
        Map<String, Instant> ofOthers = new HashMap<>();
        Rows.each(
                List.copyOf(last.keySet()),
                others -> jdbc.query(
                        "SELECT subject, other FROM entity_tie WHERE other IN (" + Rows.parameters() + ")",
                        found -> {
                            ofOthers.merge(found.getString(1), last.get(found.getString(2)), Derived::later);
                        },
                        others.toArray()));
        ofOthers.forEach((subject, moment) -> last.merge(subject, moment, Derived::later));
        Set<String> known = new HashSet<>();
        Rows.each(
                List.copyOf(last.keySet()),
                subjects -> jdbc.query(
                        "SELECT subject FROM entity_with_records WHERE subject IN (" + Rows.parameters() + ")",
                        found -> {
                            known.add(found.getString(1));
                        },
                        subjects.toArray()));
        batch(
                "UPDATE entity_with_records SET last_recorded = ? WHERE subject = ?",
                known.stream()
                        .map(subject -> new Object[] {Ledger.utc(Objects.requireNonNull(last.get(subject))), subject})
                        .toList());
        withRecords.removeAll(known);
        insert(
                "entity_with_records (subject, last_recorded)",
                withRecords.stream()
                        .map(subject -> new Object[] {subject, Ledger.utc(Objects.requireNonNull(last.get(subject)))})
                        .toList());
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    private void insert(String tableWithColumns, List<? extends @Nullable Object[]> rows) {
        long columns = tableWithColumns.chars().filter(each -> each == ',').count() + 1;
        batch("INSERT INTO " + tableWithColumns + " VALUES (?" + ", ?".repeat((int) columns - 1) + ")", rows);
    }

    private void batch(String statement, List<? extends @Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(statement, List.copyOf(rows));
        }
    }
}
