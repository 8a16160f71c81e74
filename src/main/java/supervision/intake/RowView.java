package supervision.intake;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import supervision.facts.CreditCode;

/** One row of a table under its header, read column by column. */
final class RowView {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");

    /** The layout counts money in units of 10,000 yuan. */
    private static final BigDecimal UNIT = BigDecimal.valueOf(10_000);

    private final Layout.Header header;
    private final TableRow row;

    RowView(Layout.Header header, TableRow row) {
        this.header = header;
        this.row = row;
    }

    String prefix() {
        return header.layout().prefix();
    }

    /** The column as this file names it, for the sender looks for that name. */
    String nameOf(String column) {
        List<Integer> positions = header.positions(column);
        if (positions.isEmpty()) {
            return column;
        }
        int filled = positions.stream()
                .filter(position -> !cell(position).text().isEmpty())
                .findFirst()
                .orElse(positions.get(0));
        return header.given(filled);
    }

    String nameOfComponent(String component) {
        return nameOf(header.layout().columnOf(component));
    }

    private TableRow.Cell cell(int position) {
        return position < row.cells().size() ? row.cells().get(position) : TableRow.Cell.EMPTY;
    }

    private TableRow.Cell cell(String column) {
        TableRow.Cell first = TableRow.Cell.EMPTY;
        String of = "";
        for (int position : header.positions(column)) {
            TableRow.Cell cell = cell(position);
            if (cell.damage() != null) {
                throw new RefusedRowException(
                        header.given(position), cell.text(), cell.damage().problem, cell.damage().remedy);
            }
            if (first.text().isEmpty()) {
                first = cell;
                of = header.given(position);
            } else if (!cell.text().isEmpty() && !isSame(first.text(), cell.text())) {
                throw new RefusedRowException(
                        header.given(position),
                        Quote.of(cell.text()),
                        Words.of(
                                "`%1$s`与`%2$s`是同一项，内容却不同",
                                "`%1$s` and `%2$s` are one thing, and say something else", of, header.given(position)),
                        Words.of("与文书核对，只留一个", "compare with the document and keep one of them"));
            }
        }
        return first;
    }

    /** One thing in two columns, however each writes it. A term says for how long, which is no day and contradicts none. */
    private static boolean isSame(String one, String other) {
        Optional<LocalDate> day = Days.parse(one);
        return Days.isTerm(other)
                || day.isPresent() && day.equals(Days.parse(other))
                || NUMBER.matcher(one).matches()
                        && NUMBER.matcher(other).matches()
                        && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0
                || CreditCode.plain(Keys.unescaped(one)).equals(CreditCode.plain(Keys.unescaped(other)));
    }

    /** Text of the column; empty if there is none. */
    String text(String column) {
        return Keys.text(nameOf(column), Keys.unescaped(cell(column).text()));
    }

    @Nullable
    String textOrNull(String column) {
        String text = text(column);
        return text.isEmpty() ? null : text;
    }

    /** Texts of the column under each of its names that the file has. */
    List<String> texts(String column) {
        return header.positions(column).stream()
                .map(position ->
                        Keys.text(header.given(position), cell(position).text()))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    String required(String column, String zh, String en) {
        String text = text(column);
        if (text.isEmpty()) {
            throw missing(column, zh, en);
        }
        return text;
    }

    /** Part of the key of the record. */
    String requiredKey(String column, String component, String zh, String en) {
        required(column, zh, en);
        if (cell(column).day() != null) {
            throw Keys.damaged(nameOf(column), cell(column).text());
        }
        // whether it was written as a text matters for a key
        return Checks.kept(component, nameOf(column), cell(column).text());
    }

    RefusedRowException missing(String column, String zh, String en) {
        return new RefusedRowException(
                nameOf(column),
                "",
                Words.of("缺少%1$s", "%2$s is missing", zh, en),
                Words.of("在`%1$s`列填写", "fill in column `%1$s`", nameOf(column)));
    }

    LocalDate requiredDay(String column, String zh, String en) {
        LocalDate day = day(column);
        if (day == null) {
            throw missing(column, zh, en);
        }
        return day;
    }

    @Nullable
    LocalDate day(String column) {
        LocalDate shown = cell(column).day();
        String text = text(column);
        if (text.isEmpty() || shown != null) {
            return shown;
        }
        Optional<LocalDate> day = Days.parse(text);
        if (Days.hasTime(text)) {
            throw new RefusedRowException(
                    nameOf(column),
                    Quote.of(text),
                    Words.of(
                            "`%s`带有时刻，看不出是哪一天",
                            "`%s` has a time of day: it is not clear which day is meant", Quote.of(text)),
                    Words.of(
                            "与文书核对后只填日期，如 2026-03-01",
                            "compare with the document and give the day alone, such as 2026-03-01"));
        }
        return day.orElseThrow(() -> new RefusedRowException(
                nameOf(column),
                Quote.of(text),
                Days.looksLikeDay(text)
                        ? Words.of("没有这一天：`%s`", "no such day: `%s`", Quote.of(text))
                        : Words.of("不是日期：`%s`", "not a day: `%s`", Quote.of(text)),
                Words.of(
                        "按 2026-03-01、2026/3/1、20260301 或 2026年3月1日 填写",
                        "write it as 2026-03-01, 2026/3/1, 20260301 or 2026年3月1日")));
    }

    /** Day up to which something holds; null if it holds for good, as the layout writes 2099/12/31. */
    @Nullable
    LocalDate lastDay(String column) {
        return Days.isNever(text(column)) ? null : day(column);
    }

    /**
     * Yuan, from a column that counts in units of 10,000 yuan.
     *
     * @param most units above which yuan may have been meant; null if the sender has confirmed them
     */
    @Nullable
    BigDecimal yuan(String column, @Nullable BigDecimal most) {
        String text = text(column);
        if (text.isEmpty()) {
            return null;
        }
        // looked at before anything is computed: 1E999 is short to write and long to work out
        BigDecimal amount = NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
        if (amount != null && (FactJson.tooLong(amount) || FactJson.tooLong(amount.multiply(UNIT)))) {
            throw new RefusedRowException(
                    nameOf(column),
                    Quote.of(text),
                    Words.of("`%s`的位数过多", "`%s` has too many digits", Quote.of(text)),
                    Words.of(
                            "换算成元后，整数和小数部分各不超过 %1$d 位：与文书核对后四舍五入到分，如 0.2 万元",
                            "at most %1$d digits before and after the point, counted in yuan: compare with the document and round it to"
                                    + " the cent, such as 0.2 for 2000 yuan",
                            FactJson.MOST_DIGITS));
        }
        if (amount != null && most != null && amount.compareTo(most) > 0) {
            throw new RefusedRowException(
                    nameOf(column),
                    Quote.of(text),
                    Words.of(
                            "%1$s 万元即 %2$s 元，超过本系统设定的 %3$s 万元（非法律规定）：是否误按元填写",
                            "%1$s units of 10,000 yuan are %2$s yuan, more than the %3$s units set here (by us, not by law): were yuan"
                                    + " meant",
                            amount.toPlainString(),
                            FactJson.plain(amount.multiply(UNIT)).toPlainString(),
                            most.toPlainString()),
                    Words.of(
                            "本来是元的，改成万元（2000 元填 0.2）；确为万元的，单独报送这些行并确认：HTTP 加参数 confirmed=fines，终端加 --confirmed=fines",
                            "if yuan were meant, write units of 10,000 (0.2 for 2000 yuan); if not, send these rows by themselves as"
                                    + " confirmed: with the parameter confirmed=fines over HTTP, with --confirmed=fines in the"
                                    + " terminal"));
        }
        if (amount == null) {
            throw new RefusedRowException(
                    nameOf(column),
                    Quote.of(text),
                    Words.of("不是金额：`%s`", "not an amount: `%s`", Quote.of(text)),
                    Words.of(
                            "只填数字，单位为万元，不带千分位和“元”字，如 2000 元填 0.2",
                            "give the number alone, in units of 10,000 yuan and without separators: 0.2 for 2000 yuan"));
        }
        return FactJson.plain(amount.multiply(UNIT));
    }

    /** A field as the pack writes it, whether or not it has it. */
    @Nullable
    String field(String column) {
        String text = text(column);
        return text.isEmpty() ? null : text.toUpperCase(Locale.ROOT);
    }

    RefusedRowException unknown(String column, String text, String known) {
        return new RefusedRowException(
                nameOf(column),
                Quote.of(text),
                Words.of("没有取值`%s`", "no such value: `%s`", Quote.of(text)),
                Words.of("取值应为：%s", "use one of: %s", known));
    }

    /** A row with cells too many or too few has been cut or shifted: its values may stand under the wrong names. */
    void refuseShifted(boolean rowsAreFull) {
        for (int i = header.width(); i < row.cells().size(); i++) {
            if (!row.cells().get(i).text().isEmpty()) {
                throw shifted();
            }
        }
        if (rowsAreFull && row.cells().size() < header.width()) {
            throw shifted();
        }
    }

    private RefusedRowException shifted() {
        return new RefusedRowException(
                "",
                "",
                Words.of(
                        "这一行有 %d 格，表头有 %d 格",
                        "row has %d cells, the header has %d", row.cells().size(), header.width()),
                Words.of(
                        "内容中有逗号或换行的单元格要加英文引号（\"）；少的格补上逗号",
                        "put cells that hold commas or line ends between quotes (\"); add the commas of cells that are missing"));
    }

    void refuseDenied(boolean naturalPerson) {
        header.denied().forEach((position, list) -> {
            if (!cell(position).text().isEmpty() && (naturalPerson || list == DenyList.NEVER)) {
                throw list.refusal(header.given(position));
            }
        });
    }
}
