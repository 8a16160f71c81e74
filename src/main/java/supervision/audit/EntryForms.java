package supervision.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import supervision.ledger.Ledger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether each entry of the ledger says what an entry of its kind can say at its place: a record, the opening of an import, the
 * places that an import told once more, its withdrawal, or the end of a record by one.
 */
final class EntryForms {

    static final String IMPORTS = "IMPORT:";
    private static final String REPEAT = "repeat";
    private static final String WITHDRAWAL = "withdrawal";
    static final String WITHDRAWN = "withdrawn";

    /** Most places in one stretch of an entry of repeats. */
    private static final int LONGEST = 1_000;

    private static final String MALFORMED = "：格式有误 / it is malformed";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Set<Long> opened = new HashSet<>();

    private final Map<Long, Withdrawal> withdrawn = new HashMap<>();

    /** By the first place of each. */
    private final NavigableMap<Long, List<Repeat>> repeats = new TreeMap<>();

    /** Places of versions of records. */
    private final BitSet records = new BitSet();

    /**
     * When an import was withdrawn.
     *
     * @param from place of the entry that began it
     * @param end place of the entry that begins its last step; 0 if it did not come so far
     */
    record Withdrawal(long from, long end) {}

    /** Places, one after another, that an import told once more by the entry at a place. */
    record Repeat(long first, long last, long importNo, long at) {}

    /** Imports that were withdrawn, by their numbers. */
    Map<Long, Withdrawal> withdrawals() {
        return Collections.unmodifiableMap(withdrawn);
    }

    /** All that imports told once more. */
    Stream<Repeat> repeats() {
        return repeats.values().stream().flatMap(List::stream);
    }

    /** Who told once more the entry at a place. */
    Stream<Repeat> repeatsOf(long place) {
        return repeats.subMap(place - LONGEST, false, place, true).values().stream()
                .flatMap(List::stream)
                .filter(each -> place <= each.last());
    }

    /** What is wrong with the next entry; null if nothing is. */
    @Nullable
    String problem(Ledger.Entry entry) {
        boolean isOpening = entry.seq() == entry.importNo();
        if (isOpening == opened.contains(entry.importNo())) {
            return "：所属的第 %1$d 号导入不在 / import %1$d, of which it is, is not there".formatted(entry.importNo());
        }
        if (entry.subject().startsWith(IMPORTS)) {
            return aboutImport(entry);
        }
        if (isOpening) {
            return MALFORMED;
        }
        if (entry.kind().equals(WITHDRAWN)) {
            return withdrawn.containsKey(entry.importNo()) && entry.fact().equals(ended(entry.importNo()))
                    ? null
                    : MALFORMED;
        }
        records.set(Math.toIntExact(entry.seq()));
        return isRecord(entry) ? null : MALFORMED;
    }

    /** What an entry says that ends a record. */
    static String ended(long importNo) {
        return JSON.createObjectNode().put("import", importNo).toString();
    }

    private static boolean isRecord(Ledger.Entry entry) {
        try {
            CreditRecord read = FactJson.read(entry.fact(), entry.file(), entry.row());
            return read.subject().equals(entry.subject())
                    && read.fact().id().equals(entry.record())
                    && read.fact().kind().jsonName().equals(entry.kind())
                    && FactJson.write(read.subject(), read.fact()).equals(entry.fact());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private @Nullable String aboutImport(Ledger.Entry entry) {
        long number = entry.importNo();
        if (!entry.subject().equals(IMPORTS + String.format(Locale.ROOT, "%012d", number))
                || !entry.record().equals(entry.kind())
                || entry.row() != 0) {
            return MALFORMED;
        }
        boolean isWell = switch (entry.kind()) {
            case "import" -> opened.add(number) && isOpening(entry);
            case REPEAT -> !withdrawn.containsKey(number) && isRepeat(entry);
            case WITHDRAWAL -> isWithdrawal(entry);
            default -> false;
        };
        return isWell ? null : MALFORMED;
    }

    private static ObjectNode withOrigin(ObjectNode fact, Ledger.Origin origin) {
        if (origin.by() != null) {
            fact.put("by", origin.by());
        }
        if (origin.why() != null) {
            fact.put("why", origin.why());
        }
        return fact;
    }

    private static boolean isOpening(Ledger.Entry entry) {
        for (Ledger.Channel channel : Ledger.Channel.values()) {
            ObjectNode fact = JSON.createObjectNode()
                    .put("file", entry.file())
                    .put("channel", channel.name().toLowerCase(Locale.ROOT));
            if (withOrigin(fact, entry.origin()).toString().equals(entry.fact())) {
                return true;
            }
        }
        return false;
    }

    private boolean isRepeat(Ledger.Entry entry) {
        List<Repeat> told = repeats(entry);
        long after = 0;
        for (Repeat each : told) {
            if (each.first() <= after
                    || each.last() < each.first()
                    || each.last() - each.first() >= LONGEST
                    || each.last() >= entry.seq()
                    || records.nextClearBit((int) each.first()) <= each.last()) {
                return false;
            }
            after = each.last();
            repeats.computeIfAbsent(each.first(), first -> new ArrayList<>()).add(each);
        }
        return !told.isEmpty();
    }

    private boolean isWithdrawal(Ledger.Entry entry) {
        Ledger.Origin origin = entry.origin();
        boolean wholly = entry.fact().startsWith("{\"wholly\":true");
        Withdrawal before = withdrawn.get(entry.importNo());
        withdrawn.put(
                entry.importNo(),
                new Withdrawal(before == null ? entry.seq() : before.from(), wholly ? entry.seq() : 0));
        return origin.by() != null
                && origin.why() != null
                && (before == null || before.end() == 0)
                && withOrigin(JSON.createObjectNode().put("wholly", wholly), origin)
                        .toString()
                        .equals(entry.fact());
    }

    /** What an entry of repeats names; nothing if it is not in its one form. */
    private static List<Repeat> repeats(Ledger.Entry entry) {
        try {
            List<Repeat> repeats = new ArrayList<>();
            for (JsonNode stretch : JSON.readTree(entry.fact()).path("entries")) {
                repeats.add(new Repeat(
                        stretch.path(0).asLong(0), stretch.path(1).asLong(0), entry.importNo(), entry.seq()));
            }
            String written = repeats.stream()
                    .map(each -> "[" + each.first() + "," + each.last() + "]")
                    .collect(Collectors.joining(","));
            return entry.fact().equals("{\"entries\":[" + written + "]}") ? repeats : List.of();
        } catch (JacksonException e) {
            return List.of();
        }
    }
}
