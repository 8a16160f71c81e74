package supervision.lawtext;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supervision.lawtext.Act.Passage;
import supervision.rulepack.LegalSource;
import supervision.rulepack.RulePack;

/** What clauses say word for word, from the folder that the service was given; the program itself has no text of law. */
public final class LawTexts {

    private final @Nullable Path folder;
    private @Nullable Shown shown;

    /** @param folder null if the service was given none */
    public LawTexts(@Nullable Path folder) {
        this.folder = folder;
    }

    private record Shown(String fingerprint, Map<String, List<ClauseText>> texts) {}

    /**
     * A clause in the words of one version.
     *
     * @param file it is from, below the folder
     * @param title of the act, as the file gives it
     * @param published null if the file does not say
     * @param inForce null if the file does not say
     * @param status what the file says of the act; null if nothing
     * @param read whether it is the version that the rules were made from
     */
    public record ClauseText(
            String file,
            String title,
            @Nullable LocalDate published,
            @Nullable LocalDate inForce,
            @Nullable String status,
            boolean read,
            String text) {}

    /**
     * The texts that there are, by clause; those of the version that was read stand first. Read once for each pack; a folder that
     * is gone since the start has none.
     */
    public synchronized Map<String, List<ClauseText>> of(RulePack pack) {
        if (folder == null) {
            return Map.of();
        }
        if (shown == null || !shown.fingerprint().equals(pack.fingerprint())) {
            try {
                shown = new Shown(pack.fingerprint(), texts(pack, LawFolder.read(folder, pack)));
            } catch (IOException e) {
                return Map.of();
            }
        }
        return shown.texts();
    }

    private static Map<String, List<ClauseText>> texts(RulePack pack, LawFolder laws) {
        Map<String, List<ClauseText>> texts = new LinkedHashMap<>();
        for (LegalSource source : pack.sources().values()) {
            List<Act> acts = new ArrayList<>(laws.named(source.title().zh()));
            Act read = LawCheck.read(source, acts);
            if (read != null) {
                acts.remove(read);
                acts.add(0, read);
            }
            source.clauses().forEach((key, clause) -> {
                Place place = Place.of(clause.cite(), key);
                List<ClauseText> found = new ArrayList<>();
                for (Act act : acts) {
                    Passage passage = place == null ? null : place.in(act);
                    if (passage != null) {
                        found.add(new ClauseText(
                                act.file(),
                                act.title(),
                                act.published(),
                                act.inForce(),
                                act.status(),
                                act.equals(read),
                                passage.text()));
                    }
                }
                if (!found.isEmpty()) {
                    texts.put(source.id() + "/" + key, List.copyOf(found));
                }
            });
        }
        return texts;
    }
}
