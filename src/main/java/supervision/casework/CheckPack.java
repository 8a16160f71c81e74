package supervision.casework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import supervision.engine.DecisionEngine;
import supervision.gate.Gate;
import supervision.gate.GateReport;
import supervision.journal.Journal;
import supervision.ledger.Ledger;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import tools.jackson.databind.json.JsonMapper;

/** Checks a candidate pack against another one and the register. Nothing is stored, and nothing comes into force. */
public final class CheckPack {

    private static final JsonMapper JSON = DecisionJson.mapper().build();

    private final Ledger ledger;
    private final Journal journal;
    private final Clock clock;

    public CheckPack(Ledger ledger, Journal journal, Clock clock) {
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
    }

    /** No pack with a fingerprint is kept. */
    public static final class UnknownPackException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownPackException(String fingerprint) {
            super(fingerprint);
        }
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
    public record Checked(GateReport report, byte[] json, byte[] html, String policy) {}

    /**
     * Checks a candidate.
     *
     * @throws IOException if there is no folder of cases where one is said to be
     */
    public Checked check(Asked asked, Gate.Progress progress) throws IOException, InterruptedException {
        LocalDate day = asked.day() == null ? LocalDate.now(clock.withZone(ImportRecords.SHANGHAI)) : asked.day();
        GateReport report = Gate.check(
                new Gate.Asked(
                        asked.candidate(),
                        asked.examples(),
                        asked.against(),
                        asked.cases(),
                        asked.withRegister() ? new LedgerRegister(ledger) : null,
                        day,
                        asked.horizon() == null ? day.plusYears(1) : asked.horizon(),
                        Runtime.getRuntime().availableProcessors()),
                progress);
        return written(report, asked.against() == null ? null : asked.against().pack());
    }

    private static Checked written(GateReport report, @Nullable RulePack words) {
        ReportPage.Page page = GatePage.write(report, words);
        return new Checked(
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
     * @throws UnknownPackException if none has the fingerprint
     */
    public DecisionEngine kept(String fingerprint) {
        Journal.KeptPack kept = journal.pack(fingerprint);
        if (kept == null) {
            throw new UnknownPackException(fingerprint);
        }
        return DecisionEngine.compile(RulePackReader.read(PackFiles.of(kept.files()), kept.examples()));
    }
}
