package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Postgres;
import supervision.facts.Fact;
import supervision.intake.CreditRecord;
import supervision.ledger.Ledger;

/** A process is killed while it withdraws an import: the rest is withdrawn by doing it again. */
class KilledWithdrawalTest {

    private static final int ROWS = 5_000;
    private static final Ledger.Origin BY_ANOTHER = new Ledger.Origin("王五", "接着撤回");

    @TempDir
    private Path folder;

    private static List<CreditRecord> rows(int from, int to, String file) {
        return IntStream.range(from, to)
                .mapToObj(number -> Rows.record(file, 0, number))
                .toList();
    }

    private static List<Set<Fact>> known(Parts parts) {
        List<Set<Fact>> known = new ArrayList<>();
        for (String subject : Rows.subjects(0)) {
            known.add(Set.copyOf(
                    Objects.requireNonNull(parts.ledger.known(subject, null)).facts()));
        }
        return known;
    }

    private static void killed(String url, String user) throws Exception {
        long wrong;
        List<Set<Fact>> before;
        try (Parts parts = new Parts(url, user, Clock.systemUTC())) {
            parts.ledger.append(rows(0, ROWS / 2, "right.jsonl"));
            before = known(parts);
            // some of it is told already, and in force without the wrong file, too
            wrong = parts.ledger
                    .append(Parts.opening("wrong.jsonl"), rows(ROWS / 4, ROWS, "wrong.jsonl"))
                    .importNo();
        }
        for (int transactions = 1; transactions <= 2; transactions++) {
            try (Child child =
                    new Child(List.of(), List.of(), WithdrawingProcess.class, url, user, Long.toString(wrong))) {
                child.await(line -> line.equals("transaction 1"));
                for (int next = 2; next <= transactions; next++) {
                    String line = "transaction " + next;
                    child.tell("", line::equals);
                }
                child.kill();
            }
        }
        try (Parts parts = new Parts(url, user, Clock.systemUTC())) {
            Ledger.Imported begun = parts.ledger.imports(wrong + 1, 1).get(0);
            assertThat(Objects.requireNonNull(begun.withdrawn()).wholly()).isFalse();
            assertThat(known(parts).equals(before)).isFalse();

            Ledger.Imported done = parts.ledger.withdraw(wrong, BY_ANOTHER);

            Ledger.Withdrawn withdrawn = Objects.requireNonNull(done.withdrawn());
            assertThat(withdrawn.wholly()).isTrue();
            // who began it and why is what counts
            assertThat(withdrawn.origin().by()).isEqualTo("李四");
            assertThat(known(parts).equals(before)).isTrue();
            assertThat(parts.verified().broken()).isEmpty();
        }
    }

    @Test
    void inTheFileDatabase() throws Exception {
        killed(ShippedUrl.in(folder), "sa");
    }

    @Test
    void inPostgres() throws Exception {
        killed(Postgres.newDatabase(), Postgres.USER);
    }
}
