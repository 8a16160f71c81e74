package supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supervision.journal.PackEvent.Kind;
import supervision.journal.PackHistory.State;
import supervision.journal.RefusedException.Reason;

/** What may happen to a pack after what, and who may do it. */
class PackHistoryTest {

    private static final Person PROPOSER = Person.named("张三");
    private static final Person APPROVER = Person.named("李四");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String A = "sha256:aaaa";
    private static final String B = "sha256:bbbb";
    private static final String C = "sha256:cccc";
    private static final String D = "sha256:dddd";
    private static final String REPORT = "1".repeat(64);

    private final PackHistory history = new PackHistory();

    /** In Shanghai it is TODAY already. */
    private Instant now = Instant.parse("2026-11-22T17:30:00Z");

    private PackEvent event(
            Kind kind,
            String pack,
            @Nullable String report,
            @Nullable Boolean publishable,
            @Nullable LocalDate effectiveOn,
            @Nullable Long number,
            @Nullable Long returns,
            @Nullable Long replaces,
            String by) {
        return new PackEvent(
                history.events().size() + 1L,
                kind,
                pack,
                report,
                publishable,
                effectiveOn,
                number,
                returns,
                replaces,
                by,
                "理由",
                "",
                "",
                now,
                history.head());
    }

    private static PackEvent by(Person person, PackEvent event) {
        return event.signed(person.key(), person.sign(event.statement()));
    }

    private PackEvent proposed(String pack) {
        return by(PROPOSER, event(Kind.PROPOSED, pack, null, null, null, null, null, null, PROPOSER.name()));
    }

    private PackEvent checked(String pack, boolean publishable, String report) {
        return event(Kind.CHECKED, pack, report, publishable, null, null, null, last(), "supervision");
    }

    private PackEvent approved(String pack, Person who, @Nullable LocalDate from, String report) {
        return by(who, event(Kind.APPROVED, pack, report, null, from, null, null, null, who.name()));
    }

    private PackEvent published(String pack, LocalDate from) {
        return by(PROPOSER, event(Kind.PUBLISHED, pack, REPORT, null, from, last() + 1, null, last(), PROPOSER.name()));
    }

    private PackEvent returned(String pack, long number) {
        return by(
                APPROVER, event(Kind.PUBLISHED, pack, null, null, TODAY, last() + 1, number, last(), APPROVER.name()));
    }

    private PackEvent ended(Kind kind, String pack, Person who) {
        return by(who, event(kind, pack, null, null, null, null, null, null, who.name()));
    }

    private long last() {
        Long number = history.last().number();
        return number == null ? -1 : number;
    }

    private void publish(String pack, LocalDate from) {
        history.add(proposed(pack));
        history.add(checked(pack, true, REPORT));
        history.add(approved(pack, APPROVER, from, REPORT));
        history.add(published(pack, from));
    }

    private @Nullable State state(String pack) {
        PackHistory.Candidate candidate = history.candidate(pack);
        return candidate == null ? null : candidate.state();
    }

    private void refused(PackEvent event, Reason reason, String text) {
        int before = history.events().size();
        assertThatThrownBy(() -> history.add(event))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(text)
                .message()
                .matches("(?s).*\\p{IsHan}.* / .*[a-z].*");
        assertThat(history.events()).hasSize(before);
    }

    @BeforeEach
    void found() {
        history.add(event(Kind.PUBLISHED, A, null, null, TODAY, 0L, null, null, "supervision"));
    }

    @Test
    void aPackIsProposedCheckedApprovedAndPublished() {
        history.add(proposed(B));
        assertThat(state(B)).isEqualTo(State.PROPOSED);
        history.add(checked(B, true, REPORT));
        assertThat(state(B)).isEqualTo(State.CHECKED);
        history.add(approved(B, APPROVER, TODAY, REPORT));
        assertThat(state(B)).isEqualTo(State.APPROVED);
        history.add(published(B, TODAY));
        assertThat(state(B)).isEqualTo(State.PUBLISHED);
        assertThat(history.inForce(TODAY).pack()).isEqualTo(B);
        assertThat(history.inForce(TODAY).number()).isEqualTo(1);
    }

    @Test
    void theChainBeginsWithPublicationNoughtAndHasOneOnly() {
        refused(
                event(Kind.PUBLISHED, B, null, null, TODAY, 0L, null, null, "supervision"),
                Reason.BROKEN,
                "begins with publication 0");
        PackHistory empty = new PackHistory();
        PackEvent first = new PackEvent(
                1, Kind.PROPOSED, B, null, null, null, null, null, null, "张三", "理由", "", "", now, PackEvent.NONE);
        assertThatThrownBy(() -> empty.add(by(PROPOSER, first))).hasMessageContaining("begins with publication 0");
    }

    @Test
    void nothingIsDoneToAPackThatNobodyProposed() {
        refused(checked(B, true, REPORT), Reason.UNKNOWN, "was never proposed");
        refused(approved(B, APPROVER, TODAY, REPORT), Reason.UNKNOWN, "was never proposed");
        refused(published(B, TODAY), Reason.UNKNOWN, "was never proposed");
        refused(ended(Kind.REJECTED, B, APPROVER), Reason.UNKNOWN, "was never proposed");
        refused(ended(Kind.WITHDRAWN, B, PROPOSER), Reason.UNKNOWN, "was never proposed");
    }

    @Test
    void noStepIsLeftOut() {
        history.add(proposed(B));
        refused(proposed(B), Reason.NOT_NOW, "is proposed already");
        refused(approved(B, APPROVER, TODAY, REPORT), Reason.NOT_NOW, "is not checked yet");
        refused(published(B, TODAY), Reason.NOT_NOW, "is not checked yet");
        history.add(checked(B, true, REPORT));
        refused(published(B, TODAY), Reason.NOT_NOW, "is not approved yet");
    }

    @Test
    void whatTheReportSaysNoToIsNotApproved() {
        history.add(proposed(B));
        history.add(checked(B, false, REPORT));
        refused(approved(B, APPROVER, TODAY, REPORT), Reason.NOT_PUBLISHABLE, "the report says");
    }

    @Test
    void twoPersonsWithTwoKeysAgree() {
        history.add(proposed(B));
        history.add(checked(B, true, REPORT));
        refused(approved(B, PROPOSER, TODAY, REPORT), Reason.NOT_ALLOWED, "another person");
        Person sameKey = new Person("李四", PROPOSER.keys());
        refused(approved(B, sameKey, TODAY, REPORT), Reason.NOT_ALLOWED, "another person");
        Person sameName = Person.named("张三");
        refused(approved(B, sameName, TODAY, REPORT), Reason.NOT_ALLOWED, "another person");
    }

    @Test
    void aSignatureHoldsForItsTextAndPlaceOnly() {
        history.add(proposed(B));
        history.add(checked(B, true, REPORT));
        PackEvent approval = approved(B, APPROVER, TODAY, REPORT);
        PackEvent otherDay = approved(B, APPROVER, TODAY.plusDays(1), REPORT);
        refused(approval.signed(approval.key(), otherDay.signature()), Reason.NOT_ALLOWED, "does not hold");
        refused(approval.signed(PROPOSER.key(), approval.signature()), Reason.NOT_ALLOWED, "another person");
        refused(approval.signed(Person.named("王五").key(), approval.signature()), Reason.NOT_ALLOWED, "does not hold");
        refused(approval.signed("", ""), Reason.NOT_ALLOWED, "does not hold");
        refused(approval.signed(approval.key(), "not Base64"), Reason.NOT_ALLOWED, "does not hold");

        // the same text at another place is another text
        history.add(checked(B, true, REPORT));
        refused(approval, Reason.NOT_NOW, "something else happened");
        PackEvent later = approved(B, APPROVER, TODAY, REPORT);
        refused(later.signed(later.key(), approval.signature()), Reason.NOT_ALLOWED, "does not hold");
        history.add(later);
    }

    /** A rollback that was signed once must not be one for later. */
    @Test
    void aRollbackCannotBeRepeatedWithItsOldSignature() {
        publish(B, TODAY);
        PackEvent back = returned(A, 0);
        history.add(back);
        publish(C, TODAY);
        PackEvent again = returned(A, 0);
        refused(again.signed(again.key(), back.signature()), Reason.NOT_ALLOWED, "does not hold");
    }

    @Test
    void aNewCheckTakesAnApprovalAway() {
        history.add(proposed(B));
        history.add(checked(B, true, REPORT));
        history.add(approved(B, APPROVER, TODAY, REPORT));
        history.add(checked(B, true, "2".repeat(64)));
        refused(published(B, TODAY), Reason.NOT_NOW, "not that of the latest check");
        refused(approved(B, APPROVER, TODAY, REPORT), Reason.NOT_NOW, "not that of the latest check");
        history.add(approved(B, APPROVER, TODAY, "2".repeat(64)));
    }

    @Test
    void whatWasCheckedAgainstAnotherPublicationIsCheckedAgain() {
        history.add(proposed(B));
        history.add(checked(B, true, REPORT));
        history.add(approved(B, APPROVER, TODAY, REPORT));
        publish(C, TODAY);
        refused(published(B, TODAY), Reason.NOT_NOW, "check it again");
        refused(approved(B, APPROVER, TODAY, REPORT), Reason.NOT_NOW, "check it again");
        PackEvent old = event(Kind.CHECKED, B, REPORT, true, null, null, null, 0L, "supervision");
        refused(old, Reason.NOT_NOW, "meanwhile there is 1");
        history.add(checked(B, true, REPORT));
        history.add(approved(B, APPROVER, TODAY, REPORT));
        history.add(published(B, TODAY));
    }

    @Test
    void theDayIsThatOfTheApprovalAndNotOver() {
        history.add(proposed(B));
        history.add(checked(B, true, REPORT));
        refused(approved(B, APPROVER, TODAY.minusDays(1), REPORT), Reason.NOT_NOW, "is over");
        refused(approved(B, APPROVER, null, REPORT), Reason.NOT_NOW, "is over");
        history.add(approved(B, APPROVER, TODAY.plusDays(1), REPORT));
        refused(published(B, TODAY), Reason.NOT_NOW, "it was approved from 2026-11-24 on");
        now = now.plus(2, ChronoUnit.DAYS);
        refused(published(B, TODAY.plusDays(1)), Reason.NOT_NOW, "is over");
        // another day can be approved as long as it is not published
        history.add(approved(B, APPROVER, TODAY.plusDays(2), REPORT));
        history.add(published(B, TODAY.plusDays(2)));
    }

    @Test
    void aPublicationTakesThePlaceOfThoseBeforeItAlsoWhereTheirDayIsStillToCome() {
        publish(B, TODAY.plusDays(10));
        publish(C, TODAY.plusDays(2));
        assertThat(history.inForce(TODAY).pack()).isEqualTo(A);
        assertThat(history.inForce(TODAY.plusDays(1)).pack()).isEqualTo(A);
        assertThat(history.inForce(TODAY.plusDays(2)).pack()).isEqualTo(C);
        assertThat(history.inForce(TODAY.plusDays(10)).pack()).isEqualTo(C);
        // a clock that was set back before the first finds the first
        assertThat(history.inForce(TODAY.minusDays(9)).pack()).isEqualTo(A);
    }

    @Test
    void numbersGrowByOne() {
        history.add(proposed(B));
        history.add(checked(B, true, REPORT));
        history.add(approved(B, APPROVER, TODAY, REPORT));
        for (long number : new long[] {0, 2, -1}) {
            refused(
                    by(PROPOSER, event(Kind.PUBLISHED, B, REPORT, null, TODAY, number, null, 0L, PROPOSER.name())),
                    Reason.BROKEN,
                    number == 0 ? "begins with publication 0" : "does not follow");
        }
    }

    @Test
    void anOldPackComesBackByARollbackOnly() {
        publish(B, TODAY);
        refused(proposed(A), Reason.NOT_NOW, "rollback --to 0");
        refused(proposed(B), Reason.NOT_NOW, "rollback --to 1");
        refused(returned(B, 1), Reason.NOT_NOW, "published last");
        refused(returned(B, 0), Reason.BROKEN, "rollback are not right");
        refused(returned(A, 7), Reason.UNKNOWN, "there is no publication 7");
        PackEvent later =
                by(APPROVER, event(Kind.PUBLISHED, A, null, null, TODAY.plusDays(1), 2L, 0L, 1L, APPROVER.name()));
        refused(later, Reason.BROKEN, "rollback are not right");

        history.add(returned(A, 0));
        assertThat(history.inForce(TODAY).number()).isEqualTo(2);
        assertThat(history.inForce(TODAY).pack()).isEqualTo(A);
        assertThat(history.publicationsOf(A)).extracting(PackEvent::number).containsExactly(0L, 2L);
    }

    @Test
    void aRollbackTakesBackWhatIsStillToCome() {
        publish(B, TODAY.plusDays(10));
        history.add(returned(A, 0));
        assertThat(history.inForce(TODAY.plusDays(10)).pack()).isEqualTo(A);
    }

    /** Two agreed to a day: one alone cannot have it earlier. */
    @Test
    void aRollbackIsNotBeforeTheDayOfWhatItBringsBack() {
        publish(B, TODAY.plusDays(30));
        history.add(returned(A, 0));
        refused(returned(B, 1), Reason.NOT_NOW, "takes effect on " + TODAY.plusDays(30));
        now = now.plus(java.time.Duration.ofDays(30));
        PackEvent then =
                event(Kind.PUBLISHED, B, null, null, TODAY.plusDays(30), last() + 1, 1L, last(), APPROVER.name());
        history.add(by(APPROVER, then));
        assertThat(history.inForce(TODAY.plusDays(30)).pack()).isEqualTo(B);
    }

    /** The one before comes back by whoever sees that it has to; any other not by who had put it forward. */
    @Test
    void whoProposedAPackBringsItBackOnlyIfItIsTheOneBefore() {
        publish(B, TODAY);
        publish(C, TODAY);
        history.add(by(PROPOSER, event(Kind.PUBLISHED, B, null, null, TODAY, last() + 1, 1L, last(), PROPOSER.name())));
        publish(D, TODAY);
        refused(
                by(PROPOSER, event(Kind.PUBLISHED, C, null, null, TODAY, last() + 1, 2L, last(), PROPOSER.name())),
                Reason.NOT_ALLOWED,
                "another person");
        history.add(returned(C, 2));
    }

    @Test
    void whatIsConfirmedIsConfirmedByAnApprovalOnly() {
        history.add(proposed(B));
        history.add(checked(B, true, REPORT));
        PackEvent approval = event(Kind.APPROVED, B, REPORT, null, TODAY, null, null, null, APPROVER.name());
        refused(by(APPROVER, approval.confirming(List.of("x"))), Reason.MALFORMED, "`confirmed`");
        PackEvent confirming = by(APPROVER, approval.confirming(List.of("0123456789ab", "ba9876543210")));
        history.add(confirming);
        assertThat(PackEvent.parse(confirming.text())).isEqualTo(confirming);
        refused(
                by(
                        PROPOSER,
                        event(Kind.PUBLISHED, B, REPORT, null, TODAY, last() + 1, null, last(), PROPOSER.name())
                                .confirming(List.of("0123456789ab"))),
                Reason.MALFORMED,
                "`confirmed`");
    }

    @Test
    void aPackIsTurnedDownByAnotherAndTakenBackByItsProposer() {
        history.add(proposed(B));
        refused(ended(Kind.REJECTED, B, PROPOSER), Reason.NOT_ALLOWED, "withdraw it");
        refused(ended(Kind.WITHDRAWN, B, APPROVER), Reason.NOT_ALLOWED, "reject it");
        history.add(ended(Kind.REJECTED, B, APPROVER));
        assertThat(state(B)).isEqualTo(State.REJECTED);
        refused(checked(B, true, REPORT), Reason.NOT_NOW, "is REJECTED");
        history.add(proposed(B));
        history.add(ended(Kind.WITHDRAWN, B, PROPOSER));
        assertThat(state(B)).isEqualTo(State.WITHDRAWN);
        publish(B, TODAY);
        refused(ended(Kind.WITHDRAWN, B, PROPOSER), Reason.NOT_NOW, "is PUBLISHED");
        refused(ended(Kind.REJECTED, B, APPROVER), Reason.NOT_NOW, "is PUBLISHED");
    }

    @Test
    void whoAndWhyAreSaidInOneLine() {
        for (String why : new String[] {"", "  ", "一\n二", "x".repeat(1001)}) {
            PackEvent event = new PackEvent(
                    2, Kind.PROPOSED, B, null, null, null, null, null, null, "张三", why, "", "", now, history.head());
            refused(by(PROPOSER, event), Reason.MALFORMED, "`why`");
        }
        PackEvent nobody = new PackEvent(
                2, Kind.PROPOSED, B, null, null, null, null, null, null, "", "理由", "", "", now, history.head());
        refused(by(PROPOSER, nobody), Reason.MALFORMED, "`by`");
    }

    @Test
    void timeDoesNotRunBackwards() {
        PackEvent event = proposed(B);
        now = now.minusSeconds(1);
        refused(proposed(B), Reason.BROKEN, "earlier than the event before");
        assertThat(history.next(now).at()).isEqualTo(event.at());
    }

    @Test
    void anEventIsReadFromItsTextAndFromNoOther() {
        publish(B, TODAY);
        for (PackEvent event : history.events()) {
            assertThat(PackEvent.parse(event.text())).isEqualTo(event);
            assertThat(PackEvent.parse(event.text()).hash()).isEqualTo(event.hash());
        }
        String text = history.events().get(1).text();
        for (String other : new String[] {
            "",
            text + "\n",
            text.replace("seq 2", "seq 02"),
            text.replace("kind PROPOSED", "kind PROPOSEE"),
            text.replace("publishable ", "publishable maybe"),
            text.replace("\nwhy", "\nWhy"),
            text.replace("effectiveOn ", "effectiveOn 2026-02-30")
        }) {
            assertThatThrownBy(() -> PackEvent.parse(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
