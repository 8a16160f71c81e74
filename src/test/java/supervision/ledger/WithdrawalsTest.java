package supervision.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.MovedClock;
import supervision.Postgres;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.facts.Relation;
import supervision.intake.CreditCodes;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;

/**
 * What is left when imports are withdrawn, over random histories: several imports at a time that tell few records in few
 * versions, so that they repeat and overtake each other, and withdrawals in any order, of which some break off and are
 * repeated. Then everything is as if the withdrawn ones had not come, and what was known at each earlier moment stays.
 */
class WithdrawalsTest {

    private static final List<String> SUBJECTS = List.of(CreditCodes.of(1), CreditCodes.of(2), "ID:01234567.89abcdef");
    private static final int IMPORTS = 4;

    /** One of them, told in one of several versions. */
    record Told(int subject, int record, int version) {

        CreditRecord asRecord() {
            String subject = SUBJECTS.get(this.subject);
            return switch (record) {
                case 0 -> read("""
                            {"kind": "entity", "subject": "%s", "name": "莱芜%s有限公司", "type": "ENTERPRISE", "jurisdiction": "370116", \
                            "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}""".formatted(subject, List.of("食品", "建设").get(version)));
                case 1 ->
                    new CreditRecord(
                            subject,
                            new Relation(
                                    Relation.Type.FORMER_CODE,
                                    SUBJECTS.get((this.subject + 1) % SUBJECTS.size()),
                                    LocalDate.of(2020, 1, 1 + version)),
                            "f",
                            1);
                default ->
                    read("""
                            {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕%d号", \
                            "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "%s"}""".formatted(
                                    subject, record, List.of("MINOR", "GENERAL").get(version)));
            };
        }

        private static CreditRecord read(String json) {
            return FactJson.read(json, "f", 1);
        }
    }

    /**
     * A batch of an import, or its withdrawal where there are no records.
     *
     * @param transactions after how many of them a withdrawal breaks off
     */
    record Step(int imported, List<Told> records, int transactions) {}

    /** So few records in one transaction that a withdrawal takes several, or all of them. */
    @Provide
    Arbitrary<Integer> pages() {
        return Arbitraries.of(1, 2, 1_000);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Integer> one = Arbitraries.integers().between(0, IMPORTS - 1);
        Arbitrary<Told> told = Combinators.combine(
                        Arbitraries.integers().between(0, SUBJECTS.size() - 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1))
                .as(Told::new);
        Arbitrary<Step> batch = Combinators.combine(
                        one, told.list().ofMinSize(1).ofMaxSize(5))
                .as((imported, records) -> new Step(imported, records, 0));
        Arbitrary<Step> withdrawal = Combinators.combine(
                        one, Arbitraries.integers().between(1, 6))
                .as((imported, transactions) -> new Step(imported, List.of(), transactions));
        return Arbitraries.frequencyOf(Tuple.of(3, batch), Tuple.of(1, withdrawal))
                .list()
                .ofMinSize(2)
                .ofMaxSize(24);
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void inH2(@ForAll("histories") List<Step> history, @ForAll("pages") int page) {
        new History(H2, page).run(history);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void inPostgres(@ForAll("histories") List<Step> history, @ForAll("pages") int page) {
        new History(POSTGRES, page).run(history);
    }

    private static final HikariDataSource H2 = database("jdbc:h2:mem:withdrawals;DB_CLOSE_DELAY=-1", "sa");
    private static final HikariDataSource POSTGRES = database(Postgres.newChineseDatabase(), Postgres.USER);

    private static HikariDataSource database(String url, String user) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername(user);
        Schema.migrate(database);
        return database;
    }

    @AfterContainer
    static void close() {
        H2.close();
        POSTGRES.close();
    }

    /** Breaks off instead of beginning another transaction. */
    private static final class Breaking extends TransactionTemplate {

        private static final long serialVersionUID = 1L;
        private int left = Integer.MAX_VALUE;

        Breaking(HikariDataSource database) {
            super(new JdbcTransactionManager(database));
        }

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            if (left-- == 0) {
                throw new BrokenOffException();
            }
            return super.execute(action);
        }
    }

    private static final class BrokenOffException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private static final class History {

        private static final Ledger.Origin WITHDRAWER = new Ledger.Origin("李四", "报错文件");

        private final JdbcTemplate jdbc;
        private final Breaking transaction;
        private final MovedClock clock = new MovedClock(Instant.parse("2026-11-22T01:00:00Z"));
        private final Ledger ledger;
        private final Map<Integer, Long> numbers = new HashMap<>();
        private final Set<Integer> going = new TreeSet<>();
        private final Set<Integer> withdrawn = new TreeSet<>();
        private final List<Step> told = new ArrayList<>();
        private final Map<Instant, Map<String, Set<Fact>>> earlier = new LinkedHashMap<>();

        History(HikariDataSource database, int page) {
            jdbc = new JdbcTemplate(database);
            transaction = new Breaking(database);
            ledger = new Ledger(jdbc, transaction, clock, page);
            jdbc.update("DELETE FROM ledger_entry");
            jdbc.update(
                    "UPDATE ledger_head SET recorded_at = ?, seq = 0, chain = ?",
                    Entries.utc(Instant.EPOCH),
                    Ledger.NOTHING_BEFORE);
            ledger.derive();
        }

        void run(List<Step> history) {
            for (Step step : history) {
                clock.now = clock.now.plusSeconds(1);
                if (step.records().isEmpty()) {
                    withdraw(step.imported(), step.transactions());
                    if (going.isEmpty()) {
                        asIfTheOthersHadNotCome();
                    }
                } else {
                    tell(step);
                }
                earlier.put(ledger.head().recordedAt(), knowledge(null));
            }
            for (int imported : List.copyOf(going)) {
                withdraw(imported, Integer.MAX_VALUE);
            }
            asIfTheOthersHadNotCome();
            earlier.forEach((moment, facts) ->
                    assertThat(knowledge(moment)).as("known at %s", moment).isEqualTo(facts));
            everyEntryIsChained();
        }

        private void tell(Step step) {
            List<CreditRecord> records =
                    step.records().stream().map(Told::asRecord).toList();
            Long number = numbers.get(step.imported());
            if (number == null) {
                Ledger.Opening opening = new Ledger.Opening("f", Ledger.Channel.HTTP, Ledger.Origin.UNSAID);
                numbers.put(step.imported(), ledger.append(opening, records).importNo());
            } else if (going.contains(step.imported()) || withdrawn.contains(step.imported())) {
                assertThatThrownBy(() -> ledger.append(number, records))
                        .isInstanceOf(Ledger.AlreadyWithdrawnException.class);
                return;
            } else {
                ledger.append(number, records);
            }
            told.add(step);
        }

        private void withdraw(int imported, int transactions) {
            Long number = numbers.get(imported);
            if (number == null) {
                assertThatThrownBy(() -> ledger.withdraw(999_999, WITHDRAWER))
                        .isInstanceOf(Ledger.UnknownImportException.class);
                return;
            }
            if (withdrawn.contains(imported)) {
                long before = ledger.head().seq();
                assertThatThrownBy(() -> ledger.withdraw(number, WITHDRAWER))
                        .isInstanceOf(Ledger.AlreadyWithdrawnException.class)
                        .hasMessageContaining("李四");
                assertThat(ledger.head().seq()).isEqualTo(before);
                return;
            }
            going.add(imported);
            transaction.left = transactions;
            try {
                Ledger.Imported done = ledger.withdraw(number, WITHDRAWER);
                assertThat(Objects.requireNonNull(done.withdrawn()).wholly()).isTrue();
                going.remove(imported);
                withdrawn.add(imported);
            } catch (BrokenOffException e) {
                Ledger.Imported begun = ledger.imports(number + 1, 1).get(0);
                assertThat(Objects.requireNonNull(begun.withdrawn()).wholly()).isFalse();
            } finally {
                transaction.left = Integer.MAX_VALUE;
            }
        }

        private Map<String, Set<Fact>> knowledge(@Nullable Instant moment) {
            Map<String, Set<Fact>> facts = new TreeMap<>();
            for (String subject : SUBJECTS) {
                facts.put(subject, facts(subject, moment));
            }
            // an entity and what it is tied to are known when it was last recorded as they are at the moment
            for (String subject : SUBJECTS) {
                Instant last = ledger.lastRecorded(subject, moment);
                assertThat(facts(subject, last == null ? Instant.EPOCH : last)).isEqualTo(facts.get(subject));
                for (Fact fact : Objects.requireNonNull(facts.get(subject))) {
                    if (fact instanceof Relation tie) {
                        assertThat(facts(tie.other(), last)).isEqualTo(facts.get(tie.other()));
                    }
                }
            }
            return facts;
        }

        private Set<Fact> facts(String subject, @Nullable Instant moment) {
            Ledger.Known known = ledger.known(subject, moment);
            return known == null ? Set.of() : Set.copyOf(known.facts());
        }

        private void asIfTheOthersHadNotCome() {
            Map<String, Map<String, Fact>> expected = new TreeMap<>();
            SUBJECTS.forEach(subject -> expected.put(subject, new LinkedHashMap<>()));
            for (Step step : told) {
                if (!withdrawn.contains(step.imported())) {
                    step.records().forEach(each -> {
                        CreditRecord record = each.asRecord();
                        Objects.requireNonNull(expected.get(record.subject()))
                                .put(record.fact().id(), record.fact());
                    });
                }
            }
            Map<String, Set<Fact>> facts = new TreeMap<>();
            expected.forEach((subject, byId) -> facts.put(subject, Set.copyOf(byId.values())));
            assertThat(knowledge(null)).isEqualTo(facts);
            whatIsListed(facts);
            whatIsDerived();
        }

        private void whatIsListed(Map<String, Set<Fact>> facts) {
            Set<String> entities = new TreeSet<>();
            Map<String, String> names = new TreeMap<>();
            Set<String> withRecords = new TreeSet<>();
            facts.forEach((subject, all) -> {
                if (subject.startsWith("ID:")) {
                    return;
                }
                for (Fact fact : all) {
                    entities.add(subject);
                    if (fact instanceof Entity entity) {
                        names.put(subject, entity.name());
                    } else {
                        withRecords.add(subject);
                    }
                }
            });
            assertThat(ledger.subjects()).isEqualTo(entities.size());
            assertThat(ledger.find("", 10).entities().stream()
                            .collect(Collectors.toMap(Ledger.Found::code, found -> String.valueOf(found.name()))))
                    .isEqualTo(entities.stream()
                            .collect(Collectors.toMap(code -> code, code -> String.valueOf(names.get(code)))));
            for (String part : List.of("食品", "建设有", "有限", "司")) {
                assertThat(ledger.find(part, 10).entities().stream()
                                .map(Ledger.Found::code)
                                .toList())
                        .isEqualTo(names.entrySet().stream()
                                .filter(entry -> entry.getValue().contains(part))
                                .map(Map.Entry::getKey)
                                .toList());
            }
            List<Ledger.Subject> listed = ledger.withRecords("", 10);
            assertThat(listed.stream().map(Ledger.Subject::code).toList()).isEqualTo(List.copyOf(withRecords));
            listed.forEach(
                    subject -> assertThat(subject.lastRecorded()).isEqualTo(ledger.lastRecorded(subject.code(), null)));
            Map<String, Set<String>> read = new TreeMap<>();
            ledger.eachSubject(
                    ledger.head().recordedAt(),
                    3,
                    told -> told.forEach(one -> read.put(one.subject(), Set.copyOf(one.facts()))));
            assertThat(read.keySet()).isEqualTo(entities);
            read.forEach((subject, lines) -> assertThat(lines.stream()
                            .map(line -> FactJson.read(line, "", 0).fact())
                            .collect(Collectors.toSet()))
                    .isEqualTo(facts.get(subject)));
            for (String subject : SUBJECTS) {
                assertThat(ledger.history(subject, 0, 1_000).stream()
                                .filter(Ledger.Version::current)
                                .map(version -> FactJson.read(Objects.requireNonNull(version.data()), "", 0)
                                        .fact())
                                .collect(Collectors.toSet()))
                        .isEqualTo(facts.get(subject));
            }
        }

        /** Deriving it anew changes nothing. */
        private void whatIsDerived() {
            List<Map<String, Object>> before = derived();
            ledger.derive();
            assertThat(derived()).isEqualTo(before);
        }

        private List<Map<String, Object>> derived() {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (String table : List.of(
                    "entity_name ORDER BY subject",
                    "entity_gram ORDER BY gram, subject",
                    "entity_tie ORDER BY subject, other",
                    "entity_with_records ORDER BY subject",
                    "ledger_import ORDER BY number",
                    "ledger_repeat ORDER BY first_seq, import_no, last_seq",
                    "entity_count")) {
                rows.addAll(jdbc.queryForList("SELECT * FROM " + table));
            }
            return rows;
        }

        private void everyEntryIsChained() {
            String[] before = {Ledger.NOTHING_BEFORE};
            ledger.each(
                    ledger.head().seq(),
                    page -> page.forEach(entry -> {
                        assertThat(entry.holds() && entry.follows(before[0])).isTrue();
                        before[0] = entry.chain();
                    }));
            assertThat(before[0]).isEqualTo(ledger.head().chain());
        }
    }
}
