package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import supervision.SupervisionApplication;
import supervision.facts.Evaluation;
import supervision.facts.Relation;
import supervision.intake.CreditRecord;
import supervision.journal.Journal;
import supervision.ledger.Ledger;

/** Keeping answers must not show, except in time. */
@SpringBootTest(
        classes = SupervisionApplication.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {"spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1", "supervision.demo=true"})
@DirtiesContext
class AnswersTest {

    private static final String CODE = "91370116MAX0000157";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Autowired
    private DecideCase decide;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Journal journal;

    @Autowired
    private RulesInForce rules;

    @Autowired
    private Clock clock;

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void anAnswerIsTheDecisionOnWhatIsKnownNow(long bytesKept) {
        Answers answers = new Answers(decide, ledger, rules, journal, bytesKept);

        byte[] before = answers.answer(CODE, DAY, null);
        assertThat(before).isEqualTo(DecisionJson.write(decide.decide(CODE, DAY, null)));
        assertThat(answers.answer(CODE, DAY, null)).isEqualTo(before);

        Instant moment = clock.instant();
        ledger.append(List.of(new CreditRecord(
                CODE, new Evaluation("national", "差", "评价单位" + bytesKept, DAY, null, null), "later.jsonl", 1)));

        byte[] after = answers.answer(CODE, DAY, null);
        assertThat(after).isNotEqualTo(before).isEqualTo(DecisionJson.write(decide.decide(CODE, DAY, null)));
        // what was known before stays answerable, from what was kept and anew
        assertThat(answers.answer(CODE, DAY, moment)).isEqualTo(before);
        assertThat(new Answers(decide, ledger, rules, journal, bytesKept).answer(CODE, DAY, moment))
                .isEqualTo(before);
    }

    @Test
    void aRecordOfATiedEntityIsSeenFromTheMomentItIsKnown() {
        Answers answers = new Answers(decide, ledger, rules, journal, 1 << 20);
        String old = "91371202MAX000023A";
        ledger.append(List.of(new CreditRecord(
                CODE, new Relation(Relation.Type.FORMER_CODE, old, LocalDate.of(2020, 1, 1)), "ties.jsonl", 1)));
        byte[] before = answers.answer(CODE, DAY, null);

        Instant moment = clock.instant();
        ledger.append(List.of(
                new CreditRecord(old, new Evaluation("shandong", "D", "原代码下的评价", DAY, null, null), "later.jsonl", 1)));

        byte[] after = answers.answer(CODE, DAY, null);
        assertThat(after).isNotEqualTo(before).isEqualTo(DecisionJson.write(decide.decide(CODE, DAY, null)));
        assertThat(new String(after, StandardCharsets.UTF_8)).contains("原代码下的评价");
        assertThat(answers.answer(CODE, DAY, moment)).isEqualTo(before);
    }

    @Test
    void nothingIsAnsweredOnAnEntityOfWhichNothingWasKnown() {
        Answers answers = new Answers(decide, ledger, rules, journal, 1 << 20);

        assertThatThrownBy(() -> answers.answer("91371202MAX000031R", DAY, null))
                .isInstanceOf(DecideCase.UnknownEntityException.class);
        Instant longAgo = clock.instant().minus(Duration.ofDays(1));
        assertThatThrownBy(() -> answers.answer(CODE, DAY, longAgo))
                .isInstanceOf(DecideCase.UnknownEntityException.class);
    }
}
