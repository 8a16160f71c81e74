package supervision.lawtext;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One act as a file of the folder gives it.
 *
 * @param file path below the folder
 * @param title as the file gives it
 * @param published day on which this version was published; null if the file does not say
 * @param inForce day from which this version is in force; null if the file does not say
 * @param status what the database says of it, such as 有效; null if it says nothing
 * @param articles its articles by number, as {@code 135} or, for 第一百二十条之一, {@code 120-1}; none if it has no articles
 * @param lines its lines, for acts that are numbered otherwise
 */
public record Act(
        String file,
        String title,
        @Nullable LocalDate published,
        @Nullable LocalDate inForce,
        @Nullable String status,
        SortedMap<String, Passage> articles,
        List<String> lines) {

    /**
     * A part of an act.
     *
     * @param text as the file has it
     * @param hash of its content without its number, so that it is known again under another
     */
    public record Passage(String text, String hash) {

        /** @param content without the number */
        static Passage of(String text, String content) {
            return new Passage(text, Plain.hash(Plain.content(content)));
        }
    }

    boolean isOver() {
        return status != null && status.matches(".*(废止|失效).*");
    }

    boolean isAmended() {
        return status != null && status.matches(".*(修改|修订|修正).*");
    }
}
