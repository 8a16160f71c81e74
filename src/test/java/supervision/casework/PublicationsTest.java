package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.MovedClock;
import supervision.Postgres;
import supervision.engine.DecisionEngine;
import supervision.faults.SmallPack;
import supervision.gate.Gate;
import supervision.gate.GateReport;
import supervision.journal.Journal;
import supervision.journal.PackEvent;
import supervision.journal.PackEvents;
import supervision.journal.Person;
import supervision.journal.Receipt;
import supervision.journal.RefusedException;
import supervision.journal.RefusedException.Reason;
import supervision.ledger.Schema;
import supervision.rulepack.PackFiles;
import supervision.rulepack.PackProblem;
import supervision.rulepack.RulePackException;
import supervision.rulepack.RulePackReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The way of a pack into force, and what decides meanwhile. */
class PublicationsTest {

    /** Half an hour before midnight in Shanghai. */
    private static final Instant EVENING = Instant.parse("2026-11-22T15:30:00Z");

    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T16:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final Person PROPOSER = Person.named("张三");
    private static final Person APPROVER = Person.named("李四");
    private static final Person BOTH = Person.named("王五");

    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock(EVENING);
    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private Journal journal;
    private PackEvents events;
    private PublishedPacks packs;
    private PackFiles builtIn;
    private PackFiles inFolder;
    private RulesInForce rules;
    private Publications publications;
    private Checker checker = new FormCheck();

    @BeforeEach
    void open() throws IOException {
        start("jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa");
    }

    private void start(String url, String user) throws IOException {
        database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername(user);
        Schema.migrate(database);
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        journal = new Journal(jdbc, transaction, clock);
        events = new PackEvents(jdbc, transaction, clock);
        packs = new PublishedPacks(
                events,
                journal,
                Person.file(
                        folder, PROPOSER.with("propose"), APPROVER.with("approve"), BOTH.with("propose", "approve")));
        builtIn = SmallPack.files();
        inFolder = builtIn;
        packs.found(() -> RulePackReader.read(builtIn, null));
        rules = process();
        publications = publications(() -> true);
    }

    private Publications publications(java.util.function.BooleanSupplier on) {
        return new Publications(
                packs,
                (files, examples, before, progress) -> checker.check(files, examples, before, progress),
                () -> rules,
                on,
                null,
                clock);
    }

    /** The rules of one more process on the same database. */
    private RulesInForce process() throws IOException {
        return new RulesInForce(() -> inFolder, null, packs, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private PackFiles edited(String path, String added) {
        Map<String, byte[]> files = new TreeMap<>(builtIn.files());
        files.put(
                path,
                (new String(Objects.requireNonNull(files.get(path)), StandardCharsets.UTF_8) + added)
                        .getBytes(StandardCharsets.UTF_8));
        return PackFiles.of(files);
    }

    /** Other packs that decide alike. */
    private PackFiles pack(int number) {
        return edited("pack.yaml", "# " + number + "\n");
    }

    private static String fingerprint(PackFiles files) {
        return files.fingerprint("");
    }

    private static Publications.Act by(Person person) {
        return new Publications.Act(person.name(), "理由", person::sign);
    }

    private PackEvent publish(PackFiles files, LocalDate from) {
        String pack = publications.propose(files, null, by(PROPOSER)).pack();
        assertThat(publications.check(pack, (done, all) -> {}).publishable()).isTrue();
        assertThat(publications
                        .approve(pack, from, null, List.of(), by(APPROVER))
                        .effectiveOn())
                .isEqualTo(from);
        return publications.publish(pack, from, by(PROPOSER));
    }

    private static String inForce(RulesInForce rules) {
        return rules.pack().fingerprint();
    }

    private static void refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable step, Reason reason, String text) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(text);
    }

    @Test
    void theProgramsOwnPackIsPublicationNought() throws IOException {
        assertThat(inForce(rules)).isEqualTo(fingerprint(builtIn));
        assertThat(Objects.requireNonNull(rules.current().publication()).number())
                .isZero();
        // once: another version of the program brings another pack, and changes nothing
        packs.found(() -> RulePackReader.read(pack(9), null));
        assertThat(events.history().publications()).hasSize(1);
        assertThat(inForce(process())).isEqualTo(fingerprint(builtIn));
    }

    @Test
    void aPackDecidesAtOnceWhenItsDayHasCome() {
        PackEvent first = publish(pack(1), TODAY);

        assertThat(first.number()).isEqualTo(1);
        assertThat(inForce(rules)).isEqualTo(fingerprint(pack(1)));
        assertThat(rules.current().publication()).isEqualTo(first.asPublication());
        assertThat(rules.refused())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.problem().en()).contains("the rule files are old ones, of publication 0"));
        inFolder = pack(1);
        assertThat(rules.refresh()).isFalse();
        assertThat(rules.refused()).isEmpty();
    }

    /** It is compiled already: nothing has to run at midnight, and no question before it is answered by it. */
    @Test
    void aPackOfADayToComeDecidesFromMidnightInShanghai() throws IOException {
        PackEvent first = publish(pack(1), TODAY.plusDays(1));
        RulesInForce other = process();
        for (RulesInForce each : List.of(rules, other)) {
            assertThat(inForce(each)).isEqualTo(fingerprint(builtIn));
        }
        clock.now = MIDNIGHT.minusNanos(1);
        assertThat(inForce(rules)).isEqualTo(fingerprint(builtIn));
        clock.now = MIDNIGHT;
        for (RulesInForce each : List.of(rules, other)) {
            assertThat(inForce(each)).isEqualTo(fingerprint(pack(1)));
            assertThat(each.current().publication()).isEqualTo(first.asPublication());
        }
        // the days of a service that was not running meanwhile
        assertThat(inForce(process())).isEqualTo(fingerprint(pack(1)));
    }

    @Test
    void severalDaysToComeAreReachedOneAfterTheOther() throws IOException {
        publish(pack(1), TODAY.plusDays(1));
        publish(pack(2), TODAY.plusDays(9));
        publish(pack(3), TODAY.plusDays(3));
        RulesInForce other = process();
        for (Map.Entry<Integer, PackFiles> day : new TreeMap<>(
                        Map.of(0, builtIn, 1, pack(1), 2, pack(1), 3, pack(3), 9, pack(3), 30, pack(3)))
                .entrySet()) {
            clock.now = EVENING.plus(java.time.Duration.ofDays(day.getKey()));
            for (RulesInForce each : List.of(rules, other, process())) {
                assertThat(inForce(each)).as("day %s", day.getKey()).isEqualTo(fingerprint(day.getValue()));
            }
        }
    }

    @Test
    void anotherProcessFollowsWhenItLooks() throws IOException {
        RulesInForce other = process();
        PackEvent first = publish(pack(1), TODAY);
        assertThat(inForce(other)).isEqualTo(fingerprint(builtIn));
        assertThat(other.refresh()).isTrue();
        assertThat(other.current().publication()).isEqualTo(first.asPublication());
        assertThat(other.refresh()).isFalse();
        publications.rollback(null, by(APPROVER));
        assertThat(other.refresh()).isTrue();
        assertThat(inForce(other)).isEqualTo(fingerprint(builtIn));
    }

    /** A process that was started without publication follows it as soon as there is one. */
    @Test
    void aProcessThatFollowedTheFilesFollowsPublicationsOnceThereAreAny() throws IOException {
        database.close();
        database = new HikariDataSource();
        database.setJdbcUrl("jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database.setUsername("sa");
        Schema.migrate(database);
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        events = new PackEvents(jdbc, transaction, clock);
        packs = new PublishedPacks(events, new Journal(jdbc, transaction, clock), null);
        inFolder = pack(5);
        RulesInForce files = process();
        assertThat(inForce(files)).isEqualTo(fingerprint(pack(5)));
        assertThat(files.current().publication()).isNull();

        packs.found(() -> RulePackReader.read(builtIn, null));
        assertThat(files.refresh()).isTrue();
        assertThat(inForce(files)).isEqualTo(fingerprint(builtIn));
        assertThat(Objects.requireNonNull(files.current().publication()).number())
                .isZero();
    }

    @Test
    void aRollbackIsAPublicationOfItsOwn() {
        publish(pack(1), TODAY);
        publish(pack(2), TODAY);
        refused(() -> publications.rollback(null, by(PROPOSER)), Reason.NOT_ALLOWED, "approve");
        PackEvent back = publications.rollback(null, by(APPROVER));

        assertThat(back.number()).isEqualTo(3);
        assertThat(back.returns()).isEqualTo(1);
        assertThat(inForce(rules)).isEqualTo(fingerprint(pack(1)));
        refused(() -> publications.rollback(null, by(APPROVER)), Reason.MALFORMED, "is a rollback");
        refused(() -> publications.rollback(1L, by(APPROVER)), Reason.NOT_NOW, "published last");
        refused(() -> publications.rollback(4L, by(APPROVER)), Reason.UNKNOWN, "there is no publication 4");
        assertThat(publications.rollback(0L, by(APPROVER)).number()).isEqualTo(4);
        assertThat(inForce(rules)).isEqualTo(fingerprint(builtIn));
    }

    @Test
    void aRollbackStopsWhatIsStillToCome() {
        publish(pack(1), TODAY.plusDays(1));
        assertThat(publications.rollback(0L, by(APPROVER)).number()).isEqualTo(2);
        clock.now = MIDNIGHT.plusSeconds(1);
        assertThat(inForce(rules)).isEqualTo(fingerprint(builtIn));
    }

    /** Files are where candidates are written: what they hold does not decide, whatever it is. */
    @Test
    void filesThatWereNotPublishedNeverDecide() throws IOException {
        publish(pack(1), TODAY);
        List<String> said = new ArrayList<>();
        for (PackFiles files : Arrays.asList(
                pack(2), builtIn, edited("labels.yaml", "tier: [\n"), edited("drl/records/gaps.drl", "rule \"x\"\n"))) {
            inFolder = files;
            assertThat(rules.refresh()).isFalse();
            assertThat(inForce(rules)).isEqualTo(fingerprint(pack(1)));
            assertThat(inForce(process())).isEqualTo(fingerprint(pack(1)));
            assertThat(rules.refused()).isNotEmpty();
            said.add(rules.refused().get(0).problem().en());
        }
        assertThat(said.get(0)).contains(fingerprint(pack(2)), "are not published");
        assertThat(said.get(1)).contains("old ones, of publication 0");
        assertThat(rules.refused()).extracting(PackProblem::file).contains("drl/records/gaps.drl");

        inFolder = pack(2);
        publications.propose(pack(2), null, by(PROPOSER));
        assertThat(rules.refresh()).isFalse();
        assertThat(rules.refused())
                .extracting(PackProblem::problem)
                .singleElement()
                .asString()
                .contains("PROPOSED");
        assertThat(inForce(rules)).isEqualTo(fingerprint(pack(1)));
    }

    @Test
    void whoIsNotKnownOrHasNotTheRoleOrSignsWithAnotherKeyDoesNothing() {
        Person stranger = Person.named("赵六");
        refused(() -> publications.propose(pack(1), null, by(stranger)), Reason.NOT_ALLOWED, "has no `赵六`");
        Person pretender = new Person(PROPOSER.name(), stranger.keys());
        refused(() -> publications.propose(pack(1), null, by(pretender)), Reason.NOT_ALLOWED, "key of `张三`");
        refused(() -> publications.propose(pack(1), null, by(APPROVER)), Reason.NOT_ALLOWED, "propose");
        Publications.Act unsigned = new Publications.Act(PROPOSER.name(), "理由", statement -> null);
        assertThatThrownBy(() -> publications.propose(pack(1), null, unsigned))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.statement())
                                .startsWith("supervision publication 1\nact PROPOSED\npack " + fingerprint(pack(1))));
        assertThat(events.history().events()).hasSize(1);
        // nothing is kept of what nobody signed for
        assertThat(journal.pack(fingerprint(pack(1)))).isNull();

        String pack = publications.propose(pack(1), null, by(BOTH)).pack();
        assertThat(journal.pack(pack)).isNotNull();
        publications.check(pack, (done, all) -> {});
        refused(
                () -> publications.approve(pack, TODAY, null, List.of(), by(BOTH)),
                Reason.NOT_ALLOWED,
                "another person");
        refused(() -> publications.approve(pack, TODAY, null, List.of(), by(PROPOSER)), Reason.NOT_ALLOWED, "approve");
        refused(
                () -> publications.approve(pack, TODAY, "0".repeat(64), List.of(), by(APPROVER)),
                Reason.NOT_NOW,
                "read it again");
        refused(() -> publications.reject(pack, by(BOTH)), Reason.NOT_ALLOWED, "withdraw it");
        refused(() -> publications.withdraw(pack, by(PROPOSER)), Reason.NOT_ALLOWED, "reject it");
        assertThat(publications.withdraw(pack, by(BOTH)).kind()).isEqualTo(PackEvent.Kind.WITHDRAWN);
        assertThat(publications.propose(pack(1), null, by(PROPOSER)).kind()).isEqualTo(PackEvent.Kind.PROPOSED);
        assertThat(publications.reject(pack, by(APPROVER)).kind()).isEqualTo(PackEvent.Kind.REJECTED);
    }

    @Test
    void whereItIsOffItSaysHowToSwitchItOn() {
        Publications off = publications(() -> false);
        refused(() -> off.propose(pack(1), null, by(PROPOSER)), Reason.OFF, "SUPERVISION_PUBLICATION=required");
        refused(() -> off.check("x", (done, all) -> {}), Reason.OFF, "SUPERVISION_PUBLICATION=required");
        refused(() -> off.rollback(0L, by(APPROVER)), Reason.OFF, "SUPERVISION_PUBLICATION=required");
        packs = new PublishedPacks(events, journal, null);
        Publications nobody = publications(() -> true);
        refused(() -> nobody.propose(pack(1), null, by(PROPOSER)), Reason.OFF, "SUPERVISION_OFFICERS");
    }

    @Test
    void aPackThatCannotBeReadIsNotKept() {
        assertThatThrownBy(() -> publications.propose(edited("labels.yaml", "tier: [\n"), null, by(PROPOSER)))
                .isInstanceOf(RulePackException.class)
                .hasMessageContaining("labels.yaml");
        assertThat(events.history().events()).hasSize(1);
    }

    /** What the check says is kept with the pack, and what it turns down is not approved. */
    @Test
    void theReportIsKeptAndBinds() {
        String pack = publications.propose(pack(1), null, by(PROPOSER)).pack();
        refused(() -> publications.report(pack), Reason.UNKNOWN, "check the pack first");
        List<String> progress = new ArrayList<>();
        checker = (files, examples, before, told) -> {
            told.at(1, 2);
            progress.add(String.valueOf(publications.running()));
            refused(() -> publications.check(pack, (done, all) -> {}), Reason.NOT_NOW, "another pack is being checked");
            assertThat(before.fingerprint()).isEqualTo(fingerprint(builtIn));
            return new Checker.Checked(
                    false,
                    List.of("不 / no"),
                    "{}".getBytes(StandardCharsets.UTF_8),
                    "页".getBytes(StandardCharsets.UTF_8));
        };
        PackEvent checked = publications.check(
                pack.substring("sha256:".length(), 20), (done, all) -> progress.add(done + "/" + all));
        assertThat(progress).containsExactly("1/2", "Running[pack=" + pack + ", done=1, all=2]");
        assertThat(publications.running()).isNull();
        assertThat(publications.report(pack).hash()).isEqualTo(checked.report());
        assertThat(publications.report(pack).html()).isEqualTo("页".getBytes(StandardCharsets.UTF_8));
        refused(
                () -> publications.approve(pack, TODAY, null, List.of(), by(APPROVER)),
                Reason.NOT_PUBLISHABLE,
                "the report says");
        // the same again is no news
        assertThat(publications.check(pack, (done, all) -> {})).isEqualTo(checked);

        checker = (files, examples, before, told) -> {
            throw new IllegalStateException("broke off");
        };
        assertThatThrownBy(() -> publications.check(pack, (done, all) -> {})).hasMessage("broke off");
        assertThat(publications.running()).isNull();
        checker = new FormCheck();
        assertThat(publications.check(pack, (done, all) -> {}).publishable()).isTrue();
        assertThat(new String(publications.report(pack).json(), StandardCharsets.UTF_8))
                .contains("\"publishable\":true", "\"file\":\"pack.yaml\"", pack);
    }

    /** Who approves says of each change that it was read, and the signature covers it. */
    @Test
    void eachChangeOfWhatPeopleAreToldIsConfirmed() {
        Map<String, byte[]> files = new TreeMap<>(builtIn.files());
        files.computeIfPresent(
                "labels.yaml",
                (path, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                        .replace("zh: 严管", "zh: 宽管")
                        .replace("zh: 常规", "zh: 平常")
                        .getBytes(StandardCharsets.UTF_8));
        String pack =
                publications.propose(PackFiles.of(files), null, by(PROPOSER)).pack();
        checker = (candidate, examples, before, told) -> {
            try {
                GateReport report = Gate.check(
                        new Gate.Asked(
                                candidate,
                                null,
                                DecisionEngine.compile(before),
                                null,
                                null,
                                CreditReports::parts,
                                TODAY,
                                TODAY,
                                1),
                        (part, done, total) -> {});
                return new Checker.Checked(
                        true,
                        List.of(),
                        DecisionJson.mapper().build().writeValueAsBytes(report),
                        "页".getBytes(StandardCharsets.UTF_8));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        publications.check(pack, (done, all) -> {});
        JsonNode changes = JsonMapper.builder()
                .build()
                .readTree(publications.report(pack).json())
                .path("changes")
                .path("retold");
        List<String> ids =
                changes.valueStream().map(each -> each.path("id").asString()).toList();
        assertThat(ids).hasSize(2);

        assertThatThrownBy(() -> publications.approve(pack, TODAY, null, ids.subList(0, 1), by(APPROVER)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNCONFIRMED))
                .hasMessageContainingAll("有 1 处改动", "1 changes are not confirmed", ids.get(1), "labels.yaml", "tier.")
                .hasMessageNotContaining(ids.get(0));
        refused(
                () -> publications.approve(
                        pack, TODAY, null, List.of(ids.get(0), ids.get(1), "0123456789ab"), by(APPROVER)),
                Reason.MALFORMED,
                "has no change [0123456789ab]");
        PackEvent approved = publications.approve(pack, TODAY, null, ids, by(APPROVER));
        assertThat(approved.confirmed().split(" ")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(approved.statement()).contains("confirmed " + approved.confirmed());
    }

    @Test
    void aRuleThatDoesNotCompileIsFoundByTheCheckAndNotPublished() {
        PackFiles broken = edited("pack.yaml", "# b\n");
        Map<String, byte[]> files = new TreeMap<>(broken.files());
        files.computeIfPresent(
                "drl/records/gaps.drl",
                (path, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                        .replace("Gap(", "Gap(noSuchThing == true, ")
                        .getBytes(StandardCharsets.UTF_8));
        PackFiles candidate = PackFiles.of(files);
        String pack = publications.propose(candidate, null, by(PROPOSER)).pack();
        assertThat(publications.check(pack, (done, all) -> {}).publishable()).isFalse();
        assertThat(new String(publications.report(pack).json(), StandardCharsets.UTF_8))
                .contains("noSuchThing");

        // a check that passes it does not put it in force either
        checker = (archive, examples, before, told) ->
                new Checker.Checked(true, List.of(), new byte[] {'1'}, new byte[] {'2'});
        publications.check(pack, (done, all) -> {});
        publications.approve(pack, TODAY, null, List.of(), by(APPROVER));
        assertThatThrownBy(() -> publications.publish(pack, TODAY, by(PROPOSER)))
                .isInstanceOf(RulePackException.class)
                .hasMessageContaining("noSuchThing");
        assertThat(events.history().publications()).hasSize(1);
        assertThat(inForce(rules)).isEqualTo(fingerprint(builtIn));
    }

    /** Somebody who can write to the database, and has no key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE pack_event SET content = REPLACE(content, '理由', '原因') WHERE seq = 4",
                "UPDATE pack_event SET content = REPLACE(content, 'number 1', 'number 2') WHERE seq = 5",
                "DELETE FROM pack_event WHERE seq = 3"
            })
    void whatWasChangedInTheDatabaseIsNotFollowed(String change) throws IOException {
        publish(pack(1), TODAY);
        assertThat(jdbc.update(change)).isEqualTo(1);
        jdbc.update("UPDATE pack_event_head SET hash = '" + "0".repeat(64) + "'");

        assertThat(rules.refresh()).isFalse();
        assertThat(inForce(rules)).isEqualTo(fingerprint(pack(1)));
        assertThat(rules.refused().get(0).problem().en()).contains("verify-journal");
        refused(this::process, Reason.BROKEN, "verify-journal");
        refused(() -> publications.rollback(null, by(APPROVER)), Reason.BROKEN, "verify-journal");
    }

    /** The last events taken away, with a head that fits: an old pack would decide again. */
    @Test
    void anEndThatWasCutOffIsNoticed() throws IOException {
        PackEvent first = publish(pack(1), TODAY);
        DecisionEngine engine = rules.engine();
        journal.give(
                new Journal.Given(
                        "0".repeat(32),
                        "x",
                        TODAY,
                        null,
                        List.of(),
                        "0".repeat(64),
                        new Receipt.By("5f", "unknown"),
                        "an engine",
                        new byte[] {1},
                        null),
                engine.pack(),
                first.asPublication());
        jdbc.update("DELETE FROM pack_event WHERE seq > 1");
        jdbc.update("UPDATE pack_event_head SET seq = 1, hash = (SELECT hash FROM pack_event WHERE seq = 1)");

        assertThat(rules.refresh()).isFalse();
        assertThat(inForce(rules)).isEqualTo(fingerprint(pack(1)));
        assertThat(rules.refused().get(0).problem().en()).contains("are gone");
        refused(this::process, Reason.BROKEN, "the last receipt names publication 1");
    }

    @Test
    void aPackThatWasChangedInTheDatabaseDoesNotDecide() {
        publish(pack(1), TODAY);
        jdbc.update(
                "UPDATE kept_pack SET files = (SELECT files FROM kept_pack WHERE fingerprint = ?) WHERE fingerprint = ?",
                fingerprint(builtIn),
                fingerprint(pack(1)));
        refused(this::process, Reason.BROKEN, "was changed");
    }

    @Test
    void theKeyOfSomebodyWhoIsNotInTheFileIsNotFollowed() throws IOException {
        publish(pack(1), TODAY);
        Path officers = Person.file(folder, PROPOSER.with("propose"));
        assertThat(officers).exists();
        refused(this::process, Reason.NOT_NOW, "with a key that is not in the file of officers");
        Person.file(folder, PROPOSER.with("propose"), APPROVER.with());
        assertThat(inForce(process())).isEqualTo(fingerprint(pack(1)));
        refused(() -> publications.rollback(null, by(APPROVER)), Reason.NOT_ALLOWED, "none of the roles");
    }

    /** Two approvals of different days, at the same moment, on both databases: one follows the other, none is lost. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stepsOfSeveralPeopleFollowEachOther(boolean postgres) throws Exception {
        if (postgres) {
            database.close();
            start(Postgres.newDatabase(), Postgres.USER);
        }
        ExecutorService people = Executors.newFixedThreadPool(4);
        List<Future<PackEvent>> proposed = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            PackFiles files = pack(number);
            proposed.add(people.submit(() -> publications.propose(files, null, by(PROPOSER))));
        }
        for (Future<PackEvent> each : proposed) {
            assertThat(each.get().kind()).isEqualTo(PackEvent.Kind.PROPOSED);
        }
        people.shutdown();
        assertThat(events.history().events()).hasSize(9);
        assertThat(events.history().candidates()).hasSize(8);
        assertThat(events.head().seq()).isEqualTo(9);
    }

    private static @Nullable Long number(PackEvent event) {
        return event.number();
    }

    @Test
    void numbersNeverShrink() {
        publish(pack(1), TODAY);
        publish(pack(2), TODAY.plusDays(1));
        publications.rollback(0L, by(APPROVER));
        assertThat(events.history().publications())
                .extracting(PublicationsTest::number)
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(events.history().publications())
                .extracting(PackEvent::returns)
                .containsExactly(null, null, null, 0L);
    }
}
