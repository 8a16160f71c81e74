package supervision.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which column of a table holds what: the 双公示 layouts of penalties and permits, with the names of older versions. */
final class Layout {

    static final Layout PENALTIES = new Layout(
            "CF_",
            columns(
                    "CF_XDR_LB",
                    "CF_XDR_SHXYM",
                    "CF_XDR_ZJLX",
                    "CF_XDR_ZJHM CF_XDR_SFZ",
                    "CF_WSH",
                    "CF_WFXW",
                    "CF_YJ",
                    "CF_CFLB CF_CFLB1 CF_CFLB2",
                    "CF_NR_FK",
                    "CF_NR_WFFF",
                    "CF_JDRQ",
                    "CF_GSJZQ CF_JZRQ GSQX",
                    "CF_CFJG CF_XZJG",
                    "CF_ZT",
                    "CF_LY",
                    "CF_SXCD",
                    "CF_CX",
                    "CF_WFZZRQ",
                    "CF_GSRQ",
                    "CF_XYGSRQ",
                    "CF_CJYJ"),
            List.of("CF_WSH", "CF_CFJG", "CF_JDRQ", "CF_CFLB"),
            Map.ofEntries(
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
                    "XK_XDR_LB",
                    "XK_XDR_SHXYM",
                    "XK_XDR_ZJLX",
                    "XK_XDR_ZJHM",
                    "XK_WSH",
                    "XK_XKLB",
                    "XK_XKZS",
                    "XK_JDRQ",
                    "XK_YXQZ",
                    "XK_YXQZI",
                    "XK_XKJG",
                    "XK_ZT",
                    "XK_LY",
                    "XK_XYGSRQ",
                    "XK_CJYJ"),
            List.of("XK_WSH", "XK_XKJG", "XK_JDRQ", "XK_XKLB"),
            Map.of(
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

    private final List<String> required;
    private final Map<String, String> columnOfComponent;

    private Layout(
            String prefix, Map<String, String> names, List<String> required, Map<String, String> columnOfComponent) {
        this.prefix = prefix;
        this.names = names;
        this.required = required;
        this.columnOfComponent = columnOfComponent;
    }

    /** Each argument is a column's name today, and its older ones. */
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

    static boolean looksLikeHeader(List<String> cells) {
        return Stream.of(PENALTIES, PERMITS)
                .anyMatch(layout -> cells.stream()
                                .map(Layout::normal)
                                .filter(layout.names::containsKey)
                                .count()
                        >= 3);
    }

    /** @throws UnreadableFileException if the row is not the header of one of the layouts; says what is missing */
    static Header header(TableRow row) {
        List<String> cells = row.cells().stream()
                .map(TableRow.Cell::text)
                .map(Layout::normal)
                .toList();
        boolean penalties = cells.stream().anyMatch(cell -> cell.startsWith(PENALTIES.prefix));
        boolean permits = cells.stream().anyMatch(cell -> cell.startsWith(PERMITS.prefix));
        if (penalties == permits) {
            throw new UnreadableFileException(
                    penalties
                            ? Words.of(
                                    "表头同时有 CF_ 和 XK_ 列：处罚和许可分成两个文件报送",
                                    "header has both `CF_` and `XK_` columns: send penalties and permits as two files")
                            : Words.of(
                                    "表头无法识别：第一行应为双公示字段代码，行政处罚以 CF_ 开头（如 CF_WSH），行政许可以 XK_ 开头（如 XK_WSH）",
                                    "header not recognised: the first row must hold the 双公示 field codes, `CF_WSH` and so on for"
                                            + " penalties or `XK_WSH` and so on for permits"));
        }
        return new Header(penalties ? PENALTIES : PERMITS, row);
    }

    private static String normal(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** The columns of one file. */
    static final class Header {

        private final Layout layout;
        private final List<String> given;
        private final Map<String, List<Integer>> positions = new LinkedHashMap<>();
        private final Map<Integer, DenyList> denied = new TreeMap<>();

        private Header(Layout layout, TableRow row) {
            this.layout = layout;
            given = row.cells().stream().map(TableRow.Cell::text).toList();
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
                } else {
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
                throw new UnreadableFileException(
                        Words.of("表头缺少必需的列：%s", "header lacks required columns: add `%s`", String.join(", ", missing)));
            }
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
