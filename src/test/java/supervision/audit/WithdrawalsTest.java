package supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.ledger.Ledger;
import supervision.ledger.Ledger.Entry;
import supervision.ledger.Rechained;

/**
 * What somebody writes into the ledger who makes all hashes anew: it has to be what the service could have written, and what is
 * left after a withdrawal has to follow from what was told.
 */
class WithdrawalsTest {

    @TempDir
    private static Path folder;

    private static Kept kept;
    private static List<Entry> entries;

    @BeforeAll
    static void fill() {
        kept = Kept.inMemory().withoutReceipts().withdrawn();
        entries = Rechained.entries(kept.jdbc);
    }

    @AfterAll
    static void close() {
        kept.close();
    }

    private static List<String> broken(Kept of) throws IOException {
        return Verification.of(of.exported(folder), null).broken();
    }

    @Test
    void whatWithdrawalsLeaveHolds() throws IOException {
        assertThat(entries).extracting(Entry::kind).contains("import", "repeat", "withdrawal", "withdrawn");
        assertThat(broken(kept)).isEmpty();
        // written anew as it was
        kept.whileChanged(
                () -> Rechained.write(kept.jdbc, entries),
                () -> assertThat(broken(kept)).isEmpty());
    }

    private static UnaryOperator<List<Entry>> edit(String kind, UnaryOperator<Entry> edit) {
        return all -> {
            int at = IntStream.range(0, all.size())
                    .filter(place -> all.get(place).kind().equals(kind))
                    .findFirst()
                    .orElseThrow();
            all.set(at, edit.apply(all.get(at)));
            return all;
        };
    }

    private static UnaryOperator<List<Entry>> fact(String kind, String what, String by) {
        return edit(kind, entry -> {
            assertThat(entry.fact()).contains(what);
            return Rechained.edited(entry, entry.fact().replace(what, by));
        });
    }

    /** The first entry that restores what was told before. */
    private static int restoring(List<Entry> all) {
        return IntStream.range(0, all.size())
                .filter(at -> "报错了".equals(all.get(at).origin().why())
                        && all.get(at).kind().equals("penalty"))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of(
                        "an opening of another number",
                        edit("import", entry -> Rechained.edited(entry, entry.record(), entry.kind(), entry.fact(), 2)),
                        "entry 1 .*import 2, of which it is, is not there"),
                Arguments.of(
                        "an opening that says another file",
                        fact("import", "处罚.jsonl", "其他.jsonl"),
                        "entry 1 .*malformed"),
                Arguments.of("an opening by no channel", fact("import", "program", "pigeon"), "entry 1 .*malformed"),
                Arguments.of(
                        "an import that was not opened",
                        edit(
                                "penalty",
                                entry -> Rechained.edited(entry, entry.record(), entry.kind(), entry.fact(), 99)),
                        "entry 3 .*import 99, of which it is, is not there"),
                Arguments.of("a record of another entity", fact("penalty", "91", "92"), "entry 3 .*malformed"),
                Arguments.of(
                        "a record of another number", fact("penalty", "〔2026〕1号", "〔2026〕7号"), "entry 3 .*malformed"),
                Arguments.of(
                        "a record of another kind",
                        edit(
                                "penalty",
                                entry -> Rechained.edited(
                                        entry, entry.record(), "relation", entry.fact(), entry.importNo())),
                        "entry 3 .*malformed"),
                Arguments.of("a record that is none", fact("penalty", "gravity", "gravitas"), "entry 3 .*malformed"),
                Arguments.of("a record with blanks", fact("penalty", "{", "{ "), "entry 3 .*malformed"),
                Arguments.of("a repeat of nothing", fact("repeat", "[", "{"), "entry .*malformed"),
                Arguments.of(
                        "a repeat of what is to come",
                        edit(
                                "repeat",
                                entry -> Rechained.edited(
                                        entry, "{\"entries\":[[%1$d,%1$d]]}".formatted(entry.seq() + 1))),
                        "entry .*malformed"),
                Arguments.of(
                        "a repeat of an opening",
                        edit("repeat", entry -> Rechained.edited(entry, "{\"entries\":[[1,1]]}")),
                        "entry .*malformed"),
                Arguments.of(
                        "a repeat backwards",
                        edit("repeat", entry -> Rechained.edited(entry, "{\"entries\":[[4,3]]}")),
                        "entry .*malformed"),
                Arguments.of("a withdrawal for another reason", fact("withdrawal", "报错了", "没报错"), "entry .*malformed"),
                Arguments.of(
                        "a withdrawal of another import",
                        edit(
                                "withdrawal",
                                entry -> Rechained.edited(entry, entry.record(), entry.kind(), entry.fact(), 1)),
                        "entry .*malformed"),
                Arguments.of(
                        "an end by another import",
                        fact("withdrawn", "{\"import\":", "{\"import\":1"),
                        "entry .*malformed"),
                Arguments.of(
                        "something else restored",
                        (UnaryOperator<List<Entry>>) all -> {
                            int at = restoring(all);
                            all.set(
                                    at,
                                    Rechained.edited(
                                            all.get(at),
                                            all.get(at).fact().replaceAll("MINOR|GENERAL|SERIOUS", "GENERAL")));
                            return all;
                        },
                        "is not what the withdrawal of import"),
                Arguments.of(
                        "the last that a withdrawal left taken out",
                        (UnaryOperator<List<Entry>>) all -> all.subList(0, all.size() - 1),
                        "was withdrawn, and nothing after it restores or ends the record"),
                Arguments.of(
                        "more ended than was told",
                        (UnaryOperator<List<Entry>>) all -> {
                            Entry last = all.get(all.size() - 1);
                            Entry other = all.get(7);
                            all.add(new Entry(
                                    last.seq() + 1,
                                    other.subject(),
                                    other.record(),
                                    "withdrawn",
                                    last.kind().equals("withdrawn")
                                            ? last.fact()
                                            : "{\"import\":" + last.importNo() + "}",
                                    "",
                                    last.recordedAt(),
                                    other.file(),
                                    other.row(),
                                    last.origin(),
                                    last.importNo(),
                                    ""));
                            all.set(
                                    all.size() - 1,
                                    Rechained.edited(
                                            all.get(all.size() - 1),
                                            all.get(all.size() - 1).fact()));
                            return all;
                        },
                        "is not what the withdrawal of import"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void whatTheServiceWouldNotHaveWrittenIsNamed(String what, UnaryOperator<List<Entry>> edit, String expected) {
        kept.whileChanged(
                () -> Rechained.write(kept.jdbc, edit.apply(new ArrayList<>(entries))),
                () -> assertThat(broken(kept))
                        .as(what)
                        .anySatisfy(link -> assertThat(link).containsPattern(expected)));
    }

    /** In several steps, with somebody who tells some of it in between, and once more after it was broken off. */
    @Test
    void aBigWithdrawalHolds() throws IOException {
        try (Kept big = Kept.inMemory()) {
            long number = big.appendMany(2_500, "SERIOUS");
            big.appendMany(1_200, "SERIOUS");
            big.ledger.withdraw(number, new Ledger.Origin("李四", "报错了"));
            assertThat(Rechained.entries(big.jdbc).stream()
                            .filter(each -> each.kind().equals("withdrawal")))
                    .hasSize(2);

            assertThat(broken(big)).isEmpty();
            List<Entry> all = Rechained.entries(big.jdbc);
            Rechained.write(big.jdbc, all.subList(0, all.size() - 1));
            assertThat(broken(big))
                    .singleElement()
                    .asString()
                    .contains("was withdrawn, and nothing after it restores or ends the record");
        }
    }
}
