package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.Postgres;
import supervision.journal.Officers;
import supervision.journal.PackEvent;
import supervision.journal.Person;
import supervision.ledger.Ledger;

/** Whatever is changed afterwards is found, and named. */
class VerificationTest {

    @TempDir
    private static Path folder;

    /** With publications; every change of it is undone. */
    private static Kept whole;

    @BeforeAll
    static void fill() throws IOException {
        whole = Kept.inMemory().filled().published();
    }

    @AfterAll
    static void close() {
        whole.close();
    }

    private static void isNamed(String change, String expected) {
        // the first character is a random digit, and may be any
        String column = change.contains("SET chain") ? "chain" : "hash";
        String other = change.replace(
                "OTHER",
                "CASE WHEN SUBSTRING(%1$s, 1, 1) = 'a' THEN 'b' ELSE 'a' END || SUBSTRING(%1$s, 2)".formatted(column));
        whole.whileChanged(
                () -> assertThat(whole.jdbc.update(other)).isEqualTo(1),
                () -> assertThat(whole.verified(folder).broken())
                        .anySatisfy(link -> assertThat(link).containsPattern(expected)));
    }

    @Test
    void whatWasNotTouchedHolds() throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            Verification.Result found = kept.verified(folder);

            assertThat(found.broken()).isEmpty();
            assertThat(found.signatures()).isEqualTo(1);
            assertThat(found.remarks())
                    .singleElement()
                    .asString()
                    .contains(
                            "what came after checkpoint 1 is not signed for yet: 0 ledger entries, 0 pack events, 2 receipts");
            assertThat(found.counted())
                    .containsAllEntriesOf(
                            Map.of("ledger_entry", 15L, "kept_pack", 1L, "receipt", 6L, "checkpoint", 1L));
        }
        try (Kept empty = Kept.inMemory()) {
            assertThat(Verification.of(empty.exported(folder), null).broken()).isEmpty();
            empty.sign();
            assertThat(empty.verified(folder).broken()).isEmpty();
            assertThat(empty.verified(folder).remarks()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '"', textBlock = """
            UPDATE ledger_entry SET fact = REPLACE(fact, 'SERIOUS', 'SERIOUT') WHERE seq = 7 → ledger entry 7 .*row 2 of 处罚.jsonl.*content
            UPDATE ledger_entry SET hash = OTHER WHERE seq = 7 → ledger entry 7 .*content
            UPDATE ledger_entry SET kind = 'penaltx' WHERE seq = 7 → ledger entry 7 .*does not follow
            UPDATE ledger_entry SET subject = '91370116MAX0000158' WHERE seq = 7 → ledger entry 7 .*does not follow
            UPDATE ledger_entry SET record_key = record_key || 'x' WHERE seq = 7 → ledger entry 7 .*does not follow
            UPDATE ledger_entry SET told_by = 'x' WHERE seq = 7 → ledger entry 7 .*does not follow
            UPDATE ledger_entry SET told_why = 'x' WHERE seq = 7 → ledger entry 7 .*does not follow
            UPDATE ledger_entry SET file_row = 3 WHERE seq = 7 → ledger entry 7 .*does not follow
            UPDATE ledger_entry SET file_name = '处罚.jsonm' WHERE seq = 7 → ledger entry 7 .*does not follow
            UPDATE ledger_entry SET recorded_at = recorded_at + INTERVAL '1' SECOND WHERE seq = 7 → ledger entry 7 .*does not follow
            UPDATE ledger_entry SET chain = OTHER WHERE seq = 7 → ledger entry 7 .*does not follow
            DELETE FROM ledger_entry WHERE seq = 7 → ledger entry 8 .*does not follow
            DELETE FROM ledger_entry WHERE seq = 15 → head of the ledger
            UPDATE ledger_head SET chain = OTHER → head of the ledger
            UPDATE kept_pack SET files = SUBSTRING(files, 1, 5000) || 'A' || SUBSTRING(files, 5002) WHERE examples IS NULL LIMIT 1 → rule pack sha256
            UPDATE kept_pack SET examples = 'other' LIMIT 1 → rule pack sha256:.*fingerprint
            UPDATE kept_pack SET examples = '' LIMIT 1 → rule pack sha256:.*fingerprint
            UPDATE kept_pack SET files = files || 'AAAA' LIMIT 1 → rule pack sha256:.*cannot be unpacked
            DELETE FROM kept_pack WHERE fingerprint = (SELECT MAX(pack) FROM receipt) → receipt 1 .*rule pack is not there
            INSERT INTO kept_pack SELECT 'sha256:00', examples, kept_at, files FROM kept_pack LIMIT 1 → rule pack sha256:00：.*fingerprint
            INSERT INTO pack_report SELECT 'ff', json, html FROM pack_report → report ff.*：没有任何发布事件或回执用到
            UPDATE receipt SET content = REPLACE(content, 'an engine', 'an enginf') WHERE seq = 3 → receipt 3 .*content
            UPDATE receipt SET hash = OTHER WHERE seq = 3 → receipt 3 .*content
            UPDATE receipt SET as_of = as_of + INTERVAL '1' DAY WHERE seq = 3 → receipt 3 .*found by
            UPDATE receipt SET subject = 'x' WHERE seq = 3 → receipt 3 .*found by
            UPDATE receipt SET decision = '0000000000000000000000000000000x' WHERE seq = 3 → receipt 3 .*found by
            UPDATE receipt SET answer = (SELECT answer FROM receipt WHERE seq = 2) WHERE seq = 3 → receipt 3 .*answer is not
            UPDATE receipt SET answer = answer || 'AAAA' WHERE seq = 3 → receipt 3 .*cannot be unpacked
            UPDATE receipt SET answer = 'A' || SUBSTRING(answer, 2) WHERE seq = 3 → receipt 3 .*cannot be unpacked
            DELETE FROM receipt WHERE seq = 3 → receipt 4 .*does not follow
            DELETE FROM receipt WHERE seq = 9 → head of the journal
            UPDATE journal_head SET hash = OTHER → head of the journal
            UPDATE checkpoint SET note = REPLACE(note, '4', '5') → checkpoint 1：""")
    void aChangeOfAnyColumnIsNamed(String change, String expected) {
        isNamed(change, expected);
    }

    @Test
    void whatWasPublishedHolds() throws IOException {
        Path officers = Person.file(folder, Kept.PROPOSER.with(), Kept.APPROVER.with("approve"));
        try (Kept kept = Kept.inMemory().filled().published()) {
            Verification.Result found = Verification.of(kept.exported(folder), null, Officers.read(officers));

            assertThat(found.broken()).isEmpty();
            assertThat(found.remarks()).isEmpty();
            assertThat(found.counted())
                    .containsAllEntriesOf(Map.of("pack_event", 6L, "pack_report", 1L, "kept_pack", 2L, "receipt", 9L));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '"', textBlock = """
            UPDATE pack_event SET content = REPLACE(content, '理由', '原因') WHERE seq = 4 → pack event 4：内容.*content
            UPDATE pack_event SET hash = OTHER WHERE seq = 4 → pack event 4：内容.*content
            UPDATE pack_event SET seq = 9 WHERE seq = 6 → pack event 9：与前一个不相接
            DELETE FROM pack_event WHERE seq = 3 → pack event 4：与前一个不相接.*does not follow
            DELETE FROM pack_event WHERE seq = 6 → head of the pack events
            DELETE FROM pack_event WHERE seq = 6 → receipt 9 .*publication 2 that it names is not there
            UPDATE pack_event_head SET seq = 5 → head of the pack events
            UPDATE pack_event_head SET hash = OTHER → head of the pack events
            UPDATE pack_report SET hash = OTHER → report .*：内容与哈希不符
            UPDATE pack_report SET hash = OTHER → pack event 3：所据报告不在.*report it relies on
            UPDATE pack_report SET json = html → report .*：内容与哈希不符
            UPDATE pack_report SET html = json → report .*：内容与哈希不符
            UPDATE pack_report SET html = 'A' || SUBSTRING(html, 2) → report .*cannot be unpacked
            DELETE FROM pack_report → pack event 3：所据报告不在
            DELETE FROM kept_pack WHERE fingerprint <> (SELECT MAX(pack) FROM receipt) → pack event 2：所涉规则包不在.*rule pack""")
    void aChangeOfWhatWasPublishedIsNamed(String change, String expected) {
        isNamed(change, expected);
    }

    /** The chain made anew from a forged event on, so that all hashes hold: the signatures do not. */
    @Test
    void anEventMadeAnewLacksItsSignature() throws IOException {
        try (Kept kept = Kept.inMemory().filled().published()) {
            List<PackEvent> events = kept.events.history().events();
            String previous = PackEvent.NONE;
            for (PackEvent event : events) {
                String text = event.text()
                        .replaceFirst("\nprevious .*", "\nprevious " + previous)
                        .replace(event.seq() == 4 ? "理由" : "\n\n", event.seq() == 4 ? "原因" : "\n\n");
                previous = supervision.journal.Hashes.sha256(text);
                kept.jdbc.update(
                        "UPDATE pack_event SET content = ?, hash = ? WHERE seq = ?", text, previous, event.seq());
            }
            kept.jdbc.update("UPDATE pack_event_head SET hash = ?", previous);

            assertThat(kept.verified(folder).broken())
                    .first()
                    .asString()
                    .contains("pack event 4", "the signature does not hold");
        }
    }

    /** Somebody who can write to the database has keys too, only not those of the file. */
    @Test
    void theKeyOfSomebodyUnknownIsNamed() throws IOException {
        Path officers = Person.file(
                folder, Kept.PROPOSER.with("propose"), Person.named("李四").with("approve"));
        try (Kept kept = Kept.inMemory().filled().published()) {
            Path export = kept.exported(folder);
            assertThat(Verification.of(export, null).broken()).isEmpty();
            assertThat(Verification.of(export, null, Officers.read(officers)).broken())
                    .first()
                    .asString()
                    .contains("pack event 4", "`李四`", "not in the file of officers");
        }
    }

    /** Receipts that hold, and were given past the publications. */
    @Test
    void receiptsGivenPastThePublicationsAreRemarked() throws IOException {
        try (Kept kept = Kept.inMemory().filled().published()) {
            kept.later(java.time.Duration.ofHours(1));
            kept.give(20);
            kept.give(21);
            kept.give(22, kept.events.history().publication(0).asPublication());
            kept.give(23, kept.under());

            Verification.Result found = kept.verified(folder);
            assertThat(found.broken()).isEmpty();
            assertThat(found.remarks()).hasSize(3);
            assertThat(found.remarks().get(0)).contains("from receipt 10 on, 2 were given outside publication");
            assertThat(found.remarks().get(1)).contains("from receipt 12 on, 1 were given under a publication");
        }
    }

    /** The ledger made anew from end to end, so that it holds by itself: receipts know that it is another. */
    @ParameterizedTest
    @CsvSource({"4, records it rests on are not those", "1, that it rests on is not there"})
    void receiptsKnowALedgerThatWasExchanged(int entities, String expected) throws IOException {
        try (Kept kept = Kept.inMemory().filled()) {
            kept.jdbc.update("DELETE FROM ledger_entry");
            kept.jdbc.update("UPDATE ledger_head SET seq = 0, chain = '" + Ledger.NOTHING_BEFORE + "'");
            for (int entity = 1; entity <= entities; entity++) {
                kept.append(entity, "MINOR");
            }

            kept.jdbc.update("DELETE FROM checkpoint");

            assertThat(Verification.of(kept.exported(folder), null).broken())
                    .singleElement()
                    .asString()
                    .contains("receipt 1 ", expected);
        }
    }

    @Test
    void theSameHoldsOnPostgres() throws IOException {
        try (Kept kept = new Kept(Postgres.newDatabase(), Postgres.USER).filled()) {
            assertThat(kept.verified(folder).broken()).isEmpty();
            kept.jdbc.update("UPDATE ledger_entry SET fact = REPLACE(fact, '2026-04-10', '2026-04-11') WHERE seq = 3");

            assertThat(kept.verified(folder).broken())
                    .singleElement()
                    .asString()
                    .contains("ledger entry 3 ");
        }
    }

    /** One byte in the file of the database, without the database knowing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT SUBSTRING(fact, POSITION('"gravity"' IN fact), 17) FROM ledger_entry WHERE seq = 14 | ledger entry 14
            SELECT SUBSTRING(content, 30, 40) FROM receipt WHERE seq = 4            | receipt 4
            SELECT SUBSTRING(answer, 10, 20) FROM receipt WHERE seq = 4             | receipt 4
            SELECT SUBSTRING(files, 100000, 60) FROM kept_pack                      | rule pack sha256""")
    void aByteInTheFileIsNamed(String part, String expected, @TempDir Path own) throws IOException {
        String url = "jdbc:h2:file:" + own.resolve("supervision");
        byte[] wanted;
        try (Kept kept = new Kept(url, "sa").filled()) {
            wanted = Objects.requireNonNull(kept.jdbc.queryForObject(part, String.class))
                    .getBytes(StandardCharsets.UTF_8);
        }
        Path file = own.resolve("supervision.mv.db");
        byte[] bytes = Files.readAllBytes(file);
        int changed = 0;
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                // old pages of the file may hold it too
                int last = at + wanted.length - 1;
                bytes[last] = (byte) (bytes[last] == 'x' ? 'y' : 'x');
                changed++;
            }
        }
        assertThat(changed).isPositive();
        Files.write(file, bytes);

        try (Kept kept = new Kept(url, "sa")) {
            List<String> broken = kept.verified(folder).broken();
            assertThat(broken).first().asString().contains(expected);
        }
    }
}
