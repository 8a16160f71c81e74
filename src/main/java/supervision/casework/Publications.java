package supervision.casework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supervision.engine.DecisionEngine;
import supervision.journal.Ed25519;
import supervision.journal.Journal;
import supervision.journal.Officers;
import supervision.journal.Officers.Officer;
import supervision.journal.Officers.Role;
import supervision.journal.PackEvent;
import supervision.journal.PackEvent.Kind;
import supervision.journal.PackEvents;
import supervision.journal.PackHistory;
import supervision.journal.RefusedException;
import supervision.journal.RefusedException.Reason;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of a pack into force: proposed, checked, approved by a second person, published; and back. Who acts signs what is
 * done, see {@link PackEvent#statement}; what may follow what is said by {@link PackHistory}.
 */
public final class Publications {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PublishedPacks packs;
    private final Checker checker;
    private final Supplier<@Nullable RulesInForce> rules;
    private final BooleanSupplier on;
    private final @Nullable String examples;
    private final Clock clock;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /**
     * @param rules those of this process, to be told of a new publication; null where none decide
     * @param on whether packs may be published
     * @param examples id of the example set of packs for which none is named, {@code default} for the pack's own choice,
     *     null for none
     */
    public Publications(
            PublishedPacks packs,
            Checker checker,
            Supplier<@Nullable RulesInForce> rules,
            BooleanSupplier on,
            @Nullable String examples,
            Clock clock) {
        this.packs = packs;
        this.checker = checker;
        this.rules = rules;
        this.on = on;
        this.examples = examples;
        this.clock = clock;
    }

    /** Signs a text, or has its signature already. */
    public interface Signing {

        /** The signature in Base64; null if there is none. */
        @Nullable
        String sign(String statement);
    }

    /** Who does something, why, and how that person signs. */
    public record Act(String by, String why, Signing signing) {}

    /** A check under way. */
    public record Running(String pack, long done, long all) {}

    /** Whether packs are published here. */
    public boolean isOn() {
        return on.getAsBoolean();
    }

    /** Today in Shanghai. */
    public LocalDate today() {
        return PackHistory.day(clock.instant());
    }

    private void requireOn() {
        if (!isOn()) {
            throw new RefusedException(
                    Reason.OFF,
                    "发布没有启用：设置 SUPERVISION_PUBLICATION=required 和 SUPERVISION_OFFICERS 后重新启动 / publication is off: set SUPERVISION_PUBLICATION=required and SUPERVISION_OFFICERS, and start again");
        }
    }

    /** What happened so far. */
    public PackHistory history() {
        return packs.history();
    }

    /** The check that is under way; null if there is none. */
    public @Nullable Running running() {
        return running.get();
    }

    /**
     * A pack that was proposed or published, by its fingerprint or by the beginning of it.
     *
     * @throws RefusedException if there is none, or several begin so
     */
    public String fingerprint(String beginning) {
        String wanted = beginning.startsWith("sha256:") ? beginning : "sha256:" + beginning;
        List<String> found = packs.history().events().stream()
                .map(PackEvent::pack)
                .filter(pack -> pack.startsWith(wanted))
                .distinct()
                .toList();
        if (found.size() == 1 && wanted.length() >= "sha256:".length() + 8) {
            return found.get(0);
        }
        throw new RefusedException(
                Reason.UNKNOWN,
                "没有规则包 `%1$s`，或者不止一个：请用 supervision pack list 所列的指纹，至少 8 位 / there is no rule pack `%1$s`, or more than one: give a fingerprint of `supervision pack list`, 8 characters of it at least"
                        .formatted(beginning));
    }

    /** The files of a pack that was proposed or published. */
    public PackFiles files(String pack) {
        return PackFiles.of(packs.kept(fingerprint(pack)).files());
    }

    /**
     * The report that an event names.
     *
     * @throws RefusedException if there is none
     */
    public PackEvents.Report report(String pack) {
        PackHistory.Candidate candidate = packs.history().candidate(fingerprint(pack));
        PackEvent checked = candidate == null ? null : candidate.checked();
        PackEvents.Report report = checked == null || checked.report() == null
                ? null
                : packs.events().report(checked.report());
        if (report == null) {
            throw new RefusedException(
                    Reason.UNKNOWN,
                    "没有报告，请先检查：supervision pack check / there is no report, check the pack first: `supervision pack check`");
        }
        return report;
    }

    /**
     * Puts a pack forward, and keeps it.
     *
     * @param exampleSet id of the example set that it is to be used with, null for the service's choice
     * @throws supervision.rulepack.RulePackException if it cannot be read: then nothing is kept
     * @throws RefusedException if it may not be proposed
     */
    public PackEvent propose(PackFiles files, @Nullable String exampleSet, Act act) {
        requireOn();
        String wanted = exampleSet == null || exampleSet.isBlank() ? examples : exampleSet;
        RulePack pack = RulePackReader.read(files, "none".equals(wanted) ? null : wanted);
        return append(
                pack,
                (history, at) -> event(at, Kind.PROPOSED, pack.fingerprint(), null, null, null, null, null, act),
                act,
                Role.PROPOSE);
    }

    /**
     * Has a pack checked against the last publication, and keeps the report.
     *
     * @throws RefusedException if the pack is not under way, or another check is running
     */
    public PackEvent check(String pack, Checker.Progress progress) {
        requireOn();
        PackHistory history = packs.history();
        String fingerprint = fingerprint(pack);
        Running mine = new Running(fingerprint, 0, 0);
        if (!running.compareAndSet(null, mine)) {
            throw new RefusedException(
                    Reason.NOT_NOW, "正在检查另一个规则包，请稍后再试 / another pack is being checked: try again later");
        }
        try {
            PackEvent last = history.last();
            Journal.KeptPack candidate = packs.kept(fingerprint);
            // refuses what is not under way before the work is done
            packs.events().history().check(checked(fingerprint, last, placeAfter(history), "", true));
            Checker.Checked found = checker.check(
                    PackFiles.of(candidate.files()), candidate.examples(), packs.pack(last.pack()), (done, all) -> {
                        running.set(new Running(fingerprint, done, all));
                        progress.at(done, all);
                    });
            PackEvents.Report report = new PackEvents.Report(found.json(), found.html());
            PackEvent before =
                    Objects.requireNonNull(history.candidate(fingerprint)).checked();
            if (before != null
                    && report.hash().equals(before.report())
                    && Objects.equals(before.replaces(), last.number())) {
                return before;
            }
            return packs.events()
                    .append(
                            null,
                            report,
                            (now, at) -> checked(fingerprint, last, at, report.hash(), found.publishable()));
        } finally {
            running.set(null);
        }
    }

    private PackEvents.Place placeAfter(PackHistory history) {
        return history.next(clock.instant());
    }

    private static PackEvent checked(
            String pack, PackEvent last, PackEvents.Place at, String report, boolean publishable) {
        return new PackEvent(
                at.seq(),
                Kind.CHECKED,
                pack,
                report,
                publishable,
                null,
                null,
                null,
                last.number(),
                DecisionEngine.PROGRAM,
                "检查 / check",
                "",
                "",
                at.at(),
                at.previous());
    }

    /**
     * Agrees to a pack.
     *
     * @param effectiveOn first day on which it is to decide
     * @param report hash of the report that was read; null for the latest
     * @param confirmed ids of the changes that were read, all those of the report
     * @throws RefusedException if it may not be approved, or a change is not confirmed: names those
     */
    public PackEvent approve(
            String pack, LocalDate effectiveOn, @Nullable String report, Collection<String> confirmed, Act act) {
        requireOn();
        String fingerprint = fingerprint(pack);
        return append(
                null,
                (history, at) -> {
                    String read = report == null || report.isBlank() ? reportOf(history, fingerprint) : report;
                    PackEvent event = event(at, Kind.APPROVED, fingerprint, read, effectiveOn, null, null, null, act);
                    // what is refused for another reason need not be read
                    history.check(event);
                    return event.confirming(confirmed(Objects.requireNonNull(read), confirmed));
                },
                act,
                Role.APPROVE);
    }

    /** The changes that a report lists, if they are those that somebody confirms. */
    private SortedSet<String> confirmed(String report, Collection<String> confirmed) {
        SortedMap<String, String> changes = retold(report);
        List<String> open = changes.keySet().stream()
                .filter(id -> !confirmed.contains(id))
                .map(changes::get)
                .toList();
        if (!open.isEmpty()) {
            throw new RefusedException(
                    Reason.UNCONFIRMED,
                    "有 %1$d 处改动没有逐项确认，请对照新旧文字后将编号列入 `confirmed` / %1$d changes are not confirmed: read old beside new, and list each id in `confirmed`:%n%2$s"
                            .formatted(open.size(), String.join("\n", open)));
        }
        List<String> others =
                confirmed.stream().filter(id -> !changes.containsKey(id)).toList();
        if (!others.isEmpty()) {
            throw new RefusedException(
                    Reason.MALFORMED,
                    "报告没有改动 %1$s，请核对编号 / the report has no change %1$s: check the ids".formatted(others));
        }
        return new TreeSet<>(changes.keySet());
    }

    /** The changes that a report lists for confirmation, each as a line, by their ids. */
    private SortedMap<String, String> retold(String report) {
        PackEvents.Report kept = packs.events().report(report);
        if (kept == null) {
            throw new RefusedException(Reason.UNKNOWN, "没有报告 `%1$s` / there is no report `%1$s`".formatted(report));
        }
        SortedMap<String, String> lines = new TreeMap<>();
        for (JsonNode change : JSON.readTree(kept.json()).path("changes").path("retold")) {
            lines.put(
                    change.path("id").asString(),
                    "%s  %s  %s%n    - %s%n    + %s"
                            .formatted(
                                    change.path("id").asString(),
                                    change.path("file").asString(),
                                    change.path("at").asString(),
                                    change.path("before").asString("—"),
                                    change.path("after").asString("—")));
        }
        return lines;
    }

    private static @Nullable String reportOf(PackHistory history, String pack) {
        PackHistory.Candidate candidate = history.candidate(pack);
        PackEvent checked = candidate == null ? null : candidate.checked();
        return checked == null ? null : checked.report();
    }

    /** Turns a pack down. */
    public PackEvent reject(String pack, Act act) {
        requireOn();
        String fingerprint = fingerprint(pack);
        return append(
                null,
                (history, at) -> event(at, Kind.REJECTED, fingerprint, null, null, null, null, null, act),
                act,
                Role.APPROVE);
    }

    /** Takes a pack back. */
    public PackEvent withdraw(String pack, Act act) {
        requireOn();
        String fingerprint = fingerprint(pack);
        return append(
                null,
                (history, at) -> event(at, Kind.WITHDRAWN, fingerprint, null, null, null, null, null, act),
                act,
                Role.PROPOSE);
    }

    /**
     * Publishes a pack that was approved. It is compiled before, and in force in this process when this returns, if its day
     * has come.
     *
     * @throws supervision.rulepack.RulePackException if it does not compile
     */
    public PackEvent publish(String pack, LocalDate effectiveOn, Act act) {
        requireOn();
        String fingerprint = fingerprint(pack);
        return publish(
                (history, at) -> {
                    Long last = history.last().number();
                    return event(
                            at,
                            Kind.PUBLISHED,
                            fingerprint,
                            reportOf(history, fingerprint),
                            effectiveOn,
                            Objects.requireNonNull(last) + 1,
                            null,
                            last,
                            act);
                },
                act,
                Role.PROPOSE,
                Role.APPROVE);
    }

    /**
     * Publishes a pack again that was published before, at once.
     *
     * @param to number of the publication to bring back; null for the one before the last, unless that is a rollback itself
     */
    public PackEvent rollback(@Nullable Long to, Act act) {
        requireOn();
        PackEvent back = back(packs.history(), to);
        return publish(
                (history, at) -> {
                    Long last = history.last().number();
                    return event(
                            at,
                            Kind.PUBLISHED,
                            back.pack(),
                            null,
                            PackHistory.day(at.at()),
                            Objects.requireNonNull(last) + 1,
                            back.number(),
                            last,
                            act);
                },
                act,
                Role.APPROVE);
    }

    /** Publishes what compiles: after a look at the signature, for compiling takes seconds, and before it is on record. */
    private PackEvent publish(PackEvents.Draft draft, Act act, Role... oneOf) {
        PackHistory history = packs.history();
        PackEvent wanted = draft.event(history, placeAfter(history));
        history.check(wanted);
        compile(packs.pack(signed(wanted, packs.officers(), act, List.of(oneOf)).pack()));
        PackEvent published = append(null, draft, act, oneOf);
        switchOver();
        return published;
    }

    private static PackEvent back(PackHistory history, @Nullable Long to) {
        if (to != null) {
            return history.publication(to);
        }
        PackEvent last = history.last();
        if (last.replaces() == null || last.returns() != null) {
            throw new RefusedException(
                    Reason.MALFORMED,
                    "最近一次发布是%1$s，请用 `to` 指明取回第几号 / the last publication is %2$s: say with `to` which number to bring back"
                            .formatted(
                                    last.returns() == null ? "第 0 号" : "回退",
                                    last.returns() == null ? "number 0" : "a rollback"));
        }
        return history.publication(last.replaces());
    }

    /** What does not compile is not published. */
    private void compile(RulePack pack) {
        RulesInForce here = rules.get();
        if (here == null) {
            Objects.requireNonNull(DecisionEngine.compile(pack));
        } else {
            here.prepare(pack);
        }
    }

    private void switchOver() {
        RulesInForce here = rules.get();
        if (here == null) {
            return;
        }
        here.refresh();
    }

    private static PackEvent event(
            PackEvents.Place at,
            Kind kind,
            String pack,
            @Nullable String report,
            @Nullable LocalDate effectiveOn,
            @Nullable Long number,
            @Nullable Long returns,
            @Nullable Long replaces,
            Act act) {
        return new PackEvent(
                at.seq(),
                kind,
                pack,
                report,
                null,
                effectiveOn,
                number,
                returns,
                replaces,
                act.by(),
                act.why(),
                "",
                "",
                at.at(),
                at.previous());
    }

    private PackEvent append(@Nullable RulePack pack, PackEvents.Draft draft, Act act, Role... oneOf) {
        Officers officers = packs.officers();
        // what is not trusted is not gone on with
        packs.history();
        return packs.events().append(pack, null, (history, at) -> {
            PackEvent event = draft.event(history, at);
            // before anybody is asked to sign what will be refused
            history.check(event);
            return signed(event, officers, act, List.of(oneOf));
        });
    }

    private static PackEvent signed(PackEvent event, Officers officers, Act act, List<Role> oneOf) {
        List<Officer> named = officers.named(act.by());
        if (named.isEmpty()) {
            throw new RefusedException(
                    Reason.NOT_ALLOWED,
                    "人员文件中没有 `%1$s`，请核对姓名 / the file of officers has no `%1$s`: check the name".formatted(act.by()));
        }
        String statement = event.statement();
        String signature = act.signing().sign(statement);
        if (signature == null || signature.isBlank()) {
            throw new RefusedException(
                    Reason.UNSIGNED,
                    "缺少签名：请用自己的密钥对 `statement` 原文签名（Ed25519，Base64），放入 `signature` 重新提交 / the signature is missing: sign the text in `statement` as it is with your key (Ed25519, Base64), and send it again with that as `signature`",
                    statement);
        }
        Officer signer = named.stream()
                .filter(each -> Ed25519.holds(statement, signature, each.key()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_ALLOWED,
                        "签名与 `%1$s` 的公钥不符，或者其间已有其他事件：请对 `statement` 原文重新签名 / the signature is not one with the key of `%1$s`, or something else happened meanwhile: sign the text in `statement` as it is"
                                .formatted(act.by()),
                        statement));
        if (oneOf.stream().noneMatch(signer.roles()::contains)) {
            throw new RefusedException(
                    Reason.NOT_ALLOWED,
                    "`%1$s` 没有所需的角色：%2$s / `%1$s` has none of the roles that it takes: %2$s"
                            .formatted(
                                    act.by(),
                                    String.join(
                                            ", ",
                                            oneOf.stream()
                                                    .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                                                    .toList())));
        }
        return event.signed(Ed25519.line(signer.key()), signature);
    }
}
