package supervision.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supervision.journal.Checkpoint;
import supervision.journal.Hashes;

/** Signed heads, and whether each chain is at their places what they say. */
final class Heads {

    private final Verification.@Nullable Trusted trusted;
    private final BiConsumer<String, String> broken;
    private final Map<Chain, Map<Long, List<Claim>>> claims = new EnumMap<>(Chain.class);

    private long kept;
    private String lastNote = Checkpoint.NONE;
    private @Nullable Checkpoint last;
    private int signatures;
    private @Nullable Checkpoint signed;
    private @Nullable Checkpoint unchecked;
    private @Nullable Checkpoint published;
    private boolean publishedIsKept;

    /** The chains that a signed head names. */
    enum Chain {
        LEDGER("台账", "the ledger"),
        EVENTS("发布事件", "the chain of pack events"),
        RECEIPTS("回执日志", "the journal of receipts");

        private final String chinese;
        private final String english;

        Chain(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        private long count(Checkpoint head) {
            return switch (this) {
                case LEDGER -> head.ledger().count();
                case EVENTS -> head.events().count();
                case RECEIPTS -> head.size();
            };
        }

        private String end(Checkpoint head) {
            return switch (this) {
                case LEDGER -> head.ledger().hash();
                case EVENTS -> head.events().hash();
                case RECEIPTS -> ofReceipts(head.receipts(), head.root());
            };
        }
    }

    /** What stands for the end of the receipts: the hash of the last, and the root of the tree over all. */
    static String ofReceipts(String hash, String root) {
        return hash + " " + root;
    }

    /** A signed head, by the name under which it is reported. */
    private record Claim(String part, String name, Checkpoint head) {}

    /** @param broken told what does not hold, by the part that it is about */
    Heads(Verification.@Nullable Trusted trusted, BiConsumer<String, String> broken) {
        this.trusted = trusted;
        this.broken = broken;
        for (Chain chain : Chain.values()) {
            claims.put(chain, new HashMap<>());
        }
        if (trusted != null && trusted.published() != null) {
            published = opened("published", "另行保存的校验点 / the checkpoint kept elsewhere", trusted.published());
            if (published != null) {
                claim("published", "另行保存的第 %1$d 号校验点 / checkpoint %1$d that was kept elsewhere", published);
            }
        }
    }

    private @Nullable Checkpoint opened(String part, String name, String note) {
        try {
            Checkpoint head = Checkpoint.read(note);
            if (trusted == null || part.equals("checkpoint") && !head.origin().equals(trusted.name())) {
                // by somebody else, before a change of keys or after it
                return head;
            }
            Checkpoint.open(note, trusted.name(), trusted.key());
            signatures++;
            signed = signed == null || head.number() > signed.number() ? head : signed;
            return head;
        } catch (Checkpoint.BrokenNoteException e) {
            broken.accept(part, name + "：" + e.getMessage());
            return null;
        }
    }

    private void claim(String part, String name, Checkpoint head) {
        Claim claim = new Claim(part, name.formatted(head.number()), head);
        claims.forEach((chain, byCount) -> byCount.computeIfAbsent(chain.count(head), count -> new ArrayList<>())
                .add(claim));
    }

    /** A signed head that the database keeps. */
    void row(Row row) {
        String name = "第 %1$d 号校验点 / checkpoint %1$d".formatted(row.number("number"));
        kept++;
        if (row.number("number") != kept) {
            broken.accept("checkpoint", "缺少第 %1$d 号校验点 / checkpoint %1$d is missing".formatted(kept));
            kept = row.number("number");
        }
        String note = row.text("note");
        Checkpoint head = opened("checkpoint", name, note);
        if (head != null) {
            if (!head.previous().equals(lastNote) || last != null && !head.growsFrom(last)) {
                broken.accept("checkpoint", name + "：与前一个不相接 / it does not follow from the checkpoint before it");
            }
            if (head.number() != row.number("number")
                    || head.size() != row.number("size")
                    || !head.root().equals(row.text("root"))) {
                broken.accept("checkpoint", name + "：各列与签名内容不符 / its columns are not what was signed");
            }
            claim("checkpoint", "第 %1$d 号校验点 / checkpoint %1$d", head);
            if (trusted != null) {
                unchecked = head.origin().equals(trusted.name()) ? null : unchecked == null ? head : unchecked;
                publishedIsKept |= note.equals(trusted.published());
            }
            last = head;
        }
        lastNote = Hashes.sha256(note);
    }

    /** @param schema of the tables as they are now */
    void end(int schema) {
        if (last != null && last.schema() > schema) {
            broken.accept(
                    "checkpoint",
                    "第 %1$d 号校验点：表结构为第 %2$d 版，比签名时（第 %3$d 版）旧 / checkpoint %1$d: the tables are of version %2$d, older than when it was signed (%3$d)"
                            .formatted(last.number(), schema, last.schema()));
        }
        if (published != null && !publishedIsKept) {
            broken.accept(
                    "published",
                    "另行保存的第 %1$d 号校验点不在其中：这是另一日志，或恢复了更早的备份，或数据库文件损坏后退回更早的状态，或校验点被删改 / checkpoint %1$d that was kept elsewhere is not in it: this is another journal, or an earlier copy was restored, or a damaged database fell back to an earlier state, or checkpoints were removed or changed"
                            .formatted(published.number()));
        }
        if (trusted != null && signatures == 0) {
            broken.accept(
                    "signed",
                    "没有由 `%1$s` 签名并相符的校验点，给出的公钥无从对照：请用 --checkpoint 给出另行保存的校验点，或先用 supervision checkpoint 签名 / there is no checkpoint signed by `%1$s` that holds, so the key given says nothing: give one kept elsewhere with --checkpoint, or sign one with `supervision checkpoint`"
                            .formatted(trusted.name()));
        }
        for (Chain chain : Chain.values()) {
            reached(chain, 0, () -> chain == Chain.RECEIPTS ? ExportCheck.NO_RECEIPTS : Checkpoint.NONE);
        }
    }

    /** A chain has so many now, and this is its end. */
    void reached(Chain chain, long count, Supplier<String> end) {
        List<Claim> here = Objects.requireNonNull(claims.get(chain)).remove(count);
        if (here == null) {
            return;
        }
        String found = end.get();
        for (Claim claim : here) {
            if (!chain.end(claim.head()).equals(found)) {
                broken.accept(
                        claim.part() + " " + chain,
                        "%s：%s与签名时不同 / %s is not what it was when it was signed"
                                .formatted(claim.name(), chain.chinese, chain.english));
            }
        }
    }

    /** A chain has no more than so many. */
    void over(Chain chain, long count) {
        Objects.requireNonNull(claims.get(chain)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().stream())
                .forEach(claim -> broken.accept(
                        claim.part() + " " + chain,
                        "%1$s：%2$s比签名时短（%4$d，签名时 %5$d）/ %3$s is shorter than when it was signed (%4$d, then %5$d)"
                                .formatted(
                                        claim.name(), chain.chinese, chain.english, count, chain.count(claim.head()))));
    }

    /** The moment up to which the ledger was closed when so many entries of it were signed for; null if they were not. */
    @Nullable
    Instant closedAt(long entries) {
        List<Claim> here = Objects.requireNonNull(claims.get(Chain.LEDGER)).get(entries);
        return here == null
                ? null
                : here.stream()
                        .map(claim -> claim.head().closed())
                        .max(Instant::compareTo)
                        .orElse(null);
    }

    int signatures() {
        return signatures;
    }

    /** The last head with a signature that was checked and holds. */
    @Nullable
    Checkpoint signed() {
        return signed;
    }

    /** The first head after the last one signed by who is trusted; null if there is none. */
    @Nullable
    Checkpoint unchecked() {
        return unchecked;
    }
}
