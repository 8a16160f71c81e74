package supervision.replay;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import supervision.decision.Decision;

/**
 * Rewrites what case files expect by what the rules find now. Everything outside {@code expect} stays as it is, byte for
 * byte. Read the difference before keeping it: an expectation is what the law says, not what the rules do.
 */
public final class FixtureWriter {

    /** Text that YAML takes as text, in a list in brackets too. */
    private static final Pattern PLAIN = Pattern.compile("[^\\s\\-?:,\\[\\]{}#&*!|>'\"%@`~=][^,\\[\\]{}#\"]*");

    private static final Pattern OTHER_THAN_TEXT =
            Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n|[-+.]?[0-9][0-9_.,:eE+-]*");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private FixtureWriter() {}

    /**
     * A file that was rewritten.
     *
     * @param file path below the folder that was replayed
     * @param difference what is other than before, as a unified difference by lines
     */
    public record Renewed(String file, List<String> difference) {
        public Renewed {
            difference = List.copyOf(difference);
        }
    }

    /**
     * Rewrites the files of results that differ.
     *
     * @param fixtures the file or folder that was replayed
     */
    public static List<Renewed> update(Path fixtures, ReplayReport report) throws IOException {
        List<Renewed> written = new ArrayList<>();
        for (ReplayReport.Result result : report.results()) {
            if (!result.passed()
                    && result.decision() != null
                    && result.asked().question() instanceof FixtureCase.Decide decide) {
                Path file = Files.isDirectory(fixtures)
                        ? fixtures.resolve(result.asked().file())
                        : fixtures;
                String text = Files.readString(file);
                String updated = replaced(text, expect(decide.expected(), Objects.requireNonNull(result.decision())));
                if (!updated.equals(text)) {
                    Files.writeString(file, updated);
                    written.add(new Renewed(
                            result.asked().file(), difference(result.asked().file(), text, updated)));
                }
            }
        }
        return List.copyOf(written);
    }

    private static List<String> difference(String file, String before, String after) {
        List<String> old = before.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                file, file, old, DiffUtils.diff(old, after.lines().toList()), 0);
    }

    /**
     * A case made of another that shows something else: the same facts, with a sentence of its own, expecting what was decided.
     *
     * @param text the file of the other case
     * @param sentence what it shows, in Chinese
     * @param en the same in English
     * @param within types of conclusions that it shows
     */
    public static String showing(String text, String sentence, String en, Set<String> within, Decision decision) {
        String named = text.replaceFirst("(?m)^case: .*$", Matcher.quoteReplacement("case: " + scalar(sentence)))
                .replaceFirst("(?m)^en: .*$", Matcher.quoteReplacement("en: " + scalar(en)));
        return replaced(
                named,
                expect(
                        new FixtureCase.Expected(
                                false, null, null, null, Collections.emptySortedMap(), within, List.of()),
                        decision));
    }

    /** A text with its block {@code expect} replaced. */
    static String replaced(String text, String expect) {
        StringBuilder kept = new StringBuilder();
        boolean inside = false;
        for (String line : text.split("(?<=\n)")) {
            if (line.startsWith("expect:")) {
                inside = true;
                kept.append(expect);
            } else if (!inside || !(line.isBlank() || Character.isWhitespace(line.charAt(0)) || line.startsWith("-"))) {
                inside = false;
                kept.append(line);
            }
        }
        return kept.toString();
    }

    /** The block {@code expect} for a decision, with the parts that the case already asked about. */
    static String expect(FixtureCase.Expected asked, Decision decision) {
        StringBuilder text = new StringBuilder("expect:\n");
        if (asked.saysValidUntil()) {
            text.append("  validUntil: ").append(decision.validUntil()).append('\n');
        }
        if (asked.disposition() != null) {
            text.append("  disposition: ").append(decision.disposition()).append('\n');
        }
        if (asked.warnings() != null) {
            text.append("  warnings: ").append(list(Replay.warnings(decision))).append('\n');
        }
        if (!asked.report().isEmpty()) {
            text.append("  report:\n");
            asked.report()
                    .forEach((use, parts) -> text.append("    ")
                            .append(use)
                            .append(": ")
                            .append(list(parts))
                            .append('\n'));
        }
        if (!asked.within().isEmpty()) {
            text.append("  within: ").append(list(asked.within())).append('\n');
        }
        List<Statement> statements = Replay.compared(asked, decision.findings());
        text.append(statements.isEmpty() ? "  findings: []\n" : "  findings:\n");
        for (Statement statement : statements) {
            text.append("    - rule: ").append(scalar(statement.rule())).append('\n');
            text.append("      ")
                    .append(statement.type())
                    .append(": ")
                    .append(members(statement))
                    .append('\n');
            text.append("      evidence: ").append(list(statement.evidence())).append('\n');
            if (!statement.parameters().isEmpty()) {
                text.append("      parameters: ").append(parameters(statement)).append('\n');
            }
        }
        return text.toString();
    }

    private static String list(Iterable<String> values) {
        List<String> scalars = new ArrayList<>();
        values.forEach(value -> scalars.add(scalar(value)));
        return scalars.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String members(Statement statement) {
        return Statement.components(statement.type()).stream()
                .filter(statement.members()::containsKey)
                .map(name -> name + ": "
                        + member(Objects.requireNonNull(statement.members().get(name))))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String member(String value) {
        return value.equals("true") || value.equals("false") ? value : scalar(value);
    }

    private static String parameters(Statement statement) {
        return statement.parameters().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + parameter(entry))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String parameter(Map.Entry<String, String> entry) {
        String value = entry.getValue();
        if (value.equals(Statement.NO_VALUE)) {
            return value;
        }
        if (!value.startsWith("{")) {
            return scalar(value);
        }
        List<String> grades = new ArrayList<>();
        for (String grade : value.substring(1, value.length() - 1).split(", ", -1)) {
            int equals = grade.indexOf('=');
            grades.add(scalar(grade.substring(0, equals)) + ": " + scalar(grade.substring(equals + 1)));
        }
        return grades.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    static String scalar(String value) {
        boolean plain = DAY.matcher(value).matches()
                || PLAIN.matcher(value).matches()
                        && !OTHER_THAN_TEXT.matcher(value).matches()
                        && !value.contains(": ")
                        && !value.endsWith(":")
                        && !value.endsWith(" ");
        return plain ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
