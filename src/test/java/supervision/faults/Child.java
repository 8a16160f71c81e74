package supervision.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process of the test's own program, of which each line of output is heard. */
final class Child implements AutoCloseable {

    /** Long, for a machine may be busy: a child that hangs must not hang the run. */
    private static final long PATIENCE = TimeUnit.MINUTES.toMillis(3);

    private final Process process;
    private final Thread listener;
    private final List<String> lines = new ArrayList<>();

    /** @param before command that runs the program, such as a shell with a limit; the program's own is added at its end */
    Child(List<String> before, List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // starts in half the time, and does not live long enough for more
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Dfile.encoding=UTF-8"));
        command.add("-Dh2.bindAddress=127.0.0.1");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        listener = new Thread(this::listen, "listens to " + main.getSimpleName());
        listener.start();
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            // not by readLine, which takes the torn end of a killed process for a line
            for (int next = out.read(); next >= 0; next = out.read()) {
                if (next == '\n') {
                    add(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException e) {
            // what a killed process leaves of its pipe
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** All lines so far. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line; what comes before may have come long ago. */
    synchronized String await(Predicate<String> wanted) throws InterruptedException {
        long until = System.currentTimeMillis() + PATIENCE;
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return lines.get(seen);
                }
            }
            if (!process.isAlive() && !listener.isAlive() || System.currentTimeMillis() > until) {
                throw new IllegalStateException("the process did not say what was awaited, but:\n" + this);
            }
            wait(200);
        }
    }

    /** Gives a command, and waits for a line that comes after it. */
    String tell(String command, Predicate<String> wanted) throws IOException, InterruptedException {
        synchronized (this) {
            lines.clear();
        }
        OutputStream in = process.getOutputStream();
        in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        return await(wanted);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when the process is gone and its last line heard. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        listener.join();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
