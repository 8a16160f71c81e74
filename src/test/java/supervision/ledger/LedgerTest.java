package supervision.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import supervision.MovedClock;
import supervision.facts.Penalty;
import supervision.facts.Relation;
import supervision.intake.CreditCodes;
import supervision.intake.CreditRecord;
import supervision.intake.FactJson;
import supervision.ledger.Ledger.Appended;
import supervision.ledger.Ledger.Found;
import supervision.ledger.Ledger.Version;

/** What the ledger promises, on whatever database it is kept. */
abstract class LedgerTest {

    private static final String FOOD = CreditCodes.of(1);
    private static final String BUILDER = CreditCodes.of(2);
    private static final Instant T1 = Instant.parse("2026-11-22T01:00:00Z");
    private static final Duration TICK = Duration.ofNanos(1_000);

    /** A new database without tables. */
    abstract HikariDataSource database();

    private HikariDataSource database;
    private MovedClock clock;
    private Ledger ledger;

    @BeforeEach
    void migrate() {
        database = database();
        Schema.migrate(database);
        clock = new MovedClock(T1);
        ledger = ledger();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Ledger ledger() {
        return new Ledger(
                new JdbcTemplate(database), new TransactionTemplate(new JdbcTransactionManager(database)), clock);
    }

    private static CreditRecord penalty(String subject, int number, String gravity) {
        return FactJson.read("""
                {"kind": "penalty", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急罚〔2026〕%d号", \
                "decidedOn": "2026-04-10", "kinds": ["FINE"], "gravity": "%s"}""".formatted(subject, number, gravity), "处罚.jsonl", number);
    }

    private static CreditRecord entity(String subject, String name) {
        return FactJson.read("""
                {"kind": "entity", "subject": "%s", "name": "%s", "type": "ENTERPRISE", "jurisdiction": "370116", \
                "fields": [], "ownership": "PRIVATE", "status": "ACTIVE", "fullCoverage": false}""".formatted(subject, name.replace("\\", "\\\\")), "register.jsonl", 1);
    }

    /** How many were new, and how many the ledger already had. */
    private record Counted(int accepted, int alreadyPresent) {}

    private static Counted counted(Appended appended) {
        return new Counted(appended.accepted(), appended.alreadyPresent());
    }

    private Counted append(CreditRecord... records) {
        return counted(ledger.append(List.of(records)));
    }

    private List<Version> history(String subject) {
        return ledger.history(subject, 0, 10_000);
    }

    private List<Found> find(String text, int limit) {
        return ledger.find(text, limit).entities();
    }

    private List<Penalty.Gravity> gravities(List<Version> versions) {
        return versions.stream()
                .map(version -> ((Penalty) FactJson.read(Objects.requireNonNull(version.data()), "", 0)
                                .fact())
                        .gravity())
                .toList();
    }

    private Penalty.Gravity gravityKnown(Instant moment) {
        Ledger.Known known = Objects.requireNonNull(ledger.known(FOOD, moment));
        assertThat(known.facts()).hasSize(1);
        return Objects.requireNonNull(((Penalty) known.facts().get(0)).gravity());
    }

    @Test
    void whatIsAppendedIsKnownWithItsOrigin() {
        assertThat(ledger.isEmpty()).isTrue();
        assertThat(append()).isEqualTo(new Counted(0, 0));
        CreditRecord entity = entity(FOOD, "莱芜测试食品有限公司");
        CreditRecord penalty = penalty(FOOD, 7, "GENERAL");
        Ledger.Origin origin = new Ledger.Origin("张三", "更正罚款");
        Appended appended = ledger.append(
                new Ledger.Opening("两份.jsonl", Ledger.Channel.HTTP, origin),
                List.of(entity, penalty, penalty(BUILDER, 8, "MINOR")));
        assertThat(counted(appended)).isEqualTo(new Counted(3, 0));

        assertThat(ledger.isEmpty()).isFalse();
        Ledger.Known known = Objects.requireNonNull(ledger.known(FOOD, null));
        assertThat(known.facts()).containsExactly(entity.fact(), penalty.fact());
        assertThat(known.knownAt()).isEqualTo(T1);
        assertThat(history(FOOD))
                .containsExactly(
                        new Version(
                                2,
                                "entity",
                                "entity",
                                T1,
                                "register.jsonl",
                                1,
                                origin,
                                1,
                                FactJson.write(FOOD, entity.fact()),
                                true,
                                null),
                        new Version(
                                3,
                                "penalty/莱芜区应急管理局/莱应急罚〔2026〕7号",
                                "penalty",
                                T1,
                                "处罚.jsonl",
                                7,
                                origin,
                                1,
                                FactJson.write(FOOD, penalty.fact()),
                                true,
                                null));
        assertThat(ledger.known(CreditCodes.of(3), null)).isNull();
        assertThat(history(CreditCodes.of(3))).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsNotAppendedAgain() {
        CreditRecord penalty = penalty(FOOD, 1, "GENERAL");
        assertThat(append(penalty, penalty)).isEqualTo(new Counted(1, 1));
        clock.now = T1.plusSeconds(60);
        assertThat(append(penalty)).isEqualTo(new Counted(0, 1));
        assertThat(history(FOOD)).hasSize(1);
        assertThat(Objects.requireNonNull(ledger.known(FOOD, null)).knownAt()).isEqualTo(T1);
        // the same document number is another record at another entity
        assertThat(append(penalty(BUILDER, 1, "GENERAL"))).isEqualTo(new Counted(1, 0));
    }

    @Test
    void aChangeIsAFurtherVersionAndSoIsTheWayBack() {
        CreditRecord general = penalty(FOOD, 1, "GENERAL");
        CreditRecord serious = penalty(FOOD, 1, "SERIOUS");
        append(general);
        append(serious);
        append(general);
        assertThat(gravities(history(FOOD)))
                .containsExactly(Penalty.Gravity.GENERAL, Penalty.Gravity.SERIOUS, Penalty.Gravity.GENERAL);
        assertThat(history(FOOD).stream().map(Version::current)).containsExactly(false, false, true);
        assertThat(gravityKnown(Instant.MAX)).isEqualTo(Penalty.Gravity.GENERAL);

        // within one batch too
        assertThat(append(serious, general)).isEqualTo(new Counted(2, 0));
        assertThat(history(FOOD)).hasSize(5);
        assertThat(gravityKnown(Instant.MAX)).isEqualTo(Penalty.Gravity.GENERAL);
    }

    @Test
    void knowledgeOfAMomentIsExact() {
        Instant t2 = T1.plus(TICK.multipliedBy(3));
        append(penalty(FOOD, 1, "GENERAL"));
        clock.now = t2;
        append(penalty(FOOD, 1, "SERIOUS"));

        assertThat(ledger.known(FOOD, Instant.MIN)).isNull();
        assertThat(ledger.known(FOOD, T1.minusNanos(1))).isNull();
        assertThat(gravityKnown(T1)).isEqualTo(Penalty.Gravity.GENERAL);
        assertThat(gravityKnown(t2.minus(TICK))).isEqualTo(Penalty.Gravity.GENERAL);
        assertThat(gravityKnown(t2.minusNanos(1))).isEqualTo(Penalty.Gravity.GENERAL);
        assertThat(gravityKnown(t2)).isEqualTo(Penalty.Gravity.SERIOUS);
        assertThat(gravityKnown(t2.plus(TICK))).isEqualTo(Penalty.Gravity.SERIOUS);
        assertThat(gravityKnown(Instant.MAX)).isEqualTo(Penalty.Gravity.SERIOUS);
        assertThat(Objects.requireNonNull(ledger.known(FOOD, t2.minusNanos(1))).knownAt())
                .isEqualTo(T1);
        assertThat(Objects.requireNonNull(ledger.known(FOOD, Instant.MAX)).knownAt())
                .isEqualTo(t2);
    }

    @Test
    void recordedTimeNeverRunsBackwards() {
        append(penalty(FOOD, 1, "GENERAL"));
        clock.now = T1.minus(Duration.ofDays(1));
        append(penalty(FOOD, 2, "GENERAL"));
        clock.now = T1.plusNanos(1_500);
        append(penalty(FOOD, 3, "GENERAL"));
        append(penalty(FOOD, 4, "GENERAL"));
        clock.now = T1.plusSeconds(1);
        append(penalty(FOOD, 5, "GENERAL"));

        List<Instant> recorded = history(FOOD).stream().map(Version::recordedAt).toList();
        assertThat(recorded)
                .containsExactly(
                        T1,
                        T1.plus(TICK),
                        T1.plus(TICK.multipliedBy(2)),
                        T1.plus(TICK.multipliedBy(3)),
                        T1.plusSeconds(1));
        // what was known at the end of each batch stays so, although the clock said something else
        for (int i = 0; i < recorded.size(); i++) {
            assertThat(Objects.requireNonNull(ledger.known(FOOD, recorded.get(i)))
                            .facts())
                    .hasSize(i + 1);
        }
    }

    @Test
    void writersAtTheSameTimeAppendNothingTwice() throws Exception {
        int rounds = 20;
        int batch = 30;
        int shift = 10;
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> accepted = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                Ledger own = ledger();
                int from = writer * shift;
                accepted.add(writers.submit(() -> {
                    int sum = 0;
                    for (int round = 0; round < rounds; round++) {
                        List<CreditRecord> records = new ArrayList<>();
                        for (int i = 0; i < batch; i++) {
                            records.add(penalty(FOOD, round * shift + from + i, "GENERAL"));
                        }
                        together.await();
                        sum += own.append(records).accepted();
                    }
                    return sum;
                }));
            }
            // the two wrote 0 to 219 and 10 to 229
            int different = (rounds - 1) * shift + batch + shift;
            assertThat(accepted.get(0).get() + accepted.get(1).get()).isEqualTo(different);
            List<Version> history = history(FOOD);
            assertThat(history).hasSize(different).allMatch(Version::current);
            assertThat(new HashSet<>(history.stream().map(Version::id).toList()))
                    .hasSize(different);
            assertThat(history.stream().map(Version::recordedAt)).isSorted();
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void aBatchIsAppendedAsAWholeOrNotAtAll() {
        CreditRecord good = penalty(FOOD, 1, "GENERAL");
        CreditRecord noDatabaseTakes =
                new CreditRecord(FOOD, penalty(FOOD, 2, "GENERAL").fact(), "x".repeat(501), 1);
        assertThatThrownBy(() -> append(good, noDatabaseTakes)).isInstanceOf(DataAccessException.class);
        assertThat(ledger.isEmpty()).isTrue();
        assertThat(append(good)).isEqualTo(new Counted(1, 0));
    }

    @Test
    void entitiesAreFoundByTheBeginningOfTheCodeAndByPartOfTheirPresentName() {
        append(
                entity(FOOD, "莱芜老名食品有限公司"),
                entity(BUILDER, "莱芜测试建设有限公司"),
                penalty(CreditCodes.of(30), 1, "GENERAL"),
                penalty("ID:0123456789abcdef", 2, "GENERAL"));
        append(entity(FOOD, "莱芜测试食品有限公司"));
        Found food = new Found(FOOD, "莱芜测试食品有限公司");
        Found builder = new Found(BUILDER, "莱芜测试建设有限公司");
        Found unnamed = new Found(CreditCodes.of(30), null);

        assertThat(find("测试", 10)).containsExactly(food, builder);
        assertThat(find("食品有限", 10)).containsExactly(food);
        assertThat(find("老名", 10)).isEmpty();
        assertThat(find(FOOD, 10)).containsExactly(food);
        assertThat(find("91370116", 10)).containsExactly(food, builder, unnamed);
        assertThat(find("91370116", 2)).containsExactly(food, builder);
        assertThat(find("370116", 10)).isEmpty();
        assertThat(find("", 10)).containsExactly(food, builder, unnamed);
        // natural persons are not to be browsed
        assertThat(find("ID:", 10)).isEmpty();
    }

    private static CreditRecord named(String subject, int number, String kind, @Nullable String party) {
        return FactJson.read(
                """
                {"kind": "%s", "subject": "%s", "authority": "莱芜区应急管理局", "number": "莱应急〔2026〕%d号", \
                "decidedOn": "2026-04-10", %s%s}""".formatted(
                                kind,
                                subject,
                                number,
                                kind.equals("permit") ? "\"category\": \"ORDINARY\"" : "\"kinds\": [\"FINE\"]",
                                party == null ? "" : ", \"party\": \"" + party + "\""),
                "处罚.csv",
                number);
    }

    /** As it is, and as it is when it is derived anew. */
    private @Nullable String nameOf(String subject) {
        String name = find(subject, 1).get(0).name();
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> ledger.derive());
        assertThat(find(subject, 1).get(0).name()).isEqualTo(name);
        if (name != null) {
            assertThat(find(name, 10)).contains(new Found(subject, name));
        }
        return name;
    }

    @Test
    void whereTheRegisterHasNoNameTheLatestDecisionGivesIt() {
        append(named(FOOD, 1, "penalty", null));
        assertThat(nameOf(FOOD)).isNull();
        append(named(FOOD, 2, "penalty", "莱芜处罚食品有限公司"), named(FOOD, 3, "penalty", null));
        assertThat(nameOf(FOOD)).isEqualTo("莱芜处罚食品有限公司");
        long permit = ledger.append(List.of(named(FOOD, 4, "permit", "莱芜许可食品有限公司"), named(FOOD, 5, "permit", null)))
                .importNo();
        assertThat(nameOf(FOOD)).isEqualTo("莱芜许可食品有限公司");
        long register = ledger.append(List.of(entity(FOOD, "莱芜登记食品有限公司"))).importNo();
        assertThat(nameOf(FOOD)).isEqualTo("莱芜登记食品有限公司");
        append(named(FOOD, 6, "penalty", "莱芜错名食品有限公司"));
        assertThat(nameOf(FOOD)).isEqualTo("莱芜登记食品有限公司");
        ledger.withdraw(register, new Ledger.Origin("张三", "报错"));
        assertThat(nameOf(FOOD)).isEqualTo("莱芜错名食品有限公司");
        append(named(FOOD, 6, "penalty", null));
        assertThat(nameOf(FOOD)).isEqualTo("莱芜许可食品有限公司");
        ledger.withdraw(permit, new Ledger.Origin("张三", "报错"));
        assertThat(nameOf(FOOD)).isEqualTo("莱芜处罚食品有限公司");
        append(named(FOOD, 2, "penalty", null));
        assertThat(nameOf(FOOD)).isNull();
    }

    @Test
    void namesAreFoundHoweverTheyAreTyped() {
        append(
                entity(CreditCodes.of(1), "ＡＢＣ（莱芜）科技有限公司"),
                entity(CreditCodes.of(2), "莱芜 𠮷野家 餐饮"),
                entity(CreditCodes.of(3), "济南长城建设"));
        for (String text : List.of("abc", "ＡＢＣ", "Abc(莱芜)", "c（莱芜）科", " 科技　有限 公司", "Ａ", "）")) {
            assertThat(find(text, 10)).as(text).extracting(Found::code).containsExactly(CreditCodes.of(1));
        }
        for (String text : List.of("𠮷", "𠮷野", "家", "家餐", "莱芜𠮷野家", "莱芜 𠮷")) {
            assertThat(find(text, 10)).as(text).extracting(Found::code).containsExactly(CreditCodes.of(2));
        }
        String code = CreditCodes.of(3);
        for (String text : List.of(code.toLowerCase(Locale.ROOT), " " + code, code.replace('9', '９'), "长城建", "设")) {
            assertThat(find(text, 10)).as(text).extracting(Found::code).containsExactly(code);
        }
        for (String text : List.of("芜莱", "公司科技", "城", "莱芜莱芜", "𠮷𠮷", "建设济南长城建设")) {
            assertThat(find(text, 10)).as(text).hasSize(text.equals("城") ? 1 : 0);
        }
    }

    /** More names than are looked at together hold all that a text consists of, and not the text. */
    @Test
    void aNameIsFoundBehindManyThatResembleIt() {
        List<CreditRecord> names = new ArrayList<>();
        for (int number = 1; number <= 2_100; number++) {
            names.add(entity(CreditCodes.of(number), "丙丁甲乙丙第" + number + "店"));
        }
        names.add(entity(CreditCodes.of(2_101), "甲乙丙丁商店"));
        ledger.append(names);
        assertThat(find("甲乙丙丁", 10)).extracting(Found::name).containsExactly("甲乙丙丁商店");
        assertThat(ledger.find("甲乙丙丁", 10).more()).isFalse();
        assertThat(find("丙丁甲乙", 10)).hasSize(10);
        assertThat(ledger.find("丙丁甲乙", 10).more()).isTrue();
    }

    /** What is no character, and what begins no other, are questions like others. */
    @Test
    void anyTextCanBeLookedFor() {
        append(entity(FOOD, "莱芜测试食品有限公司"));
        for (int character : new int[] {
            0, 1, '%', '_', '\'', 0x3000, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfffd, 0xfffe, 0xffff,
            0x1fffd, 0x1ffff, 0x10fffd, 0x10ffff
        }) {
            String text = Character.toString(character);
            for (String asked : List.of(text, text + "芜", "测" + text + "试", text + text)) {
                Ledger.Search found = ledger.find(asked, 10);
                assertThat(found.more()).isFalse();
                assertThat(found.entities().size()).as("%x", character).isLessThanOrEqualTo(1);
            }
        }
        assertThat(find("测\0试", 10)).hasSize(1);
    }

    @Test
    void itIsSaidWhetherThereAreOthers() {
        append(entity(FOOD, "甲乙丙"), entity(BUILDER, "丙乙甲"));
        for (String text : List.of("", "9137", "乙")) {
            assertThat(ledger.find(text, 1).more()).as(text).isTrue();
            assertThat(ledger.find(text, 1).entities()).as(text).hasSize(1);
            assertThat(ledger.find(text, 2).more()).as(text).isFalse();
        }
    }

    /** Against a look at each name, for names and texts of few characters, so that they meet in all ways. */
    @Test
    void whatIsFoundIsWhatHoldsTheText() {
        long seed = Long.getLong("seed", 20261122);
        System.out.println(getClass().getSimpleName() + ": -Dseed=" + seed);
        Random random = new Random(seed);
        Map<String, String> names = new TreeMap<>();
        for (int round = 0; round < 3; round++) {
            List<CreditRecord> records = new ArrayList<>();
            for (int number = 0; number < 60; number++) {
                // from the second round on, half of them are renamed
                String code = CreditCodes.of(round * 30 + number);
                String name = text(random, 1 + random.nextInt(8));
                names.put(code, name);
                records.add(entity(code, name));
            }
            ledger.append(records);
            for (int question = 0; question < 100; question++) {
                String text = text(random, 1 + random.nextInt(5));
                assertThat(find(text, 1_000))
                        .as("%s, round %s", text, round)
                        .extracting(Found::code)
                        .containsExactlyElementsOf(names.entrySet().stream()
                                .filter(entry -> entry.getValue().contains(text))
                                .map(Map.Entry::getKey)
                                .toList());
            }
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < length; at++) {
            text.appendCodePoint(new int[] {'莱', '芜', '测', 0x20bb7, 'a'}[random.nextInt(5)]);
        }
        return text.toString();
    }

    @Test
    void charactersWithAMeaningInPatternsAreOrdinaryOnes() {
        append(
                entity(CreditCodes.of(1), "百分之100%店"),
                entity(CreditCodes.of(2), "下划_线店"),
                entity(CreditCodes.of(3), "反斜\\杠店"));
        assertThat(find("%", 10)).extracting(Found::code).containsExactly(CreditCodes.of(1));
        assertThat(find("_", 10)).extracting(Found::code).containsExactly(CreditCodes.of(2));
        assertThat(find("\\", 10)).extracting(Found::code).containsExactly(CreditCodes.of(3));
        assertThat(find("'", 10)).isEmpty();
        // what is no character does not count
        assertThat(find("店\0", 10)).hasSize(3);
    }

    @Test
    void entitiesWithMoreThanAnEntryInTheRegisterAreHandedOutInPages() {
        String tied = CreditCodes.of(3);
        append(
                entity(FOOD, "莱芜测试食品有限公司"),
                penalty(BUILDER, 1, "GENERAL"),
                penalty(tied, 1, "GENERAL"),
                penalty("ID:11010519491231002X", 1, "GENERAL"));
        List<String> codes = Stream.of(BUILDER, tied).sorted().toList();
        assertThat(ledger.withRecords("", 10)).extracting(Ledger.Subject::code).isEqualTo(codes);
        assertThat(ledger.withRecords("", 1)).extracting(Ledger.Subject::code).containsExactly(codes.get(0));
        assertThat(ledger.withRecords(codes.get(0), 1))
                .extracting(Ledger.Subject::code)
                .containsExactly(codes.get(1));
        assertThat(ledger.withRecords(codes.get(1), 1)).isEmpty();

        // something about the one is something new about the other
        append(new CreditRecord(
                FOOD, new Relation(Relation.Type.FORMER_CODE, tied, LocalDate.of(2020, 1, 1)), "ties.jsonl", 1));
        append(penalty(tied, 2, "GENERAL"));
        assertThat(ledger.withRecords("", 10))
                .hasSize(3)
                .allSatisfy(subject ->
                        assertThat(subject.lastRecorded()).isEqualTo(ledger.lastRecorded(subject.code(), null)))
                .filteredOn(
                        subject -> subject.lastRecorded().equals(ledger.head().recordedAt()))
                .extracting(Ledger.Subject::code)
                .containsExactlyInAnyOrder(FOOD, tied);
    }

    @Test
    void aBigBatchIsOneAppend() {
        List<CreditRecord> records = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            records.add(penalty(CreditCodes.of(i % 1_000), i, "GENERAL"));
        }
        assertThat(counted(ledger.append(records))).isEqualTo(new Counted(5_000, 0));
        assertThat(counted(ledger.append(records))).isEqualTo(new Counted(0, 5_000));
        assertThat(history(CreditCodes.of(999))).hasSize(5);
        assertThat(find("91", 5_000)).hasSize(1_000);
    }

    @Test
    void entriesAreChained() {
        append(penalty(FOOD, 1, "GENERAL"), penalty(FOOD, 2, "GENERAL"));
        append(penalty(FOOD, 2, "MINOR"));
        String[] before = {Ledger.NOTHING_BEFORE};
        ledger.each(
                ledger.head().seq(),
                page -> page.forEach(entry -> {
                    assertThat(entry.holds()).isTrue();
                    assertThat(entry.follows(before[0])).isTrue();
                    before[0] = entry.chain();
                }));
        assertThat(before[0]).isEqualTo(ledger.head().chain()).isNotEqualTo(Ledger.NOTHING_BEFORE);
    }

    /** Tables as a version of the program before this one made them. */
    @Test
    void tablesOfAnotherVersionAreLeftAlone() {
        try (HikariDataSource old = database()) {
            JdbcTemplate jdbc = new JdbcTemplate(old);
            Flyway.configure().dataSource(old).cleanDisabled(false).load().clean();
            Flyway.configure()
                    .dataSource(old)
                    .locations("classpath:db/before")
                    .load()
                    .migrate();
            assertThatThrownBy(() -> Schema.migrate(old))
                    .isInstanceOf(Schema.OtherTablesException.class)
                    .hasNoCause()
                    .hasMessageContaining("换用新的数据目录")
                    .hasMessageContaining("start with a new data folder");
            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM entity_tie", Long.class))
                    .isZero();
            Flyway.configure().dataSource(old).cleanDisabled(false).load().clean();
            Schema.migrate(old);
            Schema.migrate(old);
        }
    }

    /** Tables as a version of the program after this one will have made them. */
    @Test
    void tablesOfANewerVersionAreLeftAlone() {
        try (HikariDataSource newer = database()) {
            JdbcTemplate jdbc = new JdbcTemplate(newer);
            Flyway.configure().dataSource(newer).cleanDisabled(false).load().clean();
            Schema.migrate(newer);
            jdbc.update(
                    "INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                            + " \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                            + " VALUES (3, '3', 'later', 'SQL', 'V3__later.sql', 1, 'x', 1, TRUE)");
            assertThatThrownBy(() -> Schema.migrate(newer))
                    .isInstanceOf(Schema.OtherTablesException.class)
                    .hasNoCause()
                    .hasMessageContaining("由较新版本的程序建立（表结构第 3 版）")
                    .hasMessageContaining("start the newer version");
            Flyway.configure().dataSource(newer).cleanDisabled(false).load().clean();
            Schema.migrate(newer);
        }
    }

    @Test
    void allEntitiesAreReadWholeWhateverThePageSize() {
        for (int i = 1; i <= 6; i++) {
            List<CreditRecord> records = new ArrayList<>(List.of(entity(CreditCodes.of(i), "示例" + i)));
            for (int j = 0; j < i; j++) {
                records.add(penalty(CreditCodes.of(i), j, "GENERAL"));
            }
            ledger.append(records);
        }
        ledger.append(List.of(penalty(CreditCodes.of(3), 0, "SERIOUS")));
        Instant moment = ledger.head().recordedAt();
        clock.now = clock.now.plus(TICK);
        ledger.append(List.of(penalty(CreditCodes.of(4), 0, "SERIOUS"), entity(CreditCodes.of(7), "后来者")));

        assertThat(ledger.subjects()).isEqualTo(7);
        for (int rows : List.of(1, 2, 3, 5, 8, 1_000)) {
            List<Ledger.Told> told = new ArrayList<>();
            ledger.eachSubject(moment, rows, told::addAll);

            assertThat(told)
                    .extracting(Ledger.Told::subject)
                    .doesNotHaveDuplicates()
                    .hasSize(6);
            for (Ledger.Told one : told) {
                Ledger.Known known = Objects.requireNonNull(ledger.known(one.subject(), moment));
                assertThat(one.facts().stream()
                                .map(line -> FactJson.read(line, "", 0).fact()))
                        .containsExactlyInAnyOrderElementsOf(known.facts());
                assertThat(one.lastRecorded()).isEqualTo(known.knownAt());
            }
        }
    }
}
