package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import supervision.SupervisionApplication;
import supervision.cli.Program.Run;

/** Whatever somebody types wrong gets a sentence with what to do, in Chinese first, and makes no ledger. */
class MistakesTest {

    @TempDir
    private static Path folder;

    private static Run run(String... arguments) {
        return new Commands(folder.resolve("data"), Map.of()).run(arguments);
    }

    /** Words of a command, what is wrong with them, and what the sentence has to name. */
    record Mistake(List<String> words, String named) {
        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }

    private static void isASentence(Run run, String named) {
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        String first = run.err()
                .lines()
                .filter(line -> !line.startsWith("台账 / ledger: "))
                .findFirst()
                .orElse("");
        assertThat(run.err()).contains(named);
        assertThat(first.split(" / ", 2)).as(first).hasSize(2);
        assertThat(first.split(" / ", 2)[0]).containsPattern("\\p{IsHan}");
        assertThat(run.err())
                .doesNotContain(
                        "Unknown option", "Unmatched", "Missing required", "Expected parameter", "Invalid value")
                .doesNotContain("Usage:", "Exception", "\tat ", "specified only once");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private static CommandLine commands() {
        return new Terminal(
                        new Streams(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Map.of()),
                        SupervisionApplication.class)
                .commands();
    }

    private static void each(List<String> path, CommandLine command, List<Mistake> into) {
        List<OptionSpec> options = command.getCommandSpec().options();
        into.add(new Mistake(with(sound(path, command), "--nonsense"), "`--nonsense`"));
        for (OptionSpec option : options) {
            String name = option.longestName();
            if (option.usageHelp() || option.versionHelp()) {
                continue;
            }
            if (option.arity().max() > 0) {
                into.add(new Mistake(with(path, name), name));
            } else {
                into.add(new Mistake(with(path, name + "=maybe"), "`maybe`"));
            }
            if (!option.isMultiValue()) {
                List<String> once = option.arity().max() == 0 ? List.of(name) : List.of(name, sound(option.type()));
                into.add(new Mistake(with(with(path, once.toArray(String[]::new)), once.toArray(String[]::new)), name));
            }
            for (String wrong : wrong(option)) {
                into.add(new Mistake(with(path, name + "=" + wrong), "`" + wrong + "`"));
            }
            if (option.required()) {
                into.add(new Mistake(path, name));
            }
        }
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            if (parameter.arity().min() > 0) {
                into.add(new Mistake(path, parameter.paramLabel()));
            }
        }
        into.add(new Mistake(with(sound(path, command), "surplus"), "`surplus`"));
        command.getSubcommands().forEach((name, below) -> {
            if (!name.equals("help")) {
                each(with(path, name), below, into);
            }
        });
    }

    /** The command with all that it needs. */
    private static List<String> sound(List<String> path, CommandLine command) {
        List<String> words = new ArrayList<>(path);
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.required()) {
                words.addAll(List.of(option.longestName(), sound(option.type())));
            }
        }
        command.getCommandSpec().positionalParameters().forEach(parameter -> words.add(sound(parameter.type())));
        return words;
    }

    private static List<String> with(List<String> path, String... more) {
        return Stream.concat(path.stream(), Stream.of(more)).toList();
    }

    private static String sound(Class<?> type) {
        return type == LocalDate.class ? "2026-11-22" : type == String.class || type == Path.class ? "x" : "1";
    }

    private static List<String> wrong(OptionSpec option) {
        if (option.type() == LocalDate.class) {
            return List.of("tomorrow", "2026-02-30", "0026-02-03", "20261122", "+100000-01-01", "");
        }
        return option.arity().max() > 0
                        && option.type() != String.class
                        && option.type() != Path.class
                        && !option.isMultiValue()
                ? List.of("many", "1.5", "99999999999999999999")
                : List.of();
    }

    static List<Mistake> everyCommandAndOption() {
        List<Mistake> all = new ArrayList<>();
        each(List.of(), commands(), all);
        return all;
    }

    @Test
    void everyMistakeOfFormGetsASentence() {
        List<Mistake> all = everyCommandAndOption();
        assertThat(all).hasSizeGreaterThan(200);
        for (Mistake mistake : all) {
            if (!mistake.words().isEmpty()) {
                Run run = run(mistake.words().toArray(String[]::new));
                assertThat(run.err()).as(mistake.toString()).isNotEmpty();
                isASentence(run, mistake.named());
            }
        }
    }

    @Test
    void helpIsInBothLanguagesThroughout() {
        help(List.of(), commands());
    }

    private static void help(List<String> path, CommandLine command) {
        Run run = run(with(path, "--help").toArray(String[]::new));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("用法 / usage: ").contains("显示本说明 / show this help");
        // each option and command begins in the margin and is described in Chinese first
        assertThat(run.out().lines().filter(line -> line.matches(" {2,6}-\\S.*  .*| {2}[a-z].*  .*")))
                .allMatch(line -> line.matches(".*\\p{IsHan}.*"), "is described in Chinese");
        command.getSubcommands().forEach((name, below) -> {
            if (!name.equals("help")) {
                help(with(path, name), below);
            }
        });
    }

    private static final String CODE = "91370116MAX0000157";

    @SuppressWarnings("unused") // by its name, below
    static final List<String> READING = List.of(
            "measures " + CODE,
            "report " + CODE + " --use own",
            "duties",
            "explain measures " + CODE,
            "imports",
            "withdraw 1 --why x",
            "export DATA.zip",
            "verify-journal",
            "receipt 0000",
            "replay --journal",
            "pack list",
            "pack show x",
            "pack check x",
            "check RULES");

    @ParameterizedTest
    @FieldSource("READING")
    void aCommandThatReadsMakesNoLedgerAndNamesTheOneItAsked(String words) {
        Path wanted = folder.resolve("data").resolve("supervision.mv.db");
        Run run = run(words.replace("DATA", folder.resolve("out").toString())
                .replace("RULES", Path.of("rules").toAbsolutePath().toString())
                .split(" "));
        isASentence(run, wanted.toString());
        assertThat(run.err()).contains("没有台账", "DATA_DIR", "there is no ledger", "none was made");
        assertThat(folder.resolve("out.zip")).doesNotExist();
    }

    @Test
    void aPackIsCheckedWithoutALedgerIfTheRegisterIsLeftAlone() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(rules.resolve("pack.yaml"), "id: x\n");
        Run run = run("check", rules.toString(), "--no-register");
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("不可发布");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mesures | `mesures`",
                "help mesures | `mesures`",
                "explain nothing | `nothing`",
                "pack publsh x | `publsh`",
                "import nowhere.csv | nowhere.csv",
                "restore nowhere.zip | nowhere.zip",
                "verify-journal nowhere.zip | nowhere.zip",
                "verify-receipt nowhere.json --key nowhere.pem | nowhere.pem",
                "checkpoint --key nowhere.pem --public other.pem | nowhere.pem",
                "verify-journal x.zip --officers nowhere.yaml | nowhere.yaml",
                "check nowhere | nowhere",
                "replay nowhere --rules elsewhere | elsewhere",
                "replay nowhere --rules rules | `nowhere`",
                "export no/folder/x.zip | no/folder/x.zip",
                "pack keygen --name x -o no/folder/k | no/folder/k",
                "explain rules --rules nowhere | nowhere",
                "pack propose nowhere --key k.pem --by x --why y | k.pem",
                "pack keygen --name x --role reads -o k | propose",
                "measures 91370116MAX0000158 | 第18位",
                "measures 91370116 | 18位",
                "measures 莱芜 | 莱芜",
                "report 91370116MAX0000158 --use own | 第18位",
                "explain measures x | `x`",
                "replay --journal --entity x | `x`",
                "report 91370116MAX0000157 --use own --format doc | doc",
                "replay | --journal",
                "replay --journal --todays weather | --todays"
            })
    void whatIsNamedAndIsNotThereIsNamedBack(String words, String named) {
        isASentence(run(words.split(" ")), named);
    }

    @Test
    void aWordThatBeginsWithAnAtSignIsAWord() throws IOException {
        Path words = Files.writeString(folder.resolve("words"), "--help");
        isASentence(run("measures", "@" + words), "@" + words);
    }
}
