package supervision.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import supervision.casework.Publications;
import supervision.journal.Checkpoint;
import supervision.journal.Ed25519;
import supervision.journal.PackEvent;
import supervision.journal.PackEvents;
import supervision.journal.PackHistory;
import supervision.journal.RefusedException;
import supervision.ledger.OwnerOnly;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rule packs on their way into force. Exit codes: 0 done, 1 the pack or its report says no, 2 it could not be done.
 */
@Command(
        name = "pack",
        description = "规则包的提出、检查、批准、发布和回退 / propose, check, approve, publish and roll back rule packs",
        mixinStandardHelpOptions = true)
final class PackCommands implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Characters of a fingerprint that are shown. */
    private static final int SHOWN = "sha256:".length() + 12;

    @Spec
    private @Nullable CommandSpec spec;

    private final Screen out;
    private final Screen err;
    private final Supplier<ConfigurableApplicationContext> started;

    /** @param started the application without its web server */
    PackCommands(Screen out, Screen err, Supplier<ConfigurableApplicationContext> started) {
        this.out = out;
        this.err = err;
        this.started = started;
    }

    CommandLine commands() {
        return new CommandLine(this)
                .addSubcommand(new Keygen())
                .addSubcommand(new Propose())
                .addSubcommand(new Check())
                .addSubcommand(new Approve())
                .addSubcommand(new Publish())
                .addSubcommand(new Rollback())
                .addSubcommand(new Reject())
                .addSubcommand(new Withdraw())
                .addSubcommand(new ListAll())
                .addSubcommand(new Show());
    }

    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().usage(out);
        return 2;
    }

    private interface Task {
        int run(Publications publications) throws IOException;
    }

    private int with(Task task) throws IOException {
        try (ConfigurableApplicationContext context = started.get()) {
            return task.run(context.getBean(Publications.class));
        } catch (RefusedException e) {
            err.println("没有办理 / not done: " + e.getMessage());
            return e.reason() == RefusedException.Reason.NOT_PUBLISHABLE ? 1 : 2;
        } catch (RulePackException e) {
            err.println("规则包被拒绝，没有保存 / the rule pack is refused and not kept:");
            e.problems().forEach(err::println);
            return 1;
        }
    }

    /** Who acts, and with which key. */
    static final class Signer {

        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description = "自己的私钥（supervision pack keygen）/ your private key")
        private @Nullable Path key;

        @Option(
                names = "--by",
                required = true,
                paramLabel = "NAME",
                description = "姓名，与人员文件一致 / your name, as in the file of officers")
        private @Nullable String by;

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "理由 / why")
        private @Nullable String why;

        /** Reads the key before anything else is done. */
        Publications.Act act() throws IOException {
            PrivateKey signing;
            try {
                signing = Checkpoint.privateKey(Files.readString(Objects.requireNonNull(key)));
            } catch (GeneralSecurityException e) {
                throw new IOException(key + ": " + e.getMessage(), e);
            }
            return new Publications.Act(
                    Objects.requireNonNull(by).strip(),
                    Objects.requireNonNull(why).strip(),
                    statement -> Ed25519.sign(statement, signing));
        }
    }

    /** Makes a key pair. */
    @Command(
            name = "keygen",
            description = "生成密钥，打印人员文件中的一项 / make a key, and print its entry for the file of officers",
            mixinStandardHelpOptions = true)
    final class Keygen implements Callable<Integer> {

        @Option(names = "--name", required = true, description = "姓名 / name")
        private @Nullable String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                defaultValue = "propose",
                description = "propose 或 approve，可以给两次 / propose or approve, may be given twice")
        private List<String> roles = List.of();

        @Option(
                names = {"-o", "--output"},
                required = true,
                paramLabel = "FILE",
                description = "写入私钥的文件，不得已存在 / file for the private key, must not exist yet")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException, GeneralSecurityException {
            if (!List.of("propose", "approve").containsAll(roles)) {
                err.println("角色为 propose 或 approve / a role is `propose` or `approve`");
                return 2;
            }
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Path to = Objects.requireNonNull(file);
            try (OutputStream written = OwnerOnly.newFile(to)) {
                String text = "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
                written.write(text.getBytes(StandardCharsets.US_ASCII));
            } catch (FileAlreadyExistsException e) {
                err.printf("文件已存在，请换一个名称 / the file exists, give another name: %s%n", to);
                return 2;
            }
            err.printf(
                    "私钥已写入 %1$s，请只由本人保管；以下一项交给维护人员 / the private key is in %1$s, keep it to yourself; give the entry below to those who run the service%n",
                    to);
            out.printf(
                    "  - name: %s%n",
                    JSON.writeValueAsString(Objects.requireNonNull(name).strip()));
            out.printf("    key: %s%n", Ed25519.line(keys.getPublic()));
            out.printf("    roles: [%s]%n", String.join(", ", roles));
            return 0;
        }
    }

    /** Puts a pack forward. */
    @Command(name = "propose", description = "提出规则包 / propose a rule pack", mixinStandardHelpOptions = true)
    final class Propose implements Callable<Integer> {

        @Parameters(paramLabel = "FOLDER", description = "规则包目录，如 rules / folder of the pack, such as rules")
        private @Nullable Path folder;

        @Option(
                names = "--examples",
                paramLabel = "ID",
                description =
                        "所用示例数据，none 为不用；默认同服务设置 / example set to be used, `none` for none; the service's by default")
        private @Nullable String examples;

        @Mixin
        private Signer signer = new Signer();

        @Override
        public Integer call() throws IOException {
            Publications.Act act = signer.act();
            PackFiles files = PackFiles.ofDirectory(Objects.requireNonNull(folder));
            return with(publications -> {
                PackEvent event = publications.propose(files, examples, act);
                out.printf("已提出 / proposed: %s%n", event.pack());
                err.printf("下一步 / next: supervision pack check %s%n", shown(event.pack()));
                return 0;
            });
        }
    }

    /** Checks a pack. */
    @Command(
            name = "check",
            description =
                    "检查规则包，保存并打印报告；不能发布的，退出码为 1 / check a pack, keep and print the report; exits with 1 if the pack cannot be published",
            mixinStandardHelpOptions = true)
    final class Check implements Callable<Integer> {

        @Parameters(paramLabel = "PACK", description = "指纹或其开头 / fingerprint, or the beginning of it")
        private @Nullable String pack;

        @Option(names = "--html", paramLabel = "FILE", description = "另存网页报告 / also write the report as a page")
        private @Nullable Path html;

        @Option(names = "--json", paramLabel = "FILE", description = "另存 JSON 报告 / also write the report as JSON")
        private @Nullable Path json;

        @Override
        public Integer call() throws IOException {
            return with(publications -> {
                PackEvent checked = publications.check(
                        Objects.requireNonNull(pack),
                        (done, all) -> err.over(String.format(Locale.ROOT, "检查 / checked: %,d / %,d", done, all)));
                err.println();
                PackEvents.Report report = publications.report(checked.pack());
                if (html != null) {
                    OwnerOnly.write(html, report.html());
                }
                if (json != null) {
                    OwnerOnly.write(json, report.json());
                }
                boolean publishable = Objects.equals(checked.publishable(), true);
                out.println(publishable ? "✓ 可以发布 / it can be published" : "✗ 不能发布 / it cannot be published");
                for (JsonNode reason : JSON.readTree(report.json()).path("reasons")) {
                    out.println("  " + reason.asString(""));
                }
                out.printf("报告 / report: %s%n", checked.report());
                return publishable ? 0 : 1;
            });
        }
    }

    /** Agrees to a pack. */
    @Command(
            name = "approve",
            description = "第二人批准规则包，定生效日 / a second person approves a pack, from a day on",
            mixinStandardHelpOptions = true)
    final class Approve implements Callable<Integer> {

        @Parameters(paramLabel = "PACK", description = "指纹或其开头 / fingerprint, or the beginning of it")
        private @Nullable String pack;

        @Option(
                names = "--effective",
                paramLabel = "DAY",
                description = "生效日，该日零时起适用；默认今天 / effective day, from 00:00 on; today by default")
        private @Nullable LocalDate effective;

        @Option(
                names = "--report",
                paramLabel = "HASH",
                description =
                        "所看报告的哈希，默认最近一次检查的 / hash of the report that you read; that of the latest check by default")
        private @Nullable String report;

        @Option(
                names = "--confirm",
                paramLabel = "ID",
                split = ",",
                description = "已对照新旧文字的改动编号，可列多个；缺少的会逐项列出"
                        + " / ids of changes that you read, old beside new; those that are missing are listed")
        private List<String> confirmed = List.of();

        @Mixin
        private Signer signer = new Signer();

        @Override
        public Integer call() throws IOException {
            Publications.Act act = signer.act();
            return with(publications -> {
                LocalDate from = effective == null ? publications.today() : effective;
                PackEvent event = publications.approve(Objects.requireNonNull(pack), from, report, confirmed, act);
                out.printf("已批准 / approved: %s，%s 起 / from %s on%n", event.pack(), from, from);
                err.printf(
                        "下一步 / next: supervision pack publish %s --effective %s%n",
                        shown(event.pack()), event.effectiveOn());
                return 0;
            });
        }
    }

    /** Publishes a pack. */
    @Command(
            name = "publish",
            description = "发布已批准的规则包 / publish a pack that was approved",
            mixinStandardHelpOptions = true)
    final class Publish implements Callable<Integer> {

        @Parameters(paramLabel = "PACK", description = "指纹或其开头 / fingerprint, or the beginning of it")
        private @Nullable String pack;

        @Option(
                names = "--effective",
                paramLabel = "DAY",
                description = "批准的生效日，默认今天 / the day that was approved, today by default")
        private @Nullable LocalDate effective;

        @Mixin
        private Signer signer = new Signer();

        @Override
        public Integer call() throws IOException {
            Publications.Act act = signer.act();
            return with(publications -> {
                LocalDate from = effective == null ? publications.today() : effective;
                published(publications.publish(Objects.requireNonNull(pack), from, act));
                return 0;
            });
        }
    }

    private void published(PackEvent event) {
        out.printf(
                "第 %1$d 号发布，%2$s 起适用 / publication %1$d, decides from %2$s on: %3$s%n",
                event.number(), event.effectiveOn(), event.pack());
    }

    /** Brings an earlier pack back. */
    @Command(
            name = "rollback",
            description = "回退：立即再次发布此前的规则包 / roll back: publish an earlier pack again, at once",
            mixinStandardHelpOptions = true)
    final class Rollback implements Callable<Integer> {

        @Option(
                names = "--to",
                paramLabel = "NUMBER",
                description = "取回第几号发布，默认最近一次之前的 / publication to bring back, that before the last by default")
        private @Nullable Long to;

        @Mixin
        private Signer signer = new Signer();

        @Override
        public Integer call() throws IOException {
            Publications.Act act = signer.act();
            return with(publications -> {
                published(publications.rollback(to, act));
                return 0;
            });
        }
    }

    /** Turns a pack down. */
    @Command(
            name = "reject",
            description = "第二人否决规则包 / a second person turns a pack down",
            mixinStandardHelpOptions = true)
    final class Reject implements Callable<Integer> {

        @Parameters(paramLabel = "PACK", description = "指纹或其开头 / fingerprint, or the beginning of it")
        private @Nullable String pack;

        @Mixin
        private Signer signer = new Signer();

        @Override
        public Integer call() throws IOException {
            Publications.Act act = signer.act();
            return with(publications -> {
                out.printf(
                        "已否决 / rejected: %s%n",
                        publications.reject(Objects.requireNonNull(pack), act).pack());
                return 0;
            });
        }
    }

    /** Takes a pack back. */
    @Command(
            name = "withdraw",
            description = "提出人撤回规则包 / who proposed a pack takes it back",
            mixinStandardHelpOptions = true)
    final class Withdraw implements Callable<Integer> {

        @Parameters(paramLabel = "PACK", description = "指纹或其开头 / fingerprint, or the beginning of it")
        private @Nullable String pack;

        @Mixin
        private Signer signer = new Signer();

        @Override
        public Integer call() throws IOException {
            Publications.Act act = signer.act();
            return with(publications -> {
                out.printf(
                        "已撤回 / withdrawn: %s%n",
                        publications.withdraw(Objects.requireNonNull(pack), act).pack());
                return 0;
            });
        }
    }

    /** Lists publications and packs. */
    @Command(
            name = "list",
            description = "列出发布和办理中的规则包 / list publications and packs under way",
            mixinStandardHelpOptions = true)
    final class ListAll implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return with(publications -> {
                PackHistory history = publications.history();
                if (history.publications().isEmpty()) {
                    out.println("没有发布，规则文件直接适用 / nothing is published, the rule files decide");
                    return 0;
                }
                PackEvent inForce = history.inForce(publications.today());
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of("号 number", "生效 effective", "规则包 pack", "取回 returns", "由 by", "理由 why"));
                for (PackEvent each : history.publications()) {
                    rows.add(List.of(
                            (each.equals(inForce) ? "→ " : "  ") + each.number(),
                            String.valueOf(each.effectiveOn()),
                            shown(each.pack()),
                            each.returns() == null ? "" : each.returns().toString(),
                            each.by(),
                            each.why()));
                }
                Table.print(rows, out);
                List<List<String>> under = new ArrayList<>();
                under.add(List.of("规则包 pack", "状态 state", "提出人 by", "理由 why"));
                history.candidates().stream()
                        .filter(each -> each.state() != PackHistory.State.PUBLISHED)
                        .forEach(each -> under.add(List.of(
                                shown(each.pack()),
                                word(each.state()),
                                each.proposed().by(),
                                each.proposed().why())));
                if (under.size() > 1) {
                    out.println();
                    Table.print(under, out);
                }
                return 0;
            });
        }
    }

    /** Shows all that happened to a pack. */
    @Command(
            name = "show",
            description = "列出规则包的全部事件 / show all that happened to a pack",
            mixinStandardHelpOptions = true)
    final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "PACK", description = "指纹或其开头 / fingerprint, or the beginning of it")
        private @Nullable String pack;

        @Override
        public Integer call() throws IOException {
            return with(publications -> {
                String fingerprint = publications.fingerprint(Objects.requireNonNull(pack));
                out.println(fingerprint);
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of("时间 at", "事件 event", "由 by", "理由 why", "其他 more"));
                for (PackEvent each : publications.history().events()) {
                    if (each.pack().equals(fingerprint)) {
                        rows.add(List.of(
                                each.at().toString(),
                                word(PackHistory.State.valueOf(each.kind().name())),
                                each.by(),
                                each.why(),
                                more(each)));
                    }
                }
                Table.print(rows, out);
                return 0;
            });
        }

        private String more(PackEvent event) {
            List<String> more = new ArrayList<>();
            if (event.publishable() != null) {
                more.add(event.publishable() ? "可以发布 publishable" : "不能发布 not publishable");
            }
            if (event.number() != null) {
                more.add("第 " + event.number() + " 号 number " + event.number());
            }
            if (event.returns() != null) {
                more.add("取回 returns " + event.returns());
            }
            if (event.effectiveOn() != null) {
                more.add("生效 effective " + event.effectiveOn());
            }
            if (event.report() != null) {
                more.add("报告 report " + event.report());
            }
            return String.join("; ", more);
        }
    }

    private static String shown(String fingerprint) {
        return fingerprint.substring(0, SHOWN);
    }

    private static String word(PackHistory.State state) {
        return switch (state) {
            case PROPOSED -> "已提出 proposed";
            case CHECKED -> "已检查 checked";
            case APPROVED -> "已批准 approved";
            case PUBLISHED -> "已发布 published";
            case REJECTED -> "已否决 rejected";
            case WITHDRAWN -> "已撤回 withdrawn";
        };
    }
}
