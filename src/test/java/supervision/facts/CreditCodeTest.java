package supervision.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** The first seven are public samples, the others are made up for tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y43",
                "91230500MA1B3N1N2M",
                "91310115MA1K3CUM7M",
                "9144030071526726XG",
                "914403001922038216",
                "91110000802100433B",
                "11230500001755309F",
                "91370116MAX0000157",
                "91371202MAX000023A",
                "92370116MAX000031R",
                "93370116MAX00004XE",
                "12370116MAX000058R",
                "11370116MAX000066P",
                "52370116MAX000074B"
            })
    void acceptsCodesThatCheck(String text) {
        CreditCode code = CreditCode.parse(text);

        assertThat(code).hasToString(text).isEqualTo(new CreditCode(text));
        assertThat(code.value()).isEqualTo(text);
        assertThat(CreditCode.isOne(text)).isTrue();
    }

    /** Character 17 checks the organisation code alone (GB 11714), and here is one too high: codes are valid without. */
    @Test
    void theOrganisationCheckIsNotRequired() {
        assertThat(CreditCode.isOne("91370116MAX000016A")).isTrue();
    }

    @ParameterizedTest(name = "`{0}`: {2}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // length
                "|0|credit code must have 18 characters, has 0",
                "91370116MAX000015|0|credit code must have 18 characters, has 17",
                "91370116MAX00001577|0|credit code must have 18 characters, has 19",
                "370116000000000|0|credit code must have 18 characters, has 15",
                // alphabet
                "91370116MAX0000I57|16|credit code character 16 is `I`, but the letters I, O, S, V and Z are never used",
                "91370116MAX00O0157|14|credit code character 14 is `O`, but the letters I, O, S, V and Z are never used",
                "91370116MAXS000157|12|credit code character 12 is `S`, but the letters I, O, S, V and Z are never used",
                "V1370116MAX0000157|1|credit code character 1 is `V`, but the letters I, O, S, V and Z are never used",
                "91370116MAX000015Z|18|credit code character 18 is `Z`, but the letters I, O, S, V and Z are never used",
                "91370116MAX00o0157|14|credit code character 14 is `o`, but the letters I, O, S, V and Z are never used",
                "91370116maX0000157|9|credit code character 9 is `m`, lower case: write `M`",
                "9144030071526726xG|17|credit code character 17 is `x`, lower case: write `X`",
                "91370116MAX-000157|12|credit code character 12 is `-`, but only digits and upper-case letters",
                "莱1370116MAX0000157|1|credit code character 1 is `莱`, but only digits and upper-case letters",
                "9137011𝟔MAX0000157|8|credit code character 8 is `𝟔`, but characters 3 to 8 must be digits",
                // division
                "913A0116MAX0000157|4|credit code character 4 is `A`, but characters 3 to 8 must be digits",
                "9137011GMAX0000157|8|credit code character 8 is `G`, but characters 3 to 8 must be digits",
                // blanks and full width
                " 91370116MAX0000157|1|credit code character 1 is blank or invisible (U+0020): remove it",
                "91370116MAX0000157 |19|credit code character 19 is blank or invisible (U+0020): remove it",
                "91370116 MAX0000157|9|credit code character 9 is blank or invisible (U+0020): remove it",
                "91370116MAX0000157\u3000|19|credit code character 19 is blank or invisible (U+3000): remove it",
                "91370116MAX0000157\u00a0|19|credit code character 19 is blank or invisible (U+00A0): remove it",
                "91370116MAX0000157\t|19|credit code character 19 is blank or invisible (U+0009): remove it",
                "\ufeff91370116MAX0000157|1|credit code character 1 is blank or invisible (U+FEFF): remove it",
                "91370116MAX000015７|18|credit code character 18 is `７`, full-width: write `7`",
                "９1370116MAX0000157|1|credit code character 1 is `９`, full-width: write `9`",
                "91370116ＭAX0000157|9|credit code character 9 is `Ｍ`, full-width: write `M`",
                // check character
                "91350100M000100Y44|18|credit code character 18 is `4`, but the check character of the 17 before it is `3`",
                "91230500MA1B3N1N2X|18|credit code character 18 is `X`, but the check character of the 17 before it is `M`",
                // fillers
                "00000000000000000X|1|credit code character 1 is `0`, the first of 17 zeros that stand for no code",
                "000000000000000000|1|credit code character 1 is `0`, the first of 17 zeros that stand for no code"
            })
    void saysWhichCharacterIsWrongAndWhatBelongsThere(String given, int position, String message) {
        String text = given == null ? "" : given;

        assertThatExceptionOfType(InvalidCreditCodeException.class)
                .isThrownBy(() -> new CreditCode(text))
                .satisfies(e -> {
                    assertThat(e.en()).startsWith(message);
                    assertThat(named(message))
                            .allSatisfy(each -> assertThat(e.zh()).contains(each));
                    assertThat(e.zh()).startsWith("统一社会信用代码");
                    assertThat(e).hasMessage(e.zh() + " / " + e.en());
                    assertThat(e.value()).isEqualTo(text);
                    assertThat(e.position()).isEqualTo(position);
                });
    }

    /** What the English names between backticks, the Chinese names too. */
    private static List<String> named(String message) {
        return Pattern.compile("`[^`]*`|U\\+[0-9A-F]+")
                .matcher(message)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91370116max0000157",
                "９１３７０１１６ＭＡＸ００００１５７",
                " 9137 0116 MAX0 0001 57\u00a0",
                "91370116-MAX000015-7",
                "91370116\u2014MAX0000157",
                "\ufeff91370116\u200bMAX0000157",
                "91370116\tMAX0000157\r\n"
            })
    void readsACodeHoweverItIsWritten(String text) {
        assertThat(CreditCode.parse(text).value()).isEqualTo("91370116MAX0000157");
        assertThatExceptionOfType(InvalidCreditCodeException.class).isThrownBy(() -> new CreditCode(text));
    }

    @Test
    void twoCodesInOnePlaceAreToldAsThat() {
        assertThatExceptionOfType(InvalidCreditCodeException.class)
                .isThrownBy(() -> CreditCode.parse("92370116MAX000031R；91370116MAX0000157"))
                .satisfies(e -> assertThat(e.zh()).isEqualTo("填了不止一个统一社会信用代码，一处只填一个"))
                .satisfies(e -> assertThat(e.en()).isEqualTo("more than one credit code: give one alone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9144030071526726XG", "91370116MAX0000157"})
    void noticesEveryChangeOfOneCharacter(String valid) {
        for (int i = 0; i < 18; i++) {
            for (int other = 0; other < ALPHABET.length(); other++) {
                String changed = valid.substring(0, i) + ALPHABET.charAt(other) + valid.substring(i + 1);
                assertThat(CreditCode.isOne(changed)).as(changed).isEqualTo(changed.equals(valid));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9144030071526726XG", "91370116MAX0000157"})
    void noticesNeighboursSwapped(String valid) {
        for (int i = 0; i < 17; i++) {
            String swapped = valid.substring(0, i) + valid.charAt(i + 1) + valid.charAt(i) + valid.substring(i + 2);
            assertThat(CreditCode.isOne(swapped)).as(swapped).isEqualTo(swapped.equals(valid));
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'I', 'O', 'S', 'V', 'Z'})
    void neverTakesTheFiveLettersAnywhere(char never) {
        String valid = "91370116MAX0000157";
        for (int i = 0; i < 18; i++) {
            String text = valid.substring(0, i) + never + valid.substring(i + 1);
            assertThatExceptionOfType(InvalidCreditCodeException.class)
                    .isThrownBy(() -> CreditCode.parse(text))
                    .withMessageContaining("never used");
        }
    }
}
