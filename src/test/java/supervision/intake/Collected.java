package supervision.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All rows of a small file, in the order in which they came. */
public final class Collected implements Intake.Sink {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    static final Pseudonyms PSEUDONYMS = Pseudonyms.under(new byte[Pseudonyms.KEY_BYTES]);

    /** A pack with nothing that a record could name. */
    public static final Intake.Known NOTHING =
            new Intake.Known(Set.of(), Set.of(), Set.of(), Set.of(), List.of(), Set.of());

    static final Intake INTAKE = intake(BigDecimal.valueOf(100));

    static Intake intake(@Nullable BigDecimal largestFine) {
        return new Intake(
                TODAY,
                new Intake.Known(
                        Set.of("wage-arrears"),
                        Set.of("food/licence-revoked"),
                        Set.of("shandong", "tax"),
                        Set.of("FOOD", "DRUG", "MARKET_REGULATION", "WORK_SAFETY"),
                        List.of("ENTITY", "LEGAL_REPRESENTATIVE", "PRINCIPAL", "INVESTOR"),
                        Set.of("LEGAL_REPRESENTATIVE", "PRINCIPAL", "INVESTOR")),
                PSEUDONYMS,
                largestFine);
    }

    public final List<CreditRecord> records = new ArrayList<>();
    public final List<SetAside> setAside = new ArrayList<>();

    @Override
    public void record(CreditRecord record) {
        records.add(record);
    }

    @Override
    public void setAside(SetAside row) {
        setAside.add(row);
    }

    static Collected of(String fileName, String contentType, byte[] file) {
        return of(INTAKE, fileName, contentType, file);
    }

    /** What an intake makes of lines of JSON. */
    public static Collected of(Intake intake, String lines) {
        return of(intake, "records.jsonl", "", lines.getBytes(StandardCharsets.UTF_8));
    }

    private static Collected of(Intake intake, String fileName, String contentType, byte[] file) {
        Collected collected = new Collected();
        try {
            intake.read(fileName, contentType, new ByteArrayInputStream(file), collected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collected;
    }

    static Collected csv(String... lines) {
        return of("cf.csv", "", String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static Collected json(String... lines) {
        return of("records.jsonl", "", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** The one row of the file, which was set aside. */
    SetAside only() {
        if (setAside.size() != 1 || !records.isEmpty()) {
            throw new AssertionError("taken " + records + ", set aside " + setAside);
        }
        return setAside.get(0);
    }

    /** The one row of the file, which was taken. */
    CreditRecord taken() {
        if (records.size() != 1 || !setAside.isEmpty()) {
            throw new AssertionError("taken " + records + ", set aside " + setAside);
        }
        return records.get(0);
    }
}
