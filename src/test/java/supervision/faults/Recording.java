package supervision.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A disk that remembers in which order a database wrote to its file, and what was acknowledged meanwhile. */
public final class Recording extends FilePathWrapper {

    static final String SCHEME = "recording";

    private static final List<Step> STEPS = new ArrayList<>();

    /** Something that happened to the file, or an acknowledgement. */
    sealed interface Step {}

    record Written(long position, byte[] bytes) implements Step {}

    record Cut(long length) implements Step {}

    record Acknowledged(String what) implements Step {}

    /** Begins anew. */
    static void start() {
        FilePath.register(new Recording());
        synchronized (STEPS) {
            STEPS.clear();
        }
    }

    static List<Step> steps() {
        synchronized (STEPS) {
            return List.copyOf(STEPS);
        }
    }

    static void acknowledge(String what) {
        synchronized (STEPS) {
            STEPS.add(new Acknowledged(what));
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel file = getBase().open(mode);
        return name.endsWith(".mv.db") ? new Recorded(file) : file;
    }

    private static final class Recorded extends FileBase {

        private final FileChannel file;

        Recorded(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            synchronized (STEPS) {
                STEPS.add(new Written(position, bytes));
                return file.write(source, position);
            }
        }

        @Override
        public FileChannel truncate(long length) throws IOException {
            synchronized (STEPS) {
                STEPS.add(new Cut(length));
                file.truncate(length);
            }
            return this;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException("the database writes at a position");
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
