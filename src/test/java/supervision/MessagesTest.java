package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users are told is told in Chinese as fully as in English: both halves name the same things and fill in the same values, and
 * the Chinese is as long as such a text is. Looked for in the source, for most of it is said too seldom to be seen.
 */
class MessagesTest {

    private static final Path SOURCE = Path.of("src/main/java/supervision");

    private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";

    /** Strings that are added up, with what stands between them and is no string. */
    private static final Pattern ADDED = Pattern.compile(STRING + "(?:\\s*\\+\\s*(?:" + STRING + "|[\\w.()]+))*");

    private static final Pattern PAIR =
            Pattern.compile("(?:Words\\.of|new Words)\\(\\s*(" + ADDED + "),\\s*(" + ADDED + ")");

    /** Of what both halves have to name: members and values, numbers of standards, articles and days. */
    private static final Pattern NAMED =
            Pattern.compile("`[^`{]*`|%(?:\\d\\$)?[ds]|U\\+%|GB \\d+(?:-\\d+)?|\\b[A-Z]{2}_\\w*");

    /** A Chinese text has a fifth of the letters of its English, or more; very short ones may have fewer. */
    private static final double SHORTEST = 0.2;

    private static final int VERY_SHORT = 40;

    private record Message(String place, String zh, String en) {}

    private static List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        try (Stream<Path> files =
                Stream.of("intake", "api", "web", "facts").map(SOURCE::resolve).flatMap(MessagesTest::filesOf)) {
            files.sorted().forEach(file -> {
                String text = read(file);
                for (MatchResult pair : PAIR.matcher(text).results().toList()) {
                    String[] halves = pair.group().split("(?<=[\"\\w)]),\\s*(?=\")", 2);
                    messages.add(new Message(place(file, text, pair), strings(halves[0]), strings(halves[1])));
                }
                for (MatchResult added : ADDED.matcher(text).results().toList()) {
                    String said = strings(added.group());
                    int cut = said.indexOf(" / ");
                    if (cut > 0 && said.substring(0, cut).matches("(?s).*\\p{IsHan}.*")) {
                        messages.add(
                                new Message(place(file, text, added), said.substring(0, cut), said.substring(cut + 3)));
                    }
                }
            });
        }
        return messages;
    }

    private static Stream<Path> filesOf(Path folder) {
        try {
            return Files.list(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(Path file, String text, MatchResult found) {
        return file.getFileName() + ":"
                + (1
                        + text.substring(0, found.start())
                                .chars()
                                .filter(each -> each == '\n')
                                .count());
    }

    /** The strings of an expression, with a mark for what is put between them. */
    private static String strings(String expression) {
        StringBuilder all = new StringBuilder();
        int end = 0;
        for (MatchResult string :
                Pattern.compile(STRING).matcher(expression).results().toList()) {
            if (expression.substring(end, string.start()).matches("(?s).*\\w.*") && end > 0) {
                all.append("…");
            }
            all.append(string.group(1).replace("\\\"", "\""));
            end = string.end();
        }
        return all.toString();
    }

    private static Set<String> named(String text) {
        Set<String> named = new TreeSet<>();
        NAMED.matcher(text).results().forEach(found -> named.add(found.group().replaceAll("\\d\\$", "")));
        return named;
    }

    @Test
    void theChineseHalfNamesWhatTheEnglishNames() {
        List<Message> messages = messages();
        // those that there are today: fewer would mean that they are not found
        assertThat(messages).hasSizeGreaterThan(250);
        List<String> less = new ArrayList<>();
        for (Message message : messages) {
            Set<String> missing = named(message.en());
            missing.removeAll(named(message.zh()));
            missing.removeIf(each -> message.zh().contains(each.replace("`", "")));
            if (!missing.isEmpty() || !message.zh().matches("(?s).*\\p{IsHan}.*|%.*|…")) {
                less.add(message + " lacks " + missing);
            }
        }
        assertThat(less).isEmpty();
    }

    @Test
    void theChineseHalfIsAsFullAsTheEnglish() {
        assertThat(messages().stream()
                        .filter(message -> message.en().length() >= VERY_SHORT
                                && message.zh().length()
                                        < SHORTEST * message.en().length())
                        .map(Message::toString))
                .isEmpty();
    }
}
