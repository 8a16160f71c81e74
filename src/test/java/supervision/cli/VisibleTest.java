package supervision.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** What is printed is seen, character by character: on the terminal, in JSON and in the log. */
class VisibleTest {

    private static String printed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen = new Screen(bytes);
        screen.print(text);
        screen.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void noControlAndNothingThatHidesOrReordersIsPrinted() {
        String all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .mapToObj(Character::toString)
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();

        assertThat(printed(all).replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\u0007", "\b", "\t", "\r", "\u001b", "\u007f", "\u009b", "\u00ad", "\u200b", "\u200e",
                "\u2028", "\u202e", "\u2066", "\ufeff", "\ud800"
            })
    void itIsShownByItsNumberInstead(String character) {
        assertThat(printed("莱" + character + "芜")).isEqualTo("莱\\u%04x芜".formatted((int) character.charAt(0)));
    }

    /** Tags, which are seen nowhere; written as JSON writes them. */
    @Test
    void soIsOneBeyondTheFirstPlane() {
        assertThat(printed("a\udb40\udc41b")).isEqualTo("a\\udb40\\udc41b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"中文 / English, 〔2026〕 – “” …\n  ✓ ± 7\n", "𠮷野家", "\ue000", "é e\u0301", "葛\udb40\udd00"})
    void whatIsWrittenInNamesStays(String text) {
        assertThat(printed(text)).isEqualTo(text);
    }

    @Test
    void jsonSaysTheSame() {
        String value = "\u001b[2J\u009b\u0007\b\r\n\t\u007f\u202e\u2066\u200b\udb40\udc41\"\\u001b";
        JsonMapper json = JsonMapper.builder().build();

        String text = printed(json.writerWithDefaultPrettyPrinter().writeValueAsString(new String[] {value}));

        assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(json.readValue(text, String[].class)).containsExactly(value);
    }

    @Test
    void aLineThatSaysHowFarItIsGoesOverTheOneBefore() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen = new Screen(bytes);
        screen.print("before");
        screen.over("1 行\r");
        screen.over("2 行");
        screen.println();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("before\r1 行\\u000d\r2 行\n");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void soDoLinesOfTheLogThatIsShipped(CapturedOutput output) throws Exception {
        LoggerContext log = new LoggerContext();
        log.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator shipped = new JoranConfigurator();
        shipped.setContext(log);
        shipped.doConfigure(VisibleTest.class.getResource("/logback.xml"));

        log.getLogger("supervision")
                .warn(
                        "{}: refused\nnext",
                        "\u001b]0;title\u0007\r\u009b1m\u202e",
                        new IllegalStateException("\u001b[2J\u2066", new IllegalArgumentException("\u009b5m\r")));
        log.stop();

        assertThat(output.getOut().replaceAll("\n\t?", ""))
                .contains(
                        "\\u001b]0;title\\u0007\\u000d\\u009b1m\\u202e: refused",
                        "\\u001b[2J\\u2066",
                        "\\u009b5m\\u000d")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(output.getOut()).contains("refused\nnext\n", "\n\tat ");
    }

    /** Whatever a request or an exception brings into the log, or a mistake onto the terminal. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void noIdNumberShowsInTheLogOrInWhatWentWrong(CapturedOutput output) throws Exception {
        String number = "110101199001011237";
        LoggerContext log = new LoggerContext();
        log.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator shipped = new JoranConfigurator();
        shipped.setContext(log);
        shipped.doConfigure(VisibleTest.class.getResource("/logback.xml"));
        log.getLogger("supervision").warn("asked {}", "ID:" + number, new IllegalStateException("of " + number));
        log.stop();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen.namingNobody(bytes).println("没有 / no " + number);

        assertThat(output.getOut()).contains("asked ID:***", "of ***").doesNotContain(number);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("没有 / no ***\n");
    }
}
