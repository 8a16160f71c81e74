package supervision.faults;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import supervision.casework.Answers;
import supervision.casework.DecideCase;
import supervision.casework.RulesInForce;
import supervision.intake.CreditRecord;
import supervision.journal.Hashes;

/**
 * Imports and decides until it is killed: two threads import files that overlap, two decide on the entities of those files. It
 * prints a line after each acknowledgement.
 */
public final class Worker {

    static final int BATCH = 20;

    /** Rows of the series that the first file has from the beginning, and the second from the middle. */
    static final int FILE = 400;

    static final int OVERLAP = 200;
    static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private static final Pattern ID = Pattern.compile("\"id\":\"(\\w{32})\"");

    // no print stream: a line goes out in one write, or is not there
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Worker() {}

    private interface Work {
        void run() throws Exception;
    }

    /** Arguments: address of the database, its user, series of the rows. */
    public static void main(String[] args) throws Exception {
        String url = args[0];
        int series = Integer.parseInt(args[2]);
        start("orphaned", () -> {
            while (System.in.read() >= 0) {
                // nobody writes: the test that started this is over when its end of the pipe closes
            }
            Runtime.getRuntime().halt(4);
        });
        Parts parts = new Parts(url, args[1], Clock.systemUTC(), false);
        say("open");
        start("first file", () -> importing(parts, series, 'a', 0));
        start("second file", () -> importing(parts, series, 'b', FILE - OVERLAP));
        RulesInForce rules = SmallPack.compiled();
        start("decides anew", () -> deciding(parts.answers(rules, 0), series));
        start("keeps answers", () -> deciding(parts.answers(rules, 1 << 20), series));
    }

    private static void start(String name, Work work) {
        new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (Throwable e) {
                                e.printStackTrace();
                                Runtime.getRuntime().halt(3);
                            }
                        },
                        name)
                .start();
    }

    private static void importing(Parts parts, int series, char file, int first) throws InterruptedException {
        Random random = new Random();
        String name = series + "-" + file + ".jsonl";
        while (true) {
            for (int from = first; from < first + FILE; from += BATCH) {
                List<CreditRecord> batch = new ArrayList<>();
                for (int number = from; number < from + BATCH; number++) {
                    batch.add(Rows.record(name, series, number));
                }
                parts.ledger.append(batch);
                say("rows " + series + " " + from);
                Thread.sleep(random.nextInt(60));
            }
        }
    }

    private static void deciding(Answers answers, int series) throws InterruptedException {
        Random random = new Random();
        List<String> subjects = Rows.subjects(series);
        while (true) {
            try {
                byte[] answer = answers.answer(subjects.get(random.nextInt(subjects.size())), DAY, null);
                Matcher id = ID.matcher(new String(answer, StandardCharsets.UTF_8));
                if (!id.find()) {
                    throw new IllegalStateException("an answer without its id");
                }
                say("given " + id.group(1) + " " + Hashes.sha256(answer));
            } catch (DecideCase.UnknownEntityException e) {
                // its first row is not there yet
            }
            Thread.sleep(random.nextInt(12));
        }
    }

    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
