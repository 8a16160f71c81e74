package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.intake.PenaltyFile.Defect;

class PenaltyFileTest {

    @TempDir
    private Path folder;

    @Test
    void ofTenThousandRowsTheHundredBadOnesAreSetAsideEachForItsOwnReason() throws IOException {
        Path file = folder.resolve("处罚.csv");
        Map<Integer, Defect> defects = PenaltyFile.write(file, 10_000, 100, 1);
        Collected read = new Collected();
        try (InputStream in = Files.newInputStream(file)) {
            Collected.INTAKE.read("处罚.csv", "text/csv", in, read);
        }

        assertThat(read.records).hasSize(9_900);
        assertThat(read.setAside).hasSize(100);
        assertThat(read.setAside.stream().map(SetAside::row)).containsExactlyElementsOf(defects.keySet());
        Map<Defect, Integer> counts = new EnumMap<>(Defect.class);
        for (SetAside row : read.setAside) {
            Defect defect = Objects.requireNonNull(defects.get(row.row()));
            assertThat(row.column()).as(row.toString()).isEqualTo(defect.column);
            assertThat(row.problem()).contains(" / ").contains(defect.problem);
            assertThat(row.remedy()).contains(" / ");
            assertThat(row.file()).isEqualTo("处罚.csv");
            counts.merge(defect, 1, Integer::sum);
        }
        assertThat(counts.values()).containsOnly(10).hasSize(10);
        assertThat(read.setAside.toString()).doesNotContain(IdNumbers.bornOn("19800101"));
    }

    @Test
    void theSameArgumentsWriteTheSameFile() throws IOException {
        Path one = folder.resolve("one.csv");
        Path two = folder.resolve("two.csv");
        PenaltyFile.write(one, 300, 20, 7);
        PenaltyFile.write(two, 300, 20, 7);
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
        assertThat(List.of(Files.size(one))).doesNotContain(0L);
    }
}
