package supervision.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.facts.FactKind;
import supervision.facts.Penalty;
import supervision.facts.Permit;
import supervision.facts.Relation;
import supervision.ledger.Ledger.Entry;

/** What is derived about entities from the entries of the ledger, so that questions need not look through them. */
final class Derived {

    private static final List<String> TABLES =
            List.of("entity_name", "entity_gram", "entity_tie", "entity_with_records");
    private static final String ENTITY = FactKind.ENTITY.jsonName();

    /** Records that may name their entity. */
    private static final Set<String> DECISIONS = Set.of(FactKind.PENALTY.jsonName(), FactKind.PERMIT.jsonName());

    private final JdbcTemplate jdbc;
    private final Entries entries;
    private final EntityNames names;

    Derived(JdbcTemplate jdbc, Entries entries) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.names = new EntityNames(jdbc);
    }

    private record Tie(String subject, String other) {}

    private record Gram(String gram, String subject) {}

    /** To begin anew. */
    void clear() {
        TABLES.forEach(table -> jdbc.update("DELETE FROM " + table));
        jdbc.update("UPDATE entity_count SET entities = 0 WHERE id = 1");
    }

    /** Follows entries that were appended, in their order. */
    void follow(List<Entry> entries) {
        List<Entry> told = entries.stream()
                .filter(entry -> !entry.subject().startsWith(Ledger.IMPORT))
                .toList();
        if (!told.isEmpty()) {
            followTies(told);
            followEntities(told);
        }
    }

    /** Ties stay: what was known at an earlier moment is asked for with those of that moment. */
    private void followTies(List<Entry> entries) {
        Set<Tie> ties = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (entry.kind().equals(FactKind.RELATION.jsonName())
                    && entry.asFact() instanceof Relation tie
                    && tie.type().bringsRecords()) {
                ties.add(new Tie(entry.subject(), tie.other()));
            }
        }
        ties(
                "subject",
                ties.stream().map(Tie::subject).toList(),
                (subject, other) -> ties.remove(new Tie(subject, other)));
        Rows.insert(
                jdbc,
                "entity_tie",
                "subject, other",
                ties.stream()
                        .map(tie -> new Object[] {tie.subject(), tie.other()})
                        .toList());
    }

    private void ties(String column, List<String> subjects, BiConsumer<String, String> reader) {
        Rows.each(
                subjects,
                chunk -> jdbc.query(
                        "SELECT subject, other FROM entity_tie WHERE " + column + " IN ("
                                + Rows.parameters(chunk.size()) + ")",
                        found -> {
                            reader.accept(found.getString(1), found.getString(2));
                        },
                        chunk.toArray()));
    }

    private void followEntities(List<Entry> entries) {
        Map<String, Instant> last = new LinkedHashMap<>();
        entries.forEach(entry -> last.put(entry.subject(), entry.recordedAt()));
        Map<String, Instant> ofOthers = new HashMap<>();
        ties(
                "other",
                List.copyOf(last.keySet()),
                (subject, other) -> ofOthers.merge(subject, Objects.requireNonNull(last.get(other)), Derived::later));
        ofOthers.forEach((subject, moment) -> last.merge(subject, moment, Derived::later));
        last.keySet().removeIf(subject -> subject.startsWith(Ledger.PERSON));

        Set<String> known = withRecords(last.keySet());
        Map<String, String> named = names.names(last.keySet());
        Map<String, @Nullable String> renamed = new LinkedHashMap<>();
        Set<String> fuller = new LinkedHashSet<>();
        Set<String> emptier = new LinkedHashSet<>();
        for (Entry entry : entries) {
            String subject = entry.subject();
            if (!last.containsKey(subject)) {
                continue;
            }
            if (entry.record().equals(ENTITY)) {
                renamed.put(subject, entry.kind().equals(ENTITY) ? ((Entity) entry.asFact()).name() : null);
            } else if (entry.kind().equals(Entries.WITHDRAWN)) {
                emptier.add(subject);
            } else {
                fuller.add(subject);
            }
        }
        Map<String, List<Entry>> told = entries.stream()
                .filter(entry -> last.containsKey(entry.subject()))
                .collect(Collectors.groupingBy(Entry::subject, LinkedHashMap::new, Collectors.toList()));
        renamed.putAll(namesByDecisions(told, known, named));
        Set<String> full = new HashSet<>(known);
        full.addAll(fuller);
        long upTo = entries.get(entries.size() - 1).seq();
        emptier.removeIf(subject -> hasRecords(subject, upTo));
        full.removeAll(emptier);

        rename(named, renamed);
        keep(last, known, full);
        long more = 0;
        for (String subject : last.keySet()) {
            boolean before = known.contains(subject) || named.containsKey(subject);
            boolean after = full.contains(subject) || renamed.getOrDefault(subject, named.get(subject)) != null;
            more += (after ? 1 : 0) - (before ? 1 : 0);
        }
        if (more != 0) {
            jdbc.update("UPDATE entity_count SET entities = entities + ? WHERE id = 1", more);
        }
    }

    /**
     * Names of entities of which the register has none, or none any more: that in the latest of their decisions that has one. What
     * the register has stands, whatever decisions say.
     */
    private Map<String, @Nullable String> namesByDecisions(
            Map<String, List<Entry>> told, Set<String> known, Map<String, String> named) {
        Map<String, @Nullable String> names = new LinkedHashMap<>();
        Map<String, @Nullable String> changed = new LinkedHashMap<>();
        told.forEach((subject, entries) -> {
            if (!known.contains(subject) && !named.containsKey(subject)) {
                names.put(subject, name(entries));
            } else if (entries.stream().anyMatch(entry -> mayChange(entry, named.get(subject)))) {
                changed.put(subject, latest(entries));
            }
        });
        if (!changed.isEmpty()) {
            long last = told.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Entry::seq)
                    .max()
                    .orElse(0);
            changed.keySet().removeAll(registered(changed.keySet(), last));
            changed.forEach((subject, name) ->
                    names.put(subject, name == null ? name(this.entries.upTo(subject, last)) : name));
        }
        return names;
    }

    /** The name in the last of the entries that has one, which is then the latest of all; null if others have to be looked at. */
    private static @Nullable String latest(List<Entry> entries) {
        String name = null;
        for (Entry entry : entries) {
            if (entry.kind().equals(Entries.WITHDRAWN)) {
                return null;
            }
            String party = party(entry);
            name = party == null ? name : party;
        }
        return name;
    }

    private static boolean mayChange(Entry entry, @Nullable String name) {
        return entry.kind().equals(Entries.WITHDRAWN)
                || DECISIONS.contains(entry.kind()) && !Objects.equals(party(entry), name);
    }

    /** Those that have an entry in the register, after the entry at a place. */
    private Set<String> registered(Set<String> subjects, long upTo) {
        Set<String> registered = new HashSet<>();
        entries.versions(subjects.stream()
                        .map(subject -> new Entries.Key(subject, ENTITY))
                        .toList())
                .forEach((key, versions) -> {
                    SortedMap<Long, Entries.Version> then = versions.headMap(upTo + 1);
                    if (!then.isEmpty()
                            && Objects.requireNonNull(then.get(then.lastKey()))
                                    .kind()
                                    .equals(ENTITY)) {
                        registered.add(key.subject());
                    }
                });
        return registered;
    }

    /** Name of an entity by all its entries: as the register has it or, where that has none, its decisions. */
    private static @Nullable String name(List<Entry> entries) {
        Map<String, Entry> current = new LinkedHashMap<>();
        for (Entry entry : entries) {
            current.remove(entry.record());
            if (!entry.kind().equals(Entries.WITHDRAWN)) {
                current.put(entry.record(), entry);
            }
        }
        Entry register = current.get(ENTITY);
        if (register != null) {
            return ((Entity) register.asFact()).name();
        }
        String name = null;
        for (Entry entry : current.values()) {
            String party = party(entry);
            name = party == null ? name : party;
        }
        return name;
    }

    private static @Nullable String party(Entry entry) {
        // most have none, and reading them takes time
        if (!DECISIONS.contains(entry.kind()) || !entry.fact().contains("\"party\":")) {
            return null;
        }
        Fact fact = entry.asFact();
        return fact instanceof Penalty penalty
                ? penalty.party()
                : fact instanceof Permit permit ? permit.party() : null;
    }

    private Set<String> withRecords(Set<String> subjects) {
        Set<String> known = new HashSet<>();
        Rows.each(
                List.copyOf(subjects),
                chunk -> jdbc.query(
                        "SELECT subject FROM entity_with_records WHERE subject IN (" + Rows.parameters(chunk.size())
                                + ")",
                        found -> {
                            known.add(found.getString(1));
                        },
                        chunk.toArray()));
        return known;
    }

    /** Whether there are records of an entity, beside its entry in the register, after the entry at a place. */
    private boolean hasRecords(String subject, long upTo) {
        Set<String> records = new HashSet<>();
        jdbc.query(
                "SELECT record_key, kind FROM ledger_entry WHERE subject = ? AND seq <= ? ORDER BY seq",
                found -> {
                    if (found.getString(2).equals(Entries.WITHDRAWN)) {
                        records.remove(found.getString(1));
                    } else {
                        records.add(found.getString(1));
                    }
                },
                subject,
                upTo);
        records.remove(ENTITY);
        return !records.isEmpty();
    }

    private void rename(Map<String, String> named, Map<String, @Nullable String> renamed) {
        List<String> old = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        Set<Gram> goneGrams = new LinkedHashSet<>();
        Set<Gram> freshGrams = new LinkedHashSet<>();
        renamed.forEach((subject, name) -> {
            String before = named.get(subject);
            if (Objects.equals(name, before)) {
                return;
            }
            if (before != null) {
                old.add(subject);
                EntityNames.grams(before).forEach(gram -> goneGrams.add(new Gram(gram, subject)));
            }
            if (name != null) {
                fresh.add(new Object[] {subject, name});
                EntityNames.grams(name).forEach(gram -> freshGrams.add(new Gram(gram, subject)));
            }
        });
        Set<Gram> stay = new HashSet<>(goneGrams);
        stay.retainAll(freshGrams);
        goneGrams.removeAll(stay);
        freshGrams.removeAll(stay);
        Rows.each(
                old,
                chunk -> jdbc.update(
                        "DELETE FROM entity_name WHERE subject IN (" + Rows.parameters(chunk.size()) + ")",
                        chunk.toArray()));
        Rows.insert(jdbc, "entity_name", "subject, name", fresh);
        jdbc.batchUpdate("DELETE FROM entity_gram WHERE gram = ? AND subject = ?", rows(goneGrams));
        Rows.insert(jdbc, "entity_gram", "gram, subject", rows(freshGrams));
    }

    /** In the order of their index, which is written to at far fewer places so. */
    private static List<Object[]> rows(Set<Gram> grams) {
        return grams.stream()
                .sorted(Comparator.comparing(Gram::gram).thenComparing(Gram::subject))
                .map(gram -> new Object[] {gram.gram(), gram.subject()})
                .toList();
    }

    private void keep(Map<String, Instant> last, Set<String> known, Set<String> full) {
        List<Object[]> fresh = new ArrayList<>();
        List<Object[]> changed = new ArrayList<>();
        List<Object[]> gone = new ArrayList<>();
        last.forEach((subject, moment) -> {
            if (!full.contains(subject)) {
                if (known.contains(subject)) {
                    gone.add(new Object[] {subject});
                }
            } else if (known.contains(subject)) {
                changed.add(new Object[] {Entries.utc(moment), subject});
            } else {
                fresh.add(new Object[] {subject, Entries.utc(moment)});
            }
        });
        jdbc.batchUpdate("DELETE FROM entity_with_records WHERE subject = ?", gone);
        jdbc.batchUpdate("UPDATE entity_with_records SET last_recorded = ? WHERE subject = ?", changed);
        Rows.insert(jdbc, "entity_with_records", "subject, last_recorded", fresh);
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }
}
