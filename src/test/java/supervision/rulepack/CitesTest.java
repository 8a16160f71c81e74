package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.decision.Citation;

/** Where the clauses of the shipped pack stand in the law: ids with a number and citations say the same. */
class CitesTest {

    private static final RulePack PACK = RulePackReader.read(PackFiles.of(Packs.shipped()), null);

    /** Clauses whose id has a number that was remembered and never read. */
    private static final List<String> REMEMBERED = List.of("samr-2021-44/art-15");

    private static final Pattern ARTICLE = Pattern.compile("art-(\\d+)");
    private static final Pattern ITEM = Pattern.compile("(\\d+)(\\.(\\d+))?");

    @Test
    void everyClauseHasAPlaceOrSaysThatItWasNotRead() {
        List<String> wrong = new ArrayList<>();
        PACK.sources()
                .values()
                .forEach(source -> source.clauses().forEach((key, clause) -> {
                    String id = source.id() + "/" + key;
                    String expected = expected(key);
                    if (clause.cite().isBlank()
                            || !expected.isEmpty()
                                    && !REMEMBERED.contains(id)
                                    && !startsWith(clause.cite(), expected)) {
                        wrong.add(id + " " + clause.cite() + ", not " + expected);
                    }
                }));
        assertThat(wrong).isEmpty();
        assertThat(REMEMBERED)
                .allSatisfy(id -> assertThat(PACK.cited(id).zh()).endsWith("（" + Citation.UNCHECKED + "）"));
    }

    /** Article 1 is no beginning of Article 11: 第十条 and 第十一条 differ before their ends. */
    private static boolean startsWith(String cite, String place) {
        return cite.startsWith(place) && !cite.startsWith(place + "之");
    }

    private static String expected(String key) {
        Matcher article = ARTICLE.matcher(key);
        if (article.matches()) {
            return "第" + numeral(Integer.parseInt(article.group(1))) + "条";
        }
        Matcher item = ITEM.matcher(key);
        if (item.matches()) {
            return "（" + numeral(Integer.parseInt(item.group(1))) + "）" + (item.group(3) == null ? "" : item.group(3));
        }
        return "";
    }

    @Test
    void everyInstrumentHasAnIssuerAndItsNumberIsThatOfTheDocument() {
        assertThat(PACK.sources().values()).allSatisfy(source -> {
            assertThat(source.issuer()).as(source.id()).isNotBlank();
            if (source.number() != null) {
                assertThat(source.number()).as(source.id()).matches(".+(〔\\d{4}〕\\d+号|令第\\d+号|公告\\d{4}年第\\d+号)");
            }
        });
        assertThat(PACK.cited("laiwu-2020-19/6.2").zh())
                .isEqualTo("《关于加快推进社会信用体系建设构建以信用为基础的新型监管机制的实施意见》（莱芜区信用办〔2020〕19号）（六）2");
        assertThat(PACK.cited("food-safety-law/art-135").zh()).isEqualTo("《食品安全法》第一百三十五条");
        assertThat(PACK.cited("state-council-2025-22/item-2").zh())
                .isEqualTo("《国务院办公厅印发〈关于进一步完善信用修复制度的实施方案〉的通知》（国办发〔2025〕22号）第二项");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 二",
        "10, 十",
        "18, 十八",
        "20, 二十",
        "110, 一百一十",
        "113, 一百一十三",
        "200, 二百",
        "204, 二百零四",
        "1057, 一千零五十七",
        "1230, 一千二百三十"
    })
    void numeralsAreThoseOfTheLaw(int number, String numeral) {
        assertThat(numeral(number)).isEqualTo(numeral);
    }

    private static String numeral(int number) {
        StringBuilder numeral = new StringBuilder();
        boolean gap = false;
        for (int unit = 1000; unit > 0; unit /= 10) {
            int digit = number / unit % 10;
            if (digit == 0) {
                gap = !numeral.isEmpty();
                continue;
            }
            if (gap) {
                numeral.append('零');
                gap = false;
            }
            if (!(unit == 10 && digit == 1 && numeral.isEmpty())) {
                numeral.append("零一二三四五六七八九".charAt(digit));
            }
            numeral.append(unit == 1000 ? "千" : unit == 100 ? "百" : unit == 10 ? "十" : "");
        }
        return numeral.toString();
    }
}
