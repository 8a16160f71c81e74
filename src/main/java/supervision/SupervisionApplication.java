package supervision;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.SupervisionSettings.Publication;
import supervision.audit.Export;
import supervision.audit.SignedHeads;
import supervision.casework.Answers;
import supervision.casework.CheckPack;
import supervision.casework.Checker;
import supervision.casework.CreditReports;
import supervision.casework.Crosscheck;
import supervision.casework.DecideCase;
import supervision.casework.DutyList;
import supervision.casework.Explanations;
import supervision.casework.ImportRecords;
import supervision.casework.PastDecisions;
import supervision.casework.Publications;
import supervision.casework.PublishedPacks;
import supervision.casework.RulePages;
import supervision.casework.RulesInForce;
import supervision.casework.WithdrawImport;
import supervision.cli.Streams;
import supervision.cli.Terminal;
import supervision.engine.DecisionEngine;
import supervision.journal.Journal;
import supervision.journal.PackEvents;
import supervision.lawtext.LawTexts;
import supervision.ledger.FileDatabase;
import supervision.ledger.Ledger;
import supervision.ledger.PersonsKey;
import supervision.ledger.Schema;
import supervision.ledger.WritingTransactions;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;
import supervision.web.BodyLimits;
import supervision.web.Hosts;

/** Puts the parts together and starts the service or a command of the terminal. */
@SpringBootApplication(
        proxyBeanMethods = false,
        // there are no users yet
        exclude = UserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(SupervisionSettings.class)
@EnableScheduling
public class SupervisionApplication {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisionApplication.class);
    private static final String DEMO = "demo/register.jsonl";

    public static void main(String[] args) {
        // the file database lets a second process in through a port of its own: keep that on this machine
        System.setProperty("h2.bindAddress", "127.0.0.1");
        int code = Terminal.run(Streams.ofProcess(), SupervisionApplication.class, args);
        if (code != Terminal.RUNNING) {
            System.exit(code);
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static FlywayConfigurationCustomizer tables() {
        return Schema::configure;
    }

    @Bean
    static FlywayMigrationStrategy migration() {
        return Schema::migrate;
    }

    /** Takes charge of the file of the database before the first connection to it, and until after the last. */
    @Bean
    static DestructionAwareBeanPostProcessor fileDatabase() {
        return new DestructionAwareBeanPostProcessor() {

            private final Map<Object, FileDatabase> files = new ConcurrentHashMap<>();

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource connections) {
                    files.put(bean, new FileDatabase(connections));
                }
                return bean;
            }

            @Override
            public boolean requiresDestruction(Object bean) {
                return files.containsKey(bean);
            }

            @Override
            public void postProcessBeforeDestruction(Object bean, String name) {
                Objects.requireNonNull(files.remove(bean)).close();
            }
        };
    }

    @Bean
    WritingTransactions transactions(HikariDataSource connections) {
        return new WritingTransactions(connections);
    }

    @Bean
    Ledger ledger(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new Ledger(jdbc, new TransactionTemplate(transactions), clock);
    }

    @Bean
    PersonsKey personsKey(
            SupervisionSettings settings, @Value("${spring.datasource.url}") String address, Ledger ledger) {
        PersonsKey key = new PersonsKey(settings.persons().key(), address, ledger);
        key.check();
        return key;
    }

    @Bean
    PackEvents packEvents(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new PackEvents(jdbc, new TransactionTemplate(transactions), clock);
    }

    @Bean
    PublishedPacks publishedPacks(PackEvents events, Journal journal, SupervisionSettings settings) {
        PublishedPacks published = new PublishedPacks(events, journal, settings.officersFile());
        if (settings.publication() == Publication.REQUIRED) {
            published.found(() -> RulePackReader.read(builtIn(), examples(settings)));
        }
        return published;
    }

    private static PackFiles builtIn() {
        try {
            return fromClasspath("rules");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String examples(SupervisionSettings settings) {
        return settings.examples().equals("none") ? null : settings.examples();
    }

    // a key that is not there is told before rules are compiled, which takes seconds
    @Bean
    @DependsOn("personsKey")
    RulesInForce rulesInForce(SupervisionSettings settings, PublishedPacks published, Clock clock) throws IOException {
        String rules = settings.rules();
        RulesInForce.Files files;
        Path folder = settings.rulesFolder();
        if (folder != null) {
            files = () -> PackFiles.ofDirectory(folder);
        } else {
            // those in the jar do not change
            PackFiles once = fromClasspath(rules.replaceFirst("^classpath:", ""));
            files = () -> once;
        }
        return new RulesInForce(
                files, examples(settings), settings.publication() == Publication.OFF ? null : published, clock);
    }

    /** What a candidate pack has to pass. */
    @Bean
    CheckPack checker(Ledger ledger, Journal journal, Clock clock, SupervisionSettings settings) {
        String cases = settings.cases();
        return new CheckPack(ledger, journal, clock, cases == null || cases.isBlank() ? null : Path.of(cases));
    }

    @Bean
    RulePages rulePages(RulesInForce rules, CheckPack checker) {
        return new RulePages(rules, checker.cases());
    }

    @Bean
    LawTexts lawTexts(SupervisionSettings settings) {
        return new LawTexts(settings.lawsFolder());
    }

    @Bean
    Publications publications(
            PublishedPacks published,
            Checker checker,
            ConfigurableListableBeanFactory beans,
            SupervisionSettings settings,
            Clock clock) {
        BooleanSupplier on = switch (settings.publication()) {
            case AUTO -> published::exist;
            case REQUIRED -> () -> true;
            case OFF -> () -> false;
        };
        // a command of the terminal has none, and need not wait until rules are compiled
        Supplier<@Nullable RulesInForce> rules =
                () -> beans.containsSingleton("rulesInForce") ? beans.getBean(RulesInForce.class) : null;
        return new Publications(published, checker, rules, on, examples(settings), clock);
    }

    private static PackFiles fromClasspath(String folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        String root = "/" + folder + "/";
        for (Resource resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/**/*.*")) {
            String url = resource.getURL().toString();
            String path = url.substring(url.lastIndexOf(root) + root.length());
            files.put(path, resource.getContentAsByteArray());
        }
        return PackFiles.of(files);
    }

    @Bean
    ImportRecords importRecords(
            Ledger ledger, RulesInForce rules, Clock clock, PersonsKey key, SupervisionSettings settings) {
        return new ImportRecords(
                ledger, rules, clock, key.pseudonyms(), settings.intake().largestFine());
    }

    @Bean
    WithdrawImport withdrawImport(Ledger ledger) {
        return new WithdrawImport(ledger);
    }

    @Bean
    DecideCase decideCase(Ledger ledger, RulesInForce rules, Clock clock, Crosscheck crosscheck) {
        return new DecideCase(ledger, rules, clock, crosscheck);
    }

    @Bean
    Crosscheck crosscheck(
            SupervisionSettings settings, ObjectProvider<Crosscheck.SecondReader> reader, MeterRegistry meters) {
        return new Crosscheck(
                settings.secondReading().share(), reader.getIfAvailable(() -> DecisionEngine::reading), meters);
    }

    @Bean
    Journal journal(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new Journal(jdbc, new TransactionTemplate(transactions), clock);
    }

    @Bean
    Answers answers(
            DecideCase decide, Ledger ledger, RulesInForce rules, Journal journal, SupervisionSettings settings) {
        return new Answers(
                decide, ledger, rules, journal, settings.answersKept().toBytes());
    }

    @Bean
    CreditReports creditReports(
            DecideCase decide, RulesInForce rules, Answers answers, LawTexts laws, SupervisionSettings settings) {
        return new CreditReports(decide, rules, answers, laws, settings.report().font());
    }

    @Bean
    Explanations explanations(DecideCase decide, RulesInForce rules) {
        return new Explanations(decide, rules);
    }

    @Bean
    DutyList dutyList(DecideCase decide, Ledger ledger, RulesInForce rules) {
        return new DutyList(decide, ledger, rules);
    }

    @Bean
    PastDecisions pastDecisions(DecideCase decide, RulesInForce rules, Journal journal) {
        return new PastDecisions(decide, rules, journal);
    }

    @Bean
    Export export(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new Export(jdbc, transactions);
    }

    @Bean
    SignedHeads signedHeads(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Ledger ledger,
            PackEvents events,
            Journal journal) {
        return new SignedHeads(jdbc, transactions, ledger, events, journal);
    }

    /** Looks at edited rule files, and at what was published. A command of the terminal is over before they change. */
    @Bean
    @ConditionalOnWebApplication
    SchedulingConfigurer watchRules(RulesInForce rules, SupervisionSettings settings, TaskScheduler scheduler) {
        return tasks -> {
            tasks.setTaskScheduler(scheduler);
            if (settings.rulesFolder() != null || settings.publication() != Publication.OFF) {
                tasks.addFixedDelayTask(() -> refresh(rules), settings.rulesPoll());
            }
        };
    }

    private static void refresh(RulesInForce rules) {
        try {
            rules.refresh();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("what was published cannot be read, the rules in force stay: {}", e.getMessage());
        }
    }

    @Bean
    Hosts hosts(SupervisionSettings settings) {
        return new Hosts(settings.hosts());
    }

    @Bean
    BodyLimits bodyLimits(SupervisionSettings settings) {
        return settings.bodies();
    }

    /** Seven invented entities, so that a new installation has something to show; they are in before anybody can ask. */
    @Bean
    @ConditionalOnWebApplication
    SmartInitializingSingleton demo(
            SupervisionSettings settings, Ledger ledger, ObjectProvider<ImportRecords> records) {
        return () -> {
            if (settings.demo() && ledger.isEmpty()) {
                try (InputStream in = new ClassPathResource(DEMO).getInputStream()) {
                    ImportRecords.Report report = records.getObject()
                            .read(
                                    new Ledger.Opening(DEMO, Ledger.Channel.DEMO, Ledger.Origin.UNSAID),
                                    "application/x-ndjson",
                                    in,
                                    rows -> {});
                    if (report.setAsideInAll() > 0) {
                        throw new IllegalStateException("the demo register has bad rows: " + report.setAside());
                    }
                    LOG.info("loaded the demo register: {} records", report.accepted());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
