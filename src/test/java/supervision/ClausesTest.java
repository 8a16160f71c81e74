package supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import supervision.EdgeCases.EdgeCase;
import supervision.engine.Engines;
import supervision.rulepack.LegalSource;
import supervision.rulepack.RulePack;

/**
 * Nothing that the opinion orders is left out in silence: each clause has rules that fire or says why it has none, and each
 * edge case is shown or says why it is none of the service's business. {@code docs/clauses.md} says all of it; with
 * {@code -Dclauses.update} it is written anew.
 */
class ClausesTest {

    /** Clauses without a rule that fires, as of yet. A clause that has one must leave this list. */
    private static final List<String> STILL_OPEN_CLAUSES = List.of();

    /** Edge cases that nothing shows yet. One that is shown must leave this list. */
    private static final List<String> STILL_OPEN = List.of();

    private static final List<String> CLAUSES = List.of(
            "1.1", "1.2", "1.3", "2", "3", "4", "5", "6.1", "6.2", "7", "8", "9", "10", "sharing", "11.1", "11.2",
            "12.1", "12.2");

    private static final Path DOCUMENT = Path.of("docs/clauses.md");
    private static final RulePack PACK = Engines.with(null).pack();

    private static Map<String, LegalSource.Clause> opinion() {
        return Objects.requireNonNull(PACK.sources().get(ClausesDocument.OPINION))
                .clauses();
    }

    @Test
    void theDocumentIsThatOfThePackAndItsCases() throws IOException {
        String text = ClausesDocument.write(
                PACK, Engines.shipped().pack(), ShippedCases.USES, ShippedCases.CASES, EdgeCases.read());
        if (System.getProperty("clauses.update") != null) {
            Files.writeString(DOCUMENT, text);
        }
        String kept = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
        if (!kept.equals(text)) {
            fail(
                    "%s is stale, first at line %d. Run `mvn -q test -Dtest=ClausesTest -Dclauses.update`, read `git diff"
                            + " docs/clauses.md` and commit it with the rules and cases.",
                    DOCUMENT, firstDifference(kept, text));
        }
    }

    private static int firstDifference(String one, String other) {
        List<String> lines = one.lines().toList();
        List<String> others = other.lines().toList();
        return 1
                + IntStream.range(0, Math.max(lines.size(), others.size()))
                        .filter(i -> i >= lines.size()
                                || i >= others.size()
                                || !lines.get(i).equals(others.get(i)))
                        .findFirst()
                        .orElse(lines.size());
    }

    @Test
    void theOpinionHasAllItsClauses() {
        assertThat(opinion().keySet()).containsExactlyElementsOf(CLAUSES);
    }

    @Test
    void eachClauseHasRulesThatFireOrSaysWhyItHasNone() {
        SoftAssertions.assertSoftly(all -> opinion().forEach((id, clause) -> {
            boolean fires = ShippedCases.USES.stream()
                    .anyMatch(use -> use.rule().sources().contains(ClausesDocument.OPINION + "/" + id)
                            && !use.fired().isEmpty());
            boolean open = STILL_OPEN_CLAUSES.contains(id);
            if (fires) {
                all.assertThat(open)
                        .as("%s has a rule: take it from STILL_OPEN_CLAUSES", id)
                        .isFalse();
                all.assertThat(clause.noRule())
                        .as("%s has a rule: what is left to people belongs into `leftToPeople`, not `noRule`", id)
                        .isNull();
            } else if (clause.noRule() == null) {
                all.assertThat(open)
                        .as("%s: write a rule that cites it and a case, or say in `noRule` why none can be", id)
                        .isTrue();
            } else {
                all.assertThat(open)
                        .as("%s says why: take it from STILL_OPEN_CLAUSES", id)
                        .isFalse();
            }
        }));
    }

    @Test
    void eachEdgeCaseIsShownOrSaysWhyItIsOutside() throws IOException {
        EdgeCases catalogue = EdgeCases.read();
        Map<String, List<String>> shown = new TreeMap<>();
        ShippedCases.CASES.forEach(one -> one.edge()
                .forEach(id ->
                        shown.computeIfAbsent(id, key -> new ArrayList<>()).add(one.file())));
        SoftAssertions.assertSoftly(all -> {
            for (EdgeCase edge : catalogue.all()) {
                List<String> by = Stream.concat(
                                shown.getOrDefault(edge.id(), List.of()).stream(), edge.shownBy().stream())
                        .toList();
                boolean open = STILL_OPEN.contains(edge.id());
                if (edge.outside() != null) {
                    all.assertThat(by)
                            .as("%s is called outside and shown all the same", edge.id())
                            .isEmpty();
                }
                if (by.isEmpty() && edge.outside() == null) {
                    all.assertThat(open)
                            .as(
                                    "%s %s: no case names it in `edge`; write one, or say in edge-cases.yaml by which"
                                            + " test it is `shownBy` or why it is `outside`",
                                    edge.id(), edge.title().en())
                            .isTrue();
                } else {
                    all.assertThat(open)
                            .as("%s is shown by %s or outside: take it from STILL_OPEN", edge.id(), by)
                            .isFalse();
                }
            }
            Set<String> known = catalogue.all().stream().map(EdgeCase::id).collect(Collectors.toSet());
            shown.forEach((id, files) -> all.assertThat(known)
                    .as("edge-cases.yaml has no %s, which is named by %s", id, files)
                    .contains(id));
            all.assertThat(known).as("STILL_OPEN").containsAll(STILL_OPEN);
        });
    }

    @Test
    void theCatalogueOfEdgeCasesIsComplete() throws IOException {
        assertThat(EdgeCases.read().all())
                .extracting(EdgeCase::id)
                .containsExactlyElementsOf(Stream.concat(
                                IntStream.rangeClosed(1, 71).mapToObj(String::valueOf),
                                IntStream.rangeClosed(1, 8).mapToObj(i -> "C" + i))
                        .toList());
    }

    @Test
    void testsThatShowEdgeCasesExist() throws IOException {
        assertThat(EdgeCases.read().all())
                .allSatisfy(edge -> assertThat(edge.shownBy())
                        .as("edge case %s: names of test classes", edge.id())
                        .allMatch(ClausesTest::isClass));
    }

    private static boolean isClass(String name) {
        try {
            return Class.forName(name).getName().equals(name);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
