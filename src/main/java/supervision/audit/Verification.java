package supervision.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.journal.Checkpoint;
import supervision.journal.Hashes;
import supervision.journal.MerkleTree;
import supervision.journal.Officers;
import supervision.journal.PackEvent;
import supervision.journal.PackEvents;
import supervision.journal.PackHistory;
import supervision.journal.Packed;
import supervision.journal.Receipt;
import supervision.journal.RefusedException;
import supervision.ledger.Ledger;
import supervision.rulepack.PackFiles;
import tools.jackson.databind.JsonNode;

/**
 * Checks an export: that every record, pack, publication and receipt is what its hash says, that each follows from the one
 * before it, that receipts name records, packs and publications that are there, and that signatures hold. It needs nothing but
 * the file.
 *
 * <p>Who can write to the database can make all hashes anew; only a signed head that was published earlier shows that.
 */
public final class Verification {

    private final @Nullable Trusted trusted;
    private final @Nullable Officers officers;
    private final Map<String, String> broken = new LinkedHashMap<>();
    private final Map<String, Long> counted = new LinkedHashMap<>();

    private String chain = Ledger.NOTHING_BEFORE;
    private final Chains chains = new Chains();
    private final Set<String> packs = new HashSet<>();
    private final Set<String> reports = new HashSet<>();
    private final PackHistory history = new PackHistory();
    private long events;
    private String lastEvent = PackEvent.NONE;
    private @Nullable JsonNode eventHead;
    private long outside;
    private @Nullable String firstOutside;
    private long late;
    private @Nullable String firstLate;
    private String previous = Receipt.NONE;
    private long seq;
    private final List<byte[]> leaves = new ArrayList<>();
    private @Nullable JsonNode ledgerHead;
    private @Nullable JsonNode journalHead;

    private Verification(@Nullable Trusted trusted, @Nullable Officers officers) {
        this.trusted = trusted;
        this.officers = officers;
    }

    /**
     * Who is believed: the name and key with which heads were signed.
     *
     * @param published a signed head that was kept elsewhere; null if there is none
     */
    public record Trusted(
            String name, PublicKey key, @Nullable String published) {}

    /**
     * What was found.
     *
     * @param counted rows by table
     * @param broken the first link of each table that does not hold; empty if all do
     * @param heads signed heads that were checked with a key
     * @param remarks what holds, and yet somebody should know
     */
    public record Result(Map<String, Long> counted, List<String> broken, int heads, List<String> remarks) {}

    /**
     * Checks an export.
     *
     * @param trusted null to leave signatures unchecked
     * @throws Export.UnusableExportException if the file is no export
     */
    public static Result of(Path file, @Nullable Trusted trusted) throws IOException {
        return of(file, trusted, null);
    }

    /**
     * As {@link #of(Path, Trusted)}.
     *
     * @param officers those whose signatures on packs are believed; null to check them with the keys that are kept with them
     */
    public static Result of(Path file, @Nullable Trusted trusted, @Nullable Officers officers) throws IOException {
        Verification verification = new Verification(trusted, officers);
        Export.read(file, verification::row);
        return verification.result();
    }

    private Result result() {
        JsonNode ledger =
                Objects.requireNonNullElseGet(ledgerHead, tools.jackson.databind.node.MissingNode::getInstance);
        if (!ledger.path("chain").asString(Ledger.NOTHING_BEFORE).equals(chain)) {
            broken("ledger_head", "台账末端与最后一条记录不符 / the head of the ledger is not what its last entry leads to");
        }
        JsonNode journal =
                Objects.requireNonNullElseGet(journalHead, tools.jackson.databind.node.MissingNode::getInstance);
        if (journal.path("seq").asLong(-1) != seq
                || !journal.path("hash").asString("").equals(previous)) {
            broken("journal_head", "日志末端与最后一张回执不符 / the head of the journal is not what its last receipt leads to");
        }
        JsonNode publications =
                Objects.requireNonNullElseGet(eventHead, tools.jackson.databind.node.MissingNode::getInstance);
        if (publications.path("seq").asLong(-1) != events
                || !publications.path("hash").asString("").equals(lastEvent)) {
            broken(
                    "pack_event_head",
                    "发布事件末端与最后一个事件不符 / the head of the pack events is not what the last of them leads to");
        }
        int heads = 0;
        if (trusted != null) {
            heads = counted.getOrDefault("checkpoint", 0L).intValue();
            if (trusted.published() != null) {
                head("published", "另行保存的签名 / the published head", trusted.published());
                heads++;
            }
        }
        return new Result(Map.copyOf(counted), List.copyOf(broken.values()), heads, remarks());
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (firstOutside != null) {
            remarks.add(
                    "自第 %1$s 号回执起，有 %2$d 张在启用发布后不依发布作出 / from receipt %1$s on, %2$d were given outside publication after it was in use"
                            .formatted(firstOutside, outside));
        }
        if (firstLate != null) {
            remarks.add(
                    "自第 %1$s 号回执起，有 %2$d 张在被替换的发布下作出 / from receipt %1$s on, %2$d were given under a publication that another had taken the place of"
                            .formatted(firstLate, late));
        }
        return remarks;
    }

    /** Only the first of a table: what follows a broken link is of no use to anybody. */
    private void broken(String table, String what) {
        broken.putIfAbsent(table, what);
    }

    private void row(Export.Table table, long line, @Nullable JsonNode row) {
        counted.merge(table.name(), 1L, Long::sum);
        if (row == null) {
            broken(table.name(), table.name() + " 第 " + line + " 行不是 JSON / line " + line + " is not JSON");
            return;
        }
        switch (table.name()) {
            case "ledger_head" -> ledgerHead = row;
            case "journal_head" -> journalHead = row;
            case "ledger_entry" -> entry(row);
            case "kept_pack" -> pack(row);
            case "pack_report" -> report(row);
            case "pack_event_head" -> eventHead = row;
            case "pack_event" -> event(row);
            case "receipt" -> receipt(row);
            case "checkpoint" -> {
                if (trusted != null) {
                    head(
                            "checkpoint",
                            "第 " + row.path("size") + " 号签名 / the signed head of size " + row.path("size"),
                            text(row, "note"));
                }
            }
            default -> throw new IllegalArgumentException(table.name());
        }
    }

    private static String text(JsonNode row, String column) {
        return row.path(column).asString("");
    }

    private static @Nullable String orNull(JsonNode row, String column) {
        return row.path(column).isString() ? text(row, column) : null;
    }

    private void entry(JsonNode row) {
        long place = row.path("seq").asLong(-1);
        String name = "台账第 %d 条（主体 %s，%s 第 %d 行）/ ledger entry %d (entity %s, row %d of %s)"
                .formatted(
                        place,
                        text(row, "subject"),
                        text(row, "file_name"),
                        row.path("file_row").asInt(),
                        place,
                        text(row, "subject"),
                        row.path("file_row").asInt(),
                        text(row, "file_name"));
        try {
            Ledger.Entry entry = new Ledger.Entry(
                    place,
                    text(row, "subject"),
                    text(row, "record_key"),
                    text(row, "kind"),
                    text(row, "fact"),
                    text(row, "hash"),
                    Instant.parse(text(row, "recorded_at")),
                    text(row, "file_name"),
                    row.path("file_row").asInt(),
                    new Ledger.Origin(orNull(row, "told_by"), orNull(row, "told_why")),
                    row.path("import_no").asLong(-1),
                    text(row, "chain"));
            if (!entry.holds()) {
                broken("ledger_entry", name + "：内容与哈希不符 / its content is not what its hash says");
            } else if (!entry.follows(chain)) {
                broken("ledger_entry", name + "：与前一条不相接 / it does not follow from the entry before it");
            }
            chain = entry.chain();
            chains.put(place, chain);
        } catch (DateTimeException e) {
            broken("ledger_entry", name + "：记录时间有误 / its moment of recording is malformed");
        }
    }

    private void pack(JsonNode row) {
        String fingerprint = text(row, "fingerprint");
        String name = "规则包 / rule pack " + fingerprint;
        packs.add(fingerprint);
        try {
            String found =
                    PackFiles.of(Packed.unpackedFiles(text(row, "files"))).fingerprint(text(row, "examples"));
            if (!found.equals(fingerprint)) {
                broken("kept_pack", name + "：文件与指纹不符 / its files are not what its fingerprint says");
            }
        } catch (UncheckedIOException e) {
            broken("kept_pack", name + "：无法解开 / it cannot be unpacked");
        }
    }

    private void report(JsonNode row) {
        String hash = text(row, "hash");
        reports.add(hash);
        try {
            PackEvents.Report report =
                    new PackEvents.Report(Packed.unpacked(text(row, "json")), Packed.unpacked(text(row, "html")));
            if (!report.hash().equals(hash)) {
                broken("pack_report", "报告 / report " + hash + "：内容与哈希不符 / its content is not what its hash says");
            }
        } catch (UncheckedIOException e) {
            broken("pack_report", "报告 / report " + hash + "：无法解开 / it cannot be unpacked");
        }
    }

    private void event(JsonNode row) {
        String content = text(row, "content");
        String name = "第 %1$s 个发布事件 / pack event %1$s".formatted(row.path("seq"));
        String problem = problemOfEvent(row, content);
        if (problem != null) {
            broken("pack_event", name + problem);
        }
        lastEvent = Hashes.sha256(content);
        events++;
    }

    private @Nullable String problemOfEvent(JsonNode row, String content) {
        if (!Hashes.sha256(content).equals(text(row, "hash"))) {
            return "：内容与哈希不符 / its content is not what its hash says";
        }
        PackEvent event;
        try {
            event = PackEvent.parse(content);
        } catch (IllegalArgumentException e) {
            return "：格式有误 / it is malformed: " + e.getMessage();
        }
        if (event.seq() != events + 1
                || event.seq() != row.path("seq").asLong(-1)
                || !event.previous().equals(lastEvent)) {
            return "：与前一个不相接 / it does not follow from the event before it";
        }
        if (!packs.contains(event.pack())) {
            return "：所涉规则包不在 / its rule pack is not there";
        }
        if (event.report() != null && !reports.contains(event.report())) {
            return "：所据报告不在 / the report it relies on is not there";
        }
        if (officers != null && !event.key().isEmpty() && officers.find(event.by(), event.key()) == null) {
            return "：`%1$s` 的密钥不在人员文件中 / the key of `%1$s` is not in the file of officers".formatted(event.by());
        }
        try {
            history.add(event);
        } catch (RefusedException e) {
            return "：不能在前一个之后 / it may not follow: " + e.getMessage();
        }
        return null;
    }

    private void receipt(JsonNode row) {
        String content = text(row, "content");
        String name = "第 %s 号回执（决定 %s）/ receipt %s (decision %s)"
                .formatted(row.path("seq"), text(row, "decision"), row.path("seq"), text(row, "decision"));
        String problem = problemOf(row, content);
        if (problem != null) {
            broken("receipt", name + problem);
        }
        previous = Hashes.sha256(content);
        seq++;
        leaves.add(MerkleTree.leaf(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private @Nullable String problemOf(JsonNode row, String content) {
        if (!Hashes.sha256(content).equals(text(row, "hash"))) {
            return "：内容与哈希不符 / its content is not what its hash says";
        }
        Receipt receipt;
        try {
            receipt = Receipt.parse(content);
        } catch (IllegalArgumentException | DateTimeException e) {
            return "：格式有误 / it is malformed: " + e.getMessage();
        }
        if (receipt.seq() != seq + 1 || !receipt.previous().equals(previous)) {
            return "：与前一张不相接 / it does not follow from the receipt before it";
        }
        if (!columnsOf(receipt)
                .equals(List.of(
                        row.path("seq").asString(""),
                        text(row, "decision"),
                        text(row, "subject"),
                        text(row, "as_of"),
                        text(row, "made_at"),
                        text(row, "pack")))) {
            return "：索引列与内容不符 / what it is found by is not what it says";
        }
        if (!packs.contains(receipt.pack())) {
            return "：所用规则包不在 / its rule pack is not there";
        }
        String underNone = problemOfPublication(receipt);
        if (underNone != null) {
            return underNone;
        }
        List<String> places = new ArrayList<>();
        for (long place : receipt.facts()) {
            String found = chains.get(place);
            if (found == null) {
                return "：所用台账第 %d 条不在 / ledger entry %d that it rests on is not there".formatted(place, place);
            }
            places.add(found);
        }
        if (!Hashes.over(places).equals(receipt.factsHash())) {
            return "：所用记录与当时不符 / the records it rests on are not those of that time";
        }
        try {
            if (!Hashes.sha256(Packed.unpacked(text(row, "answer"))).equals(receipt.answerHash())) {
                return "：答复与哈希不符 / its answer is not what its hash says";
            }
        } catch (UncheckedIOException e) {
            return "：答复无法解开 / its answer cannot be unpacked";
        }
        return null;
    }

    /** Another process may be a little behind, and a decision under way ends under the rules it began with. */
    private static final Duration BEHIND = Duration.ofMinutes(10);

    private @Nullable String problemOfPublication(Receipt receipt) {
        Receipt.Under under = receipt.publication();
        if (under == null) {
            if (!history.publications().isEmpty()
                    && receipt.madeAt()
                            .isAfter(history.publications().get(0).at().plus(BEHIND))) {
                outside++;
                firstOutside = firstOutside == null ? Long.toString(receipt.seq()) : firstOutside;
            }
            return null;
        }
        PackEvent publication = history.publications().stream()
                .filter(each -> under.equals(each.asPublication()))
                .findFirst()
                .orElse(null);
        if (publication == null || !publication.pack().equals(receipt.pack())) {
            return "：所写的第 %1$d 号发布不在 / publication %1$d that it names is not there".formatted(under.number());
        }
        Instant then = receipt.madeAt().minus(BEHIND);
        boolean replaced = history.publications().stream()
                .anyMatch(each -> Objects.requireNonNull(each.number()) > under.number()
                        && each.at().isBefore(then)
                        && PackHistory.begin(Objects.requireNonNull(each.effectiveOn()))
                                .isBefore(then));
        if (replaced) {
            late++;
            firstLate = firstLate == null ? Long.toString(receipt.seq()) : firstLate;
        }
        return null;
    }

    private static List<String> columnsOf(Receipt receipt) {
        return List.of(
                Long.toString(receipt.seq()),
                receipt.decision(),
                receipt.subject(),
                receipt.asOf().toString(),
                receipt.madeAt().toString(),
                receipt.pack());
    }

    private void head(String table, String name, String note) {
        Trusted by = Objects.requireNonNull(trusted);
        try {
            Checkpoint checkpoint = Checkpoint.open(note, by.name(), by.key());
            if (checkpoint.size() > leaves.size()) {
                broken(table, name + "：日志比签名时短 / the journal is shorter than when it was signed");
            } else if (!Arrays.equals(
                    checkpoint.root(), MerkleTree.root(leaves.subList(0, Math.toIntExact(checkpoint.size()))))) {
                broken(table, name + "：日志与签名时不同 / the journal is not what it was when it was signed");
            }
        } catch (Checkpoint.BrokenNoteException e) {
            broken(table, name + "：" + e.getMessage());
        }
    }

    /** Chains of the ledger by place, 40 bytes an entry: there are millions. */
    private static final class Chains {

        private long[] places = new long[1024];
        private byte[] hashes = new byte[1024 * MerkleTree.HASH];
        private int size;

        void put(long place, String chain) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                hashes = Arrays.copyOf(hashes, size * 2 * MerkleTree.HASH);
            }
            places[size] = place;
            byte[] hash;
            try {
                hash = HexFormat.of().parseHex(chain);
            } catch (IllegalArgumentException e) {
                // reported as a link that does not hold
                hash = new byte[0];
            }
            System.arraycopy(hash, 0, hashes, size * MerkleTree.HASH, Math.min(hash.length, MerkleTree.HASH));
            size++;
        }

        @Nullable
        String get(long place) {
            int at = Arrays.binarySearch(places, 0, size, place);
            return at < 0 ? null : HexFormat.of().formatHex(hashes, at * MerkleTree.HASH, (at + 1) * MerkleTree.HASH);
        }
    }
}
