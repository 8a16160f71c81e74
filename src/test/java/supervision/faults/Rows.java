package supervision.faults;

import java.util.List;
import java.util.stream.IntStream;
import supervision.intake.CreditCodes;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;

/** Rows to import, by series and number: the same arguments give the same row, and no two rows are of one record. */
final class Rows {

    private static final int ENTITIES_OF_A_SERIES = 20;
    private static final int SHIFT = 5;

    private Rows() {}

    /** Entities that the rows of a series are about; series beside each other share some. */
    static List<String> subjects(int series) {
        return IntStream.range(series * SHIFT, series * SHIFT + ENTITIES_OF_A_SERIES)
                .mapToObj(CreditCodes::of)
                .toList();
    }

    private static String subject(int series, int number) {
        return CreditCodes.of(series * SHIFT + number % ENTITIES_OF_A_SERIES);
    }

    static String line(int series, int number) {
        return """
                {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕%d-%d号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "GENERAL"}""".formatted(subject(series, number), series, number);
    }

    /** Many lines of a file of JSON lines. */
    static String lines(int series, int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int number = from; number < to; number++) {
            lines.append(line(series, number)).append('\n');
        }
        return lines.toString();
    }

    static CreditRecord record(String file, int series, int number) {
        return FactJson.read(line(series, number), file, number + 1);
    }

    /** Subject and id of the record, which tell it from all others. */
    static String key(int series, int number) {
        CreditRecord record = record("", series, number);
        return record.subject() + ' ' + record.fact().id();
    }
}
