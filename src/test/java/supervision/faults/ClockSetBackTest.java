package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Effort;
import supervision.MovedClock;
import supervision.Postgres;
import supervision.RandomCases;
import supervision.casework.Answers;
import supervision.casework.RulesInForce;
import supervision.intake.CreditRecord;
import supervision.journal.Receipt;

/** A clock that is set back by hours: what is recorded goes on, and what was asked before has the same answer after. */
@Tag("scaled")
class ClockSetBackTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final int STEPS = Effort.of(60, 2000);

    @TempDir
    private Path folder;

    private static void jumping(String url, String user) throws Exception {
        long seed = RandomCases.seed(ClockSetBackTest.class);
        Random random = new Random(seed);
        String where = "seed " + seed;
        RulesInForce rules = SmallPack.compiled();
        MovedClock clock = new MovedClock(START);
        String subject = Rows.subjects(0).get(0);
        Map<Instant, byte[]> asked = new LinkedHashMap<>();
        List<Instant> recorded = new ArrayList<>();
        try (Parts parts = new Parts(url, user, clock)) {
            Answers answers = parts.answers(rules, 0);
            for (int step = 0; step < STEPS; step++) {
                clock.now = clock.now.plusMillis(random.nextInt(5 * 3_600_000) - 2 * 3_600_000L);
                // numbers by twenties are of one entity
                CreditRecord record = Rows.record("clock.jsonl", 0, step * 20);
                parts.ledger.append(List.of(record));
                recorded.add(parts.ledger.head().recordedAt());
                clock.now = clock.now.plusMillis(random.nextInt(3_600_000));
                // what is known by the clock, which may be well ahead of what was recorded last, or behind it
                for (Instant moment : List.of(clock.now, recorded.get(random.nextInt(recorded.size())))) {
                    if (!moment.isBefore(recorded.get(0))) {
                        asked.putIfAbsent(moment, answers.answer(subject, DAY, moment));
                    }
                }
            }
            assertThat(recorded).as(where).isSorted().doesNotHaveDuplicates();
            // another process, whose clock is the furthest behind
            clock.now = START.minus(Duration.ofDays(2));
            try (Parts later = new Parts(url, user, clock)) {
                later.ledger.append(List.of(Rows.record("clock.jsonl", 0, STEPS * 20)));
                Answers again = later.answers(rules, 0);
                asked.forEach((moment, answer) -> assertThat(again.answer(subject, DAY, moment))
                        .as("%s: known at %s", where, moment)
                        .isEqualTo(answer));
            }
            Instant before = Instant.EPOCH;
            List<Receipt> receipts = parts.jdbc.query(
                    "SELECT content FROM receipt ORDER BY seq", (row, at) -> Receipt.parse(row.getString(1)));
            assertThat(receipts.size()).isGreaterThan(STEPS / 3);
            for (Receipt receipt : receipts) {
                assertThat(receipt.madeAt()).as(where).isAfterOrEqualTo(before);
                assertThat(receipt.madeAt()).as(where).isAfterOrEqualTo(receipt.knownAt());
                before = receipt.madeAt();
            }
            assertThat(parts.jdbc
                            .queryForObject("SELECT MAX(recorded_at) FROM ledger_entry", OffsetDateTime.class)
                            .toInstant())
                    .isAfter(recorded.get(STEPS - 1));
            assertThat(parts.verified().broken()).as(where).isEmpty();
        }
    }

    @Test
    void inTheFileDatabase() throws Exception {
        jumping(ShippedUrl.in(folder), "sa");
    }

    @Test
    void inPostgres() throws Exception {
        jumping(Postgres.newDatabase(), Postgres.USER);
    }
}
