package supervision.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.h2.store.fs.FilePathWrapper;

/**
 * How the file database makes its files where it is told to by the prefix of their names: the ledger itself, the file that locks
 * it, which names the port for a second process, and the file of errors.
 */
public final class OwnerOnlyPath extends FilePathWrapper {

    static final String SCHEME = "owner";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    private Path path() {
        return Path.of(getBase().toString());
    }

    @Override
    public boolean createFile() {
        try {
            OwnerOnly.newFile(path()).close();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            // the database says why
            return super.createFile();
        }
    }

    @Override
    public void createDirectory() {
        try {
            OwnerOnly.createFolders(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        createFile();
        return super.newOutputStream(append);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (!mode.equals("r")) {
            createFile();
        }
        return super.open(mode);
    }
}
