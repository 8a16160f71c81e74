package supervision.rulepack;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.Text;
import supervision.facts.AdministrativeAct;
import supervision.facts.BasisLevel;
import supervision.facts.Channel;
import supervision.facts.FactKind;
import supervision.facts.Relation;
import supervision.language.Condition.Operator;
import supervision.language.Declaration;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.law.SourceRef;
import supervision.law.WorkingDays;
import supervision.rulepack.Parameter.Row;
import supervision.rulepack.Parameter.Unit;
import supervision.rulepack.Tables.Anchor;
import supervision.rulepack.Tables.Ban;
import supervision.rulepack.Tables.Catalogue;
import supervision.rulepack.Tables.CatalogueMeasure;
import supervision.rulepack.Tables.Deadline;
import supervision.rulepack.Tables.DeadlineMatter;
import supervision.rulepack.Tables.Directory;
import supervision.rulepack.Tables.Executor;
import supervision.rulepack.Tables.PartyKind;
import supervision.rulepack.Tables.Regime;
import supervision.rulepack.Tables.Scheme;
import supervision.rulepack.Tables.SeriousList;
import supervision.rulepack.Tables.Term;
import tools.jackson.databind.JsonNode;

/** Reads a pack from its files. Everything that is wrong is collected, so that an editor sees all of it at once. */
public final class RulePackReader {

    private static final Logger LOG = LoggerFactory.getLogger(RulePackReader.class);

    /** Labels of evidence, as the source catalogue uses them. */
    private static final Set<String> EVIDENCE = Set.of("F1", "F2", "F3", "M-H", "M-M", "M-L", "NONE");

    /** Labels that are too weak to rest anything on without saying so. */
    private static final Set<String> TOO_WEAK = Set.of("F3", "M-M", "M-L", "NONE");

    /** Labels of what is not known at all: it is nobody's to verify, but our choice or left open. */
    private static final Set<String> UNUSABLE = Set.of("M-L", "NONE");

    /** Labels of what somebody read: nothing else counts as active. */
    private static final Set<String> READ = Set.of("F1", "F2");

    /** Conclusions that ask or tell somebody something and change nothing for the entity. */
    private static final Set<String> WORDS_ONLY = Set.of("Mark", "Referral");

    /** The remedy for ratios and frequencies that fall from a tier to a stricter one. */
    public static final Text TIERS_IN_ORDER = new Text(
            "监管层级越严，抽查比例和频次不得越低（laiwu-2020-19/6.2）：改正其中一个数值",
            "a stricter tier is never drawn less often (laiwu-2020-19/6.2): correct one of them");

    /** The remedy for records of natural persons that would be shown to the public. */
    /** What rows of the table of visibility say of channels that are open to the public, and of recipients inside government. */
    private static final Set<String> OPEN = new TreeSet<>(Set.of("YES", "NO", "AUTHORISED_QUERY"));

    private static final Set<String> INSIDE = new TreeSet<>(Set.of("YES", "NO", "SUPERVISION_ONLY"));

    public static final Text NOT_PUBLIC = new Text(
            "改为 AUTHORISED_QUERY：依 shandong-credit-2020/art-20，不公示自然人的信息",
            "set AUTHORISED_QUERY: shandong-credit-2020/art-20 shows nothing about a person");

    /** Rules of a pack: more is no house to live in, and compiling them takes memory and time. */
    private static final int MOST_RULES = 750;

    /** The rule language that this program reads, see docs/rule-language.md. */
    private static final String LANGUAGE = "2";

    /** What was looked at and let be; the gate reads it. */
    private static final String REVIEWED = "gate/reviewed.yaml";

    /**
     * A place in an instrument: an article or a part, with whatever follows in full width; a numbered item, whose own items have
     * plain digits; an annex; or what is said instead of a place. The title of the instrument is not part of it.
     */
    private static final java.util.regex.Pattern CITE = java.util.regex.Pattern.compile(
            "(第[零〇一二三四五六七八九十百千]+(条|部分|章|项)[^\\p{ASCII}《》\\s]*|（[一二三四五六七八九十百]+）([1-9][0-9]?)?[^\\p{ASCII}《》\\s]*"
                    + "|附件[^\\p{ASCII}《》\\s]*([1-9][0-9]?)?|" + Citation.UNCHECKED + "|" + Citation.WHOLE + ")");

    /** Names of files with rows. */
    private static final java.util.regex.Pattern TABLE = java.util.regex.Pattern.compile("[a-z][a-z0-9-]*");

    private static final List<String> PLACES =
            List.of("calendar", "examples", "labels.yaml", "measures", "pack.yaml", "parameters", "sources", "tables");

    private static final Set<String> STATUSES = Set.of("active", "verify", "placeholder", "null");

    /** Operators that hold a text against whole texts. */
    private static final Set<Operator> ONE_OF =
            EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN, Operator.NOT_IN);

    private final PackFiles files;
    /** What cannot be read at all: the cause of others, and told first. */
    private final List<PackProblem> unreadable = new ArrayList<>();

    private final List<PackProblem> problems = new ArrayList<>();
    /** What names something that is not there. */
    private final List<PackProblem> dangling = new ArrayList<>();
    /** What nobody concludes or asks for, told last: who does may stand in a rule that cannot be read. */
    private final List<PackProblem> unused = new ArrayList<>();

    /** The file that is being read. */
    private String reading = "";

    private final Map<String, YamlFile> read = new TreeMap<>();
    private final Codes fields = Codes.ofFields();
    private final Codes roles = Codes.ofRoles();
    private final Map<String, Tables.Role> rolesById = new LinkedHashMap<>();
    private final Map<String, LegalSource> sources = new TreeMap<>();
    /** By parameter, what it can be; of those that say it. */
    private final Map<String, List<String>> choices = new HashMap<>();

    private RulePackReader(PackFiles files) {
        this.files = files;
    }

    /**
     * Reads a pack.
     *
     * @param examples id of the example set to switch on; null for none; {@code default} for the one pack.yaml names
     * @throws RulePackException listing every problem, if there is one
     */
    public static RulePack read(PackFiles files, @Nullable String examples) {
        RulePackReader reader = new RulePackReader(files);
        RulePack pack = reader.readGuarded(examples);
        if (!reader.hasProblems()) {
            reader.read.values().forEach(YamlFile::refuseUnknownKeys);
        }
        if (reader.hasProblems()) {
            // what is not there may stand in a file that cannot be read
            throw RulePackException.inOrder(
                    reader.unreadable,
                    reader.problems,
                    reader.unreadable.isEmpty() ? reader.dangling : List.of(),
                    reader.unused);
        }
        return Objects.requireNonNull(pack);
    }

    private boolean hasProblems() {
        return !unreadable.isEmpty() || !problems.isEmpty() || !dangling.isEmpty() || !unused.isEmpty();
    }

    private @Nullable RulePack readGuarded(@Nullable String examples) {
        files.files().forEach((path, bytes) -> {
            PackProblem problem = PackText.problem(path, bytes);
            if (problem != null) {
                unreadable.add(problem);
            }
        });
        RulePack pack = null;
        boolean toItsEnd = false;
        try {
            pack = readPack(examples);
            toItsEnd = pack != null;
        } catch (RuntimeException | StackOverflowError e) {
            // what is wrong already may be the cause: then that is enough to say
            if (!hasProblems()) {
                problems.add(new PackProblem(
                        reading,
                        0,
                        Text.of("文件内容无法处理：%1$s", "the file cannot be understood: %1$s", e),
                        new Text("撤销对该文件的最近一次改动", "undo the last change of this file")));
                LOG.warn("a pack cannot be read", e);
            }
        }
        Predicate<String> known = toItsEnd
                ? read::containsKey
                : path ->
                        path.equals(REVIEWED) || path.endsWith(".yaml") && PLACES.contains(path.replaceAll("/.*", ""));
        files.files().keySet().stream()
                .filter(path -> !known.test(path) && !isRuleFile(path))
                .filter(path -> pathsUnreadable().noneMatch(path::equals))
                .forEach(path -> unreadable.add(new PackProblem(
                        path,
                        0,
                        new Text("程序不读取此文件，其中内容不起作用", "nobody reads this file, what it says would not count"),
                        whereTo(path))));
        return pack;
    }

    private Stream<String> pathsUnreadable() {
        return List.copyOf(unreadable).stream().map(PackProblem::file);
    }

    /** What else is missing without the rules, the clauses or the figures is not worth a word. */
    private boolean hasAllFolders() {
        List<String> missing = Stream.of("calendar/", "drl/", "parameters/", "sources/")
                .filter(folder -> files.files().keySet().stream().noneMatch(path -> path.startsWith(folder)))
                .toList();
        missing.forEach(folder -> unreadable.add(new PackProblem(
                folder,
                0,
                Text.of("规则包没有目录 `%1$s`，或者其中没有文件", "the pack has no folder `%1$s`, or nothing is in it", folder),
                new Text("补上该目录：规则包必须有它", "put it back: a pack needs it"))));
        return missing.isEmpty();
    }

    private static boolean isRuleFile(String path) {
        return path.startsWith("drl/") && path.endsWith(".drl");
    }

    private static Text whereTo(String path) {
        if (path.endsWith(".yml")) {
            return Text.of("改名为 `%1$s`", "rename it to `%1$s`", path.replaceFirst("yml$", "yaml"));
        }
        return Text.of(
                "规则放在 drl/ 中，以 .drl 结尾；其他文件以 .yaml 结尾，位置为 %1$s 之一：移到所属位置，或者移出目录",
                "rules are in drl/ and end with .drl, all else ends with .yaml and is one of %1$s: put it where it"
                        + " belongs, or take it out of the folder",
                PLACES);
    }

    /** Null if the pack is in another language: whatever else it says would be misread. */
    private @Nullable RulePack readPack(@Nullable String wantedExamples) {
        YamlFile manifest = yaml("pack.yaml");
        String language = manifest.optional(manifest.root(), "language");
        if (!LANGUAGE.equals(language) && unreadable.isEmpty()) {
            manifest.problem(
                    language == null ? "id:" : "language:",
                    language == null
                            ? Text.of(
                                    "没有写明规则语言，本程序只读语言 %1$s",
                                    "no rule language is named, and this program reads %1$s", LANGUAGE)
                            : Text.of(
                                    "规则语言为 %1$s，本程序只读语言 %2$s",
                                    "the rule language is %1$s, and this program reads %2$s", language, LANGUAGE),
                    Text.of(
                            "按 docs/rule-language.md 改写规则，再写 `language: %1$s`；或者使用能读该语言的程序版本",
                            "write the rules as docs/rule-language.md says and then `language: %1$s`,"
                                    + " or use the version of the program that reads that language",
                            LANGUAGE));
            return null;
        }
        if (!hasAllFolders()) {
            return null;
        }
        String id = manifest.string(manifest.root(), "id");
        String version = manifest.string(manifest.root(), "version");
        LocalDate modelledFrom = manifest.day(manifest.root(), "modelledFrom");
        String named = manifest.optional(manifest.root(), "examples");
        if (files.files().containsKey(REVIEWED)) {
            YamlFile reviewed = yaml(REVIEWED);
            reviewed.rows(reviewed.root(), "reviewed").forEach(row -> {
                reviewed.string(row, "kind");
                reviewed.string(row, "why");
                reviewed.string(row, "en");
                reviewed.strings(row, "rules");
            });
        }
        String examples = "default".equals(wantedExamples) ? named : wantedExamples;
        below("sources/").forEach(this::readSource);
        fields.read(yaml(Codes.FIELDS), (code, row) -> {});
        readRoles(yaml(Codes.ROLES));
        Map<String, Parameter> own = new TreeMap<>();
        below("parameters/").forEach(path -> readParameter(path, own));
        checkLocal(own);
        checkRanges(own);
        Set<PackProblem> outOfOrder = new LinkedHashSet<>(RatioCheck.check(files, own));
        Map<String, Parameter> inForce = own;
        List<RulePack.ExampleSet> sets = new ArrayList<>();
        RulePack.ExampleSet inUse = null;
        for (String path : below("examples/")) {
            YamlFile file = yaml(path);
            RulePack.ExampleSet set = new RulePack.ExampleSet(
                    file.string(file.root(), "id"), file.title(file.root()), file.string(file.root(), "source"));
            sets.add(set);
            checkSource(file, set.source());
            Map<String, Parameter> filled = withExamples(file, set, own);
            boolean used = set.id().equals(examples);
            // in use or not: somebody may switch it on at any time
            outOfOrder.addAll(RatioCheck.check(files, filled, set, path, used));
            if (used) {
                inUse = set;
                inForce = filled;
            }
        }
        problems.addAll(outOfOrder);
        Map<String, Parameter> parameters = inForce;
        if (examples != null && inUse == null) {
            manifest.problem(
                    "examples:",
                    Text.of("没有示例数值集 `%1$s`", "there is no example set `%1$s`", examples),
                    Text.of(
                            "改为 %1$s 之一，或者不使用示例数值",
                            "name one of %1$s or switch examples off",
                            sets.stream().map(RulePack.ExampleSet::id).toList()));
        }
        Map<String, Ban> bans = readBans();
        checkRepetitions(bans);
        checkVisibility();
        List<Catalogue> catalogues = readCatalogues();
        Tables tables = new Tables(
                bans,
                readLists(),
                catalogues,
                readRegimes(),
                readSchemes(),
                new ReportsReader(yaml("tables/reports.yaml"), this::checkSource, this::checkRowStatus)
                        .read(bans, catalogues, parameters),
                readLocal(),
                readDirectory(parameters),
                readDeadlines(parameters),
                fields.titles(),
                Collections.unmodifiableMap(rolesById));
        checkListMeasures(tables);
        SortedMap<String, String> drl = files.drl();
        List<RuleFile> ruleFiles = RuleFile.of(drl, problems);
        Map<String, Declaration> declarations = RowReader.byType(
                ruleFiles.stream().flatMap(each -> each.declarations().stream()).toList(), problems);
        List<RuleText> rules = readRules(ruleFiles, parameters);
        ChainCheck.check(rules, problems);
        DeclarationCheck.check(declarations.values(), rules, unused);
        GradesAreNoGround.check(rules, problems);
        RolesNamed.check(rules, declarations, roles.ids(), problems);
        NeverACondition.check(sources, parameters, tables, rules, problems);
        return new RulePack(
                id,
                version,
                manifest.title(manifest.root()),
                manifest.string(manifest.root(), "jurisdiction"),
                modelledFrom,
                inUse,
                List.copyOf(sets),
                sources,
                parameters,
                tables,
                readCalendar(),
                readLabels(),
                rules,
                declarations,
                readRows(declarations.values(), parameters, tables),
                drl,
                files.fingerprint(examples == null ? "" : examples),
                files);
    }

    private List<String> below(String folder) {
        return files.files().keySet().stream()
                .filter(path -> path.startsWith(folder) && path.endsWith(".yaml"))
                .toList();
    }

    private YamlFile yaml(String path) {
        return read.computeIfAbsent(path, missing -> {
            if (!files.files().containsKey(path)) {
                unreadable.add(new PackProblem(
                        path,
                        0,
                        new Text("缺少此文件", "the file is missing"),
                        new Text("补上该文件：规则包必须有它", "a pack needs it")));
            }
            reading = path;
            boolean text = files.files().containsKey(path) && pathsUnreadable().noneMatch(path::equals);
            YamlFile file = new YamlFile(path, text ? files.text(path) : null, unreadable, problems, dangling);
            if (path.matches("(tables|measures|calendar)/.*")) {
                file.forPeople(file.root(), "title", "en", "mustCite");
            }
            return file;
        });
    }

    private void readSource(String path) {
        YamlFile file = yaml(path);
        JsonNode root = file.root();
        String id = file.string(root, "id");
        if (!path.equals("sources/" + id + ".yaml")) {
            file.problem(
                    "id:",
                    Text.of("id `%1$s` 与文件名不一致", "the id `%1$s` is not the file name", id),
                    new Text("把两者改为一致", "make both the same"));
        }
        BasisLevel level = file.constant(BasisLevel.class, file.string(root, "level"));
        JsonNode inForce = file.submap(root, "inForce");
        file.forPeople(root, "replaces");
        String issuer = file.string(root, "issuer");
        if (issuer.isBlank() && file.has(root, "issuer")) {
            file.problem(
                    "issuer:",
                    new Text("`issuer` 为空", "`issuer` is empty"),
                    new Text("写明发布机关，如 `issuer: 国务院`", "write who issued it, such as `issuer: 国务院`"));
        }
        Map<String, LegalSource.Clause> clauses = new LinkedHashMap<>();
        file.maps(root, "clauses").forEach((key, clause) -> {
            String evidence = file.string(clause, "evidence");
            if (!EVIDENCE.contains(evidence)) {
                file.problem(
                        "evidence: " + evidence,
                        Text.of(
                                "条款 `%1$s` 的 evidence 为 `%2$s`，没有这个值",
                                "clause `%1$s` has evidence `%2$s`", key, evidence),
                        Text.of(
                                "改为 %1$s 之一",
                                "use one of %1$s", EVIDENCE.stream().sorted().toList()));
            }
            try {
                SourceRef.parse(id + "/" + key);
            } catch (IllegalArgumentException e) {
                file.problem(
                        key + ":",
                        Text.of("`%1$s/%2$s` 不是条款的引用格式", "`%1$s/%2$s` does not cite a clause", id, key),
                        new Text("条款的键用小写，如 `art-20`", "write the key of the clause in lower case, such as `art-20`"));
            }
            clauses.put(
                    key,
                    new LegalSource.Clause(
                            file.title(clause),
                            cite(file, key, clause),
                            file.bilingual(clause, "says"),
                            evidence,
                            file.string(clause, "textRead"),
                            file.day(clause, "checkedOn"),
                            file.strings(clause, "leadUnits"),
                            file.strings(clause, "responsibleUnits"),
                            file.optionalBilingual(clause, "noRule"),
                            file.optionalBilingual(clause, "leftToPeople"),
                            file.flag(clause, "neverACondition"),
                            textHash(file, key, clause)));
        });
        sources.put(
                id,
                new LegalSource(
                        id,
                        file.title(root),
                        file.optional(root, "number"),
                        issuer,
                        file.optional(root, "version"),
                        level == null ? BasisLevel.NORMATIVE_DOCUMENT : level,
                        file.day(inForce, "from"),
                        file.optionalDay(inForce, "until"),
                        Collections.unmodifiableMap(clauses)));
    }

    /** Where a clause stands, as a lawyer writes it: nobody finds it in the law by an id of ours. */
    private static String cite(YamlFile file, String key, JsonNode clause) {
        String cite = file.optional(clause, "cite");
        if (cite == null || !CITE.matcher(cite).matches()) {
            file.problemAtKey(
                    key,
                    cite == null
                            ? Text.of("条款 `%1$s` 缺少 `cite`", "clause `%1$s` has no `cite`", key)
                            : Text.of(
                                    "条款 `%1$s` 的 cite 为 `%2$s`，不是条款在文件中的位置",
                                    "the cite of clause `%1$s` is `%2$s`, which is no place in an instrument",
                                    key,
                                    cite),
                    Text.of(
                            "用中文和全角写明条款项，如 `第二十八条第一项`、`（六）2`、`附件一`，不写文件名称；没有读到条号的写 `%1$s`，" + "指文件整体的写 `%2$s`",
                            "write article, paragraph and item in Chinese and full width, such as `第二十八条第一项`, `（六）2` or"
                                    + " `附件一`, without the title of the instrument; `%1$s` if the number was not read,"
                                    + " `%2$s` for the instrument as a whole",
                            Citation.UNCHECKED,
                            Citation.WHOLE));
        }
        return cite == null ? Citation.UNCHECKED : cite;
    }

    private static @Nullable String textHash(YamlFile file, String key, JsonNode clause) {
        String hash = file.optional(clause, "textHash");
        if (hash != null && !hash.matches("[0-9a-f]{64}")) {
            file.problem(
                    "textHash: " + hash,
                    Text.of("条款 `%1$s` 的 textHash 不是指纹", "textHash of clause `%1$s` is no hash", key),
                    new Text(
                            "删去后运行 supervision law check --write 重新写入",
                            "remove it, and have it written by `supervision law check --write`"));
        }
        return hash;
    }

    private void readParameter(String path, Map<String, Parameter> parameters) {
        YamlFile file = yaml(path);
        JsonNode root = file.root();
        String id = file.string(root, "id");
        if (!path.equals("parameters/" + id + ".yaml")) {
            file.problem(
                    "id:",
                    Text.of("id `%1$s` 与文件路径不一致", "the id `%1$s` is not the path of the file", id),
                    new Text("把两者改为一致", "make both the same"));
        }
        Unit unit = Unit.ofYamlName(file.string(root, "unit"));
        if (unit == null) {
            file.problem(
                    "unit:",
                    Text.of("没有单位 `%1$s`", "the unit `%1$s` is not known", file.optional(root, "unit")),
                    Text.of(
                            "改为 %1$s 之一",
                            "use one of %1$s",
                            List.of(Unit.values()).stream().map(Unit::yamlName).toList()));
            return;
        }
        List<Row> rows = new ArrayList<>();
        for (JsonNode node : file.rows(root, "values")) {
            Row row = readRow(file, node, unit, file.string(node, "source"), null);
            if (!rows.isEmpty() && !row.from().isAfter(rows.get(rows.size() - 1).from())) {
                file.problem(
                        row.from().toString(),
                        Text.of(
                                "自 %1$s 起的一行没有排在前一行之后",
                                "the row from %1$s does not follow the one before it", row.from()),
                        new Text("各行按 `from` 的先后排列", "order the rows by `from`"));
            }
            rows.add(row);
        }
        choices.put(id, file.strings(root, "choices"));
        rows.stream()
                .map(Row::value)
                .filter(value -> value != null && !isChoice(id, value))
                .forEach(value -> notAChoice(file, "\"" + value + "\"", id, value));
        if (rows.isEmpty()) {
            file.problem(
                    "values:",
                    new Text("该参数没有一行数值", "the parameter has no row"),
                    new Text("增加一行；没有数值的，写 `value: null`", "add one, with `value: null` if no number exists"));
        }
        Text mustCite = file.has(root, "mustCite") ? file.bilingual(root, "mustCite") : null;
        parameters.put(id, new Parameter(id, file.title(root), unit, List.copyOf(rows), mustCite));
    }

    private void notAChoice(YamlFile file, String at, String id, String value) {
        file.problem(
                at,
                Text.of("`%1$s` 不在可选值之中", "`%1$s` is not one of the choices", value),
                Text.of("改为 %1$s 之一", "use one of %1$s", choices.get(id)));
    }

    /** Of two numbers that differ in `min` and `max` the first is never above the second, on no day. */
    private void checkRanges(Map<String, Parameter> parameters) {
        parameters.forEach((id, least) -> {
            Parameter most = id.endsWith("min") ? parameters.get(id.replaceFirst("min$", "max")) : null;
            if (most == null) {
                return;
            }
            Stream.concat(least.rows().stream(), most.rows().stream())
                    .map(Row::from)
                    .distinct()
                    .sorted()
                    .forEach(day -> {
                        Row first = least.on(day);
                        Row second = most.on(day);
                        String low = first == null ? null : first.value();
                        String high = second == null ? null : second.value();
                        if (low != null && high != null && isAbove(least.unit(), low, high)) {
                            yaml("parameters/" + id + ".yaml")
                                    .problem(
                                            low,
                                            Text.of(
                                                    "%1$s 起下限 %2$s 高于 `%4$s` 的上限 %3$s",
                                                    "from %1$s the least, %2$s, is above the most, %3$s of `%4$s`",
                                                    day,
                                                    low,
                                                    high,
                                                    most.id()),
                                            new Text("改正其中一个", "correct one of them"));
                        }
                    });
        });
    }

    private static boolean isAbove(Unit unit, String low, String high) {
        if (!unit.accepts(low) || !unit.accepts(high)) {
            return false;
        }
        return switch (unit) {
            case PERIOD -> isLonger(low, high);
            case WORKING_DAYS, COUNT, YUAN -> new BigDecimal(low).compareTo(new BigDecimal(high)) > 0;
            default -> false;
        };
    }

    /**
     * A number that a district sets stands in a document of its own: the clause that has it set does not give it, and that is
     * where the rows without a number come from.
     */
    private void checkLocal(Map<String, Parameter> parameters) {
        List<Parameter> local = parameters.values().stream()
                .filter(parameter -> parameter.mustCite() != null)
                .toList();
        Set<String> leftOpen = local.stream()
                .flatMap(parameter -> parameter.rows().stream())
                .filter(row -> row.evidence().equals("NONE"))
                .map(Row::source)
                .collect(Collectors.toSet());
        Set<String> ofExamples = below("examples/").stream()
                .map(path -> yaml(path).optional(yaml(path).root(), "source"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (Parameter parameter : local) {
            for (Row row : parameter.rows()) {
                boolean ofAnExample = ofExamples.contains(row.source());
                if (row.status().equals("active") && (ofAnExample || leftOpen.contains(row.source()))) {
                    yaml("parameters/" + parameter.id() + ".yaml")
                            .problem(
                                    "from: " + row.from(),
                                    Text.of(
                                            ofAnExample
                                                    ? "`%1$s` 有一行为 active，引用 `%2$s`；那是外地示例的来源，不是本区的规定"
                                                    : "`%1$s` 有一行为 active，引用 `%2$s`；该条款只规定由地方确定数值，本身没有给出数值",
                                            ofAnExample
                                                    ? "an active row of `%1$s` cites `%2$s`, from which an example set is:"
                                                            + " it sets nothing here"
                                                    : "an active row of `%1$s` cites `%2$s`, under which"
                                                            + " numbers are set and which gives none",
                                            parameter.id(),
                                            row.source()),
                                    Text.of(
                                            "把确定该数值的文件录入 sources/ 并引用：%1$s",
                                            "add the document that sets it to sources/ and cite that: %1$s",
                                            Objects.requireNonNull(parameter.mustCite())));
                }
            }
        }
    }

    private Row readRow(YamlFile file, JsonNode node, Unit unit, String source, RulePack.@Nullable ExampleSet set) {
        LocalDate from = file.day(node, "from");
        String evidence = file.string(node, "evidence");
        String status = set == null ? file.string(node, "status") : "example";
        JsonNode value = file.child(node, "value");
        Map<String, String> entries = value.isObject() ? file.map(node, "value") : Map.of();
        if (value.isArray()) {
            file.problem(
                    "from: " + from,
                    new Text("value 是列表", "the value is a list"),
                    new Text("只写一个值，或者写成键值对", "give one value, or a map of values"));
        }
        String text = value.isMissingNode() || value.isNull() || value.isContainer() ? null : value.asString();
        String at = "from: " + from;
        checkSource(file, source);
        if (!EVIDENCE.contains(evidence)) {
            file.problem(
                    at,
                    Text.of("没有 evidence `%1$s`", "evidence `%1$s` is not known", evidence),
                    Text.of("改为 %1$s 之一", "use one of %1$s", EVIDENCE));
        }
        if (set == null && !STATUSES.contains(status)) {
            file.problem(
                    at,
                    Text.of("没有 status `%1$s`", "status `%1$s` is not known", status),
                    Text.of("改为 %1$s 之一", "use one of %1$s", STATUSES));
        }
        if (status.equals("active") && !READ.contains(evidence)) {
            file.problem(
                    at,
                    Text.of(
                            "status 为 active 的一行，evidence 只是 `%1$s`",
                            "an active row rests on evidence `%1$s`", evidence),
                    new Text(
                            "核对原文，或者把 status 改为 verify、placeholder 或 null",
                            "read the source, or set the status to verify, placeholder or null"));
        }
        if (status.equals("verify") && UNUSABLE.contains(evidence)) {
            file.problem(
                    at,
                    Text.of(
                            "status 为 verify 的一行，evidence 只是 `%1$s`",
                            "a row to be verified rests on evidence `%1$s`", evidence),
                    new Text(
                            "待核对的数值也会被使用：核对原文，或者把 status 改为 placeholder 或 null",
                            "it would be used: read the source, or set the status to placeholder or null"));
        }
        if (set != null && TOO_WEAK.contains(evidence)) {
            file.problem(
                    at,
                    Text.of("示例数值的 evidence 只是 `%1$s`", "an example rests on evidence `%1$s`", evidence),
                    new Text(
                            "示例须是已公布的数值：核对其公布出处，否则删去",
                            "an example is a figure that somebody published: read where, or leave it out"));
        }
        if (status.equals("null") != (text == null && entries.isEmpty())) {
            file.problem(
                    at,
                    new Text("status 是否为 `null` 与有无数值不一致", "status `null` and the value do not agree"),
                    new Text("没有数值的一行，status 写 \"null\"", "a row without a value has status \"null\""));
        }
        checkEntries(file, at, unit, text, entries);
        if (text != null && !unit.accepts(text)) {
            file.problem(
                    text,
                    Text.of("`%1$s` 不是单位 %2$s 的值", "`%1$s` is no value of unit %2$s", text, unit.yamlName()),
                    new Text("按该单位的格式书写", "write it in the unit's form"));
        }
        return new Row(from, text, entries, source, evidence, status, set == null ? null : set.id());
    }

    private void checkEntries(YamlFile file, String at, Unit unit, @Nullable String text, Map<String, String> entries) {
        if (unit.entries().required() && text != null) {
            file.problem(
                    text,
                    Text.of("`%1$s` 不是按等级分列的值", "`%1$s` is no map of grades", text),
                    Text.of(
                            "写成 `value: {\"A\": …}`，单位为 %1$s",
                            "write `value: {\"A\": …}`, unit %1$s", unit.yamlName()));
        }
        if (unit.entries() == Parameter.Entries.NONE && !entries.isEmpty()) {
            file.problem(
                    at,
                    Text.of("单位 %1$s 的值不能写成键值对", "a value of unit %1$s is no map", unit.yamlName()),
                    new Text("只写一个值", "give one value"));
            return;
        }
        entries.forEach((key, value) -> {
            if (!unit.entries().accepts(key, fields.ids())) {
                file.problem(
                        at,
                        Text.of("`%1$s` 不是单位 %2$s 的键", "`%1$s` is no key of unit %2$s", key, unit.yamlName()),
                        Text.of("键应为%1$s", "use %1$s", unit.entries().form()));
            }
            if (!unit.accepts(value)) {
                file.problem(
                        value,
                        unit == Unit.TIERS
                                ? Text.of("`%1$s` 不是监管层级", "`%1$s` is no tier", value)
                                : Text.of(
                                        "`%1$s` 不是单位 %2$s 的值",
                                        "`%1$s` is no value of unit %2$s", value, unit.yamlName()),
                        unit == Unit.TIERS
                                ? new Text(
                                        "改为 PREFERENTIAL、ROUTINE、ENHANCED 或 STRICT",
                                        "use PREFERENTIAL, ROUTINE, ENHANCED or STRICT")
                                : new Text("按该单位的格式书写", "write it in the unit's form"));
            }
        });
    }

    /** The parameters with the figures of an example set where no number exists: it never replaces one of the law. */
    private Map<String, Parameter> withExamples(
            YamlFile file, RulePack.ExampleSet set, Map<String, Parameter> parameters) {
        Map<String, Parameter> filled = new TreeMap<>(parameters);
        file.maps(file.root(), "values").forEach((id, given) -> {
            Parameter parameter = parameters.get(id);
            if (parameter == null) {
                file.problem(
                        id,
                        Text.of("没有参数 `%1$s`", "there is no parameter `%1$s`", id),
                        new Text("改正 id", "correct the id"));
                return;
            }
            Row example = readRow(file, given, parameter.unit(), set.source(), set);
            LocalDate until = file.optionalDay(given, "until");
            List<Row> rows = parameter.rows().stream()
                    .map(row -> row.hasValue()
                                    || row.from().isBefore(example.from())
                                    || (until != null && !row.from().isBefore(until))
                            ? row
                            : new Row(
                                    row.from(),
                                    example.value(),
                                    example.entries(),
                                    example.source(),
                                    example.evidence(),
                                    "example",
                                    set.id()))
                    .toList();
            filled.put(
                    parameter.id(),
                    new Parameter(parameter.id(), parameter.title(), parameter.unit(), rows, parameter.mustCite()));
        });
        return filled;
    }

    private void readRoles(YamlFile file) {
        roles.read(file, (id, row) -> {
            Tables.Whose whose = file.constant(Tables.Whose.class, file.string(row, "whose"));
            // of which nothing is known is guarded like a person
            rolesById.put(id, new Tables.Role(id, file.title(row), whose == null ? Tables.Whose.EITHER : whose));
        });
    }

    private Map<String, Ban> readBans() {
        YamlFile file = yaml("tables/bans.yaml");
        Map<String, Ban> bans = new TreeMap<>();
        List<String> persons = rolesById.values().stream()
                .filter(role -> role.whose() == Tables.Whose.PERSON)
                .map(Tables.Role::id)
                .toList();
        for (JsonNode node : file.rows(file.root(), "bans")) {
            String id = file.string(node, "id");
            String source = file.string(node, "source");
            checkSource(file, source);
            String field = fields.known(file, file.string(node, "field"));
            Anchor anchor = file.constant(Anchor.class, file.string(node, "anchor"));
            Set<String> who = roles.known(file, file.strings(node, "who"));
            Term term = readTerm(file, id, file.submap(node, "term"));
            checkRowStatus(file, id, node, term != null);
            LocalDate from = file.day(node, "from");
            checkVersion(file, id, node, source, from);
            if (field == null || anchor == null || who.isEmpty()) {
                file.problem(
                        "id: " + id,
                        Text.of("禁入 `%1$s` 缺少 field、anchor 或 who", "ban `%1$s` lacks field, anchor or who", id),
                        new Text("补齐", "fill them in"));
                continue;
            }
            if (file.flag(node, "anyPost") != who.containsAll(persons)) {
                file.problem(
                        "id: " + id,
                        Text.of("禁入 `%1$s` 的 anyPost 与 who 不一致", "anyPost of ban `%1$s` does not fit its who", id),
                        Text.of(
                                "人员不问职务的，写 anyPost: true，并在 who 中写明 %1$s；其他的删去 anyPost",
                                "if it bars persons whatever their post write anyPost: true and name %1$s in who;"
                                        + " else remove anyPost",
                                persons));
            }
            // rules read both where they need them
            file.flag(node, "narrower");
            boolean instead = file.has(node, "instead");
            if (instead) {
                file.bilingual(node, "instead");
            }
            if (term != null && instead) {
                file.problem(
                        "id: " + id,
                        Text.of("禁入 `%1$s` 既有 term 又有 instead", "ban `%1$s` has a term and something instead", id),
                        new Text("删去其一", "remove one of them"));
            }
            Ban before = bans.put(
                    id,
                    new Ban(
                            id,
                            file.title(node),
                            file.bilingual(node, "trigger"),
                            who,
                            file.strings(node, "scope"),
                            field,
                            term,
                            source,
                            from,
                            file.optionalDay(node, "until"),
                            file.optional(node, "succeeds"),
                            file.string(node, "evidence"),
                            file.string(node, "status")));
            if (before != null) {
                file.problem(
                        "id: " + id,
                        Text.of("禁入 `%1$s` 重复", "ban `%1$s` stands twice", id),
                        new Text("每一行用不同的 id", "give each row its own id"));
            }
        }
        checkSuccessors(file, bans);
        return Collections.unmodifiableMap(bans);
    }

    /** Rows that took the place of others; one that asks for the same comes before one that asks for more. */
    private static void checkSuccessors(YamlFile file, Map<String, Ban> bans) {
        for (Ban later : bans.values()) {
            if (later.succeeds() == null) {
                continue;
            }
            Ban earlier = bans.get(later.succeeds());
            if (earlier == null || !later.from().equals(earlier.until())) {
                file.problem(
                        "id: " + later.id(),
                        Text.of(
                                "禁入 `%1$s` 接续 `%2$s`，但没有恰在其生效之日终止的这一行",
                                "ban `%1$s` succeeds `%2$s`, which is no row that ends on its first day",
                                later.id(),
                                later.succeeds()),
                        Text.of(
                                "写明所接续的一行，并在该行写 `until: %1$s`",
                                "name the row that it replaced, and end that row with `until: %1$s`", later.from()));
            }
        }
    }

    /** A row is in force no longer than the text in which it was read, and a new text has to be read again. */
    private void checkVersion(YamlFile file, String id, JsonNode node, String source, LocalDate from) {
        String instrument = source.contains("/") ? source.substring(0, source.indexOf('/')) : source;
        LegalSource read = sources.get(instrument);
        String version = file.optional(node, "version");
        String readIn = read == null ? null : read.version();
        if (!Objects.equals(version, readIn)) {
            file.problem(
                    "id: " + id,
                    Text.of(
                            "`%1$s` 依据的版本为 `%2$s`，而 `%3$s` 的版本为 `%4$s`",
                            "`%1$s` was read in version `%2$s`, but `%3$s` is of version `%4$s`",
                            id,
                            version,
                            instrument,
                            readIn),
                    new Text("核对该版本的条款，再在此写明版本", "read the clause in that version, then write it here"));
        }
        if (read != null && from.isBefore(read.from())) {
            file.problem(
                    "id: " + id,
                    Text.of(
                            "`%1$s` 自 %2$s 起施行，早于其依据的文本（自 %3$s 起施行）",
                            "`%1$s` is in force from %2$s, before its text, which is from %3$s", id, from, read.from()),
                    new Text("改为该文本已经施行的日期", "write a day from which that text is in force"));
        }
    }

    /** Acts that count breaches; rules read the rows as the tables that they declare. */
    private void checkRepetitions(Map<String, Ban> bans) {
        YamlFile file = yaml("tables/repetition.yaml");
        Set<String> ids = new HashSet<>();
        for (JsonNode node : file.rows(file.root(), "repetitions")) {
            checkRepetition(file, node, ids, bans, "leadsTo");
            // read as the column of a declared table
            file.forPeople(node, "count", "lesserOnly");
            String counted = file.string(node, "counted");
            if (!Set.of("ACT", "PENALTY").contains(counted)) {
                file.problem(
                        "id: " + file.string(node, "id"),
                        Text.of(
                                "`%1$s` 的 counted 写为 `%2$s`",
                                "`counted` of `%1$s` is `%2$s`", file.string(node, "id"), counted),
                        new Text("改为 ACT 或者 PENALTY", "write ACT or PENALTY"));
            }
        }
        for (JsonNode node : file.rows(file.root(), "again")) {
            checkRepetition(file, node, ids, bans, "afterTermOf");
        }
    }

    /** @param named key of the bans that the row names */
    private void checkRepetition(YamlFile file, JsonNode node, Set<String> ids, Map<String, Ban> bans, String named) {
        String id = file.string(node, "id");
        String source = file.string(node, "source");
        checkSource(file, source);
        checkRowStatus(file, id, node, true);
        checkVersion(file, id, node, source, file.day(node, "from"));
        file.title(node);
        file.bilingual(node, "consequence");
        file.strings(node, "words");
        if (!ids.add(id)) {
            file.problem(
                    "id: " + id,
                    Text.of("`%1$s` 重复", "`%1$s` stands twice", id),
                    new Text("每一行用不同的 id", "give each row its own id"));
        }
        List<String> names = file.strings(node, named);
        names.stream()
                .filter(ban -> !bans.containsKey(ban))
                .forEach(ban -> file.problem(
                        ban,
                        Text.of("没有禁入 `%1$s`", "there is no ban `%1$s`", ban),
                        new Text("改正 id", "correct the id")));
        if (names.isEmpty()
                || fields.known(file, file.string(node, "field")) == null
                || !Unit.PERIOD.accepts(file.string(node, "within"))) {
            file.problem(
                    "id: " + id,
                    Text.of(
                            "`%1$s` 缺少 field、within 或 %2$s，或者其值不能用",
                            "`%1$s` lacks a field, a period or %2$s", id, named),
                    Text.of(
                            "写明 `field: BIDDING`、`within: P3Y` 和 `%1$s: [禁入的 id]`",
                            "write `field: BIDDING`, `within: P3Y` and `%1$s: [id of a ban]`", named));
        }
    }

    private static void checkOnce(YamlFile file, String id, Map<String, ?> before) {
        if (before.containsKey(id)) {
            file.problem(
                    "id: " + id,
                    Text.of("`%1$s` 重复", "`%1$s` stands twice", id),
                    new Text("每一行用不同的 id", "give each row its own id"));
        }
    }

    private void checkRowStatus(YamlFile file, String id, JsonNode node, boolean hasValue) {
        checkRowStatus(file, "id: " + id, id, node, hasValue);
    }

    private static void checkRowStatus(YamlFile file, String at, String id, JsonNode node, boolean hasValue) {
        String status = file.string(node, "status");
        String evidence = file.string(node, "evidence");
        if (status.equals("active") && !READ.contains(evidence)) {
            file.problem(
                    at,
                    Text.of(
                            "status 为 active 的一行 `%1$s`，evidence 只是 `%2$s`",
                            "the active row `%1$s` rests on evidence `%2$s`", id, evidence),
                    new Text("把 status 改为 verify", "set verify"));
        }
        if (!STATUSES.contains(status) || status.equals("null") == hasValue) {
            file.problem(
                    at,
                    Text.of("`%2$s` 的 status `%1$s` 与该行不符", "status `%1$s` of `%2$s` does not fit", status, id),
                    Text.of("改为 %1$s 之一", "use %1$s", STATUSES));
        }
    }

    /** Rows without an evidence of their own are known as well as the clause that they cite. */
    private void checkClauseEvidence(YamlFile file, String id, JsonNode node, String source) {
        String status = file.optional(node, "status");
        String evidence = evidence(source);
        if (status != null && !status.equals("active") && !status.equals("verify")) {
            file.problem(
                    "id: " + id,
                    Text.of("`%2$s` 没有 status `%1$s`", "status `%1$s` of `%2$s` is not known", status, id),
                    new Text("改为 active 或 verify", "use active or verify"));
        }
        if (!"verify".equals(status) && TOO_WEAK.contains(evidence)) {
            file.problem(
                    "id: " + id,
                    Text.of(
                            "一行 `%1$s` 依据 `%2$s`，该条款的 evidence 只是 `%3$s`",
                            "the row `%1$s` rests on `%2$s`, whose evidence is `%3$s`", id, source, evidence),
                    new Text("核对原文，或者写 `status: verify`", "read the source, or add `status: verify`"));
        }
    }

    private static @Nullable Term readTerm(YamlFile file, String id, JsonNode node) {
        if (node.isEmpty()) {
            return null;
        }
        String fixed = file.optional(node, "fixed");
        String min = fixed == null ? file.optional(node, "min") : fixed;
        String max = fixed == null ? file.string(node, "max") : fixed;
        for (String value : min == null || min.equals(max) ? List.of(max) : List.of(min, max)) {
            boolean listed = value.equals(fixed) && value.equals(Term.WHILE_LISTED);
            if (!listed && !value.equals(Term.LIFE) && !Unit.PERIOD.accepts(value)) {
                file.problem(
                        "id: " + id,
                        Text.of("`%2$s` 的期限 `%1$s` 无法识别", "the term `%1$s` of `%2$s` cannot be read", value, id),
                        new Text(
                                "写成 {fixed: P5Y}、{min: P1Y, max: P3Y}、{max: P3Y}、{fixed: LIFE} 或 {fixed: WHILE_LISTED}",
                                "write {fixed: P5Y}, {min: P1Y, max: P3Y}, {max: P3Y}, {fixed: LIFE} or"
                                        + " {fixed: WHILE_LISTED}"));
            }
        }
        boolean lifeAtLeast = Term.LIFE.equals(min) && !Term.LIFE.equals(max);
        if (lifeAtLeast || min != null && Unit.PERIOD.accepts(min) && Unit.PERIOD.accepts(max) && isLonger(min, max)) {
            file.problem(
                    "id: " + id,
                    Text.of("`%1$s` 的期限下限 %2$s 长于上限 %3$s", "the term of `%1$s` is from %2$s to %3$s", id, min, max),
                    new Text("把两者对调", "exchange them"));
        }
        return new Term(min, max);
    }

    private static boolean isLonger(String one, String other) {
        LocalDate day = LocalDate.EPOCH;
        return day.plus(Period.parse(one)).isAfter(day.plus(Period.parse(other)));
    }

    private Map<String, SeriousList> readLists() {
        YamlFile file = yaml("tables/lists.yaml");
        file.forPeople(file.root(), "earlyConditions", "heavierKinds", "fields");
        Map<String, List<String>> brought = new HashMap<>();
        for (String key : List.of("measures", "publicBodyMeasures")) {
            for (JsonNode row : file.rows(file.root(), key)) {
                file.forPeople(row, "source", "basis");
                brought.computeIfAbsent(file.string(row, "list"), list -> new ArrayList<>())
                        .add(file.string(row, "measure"));
            }
        }
        Map<String, SeriousList> lists = new TreeMap<>();
        for (JsonNode node : file.rows(file.root(), "lists")) {
            String id = file.string(node, "id");
            String source = file.string(node, "source");
            checkSource(file, source);
            // read by the rules that ask for them
            file.forPeople(
                    node,
                    "channel",
                    "basisLevel",
                    "term",
                    "until",
                    "early",
                    "earlyFrom",
                    "local",
                    "officersExcluded",
                    "runsWithBan",
                    "ofPublicBodies",
                    "publicMin",
                    "publicMax");
            checkOnce(file, id, lists);
            checkClauseEvidence(file, id, node, source);
            lists.put(id, new SeriousList(id, file.title(node), source, brought.getOrDefault(id, List.of())));
        }
        return Collections.unmodifiableMap(lists);
    }

    private List<Deadline> readDeadlines(Map<String, Parameter> parameters) {
        YamlFile file = yaml("tables/lists.yaml");
        List<Deadline> deadlines = new ArrayList<>();
        for (JsonNode node : file.rows(file.root(), "deadlines")) {
            DeadlineMatter matter = file.constant(DeadlineMatter.class, file.string(node, "matter"));
            String days = file.string(node, "within");
            String source = file.string(node, "source");
            checkUnit(file, days, Unit.WORKING_DAYS, parameters);
            checkSource(file, source);
            if (matter != null) {
                deadlines.add(new Deadline(
                        matter,
                        file.constant(Channel.class, file.optional(node, "channel")),
                        file.day(node, "first"),
                        file.optionalDay(node, "until"),
                        days,
                        source));
            }
        }
        Map<Text, List<Spans.Span>> spans = new LinkedHashMap<>();
        deadlines.forEach(row -> spans.computeIfAbsent(
                        row.channel() == null
                                ? Text.of("时限 %1$s", "deadline %1$s", row.matter())
                                : Text.of("%2$s 的时限 %1$s", "deadline %1$s on %2$s", row.matter(), row.channel()),
                        key -> new ArrayList<>())
                .add(new Spans.Span("within: " + row.days(), row.days(), row.from(), row.until())));
        spans.forEach((of, rows) -> Spans.check(file, of, rows, false));
        return List.copyOf(deadlines);
    }

    private static void checkParameter(YamlFile file, String id, Map<String, Parameter> parameters) {
        if (!parameters.containsKey(id)) {
            file.dangling(
                    id,
                    Text.of("没有参数 `%1$s`", "there is no parameter `%1$s`", id),
                    new Text("增加该参数，或者改正 id", "add it or correct the id"));
        }
    }

    private List<Catalogue> readCatalogues() {
        List<Catalogue> catalogues = new ArrayList<>();
        List<Catalogue> supplements = new ArrayList<>();
        Map<YamlFile, LocalDate> ends = new LinkedHashMap<>();
        Set<LocalDate> begins = new HashSet<>();
        for (String path : below("measures/")) {
            YamlFile file = yaml(path);
            Map<String, CatalogueMeasure> measures = new LinkedHashMap<>();
            for (JsonNode node : file.rows(file.root(), "measures")) {
                String id = file.string(node, "id");
                file.strings(node, "bases").forEach(base -> checkSource(file, base));
                checkRowStatus(file, id, node, true);
                Executor executor = file.constant(Executor.class, file.string(node, "executedBy"));
                checkOnce(file, id, measures);
                file.flag(node, "reducesRights");
                file.forPeople(node, "number", "targets", "reducesRights");
                measures.put(
                        id,
                        new CatalogueMeasure(
                                id,
                                file.title(node),
                                file.string(node, "group"),
                                file.flag(node, "needsSecondBasis"),
                                file.strings(node, "bases"),
                                file.optional(node, "unit"),
                                executor == null ? Executor.MARKET : executor,
                                file.flag(node, "repairEnds"),
                                file.flag(node, "marketOnly"),
                                fields.known(file, file.strings(node, "fields")),
                                file.string(node, "evidence"),
                                file.string(node, "status")));
            }
            String source = file.string(file.root(), "source");
            checkSource(file, source);
            JsonNode inForce = file.submap(file.root(), "inForce");
            LocalDate from = file.day(inForce, "from");
            LocalDate until = file.optionalDay(inForce, "until");
            if (until != null) {
                ends.put(file, until);
            }
            boolean supplement = file.flag(file.root(), "supplement");
            if (!supplement && !begins.add(from)) {
                file.problem(
                        "inForce:",
                        Text.of("另有一版目录也自 %1$s 起施行", "another edition begins on %1$s as well", from),
                        new Text("同一天只能有一版：改正日期", "on no day there are two: correct the days"));
            }
            (supplement ? supplements : catalogues)
                    .add(new Catalogue(
                            supplement ? "" : file.string(file.root(), "edition"),
                            source,
                            from,
                            Collections.unmodifiableMap(measures)));
        }
        catalogues.sort(java.util.Comparator.comparing(Catalogue::from));
        ends.forEach((file, until) -> {
            if (catalogues.stream().noneMatch(next -> next.from().equals(until))) {
                file.problem(
                        "until:",
                        Text.of("该版目录于 %1$s 终止，当日没有新版施行", "the edition ends on %1$s, when no other begins", until),
                        new Text(
                                "一版目录沿用至下一版施行：终止日写下一版的首日，或者不写 `until`",
                                "an edition stands until the next: end it on the first day of that one,"
                                        + " or leave `until` out"));
            }
        });
        return Supplements.joined(catalogues, supplements);
    }

    /** No list brings what no catalogue has, what is left to the market, or a listing: the service never lists. */
    private void checkListMeasures(Tables tables) {
        Map<String, CatalogueMeasure> known = new HashMap<>();
        tables.catalogues().forEach(catalogue -> known.putAll(catalogue.measures()));
        for (SeriousList list : tables.lists().values()) {
            for (String id : list.measures()) {
                CatalogueMeasure measure = known.get(id);
                Text brings =
                        Text.of("名单 `%1$s` 带来措施 `%2$s`，", "list `%1$s` brings the measure `%2$s`, ", list.id(), id);
                if (measure == null) {
                    // said where the rows are read
                    continue;
                }
                if (measure.executedBy() == Executor.LISTING_UNIT) {
                    listProblem(
                            Text.of("%1$s该措施是列入名单", "%1$swhich is a listing", brings),
                            new Text("删去：列入名单只作提请，不由规则得出", "remove it: entries are reported, never concluded"));
                } else if (measure.executedBy() == Executor.MARKET) {
                    listProblem(
                            Text.of("%1$s该措施由市场主体自行采取", "%1$swhich is left to market parties", brings),
                            new Text("删去", "remove it"));
                }
            }
        }
    }

    private void listProblem(Text problem, Text remedy) {
        problems.add(new PackProblem("tables/lists.yaml", 0, problem, remedy));
    }

    private Map<String, Regime> readRegimes() {
        YamlFile file = yaml("tables/regimes.yaml");
        Map<String, Regime> regimes = new LinkedHashMap<>();
        for (JsonNode node : file.rows(file.root(), "regimes")) {
            String id = file.string(node, "id");
            Channel channel = file.constant(Channel.class, file.string(node, "channel"));
            String source = file.string(node, "source");
            checkSource(file, source);
            if (channel == null) {
                continue;
            }
            checkOnce(file, id, regimes);
            checkClauseEvidence(file, id, node, source);
            regimes.put(
                    id,
                    new Regime(
                            id,
                            file.title(node),
                            channel,
                            file.day(node, "from"),
                            file.optionalDay(node, "until"),
                            source));
            // which records it governs rules say
            file.strings(node, "authorities");
        }
        for (Channel channel : Channel.values()) {
            List<Spans.Span> spans = regimes.values().stream()
                    .filter(regime -> regime.channel() == channel)
                    .map(regime -> new Spans.Span("id: " + regime.id(), regime.id(), regime.from(), regime.until()))
                    .toList();
            Spans.check(file, Text.of("%1$s 的公示制度", "regimes on %1$s", channel), spans, true);
        }
        return Collections.unmodifiableMap(regimes);
    }

    private static <E extends Enum<E>> Set<E> constants(YamlFile file, Class<E> type, JsonNode node, String key) {
        Set<E> constants = new LinkedHashSet<>();
        file.strings(node, key).forEach(name -> {
            E constant = file.constant(type, name);
            if (constant != null) {
                constants.add(constant);
            }
        });
        return Collections.unmodifiableSet(constants);
    }

    private Map<String, Scheme> readSchemes() {
        YamlFile file = yaml("tables/schemes.yaml");
        Map<String, Scheme> schemes = new LinkedHashMap<>();
        for (JsonNode node : file.rows(file.root(), "schemes")) {
            String id = file.string(node, "id");
            String source = file.string(node, "source");
            checkSource(file, source);
            String area = file.string(node, "area");
            checkOnce(file, id, schemes);
            checkClauseEvidence(file, id, node, source);
            schemes.put(
                    id,
                    new Scheme(
                            id,
                            file.title(node),
                            area.equals(Conclusion.EVERYWHERE) ? null : fields.known(file, area),
                            source));
        }
        return Collections.unmodifiableMap(schemes);
    }

    private LocalTables readLocal() {
        LocalTableReader reader = new LocalTableReader(
                (file, at, row, hasValue) -> {
                    checkSource(file, file.string(row, "source"));
                    checkRowStatus(file, at, at.substring(at.indexOf(' ') + 1), row, hasValue);
                },
                this::hasClause,
                fields);
        return reader.read(
                yaml(LocalTableReader.RECIPIENTS), yaml(LocalTableReader.CLASSES), yaml(LocalTableReader.UNITS));
    }

    /** Rules read the rows as the tables that they declare. */
    private void checkVisibility() {
        YamlFile file = yaml("tables/visibility.yaml");
        checkVisibility(file, "open", OPEN, node -> {
            if (constants(file, PartyKind.class, node, "subjects").contains(PartyKind.NATURAL_PERSON)
                    && file.string(node, "visible").equals("YES")) {
                file.problem(
                        "NATURAL_PERSON",
                        Text.of(
                                "自然人的信息会在 %1$s 向社会公示",
                                "records of natural persons would be shown to the public on %1$s",
                                String.join(", ", file.strings(node, "channels"))),
                        NOT_PUBLIC);
            }
        });
        checkVisibility(file, "inside", INSIDE, node -> constants(file, PartyKind.class, node, "subjects"));
    }

    private void checkVisibility(YamlFile file, String key, Set<String> visible, Consumer<JsonNode> more) {
        for (JsonNode node : file.rows(file.root(), key)) {
            checkRowStatus(file, file.strings(node, "records").toString(), node, true);
            file.strings(node, "records").forEach(record -> checkRecord(file, record));
            // read as columns of declared tables
            file.forPeople(node, "channels", "recipients", "source");
            String said = file.string(node, "visible");
            if (!said.isEmpty() && !visible.contains(said)) {
                file.problem(
                        said,
                        Text.of("`visible` 写为 `%1$s`", "`visible` is `%1$s`", said),
                        Text.of("改为 %1$s 之一", "use some of %1$s", visible));
            }
            more.accept(node);
        }
    }

    private Directory readDirectory(Map<String, Parameter> parameters) {
        YamlFile file = yaml("tables/directory.yaml");
        Map<String, Text> categories = new LinkedHashMap<>();
        for (JsonNode node : file.rows(file.root(), "rows")) {
            checkSource(file, file.string(node, "source"));
            checkRowStatus(file, file.strings(node, "records").toString(), node, true);
            for (String record : file.strings(node, "records")) {
                checkRecord(file, record);
                checkOnce(file, record, categories);
                categories.put(record, file.bilingual(node, "category"));
            }
        }
        String source = file.string(file.root(), "source");
        checkSource(file, source);
        String sealing = file.string(file.root(), "sealedBy");
        checkSource(file, sealing);
        LegalSource act =
                hasClause(sealing) ? sources.get(SourceRef.parse(sealing).source()) : null;
        return new Directory(
                file.day(file.root(), "from"),
                source,
                Collections.unmodifiableMap(categories),
                act == null ? LocalDate.MAX : act.from(),
                Collections.unmodifiableMap(readOwn(file, parameters)));
    }

    private Map<Relation.Type, Directory.Own> readOwn(YamlFile file, Map<String, Parameter> parameters) {
        Map<Relation.Type, Directory.Own> own = new EnumMap<>(Relation.Type.class);
        Set<String> ties = new HashSet<>();
        for (JsonNode node : file.rows(file.root(), "own")) {
            String tie = file.string(node, "tie");
            String choice = Objects.requireNonNullElse(file.optional(node, "choice"), "");
            String is = choice.isEmpty() ? "" : file.string(node, "is");
            checkSource(file, file.string(node, "source"));
            checkRowStatus(file, "tie: " + tie, tie, node, true);
            if (!ties.add(tie)) {
                file.problem(
                        "tie: " + tie,
                        Text.of("`%1$s` 重复", "`%1$s` stands twice", tie),
                        new Text("每种关系只写一行", "give each tie one row"));
            }
            if (!choice.isEmpty()) {
                checkUnit(file, choice, Unit.CHOICE, parameters);
                if (!isChoice(choice, is)) {
                    notAChoice(file, "is: " + is, choice, is);
                }
            }
            Relation.Type type = file.constant(Relation.Type.class, tie);
            if (type != null) {
                own.put(type, new Directory.Own(choice, is));
            }
        }
        return own;
    }

    /** A kind of record, or a kind and what within it is meant. */
    private static void checkRecord(YamlFile file, String record) {
        String[] parts = record.split("/", 2);
        boolean known = FactKind.ofJsonName(parts[0]).isPresent();
        if (known && parts.length > 1 && parts[0].equals(FactKind.ADMINISTRATIVE_ACT.jsonName())) {
            known = file.constant(AdministrativeAct.Type.class, parts[1]) != null;
        }
        if (!known) {
            file.problem(
                    record,
                    Text.of("没有信息种类 `%1$s`", "there is no kind of record `%1$s`", record),
                    new Text("改为 docs/records.md 所列种类之一", "use one of docs/records.md"));
        }
    }

    private static void checkUnit(YamlFile file, String id, Unit unit, Map<String, Parameter> parameters) {
        checkParameter(file, id, parameters);
        Parameter parameter = parameters.get(id);
        if (parameter != null && parameter.unit() != unit) {
            file.problem(
                    id,
                    Text.of(
                            "参数 `%1$s` 的单位为 %2$s",
                            "the parameter `%1$s` has the unit %2$s",
                            id,
                            parameter.unit().yamlName()),
                    Text.of("改用单位为 %1$s 的参数", "name one of unit %1$s", unit.yamlName()));
        }
    }

    private WorkingDays readCalendar() {
        List<YamlFile> years = below("calendar/").stream()
                .filter(path -> !path.equals(CalendarReader.LOCAL_CLOSURES))
                .map(this::yaml)
                .toList();
        YamlFile closures =
                files.files().containsKey(CalendarReader.LOCAL_CLOSURES) ? yaml(CalendarReader.LOCAL_CLOSURES) : null;
        return CalendarReader.read(years, closures, this::checkSource);
    }

    private Map<String, Map<String, Text>> readLabels() {
        YamlFile file = yaml("labels.yaml");
        Map<String, Map<String, Text>> labels = new TreeMap<>();
        file.maps(file.root()).forEach((group, words) -> {
            Map<String, Text> texts = new LinkedHashMap<>();
            file.maps(words).keySet().forEach(id -> texts.put(id, file.bilingual(words, id)));
            if (group.equals("field")) {
                texts.putAll(fields.titles());
            }
            labels.put(group, Collections.unmodifiableMap(texts));
        });
        if (pathsUnreadable().noneMatch("labels.yaml"::equals)) {
            LabelCheck.check(file, labels);
        }
        labels.put("role", roles.titles());
        return Collections.unmodifiableMap(labels);
    }

    private Map<String, List<supervision.language.Row>> readRows(
            Collection<Declaration> declarations, Map<String, Parameter> parameters, Tables tables) {
        Map<String, List<supervision.language.Row>> rows = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        boolean whole = true;
        for (Declaration declaration : declarations) {
            String table = declaration.table();
            if (CatalogueRows.TABLE.equals(table)) {
                rows.put(declaration.type(), CatalogueRows.of(declaration, tables.catalogues()));
            } else if (table != null) {
                String path = "tables/" + table + ".yaml";
                if (!TABLE.matcher(table).matches()
                        || !files.files().containsKey(path)
                        || !taken.add(path + "/" + declaration.rows() + "/" + listOf(declaration))) {
                    problems.add(noRows(declaration, table, path));
                    continue;
                }
                YamlFile file = yaml(path);
                int before = problems.size();
                List<supervision.language.Row> read = RowReader.read(file, declaration, parameters, (node, source) -> {
                    checkSource(file, source);
                    // rows with an evidence of their own are checked where the file is read as a whole
                    if (!file.has(node, "evidence")) {
                        checkClauseEvidence(file, declaration.name(), node, source);
                    }
                });
                rows.put(declaration.type(), read);
                whole &= problems.size() == before;
            }
        }
        if (whole) {
            // rows that could not be read would be missing under every id that names them
            declarations.forEach(
                    declaration -> checkNamed(declaration, rows.getOrDefault(declaration.type(), List.of()), rows));
        }
        return Collections.unmodifiableMap(rows);
    }

    /** What rows name by its id has to be there: a clause, or a row of a table. */
    private void checkNamed(
            Declaration table, List<supervision.language.Row> own, Map<String, List<supervision.language.Row>> rows) {
        for (Declaration.Part part : table.parts()) {
            String in = part.in();
            if (in == null) {
                continue;
            }
            Predicate<String> known = named(in, rows);
            if (known == null) {
                problems.add(new PackProblem(
                        table.file(),
                        part.place().line(),
                        part.place().column(),
                        Text.of("@in(\"%1$s\") 没有这样的表或者分项", "@in(\"%1$s\") names no component of a table", in),
                        new Text(
                                "写成 @in(\"表.分项\")，或者用 @in(\"clauses\") 指条款、@in(\"fields\") 指监管领域、@in(\"roles\") 指身份",
                                "write @in(\"Table.component\"), @in(\"clauses\") for clauses, @in(\"fields\") for fields,"
                                        + " or @in(\"roles\") for roles")));
                continue;
            }
            own.stream()
                    .map(row -> row.values().value(part.name()).toString())
                    // whom something reaches is not left out
                    .filter(id -> !(id.isEmpty() && !in.equals("roles")) && !known.test(id))
                    .distinct()
                    .forEach(id -> yaml("tables/" + table.table() + ".yaml")
                            .dangling(
                                    id.isEmpty() ? part.column() + ":" : id,
                                    Text.of(
                                            "表 `%1$s` 的 `%2$s` 写为 `%3$s`，没有该项",
                                            "`%2$s` of table `%1$s` is `%3$s`, which there is not",
                                            table.name(),
                                            part.name(),
                                            id),
                                    new Text("改正 id", "correct the id")));
        }
    }

    /** Tells what can be named; null if nothing is called so. */
    private @Nullable Predicate<String> named(String in, Map<String, List<supervision.language.Row>> rows) {
        if (in.equals("clauses")) {
            return this::hasClause;
        }
        if (in.equals("fields")) {
            return fields.ids()::contains;
        }
        if (in.equals("roles")) {
            return roles.ids()::contains;
        }
        int dot = in.indexOf('.');
        List<supervision.language.Row> of = dot < 0 ? null : rows.get(Declaration.PACKAGE + "." + in.substring(0, dot));
        String component = in.substring(dot + 1);
        if (of == null || of.stream().anyMatch(row -> row.values().of().indexOf(component) < 0)) {
            return null;
        }
        Set<String> ids =
                of.stream().map(row -> row.values().value(component).toString()).collect(Collectors.toSet());
        return ids::contains;
    }

    /** The columns of which a table has a row for each value: beside the table of the rows there may be one for lists in them. */
    private static String listOf(Declaration declaration) {
        return declaration.parts().stream()
                .filter(Declaration.Part::each)
                .map(Declaration.Part::column)
                .collect(Collectors.joining(" "));
    }

    private PackProblem noRows(Declaration declaration, String table, String path) {
        Text problem;
        Text remedy;
        if (!TABLE.matcher(table).matches()) {
            problem = Text.of(
                    "表 `%1$s` 的 @table(\"%2$s\") 不是文件名",
                    "@table(\"%2$s\") of `%1$s` is no name of a file", declaration.name(), table);
            remedy = new Text(
                    "写成 @table(\"名称\")，只用小写字母、数字和连字符，各行写在 tables/名称.yaml",
                    "write @table(\"name\") in lower case, digits and hyphens; its rows stand in tables/name.yaml");
        } else if (!files.files().containsKey(path)) {
            problem = Text.of("表 `%1$s` 没有文件 %2$s", "the table `%1$s` has no file %2$s", declaration.name(), path);
            remedy = Text.of("增加 %1$s，其中写 `rows:`", "add %1$s with `rows:`", path);
        } else {
            problem = Text.of(
                    "表 `%1$s` 在 %2$s 中的行已是另一个表的行",
                    "the rows of table `%1$s` in %2$s are those of another table", declaration.name(), path);
            remedy = new Text(
                    "一个表用一个文件，或者用 @rows(\"…\") 写明该文件中另一个键",
                    "give each table a file of its own, or name another key of the file with @rows(\"…\")");
        }
        return new PackProblem(
                declaration.file(),
                declaration.place().line(),
                declaration.place().column(),
                problem,
                remedy);
    }

    private List<RuleText> readRules(List<RuleFile> files, Map<String, Parameter> parameters) {
        List<RuleText> rules = new ArrayList<>();
        Map<String, RuleText> byName = new HashMap<>();
        files.forEach(file -> {
            if (rules.size() > MOST_RULES) {
                return;
            }
            reading = file.path();
            for (RuleText rule : file.rules()) {
                RuleText before = byName.put(PackText.skeleton(rule.name()), rule);
                if (before != null) {
                    problem(
                            rule,
                            Text.of(
                                    "规则 `%1$s` 在 %2$s 中也有，写作 `%3$s`",
                                    "rule `%1$s` also stands in %2$s, written `%3$s`",
                                    rule.name(),
                                    before.file(),
                                    before.name()),
                            new Text("其中一条改名", "rename one of them"));
                }
                rule.sources().forEach(source -> {
                    if (!hasClause(source)) {
                        dangling.add(new PackProblem(
                                rule.file(),
                                rule.line(),
                                Text.of(
                                        "规则 `%1$s` 引用 `%2$s`，sources/ 中没有该条款",
                                        "rule `%1$s` cites `%2$s`, which no file of sources/ has", rule.name(), source),
                                new Text("录入该条款，或者改正引用", "add the clause or correct the citation")));
                    }
                });
                if (rule.sources().stream().allMatch(source -> startsAfter(source, rule.from()))) {
                    problem(
                            rule,
                            Text.of(
                                    "规则 `%1$s` 引用的条款在其生效首日 %2$s 均未施行",
                                    "no clause that rule `%1$s` cites is in force on its first day %2$s",
                                    rule.name(),
                                    rule.from()),
                            new Text(
                                    "一并引用当日有效的条款，或者推迟规则的生效日",
                                    "cite the clause of that day too, or let the rule begin later"));
                }
                if (!WORDS_ONLY.contains(rule.conclusion())
                        && rule.sources().stream().allMatch(source -> TOO_WEAK.contains(evidence(source)))) {
                    problem(
                            rule,
                            Text.of(
                                    "规则 `%1$s` 引用的条款，evidence 均只是 %2$s",
                                    "all that rule `%1$s` cites is of evidence %2$s",
                                    rule.name(),
                                    rule.sources().stream()
                                            .map(this::evidence)
                                            .distinct()
                                            .toList()),
                            new Text(
                                    "至少核对其中一处原文，或者把问题提请有权机关决定",
                                    "read one of the sources, or refer the question to a person"));
                }
                rule.questions().forEach((id, questions) -> {
                    Parameter parameter = parameters.get(id);
                    if (parameter == null) {
                        dangling.add(new PackProblem(
                                rule.file(),
                                rule.line(),
                                Text.of(
                                        "规则 `%1$s` 使用 `%2$s`，没有这个参数",
                                        "rule `%1$s` asks for `%2$s`, which is no parameter", rule.name(), id),
                                Text.of(
                                        "增加 parameters/%1$s.yaml，或者改正 id",
                                        "add parameters/%1$s.yaml or correct the id", id)));
                        return;
                    }
                    for (String question : questions) {
                        if (!parameter.unit().answers(question)) {
                            problem(
                                    rule,
                                    Text.of(
                                            "规则 `%1$s` 以 `figures.%2$s` 询问 `%3$s`，后者的单位为 %4$s",
                                            "rule `%1$s` asks `figures.%2$s` for `%3$s`, whose unit is %4$s",
                                            rule.name(),
                                            question,
                                            id,
                                            parameter.unit().yamlName()),
                                    new Text(
                                            "改问该单位能够回答的问题，或者改用其他参数",
                                            "ask what that unit answers, or name another parameter"));
                        }
                    }
                });
                checkChoices(rule);
                rules.add(rule);
                if (rules.size() > MOST_RULES) {
                    problem(
                            rule,
                            Text.of(
                                    "本包的规则多于 %1$s 条，其后的没有读取",
                                    "the pack has more than %1$s rules, those from here on are not read", MOST_RULES),
                            new Text(
                                    "请合并只有名称或数值不同的规则，改为表格中的行",
                                    "merge rules that differ in names or figures only: those are rows of a table"));
                    return;
                }
            }
        });
        if (rules.isEmpty()) {
            problems.add(new PackProblem(
                    "drl/", 0, new Text("规则包中没有规则", "the pack has no rule"), new Text("增加规则文件", "add a rule file")));
        }
        return List.copyOf(rules);
    }

    /** What is asked of a choice has to be one of those that there are: of another it would never hold, without a word. */
    private void checkChoices(RuleText rule) {
        for (Pattern pattern : rule.when()) {
            pattern.tests().forEach(test -> {
                test.operands().forEach(operand -> {
                    if (operand instanceof Operand.Asked asked && isOfFigure(asked, "is")) {
                        checkChoice(rule, asked, asked.with().get(1));
                    }
                });
                if (test.left() instanceof Operand.Asked asked
                        && isOfFigure(asked, "value")
                        && ONE_OF.contains(test.operator())) {
                    test.right().forEach(wanted -> checkChoice(rule, asked, wanted));
                }
            });
        }
    }

    private static boolean isOfFigure(Operand.Asked asked, String question) {
        return asked.instrument().equals("figures") && asked.question().equals(question);
    }

    private void checkChoice(RuleText rule, Operand.Asked asked, Operand wanted) {
        if (asked.with().get(0) instanceof Operand.Text id
                && wanted instanceof Operand.Text is
                && !isChoice(id.value(), is.value())) {
            problems.add(new PackProblem(
                    rule.file(),
                    asked.place().line(),
                    asked.place().column(),
                    Text.of(
                            "规则 `%1$s` 询问 `%2$s` 是否为 `%3$s`，后者不在可选值之中",
                            "rule `%1$s` asks whether `%2$s` is `%3$s`, which is not one of its choices",
                            rule.name(),
                            id.value(),
                            is.value()),
                    Text.of("改为 %1$s 之一", "use one of %1$s", choices.get(id.value()))));
        }
    }

    /** Whether a parameter can be so; one that lists no choices can be anything. */
    private boolean isChoice(String id, String value) {
        List<String> known = choices.getOrDefault(id, List.of());
        return known.isEmpty() || known.contains(value);
    }

    private void problem(RuleText rule, Text problem, Text remedy) {
        problems.add(new PackProblem(rule.file(), rule.line(), problem, remedy));
    }

    private void checkSource(YamlFile file, String source) {
        if (!hasClause(source)) {
            file.dangling(
                    source,
                    Text.of("引用了 `%1$s`，sources/ 中没有该条款", "`%1$s` is cited, but no file of sources/ has it", source),
                    new Text("录入该条款，或者改正引用", "add the clause or correct the citation"));
        }
    }

    /** Whether a cited instrument comes into force only after a day; false for one that the pack does not have. */
    private boolean startsAfter(String source, LocalDate day) {
        LegalSource found = sources.get(source.replaceAll("/.*", ""));
        return found != null && found.from().isAfter(day);
    }

    private boolean hasClause(String source) {
        return clause(source) != null;
    }

    /** How well a cited clause is known; empty for one that the pack does not have. */
    private String evidence(String source) {
        LegalSource.Clause found = clause(source);
        return found == null ? "" : found.evidence();
    }

    private LegalSource.@Nullable Clause clause(String source) {
        int slash = source.indexOf('/');
        LegalSource found = slash < 0 ? null : sources.get(source.substring(0, slash));
        return found == null ? null : found.clauses().get(source.substring(slash + 1));
    }
}
