package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import supervision.decision.Conclusion;
import supervision.decision.Text;
import supervision.decision.Tier;
import supervision.dossier.Instruments;
import supervision.dossier.Prepared;
import supervision.dossier.Told;
import supervision.facts.FactKind;
import supervision.language.Declaration;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.language.Row;
import supervision.law.SourceRef;

/** The pack of this repository. */
class PackTest {

    private static final RulePack PACK = RulePackReader.read(PackFiles.of(Packs.shipped()), null);

    /** Reading it above would have thrown. */
    @Test
    void readsWithoutProblems() {
        assertThat(PACK.rules()).hasSizeGreaterThan(150);
        assertThat(PACK.sources()).hasSizeGreaterThan(60);
        assertThat(PACK.parameters()).hasSizeGreaterThan(100);
        assertThat(PACK.examples()).isNull();
    }

    /**
     * A component that may be missing compares as false both ways, so a gap would read as "fine": rules may look at what has
     * no such component, and at conclusions, in which nothing missing is ever compared.
     */
    @Test
    void rulesMatchWhatIsNeverNull() {
        Map<String, Class<?>> prepared = new HashMap<>(simpleNames(Prepared.class));
        prepared.putAll(simpleNames(Told.class));
        Map<String, Class<?>> conclusions = simpleNames(Conclusion.class);
        Set<String> declared =
                PACK.declarations().values().stream().map(Declaration::name).collect(Collectors.toSet());
        SoftAssertions.assertSoftly(all -> PACK.rules().forEach(rule -> {
            if (!declared.contains(rule.conclusion())) {
                all.assertThat(conclusions).as(rule.name()).containsKey(rule.conclusion());
            }
            for (String fact : rule.facts()) {
                Class<?> type = prepared.get(fact);
                if (declared.contains(fact)) {
                    continue;
                }
                if (type == null) {
                    all.assertThat(conclusions).as(rule.name()).containsKey(fact);
                    continue;
                }
                for (RecordComponent component : type.getRecordComponents()) {
                    all.assertThat(component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                            .as("%s.%s may be null", fact, component.getName())
                            .isFalse();
                    all.assertThat(component.getName())
                            .as("component of %s: the engine would take it for the instrument", fact)
                            .isNotIn(DrlForm.INSTRUMENTS.keySet());
                }
            }
        }));
    }

    /** The types of facts are few, and each is there because a rule asks for it. */
    @Test
    void everythingPreparedIsAskedForByARule() {
        Set<String> asked =
                PACK.rules().stream().flatMap(rule -> rule.facts().stream()).collect(Collectors.toSet());

        assertThat(asked).containsAll(simpleNames(Prepared.class).keySet());
    }

    /** state-council-2020-49/item-6: a district makes no list. Entries are facts; no rule may conclude one for an entity. */
    @Test
    void noRuleConcludesAListing() {
        assertThat(simpleNames(Conclusion.class).keySet()).noneMatch(name -> name.contains("List"));
        assertThat(PACK.drl().values()).noneMatch(text -> text.contains("\"serious-list\", \"ENTITY\""));
    }

    /** The form of rules knows the instruments by name only: it stands below them. */
    @Test
    void theFormKnowsWhatTheInstrumentsAnswer() {
        assertThat(DrlForm.INSTRUMENTS).containsOnlyKeys(Instruments.TYPES.keySet());
        Instruments.TYPES.forEach((name, type) -> {
            Set<String> questions = publicMethods(type);
            // what the engine reads after the rules have fired: a rule that asked would depend on the order of
            // questions
            questions.remove("next");
            assertThat(DrlForm.INSTRUMENTS.get(name)).as(name).isEqualTo(questions);
        });
    }

    /** The section of inspection and the check of ratios know the order of tiers by their enumeration. */
    @Test
    void tiersAreRankedInTheirOrder() {
        assertThat(PACK.rows().get("rules.TierRank"))
                .hasSize(Tier.values().length)
                .allSatisfy(row -> assertThat(row.values().value("rank"))
                        .isEqualTo(((Tier) row.values().value("tier")).ordinal() + 1));
    }

    /** laiwu-2020-19/3: what rules ask for with an application is a use that the table of reports has. */
    @Test
    void everyReportThatAnApplicationUsesIsInTheTable() {
        List<Row> uses = Objects.requireNonNull(PACK.rows().get("rules.ReportUse"));
        assertThat(uses).hasSize(5);
        uses.forEach(row -> assertThat(PACK.tables().reports().uses().values())
                .anyMatch(known ->
                        known.id().equals(row.values().value("use")) && known.need() == Tables.ReportNeed.PROMOTED));
        assertThat(PACK.tables().reports().uses().values())
                .anyMatch(known -> known.id().equals("PROJECT") && known.need() == Tables.ReportNeed.TRIAL);
    }

    @Test
    void everyClauseHasBothLanguages() {
        SoftAssertions.assertSoftly(all -> PACK.sources().values().forEach(source -> {
            bilingual(all, source.id(), source.title());
            source.clauses().forEach((id, clause) -> {
                bilingual(all, source.id() + "/" + id, clause.title());
                bilingual(all, source.id() + "/" + id, clause.says());
                Stream.of(clause.noRule(), clause.leftToPeople())
                        .filter(java.util.Objects::nonNull)
                        .forEach(told -> bilingual(all, source.id() + "/" + id, told));
                all.assertThat(new SourceRef(source.id(), id)).isNotNull();
            });
        }));
    }

    @Test
    void everyTitleHasBothLanguages() {
        SoftAssertions.assertSoftly(all -> {
            PACK.parameters().values().forEach(parameter -> bilingual(all, parameter.id(), parameter.title()));
            PACK.tables().bans().values().forEach(ban -> {
                bilingual(all, ban.id(), ban.title());
                bilingual(all, ban.id(), ban.trigger());
            });
            PACK.tables().lists().values().forEach(list -> bilingual(all, list.id(), list.title()));
            PACK.tables().regimes().values().forEach(regime -> bilingual(all, regime.id(), regime.title()));
            PACK.tables().schemes().values().forEach(scheme -> bilingual(all, scheme.id(), scheme.title()));
            PACK.tables().reports().uses().values().forEach(use -> bilingual(all, use.id(), use.title()));
            PACK.tables().reports().sections().values().forEach(section -> {
                bilingual(all, section.part().name(), section.title());
                bilingual(all, section.part().name(), section.none());
            });
            PACK.tables()
                    .catalogues()
                    .forEach(catalogue -> catalogue
                            .measures()
                            .values()
                            .forEach(measure -> bilingual(all, measure.id(), measure.title())));
            PACK.labels()
                    .forEach((group, texts) -> texts.forEach((code, text) -> bilingual(all, group + "/" + code, text)));
            PACK.rules().forEach(rule -> bilingual(all, rule.name(), new Text(rule.name(), rule.en())));
        });
    }

    /** laiwu-2020-19/6.2: good credit lowers ratio and frequency, dishonesty raises them. */
    @ParameterizedTest
    @MethodSource("exampleSets")
    void theStricterTheTierTheMoreIsInspected(String set) {
        RulePack pack = RulePackReader.read(PackFiles.of(Packs.shipped()), set);
        List<BigDecimal> lowest = new ArrayList<>();
        List<BigDecimal> highest = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            Parameter ratio = pack.parameter("inspection/ratio/" + tier.name().toLowerCase(Locale.ROOT));
            Parameter.Row row = ratio.rows().get(ratio.rows().size() - 1);
            if (row.value() != null) {
                String[] ends = row.value().split("\\.\\.");
                lowest.add(new BigDecimal(ends[0]));
                highest.add(new BigDecimal(ends[ends.length - 1]));
            }
        }
        assertThat(lowest).isSorted();
        assertThat(highest).isSorted();
    }

    static List<String> exampleSets() {
        return PACK.exampleSets().stream().map(RulePack.ExampleSet::id).toList();
    }

    /** An example stands in for a number that nobody has set; with examples off there is none. */
    @Test
    void noExampleIsLeftWhenExamplesAreOff() {
        PACK.parameters()
                .values()
                .forEach(parameter -> assertThat(parameter.rows())
                        .as(parameter.id())
                        .allMatch(row -> row.set() == null && !row.status().equals("example")));
    }

    /** Rules write out which roles are organisations: a new one has to come into each of them. */
    @Test
    void rulesTellOrganisationsFromPersonsAsTheRowsDo() {
        List<String> organisations = List.copyOf(PACK.tables().rolesOf(Tables.Whose.ORGANISATION));

        List<List<String>> named = PACK.rules().stream()
                .flatMap(rule -> rule.when().stream())
                .flatMap(Pattern::tests)
                .filter(test ->
                        test.left().toString().equals("role") && test.right().size() > 1)
                .map(test -> test.right().stream()
                        .map(operand -> ((Operand.Text) operand).value())
                        .toList())
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(roles -> assertThat(roles).containsExactlyInAnyOrderElementsOf(organisations));
    }

    /** Of the codes of the program the reader asks for a name; fields and roles bring theirs, but for the word for all fields. */
    @Test
    void allFieldsTogetherHaveAName() {
        assertThat(PACK.labels().getOrDefault("field", Map.of())).containsKey(Conclusion.EVERYWHERE);
    }

    /** The page of what waits for the district shows the choices that stand in. */
    @Test
    void everyChoiceHasAName() {
        Set<String> named = Stream.of("choice", "tier")
                .flatMap(group -> PACK.labels().getOrDefault(group, Map.of()).keySet().stream())
                .collect(Collectors.toSet());

        assertThat(PACK.parameters().values())
                .filteredOn(parameter -> parameter.unit() == Parameter.Unit.CHOICE)
                .flatExtracting(Parameter::rows)
                .extracting(Parameter.Row::value)
                .filteredOn(Objects::nonNull)
                .isNotEmpty()
                .isSubsetOf(named);
    }

    /** A kind of record without a place in the catalogue would be used for nothing from its first day on. */
    @Test
    void eachKindOfRecordHasItsPlaceInTheDirectory() {
        Set<String> kinds = PACK.tables().directory().categories().keySet().stream()
                .map(record -> record.replaceAll("/.*", ""))
                .collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FactKind.values()).map(FactKind::jsonName).toList());
        assertThat(PACK.tables().directory().categories()).doesNotContainKey("administrativeAct/OTHER");
    }

    /** What is about a natural person is open to authorised query and to sharing, never to the public (Shandong Art 20). */
    @Test
    void natureOfThePersonKeepsARecordFromThePublic() {
        List<Row> open = PACK.rows().getOrDefault("rules.ShownAt", List.of()).stream()
                .filter(row -> row.values().value("subject").equals("NATURAL_PERSON"))
                .toList();

        assertThat(open).extracting(row -> row.values().value("visible")).containsOnly("AUTHORISED_QUERY");
        assertThat(open).extracting(row -> row.values().value("kind")).contains("penalty");
    }

    private static Map<String, Class<?>> simpleNames(Class<?> sealed) {
        Map<String, Class<?>> names = new HashMap<>();
        for (Class<?> type : sealed.getPermittedSubclasses()) {
            if (type.isRecord()) {
                names.put(type.getSimpleName(), type);
            } else {
                names.putAll(simpleNames(type));
            }
        }
        return names;
    }

    private static Set<String> publicMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void bilingual(SoftAssertions all, String what, Text text) {
        all.assertThat(text.zh()).as("Chinese of %s", what).containsPattern("[\\u4e00-\\u9fff]");
        all.assertThat(text.en()).as("English of %s", what).containsPattern("[A-Za-z]");
    }
}
