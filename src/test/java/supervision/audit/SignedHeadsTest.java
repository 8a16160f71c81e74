package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.Postgres;
import supervision.intake.CreditCodes;
import supervision.journal.Checkpoint;
import supervision.journal.Hashes;
import supervision.journal.RefusedException;
import supervision.journal.Signers;

/**
 * Whoever can write to the database can make it a consistent whole again, whatever is changed: then nothing but a head that was
 * signed and is kept elsewhere shows it.
 */
class SignedHeadsTest {

    @TempDir
    private Path folder;

    private Verification.Result held(Kept kept, @Nullable String published) throws IOException {
        return Verification.of(kept.exported(folder), Kept.trusted(published));
    }

    private static List<String> notes(Kept kept) {
        return kept.heads.notes();
    }

    /** Takes back all signed heads from a number on. */
    private static void forgetFrom(Kept kept, long number) {
        kept.jdbc.update("DELETE FROM checkpoint WHERE number >= ?", number);
    }

    @Test
    void aHeadNamesAllThatThereIsAndTheHeadBeforeIt() throws Exception {
        try (Kept kept = Kept.inMemory().filled().published()) {
            String second = kept.sign();
            Checkpoint head = Checkpoint.open(second, Kept.SIGNER, Kept.KEYS.publicKey());

            assertThat(notes(kept)).hasSize(2).endsWith(second);
            assertThat(head.number()).isEqualTo(2);
            assertThat(head.previous()).isEqualTo(Hashes.sha256(notes(kept).get(0)));
            assertThat(head.size()).isEqualTo(9);
            assertThat(head.receipts()).isEqualTo(kept.journal.head().hash());
            assertThat(head.ledger())
                    .isEqualTo(new Checkpoint.End(
                            kept.ledger.head().seq(), kept.ledger.head().chain()));
            assertThat(head.closed()).isEqualTo(kept.ledger.head().recordedAt());
            assertThat(head.events())
                    .isEqualTo(new Checkpoint.End(6, kept.events.head().hash()));
            assertThat(head.schema()).isEqualTo(2);
        }
    }

    /** As it was with receipts alone: the size of the tree did not grow, and nothing could be signed. */
    @Test
    void aHeadIsSignedWhereOnlyTheLedgerGrew() throws Exception {
        try (Kept kept = Kept.inMemory().filled()) {
            kept.append(9, "MINOR");
            Checkpoint one = Checkpoint.read(kept.sign());
            kept.append(10, "MINOR");
            Checkpoint two = Checkpoint.read(kept.sign());

            assertThat(two.size()).isEqualTo(one.size());
            assertThat(two.ledger().count()).isGreaterThan(one.ledger().count());
            assertThat(held(kept, null).broken()).isEmpty();
        }
    }

    static Stream<Arguments> cuts() {
        return Stream.of(
                Arguments.of("the last record", List.of("ledger_entry"), 1, "台账比签名时短.* the ledger is shorter"),
                Arguments.of(
                        "a rollback and what was published before it",
                        List.of("receipt", "pack_event"),
                        2,
                        "发布事件比签名时短.* the chain of pack events is shorter"),
                Arguments.of(
                        "the last receipt", List.of("receipt"), 1, "回执日志比签名时短.* the journal of receipts is shorter"));
    }

    /** What the issue saw: with the last two events and the last record cut, all was said to hold. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cuts")
    void aCutIsFoundByAHeadKeptElsewhere(String what, List<String> tables, int howMany, String expected)
            throws IOException {
        try (Kept kept = Kept.inMemory().filled().published()) {
            kept.append(3, "GENERAL");
            String published = kept.sign();
            tables.forEach(table -> kept.cut(table, howMany));

            // the head that the database keeps shows it, until it is taken out as well
            assertThat(held(kept, null).broken())
                    .anySatisfy(link -> assertThat(link).containsPattern(expected));
            forgetFrom(kept, 2);
            assertThat(held(kept, null).broken()).as(what).isEmpty();
            assertThat(held(kept, published).broken())
                    .anySatisfy(link -> assertThat(link).containsPattern("另行保存的第 2 号校验点 .*：" + expected))
                    .anySatisfy(link -> assertThat(link).contains("checkpoint 2 that was kept elsewhere is not in it"));
        }
    }

    static Stream<Arguments> madeAnew() {
        Consumer<Kept> none = kept -> {};
        Consumer<Kept> record = kept -> {
            kept.cut("ledger_entry", 4);
            kept.append(7, "MINOR");
        };
        Consumer<Kept> receipt = kept -> {
            kept.cut("receipt", 1);
            kept.give(8);
        };
        return Stream.of(
                Arguments.of("nothing", none, null),
                Arguments.of("the last record", record, "台账与签名时不同"),
                Arguments.of("the last receipt", receipt, "回执日志与签名时不同"));
    }

    /** As long as before, and with hashes that hold. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("madeAnew")
    void whatWasMadeAnewIsFoundByAHeadKeptElsewhere(String what, Consumer<Kept> change, @Nullable String expected)
            throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            // receipts do not rest on it
            kept.append(9, "MINOR");
            String published = kept.sign();
            change.accept(kept);
            if (expected == null) {
                assertThat(held(kept, published).broken()).as(what).isEmpty();
                return;
            }
            forgetFrom(kept, 2);
            assertThat(held(kept, null).broken()).isEmpty();
            kept.sign();

            assertThat(held(kept, null).broken()).isEmpty();
            assertThat(held(kept, published).broken())
                    .anySatisfy(link -> assertThat(link).contains("另行保存的第 2 号校验点", expected));
        }
    }

    /** The files of the day before, put in the place of today's while the service does not run. */
    @Test
    void aRestoredYesterdayIsFound() throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("supervision");
        Path file = folder.resolve("supervision.mv.db");
        Path yesterday = folder.resolve("yesterday");
        try (Kept kept = new Kept(url, "sa").filled()) {
            kept.sign();
        }
        Files.copy(file, yesterday);
        String published;
        try (Kept kept = new Kept(url, "sa")) {
            kept.append(9, "MINOR");
            published = kept.sign();
            assertThat(held(kept, published).broken()).isEmpty();
        }
        Files.copy(yesterday, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        try (Kept kept = new Kept(url, "sa")) {
            isYesterday(kept, published);
        }
    }

    @Test
    void aRestoredYesterdayIsFoundOnPostgres() throws IOException {
        String today = Postgres.newDatabase();
        String published;
        try (Kept kept = new Kept(today, Postgres.USER).filled()) {
            kept.sign();
        }
        String yesterday = Postgres.copyOf(today);
        try (Kept kept = new Kept(today, Postgres.USER)) {
            kept.append(9, "MINOR");
            published = kept.sign();
            assertThat(Verification.of(kept.export, Kept.trusted(published), null)
                            .broken())
                    .isEmpty();
        }

        try (Kept kept = new Kept(yesterday, Postgres.USER)) {
            isYesterday(kept, published);
        }
    }

    private static void isYesterday(Kept kept, String published) throws IOException {
        // by itself it is whole
        assertThat(Verification.of(kept.export, Kept.trusted(null), null).broken())
                .isEmpty();
        assertThat(Verification.of(kept.export, Kept.trusted(published), null).broken())
                .anySatisfy(link -> assertThat(link).contains("恢复了更早的备份", "an earlier copy was restored"))
                .anySatisfy(link ->
                        assertThat(link).contains("the ledger is shorter than when it was signed (15, then 19)"));
    }

    /** So is an export of the day before. */
    @Test
    void anExportOfTheDayBeforeIsFound() throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            kept.sign();
            Path yesterday = kept.exported(folder);
            kept.give(9);
            String published = kept.sign();

            assertThat(Verification.of(yesterday, Kept.trusted(published)).broken())
                    .anySatisfy(link -> assertThat(link).contains("the journal of receipts is shorter"));
        }
    }

    @Test
    void whatGrewAfterAnOlderHeadIsFine() throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            String older = kept.sign();
            kept.append(9, "MINOR");
            kept.give(9);
            kept.published();
            kept.sign();
            kept.give(10);

            Verification.Result found = held(kept, older);
            assertThat(found.broken()).isEmpty();
            // the three that are kept, and the one of them that was kept elsewhere
            assertThat(found.signatures()).isEqualTo(4);
            assertThat(Objects.requireNonNull(found.signed()).number()).isEqualTo(3);
            assertThat(found.remarks())
                    .anySatisfy(remark -> assertThat(remark)
                            .contains("after checkpoint 3 is not signed for yet", "0 pack events, 1 receipts"));
        }
    }

    /** A record that says to be from before a head that was signed without it. */
    @Test
    void aRecordDatedBackBeforeASignedHeadIsFound() throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            // somebody asked what was known by now, so nothing may say later that it was known by then
            kept.ledger.known(CreditCodes.of(1), Instant.now());
            String published = kept.sign();
            kept.jdbc.update("UPDATE ledger_head SET recorded_at = (SELECT MAX(recorded_at) FROM ledger_entry)");
            kept.earlier(Duration.ofDays(1)).append(9, "MINOR");
            kept.jdbc.update(
                    "UPDATE ledger_head SET recorded_at = ?", Instant.now().atOffset(ZoneOffset.UTC));
            forgetFrom(kept, 2);

            assertThat(held(kept, null).broken()).isEmpty();
            assertThat(held(kept, published).broken())
                    .anySatisfy(link -> assertThat(link)
                            .contains("ledger entry 16 ", "before a moment that was signed for without it"));
        }
    }

    @Test
    void aHeadTakenOutOfTheMiddleOrTheEndIsFound() throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            kept.sign();
            String published = kept.sign();
            kept.jdbc.update("DELETE FROM checkpoint WHERE number = 2");
            assertThat(held(kept, null).broken()).first().asString().contains("缺少第 2 号校验点", "checkpoint 2 is missing");
            // and the later one made the second, so that there is no gap
            kept.jdbc.update("UPDATE checkpoint SET number = 2 WHERE number = 3");
            assertThat(held(kept, null).broken())
                    .singleElement()
                    .asString()
                    .contains("checkpoint 2：", "does not follow");
            forgetFrom(kept, 2);
            assertThat(held(kept, null).broken()).isEmpty();
            assertThat(held(kept, published).broken())
                    .singleElement()
                    .asString()
                    .contains("checkpoint 3 that was kept elsewhere is not in it");
        }
    }

    @Test
    void aHeadOfAnotherJournalIsFound() throws IOException {
        String other;
        try (Kept kept = Kept.inMemory()) {
            other = kept.sign();
            try (Kept empty = Kept.inMemory()) {
                // the same name, the same key, and as little in it
                empty.append(1, "MINOR");
                empty.sign();
                assertThat(held(empty, other).broken())
                        .singleElement()
                        .asString()
                        .contains("checkpoint 1 that was kept elsewhere is not in it: this is another journal");
            }
            kept.append(1, "MINOR");
            other = kept.sign();
        }
        try (Kept kept = Kept.inMemory().filled()) {
            String published = other;
            assertThat(held(kept, published).broken())
                    .anySatisfy(link -> assertThat(link).contains("this is another journal"))
                    .anySatisfy(link -> assertThat(link).contains("the ledger is not what it was when it was signed"));
            // put among those of this one
            kept.jdbc.update(
                    "INSERT INTO checkpoint (number, size, root, note) SELECT 2, 0, root, ? FROM checkpoint", other);
            assertThat(held(kept, null).broken())
                    .anySatisfy(link -> assertThat(link).contains("checkpoint 2：", "does not follow"));
        }
    }

    /** Columns that say something else than what was signed. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"size = 5", "root = 'a' || SUBSTRING(root, 1, 63)"})
    void theColumnsOfAHeadAreThoseThatWereSigned(String change) throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            kept.jdbc.update("UPDATE checkpoint SET " + change);
            for (Verification.Trusted trusted : new Verification.Trusted[] {Kept.trusted(null), null}) {
                assertThat(Verification.of(kept.exported(folder), trusted).broken())
                        .singleElement()
                        .asString()
                        .contains("checkpoint 1：", "its columns are not what was signed");
            }
        }
    }

    /** Whoever makes a head has a key too, only not that one. */
    @Test
    void aForgedHeadIsFound() throws Exception {
        try (Kept kept = Kept.inMemory().filled()) {
            forgetFrom(kept, 1);
            kept.heads.sign(Signers.named(Kept.SIGNER));

            assertThat(held(kept, null).broken())
                    .anySatisfy(link -> assertThat(link).contains("checkpoint 1：", "another key"))
                    .anySatisfy(link -> assertThat(link).contains("no checkpoint signed by"));
        }
    }

    /** A key was given, and there is nothing that it says: that is not "all holds". */
    @Test
    void aKeyWithoutAHeadThatItSignedSaysSo() throws Exception {
        try (Kept kept = Kept.inMemory().filled()) {
            forgetFrom(kept, 1);
            assertThat(held(kept, null).broken())
                    .singleElement()
                    .asString()
                    .contains("没有由 `journal.example` 签名", "there is no checkpoint signed by", "--checkpoint");
            kept.heads.sign(Signers.named("another.example"));
            assertThat(held(kept, null).broken()).singleElement().asString().contains("no checkpoint signed by");
            assertThat(Verification.of(kept.exported(folder), null).broken()).isEmpty();
        }
    }

    /** A new key has a new name. What the new one signs covers the heads before it, and after it nobody is believed. */
    @Test
    void headsOfAnotherSignerAreCoveredByThoseThatFollow() throws Exception {
        try (Kept kept = Kept.inMemory().filled()) {
            Checkpoint.Signer next = Signers.named("next.example");
            kept.give(9);
            String published = kept.heads.sign(next);
            Path export = kept.exported(folder);

            Verification.Result byNext =
                    Verification.of(export, new Verification.Trusted(next.name(), next.publicKey(), published));
            assertThat(byNext.broken()).isEmpty();
            assertThat(byNext.remarks()).isEmpty();
            Verification.Result byFirst =
                    Verification.of(export, Kept.trusted(notes(kept).get(0)));
            assertThat(byFirst.broken()).isEmpty();
            assertThat(byFirst.remarks())
                    .anySatisfy(remark -> assertThat(remark)
                            .contains("from checkpoint 2 on they are signed by `next.example`", "not checked"));
        }
    }

    @Test
    void nothingIsSignedWhereLessIsThanWasSignedBefore() throws Exception {
        try (Kept kept = Kept.inMemory().filled()) {
            kept.sign();
            kept.cut("receipt", 1);
            assertThatThrownBy(() -> kept.heads.sign(Kept.KEYS))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("nothing was signed");
            kept.give(17);
            kept.jdbc.update("UPDATE checkpoint SET note = 'x' WHERE number = 2");
            assertThatThrownBy(() -> kept.heads.sign(Kept.KEYS)).hasMessageContaining("nothing was signed");
            assertThat(notes(kept)).hasSize(2);
        }
    }

    @Test
    void twoKeysThatDoNotBelongTogetherKeepNothing() throws Exception {
        try (Kept kept = Kept.inMemory().filled()) {
            Checkpoint.Signer mixed = new Checkpoint.Signer(
                    Kept.SIGNER,
                    Kept.KEYS.privateKey(),
                    Signers.named(Kept.SIGNER).publicKey());
            assertThatThrownBy(() -> kept.heads.sign(mixed)).isInstanceOf(Checkpoint.BrokenNoteException.class);
            assertThat(notes(kept)).hasSize(1);
        }
    }

    /** Heads that are signed while others write are each of one moment. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(booleans = {false, true})
    void aHeadIsOfOneMomentWhileOthersWrite(boolean postgres) throws Exception {
        try (Kept kept = postgres
                ? new Kept(Postgres.newDatabase(), Postgres.USER)
                : new Kept("jdbc:h2:file:" + folder.resolve("busy") + ";WRITE_DELAY=0", "sa")) {
            kept.filled();
            java.util.concurrent.atomic.AtomicBoolean over = new java.util.concurrent.atomic.AtomicBoolean();
            var writer = java.util.concurrent.Executors.newSingleThreadExecutor();
            var writing = writer.submit(() -> {
                for (int number = 100; !over.get(); number++) {
                    kept.append(number, "MINOR");
                    kept.give(number);
                }
            });
            String published = null;
            for (int turn = 0; turn < 20; turn++) {
                published = kept.sign();
            }
            over.set(true);
            writing.get();
            writer.shutdown();

            Verification.Result found = held(kept, published);
            assertThat(found.broken()).isEmpty();
            assertThat(found.signatures()).isEqualTo(22);
            assertThat(Objects.requireNonNull(found.signed()).size()).isGreaterThan(6);
        }
    }
}
