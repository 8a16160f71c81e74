package supervision.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import supervision.casework.CreditReports;
import supervision.casework.DecideCase;
import supervision.casework.ImportRecords;
import supervision.casework.NoFontException;
import supervision.casework.OpenDecisionException;
import supervision.casework.PastDecisions.Of;
import supervision.engine.DecisionEngine;
import supervision.facts.CreditCode;
import supervision.intake.SetAside;
import supervision.ledger.FileDatabase;
import supervision.ledger.Ledger;
import supervision.ledger.OwnerOnly;
import supervision.ledger.PersonsKey;
import supervision.replay.ExampleEngines;
import supervision.replay.FixtureWriter;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;

/** Commands of the terminal. Exit codes: 0 all well, 1 something was found, 2 it could not be done. */
@Command(
        name = "supervision",
        mixinStandardHelpOptions = true,
        version = DecisionEngine.PROGRAM,
        description = "信用监管决策服务 / decision service for credit-based supervision",
        subcommands = {CommandLine.HelpCommand.class})
public final class Terminal implements Callable<Integer> {

    /** The service goes on after its command has returned. */
    public static final int RUNNING = -1;

    @Spec
    private @Nullable CommandSpec spec;

    private final Class<?> application;
    private final Map<String, String> environment;
    private final Screen out;
    private final Screen err;
    private final JournalCommands journal;

    Terminal(Streams streams, Class<?> application) {
        this.application = application;
        this.environment = streams.environment();
        this.out = new Screen(streams.out());
        this.err = Screen.namingNobody(streams.err());
        this.journal = new JournalCommands(out, err, this::asking, this::copying, this::filling);
    }

    /**
     * Runs a command.
     *
     * @param application what Spring puts together
     * @return its exit code, or {@link #RUNNING}
     */
    public static int run(Streams streams, Class<?> application, String... args) {
        Terminal terminal = new Terminal(streams, application);
        int code = terminal.commands().execute(args);
        terminal.out.flush();
        terminal.err.flush();
        if (code == 0 && streams.out() instanceof PrintStream out && out.checkError()) {
            terminal.err.println("输出没有写完：核对目标位置的空间和权限后重做 / the output could not be written: check space and"
                    + " rights where it goes, and do it again");
            terminal.err.flush();
            return 2;
        }
        return code;
    }

    CommandLine commands() {
        CommandLine commands = new CommandLine(this)
                .addSubcommand(new Serve())
                .addSubcommand(new Import())
                .addSubcommand(new Measures(out, err, this::asking))
                .addSubcommand(new Report())
                .addSubcommand(new Duties(out, err, this::asking))
                .addSubcommand(new ReplayCases())
                .addSubcommand(new CheckCommand(
                        out,
                        err,
                        environment.getOrDefault("SUPERVISION_EXAMPLES", "default"),
                        this::asking,
                        this::withoutLedger))
                .addSubcommand(new CommandLine(new Explain())
                        .addSubcommand(new ExplainRules(out, err, usualRules()))
                        .addSubcommand(new ExplainMeasures(out, err, this::asking)));
        new ImportCommands(out, err, this::asking).all().forEach(commands::addSubcommand);
        journal.all().forEach(commands::addSubcommand);
        LawCommands law = new LawCommands(out, err, usualRules());
        commands.addSubcommand(new CommandLine(law).addSubcommand(law.check()));
        commands.addSubcommand(new PackCommands(out, err, this::asking).commands());
        // all of these after the commands, which take over what is set at the time
        Mistakes.speakFor(commands);
        return commands.setOut(out)
                .setErr(err)
                // colours are made of what a screen shows as text
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println(Failures.text(e, command.getCommandName().equals("serve")));
                    return 2;
                });
    }

    /** Where the service takes its rules from, in the form of the setting. */
    private String usualRules() {
        return environment.getOrDefault("SUPERVISION_RULES", "rules");
    }

    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().usage(out);
        return 2;
    }

    /** The application in the surroundings of the command. */
    ConfigurableApplicationContext start(WebApplicationType type, String... settings) {
        return start(type, address -> err.println("台账 / ledger: " + FileDatabase.name(address)), settings);
    }

    /** @param ledger told the address of the database before it is opened */
    private ConfigurableApplicationContext start(WebApplicationType type, Consumer<String> ledger, String... settings) {
        SpringApplication spring = new SpringApplication(application) {
            @Override
            protected void configurePropertySources(ConfigurableEnvironment spring, String[] args) {
                String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
                spring.getPropertySources()
                        .replace(name, new SystemEnvironmentPropertySource(name, new HashMap<>(environment)));
                super.configurePropertySources(spring, args);
            }
        };
        spring.setWebApplicationType(type);
        spring.setLogStartupInfo(type == WebApplicationType.SERVLET);
        spring.addInitializers(
                context -> ledger.accept(context.getEnvironment().getRequiredProperty("spring.datasource.url")));
        return spring.run(settings);
    }

    /** The application without its web server; only what a command asks for is made, for compiling rules takes seconds. */
    private ConfigurableApplicationContext quietly(Consumer<String> ledger, String... settings) {
        return start(
                WebApplicationType.NONE,
                ledger,
                Stream.concat(
                                Stream.of(
                                        "--spring.main.lazy-initialization=true",
                                        "--logging.level.root=error",
                                        "--logging.level.supervision=warn"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    /** On a ledger that is there, with the key of its natural persons: whoever asks makes neither. */
    private ConfigurableApplicationContext asking() {
        ConfigurableApplicationContext context = copying();
        try {
            context.getBean(PersonsKey.class);
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** On a ledger that is there, for what needs no key. */
    private ConfigurableApplicationContext copying() {
        return quietly(address -> {
            FileDatabase.requireThere(address);
            err.println("台账 / ledger: " + FileDatabase.name(address));
        });
    }

    /** On a ledger that is made if it is not there. */
    private ConfigurableApplicationContext filling() {
        return quietly(address -> err.println("台账 / ledger: " + FileDatabase.name(address)));
    }

    /** For a command that needs a ledger to compare with, but may go without. */
    private ConfigurableApplicationContext withoutLedger() {
        return quietly(address -> {}, "--spring.datasource.url=jdbc:h2:mem:${random.uuid}");
    }

    private void tellOfNewKey(ConfigurableApplicationContext context) {
        Path made = context.getBean(PersonsKey.class).made();
        if (made != null) {
            err.printf(
                    "已建立自然人密钥，只有文件所有者可读：%1$s%n请立即另存一份，与数据库的备份分开保管，永不更换；丢失后，含自然人的台账不能启动"
                            + " / the key of natural persons was made, for its owner alone to read: %1$s%nkeep a copy now, apart"
                            + " from those of the database, and never change it; a ledger with natural persons does not start"
                            + " without it%n",
                    made);
        }
    }

    /** Starts the service. */
    @Command(name = "serve", description = "启动服务 / start the service", mixinStandardHelpOptions = true)
    final class Serve implements Callable<Integer> {
        @Override
        public Integer call() {
            ConfigurableApplicationContext context = start(WebApplicationType.SERVLET);
            String port = context.getEnvironment().getProperty("local.server.port");
            tellOfNewKey(context);
            out.printf(Locale.ROOT, "信用监管决策服务已启动 / the service is up: http://127.0.0.1:%s/%n", port);
            return RUNNING;
        }
    }

    /** Imports a file of records. */
    @Command(
            name = "import",
            description = "导入信用记录文件（双公示 CSV、Excel 或 JSON 行）/ import a file of credit records",
            mixinStandardHelpOptions = true)
    final class Import implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "文件 / file")
        private @Nullable Path file;

        @Option(names = "--charset", description = "字符集，默认自动识别 / charset, detected by default")
        private @Nullable String charset;

        @Option(
                names = "--by",
                defaultValue = "${sys:user.name}",
                description = "报送人，默认当前用户 / who tells these records, the current user by default")
        private @Nullable String by;

        @Option(names = "--why", description = "报送原因，如更正 / why, such as a correction")
        private @Nullable String why;

        @Option(
                names = "--confirmed",
                paramLabel = "WHAT",
                description =
                        "fines：已核对，大额罚没金额确以万元为单位 / fines: large amounts were checked and are in units of 10,000 yuan")
        private @Nullable String confirmed;

        @Override
        public Integer call() throws IOException {
            if (confirmed != null && !confirmed.equals("fines")) {
                err.printf("--confirmed 只能为 fines / --confirmed has to be fines: %s%n", confirmed);
                return 2;
            }
            Path from = Objects.requireNonNull(file);
            if (!Files.isReadable(from) || Files.isDirectory(from)) {
                err.printf("文件无法读取，请核对路径 / cannot read the file, check the path: %s%n", from);
                return 2;
            }
            try (ConfigurableApplicationContext context = filling();
                    InputStream in = new BufferedInputStream(Files.newInputStream(from))) {
                ImportRecords records = context.getBean(ImportRecords.class);
                tellOfNewKey(context);
                ImportRecords.Report report = records.read(
                        new Ledger.Opening(
                                from.getFileName().toString(), Ledger.Channel.TERMINAL, new Ledger.Origin(by, why)),
                        charset == null ? "" : "text/plain; charset=" + charset,
                        in,
                        confirmed == null ? ImportRecords.Confirmed.NOTHING : ImportRecords.Confirmed.FINES,
                        rows -> err.over(String.format(Locale.ROOT, "%,d 行 / rows", rows)));
                err.println();
                print(report);
                return report.setAsideInAll() == 0 ? 0 : 1;
            }
        }

        private void print(ImportRecords.Report report) {
            out.printf(
                    Locale.ROOT,
                    "新增 / accepted: %,d   已有 / already present: %,d   搁置 / set aside: %,d",
                    report.accepted(),
                    report.alreadyPresent(),
                    report.setAsideInAll());
            if (report.importNo() != null) {
                // not for reading, but to be given to `withdraw`
                out.printf(Locale.ROOT, "   导入编号 / import: %d", report.importNo());
            }
            out.println();
            if (report.setAside().isEmpty()) {
                return;
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("行 row", "列 column", "值 value", "问题 problem", "处理 remedy"));
            for (SetAside row : report.setAside()) {
                rows.add(List.of(String.valueOf(row.row()), row.column(), row.value(), row.problem(), row.remedy()));
            }
            Table.print(rows, out);
        }
    }

    /** Writes a credit report. */
    @Command(
            name = "report",
            description = "出具信用报告（网页、JSON 或 PDF）/ write a credit report (page, JSON or PDF)",
            mixinStandardHelpOptions = true)
    final class Report implements Callable<Integer> {

        @Parameters(paramLabel = "CODE", description = "统一社会信用代码 / unified social credit code")
        private @Nullable String code;

        @Option(
                names = "--use",
                required = true,
                description = "用途，如 procurement、bidding、own / what it is for, such as procurement, bidding or own")
        private @Nullable String use;

        @Option(names = "--format", defaultValue = "html", description = "html、json 或 pdf / html, json or pdf")
        private @Nullable String format;

        @Option(names = "--as-of", description = "报告日期，默认今天 / day reported on, today by default")
        private @Nullable LocalDate asOf;

        @Option(
                names = {"-o", "--output"},
                description = "写入的文件，默认打印 / file to write to, printed by default")
        private @Nullable Path output;

        @Override
        public Integer call() throws IOException {
            String asked = CreditCode.parse(Objects.requireNonNull(code)).value();
            String named = Objects.requireNonNull(format);
            CreditReports.Format wanted = CreditReports.Format.of(named).orElse(null);
            if (wanted == null) {
                err.printf("没有这种格式，可用 html、json、pdf / no such format, use html, json or pdf: %s%n", named);
                return 2;
            }
            if (wanted == CreditReports.Format.PDF && output == null) {
                err.println("PDF 请用 -o 指定文件 / name a file for the PDF with -o");
                return 2;
            }
            try (ConfigurableApplicationContext context = asking()) {
                LocalDate day = asOf == null ? context.getBean(DecideCase.class).today() : asOf;
                CreditReports.Written report =
                        context.getBean(CreditReports.class).write(asked, use, day, null, wanted);
                if (output == null) {
                    out.println(new String(report.bytes(), StandardCharsets.UTF_8));
                } else {
                    OwnerOnly.write(output, report.bytes());
                    out.printf("已写入 / written: %s   报告编号 / report number: %s%n", output, report.number());
                }
                return 0;
            } catch (DecideCase.UnknownEntityException e) {
                err.printf("没有该主体的记录 / nothing is known about this entity: %s%n", asked);
                return 1;
            } catch (CreditReports.UnknownUseException e) {
                err.printf("没有这种用途，可用下列之一 / no such use, give one of these: %s%n", e.getMessage());
                e.known().forEach((id, title) -> err.printf("  %s  %s / %s%n", id, title.zh(), title.en()));
                return 2;
            } catch (OpenDecisionException e) {
                err.printf(
                        "两次读取规则的结果不一致，不能出具报告，由主管人员处理 / the two readings of the rules differ, so there is no report:"
                                + " decision %s goes to the supervisor%n",
                        e.getMessage());
                return 2;
            } catch (NoFontException e) {
                err.println(e.getMessage());
                return 2;
            }
        }
    }

    /** Replays fixtures, or decisions that were given. */
    @Command(
            name = "replay",
            description = "重放案例或以往的决定，列出差异 / replay cases or past decisions and print what differs",
            mixinStandardHelpOptions = true)
    final class ReplayCases implements Callable<Integer> {

        @Parameters(paramLabel = "PATH", arity = "0..1", description = "案例文件或目录 / a case or a folder of cases")
        private @Nullable Path cases;

        @Option(
                names = "--journal",
                description =
                        "重放日志中的决定：应得到同样的字节 / replay the decisions of the journal: the same bytes have to come out")
        private boolean past;

        @Option(names = "--entity", paramLabel = "CODE", description = "只重放该主体的 / only those on this entity")
        private @Nullable String entity;

        @Option(
                names = "--todays",
                paramLabel = "WHAT",
                description = "rules：按今天的规则；records：按今天已知的记录 / with today's `rules`, or today's `records`")
        private List<String> todays = List.of();

        @Option(names = "--rules", description = "规则包目录 / folder of the rule pack")
        private @Nullable String rules;

        @Option(
                names = "--renew",
                description =
                        "按现在的结果改写案例的期望，并列出改动，供逐行对照条文阅读"
                                + " / rewrite what cases expect by what comes out now, and print what changed, to be read against the clause")
        private boolean renew;

        @Override
        public Integer call() throws IOException {
            if (past == (cases != null)
                    || (past && renew)
                    || !List.of("rules", "records").containsAll(todays)) {
                err.println("请给出案例路径 [--renew]，或者 --journal [--entity CODE] [--todays rules|records]"
                        + " / give a path of cases [--renew], or --journal [--entity CODE] [--todays rules|records]");
                return 2;
            }
            if (past) {
                return journal.replay(
                        entity == null ? null : CreditCode.parse(entity).value(),
                        todays.contains("rules") ? Of.TODAY : Of.THEN,
                        todays.contains("records") ? Of.TODAY : Of.THEN);
            }
            Path folder = Path.of((rules == null ? usualRules() : rules).replaceFirst("^file:", ""));
            ExampleEngines engines = new ExampleEngines(Packs.read(folder));
            Path path = Objects.requireNonNull(cases);
            ReplayReport report = Replay.run(path, engines);
            if (renew) {
                List<FixtureWriter.Renewed> renewed = FixtureWriter.update(path, report);
                renewed.forEach(file -> file.difference().forEach(out::println));
                out.println("改写了 " + renewed.size() + " 个文件；期望写的是法律怎么说，逐行对照条文后再保留 / " + renewed.size()
                        + " files rewritten; what a case expects is what the law says: read each line against its clause"
                        + " before you keep it");
                report = Replay.run(path, engines);
            }
            report.print(out);
            return report.failed() ? 1 : 0;
        }
    }
}
