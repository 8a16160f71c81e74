package supervision.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import supervision.intake.IdNumber;

/**
 * A terminal that text is printed on, all of it {@link Visible}: whatever a file or an address brings, nobody steers the
 * terminal by it. In UTF-8 whatever the terminal says of itself, for that is often nothing, and what is printed is Chinese.
 */
final class Screen extends PrintWriter {

    private final OutputStream to;

    Screen(OutputStream to) {
        this(to, text -> text);
    }

    private Screen(OutputStream to, UnaryOperator<String> shown) {
        super(new Shown(new OutputStreamWriter(to, StandardCharsets.UTF_8), shown), true);
        this.to = to;
    }

    /** For what went wrong, which often repeats what was given: ID numbers do not show. */
    static Screen namingNobody(OutputStream to) {
        return new Screen(to, IdNumber::hidden);
    }

    /** Prints a line in place of the one that the cursor is on. */
    void over(String line) {
        flush();
        try {
            to.write('\r');
        } catch (IOException e) {
            setError();
        }
        print(line);
        flush();
    }

    private static final class Shown extends FilterWriter {

        private final UnaryOperator<String> shown;

        Shown(Writer terminal, UnaryOperator<String> shown) {
            super(terminal);
            this.shown = shown;
        }

        @Override
        public void write(int character) throws IOException {
            write(String.valueOf((char) character));
        }

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            write(new String(characters, from, length));
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            String printed = shown.apply(text.substring(from, from + length));
            out.write(Visible.text(printed.replace(System.lineSeparator(), "\n")));
        }
    }
}
