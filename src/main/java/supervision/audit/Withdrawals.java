package supervision.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.audit.EntryForms.Repeat;
import supervision.audit.EntryForms.Withdrawal;

/**
 * Whether what withdrawals left is what is left without the imports that were withdrawn. A version of a record counts as long
 * as an import is not withdrawn that told it, by an entry of it or by naming it as told once more; in force is the latest that
 * counts. What a withdrawal appends has to be that, where it was not so already, and nothing else.
 *
 * <p>It is handed all entries twice, in their order, and keeps what is about records that withdrawn imports told, no others.
 */
final class Withdrawals {

    private final EntryForms forms;
    private final Map<Long, Withdrawal> withdrawals;

    /** Places that imports told once more which were withdrawn. */
    private final BitSet repeated = new BitSet();

    private final Map<Key, List<Version>> records = new HashMap<>();

    /** By the number of an import that was withdrawn, what it told. */
    private final Map<Long, Set<Key>> told = new HashMap<>();

    /** Each name of a file once. */
    private final Map<String, String> files = new HashMap<>();

    private @Nullable Row ending;
    private long last;

    /** @param forms that has seen all entries */
    Withdrawals(EntryForms forms) {
        this.forms = forms;
        this.withdrawals = forms.withdrawals();
        forms.repeats()
                .filter(each -> withdrawals.containsKey(each.importNo()))
                .forEach(each -> repeated.set((int) each.first(), (int) each.last() + 1));
    }

    private record Key(String subject, String record) {}

    private record Version(long seq, String kind, String hash, long importNo, String file, long row) {

        boolean isEnd() {
            return kind.equals(EntryForms.WITHDRAWN);
        }

        /** Whether they say the same; of another version's origin, too. */
        boolean isSame(Version other) {
            return kind.equals(other.kind) && hash.equals(other.hash);
        }

        boolean isFromWhere(Version other) {
            return file.equals(other.file) && row == other.row;
        }
    }

    private static Key key(Row row) {
        return new Key(row.text("subject"), row.text("record_key"));
    }

    private static boolean isAboutImport(Row row) {
        return row.text("subject").startsWith(EntryForms.IMPORTS);
    }

    /** Of the first time: which records are looked at. */
    void first(Row row) {
        long seq = row.number("seq");
        Withdrawal own = withdrawals.get(row.number("import_no"));
        boolean again = repeated.get((int) seq);
        if (isAboutImport(row) || own == null && !again) {
            return;
        }
        Key key = key(row);
        records.putIfAbsent(key, new ArrayList<>());
        if (own != null && seq < own.from()) {
            told(row.number("import_no"), key);
        }
        if (again) {
            forms.repeatsOf(seq)
                    .filter(each -> withdrawals.containsKey(each.importNo()))
                    .forEach(each -> told(each.importNo(), key));
        }
    }

    private void told(long importNo, Key key) {
        told.computeIfAbsent(importNo, number -> new LinkedHashSet<>()).add(key);
    }

    /** Of the second time: what is wrong with an entry, or with those before it now that they are over; null if nothing is. */
    @Nullable
    String second(Row row) {
        String problem = null;
        if (ending != null && !isSameStep(ending, row)) {
            problem = end();
        }
        last = row.number("seq");
        long importNo = row.number("import_no");
        Withdrawal own = withdrawals.get(importNo);
        if (isAboutImport(row)) {
            if (own != null && own.end() == last) {
                ending = row;
            }
            return problem;
        }
        List<Version> versions = records.get(key(row));
        if (versions == null) {
            return problem;
        }
        Version version = new Version(
                last,
                row.text("kind"),
                row.text("hash"),
                importNo,
                files.computeIfAbsent(row.text("file_name"), name -> name),
                row.number("file_row"));
        if (problem == null && own != null && own.from() < version.seq() && !isLeft(version, versions)) {
            problem = "第 %1$d 条：撤回第 %2$d 号导入后应有的内容不是这样 / entry %1$d is not what the withdrawal of import %2$d leaves"
                    .formatted(version.seq(), importNo);
        }
        versions.add(version);
        return problem;
    }

    private static boolean isSameStep(Row one, Row other) {
        return one.number("import_no") == other.number("import_no")
                && one.moment("recorded_at").equals(other.moment("recorded_at"));
    }

    /** Whether a version is what has to come after others when an import that told one of them counts no more. */
    private boolean isLeft(Version version, List<Version> before) {
        if (before.isEmpty()) {
            return false;
        }
        Version latest = before.get(before.size() - 1);
        Version left = inForce(before, version.seq());
        return left == null
                ? version.isEnd() && !latest.isEnd() && version.isFromWhere(latest)
                : version.isSame(left) && !latest.isSame(left) && version.isFromWhere(left);
    }

    /** The latest version that counts at a place; null if none does. */
    private @Nullable Version inForce(List<Version> versions, long at) {
        for (int latest = versions.size() - 1; latest >= 0; latest--) {
            Version version = versions.get(latest);
            if (!version.isEnd() && counts(version, at)) {
                return version;
            }
        }
        return null;
    }

    private boolean counts(Version version, long at) {
        return isOpen(version.importNo(), at)
                || forms.repeatsOf(version.seq())
                        .filter(each -> each.at() < at)
                        .mapToLong(Repeat::importNo)
                        .anyMatch(importNo -> isOpen(importNo, at));
    }

    private boolean isOpen(long importNo, long at) {
        Withdrawal withdrawal = withdrawals.get(importNo);
        return withdrawal == null || at < withdrawal.from();
    }

    /** What is wrong where a withdrawal has come to its end; null if nothing is, or none has. */
    @Nullable
    String end() {
        if (ending == null) {
            return null;
        }
        long importNo = ending.number("import_no");
        ending = null;
        for (Key key : told.getOrDefault(importNo, Set.of())) {
            List<Version> versions = Objects.requireNonNull(records.get(key));
            Version latest = versions.get(versions.size() - 1);
            Version left = inForce(versions, last);
            if (left == null ? !latest.isEnd() : !latest.isSame(left)) {
                return "第 %1$d 条：所属的第 %2$d 号导入已撤回，其后却没有恢复或终止 / entry %1$d: import %2$d was withdrawn, and nothing after it restores or ends the record"
                        .formatted(latest.seq(), importNo);
            }
        }
        return null;
    }
}
