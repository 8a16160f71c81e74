package supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.audit.SignedHeads;
import supervision.engine.Engines;
import supervision.facts.Relation;
import supervision.intake.CreditCodes;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import supervision.journal.Journal;
import supervision.journal.PackEvent;
import supervision.journal.PackEvents;
import supervision.journal.Receipt;
import supervision.journal.Signers;
import supervision.ledger.Ledger;
import supervision.ledger.Schema;
import supervision.rulepack.RulePack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every statement of ledger and journal, as databases plan and run it with 100,000 records in them: none goes through a table
 * that grows, and none needs what another database that the schema is meant for does not have.
 */
class StatementsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int RECORDS = 100_000;

    /** Rows that a statement may look at: a few pages of the largest size that any asks for. */
    private static final int MOST_ROWS = 5_000;

    /** Tables that may be gone through: those of a few rows, and one that has a row for each time that a head was signed. */
    private static final Set<String> SMALL = Set.of(
            "ledger_head", "entity_count", "journal_head", "pack_event_head", "checkpoint", "flyway_schema_history");

    /** Statements that go through a table because that is what they are for: what is derived is derived anew after a restore. */
    private static final Pattern EMPTIES = Pattern.compile("DELETE FROM \\w+");

    private static final String FOOD = CreditCodes.of(1);
    private static final String BUILDER = CreditCodes.of(2);
    private static final String PERSON = "ID:0123456789abcdef";

    private final Set<String> lines = new TreeSet<>();
    private final Set<String> texts = new TreeSet<>();

    @Test
    void noneGoesThroughATableThatGrows() throws Exception {
        onH2();
        // in a database whose own order no range could use
        onPostgres(Postgres.newChineseDatabase());
        everyStatementWasExecuted();
        noneNeedsWhatOthersDoNotHave();
    }

    private void onH2() throws Exception {
        try (HikariDataSource database = database("jdbc:h2:mem:statements;DB_CLOSE_DELAY=-1;ANALYZE_AUTO=0", "sa")) {
            RecordedStatements recorded = exercised(database);
            fill(database, "SYSTEM_RANGE");
            List<String> faults = new ArrayList<>();
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                // as it is shipped it has no statistics; who runs it may have them made
                faultsOnH2(connection, recorded, faults);
                new JdbcTemplate(database).execute("ANALYZE");
                faultsOnH2(connection, recorded, faults);
            }
            assertThat(faults).isEmpty();
        }
    }

    private static void faultsOnH2(Connection connection, RecordedStatements recorded, List<String> faults)
            throws SQLException {
        for (RecordedStatements.Executed executed : recorded.statements()) {
            if (!EMPTIES.matcher(executed.sql()).matches()) {
                faultOnH2(connection, executed, faults);
                connection.rollback();
            }
        }
    }

    private static final Pattern TABLE_SCAN = Pattern.compile("PUBLIC\\.(\\w+)\\.tableScan", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private static void faultOnH2(Connection connection, RecordedStatements.Executed executed, List<String> faults)
            throws SQLException {
        String plan = explained(
                connection, "EXPLAIN " + (inserts(executed) ? "" : "ANALYZE ") + executed.sql(), executed.parameters());
        Matcher scans = TABLE_SCAN.matcher(plan);
        while (scans.find()) {
            String table = scans.group(1).toLowerCase(Locale.ROOT);
            if (!SMALL.contains(table)) {
                faults.add(plan);
            }
        }
        Matcher scanned = SCANNED.matcher(plan);
        while (scanned.find()) {
            if (Integer.parseInt(scanned.group(1)) > MOST_ROWS) {
                faults.add(plan);
            }
        }
    }

    /** It would insert the same once more. */
    private static boolean inserts(RecordedStatements.Executed executed) {
        return executed.sql().startsWith("INSERT");
    }

    private static String explained(Connection connection, String sql, List<@Nullable Object> parameters)
            throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement(sql)) {
            for (int at = 0; at < parameters.size(); at++) {
                explain.setObject(at + 1, parameters.get(at));
            }
            try (ResultSet plan = explain.executeQuery()) {
                StringBuilder text = new StringBuilder();
                while (plan.next()) {
                    text.append(plan.getString(1)).append('\n');
                }
                return text.toString();
            }
        }
    }

    private void onPostgres(String url) throws Exception {
        try (HikariDataSource database = database(url, Postgres.USER)) {
            RecordedStatements recorded = exercised(database);
            fill(database, "generate_series");
            List<String> faults = new ArrayList<>();
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                // as the server itself does within a minute
                new JdbcTemplate(database).execute("ANALYZE");
                faultsOnPostgres(connection, recorded, faults);
            }
            assertThat(faults).isEmpty();
        }
    }

    private static void faultsOnPostgres(Connection connection, RecordedStatements recorded, List<String> faults)
            throws SQLException {
        for (RecordedStatements.Executed executed : recorded.statements()) {
            if (!EMPTIES.matcher(executed.sql()).matches()) {
                String plan = explained(
                        connection,
                        "EXPLAIN (" + (inserts(executed) ? "" : "ANALYZE, ") + "FORMAT JSON) " + executed.sql(),
                        executed.parameters());
                faultOnPostgres(executed.sql(), plan, faults);
                // the plan for any values, which the driver's statements get when they are asked often
                faultOnPostgres(executed.sql(), forAnyValues(connection, executed), faults);
                connection.rollback();
            }
        }
    }

    private static String forAnyValues(Connection connection, RecordedStatements.Executed executed)
            throws SQLException {
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (char character : executed.sql().toCharArray()) {
            if (character == '?') {
                numbered.append('$').append(++number);
            } else {
                numbered.append(character);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE any_values AS " + numbered);
            String values = String.join(
                    ", ",
                    executed.parameters().stream()
                            .map(value -> value == null
                                    ? "NULL"
                                    : "'" + value.toString().replace("'", "''") + "'")
                            .toList());
            StringBuilder text = new StringBuilder();
            try (ResultSet plan = statement.executeQuery("EXPLAIN (" + (inserts(executed) ? "" : "ANALYZE, ")
                    + "FORMAT JSON) EXECUTE any_values" + (values.isEmpty() ? "" : "(" + values + ")"))) {
                while (plan.next()) {
                    text.append(plan.getString(1)).append('\n');
                }
            }
            statement.execute("DEALLOCATE any_values");
            return text.toString();
        }
    }

    private static void faultOnPostgres(String sql, String plan, List<String> faults) {
        if (fault(JSON.readTree(plan).path(0).path("Plan"), false)) {
            faults.add(sql + "\n" + plan);
        }
    }

    private static boolean fault(JsonNode node, boolean limited) {
        String type = node.path("Node Type").asString("");
        String table = node.path("Relation Name").asString("");
        if (type.contains("Scan") && !table.isEmpty() && !SMALL.contains(table)) {
            boolean byIndex = type.contains("Index") || type.equals("Bitmap Heap Scan");
            boolean wholeIndex = type.startsWith("Index") && !node.has("Index Cond") && !limited;
            double loops = node.path("Actual Loops").asDouble(1);
            double rows = loops
                    * (node.path("Actual Rows").asDouble(0)
                            + node.path("Rows Removed by Filter").asDouble(0)
                            + node.path("Rows Removed by Index Recheck").asDouble(0));
            if (!byIndex || wholeIndex || rows > MOST_ROWS) {
                return true;
            }
        }
        boolean limits = limited || type.equals("Limit");
        for (JsonNode child : node.path("Plans")) {
            if (fault(child, limits)) {
                return true;
            }
        }
        return false;
    }

    private static HikariDataSource database(String url, String user) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername(user);
        Schema.migrate(database);
        return database;
    }

    /** All that ledger and journal can be asked or told. */
    private RecordedStatements exercised(HikariDataSource database) throws Exception {
        RecordedStatements recorded = new RecordedStatements(database);
        JdbcTemplate jdbc = new JdbcTemplate(recorded.database());
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(recorded.database()));
        Ledger ledger = new Ledger(jdbc, transaction, Clock.systemUTC());
        Journal journal = new Journal(jdbc, transaction, Clock.systemUTC());
        tell(ledger);
        ask(ledger);
        decide(journal);
        PackEvents events = new PackEvents(jdbc, transaction, Clock.systemUTC());
        publish(events);
        SignedHeads heads =
                new SignedHeads(jdbc, new JdbcTransactionManager(recorded.database()), ledger, events, journal);
        heads.sign(Signers.named("journal.example"));
        assertThat(heads.notes()).hasSize(1);
        transaction.executeWithoutResult(status -> {
            ledger.derive();
            journal.derive();
        });
        // for those only one at a time writes, and who is killed leaves all or nothing
        assertThat(recorded.alone()).isEmpty();
        lines.addAll(recorded.lines());
        recorded.statements().forEach(executed -> texts.add(executed.sql()));
        assertThat(recorded.statements())
                .flatExtracting(RecordedStatements.Executed::parameters)
                .noneMatch(java.sql.Array.class::isInstance);
        return recorded;
    }

    private static CreditRecord entity(String subject, String name) {
        return FactJson.read("""
                {"kind": "entity", "subject": "%s", "name": "%s", "type": "ENTERPRISE", "jurisdiction": "370116", \
                "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}""".formatted(subject, name), "register.jsonl", 1);
    }

    private static CreditRecord penalty(String subject, int number) {
        return FactJson.read("""
                {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕%d号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "GENERAL"}""".formatted(subject, number), "处罚.jsonl", number);
    }

    private static void tell(Ledger ledger) {
        Ledger.Opening opening = new Ledger.Opening("名录.jsonl", Ledger.Channel.HTTP, new Ledger.Origin("张三", "首次报送"));
        List<CreditRecord> many = new ArrayList<>(IntStream.range(10, 1_130)
                .mapToObj(number -> entity(CreditCodes.of(number), "莱芜测试食品有限公司第" + number + "店"))
                .toList());
        many.add(entity(FOOD, "莱芜测试食品有限公司"));
        many.add(new CreditRecord(
                FOOD, new Relation(Relation.Type.BRANCH, BUILDER, LocalDate.of(2020, 1, 1)), "名录.jsonl", 1));
        long first = ledger.append(opening, many).importNo();
        ledger.append(first, List.of(penalty(FOOD, 1), penalty(BUILDER, 2), penalty(PERSON, 3)));
        // tells some of it once more, and renames one
        many.set(0, entity(CreditCodes.of(10), "济南改名商贸有限公司"));
        many.add(penalty(FOOD, 1));
        Ledger.Appended second = ledger.append(opening, many);
        assertThat(second.alreadyPresent()).isEqualTo(1_122);
        ledger.append(opening, List.of(penalty(BUILDER, 7)));
        ledger.withdraw(first, new Ledger.Origin("李四", "报错文件"));
        ledger.withdraw(second.importNo(), new Ledger.Origin("李四", "报错文件"));
        ledger.append(opening, many);
    }

    private static void ask(Ledger ledger) {
        assertThat(ledger.isEmpty()).isFalse();
        assertThat(ledger.known(FOOD, null)).isNotNull();
        assertThat(ledger.known(FOOD, Instant.now())).isNotNull();
        assertThat(ledger.lastRecorded(FOOD, null)).isNotNull();
        assertThat(ledger.withRecords("", 1_000)).isNotEmpty();
        assertThat(ledger.subjects()).isPositive();
        assertThat(ledger.hasPersons()).isTrue();
        ledger.eachSubject(
                ledger.head().recordedAt(), 2_000, told -> assertThat(told).isNotEmpty());
        assertThat(ledger.history(FOOD, 0, 1_000)).isNotEmpty();
        assertThat(ledger.imports(Long.MAX_VALUE, 100)).hasSize(4);
        for (String text : List.of("", "9137", "测", "测试", "测试食品", "改名商贸有限公司")) {
            assertThat(ledger.find(text, 20).entities()).as(text).isNotEmpty();
        }
    }

    private static Journal.Given given(int number) {
        return new Journal.Given(
                String.format(Locale.ROOT, "%032x", number),
                FOOD,
                LocalDate.of(2026, 11, 22),
                Instant.parse("2026-11-22T01:00:00Z"),
                List.of(1L),
                "0".repeat(64),
                new Receipt.By("5f", "unknown"),
                "an engine",
                ("{\"答复\": " + number + "}").getBytes(StandardCharsets.UTF_8),
                null);
    }

    private static void decide(Journal journal) throws Exception {
        RulePack pack = Engines.with(null).pack();
        assertThat(journal.last()).isNull();
        for (int number = 1; number <= 5; number++) {
            journal.give(given(number), pack);
        }
        assertThat(journal.find(given(2).decision())).isNotNull();
        assertThat(journal.entry(given(2).decision())).isNotNull();
        assertThat(journal.last()).isNotNull();
        assertThat(journal.lastPack()).isEqualTo(pack.fingerprint());
        assertThat(journal.ofSubject(FOOD, 0, 1_000)).hasSize(5);
        journal.each(5, entry -> {});
        journal.each(FOOD, 5, entry -> {});
        assertThat(journal.inclusion(2, 5)).hasSize(3);
        assertThat(journal.pack(pack.fingerprint())).isNotNull();
    }

    private static void publish(PackEvents events) {
        RulePack pack = Engines.with(null).pack();
        PackEvents.Report report = new PackEvents.Report(new byte[] {'{', '}'}, new byte[] {'h'});
        events.append(
                pack,
                report,
                (history, at) -> new PackEvent(
                        at.seq(),
                        PackEvent.Kind.PUBLISHED,
                        pack.fingerprint(),
                        null,
                        null,
                        LocalDate.of(2026, 11, 22),
                        0L,
                        null,
                        null,
                        "supervision",
                        "理由",
                        "",
                        "",
                        at.at(),
                        at.previous()));
        assertThat(events.head().seq()).isEqualTo(1);
        assertThat(events.report(report.hash())).isNotNull();
    }

    /** So many rows in each table that no database would go through it for a few; what they say does not matter. */
    private static void fill(HikariDataSource database, String series) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        String rows = " FROM " + series + "(1, " + RECORDS + ") AS filler(x)";
        String some = " FROM " + series + "(1, " + RECORDS / 10 + ") AS filler(x)";
        String hash = "'" + "0".repeat(64) + "'";
        String code = "CONCAT('92', LPAD(CAST(CAST(FLOOR(x / 4) AS INTEGER) AS VARCHAR(9)), 9, '0'))";
        for (String insert : List.of(
                "ledger_entry SELECT 100000 + x, " + code
                        + ", CONCAT('penalty/', x), 'penalty', '{\"kind\": \"penalty\"}', "
                        + hash
                        + ", TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', 'filler.jsonl', 1, NULL, NULL, CAST(FLOOR(x / 50) AS BIGINT), "
                        + hash + rows,
                "entity_name SELECT CONCAT('93', x), CONCAT('测试', x)" + rows,
                "entity_gram SELECT CONCAT('测', MOD(x, 9)), CONCAT('93', x)" + rows,
                "entity_gram SELECT CONCAT('公', MOD(x, 999)), CONCAT('93', x)" + rows,
                "entity_tie SELECT CONCAT('93', x), CONCAT('94', MOD(x, 9999))" + rows,
                "entity_with_records SELECT " + code + ", CURRENT_TIMESTAMP" + rows + " WHERE MOD(x, 4) = 0",
                "ledger_import SELECT 100000 + x, CURRENT_TIMESTAMP, 'filler.jsonl', 'http', NULL, NULL, 1, 1, NULL, NULL, NULL, FALSE"
                        + rows,
                "ledger_repeat SELECT 100000 + x * 9, MOD(x, 99), 100000 + x * 9 + 5" + rows,
                "receipt SELECT 100000 + x, LPAD(CAST(x AS VARCHAR(9)), 32, '0'), " + code
                        + ", CURRENT_DATE, CURRENT_TIMESTAMP, 'a pack', 'a receipt', " + hash + ", 'an answer'" + rows,
                "journal_node SELECT 1, 100000 + x, " + hash + rows,
                "kept_pack SELECT CONCAT('a pack ', x), NULL, CURRENT_TIMESTAMP, 'files'" + some,
                "pack_event SELECT 100000 + x, 'an event', " + hash + some,
                "pack_report SELECT LPAD(CAST(x AS VARCHAR(9)), 64, '0'), 'json', 'html'" + some)) {
            jdbc.update("INSERT INTO " + insert);
        }
    }

    private static final Pattern CALL =
            Pattern.compile("(?<!\\w)(jdbc\\s*\\.\\s*\\w+|Rows\\s*\\.\\s*insert)\\(", Pattern.MULTILINE);

    /** Each line of the sources that executes something was seen to do so. */
    private void everyStatementWasExecuted() throws IOException {
        List<String> unseen = new ArrayList<>();
        int calls = 0;
        for (String part : List.of("ledger", "journal")) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/supervision", part))) {
                for (Path file :
                        files.filter(path -> !path.endsWith("Rows.java")).toList()) {
                    String source = Files.readString(file);
                    Matcher call = CALL.matcher(source);
                    while (call.find()) {
                        calls++;
                        int from = line(source, call.start());
                        int to = line(source, call.end());
                        if (IntStream.rangeClosed(from, to)
                                .noneMatch(line -> lines.contains(file.getFileName() + ":" + line))) {
                            unseen.add(file.getFileName() + ":" + from);
                        }
                    }
                }
            }
        }
        assertThat(calls).isGreaterThan(40);
        assertThat(unseen).isEmpty();
    }

    private static int line(String source, int at) {
        return (int) source.substring(0, at).lines().count();
    }

    /** What openGauss refuses, or does not have, and what no index serves. */
    private static final Pattern NOT_EVERYWHERE = Pattern.compile(
            "\\b(GENERATED|IDENTITY|SERIAL|ARRAY|UNNEST|CONFLICT|MERGE|RETURNING|LATERAL|FILTER|JSONB|LIKE|ILIKE|NULLS)\\b"
                    + "|CREATE (UNIQUE )?INDEX[^;]*WHERE|\\[\\]",
            Pattern.CASE_INSENSITIVE);

    private void noneNeedsWhatOthersDoNotHave() throws IOException {
        assertThat(texts)
                .isNotEmpty()
                .noneMatch(text -> NOT_EVERYWHERE.matcher(text).find());
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file).replaceAll("(?m)--.*$", ""))
                            .doesNotContainPattern(NOT_EVERYWHERE));
        }
    }
}
