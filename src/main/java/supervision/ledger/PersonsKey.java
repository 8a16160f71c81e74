package supervision.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import supervision.intake.Pseudonyms;

/**
 * The key under which natural persons are kept, in a file of its own: 64 hexadecimal digits, for its owner alone to read. It is
 * never rotated, for what it makes of ID numbers stands in the chain of the ledger.
 */
public final class PersonsKey {

    /** Name of the file that is made beside an embedded database. */
    static final String FILE = "persons.key";

    private static final String IN_MEMORY = "jdbc:h2:mem:";

    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f]{" + 2 * Pseudonyms.KEY_BYTES + "}");

    /** A few blanks and ends of lines more than a key. */
    private static final int LONGEST_FILE = 200;

    private static final HexFormat HEX = HexFormat.of();

    private final Ledger ledger;

    /** Null where there is none, or none in a file. */
    private final @Nullable Path file;

    /** Whether the file may be made. */
    private final boolean ours;

    private final @Nullable Pseudonyms inMemory;
    private @Nullable Path made;

    /** The key cannot be used, or is not that of the ledger; says why and what to do, and nothing of the key itself. */
    public static final class UnusableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * @param setting path of the file; null for one beside an embedded database, blank for none
     * @param address of the database
     */
    public PersonsKey(@Nullable String setting, String address, Ledger ledger) {
        this.ledger = ledger;
        Path database = FileDatabase.file(address);
        ours = setting == null && database != null;
        if (setting == null) {
            file = database == null ? null : database.resolveSibling(FILE);
        } else {
            file = setting.isBlank() ? null : Path.of(setting);
        }
        inMemory = setting == null && address.startsWith(IN_MEMORY) ? Pseudonyms.under(random()) : null;
    }

    /**
     * Refuses a ledger with natural persons under another key, or where there is none.
     *
     * @throws UnusableException if so, or if the file cannot be used
     */
    public void check() {
        Pseudonyms found = found();
        String other = ledger.personNotUnder(found == null ? null : found.beginning());
        if (other != null) {
            throw refusal(other, found != null);
        }
    }

    /**
     * What natural persons are called in this ledger. A key beside an embedded database is made if there is none.
     *
     * @throws UnusableException as {@link #check}
     */
    public synchronized Pseudonyms pseudonyms() {
        check();
        Pseudonyms found = found();
        if (found != null) {
            return found;
        }
        return ours && file != null ? make(file) : Pseudonyms.NONE;
    }

    /** The file of a key that was made by this process; null if none was. */
    public synchronized @Nullable Path made() {
        return made;
    }

    private @Nullable Pseudonyms found() {
        if (file == null) {
            return inMemory;
        }
        return ours && !Files.exists(file) ? null : read(file);
    }

    /**
     * Reads the key in a file.
     *
     * @throws UnusableException if it is not there, others may read it, or there is no key in it
     */
    public static Pseudonyms read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw unusable(
                        "没有自然人密钥文件",
                        "there is no file of the key of natural persons",
                        "放回原密钥的备份，或者更正 SUPERVISION_PERSONS_KEY；新的台账可用 (umask 077; openssl rand -hex 32 > 文件名) 生成",
                        "put the copy of the key back, or correct SUPERVISION_PERSONS_KEY; for a new ledger make one with"
                                + " (umask 077; openssl rand -hex 32 > FILE)",
                        file);
            }
            if (!OwnerOnly.is(file)) {
                throw unusable(
                        "自然人密钥文件可由他人读写",
                        "others can read or write the file of the key of natural persons",
                        "查明有无他人读过，再由文件所有者执行 chmod 600",
                        "find out whether anybody read it, and let its owner run chmod 600 on it",
                        file);
            }
            String text = Files.size(file) > LONGEST_FILE ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!FORM.matcher(text.strip()).matches()) {
                throw unusable(
                        "自然人密钥文件中没有密钥，应为 64 位十六进制数字",
                        "there is no key in the file of the key of natural persons, it has to be 64 hexadecimal digits",
                        "放回原密钥的备份；台账中还没有自然人的，可移走该文件重新启动",
                        "put the copy of the key back; where no natural persons are in the ledger yet, move the file away and"
                                + " start again",
                        file);
            }
            return Pseudonyms.under(HEX.parseHex(text.strip()));
        } catch (IOException e) {
            throw unusable(
                    "自然人密钥文件无法读取",
                    "the file of the key of natural persons cannot be read",
                    "核对文件的所有者和权限",
                    "check its owner and its rights",
                    file);
        }
    }

    private static UnusableException unusable(String zh, String en, String remedy, String remedyEn, Path file) {
        return new UnusableException("%1$s：%3$s。请%4$s / %2$s: %3$s; %5$s".formatted(zh, en, file, remedy, remedyEn));
    }

    /** @param subject a person under another key, or under none */
    private UnusableException refusal(String subject, boolean isKey) {
        Path at = file;
        if (!Ledger.isUnderKey(subject)) {
            return new UnusableException(
                    "台账由旧版程序建立，其中自然人以证件号码的普通摘要保存，可由穷举还原，本版不使用，也没有改动它：请换用新的数据目录（DATA_DIR）或者新的数据库启动，再重新导入记录，并妥善销毁旧台账"
                            + " / this ledger was made by an older version and keeps natural persons as plain digests of their ID"
                            + " numbers, which can be found by trying all; this version does not use it and has changed nothing:"
                            + " start with a new data folder (DATA_DIR) or a new database, import the records again, and destroy"
                            + " the old one with care");
        }
        if (!isKey) {
            return new UnusableException(("台账中有自然人，却没有其密钥：请%1$s；没有密钥，同一人的记录不能再对上，也不能另造"
                            + " / there are natural persons in the ledger and their key is not here: %2$s; without it"
                            + " records of one person can no longer be told to be, and no other key will do")
                    .formatted(
                            at == null
                                    ? "在 SUPERVISION_PERSONS_KEY 中写明原密钥文件"
                                    : "把原密钥的备份放到 " + at + "，或者在 SUPERVISION_PERSONS_KEY 中写明其位置",
                            at == null
                                    ? "name the file of that key in SUPERVISION_PERSONS_KEY"
                                    : "put the copy of that key at " + at
                                            + ", or name its file in SUPERVISION_PERSONS_KEY"));
        }
        return new UnusableException(("台账中的自然人用的是另一密钥，不是此处的：%1$s。请放回建立台账时的密钥，或者更正 SUPERVISION_PERSONS_KEY；密钥不得更换"
                        + " / natural persons in the ledger are under another key than the one here: %1$s; put back the key that"
                        + " the ledger began with, or correct SUPERVISION_PERSONS_KEY; a key is never changed")
                .formatted(at == null ? "SUPERVISION_PERSONS_KEY" : at));
    }

    private Pseudonyms make(Path to) {
        byte[] text = (HEX.formatHex(random()) + "\n").getBytes(StandardCharsets.US_ASCII);
        Path whole = to.resolveSibling(FILE + "." + HEX.formatHex(random(), 0, 8));
        try {
            try (FileChannel channel = OwnerOnly.open(whole)) {
                channel.write(ByteBuffer.wrap(text));
                // before anything is kept under it
                channel.force(true);
            }
            try {
                // whole or not at all, and once, though others do the same
                place(whole, to);
                made = to;
            } catch (FileAlreadyExistsException e) {
                // theirs then
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(to);
    }

    private static void place(Path whole, Path to) throws IOException {
        try {
            Files.createLink(to, whole);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            // a file system without links
            Files.move(whole, to);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[Pseudonyms.KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
