package supervision.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import supervision.casework.CheckPack;
import supervision.casework.Publications;
import supervision.decision.Text;
import supervision.engine.DecisionEngine;
import supervision.gate.GateReport;
import supervision.gate.Impact;
import supervision.gate.PackChanges;
import supervision.gate.Remark;
import supervision.journal.RefusedException;
import supervision.ledger.FileDatabase;
import supervision.ledger.OwnerOnly;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;

/** Says what an edit of the rules does, before it counts. */
@Command(
        name = "check",
        description = "检查规则包：形式、分析、案例、对全库的影响；有错误的，退出码为 1 / check a rule pack: its form, what it says, the"
                + " cases, whom it hits; exits with 1 on an error",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final int MOST_CHARACTERS = 240;

    /** Columns that a terminal shows without breaking lines itself. */
    private static final int TERMINAL = 120;

    private final Screen out;
    private final Screen err;
    private final String usualExamples;
    private final Supplier<ConfigurableApplicationContext> started;
    private final Supplier<ConfigurableApplicationContext> withoutLedger;

    @Parameters(paramLabel = "RULES", description = "候选规则包目录 / folder of the candidate")
    private @Nullable Path candidate;

    @Option(
            names = "--against",
            paramLabel = "DIR|FINGERPRINT",
            description = "对照的规则包：目录，或者留存规则包的指纹；默认是现行发布的，没有发布的为最近一次决定所用的 / what to hold it against: a folder, or the"
                    + " fingerprint of a kept pack; by default the publication in force, or that of the last"
                    + " decision where nothing is published")
    private @Nullable String against;

    @Option(names = "--examples", description = "示例数据集，none 为不用 / example set, none for no examples")
    private @Nullable String examples;

    @Option(
            names = "--cases",
            description = "案例目录，默认规则包旁边的 fixtures / folder of cases, by default `fixtures` beside the candidate")
    private @Nullable Path cases;

    @Option(names = "--no-register", description = "不查登记库 / leave the register alone")
    private boolean withoutRegister;

    @Option(names = "--day", description = "查询日，默认今天 / day asked about, today by default")
    private @Nullable LocalDate day;

    @Option(names = "--until", description = "向后看到哪一日，默认一年 / last day to look ahead to, a year by default")
    private @Nullable LocalDate until;

    @Option(names = "--html", paramLabel = "FILE", description = "报告网页 / write the report as a page")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "报告 JSON / write the report as JSON")
    private @Nullable Path json;

    /**
     * @param usualExamples example set of those who name none
     * @param started the application without its web server
     * @param withoutLedger the same on an empty ledger that is gone afterwards
     */
    CheckCommand(
            Screen out,
            Screen err,
            String usualExamples,
            Supplier<ConfigurableApplicationContext> started,
            Supplier<ConfigurableApplicationContext> withoutLedger) {
        this.out = out;
        this.err = err;
        this.usualExamples = usualExamples;
        this.started = started;
        this.withoutLedger = withoutLedger;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String named = examples == null ? usualExamples : examples;
        String set = named.equals("none") ? null : named;
        PackFiles files = Packs.read(Objects.requireNonNull(candidate));
        if (until != null && until.isBefore(day == null ? LocalDate.MIN : day)) {
            err.println("--until 应不早于 --day / --until has to be no earlier than --day");
            return 2;
        }
        try (ConfigurableApplicationContext context = application()) {
            CheckPack check = context.getBean(CheckPack.class);
            CheckPack.Written checked = check.check(
                    new CheckPack.Asked(
                            files,
                            set,
                            other(check, context.getBean(Publications.class), set),
                            casesFor(Objects.requireNonNull(candidate), check),
                            !withoutRegister,
                            day,
                            until),
                    this::progress);
            err.over(" ".repeat(60));
            err.over("");
            print(checked.report());
            write(html, checked.html());
            write(json, checked.json());
            return checked.report().count(Remark.Severity.ERROR) == 0 ? 0 : 1;
        } catch (RefusedException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private ConfigurableApplicationContext application() {
        try {
            return started.get();
        } catch (FileDatabase.MissingException e) {
            if (withoutRegister) {
                return withoutLedger.get();
            }
            throw new IllegalStateException(
                    e.getMessage() + "\n不查登记库的，请加 --no-register / to leave the register alone, add --no-register");
        }
    }

    /** Those beside the candidate, as in a checkout, before those of the service. */
    private @Nullable Path casesFor(Path rules, CheckPack check) {
        Path beside = rules.toAbsolutePath().normalize().resolveSibling("fixtures");
        if (cases == null) {
            return Files.isDirectory(beside) ? beside : check.cases();
        }
        return cases;
    }

    private @Nullable DecisionEngine other(CheckPack check, Publications publications, @Nullable String set)
            throws IOException {
        if (against == null) {
            return publications.isOn()
                    ? check.kept(
                            publications.history().inForce(publications.today()).pack())
                    : check.last();
        }
        if (Files.isDirectory(Path.of(against))) {
            return DecisionEngine.compile(RulePackReader.read(Packs.read(Path.of(against)), set));
        }
        return check.kept(against);
    }

    private void progress(Remark.Part part, long done, long total) {
        String name = part.name().toLowerCase(Locale.ROOT);
        err.over((total == 0 ? name + " ..." : String.format(Locale.ROOT, "%s %,d / %,d", name, done, total)) + "   ");
    }

    private void write(@Nullable Path file, byte[] content) throws IOException {
        if (file != null) {
            OwnerOnly.write(file, content);
            out.printf("已写入 / written: %s%n", file);
        }
    }

    /** First what the edit did, then what stands against publishing it, then the rest. */
    private void print(GateReport report) {
        report.did().forEach(said -> {
            wrapped(said.zh());
            wrapped(said.en());
        });
        out.println();
        verdict(report);
        report.leftOut().forEach(left -> out.println("未运行 / not run: " + said(left.zh(), left.en())));
        print(report, true);
        if (report.changes() != null) {
            report.changes().rules().forEach(this::print);
        }
        if (report.cases() != null) {
            print(report.cases());
        }
        if (report.impact() != null) {
            print(report.impact());
        }
        print(report, false);
        // the errors may have left the screen by now
        verdict(report);
    }

    private void wrapped(String text) {
        Table.wrapped(text, TERMINAL).forEach(out::println);
    }

    private void print(GateReport report, boolean errors) {
        report.remarks().stream()
                .filter(remark -> errors == (remark.severity() == Remark.Severity.ERROR))
                .forEach(this::print);
    }

    private void print(Remark remark) {
        out.printf(
                "%s [%s %s] %s%n",
                remark.file().isEmpty() ? "-" : remark.place(),
                remark.severity().name().toLowerCase(Locale.ROOT),
                remark.kind(),
                remark.rule() == null ? "" : remark.rule());
        out.printf(
                "    %s%n", said(brief(remark.says().zh()), brief(remark.says().en())));
        out.printf("    → %s%n", said(remark.remedy().zh(), remark.remedy().en()));
    }

    private void verdict(GateReport report) {
        out.printf(
                Locale.ROOT,
                "%s：错误 %,d，提醒 %,d，不能判断 %,d / %s: %,d errors, %,d warnings, %,d undecided%n",
                report.publishable() ? "可报批" : "不可发布",
                report.count(Remark.Severity.ERROR),
                report.count(Remark.Severity.WARNING),
                report.count(Remark.Severity.UNDECIDED),
                report.publishable() ? "may go to approval" : "not publishable",
                report.count(Remark.Severity.ERROR),
                report.count(Remark.Severity.WARNING),
                report.count(Remark.Severity.UNDECIDED));
    }

    /** An edited rule as a sentence, before and after. */
    private void print(PackChanges.RuleChange rule) {
        out.printf("%s:%d%n", rule.file(), rule.line());
        wrapped(rule.rule());
        wrapped(rule.en());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  原 before", sentence(rule.saidBefore())));
        rows.add(List.of("  现 after", sentence(rule.saidAfter())));
        Table.print(rows, out, TERMINAL);
        out.println();
    }

    private static String sentence(@Nullable Text said) {
        return said == null ? "—" : said.zh() + "\n" + said.en();
    }

    /** A line or two of a terminal; the report has all of it. */
    private static String brief(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
    }

    private static String said(String zh, String en) {
        return zh.equals(en) ? zh : zh + " / " + en;
    }

    private void print(GateReport.CaseSummary cases) {
        long lasting = cases.flips().stream().filter(GateReport.Flip::lastsOnly).count();
        out.printf(
                Locale.ROOT,
                "案例：%,d 个，结果不同 %,d 个（其中只是保持到的日期不同 %,d 个），改动前后都不通过 %,d 个；对改动的 %,d 条规则试改 %,d 处，案例发现 %,d 处 / cases: %,d, of which %,d"
                        + " come out another way (%,d only hold until another day) and %,d fail as before; %,d edited rules, the cases notice %,d of %,d small changes%n",
                cases.cases(),
                cases.flips().size(),
                lasting,
                cases.failing(),
                cases.editedRules(),
                cases.changesTried(),
                cases.changesNoticed(),
                cases.cases(),
                cases.flips().size(),
                lasting,
                cases.failing(),
                cases.editedRules(),
                cases.changesNoticed(),
                cases.changesTried());
    }

    private void print(Impact impact) {
        out.printf(
                Locale.ROOT,
                "影响：%,d 个主体中 %,d 个结论不同，%,d 个至 %s 将有不同，%,d 个仅依据或者文字不同 / impact: of %,d entities %,d get other"
                        + " conclusions, %,d more until %s, %,d the same on other grounds or in other words%n",
                impact.entities(),
                impact.affected(),
                impact.later(),
                impact.horizon(),
                impact.wordsOnly(),
                impact.entities(),
                impact.affected(),
                impact.later(),
                impact.horizon(),
                impact.wordsOnly());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("层级 tier: 之前 before", "之后 after", "主体 entities"));
        impact.tiers()
                .forEach((before, row) -> row.forEach((after, count) -> {
                    if (!before.equals(after)) {
                        rows.add(List.of(before, after, String.format(Locale.ROOT, "%,d", count)));
                    }
                }));
        impact.measuresBegin()
                .forEach(change -> rows.add(List.of(
                        "+ " + change.measure(),
                        change.title().zh(),
                        String.format(Locale.ROOT, "%,d", change.whom().count()))));
        impact.measuresEnd()
                .forEach(change -> rows.add(List.of(
                        "- " + change.measure(),
                        change.title().zh(),
                        String.format(Locale.ROOT, "%,d", change.whom().count()))));
        impact.repairsOpen()
                .forEach(change -> rows.add(List.of(
                        "修复 repair: " + change.before(),
                        change.after(),
                        String.format(Locale.ROOT, "%,d", change.whom().count()))));
        impact.repairsClose()
                .forEach(change -> rows.add(List.of(
                        "修复 repair: " + change.before(),
                        change.after(),
                        String.format(Locale.ROOT, "%,d", change.whom().count()))));
        impact.wording()
                .forEach(one -> rows.add(List.of(
                        "说法 told: " + one.id(),
                        one.title().zh(),
                        String.format(Locale.ROOT, "%,d", one.whom().count()))));
        if (rows.size() > 1) {
            Table.print(rows, out);
        }
    }
}
