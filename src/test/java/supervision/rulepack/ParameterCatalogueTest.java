package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import supervision.facts.CreditCode;
import supervision.law.CalendarMissingException;
import supervision.law.SourceRef;
import supervision.rulepack.Parameter.Row;

/**
 * The numbers that were found, and how well each is known, against the pack. The table is typed in apart from the pack, so a
 * figure, its evidence or its status that somebody changes without a reason is noticed.
 */
class ParameterCatalogueTest {

    private static final String TABLE = "/parameter-catalogue.csv";
    private static final Map<String, byte[]> FILES = Packs.shipped();
    private static final RulePack PACK = RulePackReader.read(PackFiles.of(FILES), null);

    /** A line of the table. */
    private record Line(
            String section,
            String what,
            String kind,
            String id,
            String value,
            String source,
            String evidence,
            String status,
            String day) {

        static Line of(String text) {
            List<String> cells = Arrays.asList(text.split("\\|", -1));
            assertThat(cells).as("cells of `%s`", text).hasSize(9);
            return new Line(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    cells.get(5),
                    cells.get(6),
                    cells.get(7),
                    cells.get(8));
        }

        @Nullable
        String wanted() {
            return value.equals("null") ? null : value;
        }
    }

    @TestFactory
    Stream<DynamicTest> theCatalogueAndThePackAgree() throws IOException {
        return lines().stream()
                .map(line -> DynamicTest.dynamicTest(line.section() + " " + line.what(), () -> {
                    switch (line.kind()) {
                        case "parameter" -> parameter(line, PACK, line.id());
                        case "example" -> example(line);
                        case "ban" -> ban(line);
                        case "regimeRows" -> assertThat(regimeRows(line.id())).isEqualTo(line.wanted());
                        case "regime" ->
                            assertThat(component(PACK.tables().regimes(), line.id()))
                                    .isEqualTo(line.value());
                        case "cited" -> cited(line);
                        case "clause" ->
                            assertThat(PACK.clause(SourceRef.parse(line.source()))
                                            .evidence())
                                    .isEqualTo(line.evidence());
                        case "calendar" -> calendar(line);
                        case "code" ->
                            assertThat(new CreditCode(line.id()).toString()).isEqualTo(line.id());
                        default -> throw new AssertionError("no such kind: " + line.kind());
                    }
                }));
    }

    @Test
    void everySectionIsThere() throws IOException {
        assertThat(lines()).extracting(Line::section).contains("1", "2", "3", "4", "5");
        assertThat(lines()).extracting(Line::what).doesNotHaveDuplicates();
    }

    /** No number counts as known on a title, on memory or on nothing; and what is unknown has no number. */
    @Test
    void evidenceDecidesWhatMayBeActive() {
        PACK.parameters()
                .values()
                .forEach(parameter -> parameter.rows().forEach(row -> {
                    String what = parameter.id() + " from " + row.from();
                    if (row.status().equals("active")) {
                        assertThat(row.evidence()).as(what).isIn("F1", "F2");
                    }
                    if (row.evidence().equals("NONE")) {
                        assertThat(row.status()).as(what).isIn("null", "placeholder");
                    }
                    if (row.evidence().equals("M-M")) {
                        assertThat(row.status()).as(what).isIn("null", "placeholder", "verify");
                    }
                    if (row.evidence().equals("M-L")) {
                        assertThat(row.status()).as(what).isIn("null", "placeholder");
                    }
                }));
        PACK.tables().bans().values().forEach(ban -> {
            if (ban.status().equals("active")) {
                assertThat(ban.evidence()).as(ban.id()).isIn("F1", "F2");
            }
        });
    }

    /** A grade that leads to a tier is one of its scheme on that day, and of every scheme each grade leads to one. */
    @Test
    void gradesThatLeadToTiersAreThoseOfTheScheme() {
        for (String scheme : List.of("national", "shandong", "environment")) {
            List<String> grades = List.of(
                    Objects.requireNonNull(lastRow("grade/set/" + scheme).value())
                            .split(" "));
            assertThat(lastRow("grade/tiers/" + scheme).entries().keySet())
                    .as(scheme)
                    .containsExactlyInAnyOrderElementsOf(grades);
        }
        assertThat(lastRow("grade/tiers/tax").entries().keySet())
                .isEqualTo(lastRow("grade/cutoffs/tax").entries().keySet());
    }

    private static Row lastRow(String id) {
        List<Row> rows = PACK.parameter(id).rows();
        return rows.get(rows.size() - 1);
    }

    private static void parameter(Line line, RulePack pack, String id) {
        LocalDate day = LocalDate.parse(line.day());
        Row row = Objects.requireNonNull(pack.parameter(id).on(day), "no row on " + day);
        assertThat(row.from()).as("first day of the row").isEqualTo(day);
        String value = row.entries().isEmpty() ? row.value() : new TreeMap<>(row.entries()).toString();
        assertThat(value).isEqualTo(line.wanted());
        assertThat(row.source()).isEqualTo(line.source());
        assertThat(row.evidence()).isEqualTo(line.evidence());
        assertThat(row.status()).isEqualTo(line.status());
    }

    private static void example(Line line) {
        String[] parts = line.id().split(":");
        RulePack with = RulePackReader.read(PackFiles.of(FILES), parts[0]);
        Row row = with.parameter(parts[1]).rows().stream()
                .filter(found -> parts[0].equals(found.set()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the set does not fill " + parts[1]));
        assertThat(row.value()).isEqualTo(line.wanted());
        assertThat(row.source()).isEqualTo(line.source());
        assertThat(row.evidence()).isEqualTo(line.evidence());
        assertThat(row.status()).isEqualTo(line.status());
        // with examples off nobody relies on it
        assertThat(PACK.parameter(parts[1]).rows()).allMatch(found -> !found.hasValue());
    }

    private static void ban(Line line) {
        Tables.Ban ban = Objects.requireNonNull(PACK.tables().bans().get(line.id()), "no row of bans.yaml");
        Tables.Term term = ban.term();
        assertThat(term == null ? null : term.fixed() ? term.min() : term.min() + ".." + term.max())
                .isEqualTo(line.wanted());
        if (!line.source().isEmpty()) {
            assertThat(ban.source()).isEqualTo(line.source());
            assertThat(ban.evidence()).isEqualTo(line.evidence());
        }
        assertThat(ban.status()).isEqualTo(line.status());
    }

    private static void cited(Line line) {
        assertThat(PACK.clause(SourceRef.parse(line.source())).evidence()).isEqualTo(line.evidence());
        assertThat(FILES.entrySet().stream()
                        .filter(file -> !file.getKey().startsWith("sources/"))
                        .map(file -> new String(file.getValue(), StandardCharsets.UTF_8)))
                .as("files that cite %s", line.source())
                .anyMatch(text -> text.contains(line.source()));
    }

    private static void calendar(Line line) {
        int year = Integer.parseInt(line.id());
        if (line.wanted() == null) {
            assertThatThrownBy(() -> PACK.calendar().workingDaysIn(year)).isInstanceOf(CalendarMissingException.class);
        } else {
            assertThat(PACK.calendar().workingDaysIn(year)).isEqualTo(Integer.parseInt(line.value()));
        }
    }

    /** A component of the rows that a declared table has for a regime, as text: table/regime/component. */
    private static String regimeRows(String id) {
        String[] parts = id.split("/");
        return text(Objects.requireNonNull(PACK.rows().get("rules." + parts[0]), "no table " + parts[0]).stream()
                .filter(row -> row.values().value("regime").equals(parts[1]))
                .map(row -> row.values().value(parts[2]))
                .toList());
    }

    /** A component of a row of a table, as text. */
    private static String component(Map<String, ? extends Record> table, String id) {
        String[] parts = id.split("/");
        Record row = Objects.requireNonNull(table.get(parts[0]), "no row " + parts[0]);
        return Arrays.stream(row.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(parts[1]))
                .map(component -> {
                    try {
                        return text(component.getAccessor().invoke(row));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("no component " + parts[1]));
    }

    private static String text(@Nullable Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).sorted().collect(Collectors.joining(" "))
                : String.valueOf(value);
    }

    private static List<Line> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(ParameterCatalogueTest.class.getResourceAsStream(TABLE), TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(Line::of)
                    .toList();
        }
    }
}
