package supervision.rulepack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.language.Declaration;
import supervision.language.Import;
import supervision.language.Insertion;
import supervision.language.Pattern;
import supervision.language.Place;
import supervision.rulepack.DrlTokens.Kind;
import supervision.rulepack.DrlTokens.Token;

/**
 * Reads the rules of one file and refuses what is outside the form that the pack keeps.
 *
 * <p>The form is small on purpose. Two package layouts of the engine's language give wrong answers without a word
 * (apache/incubator-kie #7109 and #7115), and any rule file could otherwise run any Java: so there is one package, no number,
 * no call but accessors and the instruments, and a consequence that inserts one conclusion or step.
 */
final class DrlReader {

    static final String PACKAGE = Declaration.PACKAGE;

    /** What components of declared types can be, besides enumerations. */
    private static final Map<String, String> PART_TYPES = Map.of(
            "String",
            "java.lang.String",
            "boolean",
            "java.lang.Boolean",
            "Integer",
            "java.lang.Integer",
            "Long",
            "java.lang.Long",
            "LocalDate",
            "java.time.LocalDate");

    /** Names that the engine imports into every package, or the Java that it writes uses; those of java.lang are taken too. */
    private static final Set<String> TAKEN = Set.of(
            "ActivationListener",
            "All",
            "Annotation",
            "ClassReactive",
            "Conclusions",
            "D",
            "Description",
            "Direct",
            "Duration",
            "Expires",
            "FactField",
            "FactType",
            "Global",
            "Key",
            "Label",
            "LocalDate",
            "Modifies",
            "Position",
            "Propagation",
            "PropertyChangeSupport",
            "PropertyReactive",
            "Query",
            "Role",
            "Rule",
            "RowTables",
            "Timestamp",
            "TypeSafe",
            "Watch");

    private static final Set<String> IMPORTABLE =
            Set.of("supervision.decision", "supervision.dossier", "supervision.facts");

    private static final String FACTS = "supervision.dossier.Prepared.";
    private static final String TOLD = "supervision.dossier.Told.";
    private static final String CONCLUSIONS = "supervision.decision.Conclusion.";

    private static final Set<String> REFUSED_WORDS = Set.of(
            "acc",
            "collect",
            "delete",
            "dialect",
            "entry",
            "eval",
            "extends",
            "forall",
            "from",
            "function",
            "global",
            "groupby",
            "insertLogical",
            "matches",
            "modify",
            "query",
            "retract",
            "salience",
            "soundslike",
            "str",
            "unit",
            "update",
            "window");

    /** The longest rule file of any pack so far has a twentieth of it. */
    static final int LONGEST = 200_000;

    /** What the texts read last declare; in characters of text. */
    private static final Cache<String, Set<String>> DECLARED = Caffeine.newBuilder()
            .maximumWeight(4 << 20)
            .weigher((String text, Set<String> names) -> text.length())
            .executor(Runnable::run)
            .build();

    private static final Place START = new Place(1, 1);

    private static final Set<String> REFUSED_CALLS =
            Set.of("getClass", "hashCode", "notify", "notifyAll", "wait", "clone", "finalize");

    /** What {@code figures.opens} asks besides the period that it is given; a finding has to list it too. */
    private static final String ELIGIBLE_ON_LAST_DAY = "time/eligible-on-last-day";

    /** Words before a parenthesis that call nothing: the grammar has its places for them. */
    private static final Set<String> OF_THE_FORM =
            Set.of("insert", "in", "not", "exists", "accumulate", "count", "min", "max");

    private static final Set<String> ANNOTATIONS =
            Set.of("source", "en", "effectiveFrom", "effectiveUntil", "lead", "responsible");

    private final String file;
    private final List<PackProblem> problems;
    private final List<Token> tokens;
    /** Full names of the imported types, by their simple names. */
    private final Map<String, String> imported = new HashMap<>();

    private final List<Import> imports = new ArrayList<>();
    private final List<RuleText> rules = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();
    /** Names of the types that some rule file declares. */
    private final Set<String> declared;

    private int at;

    private DrlReader(String file, String text, Set<String> declared, List<PackProblem> problems) {
        this.file = file;
        this.problems = problems;
        this.declared = declared;
        this.tokens = DrlTokens.of(file, text, problems);
    }

    /** Names of the types that rule files declare; one file may use what another declares. */
    static Set<String> declaredIn(Collection<String> texts) {
        Set<String> names = new HashSet<>();
        texts.stream()
                // most files declare nothing
                .filter(text -> text.contains("declare") && text.length() <= LONGEST)
                .forEach(text -> names.addAll(DECLARED.get(text, DrlReader::declaredIn)));
        return names;
    }

    private static Set<String> declaredIn(String text) {
        List<Token> tokens = DrlTokens.of("", text, new ArrayList<>());
        Set<String> names = new HashSet<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("declare") && tokens.get(i + 1).isType()) {
                names.add(tokens.get(i + 1).text());
            }
        }
        return names;
    }

    /** @param declared names of the types that some rule file declares */
    static RuleFile file(String file, String text, Set<String> declared, List<PackProblem> problems) {
        if (text.length() > LONGEST) {
            problems.add(new PackProblem(
                    file,
                    0,
                    Text.of(
                            "文件有 %1$s 个字符，超过 %2$s 个的不读取",
                            "the file has %1$s characters, and more than %2$s are not read", text.length(), LONGEST),
                    new Text("按规则所决定的事项拆分", "split it by what its rules decide")));
            return new RuleFile(file, List.of(), List.of(), List.of());
        }
        DrlReader reader = new DrlReader(file, text, declared, problems);
        reader.readFile();
        return new RuleFile(file, reader.imports, reader.declarations, reader.rules);
    }

    private void readFile() {
        int before = problems.size();
        boolean rightPackage = peek("package")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).is(PACKAGE)
                && (at + 2 >= tokens.size() || !tokens.get(at + 2).is("."));
        if (rightPackage) {
            at += 2;
            skip(";");
        } else {
            problem(
                    place(),
                    Text.of("文件没有以 `package %1$s` 开头", "the file does not start with `package %1$s`", PACKAGE),
                    new Text(
                            "所有规则都放在这一个 package 中：分属两个 package 的规则可能互相屏蔽",
                            "put all rules into this one package: rules of two packages can silence each other"));
            skipLine();
        }
        while (at < tokens.size()) {
            if (peek("import")) {
                readImport();
            } else if (peek("declare")) {
                readDeclaration();
            } else if (peek("rule")) {
                readRule();
            } else {
                Token odd = tokens.get(at);
                problem(
                        odd.place(),
                        Text.of("此处不能有 `%1$s`", "`%1$s` cannot stand here", odd.text()),
                        Text.of(
                                "规则文件中只能有 import、declare 和规则%1$s",
                                "a file has imports, declarations and rules only%1$s", DrlAdvice.added(odd.text())));
                skipToNext();
            }
        }
        if (rules.isEmpty() && declarations.isEmpty() && problems.size() == before) {
            problem(
                    START,
                    new Text("文件中没有规则", "the file has no rule"),
                    new Text("增加规则，或者删去该文件", "add one or remove the file"));
        }
    }

    private void readImport() {
        Place start = place();
        at++;
        Place named = place();
        StringBuilder name = new StringBuilder();
        while (at < tokens.size()
                && tokens.get(at).place().line() == start.line()
                && !tokens.get(at).is(";")) {
            name.append(tokens.get(at).text());
            at++;
        }
        skip(";");
        int dot = name.lastIndexOf(".");
        String type = name.substring(dot + 1);
        String owner = dot < 0 ? "" : name.substring(0, dot);
        // nested types are imported through the type that holds them
        String importedPackage = owner.replaceAll("\\.[A-Z].*", "");
        if (!IMPORTABLE.contains(importedPackage) || !name.toString().matches("[a-z.]+(\\.[A-Z][A-Za-z0-9]*)+")) {
            problem(
                    start,
                    Text.of("不允许导入 `%1$s`", "the import of `%1$s` is not allowed", name),
                    Text.of(
                            "只能逐个导入 %1$s 中的类型",
                            "import single types of %1$s",
                            String.join(", ", IMPORTABLE.stream().sorted().toList())));
        } else if (imported.putIfAbsent(type, name.toString()) != null) {
            problem(
                    start,
                    Text.of("导入了两个名为 `%1$s` 的类型", "two types called `%1$s` are imported", type),
                    new Text("只导入其中一个", "import one of them"));
        } else {
            imports.add(new Import(named, name.toString(), binaryName(name.toString())));
        }
    }

    /** A step or a table: {@code declare Name @zh("…") @en("…") component : Type @zh("…") @en("…") end}. */
    private void readDeclaration() {
        Place start = place();
        at++;
        Token named = at < tokens.size() ? tokens.get(at) : new Token(Kind.SIGN, "", start);
        if (!named.isType() || !named.text().matches("[A-Z][A-Za-z0-9]*")) {
            problem(
                    named.place(),
                    Text.of(
                            "`declare` 之后写有 `%1$s`，此处应为类型名称",
                            "`declare` has `%1$s` where a name belongs", named.text()),
                    Text.of(
                            "写成 declare 名称，名称以大写字母开头，只用字母和数字%1$s",
                            "write declare Name, with a capital first, letters and digits only%1$s",
                            DrlAdvice.added(named.text())));
            skipToNext();
            return;
        }
        at++;
        String name = named.text();
        if (imported.containsKey(name) || TAKEN.contains(name) || isOfJava(name)) {
            problem(
                    named.place(),
                    Text.of("`%1$s` 已经是别的类型的名称", "`%1$s` is the name of something else already", name),
                    new Text("换一个名称", "give it another name"));
        }
        Map<String, String> notes = readNotes(name, Set.of("zh", "en", "table", "rows", "few", "exactlyOne"));
        List<Declaration.Part> parts = new ArrayList<>();
        while (at < tokens.size() && (isComponent() || !peek("end") && !peek("rule") && !peek("declare"))) {
            Declaration.Part part = readPart(name, parts);
            if (part == null) {
                skipToNext();
                return;
            }
            parts.add(part);
        }
        if (!peek("end")) {
            problem(
                    place(),
                    Text.of("`%1$s` 的声明没有以 `end` 结束", "the declaration of `%1$s` does not end with `end`", name),
                    new Text("补上", "add it"));
        }
        skip("end");
        if (parts.isEmpty()) {
            problem(
                    start,
                    Text.of("`%1$s` 没有分项", "`%1$s` has no component", name),
                    new Text("写明分项：名称 : 类型", "write its components: name : Type"));
        }
        declarations.add(new Declaration(
                file,
                named.place(),
                name,
                notes.get("table"),
                notes.getOrDefault("rows", "rows"),
                notes.containsKey("few"),
                exactlyOne(name, notes, parts, named.place()),
                said(name, "zh", notes, named.place()),
                said(name, "en", notes, named.place()),
                parts));
    }

    /** {@code @exactlyOne("of, channel")}: components of a step by which there is one. */
    private List<String> exactlyOne(String of, Map<String, String> notes, List<Declaration.Part> parts, Place place) {
        String written = notes.get("exactlyOne");
        if (written == null) {
            return List.of();
        }
        List<String> names = List.of(written.strip().split("\\s*,\\s*"));
        Set<String> known = new TreeSet<>();
        parts.forEach(part -> known.add(part.name()));
        if (!known.containsAll(names) || names.size() == parts.size() || notes.containsKey("table")) {
            problem(
                    place,
                    Text.of(
                            "`%1$s` 的 @exactlyOne(\"%2$s\") 不能用",
                            "@exactlyOne(\"%2$s\") of `%1$s` cannot be used", of, written),
                    Text.of(
                            "只用于步骤，列出其部分分项，用逗号分开：%1$s",
                            "it is for steps, and lists some of its components with commas: %1$s",
                            String.join(", ", known)));
        }
        return names;
    }

    /** A colon makes a component of any word: that it cannot be called so is said then. */
    private boolean isComponent() {
        return at + 1 < tokens.size() && tokens.get(at + 1).is(":");
    }

    private Declaration.@Nullable Part readPart(String of, List<Declaration.Part> before) {
        Token name = tokens.get(at);
        Token colon = at + 1 < tokens.size() ? tokens.get(at + 1) : name;
        Token type = at + 2 < tokens.size() ? tokens.get(at + 2) : name;
        if (name.kind() != Kind.WORD || !colon.is(":") || type.kind() != Kind.WORD) {
            problem(
                    name.place(),
                    Text.of("`%1$s` 的声明中写有 `%2$s`", "the declaration of `%1$s` has `%2$s`", of, name.text()),
                    Text.of(
                            "分项写成：名称 : 类型 @zh(\"…\") @en(\"…\")%1$s",
                            "write a component as name : Type @zh(\"…\") @en(\"…\")%1$s",
                            DrlAdvice.added(name.text())));
            return null;
        }
        at += 3;
        boolean taken = DrlForm.RESERVED.contains(name.text()) || DrlForm.INSTRUMENTS.containsKey(name.text());
        if (taken || !name.text().matches("[a-z][A-Za-z0-9]*")) {
            problem(
                    name.place(),
                    taken
                            ? Text.of(
                                    "`%2$s` 不能作为 `%1$s` 的分项名称，它是语言中的词，引擎遇到它会停止",
                                    "`%2$s` cannot be a component of `%1$s`: it is a word of the language,"
                                            + " at which the engine stops",
                                    of,
                                    name.text())
                            : Text.of(
                                    "`%2$s` 不能作为 `%1$s` 的分项名称",
                                    "`%2$s` cannot be a component of `%1$s`", of, name.text()),
                    new Text(
                            "换一个名称，如 `of`：小写字母开头，只用字母和数字",
                            "give it another name, such as `of`: a small letter first, then letters and digits only"));
        }
        if (before.stream().anyMatch(part -> part.name().equals(name.text()))) {
            problem(
                    name.place(),
                    Text.of("`%1$s` 的分项 `%2$s` 重复", "`%1$s` has the component `%2$s` twice", of, name.text()),
                    new Text("删去其一", "remove one of them"));
        }
        String binary = PART_TYPES.get(type.text());
        if (binary == null && imported.containsKey(type.text())) {
            binary = binaryName(Objects.requireNonNull(imported.get(type.text())));
        }
        if (binary == null) {
            problem(
                    type.place(),
                    Text.of(
                            "`%1$s` 的分项 `%2$s` 的类型 `%3$s` 不能用",
                            "`%2$s` of `%1$s` cannot be of type `%3$s`", of, name.text(), type.text()),
                    Text.of(
                            "用 %1$s，或者导入的枚举",
                            "use %1$s or an enumeration that is imported",
                            String.join(", ", new TreeSet<>(PART_TYPES.keySet()))));
            binary = "java.lang.String";
        }
        Map<String, String> notes = readNotes(
                of + "." + name.text(),
                Set.of("zh", "en", "key", "figure", "column", "optional", "each", "prefix", "in"));
        return new Declaration.Part(
                name.place(),
                name.text(),
                type.text(),
                binary,
                notes.containsKey("key"),
                notes.get("figure"),
                notes.getOrDefault("column", name.text()),
                notes.containsKey("optional"),
                notes.containsKey("each"),
                notes.getOrDefault("prefix", ""),
                notes.get("in"),
                said(of + "." + name.text(), "zh", notes, name.place()),
                said(of + "." + name.text(), "en", notes, name.place()));
    }

    private Map<String, String> readNotes(String of, Set<String> known) {
        Map<String, String> notes = new HashMap<>();
        while (peek("@")) {
            at++;
            Token word = at < tokens.size() ? tokens.get(at++) : new Token(Kind.SIGN, "", place());
            String value = "";
            if (peek("(")) {
                at++;
                if (at < tokens.size() && tokens.get(at).kind() == Kind.STRING) {
                    value = tokens.get(at++).text();
                }
                if (!peek(")")) {
                    problem(
                            place(),
                            Text.of("`%1$s` 的 @%2$s 没有一个字符串", "@%2$s of `%1$s` has no string", of, word.text()),
                            Text.of("写成 @%1$s(\"…\")", "write @%1$s(\"…\")", word.text()));
                }
                skip(")");
            }
            if (word.is("table") && value.isBlank() || word.is("figure") && value.isBlank()) {
                problem(
                        word.place(),
                        Text.of("`%1$s` 的 @%2$s 没有一个字符串", "@%2$s of `%1$s` has no string", of, word.text()),
                        Text.of("写成 @%1$s(\"…\")", "write @%1$s(\"…\")", word.text()));
            }
            if (!known.contains(word.text()) || notes.put(word.text(), value) != null) {
                problem(
                        word.place(),
                        Text.of(
                                "`%1$s` 的 @%2$s 不认识或者重复",
                                "@%2$s of `%1$s` is not known, or stands twice", of, word.text()),
                        Text.of("可用的：%1$s", "known are %1$s", new TreeSet<>(known)));
            }
        }
        return notes;
    }

    /** The words by which conditions are said to people. */
    private String said(String of, String language, Map<String, String> notes, Place place) {
        String words = notes.getOrDefault(language, "");
        if (words.isBlank()) {
            problem(
                    place,
                    Text.of("`%1$s` 没有 @%2$s", "`%1$s` has no @%2$s", of, language),
                    Text.of("增加 @%1$s(\"…\")：条件要用它说给人看", "add @%1$s(\"…\"): conditions are said with it", language));
        }
        return words;
    }

    private static boolean isOfJava(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private void readRule() {
        Place start = place();
        at++;
        if (at >= tokens.size() || tokens.get(at).kind() != Kind.STRING) {
            problem(
                    start,
                    new Text("规则没有名称", "a rule has no name"),
                    new Text("写成 rule \"…\"，名称用条款的用语", "write rule \"…\" with a name in the words of the clause"));
            skipToNext();
            return;
        }
        Place named = place();
        String name = tokens.get(at++).text();
        if (name.isBlank()) {
            problem(
                    named,
                    new Text("规则的名称为空", "a rule has an empty name"),
                    new Text("写成 rule \"…\"，名称用条款的用语", "write rule \"…\" with a name in the words of the clause"));
        } else if (!name.strip().equals(name) || name.contains("  ")) {
            problem(
                    named,
                    Text.of(
                            "规则 `%1$s` 的名称中，首尾有空格，或者有连续的空格",
                            "in the name of rule `%1$s`, blanks stand at an end or beside each other", name),
                    new Text(
                            "改用普通写法：看起来相同的名称会被混为一条",
                            "write it plainly: names that look alike would pass for one another"));
        }
        Map<String, List<String>> annotations = readAnnotations(name);
        if (!peek("when")) {
            problem(
                    place(),
                    Text.of("规则 `%1$s` 缺少 `when`", "`when` is missing in rule `%1$s`", name),
                    new Text("依次写注解、`when`、`then`、`end`", "annotations, then `when`, `then`, `end`"));
            skipToNext();
            return;
        }
        at++;
        List<Token> conditions = takeUntil("then");
        List<Token> consequence = takeUntil("end");
        Map<String, Set<String>> figures = new LinkedHashMap<>();
        int before = problems.size();
        List<String> facts = checkConditions(name, start, conditions, figures);
        String conclusion = checkConsequence(name, start, consequence, figures);
        Form form = problems.size() == before ? readForm(name, conditions, consequence) : new Form(List.of(), null);
        List<String> sources = annotations.getOrDefault("source", List.of());
        if (sources.isEmpty()) {
            problem(
                    start,
                    Text.of("规则 `%1$s` 没有引用条款", "rule `%1$s` cites no clause", name),
                    new Text("增加 @source(\"文件/条款\")", "add @source(\"instrument/clause\")"));
        }
        String en = single(annotations, "en", name, start);
        LocalDate from = date(annotations, "effectiveFrom", name, start);
        if (from == null) {
            problem(
                    start,
                    Text.of("规则 `%1$s` 没有生效日", "rule `%1$s` has no first day", name),
                    new Text("增加 @effectiveFrom(\"yyyy-mm-dd\")", "add @effectiveFrom(\"yyyy-mm-dd\")"));
            from = LocalDate.MIN;
        }
        LocalDate until = date(annotations, "effectiveUntil", name, start);
        if (until != null && !until.isAfter(from)) {
            problem(
                    start,
                    Text.of(
                            "规则 `%1$s` 于 %2$s 终止，不晚于其生效日",
                            "rule `%1$s` ends on %2$s, not after it begins", name, until),
                    new Text("改正其中一个日期", "correct one of its days"));
        }
        rules.add(new RuleText(
                file,
                start.line(),
                name,
                en,
                sources,
                from,
                until,
                annotations.getOrDefault("lead", List.of()),
                annotations.getOrDefault("responsible", List.of()),
                Collections.unmodifiableMap(figures),
                facts,
                conclusion,
                form.when(),
                form.then()));
    }

    private record Form(List<Pattern> when, @Nullable Insertion then) {}

    private Map<String, List<String>> readAnnotations(String rule) {
        Map<String, List<String>> annotations = new HashMap<>();
        while (peek("@")) {
            at++;
            Token key = at < tokens.size() ? tokens.get(at++) : new Token(Kind.SIGN, "", place());
            List<String> values = new ArrayList<>();
            if (peek("(")) {
                at++;
                while (at < tokens.size() && !peek(")")) {
                    Token value = tokens.get(at++);
                    if (value.kind() == Kind.STRING) {
                        values.add(value.text());
                    } else if (!value.is(",")) {
                        problem(
                                value.place(),
                                Text.of(
                                        "规则 `%3$s` 的 @%2$s 中，`%1$s` 不是字符串",
                                        "`%1$s` in @%2$s of rule `%3$s` is no string", value.text(), key.text(), rule),
                                new Text("值用双引号括起", "write values in double quotes"));
                    }
                }
                skip(")");
            }
            if (!ANNOTATIONS.contains(key.text())) {
                problem(
                        key.place(),
                        Text.of(
                                "规则 `%1$s` 有不认识的注解 @%2$s",
                                "rule `%1$s` has an unknown annotation @%2$s", rule, key.text()),
                        Text.of(
                                "可用的注解：%1$s",
                                "known are %1$s", ANNOTATIONS.stream().sorted().toList()));
            } else if (annotations.put(key.text(), values) != null) {
                // the engine would keep one of the two and drop the other
                problem(
                        key.place(),
                        Text.of("规则 `%1$s` 重复写了 @%2$s", "rule `%1$s` has @%2$s twice", rule, key.text()),
                        new Text("把各值列在同一个注解中", "list the values in one"));
            }
        }
        return annotations;
    }

    private String single(Map<String, List<String>> annotations, String key, String rule, Place start) {
        List<String> values = annotations.getOrDefault(key, List.of());
        if (values.size() != 1 || values.get(0).isBlank()) {
            problem(
                    start,
                    Text.of("规则 `%1$s` 须有且只有一个 @%2$s 的值", "rule `%1$s` needs one @%2$s", rule, key),
                    Text.of("增加 @%1$s(\"…\")", "add @%1$s(\"…\")", key));
            return "";
        }
        return values.get(0);
    }

    private @Nullable LocalDate date(Map<String, List<String>> annotations, String key, String rule, Place start) {
        if (!annotations.containsKey(key)) {
            return null;
        }
        String text = single(annotations, key, rule, start);
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < YamlFile.FIRST_YEAR || day.getYear() > YamlFile.LAST_YEAR) {
                problem(
                        start,
                        Text.of(
                                "规则 `%2$s` 的 @%1$s 早于 %3$s 年或者晚于 %4$s 年",
                                "@%1$s of rule `%2$s` is before %3$s or after %4$s",
                                key,
                                rule,
                                YamlFile.FIRST_YEAR,
                                YamlFile.LAST_YEAR),
                        new Text("改为正确的年份", "write the year that is meant"));
            }
            return day;
        } catch (DateTimeParseException e) {
            problem(
                    start,
                    Text.of("规则 `%2$s` 的 @%1$s 不是日期：`%3$s`", "@%1$s of rule `%2$s` is no day: `%3$s`", key, rule, text),
                    new Text("写成 yyyy-mm-dd", "write yyyy-mm-dd"));
            return null;
        }
    }

    private List<String> checkConditions(
            String rule, Place start, List<Token> tokens, Map<String, Set<String>> figures) {
        checkExpression(rule, tokens, figures);
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("new")) {
                problem(
                        token.place(),
                        Text.of("规则 `%1$s` 在条件中新建对象", "rule `%1$s` makes an object in a condition", rule),
                        new Text("改为询问 `today`、`figures` 等", "ask an instrument instead"));
            } else if (token.isType()
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("(")) {
                facts.add(token.text());
                checkOrigin(
                        rule,
                        token,
                        new Text("匹配", "matches"),
                        new Text(
                                "匹配为案件整理的事实、表、步骤或者结论",
                                "match what a case is prepared as, a table, a step or a conclusion"),
                        FACTS,
                        TOLD,
                        CONCLUSIONS);
            }
        }
        if (facts.isEmpty()) {
            problem(
                    tokens.isEmpty() ? start : tokens.get(0).place(),
                    Text.of("规则 `%1$s` 没有对事实的条件", "rule `%1$s` has no condition on a fact", rule),
                    new Text("认定须有依据：至少匹配一个事实", "a finding needs evidence: match at least one fact"));
        }
        return facts;
    }

    /** The consequence is exactly {@code insert(new Conclusion(…));}. */
    private String checkConsequence(String rule, Place start, List<Token> tokens, Map<String, Set<String>> figures) {
        checkExpression(rule, tokens, figures);
        List<String> opening = List.of("insert", "(", "new");
        boolean opens = tokens.size() > 8;
        for (int i = 0; opens && i < opening.size(); i++) {
            opens = tokens.get(i).is(opening.get(i));
        }
        boolean closes = opens
                && tokens.get(tokens.size() - 1).is(";")
                && tokens.get(tokens.size() - 2).is(")")
                && tokens.get(tokens.size() - 3).is(")");
        long statements = tokens.stream().filter(token -> token.is(";")).count();
        long objects = tokens.stream().filter(token -> token.is("new")).count();
        if (!closes || statements != 1 || objects != 1) {
            problem(
                    tokens.isEmpty() ? start : tokens.get(0).place(),
                    Text.of("规则 `%1$s` 的结果部分不是一次插入", "the consequence of rule `%1$s` is not one insertion", rule),
                    new Text(
                            "只写 insert(new <Conclusion>(…));，插入一个结论或者步骤",
                            "write insert(new <Conclusion>(…)); and nothing else, with a conclusion or a step"));
            return "";
        }
        checkOrigin(
                rule,
                tokens.get(3),
                new Text("插入", "inserts"),
                new Text("插入一种结论或者步骤", "insert a conclusion or a step"),
                CONCLUSIONS);
        return tokens.get(3).text();
    }

    private void checkOrigin(String rule, Token type, Text does, Text remedy, String... origins) {
        String name = imported.get(type.text());
        if (name != null && Arrays.stream(origins).noneMatch(name::startsWith)) {
            problem(
                    type.place(),
                    Text.of("规则 `%1$s` %2$s `%3$s`，不属于可以%2$s的类型", "rule `%1$s` %2$s `%3$s`", rule, does, name),
                    remedy);
        }
    }

    /** Only once nothing else is wrong: the checks before it say more about the mistakes that people make. */
    private Form readForm(String rule, List<Token> conditions, List<Token> consequence) {
        Map<String, String> types = new HashMap<>();
        declared.forEach(name -> types.put(name, Declaration.PACKAGE + "." + name));
        imported.forEach((simple, name) -> types.put(simple, binaryName(name)));
        try {
            List<Pattern> when = DrlForm.conditions(conditions, types);
            return new Form(when, DrlForm.consequence(consequence, types, when));
        } catch (DrlForm.DeviationException e) {
            problem(
                    e.place(),
                    Text.of("规则 `%1$s` %2$s", "rule `%1$s` %2$s", rule, e.told()),
                    Text.of(
                            "按规则的写法书写：%1$s",
                            "keep to the form: %1$s",
                            Objects.requireNonNullElse(DrlAdvice.instead(e.found()), DrlAdvice.FORM)));
            return new Form(List.of(), null);
        }
    }

    /** Nested types are written with a dot, and named with a `$` at run time. */
    private static String binaryName(String name) {
        StringBuilder binary = new StringBuilder();
        boolean nested = false;
        for (String part : name.split("\\.")) {
            if (!binary.isEmpty()) {
                binary.append(nested ? '$' : '.');
            }
            binary.append(part);
            nested |= Character.isUpperCase(part.charAt(0));
        }
        return binary.toString();
    }

    private void checkExpression(String rule, List<Token> tokens, Map<String, Set<String>> figures) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token before = i > 0 ? tokens.get(i - 1) : null;
            Token after = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
            if (token.kind() == Kind.NUMBER) {
                problem(
                        token.place(),
                        Text.of("规则 `%1$s` 中写有数字 `%2$s`", "rule `%1$s` holds the number `%2$s`", rule, token.text()),
                        new Text("改为参数，用 `figures` 询问", "make it a parameter and ask `figures` for it"));
            } else if (token.kind() == Kind.WORD && REFUSED_WORDS.contains(token.text()) && !isMember(before)) {
                problem(
                        token.place(),
                        Text.of("规则 `%1$s` 使用了 `%2$s`", "rule `%1$s` uses `%2$s`", rule, token.text()),
                        Text.of(
                                "只用模式、询问和一次插入来写%1$s",
                                "write it with patterns, the instruments and one insertion%1$s",
                                DrlAdvice.added(token.text())));
            } else if (token.isType()
                    && !imported.containsKey(token.text())
                    && !declared.contains(token.text())
                    && !isMember(before)) {
                problem(
                        token.place(),
                        Text.of(
                                "规则 `%1$s` 使用 `%2$s`，文件没有导入该类型",
                                "rule `%1$s` names `%2$s`, which the file does not import", rule, token.text()),
                        new Text(
                                "从规则可用的类型中导入，或者用 declare 声明为步骤",
                                "import it from the types that rules may use, or declare it as a step"));
            } else if (token.kind() == Kind.WORD && after != null && after.is("(") && !token.isType()) {
                checkCall(rule, tokens, i, figures);
            }
        }
    }

    /** A component, an enum constant or a nested type is named through what it belongs to. */
    private static boolean isMember(@Nullable Token before) {
        return before != null && before.is(".");
    }

    private void checkCall(String rule, List<Token> tokens, int at, Map<String, Set<String>> figures) {
        Token call = tokens.get(at);
        boolean noArguments = at + 2 < tokens.size() && tokens.get(at + 2).is(")");
        boolean onSomething = at > 1 && tokens.get(at - 1).is(".");
        String owner = onSomething && tokens.get(at - 2).kind() == Kind.WORD
                ? tokens.get(at - 2).text()
                : "";
        if (OF_THE_FORM.contains(call.text()) && !onSomething) {
            return;
        }
        if (DrlForm.INSTRUMENTS.getOrDefault(owner, Set.of()).contains(call.text())) {
            if (owner.equals("counts")) {
                noteFigures(tokens, at, figures);
            } else if (owner.equals("figures")) {
                Token id = at + 2 < tokens.size() ? tokens.get(at + 2) : call;
                if (call.is("opens")) {
                    asked(figures, ELIGIBLE_ON_LAST_DAY, "is");
                }
                if (id.kind() == Kind.WORD) {
                    // a row names it, see Vocabulary
                    return;
                }
                if (id.kind() == Kind.STRING) {
                    asked(figures, id.text(), call.text());
                } else {
                    problem(
                            call.place(),
                            Text.of(
                                    "规则 `%1$s` 用 `figures` 询问的参数没有直接写出",
                                    "rule `%1$s` asks `figures` for something that is not written out", rule),
                            new Text(
                                    "以字符串写明参数的 id：认定中要列出它",
                                    "give the id of the parameter as a string: the finding has to list it"));
                }
            }
            return;
        }
        if (!onSomething || !noArguments || REFUSED_CALLS.contains(call.text())) {
            problem(
                    call.place(),
                    Text.of("规则 `%1$s` 调用了 `%2$s`", "rule `%1$s` calls `%2$s`", rule, call.text()),
                    Text.of(
                            "只能读取不带参数的分项，以及询问 %1$s%2$s",
                            "only accessors without arguments may be called, and questions of %1$s%2$s",
                            String.join(", ", new TreeSet<>(DrlForm.INSTRUMENTS.keySet())),
                            DrlAdvice.added(call.text())));
        }
    }

    /** The parameters that a question names, whichever of its arguments they are. */
    private static void noteFigures(List<Token> tokens, int call, Map<String, Set<String>> figures) {
        for (int i = call + 2; i < tokens.size() && !tokens.get(i).is(")"); i++) {
            if (tokens.get(i).kind() == Kind.STRING && tokens.get(i).text().contains("/")) {
                asked(figures, tokens.get(i).text(), "value");
            }
        }
    }

    private static void asked(Map<String, Set<String>> figures, String id, String question) {
        figures.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(question);
    }

    private List<Token> takeUntil(String word) {
        int start = at;
        while (at < tokens.size() && !peek(word)) {
            if (peek("rule")) {
                problem(
                        place(),
                        Text.of("此规则之前缺少 `%1$s`", "`%1$s` is missing before this rule", word),
                        new Text("写完前一条规则", "close the rule before it"));
                return tokens.subList(start, at);
            }
            at++;
        }
        List<Token> taken = tokens.subList(start, at);
        if (at >= tokens.size()) {
            problem(
                    place(),
                    Text.of("文件末尾缺少 `%1$s`", "`%1$s` is missing at the end of the file", word),
                    new Text("补上", "add it"));
        }
        skip(word);
        return taken;
    }

    private boolean peek(String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    private void skip(String word) {
        if (peek(word)) {
            at++;
        }
    }

    private void skipLine() {
        int line = place().line();
        while (at < tokens.size() && tokens.get(at).place().line() == line) {
            at++;
        }
    }

    private void skipToNext() {
        at++;
        while (at < tokens.size() && !peek("rule") && !peek("import") && !peek("declare")) {
            at++;
        }
    }

    private Place place() {
        if (tokens.isEmpty()) {
            return START;
        }
        return tokens.get(Math.min(at, tokens.size() - 1)).place();
    }

    private void problem(Place place, Text problem, Text remedy) {
        problems.add(new PackProblem(file, place.line(), place.column(), problem, remedy));
    }
}
