package supervision.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRefTest {

    @Test
    void namesTheInstrumentAndTheClause() {
        assertThat(SourceRef.parse("laiwu-2020-19/6.2")).isEqualTo(new SourceRef("laiwu-2020-19", "6.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laiwu-2020-19/6.2", "civil-code/art-202", "pipl/art-24", "ndrc-2025-36/minimum-publicity"})
    void isWrittenAsItIsRead(String text) {
        assertThat(SourceRef.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "laiwu-2020-19",
                "laiwu-2020-19/",
                "/6.2",
                "laiwu-2020-19/6.2/1",
                "laiwu-2020-19//6.2",
                "Laiwu-2020-19/6.2",
                "laiwu-2020-19/Art-6",
                "laiwu-2020-19 /6.2",
                " laiwu-2020-19/6.2",
                "laiwu-2020-19/6.2\n",
                "laiwu_2020/6.2",
                "laiwu.2020/6.2",
                "-laiwu/6.2",
                "laiwu--2020/6.2",
                "laiwu-/6.2",
                "laiwu-2020-19/.2",
                "laiwu-2020-19/6.",
                "laiwu-2020-19/6..2",
                "laiwu-2020-19/第六条",
                "laiwu-2020-19／6.2"
            })
    void refusesWhatIsNotACitation(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceRef.parse(text))
                .withMessageStartingWith("`" + text + "` does not cite a clause")
                .withMessageContaining("`laiwu-2020-19/6.2`");
    }

    @Test
    void isCheckedHoweverItIsMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceRef("laiwu-2020-19/6", "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceRef("laiwu-2020-19", "6/2"));
    }
}
