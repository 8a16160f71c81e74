package supervision.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The Merkle tree over the receipts: roots of its complete subtrees as they are kept, and its leaves from the receipts. */
final class Subtrees implements MerkleTree.Subtrees {

    private static final String INSERT = "INSERT INTO journal_node (level, place, hash) VALUES (?, ?, ?)";
    private static final int PAGE = 1000;

    private final JdbcTemplate jdbc;

    Subtrees(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Derives all of them anew, for so many receipts. */
    void derive(long size) {
        jdbc.update("DELETE FROM journal_node");
        // at each level the last one is the left neighbour of the next
        byte[][] left = new byte[Long.SIZE][];
        List<Object[]> rows = new ArrayList<>();
        for (long after = 0; after < size; after += PAGE) {
            for (String content : jdbc.queryForList(
                    "SELECT content FROM receipt WHERE seq > ? AND seq <= ? ORDER BY seq",
                    String.class,
                    after,
                    Math.min(size, after + PAGE))) {
                Receipt receipt = Receipt.parse(content);
                MerkleTree.append(
                        receipt.seq() - 1, receipt.leaf(), (level, place) -> left[level], (level, place, hash) -> {
                            if ((place & 1) == 0) {
                                left[level] = hash;
                            }
                            rows.add(new Object[] {level, place, HexFormat.of().formatHex(hash)});
                        });
                left[0] = receipt.leaf();
            }
            jdbc.batchUpdate(INSERT, rows);
            rows.clear();
        }
    }

    /** Keeps the roots of the subtrees that a receipt completes. The caller holds the head. */
    void append(Receipt receipt) {
        MerkleTree.append(
                receipt.seq() - 1,
                receipt.leaf(),
                this,
                (level, place, hash) ->
                        jdbc.update(INSERT, level, place, HexFormat.of().formatHex(hash)));
    }

    @Override
    public byte[] root(int level, long place) {
        if (level == 0) {
            return MerkleTree.leaf(Objects.requireNonNull(
                            jdbc.queryForObject("SELECT content FROM receipt WHERE seq = ?", String.class, place + 1))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of()
                .parseHex(Objects.requireNonNull(jdbc.queryForObject(
                        "SELECT hash FROM journal_node WHERE level = ? AND place = ?", String.class, level, place)));
    }
}
