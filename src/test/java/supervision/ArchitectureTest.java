package supervision;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Dependencies point down, and what a part must not know it does not see. Packages yet to come are named already. */
class ArchitectureTest {

    /** From the bottom up. A package may use those on lines below its own, none beside it. */
    static final List<Set<String>> LAYERS = List.of(
            Set.of("language", "law"),
            Set.of("facts"),
            Set.of("decision"),
            Set.of("rulepack"),
            Set.of("dossier", "intake"),
            Set.of("reading", "ledger", "journal"),
            Set.of("engine"),
            Set.of("replay", "audit"),
            Set.of("gate", "lawtext"),
            Set.of("casework"),
            Set.of("api", "web", "cli"));

    /** Usable by benchmarks and batch jobs that start no container. */
    private static final List<String> WITHOUT_SPRING = List.of(
            "law",
            "facts",
            "decision",
            "rulepack",
            "dossier",
            "engine",
            "reading",
            "intake",
            "replay",
            "language",
            "gate",
            "lawtext");

    /** What is shipped, from where this class of it was loaded: tests are under no such rules. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(supervision.law.SourceRef.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void everyPackageHasItsLayer() {
        Set<String> known = LAYERS.stream().flatMap(Set::stream).collect(Collectors.toSet());

        assertThat(packages()).allMatch(name -> name.isEmpty() || known.contains(name));
        // the rules below would hold of nothing
        assertThat(packages()).contains("law", "facts", "decision", "rulepack", "dossier", "engine", "intake");
    }

    @Test
    void dependenciesPointDown() {
        Architectures.LayeredArchitecture layers =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Set<String> layer : LAYERS) {
            for (String name : layer) {
                layers = layers.optionalLayer(name).definedBy("supervision." + name + "..");
            }
        }
        layers = layers.optionalLayer("wiring").definedBy("supervision");
        List<String> below = new ArrayList<>();
        for (Set<String> layer : LAYERS) {
            for (String name : layer) {
                layers = below.isEmpty()
                        ? layers.whereLayer(name).mayNotAccessAnyLayer()
                        : layers.whereLayer(name).mayOnlyAccessLayers(below.toArray(String[]::new));
            }
            below.addAll(layer);
        }
        layers.check(CLASSES);
    }

    @Test
    void noPackagesDependOnEachOther() {
        SlicesRuleDefinition.slices()
                .matching("supervision.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyTheEngineKnowsDrools() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("supervision.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.kie..", "org.drools.."));
    }

    /** What uses the engine could use another: no type of Drools is in what it shows. */
    @Test
    void theEngineShowsNoDrools() {
        check(methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(
                        resideInAnyPackage("supervision.engine..").and(modifier(PUBLIC)))
                .should()
                .haveRawReturnType(not(resideInAnyPackage("org.kie..", "org.drools..")))
                .andShould()
                .notHaveRawParameterTypes(anyElementThat(resideInAnyPackage("org.kie..", "org.drools.."))));
    }

    /** Compiled rules are code, and come from the class path alone: what runs rules has no way to a file. */
    @Test
    void theEngineReadsNoFile() {
        check(noClasses()
                .that()
                .resideInAPackage("supervision.engine..")
                .and()
                .doNotHaveSimpleName("RulesBuild")
                .and(not(belongTo("supervision.engine.CompiledClasses")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)"));
        check(noClasses().should().dependOnClassesThat().haveSimpleName("RulesBuild"));
        // it gives addresses to bytes that it has, and opens none
        check(noClasses()
                .that(belongTo("supervision.engine.CompiledClasses"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                .orShould()
                .callMethodWhere(target(owner(assignableTo("java.net.URL")))));
    }

    private static DescribedPredicate<JavaClass> belongTo(String outer) {
        return DescribedPredicate.describe(
                "belong to " + outer,
                type -> type.getName().matches(java.util.regex.Pattern.quote(outer) + "(\\$.*)?"));
    }

    @Test
    void intakeKnowsFactsAndTheirLawOnly() {
        check(classes()
                .that()
                .resideInAPackage("supervision.intake..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("supervision.."))
                        .or(resideInAnyPackage(inside(List.of("law", "facts", "rulepack", "intake"))))));
    }

    @Test
    void theCoreRunsWithoutSpring() {
        check(noClasses()
                .that()
                .resideInAnyPackage(inside(WITHOUT_SPRING))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.."));
    }

    @Test
    void onlyLedgerJournalAndTheirExportSpeakSql() {
        // the root hands them the data source and does nothing else with it
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "supervision.ledger..", "supervision.journal..", "supervision.audit..", "supervision")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.springframework.jdbc..",
                        "org.h2..",
                        "org.postgresql..",
                        "org.flywaydb.."));
    }

    @Test
    void lawAndFactsDependOnTheLanguageOnly() {
        check(classes()
                .that()
                .resideInAPackage("supervision.law..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "supervision.law.."));
        check(classes()
                .that()
                .resideInAPackage("supervision.facts..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "supervision.law..", "supervision.facts.."));
    }

    /** One answer for one case: nothing below the use cases asks what time it is, draws lots or reads the surroundings. */
    @Test
    void nothingThatDecidesReadsAClock() {
        for (Class<?> type : List.of(
                java.time.LocalDate.class,
                java.time.Instant.class,
                java.time.ZonedDateTime.class,
                java.time.LocalDateTime.class)) {
            check(noClasses()
                    .that()
                    .resideInAnyPackage(
                            inside(List.of("law", "facts", "decision", "rulepack", "dossier", "engine", "reading")))
                    .should()
                    .callMethod(type, "now"));
        }
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        inside(List.of("law", "facts", "decision", "rulepack", "dossier", "engine", "reading")))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
        SoftAssertions.assertSoftly(all -> {
            for (String name : packages()) {
                String full = name.isEmpty() ? "supervision" : "supervision." + name;
                all.assertThat(isNullMarked(full))
                        .as("%s has a package-info with @NullMarked", full)
                        .isTrue();
            }
        });
    }

    private static boolean isNullMarked(String name) {
        try {
            return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Names below the root; empty for the root itself. */
    private static Set<String> packages() {
        return CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring("supervision".length()).replaceFirst("^\\.", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String[] inside(List<String> names) {
        return names.stream().map(name -> "supervision." + name + "..").toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
