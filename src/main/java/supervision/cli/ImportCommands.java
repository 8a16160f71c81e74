package supervision.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import supervision.casework.WithdrawImport;
import supervision.ledger.Ledger;

/** Lists imports and withdraws them. */
final class ImportCommands {

    private final Screen out;
    private final Screen err;
    private final Supplier<ConfigurableApplicationContext> started;

    /** @param started the application without its web server */
    ImportCommands(Screen out, Screen err, Supplier<ConfigurableApplicationContext> started) {
        this.out = out;
        this.err = err;
        this.started = started;
    }

    Stream<Object> all() {
        return Stream.of(new Imports(), new Withdraw());
    }

    @Command(
            name = "imports",
            description = "列出历次导入，新的在前 / list what was imported, the newest first",
            mixinStandardHelpOptions = true)
    final class Imports implements Callable<Integer> {

        @Option(
                names = "--before",
                paramLabel = "NUMBER",
                converter = Mistakes.AtLeastOne.class,
                description = "只列该编号之前的 / those before this number")
        private long before = Long.MAX_VALUE;

        @Option(
                names = "--limit",
                defaultValue = "50",
                converter = Mistakes.AtLeastOne.class,
                description = "最多列出多少次 / most imports listed")
        private long limit;

        @Override
        public Integer call() {
            try (ConfigurableApplicationContext context = started.get()) {
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of(
                        "编号 number",
                        "时间 at",
                        "途径 channel",
                        "报送人 by",
                        "新增 accepted",
                        "已有 present",
                        "撤回 withdrawn",
                        "文件 file"));
                for (Ledger.Imported what :
                        context.getBean(Ledger.class).imports(before, (int) Math.min(limit, Integer.MAX_VALUE))) {
                    rows.add(List.of(
                            Long.toString(what.number()),
                            what.at().toString(),
                            what.channel(),
                            Objects.requireNonNullElse(what.origin().by(), ""),
                            Long.toString(what.accepted()),
                            Long.toString(what.repeated()),
                            withdrawn(what.withdrawn()),
                            what.file()));
                }
                Table.print(rows, out);
                return 0;
            }
        }

        private static String withdrawn(Ledger.@Nullable Withdrawn withdrawn) {
            if (withdrawn == null) {
                return "";
            }
            return (withdrawn.wholly() ? "" : "未完 unfinished: ")
                    + withdrawn.origin().by() + ": " + withdrawn.origin().why();
        }
    }

    @Command(
            name = "withdraw",
            description = "撤回一次导入：此后如同没有报送过，不删除任何内容 / withdraw an import: from then on as if it had not come;"
                    + " nothing is deleted",
            mixinStandardHelpOptions = true)
    final class Withdraw implements Callable<Integer> {

        @Parameters(
                paramLabel = "NUMBER",
                converter = Mistakes.AtLeastOne.class,
                description = "导入编号，见 supervision imports / number, see `supervision imports`")
        private long number;

        @Option(
                names = "--by",
                defaultValue = "${sys:user.name}",
                description = "撤回人，默认当前用户 / who withdraws it, the current user by default")
        private @Nullable String by;

        @Option(names = "--why", required = true, description = "原因 / why")
        private @Nullable String why;

        @Override
        public Integer call() {
            try (ConfigurableApplicationContext context = started.get()) {
                Ledger.Imported what = context.getBean(WithdrawImport.class).withdraw(number, by, why);
                out.printf(
                        Locale.ROOT,
                        "已撤回 / withdrawn: %d   文件 / file: %s   所报记录 / records told: %,d%n",
                        what.number(),
                        what.file(),
                        what.accepted() + what.repeated());
                return 0;
            } catch (Ledger.UnknownImportException
                    | Ledger.AlreadyWithdrawnException
                    | WithdrawImport.UnsaidException e) {
                err.println(e.getMessage());
                return 2;
            }
        }
    }
}
