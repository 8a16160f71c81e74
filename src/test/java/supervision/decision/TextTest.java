package supervision.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void bothHalvesTakeTheSameArgumentsInTheirOwnOrderAndOfTextsTheirOwnHalf() {
        Text tier = new Text("严格", "strict");

        assertThat(Text.of("%2$s 的层级为%1$s，100%%", "the tier %1$s of %2$s, 100%%", tier, "a%s"))
                .isEqualTo(new Text("a%s 的层级为严格，100%", "the tier strict of a%s, 100%"));
    }

    @Test
    void textsAreJoinedByWhatEachLanguagePutsBetweenThem() {
        assertThat(Text.joined(List.of(new Text("甲", "a"), new Text("乙", "b")), "和", " and "))
                .isEqualTo(new Text("甲和乙", "a and b"));
    }
}
