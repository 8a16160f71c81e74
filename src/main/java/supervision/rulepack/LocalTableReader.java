package supervision.rulepack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Recipient;
import supervision.decision.Text;
import supervision.facts.Entity;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.rulepack.LocalTables.Office;
import supervision.rulepack.LocalTables.Renamed;
import supervision.rulepack.LocalTables.UnitsOfClause;
import tools.jackson.databind.JsonNode;

/** Reads what a district sets in rows. Every row has a day, a clause and a status, like the rows of a parameter. */
final class LocalTableReader {

    static final String RECIPIENTS = "tables/recipients.yaml";
    static final String CLASSES = "tables/sector-classes.yaml";
    static final String UNITS = "tables/units.yaml";

    /** Classes that a sector can give. */
    private static final Set<Penalty.Gravity> GIVEN_BY_SECTORS =
            Set.of(Penalty.Gravity.MINOR, Penalty.Gravity.GENERAL, Penalty.Gravity.SERIOUS);

    /** A row of the classes that sectors give, which rules read: here only whether two of them collide. */
    private record SectorClass(
            String field,
            @Nullable PenaltyKind kind,
            @Nullable String conduct,
            Penalty.Gravity gravity,
            LocalDate from,
            @Nullable LocalDate until) {}

    private final RowCheck check;
    private final Predicate<String> clauseExists;
    private final Codes fields;

    /** Checks clause, evidence and status of a row. */
    interface RowCheck {
        void check(YamlFile file, String at, JsonNode row, boolean hasValue);
    }

    LocalTableReader(RowCheck check, Predicate<String> clauseExists, Codes fields) {
        this.fields = fields;
        this.check = check;
        this.clauseExists = clauseExists;
    }

    LocalTables read(YamlFile recipients, YamlFile classes, YamlFile units) {
        Set<Recipient> decides = EnumSet.noneOf(Recipient.class);
        for (String named : recipients.strings(recipients.root(), "decides")) {
            Recipient recipient = recipients.constant(Recipient.class, named);
            if (recipient != null) {
                decides.add(recipient);
            }
        }
        List<Office> offices = new ArrayList<>();
        each(recipients, "rows", "recipient", row -> readOffice(recipients, row, offices));
        Set<String> leftOpen = offices.stream()
                .filter(office -> office.name() == null)
                .map(Office::source)
                .collect(Collectors.toSet());
        offices.stream()
                .filter(office -> office.name() != null && leftOpen.contains(office.source()))
                .forEach(office -> recipients.problem(
                        "office: " + office.name(),
                        Text.of(
                                "部门 `%1$s` 依据 `%2$s`，该条款没有指定部门",
                                "the office `%1$s` rests on `%2$s`, which names none", office.name(), office.source()),
                        new Text(
                                "把指定该部门的本地文件录入 sources/ 并引用",
                                "add the local document that names it to sources/ and cite that")));
        List<SectorClass> rows = new ArrayList<>();
        each(classes, "rows", "field", row -> readClass(classes, row, rows));
        List<Renamed> renamed = new ArrayList<>();
        Map<Text, List<Spans.Span>> spans = new LinkedHashMap<>();
        rows.forEach(row -> spans.computeIfAbsent(
                        Text.of(
                                "类别（%1$s / %2$s / %3$s）",
                                "class of %1$s / %2$s / %3$s", row.field(), row.kind(), row.conduct()),
                        key -> new ArrayList<>())
                .add(new Spans.Span(
                        "field: " + row.field(), row.gravity() + " from " + row.from(), row.from(), row.until())));
        spans.forEach((of, each) -> Spans.check(classes, of, each, false));
        each(units, "renamed", "unit", row -> readRenamed(units, row, renamed));
        renamed.sort(Comparator.comparing(Renamed::from));
        List<UnitsOfClause> ofClauses = new ArrayList<>();
        each(units, "clauses", "clause", row -> readUnits(units, row, ofClauses));
        return new LocalTables(
                Collections.unmodifiableSet(decides),
                List.copyOf(offices),
                List.copyOf(renamed),
                List.copyOf(ofClauses));
    }

    private static void each(YamlFile file, String key, String first, Consumer<JsonNode> read) {
        JsonNode rows = file.child(file.root(), key);
        if (!rows.isArray()) {
            file.problem(
                    "",
                    Text.of("`%1$s` 不是列表", "`%1$s` is no list", key),
                    Text.of("没有内容时写 `%1$s: []`", "write `%1$s: []` while there is none", key));
            return;
        }
        rows.forEach(row -> {
            if (file.optional(row, first) == null) {
                file.problem(
                        key + ":",
                        Text.of("`%1$s` 中有一行没有 `%2$s`", "a row of `%1$s` has no `%2$s`", key, first),
                        Text.of("增加 `%1$s:`", "add `%1$s:`", first));
            } else {
                read.accept(row);
            }
        });
    }

    private void readOffice(YamlFile file, JsonNode row, List<Office> offices) {
        Recipient recipient = file.constant(Recipient.class, file.string(row, "recipient"));
        String of = file.string(row, "of");
        String name = file.optional(row, "office");
        String at = "recipient: " + row.path("recipient").asString() + ", of: " + of;
        check.check(file, at, row, name != null);
        if (recipient == null) {
            return;
        }
        Office office = new Office(
                recipient,
                of.equals("ANY") ? null : file.constant(Entity.Ownership.class, of),
                name,
                file.day(row, "from"),
                file.optionalDay(row, "until"),
                file.string(row, "source"));
        boolean twice = offices.stream()
                .anyMatch(other -> other.recipient() == office.recipient()
                        && other.of() == office.of()
                        && other.from().equals(office.from()));
        if (twice) {
            file.problem(
                    at,
                    Text.of("`%2$s` 的 `%1$s` 同一天有两行", "`%1$s` of `%2$s` stands twice for one day", recipient, of),
                    new Text("各行写不同的日期", "give each row a day"));
        }
        offices.add(office);
        // the latest row first: it is the one that holds
        offices.sort(Comparator.comparing(Office::from).reversed());
    }

    private void readClass(YamlFile file, JsonNode row, List<SectorClass> rows) {
        String at = "field: " + row.path("field").asString();
        check.check(file, at, row, true);
        String field = fields.known(file, file.string(row, "field"));
        Penalty.Gravity gravity = file.constant(Penalty.Gravity.class, file.string(row, "gravity"));
        if (gravity != null && !GIVEN_BY_SECTORS.contains(gravity)) {
            file.problem(
                    at,
                    Text.of("`%1$s` 不是行业的类别", "`%1$s` is no class of a sector", gravity),
                    new Text("改为 MINOR、GENERAL 或 SERIOUS", "use MINOR, GENERAL or SERIOUS"));
        }
        if (field != null && gravity != null) {
            rows.add(new SectorClass(
                    field,
                    file.constant(PenaltyKind.class, file.optional(row, "kind")),
                    file.optional(row, "conduct"),
                    gravity,
                    file.day(row, "from"),
                    file.optionalDay(row, "until")));
        }
    }

    private void readRenamed(YamlFile file, JsonNode row, List<Renamed> renamed) {
        Renamed read = new Renamed(
                file.string(row, "unit"), file.string(row, "now"), file.day(row, "from"), file.string(row, "source"));
        String at = "unit: " + read.unit();
        check.check(file, at, row, true);
        Set<String> names = new HashSet<>(Set.of(read.unit()));
        for (Renamed before : renamed) {
            if (names.contains(before.now()) && before.unit().equals(read.now())) {
                file.problem(
                        at,
                        Text.of(
                                "`%1$s` 与 `%2$s` 互为新名称",
                                "`%1$s` and `%2$s` are each other's new name", read.unit(), read.now()),
                        new Text("删去其一", "remove one"));
            }
        }
        if (read.unit().equals(read.now())) {
            file.problem(
                    at,
                    Text.of("`%1$s` 的新名称与原名称相同", "`%1$s` is renamed to itself", read.unit()),
                    new Text("在 `now` 中写新名称", "give the new name under `now`"));
        }
        renamed.add(read);
    }

    private void readUnits(YamlFile file, JsonNode row, List<UnitsOfClause> units) {
        String clause = file.string(row, "clause");
        String at = "clause: " + clause;
        check.check(file, at, row, true);
        if (!clauseExists.test(clause)) {
            file.problem(
                    at,
                    Text.of("没有条款 `%1$s`", "there is no clause `%1$s`", clause),
                    new Text("改为 sources/ 中的条款", "name one of sources/"));
        }
        LocalDate from = file.day(row, "from");
        @Nullable LocalDate until = file.optionalDay(row, "until");
        boolean overlaps = units.stream()
                .anyMatch(other -> other.clause().equals(clause)
                        && (until == null || other.from().isBefore(until))
                        && (other.until() == null
                                || Objects.requireNonNull(other.until()).isAfter(from)));
        if (overlaps) {
            file.problem(
                    at,
                    Text.of("`%1$s` 的责任单位在某些日期有两行规定", "the units of `%1$s` are given twice for some day", clause),
                    new Text("前一行在后一行开始之前终止", "end one row before the next"));
        }
        units.add(new UnitsOfClause(
                clause,
                file.strings(row, "leadUnits"),
                file.strings(row, "responsibleUnits"),
                from,
                until,
                file.string(row, "source")));
    }
}
