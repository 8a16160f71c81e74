package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supervision.Effort;
import supervision.RandomCases;

/** A character anywhere in an export that is another, is missing or is there twice: it is found, and nothing breaks down. */
@Tag("scaled")
class AnyChangeTest {

    private static final Pattern PACKED = Pattern.compile("eJ[A-Za-z0-9+/]+=*");

    private static final int CHANGES = Effort.of(40, 20_000);

    @TempDir
    private Path folder;

    @Test
    void anyChangeOfACharacterIsFound() throws IOException {
        Random random = new Random(RandomCases.seed(AnyChangeTest.class));
        try (Kept kept = Kept.inMemory().filled().published().withdrawn()) {
            String published = kept.sign();
            Map<String, String> whole = Exports.contents(kept.exported(folder));
            String[] names = whole.keySet().toArray(String[]::new);
            for (int change = 0; change < CHANGES; change++) {
                String name = names[random.nextInt(names.length)];
                String text = Objects.requireNonNull(whole.get(name));
                int at = random.nextInt(text.length());
                String changed = text.substring(0, at) + instead(text.charAt(at), random) + text.substring(at + 1);
                Map<String, String> contents = new TreeMap<>(whole);
                contents.put(name, changed);
                Path edited = folder.resolve("edited.zip");
                Exports.write(edited, contents);

                assertThat(isFound(edited, published) || covered(name, changed).equals(covered(name, text)))
                        .as(
                                "%s at %s: %s",
                                name, at, text.substring(Math.max(0, at - 40), at) + "⟨" + text.charAt(at) + "⟩")
                        .isTrue();
            }
        }
    }

    private static boolean isFound(Path export, String published) throws IOException {
        try {
            return !Verification.of(export, Kept.trusted(published)).broken().isEmpty();
        } catch (Export.UnusableExportException e) {
            // not even taken for an export
            return true;
        }
    }

    private static String instead(char character, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> String.valueOf((char) (character ^ 1 << random.nextInt(5)));
            case 1 -> "";
            default -> String.valueOf(character).repeat(2);
        };
    }

    /** Rows without the two columns that are on the list; a last line may end or not. */
    private static List<String> covered(String name, String text) {
        String column = Map.of("kept_pack.jsonl", "kept_at", "ledger_head.jsonl", "recorded_at")
                .getOrDefault(name, "none");
        return PACKED.matcher(text.replaceAll("(\"" + column + "\":\")[^\"]*", "$1"))
                .replaceAll(packed -> Matcher.quoteReplacement(unpacked(packed.group())))
                .lines()
                .toList();
    }

    /** What a packed text holds, without the bits that fill up its last byte; the text itself if it holds nothing. */
    private static String unpacked(String packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getDecoder().decode(packed));
            byte[] bytes = new byte[1 << 20];
            int length = inflater.inflate(bytes);
            return inflater.finished() ? HexFormat.of().formatHex(bytes, 0, length) : packed;
        } catch (DataFormatException | IllegalArgumentException e) {
            return packed;
        } finally {
            inflater.end();
        }
    }
}
