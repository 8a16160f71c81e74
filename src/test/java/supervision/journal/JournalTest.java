package supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.engine.Engines;
import supervision.ledger.Schema;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** What the journal promises, on whatever database it is kept. */
abstract class JournalTest {

    private static final RulePack PACK = Engines.with(null).pack();

    /** A new database without tables. */
    abstract HikariDataSource database();

    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private Journal journal;

    @BeforeEach
    void migrate() {
        database = database();
        Schema.migrate(database);
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        journal = journal();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Journal journal() {
        return new Journal(jdbc, transaction, Clock.systemUTC());
    }

    private static Journal.Given given(int number) {
        return new Journal.Given(
                String.format(java.util.Locale.ROOT, "%032x", number),
                "91370116MAX0000157",
                LocalDate.of(2026, 11, 22),
                Instant.parse("2026-11-22T01:00:00Z"),
                List.of(1L, 2L, (long) number),
                Hashes.sha256("facts " + number),
                new Receipt.By("5f", "unknown"),
                "an engine",
                ("答复" + number).repeat(number).getBytes(StandardCharsets.UTF_8),
                null);
    }

    private List<Journal.Entry> all() {
        List<Journal.Entry> entries = new ArrayList<>();
        journal.each(journal.head().seq(), entries::add);
        return entries;
    }

    @Test
    void eachReceiptCarriesTheHashOfTheOneBeforeIt() {
        for (int number = 1; number <= 5; number++) {
            journal.give(given(number), PACK);
        }

        String before = Receipt.NONE;
        long seq = 0;
        for (Journal.Entry entry : all()) {
            assertThat(entry.receipt().seq()).isEqualTo(++seq);
            assertThat(entry.receipt().previous()).isEqualTo(before);
            assertThat(entry.hash()).isEqualTo(entry.receipt().hash());
            assertThat(entry.receipt().answerHash()).isEqualTo(Hashes.sha256(entry.answer()));
            assertThat(entry.answer()).isEqualTo(given((int) seq).answer());
            before = entry.hash();
        }
        assertThat(seq).isEqualTo(5);
        assertThat(journal.head()).isEqualTo(new Journal.Head(5, before));
    }

    @Test
    void aDecisionGivenAgainHasItsReceiptAlready() {
        Receipt first = journal.give(given(1), PACK);
        journal.give(given(2), PACK);

        assertThat(journal.give(given(1), PACK)).isEqualTo(first);
        assertThat(journal().give(given(1), PACK)).isEqualTo(first);
        assertThat(all()).hasSize(2);
    }

    @Test
    void manyAtOnceMakeOneChainWithNothingTwice() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Receipt>> given = new ArrayList<>();
            for (int turn = 0; turn < 200; turn++) {
                int number = turn % 60 + 1;
                given.add(threads.submit(() -> journal().give(given(number), PACK)));
            }
            for (Future<Receipt> receipt : given) {
                assertThat(receipt.get().seq()).isBetween(1L, 60L);
            }
        } finally {
            threads.shutdownNow();
        }
        List<Journal.Entry> entries = all();
        assertThat(entries).hasSize(60);
        for (int at = 1; at < entries.size(); at++) {
            assertThat(entries.get(at).receipt().previous())
                    .isEqualTo(entries.get(at - 1).hash());
        }
    }

    @Test
    void nothingOfADecisionStaysWhereTheCallersTransactionFails() {
        journal.give(given(1), PACK);
        transaction.executeWithoutResult(status -> {
            journal.give(given(2), PACK);
            status.setRollbackOnly();
        });

        assertThat(journal.find(given(2).decision())).isNull();
        assertThat(journal.give(given(3), PACK).seq()).isEqualTo(2);
    }

    @Test
    void thePackIsKeptWithTheNextReceiptWhereTheCallersTransactionFailed() {
        transaction.executeWithoutResult(status -> {
            journal.give(given(1), PACK);
            status.setRollbackOnly();
        });
        assertThat(journal.pack(PACK.fingerprint())).isNull();

        journal.give(given(2), PACK);
        assertThat(journal.pack(PACK.fingerprint())).isNotNull();
    }

    @Test
    void thePackIsKeptWholeAndCanBeReadAgain() {
        journal.give(given(1), PACK);

        Journal.KeptPack kept = Objects.requireNonNull(journal.pack(PACK.fingerprint()));
        RulePack again = RulePackReader.read(PackFiles.of(kept.files()), kept.examples());
        assertThat(again.fingerprint()).isEqualTo(PACK.fingerprint());
        assertThat(again.drl()).isEqualTo(PACK.drl());
    }

    @Test
    void aReceiptIsShownToBeInTheTree() {
        for (int number = 1; number <= 11; number++) {
            journal.give(given(number), PACK);
        }
        Receipt receipt = Objects.requireNonNull(journal.find(given(7).decision()));
        assertThat(MerkleTree.includes(
                        receipt.leaf(), receipt.seq() - 1, 11, journal.inclusion(7, 11), journal.root(11)))
                .isTrue();
    }

    /** Whatever goes out has a receipt of its own, also where the program writes the same decision in other bytes. */
    @Test
    void theSameDecisionInOtherBytesGetsAnotherReceipt() {
        Journal.Given one = given(1);
        Journal.Given other = new Journal.Given(
                one.decision(),
                one.subject(),
                one.asOf(),
                one.knownAt(),
                one.facts(),
                one.factsHash(),
                new Receipt.By("5f", "unknown"),
                "another engine",
                "other bytes".getBytes(StandardCharsets.UTF_8),
                null);
        journal.give(one, PACK);

        assertThat(journal.give(other, PACK).seq()).isEqualTo(2);
        assertThat(journal.give(other, PACK).seq()).isEqualTo(2);
        assertThat(Objects.requireNonNull(journal.entry(one.decision())).answer())
                .isEqualTo(other.answer());
    }

    /** A receipt says whether both readings were asked; one that says so is as good for who asks without. */
    @Test
    void aComparisonMadeLaterGetsAReceiptOfItsOwn() {
        Receipt without = journal.give(given(1), PACK);
        assertThat(without.text()).startsWith("supervision receipt 4\n").contains("\ncompared \n");

        Receipt with = journal.give(compared("differs: 规则 ×2"), PACK);
        assertThat(with.seq()).isEqualTo(2);
        assertThat(with.text()).startsWith("supervision receipt 4\n").contains("\ncompared differs: 规则 ×2\n");
        assertThat(Receipt.parse(with.text())).isEqualTo(with);

        assertThat(journal.give(compared("differs: 规则 ×2"), PACK)).isEqualTo(with);
        assertThat(journal.give(given(1), PACK)).isEqualTo(with);
        assertThat(journal.give(compared("same"), PACK).seq()).isEqualTo(3);
        assertThat(all()).hasSize(3);
    }

    @Test
    void aReceiptOfBeforeTheFirstReleaseIsRefusedByName() {
        String text = journal.give(given(1), PACK).text();

        assertThat(Receipt.parse(text).text()).isEqualTo(text);
        for (int form = 1; form < 4; form++) {
            String former = text.replace("receipt 4", "receipt " + form);
            assertThatThrownBy(() -> Receipt.parse(former))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("before the first release");
        }
        assertThatThrownBy(() -> Receipt.parse(text + "more \n")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Journal.Given compared(String how) {
        Journal.Given one = given(1);
        return new Journal.Given(
                one.decision(),
                one.subject(),
                one.asOf(),
                one.knownAt(),
                one.facts(),
                one.factsHash(),
                one.program(),
                one.engine(),
                one.answer(),
                how);
    }
}
