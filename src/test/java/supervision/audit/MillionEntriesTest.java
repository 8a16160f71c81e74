package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.ledger.Ledger;

/** A ledger of a million entries, a fifth of them withdrawn: it is verified as a database and as a file, and a change is found. */
@Tag("long")
class MillionEntriesTest {

    private static final int RECORDS = 1_000_000;
    private static final int BATCH = 10_000;
    private static final int BATCHES_OF_AN_IMPORT = 20;

    @TempDir
    private Path folder;

    @Test
    void aMillionEntriesAreVerified() throws IOException {
        try (Kept kept = new Kept("jdbc:h2:file:" + folder.resolve("million"), "sa")) {
            Ledger.Opening opening = new Ledger.Opening("名录.jsonl", Ledger.Channel.PROGRAM, Ledger.Origin.UNSAID);
            long importNo = 0;
            for (int batch = 0; batch < RECORDS / BATCH; batch++) {
                List<Integer> entities = IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                        .boxed()
                        .toList();
                importNo = batch % BATCHES_OF_AN_IMPORT == 0
                        ? kept.append(opening, entities)
                        : kept.append(importNo, entities);
            }
            assertThat(kept.ledger
                            .withdraw(importNo, new Ledger.Origin("李四", "报错了"))
                            .accepted())
                    .isEqualTo(BATCH * BATCHES_OF_AN_IMPORT);
            String published = kept.sign();

            Verification.Result found = Verification.of(kept.export, Kept.trusted(published), null);
            assertThat(found.broken()).isEmpty();
            assertThat(found.counted()).containsKey("ledger_entry");
            assertThat(Map.copyOf(found.counted()).get("ledger_entry")).isGreaterThan(RECORDS);
            kept.jdbc.update("UPDATE ledger_entry SET file_row = file_row + 1 WHERE seq = ?", RECORDS - 1);
            assertThat(Verification.of(kept.exported(folder), Kept.trusted(published))
                            .broken())
                    .singleElement()
                    .asString()
                    .contains("ledger entry " + (RECORDS - 1));
        }
    }
}
