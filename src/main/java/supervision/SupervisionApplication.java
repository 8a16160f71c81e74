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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.audit.Export;
import supervision.casework.Answers;
import supervision.casework.CreditReports;
import supervision.casework.Crosscheck;
import supervision.casework.DecideCase;
import supervision.casework.DutyList;
import supervision.casework.Explanations;
import supervision.casework.ImportRecords;
import supervision.casework.PastDecisions;
import supervision.casework.RulesInForce;
import supervision.cli.Terminal;
import supervision.journal.Journal;
import supervision.ledger.BrokenConnections;
import supervision.ledger.Ledger;
import supervision.reading.SecondReading;
import supervision.rulepack.PackFiles;

/** Puts the parts together and starts the service or a command of the terminal. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SupervisionApplication {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisionApplication.class);
    private static final String DEMO = "demo/register.jsonl";

    public static void main(String[] args) {
        // the file database lets a second process in through a port of its own: keep that on this machine
        System.setProperty("h2.bindAddress", "127.0.0.1");
        int code = Terminal.run(SupervisionApplication.class, args);
        if (code != Terminal.RUNNING) {
            System.exit(code);
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Connections that look well and are not are dropped, so that the service goes on by itself once the cause is gone. */
    @Bean
    static BeanPostProcessor brokenConnections() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource connections) {
                    connections.setExceptionOverride(new BrokenConnections(connections));
                }
                return bean;
            }
        };
    }

    @Bean
    Ledger ledger(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        Ledger ledger = new Ledger(jdbc, new TransactionTemplate(transactions), clock);
        ledger.chainUp();
        return ledger;
    }

    @Bean
    RulesInForce rulesInForce(SupervisionSettings settings) throws IOException {
        String rules = settings.rules();
        RulesInForce.Files files = rules.startsWith("file:")
                ? () -> PackFiles.ofDirectory(Path.of(rules.substring("file:".length())))
                : () -> fromClasspath(rules.replaceFirst("^classpath:", ""));
        return new RulesInForce(files, settings.examples().equals("none") ? null : settings.examples());
    }

    private static PackFiles fromClasspath(String folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        String root = "/" + folder + "/";
        for (Resource resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/**/*.*")) {
            String url = resource.getURL().toString();
            String path = url.substring(url.lastIndexOf(root) + root.length());
            if (PackFiles.isPackFile(path)) {
                files.put(path, resource.getContentAsByteArray());
            }
        }
        return PackFiles.of(files);
    }

    @Bean
    ImportRecords importRecords(Ledger ledger, RulesInForce rules, Clock clock) {
        return new ImportRecords(ledger, rules, clock);
    }

    @Bean
    DecideCase decideCase(Ledger ledger, RulesInForce rules, Clock clock, Crosscheck crosscheck) {
        return new DecideCase(ledger, rules, clock, crosscheck);
    }

    @Bean
    Crosscheck crosscheck(
            SupervisionSettings settings, ObjectProvider<Crosscheck.SecondReader> reader, MeterRegistry meters) {
        return new Crosscheck(settings.secondReading().share(), reader.getIfAvailable(() -> SecondReading::of), meters);
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
    CreditReports creditReports(DecideCase decide, RulesInForce rules, Answers answers, SupervisionSettings settings) {
        return new CreditReports(decide, rules, answers, settings.report().font());
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

    /** After the ledger, which gives entries of older versions their place in the chain. */
    @Bean
    @DependsOn("ledger")
    Export export(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new Export(jdbc, transactions);
    }

    /** Looks at edited rule files; those in the jar do not change. */
    @Bean
    SchedulingConfigurer watchRules(RulesInForce rules, SupervisionSettings settings, TaskScheduler scheduler) {
        return tasks -> {
            tasks.setTaskScheduler(scheduler);
            if (settings.rules().startsWith("file:")) {
                tasks.addFixedDelayTask(() -> refresh(rules), settings.rulesPoll());
            }
        };
    }

    private static void refresh(RulesInForce rules) {
        try {
            rules.refresh();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the rule files cannot be read, the rules before them stay in force: {}", e.getMessage());
        }
    }

    /** Seven invented entities, so that a new installation has something to show. */
    @Bean
    ApplicationRunner demo(SupervisionSettings settings, Ledger ledger, ObjectProvider<ImportRecords> records) {
        return arguments -> {
            if (settings.demo() && ledger.isEmpty()) {
                try (InputStream in = new ClassPathResource(DEMO).getInputStream()) {
                    ImportRecords.Report report =
                            records.getObject().read(DEMO, "application/x-ndjson", in, rows -> {});
                    if (report.setAsideInAll() > 0) {
                        throw new IllegalStateException("the demo register has bad rows: " + report.setAside());
                    }
                    LOG.info("loaded the demo register: {} records", report.accepted());
                }
            }
        };
    }
}
