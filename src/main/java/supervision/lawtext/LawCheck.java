package supervision.lawtext;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import supervision.decision.Text;
import supervision.lawtext.Act.Passage;
import supervision.lawtext.LawFolder.Change;
import supervision.rulepack.LegalSource;
import supervision.rulepack.RulePack;

/** Holds the clauses of a pack against the texts of a folder: is the law's text still the one that was read? */
public final class LawCheck {

    private static final Text NO_DAY = new Text("未载明", "not stated");

    private final RulePack pack;
    private final LawFolder folder;

    private LawCheck(RulePack pack, LawFolder folder) {
        this.pack = pack;
        this.folder = folder;
    }

    /** What became of a clause. */
    public enum Outcome {
        /** Its place is there, with the text that was read. */
        CONFIRMED,
        /** Its place is there; nothing was kept that its text could be compared with. */
        NOT_COMPARED,
        /** Its place is there, with another text. */
        CHANGED,
        /** Its place is not there. */
        GONE,
        /** The pack does not say which place it is. */
        NO_PLACE
    }

    /**
     * A clause held against a text.
     *
     * @param id of source and clause
     * @param text what stands there in the folder; null if nothing does
     * @param movedTo the article that now has the text that was read; null if none has
     */
    public record Compared(
            String id,
            LegalSource.Clause clause,
            Outcome outcome,
            @Nullable Passage text,
            @Nullable String movedTo) {}

    /**
     * An instrument of the pack that the folder has.
     *
     * @param read the text of the version that was read; null if the folder has others only
     * @param against the text that the clauses were held against; null if the folder has only older ones
     * @param notices what happened to the act since
     * @param clauses its clauses; none if there was nothing to hold them against
     * @param toLookAt what rests on what has to be looked at
     */
    public record Instrument(
            LegalSource source,
            @Nullable Act read,
            @Nullable Act against,
            List<Text> notices,
            List<Compared> clauses,
            @Nullable Resting toLookAt) {}

    /**
     * Compares.
     *
     * @param cases files of cases by the clauses that they name
     */
    public static List<Instrument> run(
            RulePack pack, LawFolder folder, Map<String, ? extends Collection<String>> cases) {
        LawCheck check = new LawCheck(pack, folder);
        return pack.sources().values().stream()
                .map(source -> check.instrument(source, cases))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Instrument instrument(LegalSource source, Map<String, ? extends Collection<String>> cases) {
        List<Act> acts = folder.named(source.title().zh());
        Act read = read(source, acts);
        Act later = later(source, acts, read);
        Act against = later == null ? read : later;
        List<Text> notices = notices(source, read, later);
        if (acts.isEmpty() && notices.isEmpty()) {
            return null;
        }
        List<Compared> clauses = against == null
                ? List.of()
                : source.clauses().entrySet().stream()
                        .map(clause -> compared(source.id() + "/" + clause.getKey(), clause.getValue(), read, against))
                        .toList();
        boolean all = !notices.isEmpty() && clauses.isEmpty();
        List<String> wanted = all
                ? source.clauses().keySet().stream()
                        .map(key -> source.id() + "/" + key)
                        .toList()
                : clauses.stream()
                        .filter(clause -> needsLook(clause, !notices.isEmpty()))
                        .map(Compared::id)
                        .toList();
        return new Instrument(
                source, read, against, notices, clauses, wanted.isEmpty() ? null : Resting.on(wanted, pack, cases));
    }

    /** Where the act changed, what could not be compared may have changed as well. */
    private static boolean needsLook(Compared clause, boolean actChanged) {
        return switch (clause.outcome()) {
            case CHANGED, GONE -> true;
            case NOT_COMPARED, NO_PLACE -> actChanged;
            case CONFIRMED -> false;
        };
    }

    /** The text of the version that was read. One without days is taken for it where the folder has no other. */
    static @Nullable Act read(LegalSource source, List<Act> acts) {
        return first(acts, act -> isVersionOf(source, act))
                .orElseGet(() -> acts.size() == 1
                                && acts.get(0).published() == null
                                && acts.get(0).inForce() == null
                        ? acts.get(0)
                        : null);
    }

    private static java.util.Optional<Act> first(List<Act> acts, Predicate<Act> which) {
        return acts.stream().filter(which).findFirst();
    }

    private static boolean isVersionOf(LegalSource source, Act act) {
        LocalDate version = Plain.day(source.version());
        if (version != null && version.equals(act.published()) || source.from().equals(act.inForce())) {
            return true;
        }
        LocalDate published = act.published();
        if (version == null && act.inForce() == null && published != null) {
            // copies of acts that were amended do not say from when; those of the year before are in force by then
            return !published.isAfter(source.from())
                    && published.isAfter(source.from().minusYears(1));
        }
        LocalDate day = act.inForce();
        // where only the year of an instrument is known, the pack writes the first of January
        return version == null
                && day != null
                && source.from().getDayOfYear() == 1
                && source.from().getYear() == day.getYear();
    }

    /** The last version after the one that was read, unless the pack knows that one ended, or has the later one too. */
    private @Nullable Act later(LegalSource source, List<Act> acts, @Nullable Act read) {
        return source.until() != null
                ? null
                : acts.stream()
                        .filter(act -> !act.equals(read) && isLater(source, act))
                        .filter(act -> pack.sources().values().stream()
                                .noneMatch(other -> !other.equals(source)
                                        && Plain.title(other.title().zh()).equals(Plain.title(act.title()))
                                        && isVersionOf(other, act)))
                        .max(Comparator.comparing(LawCheck::day))
                        .orElse(null);
    }

    private static boolean isLater(LegalSource source, Act act) {
        LocalDate version = Plain.day(source.version());
        return act.published() != null && version != null
                ? act.published().isAfter(version)
                : day(act).isAfter(source.from());
    }

    private static LocalDate day(Act act) {
        return act.inForce() != null ? act.inForce() : act.published() != null ? act.published() : LocalDate.MIN;
    }

    private List<Text> notices(LegalSource source, @Nullable Act read, @Nullable Act later) {
        List<Text> notices = new ArrayList<>();
        if (later != null) {
            notices.add(Text.of(
                    "所读版本之后有新的版本：%1$s（%2$s）",
                    "there is a version after the one that was read: %1$s (%2$s)", later.file(), days(later)));
        }
        if (read != null && source.until() == null && (read.isOver() || later == null && read.isAmended())) {
            notices.add(Text.of("文本标注为“%1$s”：%2$s", "the text is marked as `%1$s`: %2$s", read.status(), read.file()));
        }
        for (Change change : folder.changes()) {
            if (change.title().equals(Plain.title(source.title().zh())) && concerns(source, change)) {
                notices.add(Text.of(
                        change.repeals() ? "《%1$s》将其废止（%2$s）：%3$s" : "《%1$s》对其作了修改（%2$s）：%3$s",
                        change.repeals() ? "`%1$s` repeals it (%2$s): %3$s" : "`%1$s` amends it (%2$s): %3$s",
                        change.by().title(),
                        change.on() == null ? NO_DAY : change.on(),
                        change.by().file()));
            }
        }
        return notices;
    }

    /** An act that ended by then is known to have; what came before the version that was read is in it. */
    private boolean concerns(LegalSource source, Change change) {
        LocalDate on = change.on();
        if (source.until() != null) {
            return false;
        }
        // a new version that repeals the old one of its own name is told as the later version
        boolean itself = Plain.title(change.by().title()).equals(change.title());
        LocalDate version = Plain.day(source.version());
        return !itself && (on == null || on.isAfter(version == null || change.repeals() ? source.from() : version));
    }

    public static Text days(Act act) {
        return days(act.published(), act.inForce());
    }

    /** What a text says of the days of its version; null where it says nothing. */
    public static Text days(@Nullable LocalDate published, @Nullable LocalDate inForce) {
        return Text.of(
                "公布日期 %1$s，施行日期 %2$s",
                "published %1$s, in force from %2$s",
                published == null ? NO_DAY : published,
                inForce == null ? NO_DAY : inForce);
    }

    private static Compared compared(String id, LegalSource.Clause clause, @Nullable Act read, Act against) {
        Place place = Place.of(clause.cite(), id.substring(id.indexOf('/') + 1));
        if (place == null) {
            return new Compared(id, clause, Outcome.NO_PLACE, null, null);
        }
        Passage now = place.in(against);
        Passage then = read == null ? null : place.in(read);
        String kept =
                clause.textHash() != null ? clause.textHash() : then == null || read == against ? null : then.hash();
        Outcome outcome = now == null
                ? Outcome.GONE
                : kept == null ? Outcome.NOT_COMPARED : kept.equals(now.hash()) ? Outcome.CONFIRMED : Outcome.CHANGED;
        String moved = outcome == Outcome.CHANGED || outcome == Outcome.GONE
                ? against.articles().entrySet().stream()
                        .filter(article -> article.getValue().hash().equals(kept))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null)
                : null;
        return new Compared(id, clause, outcome, now, moved);
    }
}
