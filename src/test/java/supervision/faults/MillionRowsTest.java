package supervision.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Postgres;
import supervision.RandomCases;
import supervision.casework.Answers;
import supervision.casework.ImportRecords;
import supervision.casework.RulesInForce;

/** A file of a million rows: each is there once, those of any entity are found, and all of it holds together. */
@Tag("long")
class MillionRowsTest {

    private static final int ROWS = 1_000_000;
    private static final int ROWS_OF_A_SERIES = 400;
    private static final int SERIES = ROWS / ROWS_OF_A_SERIES;
    private static final int ASKED = 50;

    @TempDir
    private Path folder;

    /** Made while it is read. */
    private static InputStream file(int firstSeries) {
        Iterator<String> parts = IntStream.range(firstSeries, SERIES)
                .mapToObj(series -> Rows.lines(series, 0, ROWS_OF_A_SERIES))
                .iterator();
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(parts.next().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static ImportRecords.Report read(Parts parts, RulesInForce rules, int firstSeries) throws IOException {
        try (InputStream in = file(firstSeries)) {
            return parts.imports(rules).read(Parts.opening("million.jsonl"), "application/x-ndjson", in, read -> {});
        }
    }

    private static void millionRows(String url, String user) throws IOException {
        Random random = new Random(RandomCases.seed(MillionRowsTest.class));
        RulesInForce rules = SmallPack.compiled();
        try (Parts parts = new Parts(url, user, Clock.systemUTC())) {
            ImportRecords.Report report = read(parts, rules, 0);
            assertThat(report.setAside()).isEmpty();
            assertThat(report.accepted()).isEqualTo(ROWS);
            // somebody sends a part of it again
            ImportRecords.Report again = read(parts, rules, SERIES - 100);
            assertThat(again.accepted()).isZero();
            assertThat(again.alreadyPresent()).isEqualTo(100 * ROWS_OF_A_SERIES);

            Map<String, Integer> rowsOf = new TreeMap<>();
            for (int series = 0; series < SERIES; series++) {
                List<String> subjects = Rows.subjects(series);
                for (String subject : subjects) {
                    rowsOf.merge(subject, ROWS_OF_A_SERIES / subjects.size(), Integer::sum);
                }
            }
            Answers answers = parts.answers(rules, 0);
            List<String> subjects = List.copyOf(rowsOf.keySet());
            for (int i = 0; i < ASKED; i++) {
                String subject = subjects.get(random.nextInt(subjects.size()));
                // all its rows are known, and it can be decided with them
                assertThat(Objects.requireNonNull(parts.ledger.known(subject, null))
                                .facts())
                        .as(subject)
                        .hasSizeGreaterThanOrEqualTo(rowsOf.get(subject));
                assertThat(new String(answers.answer(subject, Worker.DAY, null), StandardCharsets.UTF_8))
                        .contains(subject);
            }
            assertThat(parts.verified().broken()).isEmpty();
        }
    }

    @Test
    void inTheFileDatabase() throws IOException {
        millionRows(ShippedUrl.in(folder), "sa");
    }

    @Test
    void inPostgres() throws IOException {
        millionRows(Postgres.newDatabase(), Postgres.USER);
    }
}
