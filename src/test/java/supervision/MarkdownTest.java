package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents: lines that a difference can be read by, and links that lead somewhere. */
class MarkdownTest {

    private static final int LONGEST = 160;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|<)([^)#\\s]*)(#[^)\\s]*)?\\)");

    @Test
    void noLineIsLongerThanAScreenIsWide() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path document : documents()) {
            int number = 0;
            for (String line : Files.readAllLines(document)) {
                number++;
                // where a link leads is not read
                int read = line.replaceAll("\\]\\([^)]*\\)", "]").length();
                if (read > LONGEST && !line.stripLeading().startsWith("|")) {
                    tooLong.add(document + ":" + number + " " + line.length());
                }
            }
        }
        assertThat(tooLong)
                .as("one sentence or clause a line, outside of tables")
                .isEmpty();
    }

    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                links++;
                Path target = link.group(1).isEmpty()
                        ? document
                        : document.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)
                        || link.group(2) != null
                                && !hasAnchor(target, link.group(2).substring(1))) {
                    broken.add(document + ": " + link.group());
                }
            }
        }
        assertThat(links).as("links that were looked at").isGreaterThan(50);
        assertThat(broken).isEmpty();
    }

    private static boolean hasAnchor(Path document, String anchor) throws IOException {
        String text = Files.readString(document);
        return text.contains("id=\"" + anchor + "\"")
                || text.lines()
                        .filter(line -> line.startsWith("#"))
                        .map(MarkdownTest::anchor)
                        .anyMatch(anchor::equals);
    }

    /** As GitHub makes one of a heading: letters and digits of any script, blanks as hyphens. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(Path.of(""))) {
            top.filter(MarkdownTest::isMarkdown).forEach(documents::add);
        }
        for (String folder : List.of("docs", "rules", "fixtures", "extras", "src")) {
            try (Stream<Path> below = Files.walk(Path.of(folder))) {
                below.filter(MarkdownTest::isMarkdown)
                        .filter(path -> !path.toString().contains("target"))
                        .forEach(documents::add);
            }
        }
        return documents.stream().sorted().toList();
    }

    private static boolean isMarkdown(Path path) {
        return path.toString().endsWith(".md");
    }
}
