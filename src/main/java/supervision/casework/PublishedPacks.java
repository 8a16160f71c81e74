package supervision.casework;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supervision.engine.DecisionEngine;
import supervision.journal.Journal;
import supervision.journal.Officers;
import supervision.journal.PackEvent;
import supervision.journal.PackEvents;
import supervision.journal.PackHistory;
import supervision.journal.Receipt;
import supervision.journal.RefusedException;
import supervision.journal.RefusedException.Reason;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** What was published, as far as it can be trusted. */
public final class PublishedPacks {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedPacks.class);

    private final PackEvents events;
    private final Journal journal;
    private final @Nullable Path officers;

    /** @param officers file of those who may sign; null if nobody may */
    public PublishedPacks(PackEvents events, Journal journal, @Nullable Path officers) {
        this.events = events;
        this.journal = journal;
        this.officers = officers;
    }

    PackEvents events() {
        return events;
    }

    /** Whether packs are published here. */
    public boolean exist() {
        return events.head().seq() > 0;
    }

    /**
     * Those who may sign, as the file says now.
     *
     * @throws RefusedException if there is no such file, or it cannot be used
     */
    Officers officers() {
        if (officers == null) {
            throw new RefusedException(
                    Reason.OFF,
                    "没有配置人员，不能办理：用 supervision pack keygen 生成密钥，写入人员文件，并设置 SUPERVISION_OFFICERS / no officers are configured, so nobody can sign: make keys with `supervision pack keygen`, write the file of officers and name it in SUPERVISION_OFFICERS");
        }
        return Officers.read(officers);
    }

    /**
     * Makes a pack publication 0, unless something was published before.
     *
     * @param program asked only if it is needed
     */
    public void found(Supplier<RulePack> program) {
        if (exist()) {
            return;
        }
        RulePack pack = program.get();
        try {
            PackEvent first = events.append(
                    pack,
                    null,
                    (history, at) -> new PackEvent(
                            at.seq(),
                            PackEvent.Kind.PUBLISHED,
                            pack.fingerprint(),
                            null,
                            null,
                            PackHistory.day(at.at()),
                            0L,
                            null,
                            null,
                            DecisionEngine.PROGRAM,
                            "程序自带的规则包 / the pack that came with the program",
                            "",
                            "",
                            at.at(),
                            at.previous()));
            LOG.info("publication 0 is {}", first.pack());
        } catch (RefusedException e) {
            // another process was first
            if (!exist()) {
                throw e;
            }
        }
    }

    /**
     * What happened to packs so far, with keys of people who are known.
     *
     * @throws RefusedException if somebody changed it, or the key of somebody unknown signed it
     */
    PackHistory history() {
        PackHistory history = events.history();
        if (officers == null
                || history.events().stream().allMatch(event -> event.key().isEmpty())) {
            return history;
        }
        Officers known = officers();
        for (PackEvent event : history.events()) {
            if (!event.key().isEmpty() && known.find(event.by(), event.key()) == null) {
                // an entry that somebody took out of the file: put back, all is well again
                throw new RefusedException(
                        Reason.NOT_NOW,
                        "第 %1$d 号事件由 `%2$s` 签名，其密钥不在人员文件中，请将该项写回 SUPERVISION_OFFICERS 所指文件；已离任者保留其项，不写 roles / event %1$d is signed by `%2$s` with a key that is not in the file of officers: put the entry back into the file that SUPERVISION_OFFICERS names; keep those of people who left, without roles"
                                .formatted(event.seq(), event.by()));
            }
        }
        return history;
    }

    /**
     * A pack that is kept.
     *
     * @throws RefusedException if it is not, or is another one
     * @throws supervision.rulepack.RulePackException if this version of the program refuses it
     */
    RulePack pack(String fingerprint) {
        Journal.KeptPack kept = kept(fingerprint);
        RulePack pack = RulePackReader.read(PackFiles.of(kept.files()), kept.examples());
        if (!pack.fingerprint().equals(fingerprint)) {
            throw new RefusedException(
                    Reason.BROKEN,
                    "所存规则包被改动过，请运行 supervision verify-journal / the pack that is kept was changed, run `supervision verify-journal`: "
                            + fingerprint);
        }
        return pack;
    }

    /**
     * The files of a pack that is kept.
     *
     * @throws RefusedException if it is not
     */
    Journal.KeptPack kept(String fingerprint) {
        Journal.KeptPack kept = journal.pack(fingerprint);
        if (kept == null) {
            throw new RefusedException(
                    Reason.UNKNOWN,
                    "没有保存规则包 `%1$s`，请核对指纹 / rule pack `%1$s` is not kept: check its fingerprint"
                            .formatted(fingerprint));
        }
        return kept;
    }

    /**
     * Whether the last receipt knows a publication that is not there: then the end of the events was taken away.
     *
     * @throws RefusedException if so
     */
    void requireThoseOfReceipts(PackHistory history) {
        Receipt last = journal.last();
        Receipt.Under under = last == null ? null : last.publication();
        if (under != null && history.publications().stream().noneMatch(each -> under.equals(each.asPublication()))) {
            throw new RefusedException(
                    Reason.BROKEN,
                    "最后一张回执写明第 %1$d 号发布，发布事件中却没有，请运行 supervision verify-journal / the last receipt names publication %1$d, which is not among the events: run `supervision verify-journal`"
                            .formatted(under.number()));
        }
    }
}
