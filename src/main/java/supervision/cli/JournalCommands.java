package supervision.cli;

import com.fasterxml.jackson.annotation.Nulls;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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
import supervision.audit.Export;
import supervision.audit.SignedHeads;
import supervision.audit.Verification;
import supervision.casework.PastDecisions;
import supervision.casework.PastDecisions.Of;
import supervision.journal.Checkpoint;
import supervision.journal.Officers;
import supervision.journal.RefusedException;
import supervision.ledger.Ledger;
import supervision.ledger.OwnerOnly;
import supervision.ledger.PersonsKey;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Commands about what was recorded and decided. */
final class JournalCommands {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** All members are there, and no other. */
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    private final Screen out;
    private final Screen err;
    private final Supplier<ConfigurableApplicationContext> started;
    private final Supplier<ConfigurableApplicationContext> copying;
    private final Supplier<ConfigurableApplicationContext> filling;

    /**
     * @param started the application without its web server
     * @param copying the same, without a key of natural persons
     * @param filling the same, on a new ledger if there is none
     */
    JournalCommands(
            Screen out,
            Screen err,
            Supplier<ConfigurableApplicationContext> started,
            Supplier<ConfigurableApplicationContext> copying,
            Supplier<ConfigurableApplicationContext> filling) {
        this.out = out;
        this.err = err;
        this.started = started;
        this.copying = copying;
        this.filling = filling;
    }

    List<Object> all() {
        return List.of(
                new ExportAll(),
                new Restore(),
                new VerifyJournal(),
                new SignCheckpoint(),
                new ShowReceipt(),
                new VerifyReceipt());
    }

    private void progress(long rows) {
        err.over(String.format(Locale.ROOT, "%,d 行 / rows", rows));
    }

    /** Writes all that the database holds. */
    @Command(
            name = "export",
            description = "导出全部记录、决定和规则包（备份、迁移、离线核验）/ export all records, decisions and rule packs"
                    + " (to back up, move, verify offline)",
            mixinStandardHelpOptions = true)
    final class ExportAll implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "写入的文件，不得已存在 / file to write, must not exist yet")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException {
            Path to = Objects.requireNonNull(file);
            try (OutputStream taken = OwnerOnly.newFile(to);
                    OutputStream buffered = new BufferedOutputStream(taken);
                    ConfigurableApplicationContext context = copying.get()) {
                long rows = context.getBean(Export.class).write(buffered, JournalCommands.this::progress);
                buffered.flush();
                err.println();
                out.printf(Locale.ROOT, "已导出 / exported: %,d 行 / rows → %s%n", rows, to);
                if (context.getBean(Ledger.class).hasPersons()) {
                    err.println(
                            "其中有自然人，恢复时须用同一密钥；密钥不在导出文件中，请分开保管 / there are natural persons in it, and a restore needs"
                                    + " the same key; the key is not in the export, keep it apart");
                }
                return 0;
            } catch (FileAlreadyExistsException e) {
                err.printf("文件已存在，请换一个名称 / the file exists, give another name: %s%n", to);
                return 2;
            } catch (IOException | RuntimeException e) {
                // half an export must not be taken for a whole one
                Files.deleteIfExists(to);
                throw e;
            }
        }
    }

    /** Fills an empty database. */
    @Command(
            name = "restore",
            description = "把导出文件恢复到空的数据库；其中有自然人的，须有原密钥（SUPERVISION_PERSONS_KEY）/ restore an export into an empty"
                    + " database; if there are natural persons in it, with the same key (SUPERVISION_PERSONS_KEY)",
            mixinStandardHelpOptions = true)
    final class Restore implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "导出文件 / export")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException {
            Path from = Objects.requireNonNull(file);
            // before anything is written: a broken copy is no backup
            Verification.Result found = Verification.of(from, null);
            if (!found.broken().isEmpty()) {
                print(found);
                err.println("没有恢复，请取另一份 / not restored, take another copy");
                return 1;
            }
            try (ConfigurableApplicationContext context = filling.get()) {
                long rows = context.getBean(Export.class)
                        .restore(from, context.getBean(PersonsKey.class)::check, JournalCommands.this::progress);
                err.println();
                out.printf(Locale.ROOT, "已恢复 / restored: %,d 行 / rows%n", rows);
                return 0;
            }
        }
    }

    private void print(Verification.Result found) {
        out.printf(
                Locale.ROOT,
                "台账 / ledger entries: %,d   规则包 / rule packs: %,d   发布事件 / pack events: %,d   回执 / receipts: %,d   校验点 / checkpoints: %,d%n",
                found.counted().getOrDefault("ledger_entry", 0L),
                found.counted().getOrDefault("kept_pack", 0L),
                found.counted().getOrDefault("pack_event", 0L),
                found.counted().getOrDefault("receipt", 0L),
                found.counted().getOrDefault("checkpoint", 0L));
        // one line each, whatever a file holds: else it could say itself that all is well
        found.broken().forEach(link -> out.println("✗ " + Visible.line(link)));
        found.remarks().forEach(remark -> out.println("! " + Visible.line(remark)));
    }

    /** @throws IOException if there is no such file, or it is no text; says which */
    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString());
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException("不是文本文件，请核对路径 / the file is not text, check the path: " + file);
        }
    }

    /** Options that name whose signature is believed. */
    static final class Key {

        @Option(names = "--key", paramLabel = "PEM", description = "签名人的公钥（PEM）/ public key of the signer (PEM)")
        private @Nullable Path key;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "supervision",
                description = "签名所用名称，默认 ${DEFAULT-VALUE} / name signed with, ${DEFAULT-VALUE} by default")
        private @Nullable String name;

        @Option(
                names = "--checkpoint",
                paramLabel = "FILE",
                description = "另行保存的校验点 / a checkpoint that was kept elsewhere")
        private @Nullable Path checkpoint;

        Verification.@Nullable Trusted trusted() throws IOException, GeneralSecurityException {
            return key == null
                    ? null
                    : new Verification.Trusted(
                            Objects.requireNonNull(name),
                            Checkpoint.publicKey(text(key)),
                            checkpoint == null ? null : note(text(checkpoint)));
        }

        /** As it was signed: what is copied from a page or a mail often has other ends of lines. */
        private static String note(String copied) {
            return copied.strip().replace("\r\n", "\n") + "\n";
        }
    }

    /** Checks an export, or the database. */
    @Command(
            name = "verify-journal",
            description = "核验导出文件：记录、规则包、回执和校验点；不需要数据库 / verify an export: records, rule packs, receipts and"
                    + " checkpoints; needs no database",
            mixinStandardHelpOptions = true)
    final class VerifyJournal implements Callable<Integer> {

        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description =
                        "导出文件；不给则先导出本机数据库 / export; the database of this machine is exported first if none is given")
        private @Nullable Path file;

        @picocli.CommandLine.Mixin
        private Key key = new Key();

        @Option(
                names = "--officers",
                paramLabel = "FILE",
                description = "人员文件：核对提出、批准规则包的签名人 / file of officers: who signed for rule packs is looked up in it")
        private @Nullable Path officers;

        @Override
        public Integer call() throws IOException, GeneralSecurityException {
            if (key.checkpoint != null && key.key == null) {
                err.println("请用 --key 给出公钥 / give the public key with --key");
                return 2;
            }
            Officers known = officers == null ? null : Officers.read(officers);
            Verification.Trusted trusted = key.trusted();
            if (trusted != null && trusted.published() != null) {
                try {
                    Checkpoint.read(trusted.published());
                } catch (Checkpoint.NoNoteException e) {
                    err.println(key.checkpoint + ": " + e.getMessage());
                    return 2;
                } catch (Checkpoint.BrokenNoteException e) {
                    // it is one, and what is wrong with it is told among the rest
                }
            }
            Verification.Result found;
            if (file == null) {
                try (ConfigurableApplicationContext context = copying.get()) {
                    found = Verification.of(context.getBean(Export.class), trusted, known);
                }
            } else {
                found = Verification.of(file, trusted, known);
            }
            print(found);
            if (found.broken().isEmpty()) {
                out.println("✓ 全部相符 / all of it holds");
                Checkpoint signed = found.signed();
                out.println(
                        signed == null
                                ? "  未核对签名：能写数据库的人可以重算全部哈希，请用 --key 和另行保存的 --checkpoint / signatures were not checked:"
                                        + " who can write to the database can make all hashes anew; give --key and a"
                                        + " --checkpoint kept elsewhere"
                                : "  已核对签名 %1$d 个，至第 %2$d 号校验点 / signatures checked: %1$d, up to checkpoint %2$d"
                                        .formatted(found.signatures(), signed.number()));
            } else {
                out.println(
                        "  有内容不符：请保留现状，核验另外保存的备份，用相符的一份恢复 / something does not hold: leave all as it is, verify copies"
                                + " kept elsewhere, and restore one that holds");
            }
            out.println("  不在核验之列 / not covered:");
            found.notCovered().forEach(column -> out.println("    " + Visible.line(column)));
            return found.broken().isEmpty() ? 0 : 1;
        }
    }

    /** Signs the head of all that is kept. */
    @Command(
            name = "checkpoint",
            description =
                    "给台账、发布事件和回执的现状签名（Ed25519），另行保存或公布 / sign what ledger, pack events and receipts are now (Ed25519),"
                            + " to be kept elsewhere or published",
            mixinStandardHelpOptions = true)
    final class SignCheckpoint implements Callable<Integer> {

        @Option(
                names = "--key",
                required = true,
                paramLabel = "PEM",
                description = "私钥（openssl genpkey -algorithm ed25519）/ private key")
        private @Nullable Path key;

        @Option(
                names = "--public",
                required = true,
                paramLabel = "PEM",
                description = "公钥（openssl pkey -in key.pem -pubout）/ public key")
        private @Nullable Path publicKey;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "supervision",
                description = "签名所用名称，默认 ${DEFAULT-VALUE} / name to sign with, ${DEFAULT-VALUE} by default")
        private @Nullable String name;

        @Override
        public Integer call() throws IOException, GeneralSecurityException {
            Checkpoint.Signer signer = new Checkpoint.Signer(
                    Objects.requireNonNull(name),
                    Checkpoint.privateKey(text(Objects.requireNonNull(key))),
                    Checkpoint.publicKey(text(Objects.requireNonNull(publicKey))));
            try (ConfigurableApplicationContext context = started.get()) {
                out.print(context.getBean(SignedHeads.class).sign(signer));
                err.println("请把以上各行存放到他人不能改动之处 / keep these lines where nobody else can change them");
                return 0;
            } catch (Checkpoint.BrokenNoteException e) {
                err.println("两个密钥不是一对 / the two keys do not belong together");
                return 2;
            } catch (RefusedException e) {
                err.println(e.getMessage());
                return e.reason() == RefusedException.Reason.BROKEN ? 1 : 2;
            }
        }
    }

    /** Shows a receipt. */
    @Command(
            name = "receipt",
            description = "出具决定的回执和收录证明（JSON）/ write the receipt of a decision with its proof (JSON)",
            mixinStandardHelpOptions = true)
    final class ShowReceipt implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "决定的 id / id of the decision")
        private @Nullable String id;

        @Option(
                names = "--size",
                converter = Mistakes.AtLeastOne.class,
                description = "按该数量的回执证明 / in the tree of so many receipts")
        private @Nullable Long size;

        @Override
        public Integer call() {
            try (ConfigurableApplicationContext context = started.get()) {
                out.println(JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(
                                context.getBean(PastDecisions.class).proof(Objects.requireNonNull(id), size)));
                return 0;
            } catch (PastDecisions.UnknownDecisionException e) {
                err.printf("没有给出过该决定 / this decision was never given: %s%n", id);
                return 1;
            }
        }
    }

    /** Checks a receipt against a signed head. */
    @Command(
            name = "verify-receipt",
            description = "核验回执：收录证明和校验点的签名；不需要数据库 / verify a receipt: its proof, and the signature of a checkpoint;"
                    + " needs no database",
            mixinStandardHelpOptions = true)
    final class VerifyReceipt implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "回执（JSON）/ receipt (JSON)")
        private @Nullable Path file;

        @picocli.CommandLine.Mixin
        private Key key = new Key();

        @Override
        public Integer call() throws IOException, GeneralSecurityException {
            Verification.Trusted trusted = key.trusted();
            if (trusted == null || trusted.published() == null) {
                err.println("请用 --key 和 --checkpoint 给出公钥和校验点 / give key and checkpoint with --key and --checkpoint");
                return 2;
            }
            PastDecisions.Proof proof = proof(Objects.requireNonNull(file));
            if (proof == null) {
                err.printf(
                        "不是回执，请用 supervision receipt 写出 / not a receipt, write one with `supervision receipt`: %s%n",
                        file);
                return 2;
            }
            try {
                Checkpoint checkpoint = Checkpoint.open(trusted.published(), trusted.name(), trusted.key());
                if (checkpoint.size() != proof.size()) {
                    out.printf(
                            "✗ 证明按 %1$d 张回执，校验点为 %2$d 张：请用 --size %2$d 重新出具 / the proof is in a tree of %1$d, the checkpoint of"
                                    + " %2$d: write it again with --size %2$d%n",
                            proof.size(), checkpoint.size());
                    return 1;
                }
                boolean holds = checkpoint.root().equals(proof.root()) && PastDecisions.holds(proof);
                out.print(
                        holds
                                ? "✓ 回执在已签名的日志中 / the receipt is in the signed journal\n" + proof.receipt()
                                : "✗ 回执不在已签名的日志中，或被改动 / the receipt is not in the signed journal, or was changed\n");
                return holds ? 0 : 1;
            } catch (Checkpoint.NoNoteException e) {
                err.println(key.checkpoint + ": " + e.getMessage());
                return 2;
            } catch (Checkpoint.BrokenNoteException e) {
                out.println("✗ 校验点 / checkpoint: " + e.getMessage());
                return 1;
            }
        }

        private static PastDecisions.@Nullable Proof proof(Path file) throws IOException {
            try {
                return STRICT.readValue(Files.readAllBytes(file), PastDecisions.Proof.class);
            } catch (JacksonException e) {
                return null;
            }
        }
    }

    /** Runs past decisions again. */
    int replay(@Nullable String code, Of rules, Of records) {
        try (ConfigurableApplicationContext context = started.get()) {
            int[] counts = new int[2];
            context.getBean(PastDecisions.class).each(code, rules, records, again -> {
                counts[again.same() ? 0 : 1]++;
                if (!again.same()) {
                    out.println("✗ " + again.receipt() + (again.problem() == null ? "" : " " + again.problem()));
                    again.differences()
                            .forEach(difference -> out.println("    "
                                    + (difference.then() == null ? "+ " : difference.now() == null ? "- " : "± ")
                                    + difference.rule()));
                }
            });
            out.printf("相同 / same: %d   不同 / different: %d%n", counts[0], counts[1]);
            if (counts[0] + counts[1] == 0) {
                err.println("没有给出过这样的决定 / no such decision was given");
                return 1;
            }
            return counts[1] == 0 ? 0 : 1;
        }
    }
}
