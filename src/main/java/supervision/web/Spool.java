package supervision.web;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A body that was received: a small one in memory, a larger one in a file for its owner alone, which is deleted when it is
 * opened where the system can do that, else when it is closed. Written by one thread at a time, and read when it is whole.
 */
final class Spool implements Closeable {

    private static final int IN_MEMORY = 16 * 1024;

    private final AtomicLong inFiles;
    private final long most;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long inThisFile;

    /**
     * @param inFiles how much all spools have in files
     * @param most how much that may become
     */
    Spool(AtomicLong inFiles, long most) {
        this.inFiles = inFiles;
        this.most = most;
    }

    /** All spools together have as much in files as they may. */
    static final class NoRoomException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    long size() {
        return memory.size() + inThisFile;
    }

    void write(byte[] bytes, int length) throws IOException {
        if (file == null && memory.size() + length <= IN_MEMORY) {
            memory.write(bytes, 0, length);
            return;
        }
        if (file == null) {
            Path path = Files.createTempFile("supervision-body-", null);
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            append(file, memory.toByteArray(), memory.size());
            memory.reset();
        }
        append(file, bytes, length);
    }

    private void append(FileChannel channel, byte[] bytes, int length) throws IOException {
        inThisFile += length;
        if (inFiles.addAndGet(length) > most) {
            throw new NoRoomException();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** The body from its beginning; several may be read side by side. */
    InputStream read() {
        FileChannel channel = file;
        return channel == null
                ? new java.io.ByteArrayInputStream(memory.toByteArray())
                : new java.io.BufferedInputStream(new FromFile(channel), 64 * 1024);
    }

    private static final class FromFile extends InputStream {

        private final FileChannel channel;
        private long position;

        FromFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(0, read);
            return read;
        }
    }

    @Override
    public void close() throws IOException {
        inFiles.addAndGet(-inThisFile);
        inThisFile = 0;
        memory.reset();
        if (file != null) {
            file.close();
        }
    }
}
