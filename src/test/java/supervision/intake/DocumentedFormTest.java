package supervision.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import supervision.facts.FactKind;

/** What {@code docs/records.md} says is what is read. */
class DocumentedFormTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```(csv|jsonl)\n(.*?)```");

    private final String document;

    DocumentedFormTest() throws IOException {
        document = Files.readString(Path.of("docs/records.md"));
    }

    @Test
    void eachExampleIsTaken() {
        List<MatchResult> examples = EXAMPLE.matcher(document).results().toList();
        assertThat(examples).hasSize(3);
        for (MatchResult example : examples) {
            Collected read =
                    Collected.of("x." + example.group(1), "", example.group(2).getBytes(StandardCharsets.UTF_8));
            assertThat(read.setAside).isEmpty();
            assertThat(read.records).isNotEmpty();
        }
    }

    @Test
    void eachColumnIsNamed() {
        assertThat(Layout.PENALTIES.columnNames())
                .allSatisfy(column -> assertThat(document).contains("`" + column + "`"));
        assertThat(Layout.PERMITS.columnNames())
                .allSatisfy(column -> assertThat(document).contains("`" + column + "`"));
    }

    @Test
    void eachMemberOfEachKindIsNamed() {
        for (FactKind kind : FactKind.values()) {
            if (!kind.sent()) {
                continue;
            }
            int start = document.indexOf("### `" + kind.jsonName() + "`");
            assertThat(start).as(kind.jsonName()).isPositive();
            int end = document.indexOf("\n### ", start + 1);
            String part = document.substring(start, end < 0 ? document.length() : end);
            for (Components.Component component : Components.of(kind)) {
                String required = component.optional() ? "" : "yes";
                assertThat(part).containsPattern("\\| `" + component.name() + "` \\| +" + required + " *\\|");
            }
        }
    }
}
