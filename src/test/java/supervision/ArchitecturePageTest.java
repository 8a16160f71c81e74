package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The part of {@code docs/architecture.md} about packages is drawn from the compiled classes and the sentences of their {@code
 * package-info}. {@code -Darchitecture.update} draws it anew.
 */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Path SOURCES = Path.of("src/main/java/supervision");
    private static final Pattern DRAWN = Pattern.compile(
            "(<!-- packages: drawn by ArchitecturePageTest -->\n).*?(<!-- end of packages -->)", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    @Test
    void thePageShowsThePackagesThatThereAre() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).as("the marks between which packages are drawn").containsPattern(DRAWN);

        String drawn = DRAWN.matcher(page).replaceFirst("$1" + Matcher.quoteReplacement(drawing()) + "$2");

        if (System.getProperty("architecture.update") != null) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE))
                .as("mvn -q test -Dtest=ArchitecturePageTest -Darchitecture.update draws it anew")
                .isEqualTo(drawn);
    }

    private static String drawing() throws IOException {
        SortedMap<String, SortedSet<String>> uses = uses();
        List<String> lines = new ArrayList<>(List.of("", "```mermaid", "flowchart TD"));
        for (int at = ArchitectureTest.LAYERS.size() - 1; at >= 0; at--) {
            Set<String> layer = new TreeSet<>(ArchitectureTest.LAYERS.get(at));
            layer.retainAll(uses.keySet());
            if (!layer.isEmpty()) {
                lines.add("  subgraph layer" + at + "[\" \"]");
                layer.forEach(name -> lines.add("    " + name));
                lines.add("  end");
            }
        }
        uses.forEach((name, used) -> direct(used, uses).forEach(other -> lines.add("  " + name + " --> " + other)));
        lines.addAll(List.of("```", "", "| package | what it is for | uses |", "|---|---|---|"));
        for (int at = ArchitectureTest.LAYERS.size() - 1; at >= 0; at--) {
            for (String name : new TreeSet<>(ArchitectureTest.LAYERS.get(at))) {
                if (uses.containsKey(name)) {
                    lines.add(
                            "| `" + name + "` | " + sentence(name) + " | " + String.join(", ", uses.get(name)) + " |");
                }
            }
        }
        return String.join("\n", lines) + "\n\n";
    }

    /** For each package those that its classes refer to; the root wires all and is left out. */
    private static SortedMap<String, SortedSet<String>> uses() {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        for (JavaClass type : ArchitectureTest.CLASSES) {
            String own = part(type);
            if (!own.isEmpty()) {
                SortedSet<String> used = uses.computeIfAbsent(own, name -> new TreeSet<>());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass other = dependency.getTargetClass().getBaseComponentType();
                    String name = other.getPackageName().startsWith("supervision") ? part(other) : "";
                    if (!name.isEmpty() && !name.equals(own)) {
                        used.add(name);
                    }
                }
            }
        }
        return uses;
    }

    private static String part(JavaClass type) {
        return type.getPackageName().replaceFirst("^supervision\\.?", "").replaceFirst("\\..*", "");
    }

    /** Of the packages used, those that are reached by no other of them: an arrow for each would hide the picture. */
    private static SortedSet<String> direct(Set<String> used, SortedMap<String, SortedSet<String>> uses) {
        return used.stream()
                .filter(one -> used.stream().noneMatch(other -> reaches(other, one, uses)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean reaches(String from, String to, SortedMap<String, SortedSet<String>> uses) {
        SortedSet<String> next = uses.getOrDefault(from, new TreeSet<>());
        return next.contains(to) || next.stream().anyMatch(other -> reaches(other, to, uses));
    }

    private static String sentence(String name) throws IOException {
        Matcher comment =
                SENTENCE.matcher(Files.readString(SOURCES.resolve(name).resolve("package-info.java")));
        assertThat(comment.find()).as("%s says what it is for", name).isTrue();
        return comment.group(1).replaceAll("\\s*\n \\* ?", " ").strip();
    }
}
