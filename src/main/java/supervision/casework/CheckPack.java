package supervision.casework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import supervision.engine.DecisionEngine;
import supervision.gate.Gate;
import supervision.gate.GateReport;
import supervision.journal.Journal;
import supervision.journal.RefusedException;
import supervision.ledger.Ledger;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import tools.jackson.databind.json.JsonMapper;

/** Checks a candidate pack against another one and the register. Nothing is stored, and nothing comes into force. */
public final class CheckPack implements Checker {

    private static final JsonMapper JSON = DecisionJson.mapper().build();

    private final Ledger ledger;
    private final Journal journal;
    private final Clock clock;
    private final @Nullable Path cases;

    /** @param cases folder of the cases that packs are checked by on their way into force; null if there is none */
    public CheckPack(Ledger ledger, Journal journal, Clock clock, @Nullable Path cases) {
        this.cases = cases;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What to check.
     *
     * @param against what to hold it against; null for nothing
     * @param cases folder of cases; null to leave them out
     * @param withRegister whether to decide the register too
     * @param day day for which the register is asked about; null for today
     * @param horizon last day to look ahead to; null for a year after the day
     */
    public record Asked(
            PackFiles candidate,
            @Nullable String examples,
            @Nullable DecisionEngine against,
            @Nullable Path cases,
            boolean withRegister,
            @Nullable LocalDate day,
            @Nullable LocalDate horizon) {}

    /**
     * The report, and how it is written.
     *
     * @param policy value of the header {@code Content-Security-Policy} under which to show the page
     */
    public record Written(GateReport report, byte[] json, byte[] html, String policy) {}

    /**
     * Checks a candidate.
     *
     * @throws IOException if there is no folder of cases where one is said to be
     */
    public Written check(Asked asked, Gate.Progress progress) throws IOException, InterruptedException {
        LocalDate day = asked.day() == null ? LocalDate.now(clock.withZone(ImportRecords.SHANGHAI)) : asked.day();
        GateReport report = Gate.check(
                new Gate.Asked(
                        asked.candidate(),
                        asked.examples(),
                        asked.against(),
                        asked.cases(),
                        asked.withRegister() ? new LedgerRegister(ledger) : null,
                        CreditReports::parts,
                        day,
                        asked.horizon() == null ? day.plusYears(1) : asked.horizon(),
                        Runtime.getRuntime().availableProcessors()),
                progress);
        return written(report, asked.against() == null ? null : asked.against().pack());
    }

    @Override
    public Checked check(PackFiles candidate, @Nullable String examples, RulePack inForce, Progress progress) {
        try {
            Written written = check(
                    new Asked(candidate, examples, DecisionEngine.compile(inForce), cases, true, null, null),
                    (part, done, total) -> progress.at(done, total));
            return new Checked(
                    written.report().publishable(), written.report().reasons(), written.json(), written.html());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was interrupted: start it again", e);
        }
    }

    /** The folder of cases that packs are checked by where none is named; null if there is none. */
    public @Nullable Path cases() {
        return cases;
    }

    private static Written written(GateReport report, @Nullable RulePack words) {
        ReportPage.Page page = GatePage.write(report, words);
        return new Written(
                report,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report),
                page.html().getBytes(StandardCharsets.UTF_8),
                page.policy());
    }

    /** The engine of the pack by which the last decision was given; null if none was. */
    public @Nullable DecisionEngine last() {
        String fingerprint = journal.lastPack();
        return fingerprint == null ? null : kept(fingerprint);
    }

    /**
     * The engine of a pack that is kept.
     *
     * @throws RefusedException if none has the fingerprint
     */
    public DecisionEngine kept(String fingerprint) {
        Journal.KeptPack kept = journal.pack(fingerprint);
        if (kept == null) {
            throw new RefusedException(
                    RefusedException.Reason.UNKNOWN,
                    "没有留存指纹为 `" + fingerprint
                            + "` 的规则包，请用决定或 supervision pack list 所列的完整指纹 / no pack with the fingerprint `"
                            + fingerprint
                            + "` is kept: give a whole one, as decisions and `supervision pack list` have it");
        }
        return DecisionEngine.compile(RulePackReader.read(PackFiles.of(kept.files()), kept.examples()));
    }
}
