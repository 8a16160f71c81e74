package supervision.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.audit.Heads.Chain;
import supervision.audit.Tables.Table;
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

/** What is in an export, row by row: each is what its hash says, and follows from those before it. */
final class ExportCheck implements Export.Reader {

    static final String NO_RECEIPTS =
            Heads.ofReceipts(Receipt.NONE, HexFormat.of().formatHex(MerkleTree.root(List.of())));

    private final @Nullable Officers officers;
    private final Map<String, String> broken = new LinkedHashMap<>();
    private final Map<String, Long> counted = new LinkedHashMap<>();
    private final Map<String, Row> ends = new LinkedHashMap<>();
    private final Heads heads;
    private int schema;

    private final EntryForms forms = new EntryForms();
    private String chain = Ledger.NOTHING_BEFORE;
    private final Chains chains = new Chains();
    private Instant recorded = Instant.EPOCH;
    private Instant closed = Instant.EPOCH;

    private final NavigableSet<String> packs = new TreeSet<>();
    private final NavigableSet<String> reports = new TreeSet<>();
    private final Set<String> unnamed = new LinkedHashSet<>();
    private final PackHistory history = new PackHistory();
    private long events;
    private String lastEvent = PackEvent.NONE;
    private long outside;
    private @Nullable String firstOutside;
    private long late;
    private @Nullable String firstLate;

    private long receipts;
    private String previous = Receipt.NONE;
    private Instant made = Instant.EPOCH;
    private final MerkleTree.Growing tree = new MerkleTree.Growing();

    /** @param officers those whose signatures on packs are believed; null to check them with the keys kept with them */
    ExportCheck(Verification.@Nullable Trusted trusted, @Nullable Officers officers) {
        this.officers = officers;
        this.heads = new Heads(trusted, this::broken);
    }

    /** Reads an export; once. */
    void read(Path export) throws IOException {
        Export.read(export, this);
        if (!broken.containsKey("ledger_entry") && !forms.withdrawals().isEmpty()) {
            Withdrawals withdrawals = new Withdrawals(forms);
            Export.each(export, Tables.ENTRIES, withdrawals::first);
            Export.each(export, Tables.ENTRIES, row -> leftBy(withdrawals.second(row)));
            leftBy(withdrawals.end());
        }
    }

    private void leftBy(@Nullable String problem) {
        if (problem != null) {
            broken("withdrawal", "台账" + problem);
        }
    }

    boolean holds() {
        return broken.isEmpty();
    }

    /** What was found. */
    Verification.Result result(List<String> notCovered) {
        return new Verification.Result(
                Map.copyOf(counted),
                List.copyOf(broken.values()),
                heads.signatures(),
                heads.signed(),
                remarks(),
                List.copyOf(notCovered));
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
        Checkpoint unchecked = heads.unchecked();
        if (unchecked != null) {
            remarks.add(
                    "自第 %1$d 号校验点起由 `%2$s` 签名，没有核对其签名，请另用其公钥核验 / from checkpoint %1$d on they are signed by `%2$s`, whose signature was not checked: verify with that key as well"
                            .formatted(unchecked.number(), unchecked.origin()));
        }
        Checkpoint signed = heads.signed();
        if (signed != null) {
            long entries =
                    counted.getOrDefault("ledger_entry", 0L) - signed.ledger().count();
            long since = events - signed.events().count();
            long given = receipts - signed.size();
            if (entries > 0 || since > 0 || given > 0) {
                remarks.add(
                        "第 %1$d 号校验点之后的内容尚无签名：台账 %2$d 条、发布事件 %3$d 个、回执 %4$d 张 / what came after checkpoint %1$d is not signed for yet: %2$d ledger entries, %3$d pack events, %4$d receipts"
                                .formatted(signed.number(), entries, since, given));
            }
        }
        return remarks;
    }

    /** Only the first of a part: what follows a broken link is of no use to anybody. */
    @Override
    public void broken(String part, String what) {
        broken.putIfAbsent(part, what);
    }

    @Override
    public void schema(int version) {
        schema = version;
        if (version < 1 || version > Tables.NEWEST) {
            broken(
                    "file",
                    "表结构的版本 %1$d 不存在，本程序为第 %2$d 版 / there are no tables of version %1$d, this program has %2$d"
                            .formatted(version, Tables.NEWEST));
        }
    }

    @Override
    public void row(Table table, long line, Row row) {
        counted.merge(table.name(), 1L, Long::sum);
        switch (table.name()) {
            case "checkpoint" -> heads.row(row);
            case "ledger_head", "journal_head", "pack_event_head" -> {
                if (ends.put(table.name(), row) != null || row.number("id") != 1) {
                    broken(
                            table.name(),
                            "`%1$s` 应只有 id 为 1 的一行 / `%1$s` has to have one row only, of id 1".formatted(table.name()));
                }
            }
            case "ledger_entry" -> entry(row);
            case "kept_pack" -> pack(row);
            case "pack_report" -> report(row);
            case "pack_event" -> event(row);
            case "receipt" -> receipt(row);
            default -> throw new IllegalArgumentException(table.name());
        }
    }

    @Override
    public void end(Table table) {
        switch (table.name()) {
            case "checkpoint" -> {
                closed = Objects.requireNonNullElse(heads.closedAt(0), closed);
                heads.end(schema);
            }
            case "ledger_entry" -> {
                heads.over(Chain.LEDGER, counted.getOrDefault("ledger_entry", 0L));
                Row head = ends.get("ledger_head");
                if (head == null
                        || !leadsTo(head, counted.getOrDefault("ledger_entry", 0L), chain, "chain")
                        || head.moment("recorded_at").isBefore(recorded)
                        || head.moment("recorded_at").isBefore(closed)) {
                    broken("ledger_head", "台账末端与最后一条记录不符 / the head of the ledger is not what its last entry leads to");
                }
            }
            case "pack_event" -> {
                heads.over(Chain.EVENTS, events);
                if (!leadsTo(ends.get("pack_event_head"), events, lastEvent, "hash")) {
                    broken(
                            "pack_event_head",
                            "发布事件末端与最后一个事件不符 / the head of the pack events is not what the last of them leads to");
                }
            }
            case "receipt" -> {
                heads.over(Chain.RECEIPTS, receipts);
                if (!leadsTo(ends.get("journal_head"), receipts, previous, "hash")) {
                    broken(
                            "journal_head",
                            "日志末端与最后一张回执不符 / the head of the journal is not what its last receipt leads to");
                }
                unnamed.stream()
                        .findFirst()
                        .ifPresent(name -> broken(
                                "unnamed",
                                "%1$s：没有任何发布事件或回执用到，不应在此 / %1$s: no event and no receipt names it, so it should not be here"
                                        .formatted(name)));
            }
            default -> {
                // checked row by row
            }
        }
    }

    private static boolean leadsTo(@Nullable Row head, long count, String hash, String column) {
        return head != null && head.number("seq") == count && head.text(column).equals(hash);
    }

    private void entry(Row row) {
        String name = "台账第 %1$d 条（主体 %2$s，%3$s 第 %4$d 行）/ ledger entry %1$d (entity %2$s, row %4$d of %3$s)"
                .formatted(row.number("seq"), row.text("subject"), row.text("file_name"), row.number("file_row"));
        String problem = problemOfEntry(row);
        if (problem != null) {
            broken("ledger_entry", name + problem);
        }
        chain = row.text("chain");
        recorded = row.moment("recorded_at");
        chains.add(chain);
        closed = Objects.requireNonNullElse(heads.closedAt(chains.size()), closed);
        heads.reached(Chain.LEDGER, chains.size(), () -> chain);
    }

    private @Nullable String problemOfEntry(Row row) {
        Ledger.Entry entry = new Ledger.Entry(
                row.number("seq"),
                row.text("subject"),
                row.text("record_key"),
                row.text("kind"),
                row.text("fact"),
                row.text("hash"),
                row.moment("recorded_at"),
                row.text("file_name"),
                (int) row.number("file_row"),
                new Ledger.Origin(row.textOrNull("told_by"), row.textOrNull("told_why")),
                row.number("import_no"),
                row.text("chain"));
        if (!entry.holds()) {
            return "：内容与哈希不符 / its content is not what its hash says";
        }
        if (entry.seq() != chains.size() + 1
                || entry.row() != row.number("file_row")
                || entry.recordedAt().isBefore(recorded)
                || !entry.follows(chain)) {
            return "：与前一条不相接 / it does not follow from the entry before it";
        }
        if (!entry.recordedAt().isAfter(closed)) {
            return "：记录时间早于当时已签名的时间 / it says to be recorded before a moment that was signed for without it";
        }
        return forms.problem(entry);
    }

    private static boolean isNext(NavigableSet<String> before, String key) {
        boolean next = before.isEmpty() || key.compareTo(before.last()) > 0;
        before.add(key);
        return next;
    }

    private void pack(Row row) {
        String fingerprint = row.text("fingerprint");
        String name = "规则包 / rule pack " + fingerprint;
        if (!isNext(packs, fingerprint)) {
            broken("kept_pack", name + "：重复或次序不对 / it is there twice, or out of order");
        }
        unnamed.add(name);
        String examples = row.textOrNull("examples");
        try {
            String found = PackFiles.of(Packed.unpackedFiles(row.text("files")))
                    .fingerprint(Objects.requireNonNullElse(examples, ""));
            if (!found.equals(fingerprint) || "".equals(examples)) {
                broken("kept_pack", name + "：文件与指纹不符 / its files are not what its fingerprint says");
            }
        } catch (UncheckedIOException e) {
            broken("kept_pack", name + "：无法解开 / it cannot be unpacked");
        }
    }

    private void report(Row row) {
        String hash = row.text("hash");
        String name = "报告 / report " + hash;
        if (!isNext(reports, hash)) {
            broken("pack_report", name + "：重复或次序不对 / it is there twice, or out of order");
        }
        unnamed.add(name);
        try {
            PackEvents.Report report =
                    new PackEvents.Report(Packed.unpacked(row.text("json")), Packed.unpacked(row.text("html")));
            if (!report.hash().equals(hash)) {
                broken("pack_report", name + "：内容与哈希不符 / its content is not what its hash says");
            }
        } catch (UncheckedIOException e) {
            broken("pack_report", name + "：无法解开 / it cannot be unpacked");
        }
    }

    private void event(Row row) {
        String content = row.text("content");
        String name = "第 %1$d 个发布事件 / pack event %1$d".formatted(row.number("seq"));
        String problem = problemOfEvent(row, content);
        if (problem != null) {
            broken("pack_event", name + problem);
        }
        lastEvent = Hashes.sha256(content);
        events++;
        heads.reached(Chain.EVENTS, events, () -> lastEvent);
    }

    private @Nullable String problemOfEvent(Row row, String content) {
        if (!Hashes.sha256(content).equals(row.text("hash"))) {
            return "：内容与哈希不符 / its content is not what its hash says";
        }
        PackEvent event;
        try {
            event = PackEvent.parse(content);
        } catch (IllegalArgumentException e) {
            return "：格式有误 / it is malformed: " + e.getMessage();
        }
        if (event.seq() != events + 1
                || event.seq() != row.number("seq")
                || !event.previous().equals(lastEvent)) {
            return "：与前一个不相接 / it does not follow from the event before it";
        }
        if (!packs.contains(event.pack())) {
            return "：所涉规则包不在 / its rule pack is not there";
        }
        unnamed.remove("规则包 / rule pack " + event.pack());
        if (event.report() != null && !reports.contains(event.report())) {
            return "：所据报告不在 / the report it relies on is not there";
        }
        unnamed.remove("报告 / report " + event.report());
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

    private void receipt(Row row) {
        String content = row.text("content");
        String name =
                "第 %1$d 号回执（决定 %2$s）/ receipt %1$d (decision %2$s)".formatted(row.number("seq"), row.text("decision"));
        String problem = problemOf(row, content);
        if (problem != null) {
            broken("receipt", name + problem);
        }
        previous = Hashes.sha256(content);
        receipts++;
        tree.add(MerkleTree.leaf(content.getBytes(StandardCharsets.UTF_8)));
        heads.reached(
                Chain.RECEIPTS,
                receipts,
                () -> Heads.ofReceipts(previous, HexFormat.of().formatHex(tree.root())));
    }

    private @Nullable String problemOf(Row row, String content) {
        if (!Hashes.sha256(content).equals(row.text("hash"))) {
            return "：内容与哈希不符 / its content is not what its hash says";
        }
        Receipt receipt;
        try {
            receipt = Receipt.parse(content);
        } catch (IllegalArgumentException | DateTimeException e) {
            return "：格式有误 / it is malformed: " + e.getMessage();
        }
        if (!receipt.text().equals(content)) {
            return "：格式有误 / it is malformed";
        }
        if (receipt.seq() != receipts + 1
                || !receipt.previous().equals(previous)
                || receipt.madeAt().isBefore(made)) {
            return "：与前一张不相接 / it does not follow from the receipt before it";
        }
        made = receipt.madeAt();
        if (!List.of(
                        Long.toString(receipt.seq()),
                        receipt.decision(),
                        receipt.subject(),
                        receipt.asOf().toString(),
                        receipt.madeAt().toString(),
                        receipt.pack())
                .equals(List.of(
                        Long.toString(row.number("seq")),
                        row.text("decision"),
                        row.text("subject"),
                        row.day("as_of"),
                        row.moment("made_at").toString(),
                        row.text("pack")))) {
            return "：索引列与内容不符 / what it is found by is not what it says";
        }
        if (!packs.contains(receipt.pack())) {
            return "：所用规则包不在 / its rule pack is not there";
        }
        unnamed.remove("规则包 / rule pack " + receipt.pack());
        String underNone = problemOfPublication(receipt);
        if (underNone != null) {
            return underNone;
        }
        List<String> places = new ArrayList<>();
        for (long place : receipt.facts()) {
            String found = chains.get(place);
            if (found == null) {
                return "：所用台账第 %1$d 条不在 / ledger entry %1$d that it rests on is not there".formatted(place);
            }
            places.add(found);
        }
        if (!Hashes.over(places).equals(receipt.factsHash())) {
            return "：所用记录与当时不符 / the records it rests on are not those of that time";
        }
        try {
            if (!Hashes.sha256(Packed.unpacked(row.text("answer"))).equals(receipt.answerHash())) {
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

    /** Chains of the ledger by place, 32 bytes an entry: there are millions. */
    private static final class Chains {

        /** Chains of a page. */
        private static final int PAGE = 1 << 15;

        private final List<byte[]> pages = new ArrayList<>();
        private long size;

        long size() {
            return size;
        }

        void add(String chain) {
            int at = (int) (size % PAGE) * MerkleTree.HASH;
            if (at == 0) {
                pages.add(new byte[PAGE * MerkleTree.HASH]);
            }
            try {
                System.arraycopy(HexFormat.of().parseHex(chain), 0, pages.get(pages.size() - 1), at, MerkleTree.HASH);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // reported as a link that does not hold: nothing can rest on it
            }
            size++;
        }

        @Nullable
        String get(long place) {
            if (place < 1 || place > size) {
                return null;
            }
            int at = (int) ((place - 1) % PAGE) * MerkleTree.HASH;
            return HexFormat.of().formatHex(pages.get((int) ((place - 1) / PAGE)), at, at + MerkleTree.HASH);
        }
    }
}
