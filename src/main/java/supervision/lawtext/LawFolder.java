package supervision.lawtext;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.rulepack.RulePack;

/**
 * A folder of law texts, with the acts of it that a pack cites.
 *
 * @param folder where it is
 * @param files how many texts were looked at
 * @param others how many of them are acts that the pack does not cite
 * @param acts those that it cites, by title
 * @param changes what any of them says of others: that they are repealed or amended
 * @param problems files that were not understood
 */
public record LawFolder(
        Path folder, int files, int others, List<Act> acts, List<Change> changes, List<Problem> problems) {

    /** An act is shorter by far: what is longer is something else. */
    private static final long LARGEST = 4 << 20;

    private static final Pattern REPEALED = Pattern.compile("(同时|予以|即行)废止");

    private static final Pattern NAMED = Pattern.compile("《([^《》]{2,100}(?:《[^《》]*》[^《》]*)?)》");

    private static final Pattern AMENDING = Pattern.compile("关于修[改订正](.*)的决定.*");

    /**
     * One act changes another.
     *
     * @param by the act that says so
     * @param title the act that it names, as {@link Plain#title} writes it
     * @param on first day of the change; null if the text does not say
     * @param repeals whether it repeals it, not only amends it
     */
    public record Change(Act by, String title, @Nullable LocalDate on, boolean repeals) {}

    /**
     * A file that was not understood.
     *
     * @param unreadable whether it could not be read at all, so that nothing is known of what it holds
     */
    public record Problem(String file, Text problem, boolean unreadable) {}

    /** There is no such folder, or nothing in it that could be an act; says so and what to do. */
    public static final class NoLawsException extends IOException {

        private static final long serialVersionUID = 1L;

        NoLawsException(String message) {
            super(message);
        }
    }

    /**
     * Reads all texts ({@code .md}, {@code .txt}) of a folder and of those below it; hidden ones and links are left out.
     *
     * @throws IOException if there is no such folder, it cannot be read, or has no texts; says what to do
     */
    public static LawFolder read(Path folder, RulePack pack) throws IOException {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw new NoLawsException("没有法律文本目录 `%1$s`，或者无权读取，请给出存有法律文本（.md、.txt）的目录".formatted(folder)
                    + " / there is no folder of law texts at `%1$s`, or no right to read it: name a folder of texts (.md, .txt)"
                            .formatted(folder));
        }
        Set<String> cited = pack.sources().values().stream()
                .map(source -> Plain.title(source.title().zh()))
                .collect(Collectors.toSet());
        Reading reading = new Reading(folder, cited);
        List<Path> texts = reading.texts();
        if (texts.isEmpty() && reading.problems.isEmpty()) {
            throw new NoLawsException("目录 `%1$s` 中没有法律文本（.md、.txt），请从法律法规数据库取得后放入，每部一个文件".formatted(folder)
                    + " / there are no law texts (.md, .txt) in `%1$s`: put copies from a database of law there, one act a file"
                            .formatted(folder));
        }
        for (Path text : texts) {
            reading.read(text);
        }
        return new LawFolder(
                folder,
                texts.size(),
                reading.others,
                Collections.unmodifiableList(reading.acts),
                Collections.unmodifiableList(reading.changes),
                Collections.unmodifiableList(reading.problems));
    }

    /** The acts of a title. */
    List<Act> named(String title) {
        String plain = Plain.title(title);
        return acts.stream()
                .filter(act -> Plain.title(act.title()).equals(plain))
                .toList();
    }

    private static final class Reading {

        private final Path folder;
        private final Set<String> cited;
        private final List<Act> acts = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int others;

        Reading(Path folder, Set<String> cited) {
            this.folder = folder;
            this.cited = cited;
        }

        List<Path> texts() throws IOException {
            TreeSet<Path> texts = new TreeSet<>();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    return isHidden(each) && !each.equals(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && !isHidden(file)
                            && name(file).matches("(?i).*\\.(md|txt)")) {
                        texts.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    unreadable(file, new Text("无权读取，请核对权限", "no right to read it: check its permissions"));
                    return FileVisitResult.CONTINUE;
                }
            });
            return List.copyOf(texts);
        }

        private static String name(Path file) {
            return String.valueOf(file.getFileName());
        }

        private static boolean isHidden(Path file) {
            return name(file).startsWith(".");
        }

        private String below(Path file) {
            return folder.relativize(file).toString();
        }

        private void unreadable(Path file, Text problem) {
            problems.add(new Problem(below(file), problem, true));
        }

        void read(Path file) {
            try {
                if (Files.size(file) > LARGEST) {
                    unreadable(
                            file,
                            new Text(
                                    "超过 4 MB，不是一部法律的文本，请移出目录，或者拆为每部一个文件",
                                    "it is larger than 4 MB and no text of one act: take it out of the folder, or keep one act a file"));
                    return;
                }
                String text = Files.readString(file, StandardCharsets.UTF_8);
                Act act = ActReader.read(below(file), text.startsWith("\uFEFF") ? text.substring(1) : text);
                note(act);
                if (cited.contains(Plain.title(act.title()))) {
                    acts.add(act);
                } else {
                    others++;
                }
            } catch (CharacterCodingException e) {
                unreadable(
                        file,
                        new Text(
                                "不是 UTF-8，可能是 GB18030：请转换后再试，如 iconv -f GB18030 -t UTF-8",
                                "it is not in UTF-8, it may be in GB18030: convert it, as with `iconv -f GB18030 -t UTF-8`"));
            } catch (IOException e) {
                unreadable(file, new Text("无法读取，请核对权限", "it cannot be read: check its permissions"));
            } catch (ActReader.NotUnderstoodException e) {
                problems.add(new Problem(below(file), e.problem(), e.isTwoActs()));
            }
        }

        /** What it says of others that the pack cites. */
        private void note(Act act) {
            for (String line : act.lines()) {
                for (String sentence : line.split("。")) {
                    if (REPEALED.matcher(sentence).find()) {
                        LocalDate on = ActReader.inForce(line, act.published());
                        names(sentence)
                                .forEach(title -> add(new Change(act, title, on == null ? act.inForce() : on, true)));
                    }
                }
            }
            Matcher amending = AMENDING.matcher(act.title());
            if (amending.find()) {
                names(amending.group(1).replace('〈', '《').replace('〉', '》'))
                        .forEach(title -> add(new Change(act, title, act.published(), false)));
            }
        }

        private static List<String> names(String text) {
            return NAMED.matcher(text)
                    .results()
                    .map(found -> Plain.title(found.group(1)))
                    .toList();
        }

        private void add(Change change) {
            if (cited.contains(change.title())) {
                changes.add(change);
            }
        }
    }
}
