package supervision.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Lets each record of a file through once. A second row of the same key that says something else is set aside: the last one would
 * win by its place, and sending the file again would bring both in again, one over the other. One that says the same passes.
 *
 * <p>Of each record sixteen bytes are kept.
 */
final class Once implements Intake.Sink {

    private static final int FIRST_SIZE = 1 << 10;

    private final Intake.Sink sink;
    private final MessageDigest digest;

    /** Digests of keys, 0 for none, each with its row and a hash of what it says at the same place of the other array. */
    private long[] keys = new long[FIRST_SIZE];

    private long[] rows = new long[FIRST_SIZE];
    private int size;

    Once(Intake.Sink sink) {
        this.sink = sink;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void setAside(SetAside row) {
        sink.setAside(row);
    }

    @Override
    public void record(CreditRecord record) {
        long key = key(record);
        int place = place(keys, key);
        int said = record.fact().hashCode();
        if (keys[place] == 0) {
            keys[place] = key;
            rows[place] = (long) record.row() << Integer.SIZE | said & 0xFFFF_FFFFL;
            size++;
            if (size > keys.length / 2) {
                grow();
            }
            sink.record(record);
        } else if ((int) rows[place] == said) {
            sink.record(record);
        } else {
            int before = (int) (rows[place] >>> Integer.SIZE);
            sink.setAside(new RefusedRowException(
                            "",
                            Quote.of(record.fact().id()),
                            Words.of(
                                    "与本文件第 %d 行是同一份文书，内容却不同",
                                    "same record as row %d of this file, with other content", before),
                            Words.of(
                                    "与文书核对，保留正确的一行；确为两份文书的，改正文书号；是更正的，另存为一个文件再报送",
                                    "compare with the document and keep the row that is right; if they are two documents, correct the"
                                            + " number; send a correction as a file of its own"))
                    .setAside(record.file(), record.row()));
        }
    }

    private long key(CreditRecord record) {
        digest.update(record.subject().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        long key = ByteBuffer.wrap(digest.digest(record.fact().id().getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return key == 0 ? 1 : key;
    }

    private static int place(long[] keys, long key) {
        int place = (int) key & keys.length - 1;
        while (keys[place] != 0 && keys[place] != key) {
            place = place + 1 & keys.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        long[] moreRows = new long[moreKeys.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int place = place(moreKeys, keys[i]);
                moreKeys[place] = keys[i];
                moreRows[place] = rows[i];
            }
        }
        keys = moreKeys;
        rows = moreRows;
    }
}
