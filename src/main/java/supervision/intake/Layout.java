package supervision.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which column of a table holds what: the 双公示 layouts of penalties and permits, with the names of older versions. */
final class Layout {

    /** A column of money that is passed over is a fine that nobody knows of. */
    private static final Pattern MONEY = Pattern.compile("^罚|^处罚(?:金额|数额|款)");

    private static final int SHORTEST = 3;

    private static final int LONG = 5;

    static final Layout PENALTIES = new Layout(
            "CF_",
            columns(
                    "CF_XDR_MC 行政相对人名称",
                    "CF_XDR_LB 行政相对人类别",
                    "CF_XDR_SHXYM 统一社会信用代码 行政相对人代码(统一社会信用代码) 行政相对人代码_1(统一社会信用代码)",
                    "CF_XDR_ZJLX 证件类型 自然人证件类型",
                    "CF_XDR_ZJHM CF_XDR_SFZ 证件号码 自然人证件号码",
                    "CF_WSH 行政处罚决定书文号 处罚决定书文号",
                    "CF_WFXW 违法行为类型",
                    "CF_YJ 处罚依据",
                    "CF_CFLB CF_CFLB1 CF_CFLB2 处罚类别 处罚类别1 处罚类别2",
                    "CF_NR_FK 罚款金额(万元)",
                    "CF_NR_WFFF 没收违法所得、没收非法财物的金额(万元) 没收违法所得没收非法财物的金额(万元)",
                    "CF_JDRQ 处罚决定日期",
                    "CF_GSJZQ CF_JZRQ GSQX 公示截止期 公示截止日期",
                    "CF_CFJG CF_XZJG 处罚机关",
                    "CF_ZT 当前状态",
                    "CF_LY",
                    "CF_SXCD",
                    "CF_CX",
                    "CF_WFZZRQ",
                    "CF_GSRQ",
                    "CF_XYGSRQ",
                    "CF_CJYJ"),
            Set.of(
                    ("CF_XDR CF_XDR_GSZC CF_XDR_GSDJ CF_XDR_ZZJG CF_XDR_ZDM CF_XDR_SWDJ CF_XDR_SYDW CF_XDR_SHZZ CF_FRDB CF_FR CF_FDDB"
                                    + " CF_FR_ZJLX CF_FR_ZJHM CF_FR_SFZH CF_SY CF_NR CF_JG CF_NR_ZKDX CF_YXQ CF_CFJGDM CF_SJLY CF_SJLYDM"
                                    + " CF_AJMC CF_CFMC CF_BZ 违法事实 处罚内容 处罚有效期 有效期至 处罚机关统一社会信用代码 暂扣或吊销证照名称及编号")
                            .split(" ")),
            List.of("CF_WSH", "CF_CFJG", "CF_JDRQ", "CF_CFLB"),
            Map.ofEntries(
                    Map.entry("party", "CF_XDR_MC"),
                    Map.entry("authority", "CF_CFJG"),
                    Map.entry("number", "CF_WSH"),
                    Map.entry("decidedOn", "CF_JDRQ"),
                    Map.entry("kinds", "CF_CFLB"),
                    Map.entry("fine", "CF_NR_FK"),
                    Map.entry("confiscated", "CF_NR_WFFF"),
                    Map.entry("field", "CF_LY"),
                    Map.entry("gravity", "CF_SXCD"),
                    Map.entry("procedure", "CF_CX"),
                    Map.entry("conduct", "CF_WFXW"),
                    Map.entry("basis", "CF_YJ"),
                    Map.entry("conductEndedOn", "CF_WFZZRQ"),
                    Map.entry("displayedOn", "CF_GSRQ"),
                    Map.entry("publishedOn", "CF_XYGSRQ"),
                    Map.entry("publicityEndsOn", "CF_GSJZQ")));

    static final Layout PERMITS = new Layout(
            "XK_",
            columns(
                    "XK_XDR_MC 行政相对人名称",
                    "XK_XDR_LB 行政相对人类别",
                    "XK_XDR_SHXYM 统一社会信用代码 行政相对人代码(统一社会信用代码) 行政相对人代码_1(统一社会信用代码)",
                    "XK_XDR_ZJLX 证件类型 自然人证件类型",
                    "XK_XDR_ZJHM XK_XDR_SFZ 证件号码 自然人证件号码",
                    "XK_WSH 行政许可决定文书号 许可决定文书号",
                    "XK_XKLB XK_SPLB 许可类别",
                    "XK_XKZS 许可证书名称",
                    "XK_JDRQ 许可决定日期",
                    "XK_YXQZ 有效期自",
                    "XK_YXQZI XK_JZQ 有效期至",
                    "XK_XKJG XK_XZJG 许可机关",
                    "XK_ZT 当前状态",
                    "XK_LY",
                    "XK_XYGSRQ",
                    "XK_CJYJ"),
            Set.of(
                    ("XK_XDR XK_XDR_GSZC XK_XDR_GSDJ XK_XDR_ZZJG XK_XDR_ZDM XK_XDR_SWDJ XK_XDR_SYDW XK_XDR_SHZZ XK_FRDB XK_FR XK_FDDB"
                                    + " XK_FR_ZJLX XK_FR_ZJHM XK_FR_SFZH XK_XKWS XK_XKBH XK_NR XK_XKJGDM XK_LYDW XK_LYDWDM XK_SJLY XK_SJLYDM"
                                    + " XK_XMMC XK_BZ 行政许可决定文书名称 许可编号 许可内容 许可机关统一社会信用代码")
                            .split(" ")),
            List.of("XK_WSH", "XK_XKJG", "XK_JDRQ", "XK_XKLB"),
            Map.of(
                    "party", "XK_XDR_MC",
                    "authority", "XK_XKJG",
                    "number", "XK_WSH",
                    "category", "XK_XKLB",
                    "name", "XK_XKZS",
                    "decidedOn", "XK_JDRQ",
                    "validFrom", "XK_YXQZ",
                    "validTo", "XK_YXQZI",
                    "field", "XK_LY",
                    "publishedOn", "XK_XYGSRQ"));

    private final String prefix;

    /** Today's name by each name that a column has had. */
    private final Map<String, String> names;

    /** Columns of the layout that are not kept. */
    private final Set<String> others;

    private final List<String> required;
    private final Map<String, String> columnOfComponent;

    private Layout(
            String prefix,
            Map<String, String> names,
            Set<String> others,
            List<String> required,
            Map<String, String> columnOfComponent) {
        this.prefix = prefix;
        this.names = names;
        this.others = others;
        this.required = required;
        this.columnOfComponent = columnOfComponent;
    }

    /** Each argument is a column's name today, its older ones and those in Chinese. */
    private static Map<String, String> columns(String... namesOfEach) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String each : namesOfEach) {
            List<String> all = List.of(each.split(" "));
            all.forEach(name -> columns.put(name, all.get(0)));
        }
        return columns;
    }

    String prefix() {
        return prefix;
    }

    /** All names of columns that are read, older ones included. */
    Collection<String> columnNames() {
        return names.keySet();
    }

    String columnOf(String component) {
        return columnOfComponent.getOrDefault(component, component);
    }

    /** Rows above a header: titles, who filled it in and when, what the columns mean. */
    private static final int MOST_ABOVE = 50;

    /** Characters of a name that stands in a row which is a header. */
    private static final int LONGEST_NAME = 12;

    /** Names of columns by which a row is taken for a header. */
    private static final int TELLING = 3;

    /** The header of a table; the first row that is not blank if there is none; null if all are blank. */
    static @Nullable TableRow firstHeader(RowSource rows) throws BrokenFileException {
        TableRow first = null;
        for (int above = 0; above < MOST_ABOVE; above++) {
            TableRow row = rows.next();
            if (row == null) {
                break;
            }
            if (looksLikeHeader(row)) {
                return row;
            }
            if (first == null && !row.blank()) {
                first = row;
            }
        }
        return first;
    }

    static boolean looksLikeHeader(TableRow row) {
        return known(row) >= TELLING;
    }

    /** How many columns of one layout a row names. */
    static long known(TableRow row) {
        return Math.max(PENALTIES.columns(row).count(), PERMITS.columns(row).count());
    }

    private Stream<String> columns(TableRow row) {
        return row.cells().stream()
                .map(cell -> normal(cell.text()))
                .filter(name -> names.containsKey(name) || others.contains(name));
    }

    /** Whether it names a column that the other layout has not. */
    private boolean isNamedBy(TableRow row, Layout other) {
        return row.cells().stream()
                .map(cell -> normal(cell.text()))
                .anyMatch(name -> name.startsWith(prefix) || names.containsKey(name) && !other.names.containsKey(name));
    }

    /** @throws UnreadableFileException if the row is not the header of one of the layouts; says what is missing */
    static Header header(TableRow row) {
        boolean penalties = PENALTIES.isNamedBy(row, PERMITS);
        boolean permits = PERMITS.isNamedBy(row, PENALTIES);
        if (penalties == permits) {
            throw new UnreadableFileException(
                    penalties
                            ? Words.of(
                                    "表头同时有行政处罚（CF_）和行政许可（XK_）的列：分成两个文件报送",
                                    "header has columns of penalties (`CF_`) and of permits (`XK_`): send them as two files")
                            : Words.of(
                                    "没有找到表头：前 %1$d 行中应有一行双公示字段代码，行政处罚以 CF_ 开头（如 CF_WSH），行政许可以 XK_ 开头（如 XK_WSH），或者写双公示格式的中文列名",
                                    "no header found: among the first %1$d rows one must hold the 双公示 field codes, `CF_WSH` and so on"
                                            + " for penalties or `XK_WSH` and so on for permits, or the Chinese names of that layout",
                                    MOST_ABOVE));
        }
        return new Header(penalties ? PENALTIES : PERMITS, row);
    }

    /** A column with its Chinese name in the layout, where it has one. */
    private String named(String column) {
        return names.entrySet().stream()
                .filter(name -> name.getValue().equals(column)
                        && name.getKey().codePoints().anyMatch(Character::isIdeographic))
                .findFirst()
                .map(name -> "`" + column + "`（" + name.getKey() + "）")
                .orElse("`" + column + "`");
    }

    private Optional<String> nearest(String name, String core) {
        String plain = Header.plain(name);
        return names.keySet().stream()
                .filter(known -> Header.plain(known).equals(plain)
                        || Header.plain(known).equals(Header.plain(prefix) + plain)
                        || isChinese(core) && isNear(core, core(known)))
                .min(Comparator.<String>comparingInt(known -> Spelling.slips(core, core(known)))
                        .thenComparing(known -> known))
                .or(() -> Spelling.nearest(name, names.keySet()));
    }

    /** Whether it is a code without its separators or prefix, or a Chinese name with a slip in it. */
    private boolean isNear(String core) {
        String plain = Header.plain(core);
        return names.keySet().stream()
                .anyMatch(known -> Header.plain(known).equals(Header.plain(prefix) + plain)
                        || isChinese(core) && isNear(core, core(known)));
    }

    /** A short name is another one where a long one is the same with a slip. */
    private static boolean isNear(String one, String known) {
        return isChinese(known)
                && Math.min(one.length(), known.length()) > SHORTEST
                && Spelling.slips(one, known) <= (Math.min(one.length(), known.length()) > LONG ? 2 : 1);
    }

    private static boolean isChinese(String name) {
        return name.codePoints().anyMatch(Character::isIdeographic);
    }

    private static String core(String name) {
        return name.replaceAll("\\(.*\\)", "");
    }

    /** Names are told by what shows: blanks, stars for required ones, width and kind of brackets do not count. */
    private static String normal(String name) {
        return Normalizer.normalize(Keys.unescaped(name), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s*\\p{Cf}]+", "")
                .replaceAll("[\\[{〔【]", "(")
                .replaceAll("[\\]}〕】]", ")");
    }

    /** The columns of one file. */
    static final class Header {

        private final Layout layout;
        private final TableRow row;
        private final List<String> given;
        private final Map<String, List<Integer>> positions = new LinkedHashMap<>();
        private final Map<Integer, DenyList> denied = new TreeMap<>();

        private Header(Layout layout, TableRow row) {
            this.layout = layout;
            this.row = row;
            List<String> cells = new ArrayList<>(
                    row.cells().stream().map(TableRow.Cell::text).toList());
            while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
                // a separator behind the last name
                cells.remove(cells.size() - 1);
            }
            given = List.copyOf(cells);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < given.size(); i++) {
                String name = normal(given.get(i));
                String today = layout.names.get(name);
                if (today != null) {
                    if (!seen.add(name)) {
                        throw new UnreadableFileException(Words.of(
                                "表头中`%1$s`出现两次：只保留一列", "header names `%1$s` twice: keep one of the columns", name));
                    }
                    // today's name goes before older ones
                    positions
                            .computeIfAbsent(today, any -> new ArrayList<>())
                            .add(name.equals(today) ? 0 : positions.get(today).size(), i);
                } else if (!layout.others.contains(name)) {
                    refuseMisspelt(layout, given.get(i), name);
                    for (DenyList list : DenyList.values()) {
                        if (list.names(given.get(i))) {
                            denied.putIfAbsent(i, list);
                        }
                    }
                }
            }
            List<String> missing = new ArrayList<>(layout.required.stream()
                    .filter(column -> !positions.containsKey(column))
                    .toList());
            String code = layout.prefix + "XDR_SHXYM";
            if (!positions.containsKey(code) && !positions.containsKey(layout.prefix + "XDR_ZJHM")) {
                missing.add(code);
            }
            if (!missing.isEmpty()) {
                throw new UnreadableFileException(Words.of(
                        "表头缺少必需的列：%1$s",
                        "header lacks required columns: add %2$s",
                        missing.stream().map(layout::named).collect(Collectors.joining("、")),
                        missing.stream().map(column -> "`" + column + "`").collect(Collectors.joining(", "))));
            }
        }

        /** What is meant to be a column of the layout would be passed over in silence, and with it what it holds. */
        private static void refuseMisspelt(Layout layout, String given, String name) {
            String core = core(name);
            Optional<String> meant = layout.names.keySet().stream()
                    .filter(known -> known.endsWith("(万元)") && core.equals(core(known)))
                    .findFirst();
            if (meant.isPresent()) {
                throw new UnreadableFileException(Words.of(
                        "表头中`%1$s`的单位不明或不是万元：换算成万元，列名写成`%2$s`",
                        "header names `%1$s` in another unit, or in none: give it in units of 10,000 yuan and name it `%2$s`",
                        Quote.of(given),
                        meant.get()));
            }
            boolean isMeant = plain(name).startsWith(plain(layout.prefix)) || layout.isNear(core);
            if (isMeant || MONEY.matcher(name).find()) {
                Optional<String> near = layout.nearest(name, core);
                throw new UnreadableFileException(Words.of(
                        "表头中`%1$s`不是双公示格式的列%2$s：改正列名；确为本单位自用的列，列名不要以 %3$s 或者“罚”字开头，也不要与格式中的列名相近",
                        "header names `%1$s`, no column of the 双公示 layout%4$s: correct the name; if it is a column of your own, give it"
                                + " a name that neither begins with %3$s nor with 罚, and is not near to one of the layout",
                        Quote.of(given),
                        near.map(known -> "，应为`" + known + "`").orElse(""),
                        layout.prefix,
                        near.map(known -> ", `" + known + "` is meant").orElse("")));
            }
        }

        /** A name without what separates its parts, and without letters of other scripts that look like Latin ones. */
        private static String plain(String name) {
            return name.replaceAll("[-_.\\s]", "")
                    .replace('С', 'C')
                    .replace('Х', 'X')
                    .replace('К', 'K')
                    .replace('Ғ', 'F');
        }

        /** Whether a row below is a header again, as those of printed pages and of tables put together are. */
        boolean isRepeatedBy(TableRow below) {
            int number = positions(layout.prefix + "WSH").get(0);
            return number < below.cells().size()
                    && isName(below.cells().get(number).text())
                    && looksLikeHeader(below);
        }

        /** Asked of each row, before anything is done that takes time. */
        private boolean isName(String text) {
            return text.regionMatches(true, 0, layout.prefix, 0, layout.prefix.length())
                    || text.length() < LONGEST_NAME && layout.names.containsKey(normal(text));
        }

        /** Whether a row names the same columns in the same order. */
        boolean isSame(TableRow below) {
            return below.cells().equals(row.cells());
        }

        Layout layout() {
            return layout;
        }

        int width() {
            return given.size();
        }

        /** Places of a column under any of its names, that of today first. */
        List<Integer> positions(String column) {
            return positions.getOrDefault(column, List.of());
        }

        Map<Integer, DenyList> denied() {
            return denied;
        }

        String given(int position) {
            return given.get(position);
        }
    }
}
