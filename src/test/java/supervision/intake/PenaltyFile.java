package supervision.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Writes a CSV file of penalties in the 双公示 layout, of any length, some rows of which are bad. */
public final class PenaltyFile {

    private static final List<String> HEADER = List.of(
            "CF_XDR_MC",
            "CF_XDR_LB",
            "CF_XDR_SHXYM",
            "CF_WSH",
            "CF_WFXW",
            "CF_SY",
            "CF_YJ",
            "CF_CFLB",
            "CF_NR",
            "CF_NR_FK",
            "CF_NR_WFFF",
            "CF_JDRQ",
            "CF_YXQ",
            "CF_GSJZQ",
            "CF_CFJG",
            "CF_CFJGDM",
            "CF_XDR_ZJHM",
            "CF_CJYJ",
            "BZ");

    private static final List<String> AUTHORITIES =
            List.of("济南市莱芜区市场监督管理局", "济南市莱芜区应急管理局", "济南市生态环境局莱芜分局", "济南市莱芜区住房和城乡建设局");
    private static final List<String> KINDS = List.of("罚款", "警告;罚款", "没收违法所得；罚款", "责令停产停业", "通报批评");

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 1);

    /** One way each in which a row is bad, with the column that the report has to name. */
    public enum Defect {
        WRONG_CHECK_CHARACTER("CF_XDR_SHXYM", "credit code character 18"),
        NO_NUMBER("CF_WSH", "number of the penalty decision is missing"),
        NO_AUTHORITY("CF_CFJG", "authority that decided is missing"),
        IMPOSSIBLE_DAY("CF_JDRQ", "no such day: `2026-02-30`"),
        DAY_AHEAD("CF_JDRQ", "is after today"),
        ENDS_BEFORE_DECISION("CF_GSJZQ", "is before `CF_JDRQ`"),
        NEGATIVE_FINE("CF_NR_FK", "amount is negative"),
        FINE_IN_WORDS("CF_NR_FK", "not an amount: `2000元`"),
        UNKNOWN_KIND("CF_CFLB", "no such value: `批评教育`"),
        PERSON_WITHOUT_BASIS("CF_CJYJ", "without a legal basis");

        public final String column;
        public final String problem;

        Defect(String column, String problem) {
            this.column = column;
            this.problem = problem;
        }
    }

    private PenaltyFile() {}

    /**
     * The same file for the same arguments.
     *
     * @param rows rows below the header
     * @param bad how many of them are bad, in equal parts of each defect, scattered over the file
     * @return the bad rows, as a spreadsheet numbers them
     */
    public static Map<Integer, Defect> write(Path file, int rows, int bad, long seed) {
        Random random = new Random(seed);
        Map<Integer, Defect> defects = defects(rows, bad, random);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", HEADER) + "\r\n");
            for (int number = 0; number < rows; number++) {
                Map<String, String> row = row(number, random);
                Defect defect = defects.get(number + 2);
                if (defect != null) {
                    spoil(row, defect, number);
                }
                List<String> cells = new ArrayList<>();
                HEADER.forEach(column -> cells.add(row.getOrDefault(column, "")));
                out.write(String.join(",", cells) + "\r\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defects;
    }

    private static Map<Integer, Defect> defects(int rows, int bad, Random random) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < rows; number++) {
            numbers.add(number + 2);
        }
        Collections.shuffle(numbers, random);
        Map<Integer, Defect> defects = new TreeMap<>();
        for (int i = 0; i < bad; i++) {
            defects.put(numbers.get(i), Defect.values()[i % Defect.values().length]);
        }
        return defects;
    }

    private static Map<String, String> row(int number, Random random) {
        LocalDate decidedOn = LAST_DAY.minusDays(random.nextInt(1500));
        Map<String, String> row = new TreeMap<>();
        row.put("CF_XDR_MC", "莱芜测试" + number + "号有限公司");
        row.put("CF_XDR_LB", "法人及非法人组织");
        row.put("CF_XDR_SHXYM", CreditCodes.of(number % 5000));
        row.put("CF_WSH", "济莱芜罚字〔" + decidedOn.getYear() + "〕第" + number + "号");
        row.put("CF_WFXW", "销售不合格产品");
        row.put("CF_SY", "\"经查，当事人销售的产品不合格\"");
        row.put("CF_YJ", "《中华人民共和国产品质量法》第四十九条");
        row.put("CF_CFLB", KINDS.get(random.nextInt(KINDS.size())));
        row.put("CF_NR_FK", random.nextInt(100) + "." + (random.nextInt(9) + 1));
        row.put("CF_JDRQ", decidedOn.toString());
        row.put("CF_GSJZQ", decidedOn.plusYears(1).toString());
        row.put("CF_CFJG", AUTHORITIES.get(random.nextInt(AUTHORITIES.size())));
        return row;
    }

    private static void spoil(Map<String, String> row, Defect defect, int number) {
        switch (defect) {
            case WRONG_CHECK_CHARACTER -> row.put("CF_XDR_SHXYM", CreditCodes.withWrongCheck(number % 5000));
            case NO_NUMBER -> row.remove("CF_WSH");
            case NO_AUTHORITY -> row.remove("CF_CFJG");
            case IMPOSSIBLE_DAY -> row.put("CF_JDRQ", "2026-02-30");
            case DAY_AHEAD -> {
                row.put("CF_JDRQ", "2026-12-31");
                row.put("CF_GSJZQ", "2027-12-31");
            }
            case ENDS_BEFORE_DECISION ->
                row.put(
                        "CF_GSJZQ",
                        LocalDate.parse(row.get("CF_JDRQ")).minusDays(1).toString());
            case NEGATIVE_FINE -> row.put("CF_NR_FK", "-0.2");
            case FINE_IN_WORDS -> row.put("CF_NR_FK", "2000元");
            case UNKNOWN_KIND -> row.put("CF_CFLB", "罚款;批评教育");
            case PERSON_WITHOUT_BASIS -> {
                row.put("CF_XDR_LB", "自然人");
                row.remove("CF_XDR_SHXYM");
                row.put("CF_XDR_ZJHM", IdNumbers.bornOn("19800101"));
            }
        }
    }
}
