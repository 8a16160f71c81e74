package supervision.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supervision.decision.Text;
import supervision.engine.DecisionEngine;
import supervision.journal.PackEvent;
import supervision.journal.PackHistory;
import supervision.journal.Receipt;
import supervision.journal.RefusedException;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;

/**
 * The rules that decide now: those of the files or, where packs are published, those of the last publication whose day has
 * come. A changed pack takes their place in one step once it is compiled; one that is refused leaves them in force. A decision
 * under way ends under the rules it began with.
 */
public final class RulesInForce {

    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    /** Where the files of the pack come from. */
    public interface Files {
        PackFiles read();
    }

    /** An engine, and the publication under which it decides; null where packs are not published. */
    public record Current(DecisionEngine engine, Receipt.@Nullable Under publication) {}

    /** What decides, and what will from a moment on that has not come yet. */
    private record State(
            Current current,
            @Nullable Instant until,
            @Nullable State next) {}

    private final Files files;
    private final @Nullable String examples;
    private final @Nullable PublishedPacks published;
    private final Clock clock;
    private final AtomicReference<State> state;
    private @Nullable PackFiles seen;
    private boolean follows;

    /** Hash of the last event that was seen. */
    private String head = PackEvent.NONE;

    /** Engines made before they are needed, by fingerprint. */
    private final Map<String, DecisionEngine> prepared = new LinkedHashMap<>();

    private volatile List<PackProblem> refusedFiles = List.of();
    private volatile List<PackProblem> refusedPublications = List.of();

    /**
     * Rules of files alone.
     *
     * @param examples id of the example set to use, {@code default} for the pack's own choice, null for none
     * @throws RulePackException if the pack is refused: a service without rules does not start
     */
    public RulesInForce(Files files, @Nullable String examples) {
        this(files, examples, null, Clock.systemUTC());
    }

    /**
     * Rules of publications, where there are any.
     *
     * @param published null to follow the files whatever was published
     * @throws RulePackException if the pack is refused
     * @throws RefusedException if what was published was changed by somebody
     */
    public RulesInForce(Files files, @Nullable String examples, @Nullable PublishedPacks published, Clock clock) {
        this.files = files;
        this.examples = examples;
        this.published = published;
        this.clock = clock;
        if (published != null && published.exist()) {
            follows = true;
            PackHistory history = published.history();
            published.requireThoseOfReceipts(history);
            List<PackProblem> refused = new ArrayList<>();
            this.state = new AtomicReference<>(stateOf(history, history.inForce(today()), null, refused));
            refusedPublications = List.copyOf(refused);
            head = history.head();
            compareFiles(history);
        } else {
            PackFiles first = files.read();
            this.seen = first;
            DecisionEngine engine = DecisionEngine.compile(RulePackReader.read(first, examples));
            this.state = new AtomicReference<>(new State(new Current(engine, null), null, null));
        }
    }

    private LocalDate today() {
        return PackHistory.day(clock.instant());
    }

    /** What decides now. Whoever needs the engine and its publication takes both from one answer. */
    public Current current() {
        State now = state.get();
        while (now.next() != null && !clock.instant().isBefore(Objects.requireNonNull(now.until()))) {
            if (state.compareAndSet(now, now.next())) {
                LOG.info(
                        "rules {} are in force, their day has come",
                        now.next().current().engine().pack().fingerprint());
            }
            now = state.get();
        }
        return now.current();
    }

    /** The example set that packs are used with: its id, {@code default} for the pack's own choice, null for none. */
    public @Nullable String examples() {
        return examples;
    }

    public DecisionEngine engine() {
        return current().engine();
    }

    public RulePack pack() {
        return engine().pack();
    }

    /** What is wrong with the files as they stand, or with what was published, if that did not come into force. */
    public List<PackProblem> refused() {
        return Stream.concat(refusedPublications.stream(), refusedFiles.stream())
                .toList();
    }

    /** Looks at the files and publications again if they changed. Returns whether other rules are in force now. */
    public synchronized boolean refresh() {
        if (published != null && (follows || published.exist())) {
            follows = true;
            return follow(published);
        }
        try {
            PackFiles now = others();
            if (now == null) {
                return false;
            }
            RulePack pack = RulePackReader.read(now, examples);
            DecisionEngine candidate = compiled(pack, engine());
            state.set(new State(new Current(candidate, null), null, null));
            refusedFiles = List.of();
            LOG.info("rules {} are in force", candidate.pack().fingerprint());
            return true;
        } catch (RulePackException e) {
            refusedFiles = e.problems();
            LOG.warn("the changed rules are refused, {} stay in force:\n{}", pack().fingerprint(), e.getMessage());
            return false;
        }
    }

    /** The files, if they are others than those seen last; null if not. What could not be read was not seen. */
    private @Nullable PackFiles others() {
        PackFiles before = seen;
        seen = null;
        PackFiles now = files.read();
        seen = now;
        return before != null && sameAs(before, now) ? null : now;
    }

    /** An edited number needs no new compilation. */
    private static DecisionEngine compiled(RulePack pack, @Nullable DecisionEngine like) {
        return like != null && pack.drl().equals(like.pack().drl()) ? like.with(pack) : DecisionEngine.compile(pack);
    }

    private static boolean sameAs(PackFiles one, PackFiles other) {
        return one.files().keySet().equals(other.files().keySet())
                && one.files().entrySet().stream()
                        .allMatch(entry ->
                                Arrays.equals(entry.getValue(), other.files().get(entry.getKey())));
    }

    /**
     * Compiles a pack that is about to be published: once it is, it takes over at once.
     *
     * @throws RulePackException if it does not compile
     */
    void prepare(RulePack pack) {
        DecisionEngine engine = compiled(pack, engine());
        synchronized (this) {
            // of those that were prepared and then refused
            prepared.clear();
            prepared.put(pack.fingerprint(), engine);
        }
    }

    private boolean follow(PublishedPacks packs) {
        boolean isNew = !packs.events().head().hash().equals(head);
        try {
            if (!isNew && others() == null) {
                return false;
            }
            PackHistory history = packs.history();
            boolean changed = false;
            if (isNew) {
                requireMore(history);
                changed = follow(history);
                head = history.head();
            }
            compareFiles(history);
            return changed;
        } catch (RulePackException e) {
            refusedFiles = e.problems();
            return false;
        } catch (RefusedException e) {
            PackProblem problem = new PackProblem("", 0, told(e), new Text("现行规则继续有效", "the rules in force stay"));
            if (!refusedPublications.contains(problem)) {
                LOG.error(
                        "what was published cannot be used, {} stay in force: {}",
                        pack().fingerprint(),
                        e.getMessage());
            }
            refusedPublications = List.of(problem);
            return false;
        }
    }

    /** Events are only ever added. */
    private void requireMore(PackHistory history) {
        if (!head.equals(PackEvent.NONE)
                && history.events().stream().noneMatch(event -> event.hash().equals(head))) {
            throw new RefusedException(
                    RefusedException.Reason.BROKEN,
                    "此前的发布事件不在了，请运行 supervision verify-journal / events of publication that were there are gone: run `supervision verify-journal`");
        }
    }

    private boolean follow(PackHistory history) {
        PackEvent wanted = history.inForce(today());
        Receipt.Under before = current().publication();
        List<PackProblem> refused = new ArrayList<>();
        State next;
        try {
            next = stateOf(history, wanted, state.get(), refused);
        } catch (RulePackException | RefusedException e) {
            LOG.error("publication {} cannot be used, {} stay in force", wanted.number(), pack().fingerprint(), e);
            refusedPublications = List.of(unusable(wanted, e));
            return false;
        }
        refusedPublications = List.copyOf(refused);
        state.set(next);
        prepared.clear();
        boolean changed = !wanted.asPublication().equals(before);
        if (changed) {
            LOG.info("rules {} are in force, publication {}", wanted.pack(), wanted.number());
        }
        return changed;
    }

    private static PackProblem unusable(PackEvent publication, RuntimeException e) {
        return new PackProblem(
                "",
                0,
                Text.of("第 %1$s 号发布不能使用：%2$s", "publication %1$s cannot be used: %2$s", publication.number(), told(e)),
                new Text("使用发布时的程序版本，或者回退", "use the version of the program that published it, or roll back"));
    }

    private static Text told(RuntimeException e) {
        if (e instanceof RulePackException refusal) {
            return refusal.told();
        }
        // what is refused is told in Chinese and, after a stroke, in English
        String[] halves = String.valueOf(e.getMessage()).split(" / ", 2);
        return new Text(halves[0], halves[halves.length - 1]);
    }

    /** What decides from a publication on, with all that is to follow it, compiled. */
    private State stateOf(
            PackHistory history, PackEvent publication, @Nullable State before, List<PackProblem> refused) {
        DecisionEngine engine = engineOf(publication.pack(), before);
        Current current = new Current(engine, publication.asPublication());
        State here = new State(current, null, null);
        PackEvent next = null;
        for (PackEvent later : history.publications()) {
            if (number(later) > number(publication)
                    && (next == null || !effective(later).isAfter(effective(next)))) {
                next = later;
            }
        }
        if (next == null) {
            return here;
        }
        try {
            return new State(current, PackHistory.begin(effective(next)), stateOf(history, next, here, refused));
        } catch (RulePackException | RefusedException e) {
            LOG.error("publication {} cannot be used", next.number(), e);
            refused.add(unusable(next, e));
            return here;
        }
    }

    private static long number(PackEvent publication) {
        return Objects.requireNonNull(publication.number());
    }

    private static LocalDate effective(PackEvent publication) {
        return Objects.requireNonNull(publication.effectiveOn());
    }

    private DecisionEngine engineOf(String fingerprint, @Nullable State before) {
        DecisionEngine known = prepared.get(fingerprint);
        DecisionEngine like = before == null ? null : before.current().engine();
        for (State each = before; each != null && known == null; each = each.next()) {
            if (each.current().engine().pack().fingerprint().equals(fingerprint)) {
                known = each.current().engine();
            }
        }
        return known == null ? compiled(Objects.requireNonNull(published).pack(fingerprint), like) : known;
    }

    /** Files are proposals where packs are published: says how they differ from what was published last. */
    private void compareFiles(PackHistory history) {
        PackEvent last = history.last();
        try {
            seen = null;
            PackFiles now = files.read();
            seen = now;
            RulePack pack = RulePackReader.read(now, examples);
            // with whatever examples it was published
            List<String> fingerprints = Stream.concat(
                            Stream.of(""), pack.exampleSets().stream().map(RulePack.ExampleSet::id))
                    .map(now::fingerprint)
                    .toList();
            if (fingerprints.contains(last.pack())) {
                refusedFiles = List.of();
                return;
            }
            refusedFiles = List.of(notPublished(history, fingerprints, pack.fingerprint()));
        } catch (RulePackException e) {
            refusedFiles = e.problems();
        }
        LOG.warn(
                "the rule files are not those of publication {}, which stays in force: {}",
                last.number(),
                refusedFiles);
    }

    private static PackProblem notPublished(PackHistory history, List<String> fingerprints, String fingerprint) {
        for (PackEvent publication : history.publications()) {
            if (fingerprints.contains(publication.pack())) {
                return new PackProblem(
                        "",
                        0,
                        Text.of(
                                "规则文件是旧的：第 %1$s 号发布 `%2$s`",
                                "the rule files are old ones, of publication %1$s `%2$s`",
                                publication.number(),
                                publication.pack()),
                        Text.of(
                                "旧包只能以回退取回：`supervision pack rollback --to %1$s`",
                                "an old pack comes back by a rollback only: `supervision pack rollback --to %1$s`",
                                publication.number()));
            }
        }
        PackHistory.Candidate candidate = history.candidate(fingerprint);
        return new PackProblem(
                "",
                0,
                candidate == null
                        ? Text.of("规则文件 `%1$s` 没有发布", "the rule files `%1$s` are not published", fingerprint)
                        : Text.of(
                                "规则文件 `%1$s` 没有发布，状态为 %2$s",
                                "the rule files `%1$s` are not published, they are %2$s",
                                fingerprint,
                                candidate.state()),
                candidate == null
                        ? new Text("提出发布：`supervision pack propose`", "propose them: `supervision pack propose`")
                        : new Text("按状态继续办理：`supervision pack show`", "go on from there: `supervision pack show`"));
    }
}
