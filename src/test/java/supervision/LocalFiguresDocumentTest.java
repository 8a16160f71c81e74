package supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import supervision.decision.Text;
import supervision.engine.Engines;
import supervision.replay.RuleUse;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Everything that a district sets has one place, and says which document a value there must cite. {@code docs/local-figures.md}
 * lists it; with {@code -Dlocal-figures.update} it is written anew.
 */
class LocalFiguresDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/local-figures.md");
    private static final Path RULES = Path.of("rules");
    private static final String ITEMS = "/local-items.csv";

    private static final RulePack PACK = Engines.with(null).pack();
    private static final RulePack WITH_EXAMPLES = Engines.shipped().pack();
    private static final SortedSet<String> UNUSED = RuleUse.unusedFigures(PACK, ShippedCases.USES);

    private static final String HEAD = """
            # 由本区设定的数据 · What a district sets

            本页由 `make test` 核对，内容取自规则包，不要手工修改。更新：`mvn -q test -Dtest=LocalFiguresDocumentTest -Dlocal-figures.update`。

            法律、法规和上级文件没有规定、由各部门分别公布，或者本系统没有读到原文的数据，都在下列各处设定，每项只有一处。
            设定时在该文件加一行，写明从哪一日起、引用哪份文件的哪一条（先把该文件加入 `rules/sources/`），证据为 `F1` 的状态可以写 `active`；旧的行不改。
            写法见 [rules/README.md](../rules/README.md)。
            “尚无规则使用”的项目改了也不影响结论，只供查阅。

            This page is generated from the rule pack and checked by `make test`.
            Do not edit it; the command above renews it.
            What laws and higher documents leave open, what each department publishes, and what stands in texts that could not be read is set below,
            each thing in one place.
            To set it, add a row to that file with its first day and the clause that it cites (add the document to `rules/sources/` first).
            A row of evidence `F1` may be `active`; old rows stay.
            [rules/README.md](../rules/README.md) shows the form.
            Where no rule asks for a figure yet, setting it changes no answer.
            """;

    /** A place of the table. */
    private record Item(int topic, Text title, String place) {}

    /** A line of the document. */
    private record Entry(String id, String file, Text what, String unit, String status, Text mustCite, boolean used) {}

    @Test
    void theDocumentIsThatOfThePack() throws IOException {
        String text = document();
        if (System.getProperty("local-figures.update") != null) {
            Files.writeString(DOCUMENT, text);
        }
        String kept = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
        if (!kept.equals(text)) {
            fail(
                    "%s is stale, first at line %d. Run `mvn -q test -Dtest=LocalFiguresDocumentTest -Dlocal-figures.update`,"
                            + " read `git diff docs/local-figures.md` and commit it with the pack.",
                    DOCUMENT, firstDifference(kept, text));
        }
    }

    /** A topic without a place is a figure that nobody can set. */
    @Test
    void everyTopicHasItsPlaces() throws IOException {
        Set<Integer> topics = items().stream().map(Item::topic).collect(Collectors.toCollection(TreeSet::new));

        assertThat(topics)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 17).boxed().toList());
        assertThat(items()).extracting(Item::place).doesNotHaveDuplicates();
    }

    @Test
    void everyPlaceSaysWhatItMustCite() throws IOException {
        for (Item item : items()) {
            assertThat(entry(item.place()).mustCite().zh()).as(item.place()).isNotBlank();
        }
    }

    /** Nobody may take for law what is open: a figure of a district is without value, our own choice, or cited. */
    @Test
    void whatADistrictSetsIsNotActiveByItself() throws IOException {
        for (Item item : items()) {
            Parameter parameter = PACK.parameters().get(item.place());
            if (parameter != null) {
                assertThat(parameter.rows().get(parameter.rows().size() - 1).status())
                        .as(item.place())
                        .isIn("null", "placeholder", "verify");
            }
        }
    }

    private static String document() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        Map<Integer, Text> titles = new LinkedHashMap<>();
        items().forEach(item -> titles.put(item.topic(), item.title()));
        Set<String> told = new TreeSet<>();
        for (Map.Entry<Integer, Text> topic : titles.entrySet()) {
            List<Entry> entries = new ArrayList<>();
            for (Item item : items()) {
                if (item.topic() == topic.getKey()) {
                    entries.add(entry(item.place()));
                    told.add(item.place());
                }
            }
            section(text, topic.getValue(), entries);
        }
        List<Entry> others = new ArrayList<>();
        for (Parameter parameter : PACK.parameters().values()) {
            String status = parameter.rows().get(parameter.rows().size() - 1).status();
            boolean open = status.equals("null") || status.equals("placeholder");
            if (!told.contains(parameter.id()) && (open || parameter.mustCite() != null)) {
                others.add(ofParameter(parameter));
            }
        }
        section(text, new Text("其他未定的数据", "Other open figures"), others);
        return text.toString();
    }

    private static void section(StringBuilder text, Text title, List<Entry> entries) {
        text.append("\n## ").append(title.zh()).append(" · ").append(title.en()).append("\n\n");
        text.append("| 位置 place | 内容 what | 单位 unit | 目前 today | 须引用 must cite |\n|---|---|---|---|---|\n");
        for (Entry entry : entries) {
            text.append("| [`")
                    .append(entry.id())
                    .append("`](../rules/")
                    .append(entry.file())
                    .append(") | ")
                    .append(both(entry.what()))
                    .append(" | `")
                    .append(entry.unit())
                    .append("` | ")
                    .append(entry.status())
                    .append(entry.used() ? "" : "<br>尚无规则使用 · no rule asks for it yet")
                    .append(" | ")
                    .append(both(entry.mustCite()))
                    .append(" |\n");
        }
    }

    private static String both(Text text) {
        return text.zh() + "<br>" + text.en();
    }

    private static Entry entry(String place) throws IOException {
        Parameter parameter = PACK.parameters().get(place);
        return parameter == null ? ofFile(place) : ofParameter(parameter);
    }

    private static Entry ofParameter(Parameter parameter) {
        Parameter.Row row = parameter.rows().get(parameter.rows().size() - 1);
        Parameter.Row shipped = WITH_EXAMPLES.parameter(parameter.id()).rows().stream()
                .reduce((older, newer) -> newer)
                .orElseThrow();
        Text status = PACK.label("parameterStatus", row.status());
        String value = row.value() != null ? "`" + row.value() + "`，" : "";
        String example = "example".equals(shipped.status())
                ? "<br>示例代用 · an example stands in: `" + shipped.value() + "` (`" + shipped.set() + "`)"
                : "";
        Text mustCite =
                parameter.mustCite() == null ? new Text("规定该数据的文件", "the document that sets it") : parameter.mustCite();
        return new Entry(
                parameter.id(),
                "parameters/" + parameter.id() + ".yaml",
                parameter.title(),
                parameter.unit().yamlName(),
                value + status.zh() + " · " + status.en() + example,
                mustCite,
                !UNUSED.contains(parameter.id()));
    }

    /** A table, a supplement or a list of days: its head says what it is, and its rows whether anything is set. */
    private static Entry ofFile(String path) throws IOException {
        JsonNode root = new YAMLMapper().readTree(Files.readString(RULES.resolve(path)));
        int rows = 0;
        int set = 0;
        for (JsonNode list : root) {
            // whom an answer waits for is a list of codes, and no row
            if (list.isArray() && list.path(0).isObject()) {
                for (JsonNode row : list) {
                    rows++;
                    set += row.path("status").asString("").equals("null") ? 0 : 1;
                }
            }
        }
        return new Entry(
                path,
                path,
                new Text(root.path("title").asString(), root.path("en").asString()),
                "rows",
                set == 0 ? "未设定 · Not set" : (set < rows ? set + " / " : "") + rows + " 行 · rows",
                new Text(
                        root.path("mustCite").path("zh").asString(),
                        root.path("mustCite").path("en").asString()),
                true);
    }

    private static List<Item> items() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LocalFiguresDocumentTest.class.getResourceAsStream(ITEMS), ITEMS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\\|"))
                    .map(cells -> new Item(Integer.parseInt(cells[0]), new Text(cells[1], cells[2]), cells[3]))
                    .toList();
        }
    }

    private static int firstDifference(String one, String other) {
        List<String> lines = one.lines().toList();
        List<String> others = other.lines().toList();
        return 1
                + IntStream.range(0, Math.max(lines.size(), others.size()))
                        .filter(i -> i >= lines.size()
                                || i >= others.size()
                                || !lines.get(i).equals(others.get(i)))
                        .findFirst()
                        .orElse(lines.size());
    }
}
