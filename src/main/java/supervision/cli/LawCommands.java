package supervision.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import supervision.decision.Text;
import supervision.lawtext.HashWriter;
import supervision.lawtext.LawCheck;
import supervision.lawtext.LawCheck.Compared;
import supervision.lawtext.LawCheck.Instrument;
import supervision.lawtext.LawCheck.Outcome;
import supervision.lawtext.LawFolder;
import supervision.lawtext.Resting;
import supervision.replay.FixtureCase;
import supervision.replay.FixtureReader;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/** Texts of law that somebody keeps in a folder. */
@Command(name = "law", description = "法律文本 / texts of law", mixinStandardHelpOptions = true)
final class LawCommands implements Callable<Integer> {

    private static final int TERMINAL = 120;

    /** Of rules and cases so many are named; the rest is counted. */
    private static final int FEW = 6;

    @Spec
    private @Nullable CommandSpec spec;

    private final Screen out;
    private final Screen err;
    private final String usualRules;

    /** @param usualRules folder of the pack, in the form of the setting, for those who name none */
    LawCommands(Screen out, Screen err, String usualRules) {
        this.out = out;
        this.err = err;
        this.usualRules = usualRules;
    }

    Check check() {
        return new Check();
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(out);
        }
        return 2;
    }

    /** Holds the clauses of the pack against a folder of law texts. */
    @Command(
            name = "check",
            description = {
                "核对规则包所引条款与法律文本是否仍然一致。目录中每个 .md、.txt 文件为一部法律文件，UTF-8，开头写明标题、公布和施行日期。",
                "比对的是：所引的整条（没有条的文件为该段），去掉条号、空格和 Markdown 记号，统一全角半角和引号之后的全文，与规则包所存的指纹"
                        + "（textHash）比较；没有指纹而目录中同时有所读版本和新版本的，两者比较。我们自己的大意不参与比对。",
                "holds the cited clauses against texts of law: each .md or .txt file is one act, in UTF-8, with title and days at its"
                        + " beginning.",
                "What is compared is the whole article (or the numbered paragraph, where there are none) without its number, blanks"
                        + " and marks of Markdown, with one form of signs and quotation marks, by its hash (`textHash` of the"
                        + " clause); without one, the version that was read with a later one, where the folder has both."
                        + " Our own summaries are not compared.",
                "退出码：0 无须查看，1 有须查看的，2 输入有误 / exits with 0 if there is nothing to look at, 1 if there is, 2 for bad input"
            },
            mixinStandardHelpOptions = true)
    final class Check implements Callable<Integer> {

        @Parameters(paramLabel = "FOLDER", description = "法律文本目录 / folder of law texts")
        private @Nullable Path folder;

        @Option(names = "--rules", paramLabel = "DIR", description = "规则包目录 / folder of the rule pack")
        private @Nullable String rules;

        @Option(
                names = "--cases",
                paramLabel = "DIR",
                description = "案例目录，默认为规则包旁的 fixtures / folder of cases, by default fixtures beside the rule pack")
        private @Nullable Path cases;

        @Option(
                names = "--write",
                description = "为尚无指纹、已对照原文的条款写入所读版本的指纹，供以后比对 / keep hashes of the version that was read, for clauses"
                        + " read in the original that have none, so that a later run can tell what changed")
        private boolean write;

        @Override
        public Integer call() throws IOException {
            Path pack = Path.of((rules == null ? usualRules : rules).replaceFirst("^file:", ""));
            RulePack read = RulePackReader.read(Packs.read(pack), null);
            Path fixtures = cases == null ? pack.toAbsolutePath().normalize().resolveSibling("fixtures") : cases;
            if (cases != null && !Files.exists(cases)) {
                err.printf("案例目录不存在，请核对路径 / there are no cases here, check the path: %s%n", cases);
                return 2;
            }
            LawFolder laws;
            try {
                laws = LawFolder.read(Objects.requireNonNull(folder), read);
            } catch (LawFolder.NoLawsException e) {
                err.println(e.getMessage());
                return 2;
            }
            List<Instrument> found = LawCheck.run(read, laws, casesByClause(fixtures));
            out.printf(
                    Locale.ROOT,
                    "%s：%,d 个文件，规则包所引 %,d 个，其他 %,d 个 / files: %,d, cited by the pack: %,d, others: %,d%n",
                    laws.folder(),
                    laws.files(),
                    laws.acts().size(),
                    laws.others(),
                    laws.files(),
                    laws.acts().size(),
                    laws.others());
            laws.problems().forEach(this::print);
            found.forEach(this::print);
            if (write) {
                write(pack, found);
            }
            return summary(laws, found);
        }

        private void print(LawFolder.Problem problem) {
            out.printf("%n✗ %s%n", problem.file());
            print("  ", problem.problem());
        }

        private void print(Instrument instrument) {
            out.printf(
                    "%n《%s》 %s · %s%n",
                    instrument.source().title().zh(),
                    instrument.source().title().en(),
                    instrument.source().id());
            if (instrument.against() != null) {
                print(
                        "  ",
                        Text.of(
                                "比对 %1$s：%2$s",
                                "held against %1$s: %2$s",
                                instrument.against().file(),
                                LawCheck.days(instrument.against())));
            } else {
                print(
                        "  ",
                        new Text(
                                "目录中没有所读的版本，未比对",
                                "the folder does not have the version that was read: nothing was compared"));
            }
            instrument.notices().forEach(notice -> print("  ! ", notice));
            Map<Outcome, List<Compared>> outcomes = new TreeMap<>();
            instrument
                    .clauses()
                    .forEach(clause -> outcomes.computeIfAbsent(clause.outcome(), each -> new ArrayList<>())
                            .add(clause));
            List<List<String>> rows = new ArrayList<>();
            outcomes.forEach((outcome, clauses) -> rows.add(List.of(
                    "  " + words(outcome),
                    String.join(
                            ", ",
                            clauses.stream().map(clause -> key(clause.id())).toList()))));
            if (!rows.isEmpty()) {
                Table.print(rows, out, TERMINAL);
            }
            instrument.clauses().forEach(this::printChanged);
            if (instrument.toLookAt() != null) {
                print(instrument.source().id(), instrument.toLookAt());
            }
        }

        private void printChanged(Compared clause) {
            if (clause.outcome() != Outcome.CHANGED && clause.outcome() != Outcome.GONE) {
                return;
            }
            out.printf(
                    "  ✗ %s  %s / %s%n",
                    key(clause.id()),
                    clause.clause().title().zh(),
                    clause.clause().title().en());
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("    核对 checked", clause.clause().checkedOn().toString()));
            rows.add(List.of(
                    "    大意 our words",
                    clause.clause().says().zh() + "\n" + clause.clause().says().en()));
            if (clause.movedTo() != null) {
                rows.add(List.of("    移至 moved to", "第 " + clause.movedTo() + " 条 / article " + clause.movedTo()));
            }
            if (clause.text() != null) {
                rows.add(List.of("    文本 text", clause.text().text()));
            }
            Table.print(rows, out, TERMINAL);
        }

        private void print(String source, Resting resting) {
            out.println("  须查看 / to look at");
            List<List<String>> rows = new ArrayList<>();
            named(rows, "    禁入 bans", resting.bans(), Integer.MAX_VALUE, ", ");
            named(rows, "    数值 figures", resting.figures(), Integer.MAX_VALUE, ", ");
            named(rows, "    表格 tables", resting.tables(), Integer.MAX_VALUE, ", ");
            named(rows, "    规则 rules", resting.rules(), FEW, "\n");
            named(rows, "    案例 cases", resting.cases(), FEW, "\n");
            rows.add(List.of("    命令 command", "./supervision explain rules --clause " + source));
            Table.print(rows, out, TERMINAL);
        }

        private static void named(List<List<String>> rows, String what, List<String> names, int most, String between) {
            if (names.isEmpty()) {
                return;
            }
            String more = names.size() > most ? between + "… 另有 / and more: " + (names.size() - most) : "";
            rows.add(List.of(
                    what,
                    names.size() + ": " + String.join(between, names.subList(0, Math.min(most, names.size()))) + more));
        }

        private void print(String indent, Text text) {
            Table.print(
                    List.of(List.of(
                            indent.substring(0, indent.length() - 2) + indent.strip(), text.zh() + "\n" + text.en())),
                    out,
                    TERMINAL);
        }

        private void write(Path pack, List<Instrument> found) throws IOException {
            int written = 0;
            for (Instrument instrument : found) {
                Map<String, String> hashes = HashWriter.missing(instrument);
                if (!hashes.isEmpty()) {
                    written += HashWriter.write(pack, instrument.source().id(), hashes);
                }
            }
            out.printf(
                    Locale.ROOT,
                    "%n已写入 %,d 条指纹，规则包的指纹随之变化 / hashes written: %,d, and with them the fingerprint of the pack changed%n",
                    written,
                    written);
        }

        private int summary(LawFolder laws, List<Instrument> found) {
            Map<Outcome, Integer> counts = new TreeMap<>();
            int notices = 0;
            for (Instrument instrument : found) {
                instrument.clauses().forEach(clause -> counts.merge(clause.outcome(), 1, Integer::sum));
                notices += instrument.notices().isEmpty() ? 0 : 1;
            }
            out.println();
            List<List<String>> rows = new ArrayList<>();
            for (Outcome outcome : Outcome.values()) {
                rows.add(List.of(words(outcome), String.valueOf(counts.getOrDefault(outcome, 0))));
            }
            rows.add(List.of("已修改、废止或有新版本 acts changed since", String.valueOf(notices)));
            rows.add(List.of(
                    "未读懂的文件 files not understood",
                    String.valueOf(laws.problems().size())));
            Table.print(rows, out);
            if (laws.problems().stream().anyMatch(LawFolder.Problem::unreadable)) {
                return 2;
            }
            boolean look = notices > 0
                    || counts.containsKey(Outcome.CHANGED)
                    || counts.containsKey(Outcome.GONE)
                    || !laws.problems().isEmpty();
            return look ? 1 : 0;
        }

        private static String words(Outcome outcome) {
            return switch (outcome) {
                case CONFIRMED -> "一致 confirmed";
                case NOT_COMPARED -> "有该条，未存指纹，未比对 there, no hash kept";
                case CHANGED -> "文字有变化 changed";
                case GONE -> "没有该条 not there";
                case NO_PLACE -> "规则包未写明条号 no article named";
            };
        }

        private static String key(String id) {
            return id.substring(id.indexOf('/') + 1);
        }

        private static Map<String, SortedSet<String>> casesByClause(Path fixtures) throws IOException {
            Map<String, SortedSet<String>> cases = new TreeMap<>();
            if (Files.exists(fixtures)) {
                for (FixtureCase one : FixtureReader.read(fixtures).cases()) {
                    one.why()
                            .forEach(clause -> cases.computeIfAbsent(clause.toString(), each -> new TreeSet<>())
                                    .add(one.file()));
                }
            }
            return cases;
        }
    }
}
