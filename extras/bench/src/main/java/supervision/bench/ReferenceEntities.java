package supervision.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import supervision.facts.AbnormalEntry;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Channel;
import supervision.facts.Commitment;
import supervision.facts.CourtDefaulter;
import supervision.facts.Entity;
import supervision.facts.Evaluation;
import supervision.facts.Fact;
import supervision.facts.ListEntry;
import supervision.facts.Objection;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.facts.Performance;
import supervision.facts.RepairCase;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;

/**
 * Invented entities to decide on, the same in every run: half of their records are penalties, the rest is a mixture of
 * everything that the rules know.
 */
final class ReferenceEntities {

    /** A day on which every rule of the shipped pack is in force. */
    static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    /** One of the synthetic codes of the demo register. */
    static final String CODE = "91370116MAX0000157";

    /** Those of the program of before: a commit that has them in a file draws the same ones. */
    private static final String[] FIELDS = {
        "ACCOUNTING",
        "ADVERTISING",
        "AGRICULTURE",
        "BIDDING",
        "CERTIFICATION",
        "CHILD_CARE",
        "COMPANY",
        "CONSTRUCTION",
        "COSMETICS",
        "DEVICE",
        "DRUG",
        "EDUCATION",
        "ELDERLY_CARE",
        "ENVIRONMENT",
        "FINANCE",
        "FIRE",
        "FOOD",
        "HEALTH",
        "LABOUR",
        "LICENSING",
        "MARKET_REGULATION",
        "PROCUREMENT",
        "REGISTRATION",
        "SPECIAL_EQUIPMENT",
        "TAX",
        "TOURISM",
        "TRANSPORT",
        "URBAN_OPERATION",
        "VACCINE",
        "WORK_SAFETY"
    };

    private static final long SEED = 20261122;
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);

    private static final List<String> AUTHORITIES =
            List.of("济南市莱芜区市场监督管理局", "济南市莱芜区应急管理局", "济南市生态环境局莱芜分局", "济南市莱芜区住房和城乡建设局", "济南市莱芜区市场监督管理局");

    /**
     * Grading schemes with their grades, lists and bans to draw from: those of the first measured pack, and not what the pack
     * at hand has, so that every pack is asked about the same entities.
     */
    private static final Map<String, List<String>> SCHEMES = new TreeMap<>(Map.of(
            "construction", List.of("A"),
            "environment", List.of("绿", "蓝", "黄", "黑"),
            "food-risk", List.of("A", "B", "C", "D"),
            "national", List.of("优", "良", "中", "差"),
            "samr-risk", List.of("A", "B", "C", "D", "E"),
            "shandong", List.of("A", "A+", "B", "C", "C-", "D", "D-"),
            "tax", List.of("A", "B", "C", "D", "M")));

    private static final List<String> LISTS = List.of(("""
            bidding construction court-defaulter elderly-care environment-black jinan-joint-punishment procurement
            samr-serious tax-serious wage-arrears work-safety""").split("\\s+"));

    private static final List<String> BANS = List.of(("""
            accounting/breach-serious accounting/forged-accounts advertising/false advertising/forbidden
            advertising/licence-revoked-officer advertising/regulated-goods advertising/review-concealment
            advertising/review-fraud agriculture/pesticide-manager agriculture/pesticide-registration
            agriculture/pesticide-test-unit agriculture/seed-fake-crime agriculture/seed-permit-revoked
            agriculture/seed-substandard-crime agriculture/veterinary-fraud agriculture/veterinary-unlicensed
            bidding/agency bidding/collusion bidding/collusion-stated-cases bidding/fraud bidding/fraud-stated-cases
            bidding/non-performance certification/accreditation-head child-care/illegal-kindergarten
            child-care/staff-harm company/bankruptcy company/caused-bankruptcy company/court-list company/crime
            company/licence-revoked company/probation construction/professional-accident
            construction/professional-major construction/professional-worst cosmetics/below-standard
            cosmetics/domestic-agent cosmetics/false-filing-entity cosmetics/false-filing-officers
            cosmetics/foreign-refusal cosmetics/fraud-entity cosmetics/fraud-officers cosmetics/not-filed
            cosmetics/testing-dismissed cosmetics/testing-false-report cosmetics/unlicensed-entity
            cosmetics/unlicensed-officers device/conditions-labels device/domestic-agent device/false-filing
            device/foreign-refusal device/fraud-officers device/fraud-unit device/large-equipment
            device/non-conforming device/not-filed device/sponsor-not-approved device/sponsor-not-filed
            device/testing-dismissed device/testing-false-report device/trial-false-report
            device/trial-good-practice device/trial-not-filed device/unregistered-officers device/unregistered-unit
            drug/bribing-officials drug/fake-entity drug/fake-foreign-holder drug/fake-officers drug/forged-permit
            drug/fraud-entity drug/fraud-officers drug/good-practice-institution drug/good-practice-officers
            drug/taking-benefits drug/trial-packaging-label drug/unapproved education/head-serious
            education/head-worst education/several-schools education/several-schools-serious
            education/sponsor-serious education/sponsor-worst elderly-care/ban environment/eia-authors
            environment/eia-authors-crime environment/eia-unit environment/permit-forged environment/permit-fraud
            finance/securities-market fire/service-major-loss food/agri-testing food/crime food/employer
            food/licence-revoked food/testing-dismissed food/testing-serious health/certificate-improper
            health/ethics health/exam-breach licensing/concealment licensing/fraud procurement/agency
            procurement/false-complaint procurement/major-record procurement/supplier registration/bankruptcy
            registration/crime registration/false registration/large-debt registration/licence-revoked
            special-equipment/licence-revoked tourism/revoked transport/false-filing urban-operation/ban
            vaccine/fake vaccine/false-data vaccine/good-practice work-safety/agency work-safety/agency-serious
            work-safety/closed work-safety/closed-serious work-safety/head-dismissed
            work-safety/head-major-dismissed work-safety/head-major-sentenced work-safety/head-sentenced""").split("\\s+"));

    private final Random random;
    private int number;

    private ReferenceEntities(long seed) {
        this.random = new Random(seed);
    }

    /** The pack in the folder that the system property {@code bench.rules} names, {@code rules} by default. */
    static RulePack pack() {
        return RulePackReader.read(files(), "default");
    }

    static PackFiles files() {
        return PackFiles.ofDirectory(Path.of(System.getProperty("bench.rules", "rules")));
    }

    /**
     * A set of entities.
     *
     * @param set {@code mixed} for 200 entities with 0 to 7 records, or the number of records of each of five entities
     */
    static List<Case> of(String set) {
        ReferenceEntities entities = new ReferenceEntities(SEED);
        List<Case> cases = new ArrayList<>();
        if (set.equals("mixed")) {
            for (int i = 0; i < 200; i++) {
                cases.add(entities.entity(i % 8));
            }
        } else {
            for (int i = 0; i < 5; i++) {
                cases.add(entities.entity(Integer.parseInt(set)));
            }
        }
        return cases;
    }

    /** Reads out a register: six entities in ten have no records, the others one to seven, few of them many. */
    static void register(int size, Consumer<Case> reader) {
        ReferenceEntities entities = new ReferenceEntities(SEED);
        for (int i = 0; i < size; i++) {
            int lot = entities.random.nextInt(100);
            int records = lot < 60 ? 0 : lot < 80 ? 1 : lot < 90 ? 2 : lot < 95 ? 3 : 4 + entities.random.nextInt(4);
            Case drawn = entities.entity(records);
            reader.accept(new Case(ImportBenchmark.code(i), drawn.facts(), DAY, drawn.knownAt()));
        }
    }

    private Case entity(int records) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Entity(
                "测试企业" + number,
                Entity.Type.ENTERPRISE,
                "370116",
                random.nextInt(3) == 0 ? Set.of("FOOD", "MARKET_REGULATION") : Set.of("CONSTRUCTION"),
                one(Entity.Ownership.values()),
                null,
                Entity.Status.ACTIVE,
                null,
                random.nextInt(10) == 0,
                Set.of()));
        List<Penalty> penalties = new ArrayList<>();
        while (facts.size() <= records) {
            number++;
            facts.add(record(penalties));
        }
        return new Case(CODE, facts, DAY, Instant.parse("2026-11-22T01:00:00Z"));
    }

    private Fact record(List<Penalty> penalties) {
        int kind = random.nextInt(20);
        if (kind < 10 || penalties.isEmpty() && kind < 14) {
            Penalty penalty = penalty();
            penalties.add(penalty);
            return penalty;
        }
        LocalDate day = day();
        return switch (kind) {
            case 10, 11 -> performance(one(penalties), day);
            case 12 -> repair(one(penalties), day);
            case 13 -> {
                Penalty about = one(penalties);
                yield new Objection(
                        "异" + number,
                        about.id(),
                        Objection.Ground.WRONG,
                        DAY.minusDays(random.nextInt(20)),
                        random.nextBoolean(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            }
            case 14, 15 -> evaluation(day);
            case 16 -> listEntry(day);
            case 17 ->
                random.nextBoolean()
                        ? new CourtDefaulter(
                                "（2026）鲁0116执" + number + "号",
                                "济南市莱芜区人民法院",
                                1 + random.nextInt(6),
                                day,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)
                        : new AbnormalEntry(
                                "莱异〔2026〕" + number + "号",
                                AUTHORITIES.get(0),
                                one(AbnormalEntry.Reason.values()),
                                day,
                                random.nextBoolean() ? later(day, 90) : null,
                                null);
            case 18 -> banGround(day);
            default -> commitment(day);
        };
    }

    private Penalty penalty() {
        LocalDate decided = day();
        Set<PenaltyKind> kinds = EnumSet.of(one(PenaltyKind.values()));
        if (random.nextBoolean()) {
            kinds.add(PenaltyKind.FINE);
        }
        return new Penalty(
                one(AUTHORITIES),
                "莱罚〔2026〕" + number + "号",
                decided,
                kinds,
                kinds.contains(PenaltyKind.FINE) ? BigDecimal.valueOf(1000L * (1 + random.nextInt(200))) : null,
                null,
                random.nextInt(4) == 0 ? null : one(FIELDS),
                random.nextInt(3) == 0 ? null : one(Penalty.Gravity.values()),
                random.nextInt(6) == 0 ? Penalty.Procedure.SUMMARY : Penalty.Procedure.ORDINARY,
                "违法行为" + random.nextInt(5),
                null,
                random.nextBoolean() ? decided.minusDays(60) : null,
                random.nextInt(4) == 0 ? null : later(decided, 20),
                random.nextInt(4) == 0 ? "影响较大" : null,
                null,
                random.nextInt(12) == 0 ? later(decided, 200) : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The day may make another version of an earlier report: the number of the penalty keeps the keys apart. */
    private Fact performance(Penalty penalty, LocalDate day) {
        boolean performed = random.nextBoolean();
        return new Performance(
                penalty.authority(),
                reported.add(penalty.id()) ? penalty.number() : penalty.number() + "之" + number,
                performed,
                performed ? day : null,
                random.nextBoolean() ? Boolean.TRUE : null);
    }

    private final Set<String> reported = new TreeSet<>();

    private RepairCase repair(Penalty penalty, LocalDate day) {
        boolean granted = random.nextBoolean();
        return new RepairCase(
                "修" + number,
                penalty.id(),
                one(Channel.values()),
                day,
                granted ? RepairCase.Result.GRANTED : null,
                granted ? later(day, 10) : null,
                granted && random.nextInt(5) == 0 ? later(day, 100) : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of());
    }

    private Evaluation evaluation(LocalDate day) {
        String scheme = one(List.copyOf(SCHEMES.keySet()));
        return new Evaluation(
                scheme,
                one(new TreeSet<>(SCHEMES.get(scheme)).stream().toList()),
                "评价单位" + number,
                day,
                random.nextInt(4) == 0 ? later(day, 900) : null,
                null);
    }

    private ListEntry listEntry(LocalDate day) {
        String list = one(LISTS);
        return new ListEntry(
                list,
                "莱名单〔2026〕" + number + "号",
                one(AUTHORITIES),
                null,
                day,
                null,
                random.nextBoolean() ? later(day, 100) : null,
                random.nextBoolean() ? Boolean.TRUE : null,
                null,
                null,
                random.nextInt(3) == 0 ? Set.of("LEGAL_REPRESENTATIVE") : Set.of(),
                null,
                null,
                null,
                Set.of());
    }

    private BanGround banGround(LocalDate day) {
        String ban = one(BANS);
        return new BanGround(
                ban,
                one(AUTHORITIES),
                "莱罚〔2026〕" + number + "号",
                day,
                random.nextBoolean() ? day : null,
                null,
                Set.of(),
                null,
                null,
                null);
    }

    private Commitment commitment(LocalDate day) {
        Commitment.Outcome outcome = random.nextInt(3) == 0 ? null : one(Commitment.Outcome.values());
        return new Commitment(
                "诺" + number,
                one(Commitment.Type.values()),
                "证明事项",
                one(AUTHORITIES),
                day,
                later(day, 60),
                outcome,
                outcome == null ? null : later(day, 70),
                null);
    }

    private LocalDate day() {
        return FIRST_DAY.plusDays(random.nextInt((int) (DAY.toEpochDay() - FIRST_DAY.toEpochDay())));
    }

    private LocalDate later(LocalDate day, int most) {
        return day.plusDays(1 + random.nextInt(most));
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
