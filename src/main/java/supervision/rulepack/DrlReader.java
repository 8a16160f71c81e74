package supervision.rulepack;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
 * (apache/incubator-kie #7109 and #7115), and any rule file could otherwise run any Java: so there is one package, no
 * {@code accumulate} or {@code exists}, no number, no call but accessors and the two instruments, and a consequence that
 * inserts one conclusion.
 */
final class DrlReader {

    static final String PACKAGE = "rules";

    private static final Set<String> IMPORTABLE =
            Set.of("supervision.decision", "supervision.dossier", "supervision.facts");

    private static final String FACTS = "supervision.dossier.Prepared.";
    private static final String CONCLUSIONS = "supervision.decision.Conclusion.";

    private static final Set<String> REFUSED_WORDS = Set.of(
            "accumulate",
            "acc",
            "collect",
            "declare",
            "delete",
            "dialect",
            "entry",
            "eval",
            "exists",
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

    private static final Place START = new Place(1, 1);

    private static final Set<String> REFUSED_CALLS =
            Set.of("getClass", "hashCode", "notify", "notifyAll", "wait", "clone", "finalize");

    /** What {@code figures.opens} asks besides the period that it is given; a finding has to list it too. */
    private static final String ELIGIBLE_ON_LAST_DAY = "time/eligible-on-last-day";

    private static final Set<String> ANNOTATIONS =
            Set.of("source", "en", "effectiveFrom", "effectiveUntil", "lead", "responsible");

    private final String file;
    private final List<PackProblem> problems;
    private final List<Token> tokens;
    /** Full names of the imported types, by their simple names. */
    private final Map<String, String> imported = new HashMap<>();

    private final List<Import> imports = new ArrayList<>();
    private final List<RuleText> rules = new ArrayList<>();
    private int at;

    private DrlReader(String file, String text, List<PackProblem> problems) {
        this.file = file;
        this.problems = problems;
        this.tokens = DrlTokens.of(file, text, problems);
    }

    static List<RuleText> read(String file, String text, List<PackProblem> problems) {
        return file(file, text, problems).rules();
    }

    static RuleFile file(String file, String text, List<PackProblem> problems) {
        if (text.length() > LONGEST) {
            problems.add(new PackProblem(
                    file,
                    0,
                    "the file has " + text.length() + " characters, and more than " + LONGEST + " are not read",
                    "split it by what its rules decide"));
            return new RuleFile(file, List.of(), List.of());
        }
        DrlReader reader = new DrlReader(file, text, problems);
        reader.readFile();
        return new RuleFile(file, reader.imports, reader.rules);
    }

    private void readFile() {
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
                    "the file does not start with `package " + PACKAGE + "`",
                    "put all rules into this one package: rules of two packages can silence each other");
            skipLine();
        }
        while (at < tokens.size()) {
            if (peek("import")) {
                readImport();
            } else if (peek("rule")) {
                readRule();
            } else {
                Token odd = tokens.get(at);
                problem(
                        odd.place(),
                        "`" + odd.text() + "` cannot stand here",
                        "a file has imports and rules only" + DrlAdvice.added(odd.text()));
                skipToNext();
            }
        }
        if (rules.isEmpty()) {
            problem(START, "the file has no rule", "add one or remove the file");
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
                    "the import of `" + name + "` is not allowed",
                    "import single types of "
                            + String.join(", ", IMPORTABLE.stream().sorted().toList()));
        } else if (imported.putIfAbsent(type, name.toString()) != null) {
            problem(start, "two types called `" + type + "` are imported", "import one of them");
        } else {
            imports.add(new Import(named, name.toString(), binaryName(name.toString())));
        }
    }

    private void readRule() {
        Place start = place();
        at++;
        if (at >= tokens.size() || tokens.get(at).kind() != Kind.STRING) {
            problem(start, "a rule has no name", "write rule \"…\" with a name in the words of the clause");
            skipToNext();
            return;
        }
        Place named = place();
        String name = tokens.get(at++).text();
        String looks = PackText.looksLikeAnother(name);
        if (name.isBlank()) {
            problem(named, "a rule has an empty name", "write rule \"…\" with a name in the words of the clause");
        } else if (looks != null || !name.strip().equals(name) || name.contains("  ")) {
            problem(
                    named,
                    "in the name of rule `" + name + "`, "
                            + (looks == null ? "blanks stand at an end or beside each other" : looks),
                    "write it plainly: names that look alike would pass for one another");
        }
        Map<String, List<String>> annotations = readAnnotations(name);
        if (!peek("when")) {
            problem(place(), "`when` is missing in rule `" + name + "`", "annotations, then `when`, `then`, `end`");
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
            problem(start, "rule `" + name + "` cites no clause", "add @source(\"instrument/clause\")");
        }
        String en = single(annotations, "en", name, start);
        LocalDate from = date(annotations, "effectiveFrom", name, start);
        if (from == null) {
            problem(start, "rule `" + name + "` has no first day", "add @effectiveFrom(\"yyyy-mm-dd\")");
            from = LocalDate.MIN;
        }
        LocalDate until = date(annotations, "effectiveUntil", name, start);
        if (until != null && !until.isAfter(from)) {
            problem(start, "rule `" + name + "` ends on " + until + ", not after it begins", "correct one of its days");
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
                                "`" + value.text() + "` in @" + key.text() + " of rule `" + rule + "` is no string",
                                "write values in double quotes");
                    }
                }
                skip(")");
            }
            if (!ANNOTATIONS.contains(key.text())) {
                problem(
                        key.place(),
                        "rule `" + rule + "` has an unknown annotation @" + key.text(),
                        "known are " + ANNOTATIONS.stream().sorted().toList());
            } else if (annotations.put(key.text(), values) != null) {
                // the engine would keep one of the two and drop the other
                problem(key.place(), "rule `" + rule + "` has @" + key.text() + " twice", "list the values in one");
            }
        }
        return annotations;
    }

    private String single(Map<String, List<String>> annotations, String key, String rule, Place start) {
        List<String> values = annotations.getOrDefault(key, List.of());
        if (values.size() != 1 || values.get(0).isBlank()) {
            problem(start, "rule `" + rule + "` needs one @" + key, "add @" + key + "(\"…\")");
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
                        "@" + key + " of rule `" + rule + "` is before " + YamlFile.FIRST_YEAR + " or after "
                                + YamlFile.LAST_YEAR,
                        "write the year that is meant");
            }
            return day;
        } catch (DateTimeParseException e) {
            problem(start, "@" + key + " of rule `" + rule + "` is no day: `" + text + "`", "write yyyy-mm-dd");
            return null;
        }
    }

    private List<String> checkConditions(
            String rule, Place start, List<Token> tokens, Map<String, Set<String>> figures) {
        checkExpression(rule, tokens, figures);
        List<String> facts = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (token.is("new")) {
                problem(
                        token.place(),
                        "rule `" + rule + "` makes an object in a condition",
                        "ask an instrument instead");
            } else if (depth == 0 && token.isType()) {
                facts.add(token.text());
                checkOrigin(
                        rule,
                        token,
                        "matches",
                        "match what a case is prepared as, or a conclusion",
                        FACTS,
                        CONCLUSIONS);
            }
        }
        if (facts.isEmpty()) {
            problem(
                    tokens.isEmpty() ? start : tokens.get(0).place(),
                    "rule `" + rule + "` has no condition on a fact",
                    "a finding needs evidence: match at least one fact");
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
                    "the consequence of rule `" + rule + "` is not one insertion",
                    "write insert(new <Conclusion>(…)); and nothing else");
            return "";
        }
        checkOrigin(rule, tokens.get(3), "inserts", "insert a conclusion", CONCLUSIONS);
        return tokens.get(3).text();
    }

    private void checkOrigin(String rule, Token type, String does, String remedy, String... origins) {
        String name = imported.get(type.text());
        if (name != null && Arrays.stream(origins).noneMatch(name::startsWith)) {
            problem(type.place(), "rule `" + rule + "` " + does + " `" + name + "`", remedy);
        }
    }

    /** Only once nothing else is wrong: the checks before it say more about the mistakes that people make. */
    private Form readForm(String rule, List<Token> conditions, List<Token> consequence) {
        Map<String, String> types = new HashMap<>();
        imported.forEach((simple, name) -> types.put(simple, binaryName(name)));
        try {
            List<Pattern> when = DrlForm.conditions(conditions, types);
            return new Form(when, DrlForm.consequence(consequence, types, when));
        } catch (DrlForm.DeviationException e) {
            problem(
                    e.place(),
                    "rule `" + rule + "` " + e.getMessage(),
                    "keep to the form: " + Objects.requireNonNullElse(DrlAdvice.instead(e.found()), DrlAdvice.FORM));
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
                        "rule `" + rule + "` holds the number `" + token.text() + "`",
                        "make it a parameter and ask `figures` for it");
            } else if (token.kind() == Kind.WORD && REFUSED_WORDS.contains(token.text()) && !isMember(before)) {
                problem(
                        token.place(),
                        "rule `" + rule + "` uses `" + token.text() + "`",
                        "write it with one pattern, the instruments and one insertion" + DrlAdvice.added(token.text()));
            } else if (token.isType() && !imported.containsKey(token.text()) && !isMember(before)) {
                problem(
                        token.place(),
                        "rule `" + rule + "` names `" + token.text() + "`, which the file does not import",
                        "import it from the types that rules may use");
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
        if (call.is("insert") || call.is("in")) {
            return;
        }
        if (DrlForm.INSTRUMENTS.getOrDefault(owner, Set.of()).contains(call.text())) {
            if (owner.equals("figures")) {
                Token id = at + 2 < tokens.size() ? tokens.get(at + 2) : call;
                if (id.kind() == Kind.STRING) {
                    asked(figures, id.text(), call.text());
                    if (call.is("opens")) {
                        asked(figures, ELIGIBLE_ON_LAST_DAY, "is");
                    }
                } else {
                    problem(
                            call.place(),
                            "rule `" + rule + "` asks `figures` for something that is not written out",
                            "give the id of the parameter as a string: the finding has to list it");
                }
            }
            return;
        }
        if (!onSomething || !noArguments || REFUSED_CALLS.contains(call.text())) {
            problem(
                    call.place(),
                    "rule `" + rule + "` calls `" + call.text() + "`",
                    "only accessors without arguments and the instruments `today` and `figures` may be called");
        }
    }

    private static void asked(Map<String, Set<String>> figures, String id, String question) {
        figures.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(question);
    }

    private List<Token> takeUntil(String word) {
        int start = at;
        while (at < tokens.size() && !peek(word)) {
            if (peek("rule")) {
                problem(place(), "`" + word + "` is missing before this rule", "close the rule before it");
                return tokens.subList(start, at);
            }
            at++;
        }
        List<Token> taken = tokens.subList(start, at);
        if (at >= tokens.size()) {
            problem(place(), "`" + word + "` is missing at the end of the file", "add it");
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
        while (at < tokens.size() && !peek("rule") && !peek("import")) {
            at++;
        }
    }

    private Place place() {
        if (tokens.isEmpty()) {
            return START;
        }
        return tokens.get(Math.min(at, tokens.size() - 1)).place();
    }

    private void problem(Place place, String problem, String remedy) {
        problems.add(new PackProblem(file, place.line(), place.column(), problem, remedy));
    }
}
