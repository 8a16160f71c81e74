package supervision.cli;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What is wrong with the words of a command, and the words of its help, in both languages. */
final class Mistakes implements CommandLine.IParameterExceptionHandler {

    /** Years that there can be a question about, as those of rule packs. */
    private static final int FIRST_YEAR = 1949;

    private static final int LAST_YEAR = 2199;

    private static final ResourceBundle HELP = new ListResourceBundle() {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {
                {"usage.synopsisHeading", "用法 / usage: "},
                {"usage.commandListHeading", "%n命令 / commands:%n"},
                {"mixinStandardHelpOptions.help", "显示本说明 / show this help"},
                {"mixinStandardHelpOptions.version", "显示版本 / print the version"},
                {"supervision.help.usage.header", "显示命令的说明 / show the help of a command"},
                {"supervision.help.usage.description", "显示命令的说明 / show the help of a command"},
                {"helpCommand.command", "命令名称 / name of the command"},
                {"helpCommand.help", "显示本说明 / show this help"}
            };
        }
    };

    private Mistakes() {}

    /** Has a command, and all below it, speak both languages. */
    static void speakFor(CommandLine command) {
        command.setParameterExceptionHandler(new Mistakes())
                .setResourceBundle(HELP)
                // a word that begins with @ is a word
                .setExpandAtFiles(false)
                .registerConverter(LocalDate.class, Mistakes::day);
        command.getSubcommands().values().forEach(Mistakes::speakFor);
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new DateTimeException(text);
        }
        return day;
    }

    /** A whole number from 1 on. */
    static final class AtLeastOne implements CommandLine.ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            long number = Long.parseLong(text);
            if (number < 1) {
                throw new NumberFormatException(text);
            }
            return number;
        }
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] words) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(sentence(e));
        err.printf(
                "用法见 / how it is used: %s --help%n",
                e.getCommandLine().getCommandSpec().qualifiedName());
        return 2;
    }

    private static String sentence(CommandLine.ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            if (unmatched.isUnknownOption()) {
                return "没有选项 `%1$s`，可用 / there is no option `%1$s`, give: %2$s"
                        .formatted(
                                word,
                                command.options().stream()
                                        .map(OptionSpec::longestName)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
            }
            return command.subcommands().isEmpty()
                    ? ("多出参数 `%1$s`，请去掉；含空格的请加引号"
                                    + " / `%1$s` is one word too many: leave it out, or put what has blanks in quotes")
                            .formatted(word)
                    : noCommand(word, command);
        }
        if (e instanceof CommandLine.MissingParameterException missing) {
            List<ArgSpec> args = missing.getMissing();
            return args.stream().map(Mistakes::missing).collect(Collectors.joining("\n"));
        }
        if (e instanceof CommandLine.OverwrittenOptionException repeated) {
            return "`%1$s` 只能给一次，请去掉一个 / `%1$s` can be given once only: leave one out"
                    .formatted(name(repeated.getOverwritten()));
        }
        ArgSpec arg = e.getArgSpec();
        if (arg != null) {
            return "`%1$s`: `%2$s` %3$s".formatted(name(arg), e.getValue(), wanted(arg.type()));
        }
        // that of the command `help`, which has no kind of its own
        return noCommand(String.valueOf(e.getValue()), command);
    }

    private static String noCommand(String word, CommandSpec command) {
        return "没有命令 `%1$s`，可用 / there is no command `%1$s`, give: %2$s"
                .formatted(word, String.join(", ", command.subcommands().keySet()));
    }

    private static String missing(ArgSpec arg) {
        String[] described = String.join(" ", arg.description()).split(" / ", 2);
        String name = arg instanceof OptionSpec option
                ? option.longestName() + (arg.arity().max() == 0 ? "" : " " + arg.paramLabel())
                : arg.paramLabel();
        return "缺少 `%1$s`（%2$s），请补上 / `%1$s` is missing (%3$s): add it"
                .formatted(name, described[0], described[described.length - 1]);
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : ((PositionalParamSpec) arg).paramLabel();
    }

    /** What a value of a type has to be. */
    private static String wanted(Class<?> type) {
        if (type == LocalDate.class) {
            return ("不是 %1$d 年至 %2$d 年间存在的日期，请写成 2026-11-22"
                            + " / is no day of the years %1$d to %2$d: write it like 2026-11-22")
                    .formatted(FIRST_YEAR, LAST_YEAR);
        }
        if (type == boolean.class) {
            return "不是这一选项的值，请只写选项 / is no value of it: give the option alone";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive()
                ? "不是可用的整数，请写 1 或以上的整数 / is no whole number that can be used: write one from 1 on"
                : "不能用，请更正 / cannot be used: correct it";
    }
}
