package supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import supervision.decision.Citation;
import supervision.decision.Decision;
import supervision.decision.Ending;
import supervision.facts.BanGround;
import supervision.facts.Case;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.rulepack.Tables;

/** Several bans on one and the same are told as one, from the first day to the last, and never one after the other. */
class BanUnionTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Test
    void bansThatOverlapAreOneFromTheFirstDayToTheLast() {
        BanGround first = procurement(1, LocalDate.of(2025, 2, 10), "P3Y");
        BanGround second = procurement(2, LocalDate.of(2026, 3, 1), "P1Y");

        assertThat(bans(DAY, first, second)).singleElement().satisfies(ban -> {
            assertThat(ban.target()).isEqualTo("ENTITY");
            assertThat(ban.scope()).isEqualTo("PROCUREMENT");
            assertThat(ban.field()).isEqualTo("PROCUREMENT");
            assertThat(ban.from()).isEqualTo("2025-02-10");
            assertThat(ban.until()).isEqualTo("2028-02-11");
            assertThat(ban.ending()).isEqualTo(Ending.ON_DAY);
            assertThat(ban.findings()).hasSize(2);
        });
    }

    @Test
    void theTermsAreNotAddedUp() {
        BanGround first = procurement(1, LocalDate.of(2026, 3, 1), "P1Y");
        BanGround second = procurement(2, LocalDate.of(2026, 3, 1), "P1Y");

        assertThat(bans(DAY, first, second)).extracting(Decision.Ban::until).containsExactly(LocalDate.of(2027, 3, 2));
    }

    @Test
    void aGapBetweenTwoBansIsNoBan() {
        BanGround over = procurement(1, LocalDate.of(2024, 2, 10), "P1Y");
        BanGround ahead = procurement(2, LocalDate.of(2026, 12, 1), "P1Y", LocalDate.of(2026, 11, 1));

        assertThat(bans(LocalDate.of(2025, 2, 10), over, ahead)).hasSize(1);
        assertThat(bans(LocalDate.of(2025, 2, 11), over, ahead)).isEmpty();
        assertThat(bans(LocalDate.of(2026, 11, 30), over, ahead)).isEmpty();
        assertThat(bans(LocalDate.of(2026, 12, 1), over, ahead)).singleElement().satisfies(ban -> {
            assertThat(ban.from()).isEqualTo("2026-12-01");
            assertThat(ban.until()).isEqualTo("2027-12-02");
        });
    }

    @Test
    void aBanOfUnknownStartLeavesTheEndOfAllUnknown() {
        BanGround known = procurement(1, LocalDate.of(2026, 3, 1), "P1Y");
        BanGround unknown = procurement(2, null, "P3Y", LocalDate.of(2025, 5, 5));

        assertThat(bans(DAY, known, unknown)).singleElement().satisfies(ban -> {
            assertThat(ban.from()).isEqualTo("2025-05-05");
            assertThat(ban.until()).isNull();
            assertThat(ban.ending()).isEqualTo(Ending.UNKNOWN);
        });
    }

    @Test
    void aBanForLifeCoversWhateverElseThereIs() {
        List<Fact> grounds = new ArrayList<>(List.of(
                ground("drug/fake-officers", 1, null, null, DAY.minusYears(1)),
                ground("drug/forged-permit", 2, null, null, DAY.minusYears(2)),
                ground("drug/taking-benefits", 3, DAY.minusYears(3), null, DAY.minusYears(3))));
        for (int i = 0; i < grounds.size(); i++) {
            Collections.rotate(grounds, 1);

            assertThat(bans(DAY, grounds.toArray(Fact[]::new)))
                    .filteredOn(ban -> ban.target().equals("PRINCIPAL"))
                    .singleElement()
                    .satisfies(ban -> {
                        assertThat(ban.ending()).isEqualTo(Ending.LIFE);
                        assertThat(ban.until()).isNull();
                        assertThat(ban.findings()).hasSize(3);
                    });
        }
    }

    @Test
    void whatABanBarsIsToldOneByOne() {
        BanGround food = new BanGround(
                "food/licence-revoked",
                "莱芜区市场监管局",
                "莱市监罚〔2025〕14号",
                LocalDate.of(2025, 8, 1),
                null,
                null,
                Set.of("LEGAL_REPRESENTATIVE"),
                null,
                null,
                null);

        assertThat(bans(DAY, food))
                .extracting(Decision.Ban::target, Decision.Ban::scope)
                .containsExactly(
                        tuple("ENTITY", "PERMIT_APPLICATION"),
                        tuple("ENTITY", "POSITION"),
                        tuple("LEGAL_REPRESENTATIVE", "PERMIT_APPLICATION"),
                        tuple("LEGAL_REPRESENTATIVE", "POSITION"));
    }

    @Test
    void aBanThatIsNotCarriedOutIsNotTold() {
        Entity cancelled = entity(Entity.Status.CANCELLED);
        BanGround ground = procurement(1, LocalDate.of(2026, 3, 1), "P1Y");

        Decision decision = decide(DAY, cancelled, ground);

        assertThat(decision.bans()).isEmpty();
        assertThat(decision.measures())
                .singleElement()
                .satisfies(measure -> assertThat(measure.blocked()).isTrue());
    }

    /** The question about a revoked licence cites the company law of the day of the revocation, wherever it is asked. */
    @Test
    void aRevokedLicenceIsAskedAboutByTheCompanyLawOfItsDay() {
        assertThat(companyLawAsked(LocalDate.of(2024, 6, 30))).containsExactly("company-law-2018/art-146");
        assertThat(companyLawAsked(LocalDate.of(2024, 7, 1))).containsExactly("company-law-2023/art-178");
    }

    private static List<String> companyLawAsked(LocalDate revokedOn) {
        Entity revoked = entity(Entity.Status.LICENCE_REVOKED, revokedOn);
        return decide(DAY, revoked).findings().stream()
                .filter(finding -> finding.rule().startsWith("营业执照被吊销"))
                .flatMap(finding -> finding.sources().stream())
                .map(Citation::id)
                .filter(clause -> clause.startsWith("company-law"))
                .toList();
    }

    /** Of every row with a range: both ends lie inside, and a day less or more does not. */
    @Test
    void aDecidedTermIsComparedWithBothEndsOfItsRange() {
        List<Tables.Ban> ranges = Engines.with(null).pack().tables().bans().values().stream()
                .filter(ban -> ban.term() != null && !ban.term().fixed())
                .toList();
        assertThat(ranges).hasSizeGreaterThan(15);
        for (Tables.Ban ban : ranges) {
            Tables.Term term = Objects.requireNonNull(ban.term());
            assertThat(applies(ban, term.max()))
                    .as("%s: %s", ban.id(), term.max())
                    .isTrue();
            if (!term.max().equals(Tables.Term.LIFE)) {
                assertThat(applies(ban, term.max() + "1D"))
                        .as("%s: a day more", ban.id())
                        .isFalse();
                assertThat(applies(ban, Tables.Term.LIFE))
                        .as("%s: life", ban.id())
                        .isFalse();
            }
            if (term.min() != null) {
                assertThat(applies(ban, term.min()))
                        .as("%s: %s", ban.id(), term.min())
                        .isTrue();
                assertThat(applies(ban, term.min() + "1D"))
                        .as("%s: a day more", ban.id())
                        .isTrue();
                int years = Period.parse(term.min()).getYears();
                String less = years == 1 ? "P11M30D" : "P" + (years - 1) + "Y11M30D";
                assertThat(applies(ban, less)).as("%s: %s", ban.id(), less).isFalse();
            }
        }
    }

    private static boolean applies(Tables.Ban ban, String decidedTerm) {
        LocalDate day = LocalDate.of(2026, 1, 20);
        Set<String> persons = ban.who().contains("PROFESSIONAL") ? Set.of("PROFESSIONAL") : Set.of();
        BanGround ground = new BanGround(ban.id(), "某局", "1号", day, day, decidedTerm, persons, null, day, null);
        return decide(day, entity(Entity.Status.ACTIVE), ground).measures().stream()
                .anyMatch(measure -> measure.measure().equals("ban/" + ban.id()));
    }

    private static BanGround procurement(int number, LocalDate startsOn, String term) {
        return procurement(number, startsOn, term, startsOn);
    }

    private static BanGround procurement(int number, @Nullable LocalDate startsOn, String term, LocalDate decidedOn) {
        return ground("procurement/supplier", number, startsOn, term, decidedOn);
    }

    private static BanGround ground(
            String ban, int number, @Nullable LocalDate startsOn, @Nullable String term, LocalDate decidedOn) {
        return new BanGround(
                ban, "莱芜区财政局", "莱罚〔2026〕" + number + "号", decidedOn, startsOn, term, Set.of(), null, null, null);
    }

    private static Entity entity(Entity.Status status) {
        return entity(status, null);
    }

    private static Entity entity(Entity.Status status, @Nullable LocalDate since) {
        return new Entity(
                "测试企业",
                Entity.Type.ENTERPRISE,
                "370116",
                Set.of("MARKET_REGULATION"),
                Entity.Ownership.PRIVATE,
                null,
                status,
                since,
                false,
                Set.of());
    }

    private static List<Decision.Ban> bans(LocalDate asOf, Fact... grounds) {
        List<Fact> facts = new ArrayList<>(List.of(grounds));
        facts.add(entity(Entity.Status.ACTIVE));
        return decide(asOf, facts.toArray(Fact[]::new)).bans();
    }

    private static Decision decide(LocalDate asOf, Fact... facts) {
        return Engines.with(null).decide(new Case("91370116MAX0000157", List.of(facts), asOf, null));
    }
}
