package supervision.lawtext;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.lawtext.Act.Passage;

/** Where a clause stands is read from how it is cited, or from its id, and found in texts of different databases. */
class PlaceTest {

    private static final Path LAWS = Path.of("src/test/resources/laws");

    private static Act act(String file) throws Exception {
        return ActReader.read(file, Files.readString(LAWS.resolve(file)));
    }

    private static Place place(@Nullable String cite, String id) {
        return requireNonNull(Place.of(cite, id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | art-5 | 五年内不得再次申请",
                "- | art-5-2 | 五年内不得再次申请",
                "第五条第二款 | whatever | 五年内不得再次申请",
                "第三条第一款第二项 | art-5 | （二）器材的\"别名\"。",
                "第六条、第七条 | merged | 公示一年",
                "第六条至第八条 | merged | 起施行"
            })
    void articlesAreFoundByTheirNumber(@Nullable String cite, String id, String holds) throws Exception {
        Passage found = requireNonNull(place(cite, id).in(act("read/虚构试验法.md")));
        assertThat(found.text()).contains(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | 1.2 | 2.器材统一编号，编号不重复。（牵头单位:虚构单位）",
                "（一）2 | x | 2.器材统一编号，编号不重复。（牵头单位:虚构单位）",
                "一、（一）2 | x | 2.器材统一编号，编号不重复。（牵头单位:虚构单位）",
                "（一）第2项 | x | 2.器材统一编号，编号不重复。（牵头单位:虚构单位）",
                "- | 3 | （三）开展宣传。每年开展一次宣传。",
                "（三） | x | （三）开展宣传。每年开展一次宣传。",
                "第三项 | x | （三）开展宣传。每年开展一次宣传。"
            })
    void paragraphsAreFoundByTheirNumbers(@Nullable String cite, String id, String text) throws Exception {
        assertThat(place(cite, id).in(act("read/实施意见.txt")))
                .extracting(Passage::text)
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"- | classes", "- | item-2", "条号未核对 | art-5", "全文 | art-5", "附件 | art-5", "- | art-"})
    void whatNamesNoPlaceHasNone(@Nullable String cite, String id) {
        assertThat(Place.of(cite, id)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"第九条, x", "（四）, x", "第三条之一, x"})
    void aPlaceThatIsNotThereIsNotFound(String cite, String id) throws Exception {
        assertThat(place(cite, id).in(act("read/虚构试验法.md"))).isNull();
    }

    @Test
    void aNumberThatStandsTwiceNamesNoPlace() throws Exception {
        Act act = ActReader.read("x.txt", "关于试验的意见\n一、甲\n（一）第一段。\n二、乙\n（一）第二段。\n");
        assertThat(place("（一）", "x").in(act)).isNull();
        assertThat(place("第一项", "x").in(act)).extracting(Passage::text).isEqualTo("一、甲\n（一）第一段。");
        assertThat(place("第二部分首段", "x").in(act)).extracting(Passage::text).isEqualTo("二、乙");
        assertThat(place("二、（一）", "x").in(act)).extracting(Passage::text).isEqualTo("（一）第二段。");
    }

    /** Blanks, widths of signs and quotation marks are the database's; one word is the law's. */
    @Test
    void copiesOfOneTextHaveOneHash() throws Exception {
        Act read = act("read/虚构试验法.md");
        Act later = act("later/虚构试验法（2027）.md");
        assertThat(read.articles().get("3")).isNotNull();
        assertThat(hash(later, "3")).isEqualTo(hash(read, "3"));
        assertThat(hash(later, "5")).isNotEqualTo(hash(read, "5"));
        // under another number, and without the annex
        assertThat(hash(later, "6")).isEqualTo(hash(read, "7"));
        assertThat(hash(later, "8")).isEqualTo(hash(read, "8"));
    }

    private static @Nullable String hash(Act act, String article) {
        Passage found = act.articles().get(article);
        return found == null ? null : found.hash();
    }

    @ParameterizedTest
    @CsvSource({"一, 1", "十, 10", "十二, 12", "二十, 20", "一百零三, 103", "一百三十五, 135", "一千二百四十二, 1242", "一〇三, 103", "135, 135"
    })
    void numbersAreRead(String written, int number) {
        assertThat(Plain.number(written)).isEqualTo(number);
    }

    @Test
    void daysAndTitleAreReadFromFrontMatterAndFromHeads() throws Exception {
        Act front = act("read/虚构试验法.md");
        assertThat(front.title()).isEqualTo("中华人民共和国虚构试验法");
        assertThat(front.published()).hasToString("2025-03-01");
        assertThat(front.inForce()).hasToString("2025-06-01");
        assertThat(front.status()).isEqualTo("有效");

        Act amended = act("later/虚构试验法（2027）.md");
        assertThat(amended.published()).hasToString("2027-04-01");
        // its last article still has the day of the first version
        assertThat(amended.inForce()).isNull();

        Act keyed = act("read/虚构器材管理办法.md");
        assertThat(keyed.published()).hasToString("2020-02-01");
        assertThat(keyed.inForce()).hasToString("2020-03-01");

        Act plain = act("read/实施意见.txt");
        assertThat(plain.title()).isEqualTo("关于推进试验器材管理的实施意见");
        assertThat(plain.published()).isNull();
        assertThat(plain.inForce()).isNull();
    }

    @Test
    void damagedFilesAreTold() throws IOException {
        String two = Files.readString(LAWS.resolve("damaged/两部.md"));
        assertThat(problem("两部.md", two)).contains("不止一部");
        assertThat(problem("两部.md", two.replace("# ", ""))).contains("不止一部");
        assertThat(problem("无题.txt", Files.readString(LAWS.resolve("damaged/无题.txt"))))
                .contains("没有标题");
    }

    private static String problem(String file, String text) {
        try {
            return "none: " + ActReader.read(file, text).title();
        } catch (ActReader.NotUnderstoodException e) {
            return e.problem().zh();
        }
    }
}
