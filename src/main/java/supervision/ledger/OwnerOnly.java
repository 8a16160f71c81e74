package supervision.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that only their owner can read and write, from before there is anything in them. Where a file system knows no such rights
 * they are made without, and this is said once.
 */
public final class OwnerOnly {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private OwnerOnly() {}

    /**
     * Makes a file to write to.
     *
     * @throws FileAlreadyExistsException if it is there
     */
    public static OutputStream newFile(Path file) throws IOException {
        return Channels.newOutputStream(Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, FILE)));
    }

    /** Opens a file to write to, and makes it if it is not there. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes(file, FILE));
    }

    /** Writes a file; one that is there is written over and keeps its rights. */
    public static void write(Path file, byte[] content) throws IOException {
        try (OutputStream out = Files.exists(file) ? Files.newOutputStream(file) : newFile(file)) {
            out.write(content);
        }
    }

    /** Whether nobody but its owner has rights to a file, as far as the file system knows rights. */
    static boolean is(Path file) throws IOException {
        return !knowsRights(file) || FILE.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Makes a folder, and those above it that are not there. */
    static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, attributes(folder, FOLDER));
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> rights) {
        return knowsRights(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsRights(Path path) {
        Path there = path.toAbsolutePath();
        while (!Files.exists(there)) {
            Path above = there.getParent();
            if (above == null) {
                break;
            }
            there = above;
        }
        try {
            if (Files.getFileStore(there).supportsFileAttributeView(PosixFileAttributeView.class)) {
                return true;
            }
        } catch (IOException e) {
            // said by whoever writes there
            return true;
        }
        if (SAID.compareAndSet(false, true)) {
            LOG.warn(
                    "此处的文件系统没有所有者权限，请另行限制访问：{} / the file system knows no rights of owners:"
                            + " keep others away from it by other means",
                    path);
        }
        return false;
    }

    /**
     * Takes rights of others from a file of the database, those beside it of the same name, and their folder; makes the folder if
     * it is not there. A folder in which there is something else as well stays as it is.
     *
     * @throws IllegalStateException if others have rights to one of the files and this cannot be changed; says what to do
     */
    static void prepare(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try {
            createFolders(folder);
            if (!knowsRights(folder)) {
                return;
            }
            String name = file.getFileName().toString();
            String own = name.substring(0, name.indexOf('.') + 1);
            List<Path> inside;
            try (Stream<Path> entries = Files.list(folder)) {
                inside = entries.toList();
            }
            List<Path> files = inside.stream()
                    .filter(path -> path.getFileName().toString().startsWith(own) && Files.isRegularFile(path))
                    .toList();
            for (Path path : files) {
                try {
                    narrow(path, FILE);
                } catch (IOException e) {
                    throw new IllegalStateException("账册文件可由他人读写，且无法更改，请由文件所有者执行 chmod 600："
                            + path + " / others can read or write a file of the ledger, and this cannot be changed:"
                            + " let its owner run chmod 600 on it");
                }
            }
            try {
                if (inside.stream().allMatch(path -> files.contains(path) || path.endsWith(PersonsKey.FILE))) {
                    narrow(folder, FOLDER);
                }
            } catch (IOException e) {
                LOG.warn("账册目录的权限无法收紧 / rights to the folder of the ledger cannot be taken from others: {}", folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void narrow(Path path, Set<PosixFilePermission> most) throws IOException {
        Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
        rights.addAll(Files.getPosixFilePermissions(path));
        if (rights.retainAll(most)) {
            Files.setPosixFilePermissions(path, rights);
        }
    }
}
