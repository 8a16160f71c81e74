package supervision.wall;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supervision.facts.Case;
import supervision.facts.Fact;
import supervision.facts.RelatedRecord;
import supervision.intake.FactJson;
import supervision.reading.SecondReading;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entities whose records meet: a penalty with its ban, list entry, repairs, objections and what was seen of it, lists with
 * those who answer for the entity, grades of several schemes, ties to others. A number always makes the same world: it is
 * drawn from a frozen vocabulary and written as lines of JSON, so that neither rows of the pack nor types of the facts change it.
 *
 * <p>Many days lie just where a period of the law from them ends on the day asked about.
 */
public final class GeneratedWorlds {

    static final int ALL = 20_000;

    static final Path RESOURCES = Path.of("src/test/resources/wall");

    private static final long SEED = 20261130;
    private static final LocalDate FIRST_ASKED = LocalDate.of(2020, 1, 1);
    private static final LocalDate FIRST_TOLD = LocalDate.of(2019, 1, 1);
    private static final Instant KNOWN_AT = Instant.parse("2026-11-30T01:00:00Z");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final List<Period> PERIODS = List.of(
            Period.ofMonths(3),
            Period.ofMonths(6),
            Period.ofYears(1),
            Period.ofYears(1),
            Period.ofMonths(18),
            Period.ofYears(2),
            Period.ofYears(3),
            Period.ofYears(3),
            Period.ofYears(5),
            Period.ofDays(0),
            Period.ofDays(7),
            Period.ofDays(10),
            Period.ofDays(20),
            Period.ofDays(30),
            Period.ofDays(60));

    private static final List<String> TERMS =
            List.of("P30D", "P6M", "P1Y", "P18M", "P2Y", "P3Y", "P5Y", "P10Y", "LIFE");

    private static final List<BigDecimal> FINES = List.of(
            new BigDecimal("0"),
            new BigDecimal("200"),
            new BigDecimal("5000"),
            new BigDecimal("10000"),
            new BigDecimal("49999.99"),
            new BigDecimal("50000"),
            new BigDecimal("100000"),
            new BigDecimal("250000"),
            new BigDecimal("1000000"),
            new BigDecimal("3000000"));

    private final Vocabulary vocabulary;
    private final WallPacks packs;

    GeneratedWorlds(Vocabulary vocabulary, WallPacks packs) {
        this.vocabulary = vocabulary;
        this.packs = packs;
    }

    /** As they stand in the resources of the tests. */
    public static GeneratedWorlds read() throws IOException {
        return new GeneratedWorlds(
                Vocabulary.read(RESOURCES.resolve("vocabulary.yaml")), WallPacks.read(RESOURCES.resolve("packs.yaml")));
    }

    /** Worlds of a seed, each asked about on each of its days that the packs model; the test is told which question it is. */
    void each(long seed, int worlds, BiConsumer<SecondReading, Case> test) {
        Random random = new Random(seed);
        for (int i = 0; i < worlds; i++) {
            World world = world(random.nextInt(ALL));
            SecondReading reading = world.engine().get().reading();
            for (LocalDate day : world.days()) {
                if (!day.isBefore(reading.pack().modelledFrom())) {
                    test.accept(reading, world.asked().on(day));
                }
            }
        }
    }

    /** The records of a world, on each of the days on which it is asked about. */
    public List<Case> asked(int number) {
        World world = world(number);
        return world.days().stream().map(world.asked()::on).toList();
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "generated/%05d", number);
    }

    World world(int number) {
        List<String> ids = packs.ids();
        // of four worlds one is decided by the pack as it is shipped
        String pack = number % 4 == 0 ? ids.get(0) : ids.get(1 + number / 4 % (ids.size() - 1));
        Making making = new Making(number);
        Case asked = making.asked();
        return new World(name(number), asked, making.days(), pack, () -> packs.engine(pack));
    }

    /** One world in the making. */
    private final class Making {

        private Random random;
        /** For what records got since the wall was recorded: drawn apart, so that all else is drawn as before. */
        private final Random since;

        private final LocalDate asked;
        private final String code;
        private final List<String> authorities;
        private final List<String> conducts;
        private final List<String> fields;
        /** Ids of what there is, so that records can be about it. */
        private final List<String> targets = new ArrayList<>();

        private final Map<String, Fact> own = new LinkedHashMap<>();
        private final Map<String, Fact> others = new LinkedHashMap<>();
        /** Where records go for now. */
        private Map<String, Fact> goTo = own;

        private int numbers;

        Making(int number) {
            // as SplitMix64 has it: the first numbers of neighbouring seeds are much alike
            long mixed = SEED + 0x9E3779B97F4A7C15L * (number + 1);
            mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
            random = new Random(mixed ^ mixed >>> 31);
            since = new Random(~mixed ^ mixed >>> 29);
            asked = dayAsked();
            code = pick("code");
            authorities =
                    List.of(chance(0.5) ? vocabulary.of("authority").get(0) : pick("authority"), pick("authority"));
            conducts = List.of(pick("conduct"), pick("conduct"));
            fields = List.of(
                    chance(0.5) ? pick(List.of("FOOD", "DRUG", "FIRE", "WORK_SAFETY")) : pick("Field"), pick("Field"));
            if (chance(0.92)) {
                entity();
            }
            for (int scenes = 1 + random.nextInt(5); scenes > 0; scenes--) {
                goTo = own;
                scene();
            }
            if (chance(0.12)) {
                tie();
            }
            apart(() -> {
                while (chance(0.1)) {
                    complaint();
                }
            });
        }

        /** Draws something that there was not when the wall was recorded. */
        private void apart(Runnable drawing) {
            Random first = random;
            random = since;
            drawing.run();
            random = first;
        }

        Case asked() {
            List<Fact> facts = new ArrayList<>(own.values());
            if (facts.isEmpty()) {
                entity();
                facts.addAll(own.values());
            }
            return new Case(code, RelatedRecord.joined(facts, other -> List.copyOf(others.values())), asked, KNOWN_AT);
        }

        List<LocalDate> days() {
            LocalDate other = chance(0.4)
                    ? asked.minusDays(1 + random.nextInt(900))
                    : asked.plus(pick(PERIODS)).plusDays(random.nextInt(3));
            if (other.isBefore(FIRST_ASKED)) {
                other = asked.plusDays(random.nextInt(900));
            }
            return other.equals(asked) ? List.of(asked) : List.of(asked, other);
        }

        private LocalDate dayAsked() {
            double kind = random.nextDouble();
            LocalDate day = kind < 0.15
                    ? pick(vocabulary.turns()).plusDays(random.nextInt(3) - 1L)
                    : kind < 0.6
                            ? LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700))
                            : FIRST_ASKED.plusDays(random.nextInt(3_000));
            return day.isBefore(FIRST_ASKED) ? FIRST_ASKED : day;
        }

        private void scene() {
            switch (random.nextInt(24)) {
                case 0, 1, 2, 3, 4, 5, 6 -> penalties();
                case 7, 8, 9 -> lists();
                case 10 -> courtList();
                case 11, 12 -> abnormalEntries();
                case 13, 14 -> bans();
                case 15, 16 -> evaluations();
                case 17, 18 -> applications();
                case 19 -> commitments();
                case 20 -> inspections();
                case 21 -> permitsAndActs();
                case 22 -> reorganisation();
                default -> small();
            }
        }

        private void entity() {
            add(new Draft("entity")
                    .with("name", "测试企业")
                    .with("type", chance(0.5) ? "ENTERPRISE" : pick("Entity.Type"))
                    .with("jurisdiction", "370116")
                    .with("fields", some("Field", 2, fields))
                    .with("ownership", chance(0.6) ? "PRIVATE" : pick("Entity.Ownership"))
                    .maybe(0.1, "branchOf", () -> pick("code"))
                    .with("status", chance(0.75) ? "ACTIVE" : pick("Entity.Status"))
                    .maybe(0.3, "statusSince", this::earlier)
                    .with("fullCoverage", chance(0.15))
                    .with("traits", chance(0.35) ? some("Entity.Trait", 2, List.of()) : List.of()));
        }

        /** One or more penalties by an authority, with all that may belong to one. */
        private void penalties() {
            String authority = pick(authorities);
            String conduct = pick(conducts);
            LocalDate decidedOn = earlier();
            do {
                String number = penalty(authority, chance(0.7) ? conduct : pick("conduct"), decidedOn);
                String id = "penalty/" + authority + "/" + number;
                targets.add(id);
                about(id, decidedOn);
                if (chance(0.6)) {
                    performance(authority, number, decidedOn);
                }
                if (chance(0.25)) {
                    ban(authority, number, decidedOn);
                }
                if (chance(0.15)) {
                    listEntry(pick("list"), authority, chance(0.5) ? number : number("名单"), decidedOn);
                }
                decidedOn = chance(0.5) ? earlier() : after(decidedOn, 400);
            } while (chance(0.35));
        }

        private String penalty(String authority, String conduct, LocalDate decidedOn) {
            return penalty(authority, conduct, chance(0.75) ? pick(fields) : pick("Field"), decidedOn);
        }

        private String penalty(String authority, String conduct, String field, LocalDate decidedOn) {
            // another authority's name for it is a contradiction, the same name the same record
            String number = chance(0.04) ? "莱罚〔2026〕0号" : number("罚");
            TreeSet<String> kinds = new TreeSet<>(List.of(chance(0.55) ? "FINE" : pick("PenaltyKind")));
            if (chance(0.4)) {
                kinds.add(pick("PenaltyKind"));
            } else if (chance(0.2)) {
                kinds.clear();
                kinds.add(chance(0.6) ? "WARNING" : "PUBLIC_CRITICISM");
            }
            add(new Draft("penalty")
                    .with("authority", authority)
                    .with("number", number)
                    .with("decidedOn", decidedOn)
                    .with("kinds", List.copyOf(kinds))
                    .maybe(0.75, "fine", () -> pick(FINES))
                    .maybe(0.15, "confiscated", () -> pick(FINES))
                    .maybe(0.85, "field", () -> field)
                    .maybe(0.45, "gravity", () -> pick("Penalty.Gravity"))
                    .maybe(0.6, "procedure", () -> chance(0.75) ? "ORDINARY" : "SUMMARY")
                    .maybe(0.8, "conduct", () -> conduct)
                    .maybe(0.5, "basis", () -> pick("basis"))
                    .maybe(0.35, "conductEndedOn", () -> decidedOn.minusDays(random.nextInt(400)))
                    .maybe(0.65, "displayedOn", () -> after(decidedOn, 30))
                    .maybe(0.15, "displayReason", () -> "涉及公共安全")
                    .maybe(0.2, "publicityEndsOn", () -> after(decidedOn, 1200))
                    .maybe(0.08, "revokedOn", () -> after(decidedOn, 900))
                    .maybe(0.45, "publishedOn", () -> after(decidedOn, 30))
                    .maybe(0.3, "repairNotice", () -> chance(0.6))
                    .maybe(0.06, "publicitySuspendedOn", () -> after(decidedOn, 100))
                    .maybe(0.3, "dutyDueOn", () -> after(decidedOn, 90))
                    .maybe(0.12, "loss", () -> pick(FINES))
                    .maybe(0.1, "appealedOn", () -> after(decidedOn, 60)));
            return number;
        }

        private void performance(String authority, String number, LocalDate decidedOn) {
            boolean performed = chance(0.75);
            add(new Draft("performance")
                    .with("authority", authority)
                    .with("number", number)
                    .with("performed", performed)
                    .maybe(performed ? 1 : 0, "performedOn", () -> after(decidedOn, 300))
                    .maybe(0.7, "harmRemoved", () -> chance(0.75)));
        }

        /** Repairs, objections, what was seen and what is not known of a record. */
        private void about(String id, LocalDate since) {
            for (String channel : vocabulary.of("Channel")) {
                for (double more = 0.35; chance(more); more = 0.2) {
                    repair(id, channel, after(since, 500));
                }
                if (chance(0.3)) {
                    display(id, channel, since);
                }
            }
            if (chance(0.2)) {
                objection(id, since);
            }
            if (chance(0.1)) {
                notReported(id);
            }
        }

        private void repair(String target, String channel, LocalDate submittedOn) {
            boolean decided = chance(0.8);
            LocalDate decidedOn = after(submittedOn, 30);
            boolean undone = decided && chance(0.25);
            add(new Draft("repairCase")
                    .with("number", number("修"))
                    .with("target", target)
                    .with("channel", channel)
                    .with("submittedOn", submittedOn)
                    .maybe(
                            decided ? 1 : 0,
                            "result",
                            () -> undone || chance(0.6) ? "GRANTED" : pick("RepairCase.Result"))
                    .maybe(decided ? 1 : 0, "decidedOn", () -> decidedOn)
                    .maybe(undone ? 1 : 0, "undoneOn", () -> after(decidedOn, 400))
                    .maybe(0.3, "passedOn", () -> after(submittedOn, 5))
                    .maybe(0.5, "acceptedOn", () -> after(submittedOn, 10))
                    .maybe(0.2, "extendedOn", () -> after(submittedOn, 15))
                    .maybe(decided ? 0.5 : 0, "stoppedOn", () -> after(decidedOn, 15))
                    .maybe(0.1, "feeCharged", () -> pick(FINES))
                    .maybe(0.25, "temporary", () -> chance(0.5))
                    .maybeSince(0.3, "trainedOn", () -> after(submittedOn, 20))
                    .maybeSince(0.3, "reportSuppliedOn", () -> after(submittedOn, 20))
                    .maybeSince(0.3, "measuresLifted", () -> some("measure", 4, List.of())));
        }

        private void objection(String target, LocalDate since) {
            LocalDate receivedOn = chance(0.5) ? earlier() : after(since, 400);
            boolean decided = chance(0.5);
            add(new Draft("objection")
                    .with("number", number("异"))
                    .with("target", target)
                    .with("ground", pick("Objection.Ground"))
                    .with("receivedOn", receivedOn)
                    .with("needsOtherUnit", chance(0.4))
                    .maybe(decided ? 1 : 0, "result", () -> pick("Objection.Result"))
                    .maybe(decided ? 1 : 0, "decidedOn", () -> after(receivedOn, 40))
                    .maybe(0.35, "channel", () -> pick("Channel"))
                    .maybe(decided ? 0.4 : 0, "correctedOn", () -> after(receivedOn, 60))
                    .maybe(decided ? 0.4 : 0, "notifiedOn", () -> after(receivedOn, 60))
                    .maybe(decided ? 0.3 : 0, "redressedOn", () -> after(receivedOn, 90)));
        }

        private void display(String target, String channel, LocalDate since) {
            LocalDate seenOn = chance(0.5) ? earlier() : after(since, 900);
            Boolean sameProvince = chance(0.5) ? null : Boolean.valueOf(chance(0.5));
            add(new Draft("display")
                    .with("target", chance(0.97) ? target : "penalty/无/无")
                    .with("channel", channel)
                    .with("seenOn", seenOn)
                    .with("shown", chance(0.65))
                    .maybe(0.1, "url", () -> "https://example.org/1")
                    .maybe(
                            sameProvince == null ? 0 : 1,
                            "sameProvince",
                            () -> String.valueOf(sameProvince).equals("true"))
                    .maybe(
                            Boolean.FALSE.equals(sameProvince) ? 0.6 : 0,
                            "receivedOn",
                            () -> seenOn.minusDays(random.nextInt(40))));
        }

        private void notReported(String target) {
            add(new Draft("notReported").with("record", target).with("item", pick("NotReported.Item")));
        }

        private void lists() {
            String list = chance(0.97) ? pick("list") : "list-that-nobody-knows";
            String unit = pick(authorities);
            do {
                listEntry(list, unit, number("名单"), earlier());
                if (chance(0.5)) {
                    list = pick("list");
                }
            } while (chance(0.3));
            officers(0.4);
        }

        private void listEntry(String list, String unit, String number, LocalDate decidedOn) {
            LocalDate listedOn = chance(0.5) ? decidedOn : after(decidedOn, 60);
            boolean removed = chance(0.3);
            add(new Draft("listEntry")
                    .with("list", list)
                    .with("number", number)
                    .with("identifyingUnit", unit)
                    .maybe(0.6, "basisLevel", () -> pick("BasisLevel"))
                    .with("listedOn", listedOn)
                    .maybe(0.3, "expiresOn", () -> after(listedOn, 1500))
                    .maybe(0.4, "correctedOn", () -> after(listedOn, 800))
                    .maybe(0.6, "performed", () -> chance(0.6))
                    .maybe(removed ? 1 : 0, "removedOn", () -> after(listedOn, 1200))
                    .maybe(removed ? 0.85 : 0, "removal", () -> pick("ListEntry.Removal"))
                    .with("persons", chance(0.4) ? some("Role", 3, List.of()) : List.of())
                    .maybe(0.5, "harmRemoved", () -> chance(0.7))
                    .maybe(0.4, "notified", () -> chance(0.7))
                    .maybe(0.2, "publicityStoppedOn", () -> after(listedOn, 1500))
                    .with("measures", chance(0.3) ? some("measure", 3, List.of()) : List.of()));
            String id = "listEntry/" + list + "/" + number;
            targets.add(id);
            if (chance(0.4)) {
                about(id, listedOn);
            }
            if (chance(0.2)) {
                ban(unit, chance(0.5) ? number : number("判决"), listedOn);
            }
            if (chance(0.15)) {
                penalty(unit, pick(conducts), after(listedOn, 300));
            }
        }

        private void courtList() {
            LocalDate listedOn = earlier();
            String number = number("执");
            add(new Draft("courtDefaulter")
                    .with("caseNumber", number)
                    .with("court", "济南市莱芜区人民法院")
                    .with("ground", 1 + random.nextInt(6))
                    .with("listedOn", listedOn)
                    .maybe(0.25, "extendedTo", () -> after(listedOn, 1500))
                    .maybe(0.3, "deletedOn", () -> after(listedOn, 1500))
                    .maybe(0.3, "groundForDeletionOn", () -> after(listedOn, 1200))
                    .maybeSince(0.6, "deletionGround", () -> pick("CourtDefaulter.DeletionGround"))
                    .maybeSince(0.3, "deletionRequestedOn", () -> listedOn.plusDays(random.nextInt(300)))
                    .maybeSince(0.4, "deletionDecidedOn", () -> after(listedOn.plusDays(300), 700)));
            String id = "courtDefaulter/济南市莱芜区人民法院/" + number;
            targets.add(id);
            if (chance(0.4)) {
                about(id, listedOn);
            }
            officers(0.5);
        }

        private void abnormalEntries() {
            do {
                LocalDate enteredOn = earlier();
                String authority = pick(authorities);
                String number = number("异常");
                add(new Draft("abnormalEntry")
                        .with("number", number)
                        .with("authority", authority)
                        .with("reason", pick("AbnormalEntry.Reason"))
                        .with("enteredOn", enteredOn)
                        .maybe(0.5, "remediedOn", () -> after(enteredOn, 600))
                        .maybe(0.3, "removedOn", () -> after(enteredOn, 900)));
                String id = "abnormalEntry/" + authority + "/" + number;
                targets.add(id);
                if (chance(0.4)) {
                    about(id, enteredOn);
                }
            } while (chance(0.25));
        }

        private void bans() {
            do {
                ban(pick(authorities), number("判决"), earlier());
            } while (chance(0.4));
            officers(0.4);
            if (chance(0.15)) {
                relapse();
            }
        }

        /** A breach like the one for which the entity was barred, mostly after the term. */
        private void relapse() {
            LocalDate decidedOn = earlier();
            boolean collusion = chance(0.5);
            String ban = collusion ? "bidding/collusion" : "bidding/fraud";
            ban(chance(0.5) ? ban : ban + "-stated-cases", pick(authorities), number("判决"), decidedOn);
            penalty(
                    pick(authorities),
                    collusion ? "串通投标" : "以他人名义投标",
                    "BIDDING",
                    chance(0.8) ? decidedOn.plusYears(1).plusDays(random.nextInt(1_200)) : after(decidedOn, 300));
        }

        private void ban(String authority, String number, LocalDate decidedOn) {
            ban(chance(0.98) ? pick("ban") : "ban-that-nobody-knows", authority, number, decidedOn);
        }

        private void ban(String ban, String authority, String number, LocalDate decidedOn) {
            add(new Draft("banGround")
                    .with("ban", ban)
                    .with("authority", authority)
                    .with("number", number)
                    .with("decidedOn", decidedOn)
                    .maybe(0.5, "startsOn", () -> after(decidedOn, 400))
                    .maybe(0.45, "decidedTerm", () -> pick(TERMS))
                    .with("persons", chance(0.4) ? some("Role", 3, List.of()) : List.of())
                    .maybe(0.1, "revokedOn", () -> after(decidedOn, 800))
                    .maybe(0.45, "conductOn", () -> chance(0.4) ? turn() : decidedOn.minusDays(random.nextInt(900)))
                    .maybe(0.12, "incurredAt", () -> pick("code")));
        }

        private void officers(double first) {
            for (double more = first; chance(more); more = 0.4) {
                LocalDate since = earlier();
                add(new Draft("officer")
                        .with("role", chance(0.7) ? "LEGAL_REPRESENTATIVE" : pick("Role"))
                        .with("holder", pick(List.of("甲", "乙")))
                        .with("since", since)
                        .maybe(0.5, "until", () -> after(since, 1200)));
            }
        }

        private void evaluations() {
            List<String> schemes = List.copyOf(vocabulary.grades().keySet());
            do {
                String scheme = chance(0.97) ? pick(schemes) : "scheme-that-nobody-knows";
                LocalDate gradedOn = earlier();
                String by = pick(List.of("济南市发展和改革委员会", "山东省发展和改革委员会"));
                add(new Draft("evaluation")
                        .with("scheme", scheme)
                        .with(
                                "grade",
                                chance(0.97) ? pick(vocabulary.grades().getOrDefault(scheme, List.of("甲"))) : "Z")
                        .with("evaluatedBy", by)
                        .with("gradedOn", gradedOn)
                        .maybe(0.4, "validTo", () -> after(gradedOn, 800))
                        .maybe(0.2, "score", () -> new BigDecimal(30 + random.nextInt(70))));
                if (chance(0.15)) {
                    about("evaluation/" + scheme + "/" + by + "/" + gradedOn, gradedOn);
                }
            } while (chance(0.6));
        }

        private void applications() {
            do {
                // working days of the year after are not known
                LocalDate receivedOn = chance(0.1) ? LocalDate.of(2026, 12, 1).plusDays(random.nextInt(60)) : earlier();
                boolean committed = chance(0.6);
                add(new Draft("application")
                        .with("number", number("申"))
                        .with("matter", chance(0.8) ? pick("matter") : "表中没有的事项")
                        .with("unit", "莱芜区行政审批服务局")
                        .with("category", chance(0.4) ? "PERMIT" : pick("Application.Category"))
                        .with("receivedOn", receivedOn)
                        .with("papersComplete", chance(0.45))
                        .with("committed", committed)
                        .maybe(committed ? 1 : 0, "committedOn", () -> after(receivedOn, 10))
                        .maybe(0.3, "papersSuppliedOn", () -> after(receivedOn, 60))
                        .maybe(0.3, "decidedOn", () -> after(receivedOn, 200))
                        .maybe(0.5, "reportSupplied", () -> chance(0.5))
                        .maybe(0.2, "educationFee", () -> pick(FINES))
                        .maybe(0.2, "educationDemanded", () -> chance(0.5)));
            } while (chance(0.4));
            if (chance(0.5)) {
                commitments();
            }
            if (chance(0.4)) {
                goodCredit();
            }
        }

        /** A good grade, and an application that may be accepted on a commitment. */
        private void goodCredit() {
            LocalDate gradedOn = asked.minusDays(random.nextInt(200));
            boolean national = chance(0.5);
            add(new Draft("evaluation")
                    .with("scheme", national ? "national" : "shandong")
                    .with("grade", national ? "优" : pick(List.of("A+", "A")))
                    .with("evaluatedBy", "山东省发展和改革委员会")
                    .with("gradedOn", gradedOn));
            String matter = pick("matter");
            LocalDate receivedOn = chance(0.3)
                    ? LocalDate.of(2026, 12, 1).plusDays(random.nextInt(60))
                    : asked.minusDays(random.nextInt(60));
            add(new Draft("application")
                    .with("number", number("申"))
                    .with("matter", matter)
                    .with("unit", "莱芜区行政审批服务局")
                    .with("category", matter.contains("permit") ? "PERMIT" : "FILING")
                    .with("receivedOn", receivedOn)
                    .with("papersComplete", chance(0.2))
                    .with("committed", true)
                    .with("committedOn", after(receivedOn, 10))
                    .maybe(0.2, "papersSuppliedOn", () -> after(receivedOn, 60))
                    .maybe(0.2, "decidedOn", () -> after(receivedOn, 200)));
        }

        private void commitments() {
            do {
                LocalDate madeOn = earlier();
                String outcome = chance(0.3) ? null : pick("Commitment.Outcome");
                String number = number("诺");
                add(new Draft("commitment")
                        .with("number", number)
                        .with("type", pick("Commitment.Type"))
                        .with("matter", pick("matter"))
                        .with("acceptingUnit", "莱芜区行政审批服务局")
                        .with("madeOn", madeOn)
                        .maybe(0.7, "dueOn", () -> after(madeOn, 400))
                        .maybe(outcome == null ? 0 : 1, "performance", () -> String.valueOf(outcome))
                        .maybe(outcome == null ? 0 : 1, "confirmedOn", () -> after(madeOn, 500))
                        .maybe(0.5, "gravity", () -> pick("Commitment.Gravity")));
                if (chance(0.2)) {
                    about("commitment/莱芜区行政审批服务局/" + number, madeOn);
                }
            } while (chance(0.3));
        }

        private void inspections() {
            String authority = pick(authorities);
            LocalDate doneOn = chance(0.7) ? asked.minusDays(random.nextInt(400)) : earlier();
            do {
                add(new Draft("inspection")
                        .with("number", number("检"))
                        .with("authority", authority)
                        .with("doneOn", doneOn)
                        .with("cause", chance(0.5) ? "RANDOM" : pick("Inspection.Cause"))
                        .with("joint", chance(0.3))
                        .maybe(0.6, "field", () -> pick(fields)));
                doneOn = after(doneOn, 150);
            } while (chance(0.65));
        }

        private void permitsAndActs() {
            LocalDate decidedOn = earlier();
            String number = number("许");
            String id;
            if (chance(0.5)) {
                id = "permit/莱芜区行政审批服务局/" + number;
                add(new Draft("permit")
                        .with("authority", "莱芜区行政审批服务局")
                        .with("number", number)
                        .with("category", pick("Permit.Category"))
                        .maybe(0.5, "name", () -> "食品经营许可证")
                        .with("decidedOn", decidedOn)
                        .maybe(0.5, "validFrom", () -> decidedOn)
                        .maybe(0.5, "validTo", () -> after(decidedOn, 1800))
                        .maybe(0.6, "field", () -> pick(fields))
                        .maybe(0.2, "revokedOn", () -> after(decidedOn, 900))
                        .maybe(0.5, "publishedOn", () -> after(decidedOn, 20)));
            } else {
                String authority = pick(authorities);
                id = "administrativeAct/" + authority + "/" + number;
                add(new Draft("administrativeAct")
                        .with("authority", authority)
                        .with("number", number)
                        .with("type", pick("AdministrativeAct.Type"))
                        .with("decidedOn", decidedOn)
                        .maybe(0.3, "validTo", () -> after(decidedOn, 900))
                        .maybe(0.5, "publishedOn", () -> after(decidedOn, 30))
                        .maybe(0.3, "revokedOn", () -> after(decidedOn, 900)));
            }
            targets.add(id);
            about(id, decidedOn);
        }

        private void reorganisation() {
            LocalDate approvedOn = earlier();
            boolean completed = chance(0.4);
            add(new Draft("reorganisation")
                    .with("court", "济南市莱芜区人民法院")
                    .with("number", number("破"))
                    .with("planApprovedOn", approvedOn)
                    .maybe(completed ? 1 : 0, "completedOn", () -> after(approvedOn, 700))
                    .maybe(!completed && chance(0.3) ? 1 : 0, "failedOn", () -> after(approvedOn, 700)));
            if (chance(0.6)) {
                penalties();
            } else {
                lists();
            }
            repair(pick(targets), pick("Channel"), after(approvedOn, 200));
        }

        private void complaint() {
            LocalDate receivedOn = earlier();
            boolean decided = chance(0.75);
            add(new Draft("complaint")
                    .with("number", number("诉"))
                    .with("authority", pick(authorities))
                    .with("receivedOn", receivedOn)
                    .maybe(0.7, "field", () -> pick(fields))
                    .maybe(0.6, "conduct", () -> pick(conducts))
                    .maybe(decided ? 1 : 0, "result", () -> pick("Complaint.Result"))
                    .maybe(decided ? 1 : 0, "decidedOn", () -> after(receivedOn, 60)));
        }

        private void small() {
            LocalDate day = earlier();
            if (chance(0.5)) {
                add(new Draft("staffMatter")
                        .with("number", number("纪"))
                        .with("decidedBy", "莱芜区纪委监委")
                        .with("decidedOn", day)
                        .maybe(0.35, "notifiedOn", () -> after(day, 300)));
            } else {
                String number = number("自");
                boolean verified = chance(0.6);
                add(new Draft("voluntaryInfo")
                        .with("number", number)
                        .with("item", "质量管理体系认证证书")
                        .with("registeredOn", day)
                        .with("vouched", chance(0.8))
                        .maybe(verified ? 1 : 0, "verifiedOn", () -> after(day, 100))
                        .maybe(0.5, "verifiedBy", () -> "莱芜区市场监督管理局")
                        .maybe(verified ? 1 : 0, "result", () -> pick("VoluntaryInfo.Result")));
                about("voluntaryInfo/" + number, day);
            }
            if (chance(0.3) && !targets.isEmpty()) {
                objection(pick(targets), day);
            }
            notReported(chance(0.5) || targets.isEmpty() ? "entity" : pick(targets));
        }

        /** A tie to another, whose records may be about one another too. */
        private void tie() {
            add(new Draft("relation")
                    .with("type", pick("Relation.Type"))
                    .with("other", pick("code"))
                    .with("since", earlier()));
            goTo = others;
            scene();
            if (chance(0.5)) {
                scene();
            }
            goTo = own;
        }

        private void add(Draft draft) {
            Fact fact = FactJson.read(MAPPER.writeValueAsString(draft.members), "wall", 1)
                    .fact();
            goTo.putIfAbsent(fact.id(), fact);
        }

        /** Mostly a day before the one asked about, and often one from which a period ends there. */
        private LocalDate earlier() {
            double kind = random.nextDouble();
            LocalDate day;
            if (kind < 0.5) {
                day = asked.minus(pick(PERIODS)).plusDays(random.nextInt(3) - 1L);
            } else if (kind < 0.88) {
                day = asked.minusDays(random.nextInt(1_600));
            } else if (kind < 0.97) {
                day = turn();
            } else {
                day = asked.plusDays(random.nextInt(200));
            }
            return day.isBefore(FIRST_TOLD) ? FIRST_TOLD.plusDays(random.nextInt(300)) : day;
        }

        private LocalDate turn() {
            return pick(vocabulary.turns()).plusDays(random.nextInt(3) - 1L);
        }

        /** A day after another, sometimes one at which a period ends or the day asked about. */
        private LocalDate after(LocalDate day, int mostDays) {
            double kind = random.nextDouble();
            LocalDate near = asked.plusDays(random.nextInt(3) - 1L);
            if (kind < 0.2 && !near.isBefore(day)) {
                return near;
            }
            return kind < 0.35 ? day.plus(pick(PERIODS)) : day.plusDays(random.nextInt(mostDays + 1));
        }

        private String number(String word) {
            numbers++;
            return "莱" + word + "〔2026〕" + numbers + "号";
        }

        private boolean chance(double probability) {
            return random.nextDouble() < probability;
        }

        private String pick(String words) {
            return pick(vocabulary.of(words));
        }

        private <T> T pick(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }

        private List<String> some(String words, int most, List<String> first) {
            Set<String> some = new TreeSet<>();
            for (int more = random.nextInt(most + 1); more > 0; more--) {
                some.add(first.isEmpty() || chance(0.3) ? pick(words) : pick(first));
            }
            return List.copyOf(some);
        }

        /** A record as a line of JSON has it. */
        private final class Draft {

            private final Map<String, Object> members = new TreeMap<>();

            Draft(String kind) {
                members.put("kind", kind);
                members.put("subject", code);
            }

            Draft with(String name, Object value) {
                members.put(name, value instanceof LocalDate day ? day.toString() : value);
                return this;
            }

            Draft maybe(double probability, String name, Supplier<? extends @Nullable Object> value) {
                if (chance(probability)) {
                    Object drawn = value.get();
                    if (drawn != null) {
                        return with(name, drawn);
                    }
                }
                return this;
            }

            Draft maybeSince(double probability, String name, Supplier<? extends @Nullable Object> value) {
                apart(() -> maybe(probability, name, value));
                return this;
            }
        }
    }
}
