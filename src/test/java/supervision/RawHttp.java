package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which bytes are sent that no client library sends, or slower than one would. */
public final class RawHttp implements Closeable {

    private static final int GIVE_UP_AFTER = 60_000;

    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    public RawHttp(int port) {
        this(port, 0);
    }

    /** @param buffer how much is received before it is read, 0 for as much as is usual */
    public RawHttp(int port, int buffer) {
        try {
            socket = new Socket();
            if (buffer > 0) {
                socket.setReceiveBufferSize(buffer);
            }
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(GIVE_UP_AFTER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole answer; the names of headers are in lower case. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        /** Empty if it is not there. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public Http.Answer asHttp() {
            return new Http.Answer(status, header("content-type"), body);
        }
    }

    /** Sends a request that asks for the end of the connection, and reads up to there. */
    public static Answer ask(int port, String request) {
        try (RawHttp connection = new RawHttp(port)) {
            connection.send(request);
            return connection.answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends one byte if anybody is there to take it. */
    public boolean trickle(String one) {
        try {
            send(one);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The answer, once the connection has ended, whichever way it did. */
    public Answer answer() {
        return parsed(text());
    }

    /** All that was received until the connection ended. */
    public String text() {
        boolean more = true;
        while (more) {
            more = read();
        }
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads on until this was received. */
    public void awaitText(String text) {
        while (!received.toString(StandardCharsets.ISO_8859_1).contains(text)) {
            assertThat(read()).as("there is more").isTrue();
        }
    }

    private boolean read() {
        byte[] buffer = new byte[8192];
        try {
            int read = socket.getInputStream().read(buffer);
            received.write(buffer, 0, Math.max(0, read));
            return read >= 0;
        } catch (SocketException e) {
            // cut off: what came before counts
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer parsed(String text) {
        int start = text.startsWith("HTTP/1.1 100") ? text.indexOf("\r\n\r\n") + 4 : 0;
        int end = text.indexOf("\r\n\r\n", start);
        if (end < 0) {
            return new Answer(0, Map.of(), new byte[0]);
        }
        String[] lines = text.substring(start, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            headers.merge(header[0].toLowerCase(Locale.ROOT), header[1].strip(), (one, two) -> one + ", " + two);
        }
        String body = text.substring(end + 4);
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            body = joined(body);
        }
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]), headers, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String joined(String chunks) {
        StringBuilder all = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int length = Integer.parseInt(chunks.substring(at, line), 16);
            if (length == 0) {
                return all.toString();
            }
            all.append(chunks, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
