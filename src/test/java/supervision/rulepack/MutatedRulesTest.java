package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supervision.Effort;
import supervision.RandomCases;
import supervision.dossier.Vocabulary;
import supervision.language.Declaration;
import supervision.language.Insertion;
import supervision.language.Pattern;

/**
 * Whatever becomes of a rule file, it is read or refused, and what is read is what is written: the text of the model reads to
 * the same model.
 */
@Tag("scaled")
class MutatedRulesTest {

    private static final int MUTANTS = Effort.of(2_000, 200_000);

    private static final List<String> FOREIGN = List.of(
            "(",
            ")",
            "\"",
            "\\",
            "/*",
            "*/",
            "//",
            "\n",
            "\r",
            "@",
            ";",
            ".",
            "$",
            "!",
            "||",
            "&&",
            "==",
            "rule",
            "when",
            "then",
            "end",
            "import",
            "package",
            "eval",
            "new",
            "in",
            "not",
            "contains",
            "null",
            "true",
            "Ghost",
            "７",
            "1",
            "\u202E",
            "\u0000",
            "",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "today",
            "figures",
            "insert",
            "Runtime");

    @Test
    void isReadOrRefused() {
        long seed = RandomCases.seed(MutatedRulesTest.class);
        Random random = new Random(seed);
        List<String> files = Packs.shipped().keySet().stream()
                .filter(path -> path.endsWith(".drl"))
                .toList();
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String text = mutant(Packs.text(files.get(random.nextInt(files.size()))), random);
            List<PackProblem> problems = new ArrayList<>();
            List<RuleFile> mutants = RuleFile.of(Map.of("drl/mutant.drl", text), problems);
            Vocabulary.check(mutants);
            if (problems.isEmpty()) {
                read++;
                assertReadsToItself(mutants.get(0), "seed " + seed + ", mutant " + i + ":\n" + text);
            }
        }
        // some mutants stay rules: else the second half of the promise would be tested on nothing
        assertThat(read).as("mutants that are rules, seed %d", seed).isPositive();
    }

    @Test
    void everyShippedRuleReadsToItself() {
        List<PackProblem> problems = new ArrayList<>();
        Map<String, String> texts = Packs.shipped().keySet().stream()
                .filter(path -> path.endsWith(".drl"))
                .collect(Collectors.toMap(path -> path, Packs::text));

        RuleFile.of(texts, problems).forEach(file -> assertReadsToItself(file, file.path()));

        assertThat(problems).isEmpty();
    }

    private static String mutant(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            List<int[]> tokens = tokens(changed);
            int[] token = tokens.get(random.nextInt(tokens.size()));
            int[] other = tokens.get(random.nextInt(tokens.size()));
            String written = changed.substring(other[0], other[1]);
            switch (random.nextInt(5)) {
                case 0 -> changed.delete(token[0], token[1]);
                case 1 -> changed.insert(token[0], changed.substring(token[0], token[1]) + " ");
                case 2 -> changed.replace(token[0], token[1], written);
                case 3 -> changed.insert(token[1], " " + FOREIGN.get(random.nextInt(FOREIGN.size())) + " ");
                default -> changed.replace(token[0], token[1], FOREIGN.get(random.nextInt(FOREIGN.size())));
            }
        }
        return changed.toString();
    }

    /** Begin and end of words, strings and signs. */
    private static List<int[]> tokens(CharSequence text) {
        List<int[]> tokens = new ArrayList<>();
        java.util.regex.Matcher token =
                java.util.regex.Pattern.compile("\"[^\"\n]*\"|\\w+|[^\\s\\w]").matcher(text);
        while (token.find()) {
            tokens.add(new int[] {token.start(), token.end()});
        }
        return tokens.isEmpty() ? List.of(new int[] {0, 0}) : tokens;
    }

    private static void assertReadsToItself(RuleFile file, String what) {
        List<PackProblem> problems = new ArrayList<>();
        Set<String> own = file.declarations().stream().map(Declaration::name).collect(Collectors.toSet());
        String others = DECLARED.stream()
                .filter(declared -> !own.contains(declared.name()))
                .map(MutatedRulesTest::written)
                .collect(Collectors.joining("\n", "package rules\n" + DECLARED_WITH, "\n"));
        // what rules match may be declared in another file, here the one that is read last
        RuleFile again = RuleFile.of(new TreeMap<>(Map.of(file.path(), written(file), "zz.drl", others)), problems)
                .get(0);

        assertThat(problems).as(what).isEmpty();
        assertThat(written(again)).as(what).isEqualTo(written(file));
        assertThat(again.declarations())
                .as(what)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*place")
                .isEqualTo(file.declarations());
        assertThat(again.rules()).as(what).hasSameSizeAs(file.rules());
        for (int i = 0; i < file.rules().size(); i++) {
            // places differ, for it is laid out anew
            assertThat(again.rules().get(i).when())
                    .as(what)
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*place")
                    .isEqualTo(file.rules().get(i).when());
            assertThat(again.rules().get(i).then())
                    .as(what)
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*place")
                    .isEqualTo(file.rules().get(i).then());
        }
    }

    /** All that rule files of the pack declare, and the imports that it takes. */
    private static final List<Declaration> DECLARED;

    private static final String DECLARED_WITH;

    static {
        Map<String, String> texts = Packs.shipped().keySet().stream()
                .filter(path -> path.endsWith(".drl"))
                .collect(Collectors.toMap(path -> path, Packs::text));
        List<RuleFile> files = RuleFile.of(texts, new ArrayList<>());
        DECLARED = files.stream().flatMap(file -> file.declarations().stream()).toList();
        DECLARED_WITH = files.stream()
                .filter(file -> !file.declarations().isEmpty())
                .flatMap(file -> file.imports().stream())
                .map(imported -> "import " + imported.name() + "\n")
                .distinct()
                .collect(Collectors.joining());
    }

    private static String written(Declaration declared) {
        StringBuilder text = new StringBuilder("declare " + declared.name());
        if (declared.table() != null) {
            text.append(" @table(\"").append(declared.table()).append("\") @rows(\"");
            text.append(declared.rows()).append("\")");
        }
        if (!declared.exactlyOne().isEmpty()) {
            text.append(" @exactlyOne(\"")
                    .append(String.join(", ", declared.exactlyOne()))
                    .append("\")");
        }
        text.append(declared.few() ? " @few" : "").append(said(declared.zh(), declared.en()));
        declared.parts()
                .forEach(part -> text.append("\n")
                        .append(part.name())
                        .append(" : ")
                        .append(part.written())
                        .append(part.key() ? " @key" : "")
                        .append(part.figure() == null ? "" : " @figure(\"" + part.figure() + "\")")
                        .append(part.column().equals(part.name()) ? "" : " @column(\"" + part.column() + "\")")
                        .append(part.optional() ? " @optional" : "")
                        .append(part.each() ? " @each" : "")
                        .append(part.prefix().isEmpty() ? "" : " @prefix(\"" + part.prefix() + "\")")
                        .append(part.in() == null ? "" : " @in(\"" + part.in() + "\")")
                        .append(said(part.zh(), part.en())));
        return text.append("\nend").toString();
    }

    private static String said(String zh, String en) {
        return " @zh(\"" + zh + "\") @en(\"" + en + "\")";
    }

    private static String written(RuleFile file) {
        StringBuilder text = new StringBuilder("package rules\n");
        file.imports()
                .forEach(imported ->
                        text.append("import ").append(imported.name()).append('\n'));
        file.declarations().forEach(declared -> text.append(written(declared)).append('\n'));
        for (RuleText rule : file.rules()) {
            text.append("rule \"").append(rule.name()).append("\" @en(\"").append(rule.en());
            text.append("\") @source(\"").append(String.join("\", \"", rule.sources()));
            text.append("\") @effectiveFrom(\"").append(rule.from()).append("\")");
            text.append(rule.until() == null ? "" : " @effectiveUntil(\"" + rule.until() + "\")")
                    .append("\nwhen\n");
            rule.when().stream()
                    .map(Pattern::toString)
                    .forEach(pattern -> text.append(pattern).append('\n'));
            Insertion then = rule.then();
            text.append("then\n").append(then == null ? "" : then.toString()).append("\nend\n");
        }
        return text.toString();
    }
}
