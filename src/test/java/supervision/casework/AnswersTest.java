package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import supervision.facts.Evaluation;
import supervision.facts.Relation;
import supervision.faults.Parts;
import supervision.intake.CreditRecord;
import supervision.ledger.Ledger;
import supervision.rulepack.PackFiles;

/** Keeping answers must not show, except in time. */
class AnswersTest {

    private static final String CODE = "91370116MAX0000157";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private static final Clock CLOCK = Clock.systemUTC();

    private static RulesInForce rules;

    private Parts parts;
    private Ledger ledger;
    private DecideCase decide;

    @BeforeAll
    static void compile() throws IOException {
        PackFiles shipped = PackFiles.ofDirectory(Path.of("rules"));
        rules = new RulesInForce(() -> shipped, "default");
    }

    @BeforeEach
    void open() throws IOException {
        parts = new Parts("jdbc:h2:mem:" + UUID.randomUUID(), "sa", CLOCK);
        ledger = parts.ledger;
        decide = new DecideCase(ledger, rules, CLOCK);
        try (InputStream demo = new ClassPathResource("demo/register.jsonl").getInputStream()) {
            assertThat(parts.imports(rules)
                            .read(Parts.opening("register.jsonl"), "application/x-ndjson", demo, rows -> {})
                            .accepted())
                    .isPositive();
        }
    }

    @AfterEach
    void close() {
        parts.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void anAnswerIsTheDecisionOnWhatIsKnownNow(long bytesKept) {
        Answers answers = parts.answers(rules, bytesKept);

        byte[] before = answers.answer(CODE, DAY, null);
        assertThat(before).isEqualTo(DecisionJson.write(decide.decide(CODE, DAY, null)));
        assertThat(answers.answer(CODE, DAY, null)).isEqualTo(before);

        Instant moment = CLOCK.instant();
        ledger.append(List.of(new CreditRecord(
                CODE, new Evaluation("national", "差", "评价单位" + bytesKept, DAY, null, null), "later.jsonl", 1)));

        byte[] after = answers.answer(CODE, DAY, null);
        assertThat(after).isNotEqualTo(before).isEqualTo(DecisionJson.write(decide.decide(CODE, DAY, null)));
        // what was known before stays answerable, from what was kept and anew
        assertThat(answers.answer(CODE, DAY, moment)).isEqualTo(before);
        assertThat(parts.answers(rules, bytesKept).answer(CODE, DAY, moment)).isEqualTo(before);
    }

    @Test
    void aRecordOfATiedEntityIsSeenFromTheMomentItIsKnown() {
        Answers answers = parts.answers(rules, 1 << 20);
        String old = "91371202MAX000023A";
        ledger.append(List.of(new CreditRecord(
                CODE, new Relation(Relation.Type.FORMER_CODE, old, LocalDate.of(2020, 1, 1)), "ties.jsonl", 1)));
        byte[] before = answers.answer(CODE, DAY, null);

        Instant moment = CLOCK.instant();
        ledger.append(List.of(
                new CreditRecord(old, new Evaluation("shandong", "D", "原代码下的评价", DAY, null, null), "later.jsonl", 1)));

        byte[] after = answers.answer(CODE, DAY, null);
        assertThat(after).isNotEqualTo(before).isEqualTo(DecisionJson.write(decide.decide(CODE, DAY, null)));
        assertThat(new String(after, StandardCharsets.UTF_8)).contains("原代码下的评价");
        assertThat(answers.answer(CODE, DAY, moment)).isEqualTo(before);
    }

    @Test
    void nothingIsAnsweredOnAnEntityOfWhichNothingWasKnown() {
        Answers answers = parts.answers(rules, 1 << 20);

        assertThatThrownBy(() -> answers.answer("91371202MAX000031R", DAY, null))
                .isInstanceOf(DecideCase.UnknownEntityException.class);
        Instant longAgo = CLOCK.instant().minus(Duration.ofDays(1));
        assertThatThrownBy(() -> answers.answer(CODE, DAY, longAgo))
                .isInstanceOf(DecideCase.UnknownEntityException.class);
    }
}
