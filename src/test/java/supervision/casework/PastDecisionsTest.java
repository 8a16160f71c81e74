package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.Effort;
import supervision.RandomCases;
import supervision.casework.PastDecisions.Again;
import supervision.casework.PastDecisions.Of;
import supervision.facts.Case;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.RelatedRecord;
import supervision.facts.Relation;
import supervision.intake.CreditRecord;
import supervision.journal.Journal;
import supervision.ledger.Ledger;
import supervision.ledger.Schema;
import supervision.rulepack.PackFiles;

/** What was answered stays answerable, and can be asked for again. */
@Tag("scaled")
class PastDecisionsTest {

    private static final String CODE = "91370116MAX0000157";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private static final AtomicReference<PackFiles> FILES = new AtomicReference<>();
    private static RulesInForce rules;
    private static PackFiles shipped;

    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private Ledger ledger;
    private Journal journal;
    private DecideCase decide;
    private Answers answers;
    private PastDecisions past;
    private final Ticking clock = new Ticking();

    @BeforeAll
    static void compile() throws IOException {
        shipped = PackFiles.ofDirectory(Path.of("rules"));
        FILES.set(shipped);
        rules = new RulesInForce(() -> Objects.requireNonNull(FILES.get()), "default");
    }

    @BeforeEach
    void open() throws IOException {
        FILES.set(shipped);
        rules.refresh();
        database = new HikariDataSource();
        database.setJdbcUrl("jdbc:h2:mem:" + java.util.UUID.randomUUID());
        database.setUsername("sa");
        Schema.migrate(database);
        jdbc = new JdbcTemplate(database);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        ledger = new Ledger(jdbc, transaction, clock);
        journal = new Journal(jdbc, transaction, clock);
        decide = new DecideCase(ledger, rules, clock);
        answers = new Answers(decide, ledger, rules, journal, 0);
        past = new PastDecisions(decide, rules, journal);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A second later each time somebody looks. */
    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-11-22T01:00:00Z");

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }

    private record Answered(String code, LocalDate asOf, Instant at, byte[] answer) {}

    private record Told(String subject, Fact fact) {}

    /** The facts of a case under the codes under which a ledger has them. */
    private static List<Told> told(Case asked) {
        Map<String, String> others = new HashMap<>();
        asked.facts().forEach(fact -> {
            if (fact instanceof Relation relation) {
                others.put(relation.id(), relation.other());
            }
        });
        return asked.facts().stream()
                .map(fact -> fact instanceof RelatedRecord related
                        ? new Told(Objects.requireNonNull(others.get(related.relation())), related.fact())
                        : new Told(asked.code(), fact))
                .toList();
    }

    private static final int ROUNDS = Effort.of(40, 2000);

    /** Histories of a few entities: records come in any order, are told anew with other content, and somebody asks in between. */
    @Test
    void whatWasAnsweredAtAnyMomentIsAnsweredStill() {
        long seed = RandomCases.seed(PastDecisionsTest.class);
        Random random = new Random(seed);
        RandomCases cases = new RandomCases(rules.pack(), seed);
        List<Answered> answered = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Case asked = cases.next(6);
            List<Told> told = new ArrayList<>(told(asked));
            java.util.Collections.shuffle(told, random);
            int row = 0;
            for (Told one : told) {
                ledger.append(List.of(new CreditRecord(one.subject(), one.fact(), "round " + round, ++row)));
                if (random.nextInt(4) == 0 && ledger.lastRecorded(asked.code(), null) != null) {
                    answered.add(new Answered(
                            asked.code(),
                            asked.asOf(),
                            clock.instant(),
                            answers.answer(asked.code(), asked.asOf(), null)));
                }
            }
        }

        assertThat(answered).hasSizeGreaterThan(60);
        for (Answered one : answered) {
            assertThat(answers.answer(one.code(), one.asOf(), one.at())).isEqualTo(one.answer());
        }
        List<Again> again = new ArrayList<>();
        past.each(null, Of.THEN, Of.THEN, again::add);
        assertThat(again).hasSizeBetween(20, answered.size()).allMatch(Again::same);
        // and what came in later does change some, or this would show nothing
        List<Again> now = new ArrayList<>();
        past.each(null, Of.THEN, Of.TODAY, now::add);
        assertThat(now).anyMatch(one -> !one.same());
    }

    private void evaluate(String grade, LocalDate day) {
        ledger.append(List.of(
                new CreditRecord(CODE, new Evaluation("shandong", grade, "评价单位", day, null, null), "grades.jsonl", 1)));
    }

    private String ask() {
        return new String(answers.answer(CODE, DAY, null), StandardCharsets.UTF_8)
                .replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void theSameDecisionHasOneReceipt() {
        evaluate("A", DAY);
        String first = ask();
        assertThat(ask()).isEqualTo(first);
        assertThat(journal.head().seq()).isEqualTo(1);
        evaluate("B", DAY);
        assertThat(ask()).isNotEqualTo(first);
        assertThat(past.ofEntity(CODE, 0, 100)).hasSize(2);
    }

    @Test
    void aLateRecordIsSeenInTheDecisionsItTouches() {
        evaluate("A", DAY);
        String before = ask();
        evaluate("D", DAY);

        Again again = past.again(past.find(before), Of.THEN, Of.TODAY);

        assertThat(again.same()).isFalse();
        assertThat(again.problem()).isNull();
        assertThat(again.differences()).isNotEmpty();
        assertThat(again.differences())
                .extracting(difference -> String.valueOf(difference.now()))
                .anyMatch(now -> now.contains("\"D\""));
        assertThat(past.again(past.find(before), Of.THEN, Of.THEN).same()).isTrue();
    }

    @Test
    void underRulesEditedSinceTheOldOnesStillDecide() throws IOException {
        evaluate("D", DAY);
        String before = ask();
        String pack = past.find(before).receipt().pack();
        Map<String, byte[]> edited = new HashMap<>(shipped.files());
        String path = edited.keySet().stream()
                .filter(name -> name.endsWith(".drl"))
                .sorted()
                .findFirst()
                .orElseThrow();
        edited.put(
                path,
                new String(Objects.requireNonNull(edited.get(path)), StandardCharsets.UTF_8)
                        .concat("\n// edited\n")
                        .getBytes(StandardCharsets.UTF_8));
        FILES.set(PackFiles.of(edited));
        assertThat(rules.refresh()).isTrue();
        assertThat(rules.pack().fingerprint()).isNotEqualTo(pack);

        Again then = past.again(past.find(before), Of.THEN, Of.THEN);
        assertThat(then.problem()).isNull();
        assertThat(then.pack()).isEqualTo(pack);
        assertThat(then.same()).isTrue();

        Again today = past.again(past.find(before), Of.TODAY, Of.THEN);
        assertThat(today.pack()).isEqualTo(rules.pack().fingerprint());
        // other rules are another decision, though they say the same
        assertThat(today.same()).isFalse();
        assertThat(today.differences()).isEmpty();
        assertThat(today.decision()).isNotEqualTo(before);
    }

    @Test
    void whatCannotBeDecidedAgainSaysWhy() {
        evaluate("D", DAY);
        String id = ask();
        assertThatThrownBy(() -> past.find("0".repeat(32))).isInstanceOf(PastDecisions.UnknownDecisionException.class);

        jdbc.update("UPDATE ledger_entry SET chain = hash");
        assertThat(past.again(past.find(id), Of.THEN, Of.THEN).problem()).contains("run verify-journal");

        jdbc.update("DELETE FROM ledger_entry");
        assertThat(past.again(past.find(id), Of.THEN, Of.THEN).problem())
                .contains("records of that time are not there");
    }

    @Test
    void aProofHoldsInAnyLaterTreeAndForNoOtherReceipt() {
        List<String> ids = new ArrayList<>();
        for (String grade : List.of("A", "B", "C", "D", "A", "B", "C")) {
            evaluate(grade, DAY);
            ids.add(ask());
        }
        for (int size = 3; size <= 7; size++) {
            assertThat(PastDecisions.holds(past.proof(ids.get(2), (long) size))).isTrue();
        }
        PastDecisions.Proof proof = past.proof(ids.get(2), null);
        PastDecisions.Proof other = past.proof(ids.get(3), null);
        assertThat(proof.size()).isEqualTo(7);
        assertThat(PastDecisions.holds(new PastDecisions.Proof(
                        other.receipt(), other.hash(), proof.index(), proof.size(), proof.root(), proof.path())))
                .isFalse();
        assertThatThrownBy(() -> past.proof(ids.get(2), 2L)).hasMessageContaining("between 3 and 7");
        assertThatThrownBy(() -> past.proof(ids.get(2), 8L)).hasMessageContaining("between 3 and 7");
    }
}
