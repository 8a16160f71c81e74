package supervision.rulepack;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.facts.FactKind;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.Catalogue;
import supervision.rulepack.Tables.ReportNeed;
import supervision.rulepack.Tables.ReportPart;
import supervision.rulepack.Tables.ReportRecord;
import supervision.rulepack.Tables.ReportSection;
import supervision.rulepack.Tables.ReportUse;
import supervision.rulepack.Tables.Reports;
import tools.jackson.databind.JsonNode;

/** Reads {@code tables/reports.yaml}. */
final class ReportsReader {

    /** Components that say something about natural persons, whom a report is silent about. */
    private static final Set<String> PERSONAL = Set.of("persons", "holder", "role");

    private final YamlFile file;
    private final SourceCheck sources;
    private final StatusCheck statuses;

    /** Complains of a clause that the pack does not have. */
    interface SourceCheck {
        void check(YamlFile file, String source);
    }

    /** Complains of a status that the evidence does not bear. */
    interface StatusCheck {
        void check(YamlFile file, String id, JsonNode node, boolean hasValue);
    }

    ReportsReader(YamlFile file, SourceCheck sources, StatusCheck statuses) {
        this.file = file;
        this.sources = sources;
        this.statuses = statuses;
    }

    Reports read(Map<String, Ban> bans, List<Catalogue> catalogues, Map<String, Parameter> parameters) {
        JsonNode contents = file.submap(file.root(), "contents");
        sources.check(file, file.string(contents, "source"));
        statuses.check(file, "contents", contents, true);
        Map<ReportPart, ReportSection> sections = sections();
        return new Reports(
                file.string(contents, "status"), sections, records(), uses(bans, catalogues, parameters, sections));
    }

    private List<String> cited(JsonNode node) {
        List<String> cited = file.strings(node, "sources");
        if (cited.isEmpty()) {
            file.problem(
                    "id: " + file.optional(node, "id"),
                    new Text("`sources` 没有引用条款", "`sources` names no clause"),
                    new Text("引用所依据的条款", "cite the clause it rests on"));
        }
        cited.forEach(source -> sources.check(file, source));
        return cited;
    }

    private Map<ReportPart, ReportSection> sections() {
        Map<ReportPart, ReportSection> sections = new LinkedHashMap<>();
        for (JsonNode node : file.rows(file.root(), "sections")) {
            ReportPart part = file.constant(ReportPart.class, file.string(node, "id"));
            Text none = file.bilingual(node, "none");
            List<String> cited = cited(node);
            if (part != null && sections.put(part, new ReportSection(part, file.title(node), cited, none)) != null) {
                file.problem(
                        "id: " + part,
                        Text.of("部分 `%1$s` 重复", "section `%1$s` stands twice", part),
                        new Text("只留一个", "keep one"));
            }
        }
        return Collections.unmodifiableMap(sections);
    }

    private Map<FactKind, ReportRecord> records() {
        Map<FactKind, ReportRecord> records = new EnumMap<>(FactKind.class);
        file.maps(file.root(), "records").forEach((name, row) -> {
            FactKind kind = FactKind.ofJsonName(name).orElse(null);
            ReportPart part = file.constant(ReportPart.class, file.string(row, "section"));
            List<String> shows = file.strings(row, "shows");
            if (kind == null) {
                file.problem(
                        name + ":",
                        Text.of("没有信息种类 `%1$s`", "there is no kind of record `%1$s`", name),
                        Text.of(
                                "改为 %1$s 之一",
                                "use one of %1$s",
                                Arrays.stream(FactKind.values())
                                        .map(FactKind::jsonName)
                                        .toList()));
                return;
            }
            List<String> known = Arrays.stream(kind.type().getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
            for (String component : shows) {
                if (PERSONAL.contains(component)) {
                    file.problem(
                            component,
                            Text.of(
                                    "`%1$s` 涉及自然人，信用报告不载明自然人的信息",
                                    "`%1$s` is about natural persons, whom a report is silent about", component),
                            new Text("删去", "take it out"));
                } else if (!known.contains(component)) {
                    file.problem(
                            name + ":",
                            Text.of("`%1$s` 类信息没有 `%2$s`", "a record of kind `%1$s` has no `%2$s`", name, component),
                            Text.of("从 %1$s 中选取", "use some of %1$s", known));
                }
            }
            if (part != null) {
                records.put(kind, new ReportRecord(part, shows));
            }
        });
        return Collections.unmodifiableMap(records);
    }

    private Map<String, ReportUse> uses(
            Map<String, Ban> bans,
            List<Catalogue> catalogues,
            Map<String, Parameter> parameters,
            Map<ReportPart, ReportSection> sections) {
        Set<String> scopes = new HashSet<>();
        bans.values().forEach(ban -> scopes.addAll(ban.scope()));
        Set<String> measures = new HashSet<>();
        catalogues.forEach(catalogue -> measures.addAll(catalogue.measures().keySet()));
        Map<String, ReportUse> uses = new LinkedHashMap<>();
        for (JsonNode node : file.rows(file.root(), "uses")) {
            String id = file.string(node, "id");
            ReportNeed need = file.constant(ReportNeed.class, file.string(node, "need"));
            List<String> cited = cited(node);
            statuses.check(file, id, node, true);
            Set<ReportPart> parts = EnumSet.noneOf(ReportPart.class);
            for (String name : file.strings(node, "sections")) {
                ReportPart part = file.constant(ReportPart.class, name);
                if (part != null) {
                    parts.add(part);
                    if (!sections.containsKey(part)) {
                        file.problem(
                                "id: " + id,
                                Text.of("没有说明部分 `%1$s`", "section `%1$s` is not described", part),
                                new Text("在 `sections:` 中增加", "add it under `sections:`"));
                    }
                }
            }
            List<String> figures = file.strings(node, "figures");
            unknown(id, new Text("参数", "parameter"), figures, parameters.keySet());
            ReportUse before = uses.put(
                    id,
                    new ReportUse(
                            id,
                            file.title(node),
                            need == null ? ReportNeed.NONE : need,
                            cited,
                            file.string(node, "evidence"),
                            file.string(node, "status"),
                            Collections.unmodifiableSet(parts),
                            restricted(node, id, "bans", new Text("各项禁入的范围", "scope of a ban"), scopes),
                            restricted(node, id, "measures", new Text("措施目录", "measure of a catalogue"), measures),
                            figures));
            if (before != null) {
                file.problem(
                        "id: " + id,
                        Text.of("用途 `%1$s` 重复", "use `%1$s` stands twice", id),
                        new Text("每一行用不同的 id", "give each row its own id"));
            }
        }
        return Collections.unmodifiableMap(uses);
    }

    private @Nullable Set<String> restricted(JsonNode node, String id, String key, Text what, Set<String> known) {
        if (!file.has(node, key)) {
            return null;
        }
        List<String> names = file.strings(node, key);
        unknown(id, what, names, known);
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    private void unknown(String id, Text what, List<String> names, Set<String> known) {
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> file.problem(
                        "id: " + id,
                        Text.of(
                                "用途 `%1$s` 写有 `%2$s`，%3$s中没有该项",
                                "use `%1$s` names `%2$s`, which is no %3$s", id, name, what),
                        new Text("改正名称", "correct the name")));
    }
}
