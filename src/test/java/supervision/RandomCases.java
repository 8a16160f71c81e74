package supervision;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supervision.facts.AbnormalEntry;
import supervision.facts.AdministrativeAct;
import supervision.facts.Application;
import supervision.facts.BanGround;
import supervision.facts.BasisLevel;
import supervision.facts.Case;
import supervision.facts.Channel;
import supervision.facts.Commitment;
import supervision.facts.Complaint;
import supervision.facts.CourtDefaulter;
import supervision.facts.Display;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.Inspection;
import supervision.facts.ListEntry;
import supervision.facts.NotReported;
import supervision.facts.Objection;
import supervision.facts.Officer;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Performance;
import supervision.facts.Permit;
import supervision.facts.RelatedRecord;
import supervision.facts.Relation;
import supervision.facts.Reorganisation;
import supervision.facts.RepairCase;
import supervision.facts.StaffMatter;
import supervision.facts.VoluntaryInfo;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;

/**
 * Entities as a register might hold them, drawn from a seed: all kinds of records, between 2019 and 2028, about one
 * another, with gaps. Days crowd where the law turns and where months end, for that is where mistakes are.
 *
 * <p>The seed is the same in every run, and each test prints it; {@code -Dseed=…} draws others.
 */
public final class RandomCases {

    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2028, 12, 31);

    private static final List<String> CODES = List.of(
            "91370116MAX0000157",
            "91371202MAX000023A",
            "92370116MAX000031R",
            "93370116MAX00004XE",
            "12370116MAX000058R",
            "11370116MAX000066P",
            "52370116MAX000074B");

    private static final List<String> AUTHORITIES = List.of(
            "莱芜区市场监督管理局",
            "莱芜区市场监督管理局",
            "莱芜区市场监督管理局",
            "山东省药品监督管理局区域检查第一分局",
            "莱芜区应急管理局",
            "济南市生态环境局莱芜分局",
            "莱芜区住房和城乡建设局",
            "莱芜区税务局");

    private final RulePack pack;
    private final Random random;
    private final List<LocalDate> turns;

    public RandomCases(RulePack pack, long seed) {
        this.pack = pack;
        this.random = new Random(seed);
        Set<LocalDate> days = new TreeSet<>();
        pack.rules().forEach(rule -> days.add(rule.from()));
        pack.tables().regimes().values().forEach(regime -> days.add(regime.from()));
        pack.tables().bans().values().forEach(ban -> days.add(ban.from()));
        for (Parameter parameter : pack.parameters().values()) {
            parameter.rows().forEach(row -> days.add(row.from()));
        }
        days.removeIf(day -> day.isBefore(FIRST) || day.isAfter(LAST));
        this.turns = List.copyOf(days);
    }

    /** The seed of this run, printed so that a failure can be run again. */
    public static long seed(Class<?> test) {
        String given = System.getProperty("seed", Effort.usualSeed());
        long seed = given.equals("random") ? new Random().nextLong() : Long.parseLong(given);
        System.out.println(test.getSimpleName() + ": -Dseed=" + seed);
        return seed;
    }

    /** An entity with up to a number of records and what belongs to them, asked about on some day that the pack models. */
    public Case next(int mostRecords) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        if (chance(0.9)) {
            add(facts, entity());
        }
        int records = 1 + random.nextInt(mostRecords);
        for (int i = 0; i < records; i++) {
            switch (random.nextInt(13)) {
                case 0, 1, 2 -> addPenalty(facts);
                case 3, 4 -> add(facts, listEntry());
                case 5 -> add(facts, chance(0.5) ? courtDefaulter() : abnormalEntry());
                case 6 -> add(facts, banGround(pick(AUTHORITIES), number("判决")));
                case 7, 8 -> add(facts, evaluation());
                case 9, 10 -> add(facts, chance(0.7) ? application() : voluntaryInfo());
                case 11 -> add(facts, chance(0.7) ? inspection() : complaint());
                default -> add(facts, chance(0.5) ? commitment() : chance(0.5) ? permit() : act());
            }
        }
        if (chance(0.15)) {
            add(facts, reorganisation());
        }
        addAboutOthers(facts);
        while (chance(0.3)) {
            add(facts, officer());
        }
        if (chance(0.1)) {
            add(facts, staffMatter());
        }
        addRelated(facts);
        LocalDate asOf = day();
        while (asOf.isBefore(pack.modelledFrom())) {
            asOf = day();
        }
        return new Case(pick(CODES), List.copyOf(facts.values()), asOf, Instant.parse("2026-11-22T01:00:00Z"));
    }

    /** Some of the records lie under the code of another, to which a tie leads. */
    private void addRelated(Map<String, Fact> facts) {
        if (chance(0.85)) {
            return;
        }
        Relation relation = new Relation(pick(Relation.Type.values()), pick(CODES), day());
        for (Fact fact : List.copyOf(facts.values())) {
            if (!(fact instanceof Entity) && chance(0.5)) {
                facts.remove(fact.id());
                add(facts, new RelatedRecord(relation.id(), relation.type(), fact));
            }
        }
        add(facts, relation);
    }

    /** The same case with its facts handed over in another order. */
    public Case shuffled(Case asked) {
        List<Fact> facts = new ArrayList<>(asked.facts());
        Collections.shuffle(facts, random);
        return new Case(asked.code(), facts, asked.asOf(), asked.knownAt());
    }

    /** The fewest facts of a case with which it still fails; every one of them is needed. */
    public static Case shrunk(Case failing, Predicate<Case> fails) {
        List<Fact> needed = new ArrayList<>(failing.facts());
        for (int i = needed.size() - 1; i >= 0 && needed.size() > 1; i--) {
            List<Fact> fewer = new ArrayList<>(needed);
            fewer.remove(i);
            if (fails.test(new Case(failing.code(), fewer, failing.asOf(), failing.knownAt()))) {
                needed = fewer;
                i = needed.size();
            }
        }
        return new Case(failing.code(), needed, failing.asOf(), failing.knownAt());
    }

    private static void add(Map<String, Fact> facts, Fact fact) {
        facts.putIfAbsent(fact.id(), fact);
    }

    private void addPenalty(Map<String, Fact> facts) {
        Penalty penalty = penalty();
        add(facts, penalty);
        if (chance(0.6)) {
            boolean performed = chance(0.7);
            add(
                    facts,
                    new Performance(
                            penalty.authority(),
                            penalty.number(),
                            performed,
                            performed ? after(penalty.decidedOn(), 400) : null,
                            maybe(0.6, () -> chance(0.7))));
        }
        if (chance(0.15)) {
            add(facts, banGround(penalty.authority(), penalty.number()));
        }
        for (Channel channel : Channel.values()) {
            if (chance(0.25)) {
                add(facts, repairCase(penalty.id(), channel, after(penalty.decidedOn(), 500)));
            }
        }
    }

    private void addAboutOthers(Map<String, Fact> facts) {
        for (String target : List.copyOf(facts.keySet())) {
            if (chance(0.08)) {
                add(facts, objection(target));
            }
            if (chance(0.08)) {
                add(facts, new NotReported(target, pick(NotReported.Item.values())));
            }
            if (chance(0.25)) {
                add(facts, display(chance(0.95) ? target : "penalty/无/无"));
            }
            if (chance(0.03)) {
                add(facts, repairCase(target, pick(Channel.values()), day()));
            }
        }
    }

    private List<String> fields() {
        return List.copyOf(pack.tables().fields().keySet());
    }

    private Set<String> someFields() {
        Set<String> some = new TreeSet<>();
        for (int more = random.nextInt(4); more > 0; more--) {
            some.add(pick(fields()));
        }
        return some;
    }

    private Entity entity() {
        return new Entity(
                "测试企业",
                pick(Entity.Type.values()),
                "370116",
                someFields(),
                chance(0.5) ? Entity.Ownership.PRIVATE : pick(Entity.Ownership.values()),
                maybe(0.1, () -> pick(CODES)),
                chance(0.7) ? Entity.Status.ACTIVE : pick(Entity.Status.values()),
                maybe(0.3, this::day),
                chance(0.15),
                chance(0.3) ? someOf(Entity.Trait.class, 2) : Set.of());
    }

    private Penalty penalty() {
        LocalDate decidedOn = day();
        Set<PenaltyKind> kinds = someOf(PenaltyKind.class, 2);
        kinds.add(chance(0.5) ? PenaltyKind.FINE : pick(PenaltyKind.values()));
        if (chance(0.15)) {
            kinds.removeIf(kind -> kind != PenaltyKind.WARNING && kind != PenaltyKind.PUBLIC_CRITICISM);
            kinds.add(PenaltyKind.WARNING);
        }
        return new Penalty(
                pick(AUTHORITIES),
                number("罚"),
                decidedOn,
                kinds,
                maybe(
                        0.7,
                        () -> new BigDecimal(
                                pick(List.of("0", "200", "5000", "10000", "49999.99", "100000", "3000000")))),
                maybe(0.1, () -> new BigDecimal("1234.50")),
                maybe(0.8, () -> chance(0.4) ? pick(List.of("FOOD", "DRUG", "FIRE")) : pick(fields())),
                maybe(0.5, () -> pick(Penalty.Gravity.values())),
                maybe(0.6, () -> pick(Penalty.Procedure.values())),
                maybe(0.7, () -> pick(List.of("无证经营", "虚假广告", "串通投标", "未按规定公示年度报告"))),
                maybe(0.5, () -> chance(0.9) ? "《中华人民共和国食品安全法》第一百二十二条" : "《中华人民共和国治安管理处罚法》第四十三条"),
                maybe(0.3, () -> decidedOn.minusDays(random.nextInt(300))),
                maybe(0.7, () -> after(decidedOn, 20)),
                maybe(0.2, () -> "涉及公共安全"),
                maybe(0.2, () -> after(decidedOn, 1200)),
                maybe(0.1, () -> after(decidedOn, 900)),
                maybe(0.4, () -> after(decidedOn, 30)),
                maybe(0.3, () -> chance(0.5)),
                maybe(0.05, () -> after(decidedOn, 100)),
                maybe(0.3, () -> after(decidedOn, 60)),
                maybe(0.2, () -> after(decidedOn, 700)),
                maybe(0.1, () -> new BigDecimal("250000")),
                maybe(0.1, () -> after(decidedOn, 60)),
                null);
    }

    private RepairCase repairCase(String target, Channel channel, LocalDate submittedOn) {
        RepairCase.Result result = chance(0.6) ? RepairCase.Result.GRANTED : pick(RepairCase.Result.values());
        boolean decided = chance(0.8);
        LocalDate decidedOn = after(submittedOn, 30);
        return new RepairCase(
                number("修"),
                target,
                channel,
                submittedOn,
                decided ? result : null,
                decided ? decidedOn : null,
                decided && chance(0.2) ? after(decidedOn, 200) : null,
                maybe(0.3, () -> after(submittedOn, 5)),
                maybe(0.5, () -> after(submittedOn, 10)),
                maybe(0.2, () -> after(submittedOn, 15)),
                decided ? maybe(0.5, () -> after(decidedOn, 15)) : null,
                maybe(0.1, () -> new BigDecimal(pick(List.of("0", "500")))),
                maybe(0.3, () -> chance(0.5)),
                maybe(0.3, () -> after(submittedOn, 20)),
                maybe(0.3, () -> after(submittedOn, 20)),
                chance(0.2) ? new TreeSet<>(List.of(pick(measures()), pick(measures()))) : Set.of());
    }

    private Reorganisation reorganisation() {
        LocalDate approvedOn = day();
        boolean completed = chance(0.3);
        return new Reorganisation(
                "济南市莱芜区人民法院",
                number("破"),
                approvedOn,
                completed ? after(approvedOn, 700) : null,
                !completed && chance(0.3) ? after(approvedOn, 700) : null);
    }

    private Objection objection(String target) {
        LocalDate receivedOn = day();
        boolean decided = chance(0.5);
        return new Objection(
                number("异"),
                target,
                pick(Objection.Ground.values()),
                receivedOn,
                chance(0.5),
                decided ? pick(Objection.Result.values()) : null,
                decided ? after(receivedOn, 40) : null,
                maybe(0.3, () -> pick(Channel.values())),
                decided && chance(0.4) ? after(receivedOn, 60) : null,
                decided && chance(0.4) ? after(receivedOn, 60) : null,
                decided && chance(0.4) ? after(receivedOn, 90) : null);
    }

    private ListEntry listEntry() {
        LocalDate listedOn = day();
        LocalDate removedOn = maybe(0.3, () -> after(listedOn, 1500));
        List<String> lists = List.copyOf(pack.tables().lists().keySet());
        return new ListEntry(
                chance(0.93) ? pick(lists) : "list-that-nobody-knows",
                number("名单"),
                pick(AUTHORITIES),
                maybe(0.5, () -> pick(BasisLevel.values())),
                listedOn,
                maybe(0.3, () -> after(listedOn, 1500)),
                maybe(0.4, () -> after(listedOn, 800)),
                maybe(0.6, () -> chance(0.5)),
                removedOn,
                removedOn == null ? null : pick(ListEntry.Removal.values()),
                chance(0.4) ? someRoles() : Set.of(),
                maybe(0.4, () -> chance(0.7)),
                maybe(0.3, () -> chance(0.7)),
                maybe(0.2, () -> after(listedOn, 1500)),
                chance(0.2) ? new TreeSet<>(List.of(pick(measures()), pick(measures()))) : Set.of());
    }

    private List<String> measures() {
        Set<String> ids = new TreeSet<>(Set.of("measure-that-nobody-knows"));
        pack.tables()
                .catalogues()
                .forEach(catalogue -> ids.addAll(catalogue.measures().keySet()));
        return List.copyOf(ids);
    }

    private Set<String> someRoles() {
        Set<String> some = new TreeSet<>(pack.tables().orderOfRoles());
        for (int more = random.nextInt(4); more > 0; more--) {
            some.add(pick(List.copyOf(pack.tables().roles().keySet())));
        }
        return some;
    }

    private Officer officer() {
        LocalDate since = day();
        return new Officer(
                pick(List.of("LEGAL_REPRESENTATIVE", "PRINCIPAL", "ACTUAL_CONTROLLER")),
                pick(List.of("甲", "乙", "丙")),
                since,
                maybe(0.5, () -> after(since, 1200)));
    }

    private StaffMatter staffMatter() {
        LocalDate decidedOn = day();
        return new StaffMatter(number("纪"), "莱芜区纪委监委", decidedOn, maybe(0.3, () -> after(decidedOn, 300)));
    }

    private CourtDefaulter courtDefaulter() {
        LocalDate listedOn = day();
        return new CourtDefaulter(
                number("执"),
                "济南市莱芜区人民法院",
                1 + random.nextInt(6),
                listedOn,
                maybe(0.2, () -> after(listedOn, 1500)),
                maybe(0.3, () -> after(listedOn, 1500)),
                maybe(0.3, () -> after(listedOn, 1200)),
                maybe(0.5, () -> pick(CourtDefaulter.DeletionGround.values())),
                maybe(0.3, () -> after(listedOn, 300)),
                maybe(0.3, () -> after(listedOn, 1200)));
    }

    private Complaint complaint() {
        LocalDate receivedOn = day();
        boolean decided = chance(0.7);
        return new Complaint(
                number("诉"),
                pick(AUTHORITIES),
                receivedOn,
                maybe(0.7, () -> pick(fields())),
                maybe(0.5, () -> "无证经营"),
                decided ? pick(Complaint.Result.values()) : null,
                decided ? after(receivedOn, 60) : null);
    }

    private AbnormalEntry abnormalEntry() {
        LocalDate enteredOn = day();
        return new AbnormalEntry(
                number("异常"),
                "莱芜区市场监督管理局",
                pick(AbnormalEntry.Reason.values()),
                enteredOn,
                maybe(0.5, () -> after(enteredOn, 500)),
                maybe(0.3, () -> after(enteredOn, 800)));
    }

    private BanGround banGround(String authority, String number) {
        LocalDate decidedOn = day();
        List<String> bans = List.copyOf(pack.tables().bans().keySet());
        return new BanGround(
                chance(0.95) ? pick(bans) : "ban-that-nobody-knows",
                authority,
                number,
                decidedOn,
                maybe(0.5, () -> after(decidedOn, 400)),
                maybe(0.4, () -> pick(List.of("P1Y", "P18M", "P2Y", "P5Y", "P10Y", "LIFE"))),
                chance(0.4) ? someRoles() : Set.of(),
                maybe(0.1, () -> after(decidedOn, 800)),
                maybe(0.4, () -> decidedOn.minusDays(random.nextInt(900))),
                maybe(0.1, () -> pick(CODES)));
    }

    private Evaluation evaluation() {
        LocalDate gradedOn = day();
        List<String> schemes = List.copyOf(pack.tables().schemes().keySet());
        String scheme = chance(0.95) ? pick(schemes) : "scheme-that-nobody-knows";
        Parameter tiers = pack.parameters().get("grade/tiers/" + scheme);
        List<String> grades = tiers == null || chance(0.05)
                ? List.of("甲", "Z")
                : List.copyOf(tiers.rows().get(0).entries().keySet());
        return new Evaluation(
                scheme,
                pick(grades),
                pick(List.of("济南市发展和改革委员会", "山东省发展和改革委员会")),
                gradedOn,
                maybe(0.4, () -> after(gradedOn, 800)),
                maybe(0.2, () -> new BigDecimal(pick(List.of("39.5", "40", "69", "70", "88", "90", "99")))));
    }

    private Commitment commitment() {
        LocalDate madeOn = day();
        Commitment.Outcome outcome = maybe(0.6, () -> pick(Commitment.Outcome.values()));
        return new Commitment(
                number("诺"),
                pick(Commitment.Type.values()),
                "食品经营许可",
                "莱芜区行政审批服务局",
                madeOn,
                maybe(0.7, () -> after(madeOn, 400)),
                outcome,
                outcome == null ? null : after(madeOn, 500),
                maybe(0.5, () -> pick(Commitment.Gravity.values())));
    }

    private Application application() {
        LocalDate receivedOn = day();
        boolean committed = chance(0.7);
        return new Application(
                number("申"),
                pick(List.of("食品经营许可", "elderly-care-filing", "表中没有的事项")),
                "莱芜区行政审批服务局",
                pick(Application.Category.values()),
                receivedOn,
                chance(0.5),
                committed,
                committed ? after(receivedOn, 10) : null,
                maybe(0.3, () -> after(receivedOn, 60)),
                maybe(0.3, () -> after(receivedOn, 200)),
                maybe(0.5, () -> chance(0.5)),
                maybe(0.2, () -> new BigDecimal(pick(List.of("0", "50")))),
                maybe(0.2, () -> chance(0.5)));
    }

    private VoluntaryInfo voluntaryInfo() {
        LocalDate registeredOn = day();
        VoluntaryInfo.Result result = maybe(0.6, () -> pick(VoluntaryInfo.Result.values()));
        return new VoluntaryInfo(
                number("自"),
                "质量管理体系认证证书",
                registeredOn,
                chance(0.8),
                result == null ? null : after(registeredOn, 100),
                maybe(0.5, () -> "莱芜区市场监督管理局"),
                result);
    }

    private Inspection inspection() {
        return new Inspection(
                number("检"),
                pick(AUTHORITIES),
                day(),
                pick(Inspection.Cause.values()),
                chance(0.3),
                maybe(0.5, () -> pick(fields())));
    }

    private Permit permit() {
        LocalDate decidedOn = day();
        return new Permit(
                "莱芜区行政审批服务局",
                number("许"),
                pick(Permit.Category.values()),
                maybe(0.5, () -> "食品经营许可证"),
                decidedOn,
                maybe(0.5, () -> decidedOn),
                maybe(0.5, () -> after(decidedOn, 1800)),
                maybe(0.5, () -> pick(fields())),
                maybe(0.1, () -> after(decidedOn, 900)),
                maybe(0.4, () -> after(decidedOn, 20)),
                null);
    }

    private AdministrativeAct act() {
        LocalDate decidedOn = day();
        return new AdministrativeAct(
                pick(AUTHORITIES),
                number("行"),
                pick(AdministrativeAct.Type.values()),
                decidedOn,
                maybe(0.3, () -> after(decidedOn, 900)),
                maybe(0.4, () -> after(decidedOn, 30)),
                maybe(0.2, () -> after(decidedOn, 900)));
    }

    private Display display(String target) {
        LocalDate seenOn = day();
        Boolean sameProvince = maybe(0.5, () -> chance(0.5));
        return new Display(
                target,
                pick(Channel.values()),
                seenOn,
                chance(0.6),
                maybe(0.2, () -> "https://example.org/1"),
                sameProvince,
                Boolean.FALSE.equals(sameProvince) && chance(0.5) ? seenOn.minusDays(random.nextInt(40)) : null);
    }

    private LocalDate day() {
        double kind = random.nextDouble();
        LocalDate day = FIRST.plusDays(random.nextInt((int) (LAST.toEpochDay() - FIRST.toEpochDay()) + 1));
        if (kind < 0.15) {
            return pick(turns).plusDays(random.nextInt(5) - 2L);
        }
        if (kind < 0.25) {
            return day.with(TemporalAdjusters.lastDayOfMonth());
        }
        return kind < 0.28 ? LocalDate.of(chance(0.5) ? 2020 : 2024, 2, 29) : day;
    }

    private LocalDate after(LocalDate day, int mostDays) {
        return day.plusDays(random.nextInt(mostDays + 1));
    }

    private String number(String word) {
        return "莱" + word + "〔" + (2019 + random.nextInt(10)) + "〕" + (1 + random.nextInt(400)) + "号";
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> @Nullable T maybe(double probability, Supplier<T> value) {
        return chance(probability) ? value.get() : null;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <E extends Enum<E>> Set<E> someOf(Class<E> type, int most) {
        Set<E> some = EnumSet.noneOf(type);
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(pick(type.getEnumConstants()));
        }
        return some;
    }
}
