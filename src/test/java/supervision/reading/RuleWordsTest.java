package supervision.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supervision.JoinedRules;
import supervision.decision.Text;
import supervision.engine.Engines;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import supervision.rulepack.RuleText;

/** Every rule is a sentence that an officer can read, in both languages, without a word of code. */
class RuleWordsTest {

    private static final Pattern CODE =
            Pattern.compile("\\$|==|&&|\\b(today|figures|days|ranks)\\.|[a-z]+[A-Z][A-Za-z]*|[A-Z]+_[A-Z]+");

    private static Text sentence(RulePack pack, String name) {
        RuleText rule = pack.rules().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new RuleWords(pack).sentence(rule);
    }

    @Test
    void everyRuleOfThePackIsSaidWithoutCode() {
        RulePack pack = Engines.shipped().pack();
        RuleWords words = new RuleWords(pack);
        Set<String> odd = new TreeSet<>();
        for (RuleText rule : pack.rules()) {
            Text said = words.sentence(rule);
            for (String half : new String[] {said.zh(), said.en()}) {
                Matcher code = CODE.matcher(half);
                while (code.find()) {
                    odd.add(code.group() + " in " + half);
                }
            }
        }
        assertThat(odd).isEmpty();
        assertThat(pack.rules()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "penalty/莱芜区市监局/莱市监罚〔2026〕101号, 行政处罚 莱芜区市监局 莱市监罚〔2026〕101号",
        "evaluation/food-risk/莱芜区市监局/2026-01-15, 信用评价 食品生产经营风险分级 莱芜区市监局 2026-01-15",
        "banGround/food/licence-revoked/莱芜区市监局/7号, 禁入依据 食品生产经营许可证被吊销 莱芜区市监局 7号",
        "entity, 登记信息",
    })
    void recordsAreNamedAsPeopleNameThem(String id, String named) {
        assertThat(new RuleWords(Engines.shipped().pack()).value("of", id).zh()).isEqualTo(named);
    }

    @Test
    void elementsTablesAndStepsAreSaidByTheirDeclaredWords() throws IOException {
        RulePack pack = RulePackReader.read(JoinedRules.files(), null);

        Text called = sentence(pack, JoinedRules.CALLED);
        assertThat(called.zh())
                .isEqualTo("有“须加大检查的评级”，且表中列有“加大检查的领域”（领域为该须加大检查的评级的领域），"
                        + "且没有“免于加大检查”（领域为该须加大检查的评级的领域），且至少有一个“行政处罚”（罚款数额已报送）的，"
                        + "认定：“予以关注的领域”（领域为该须加大检查的评级的领域，关注程度为该须加大检查的评级的关注程度，"
                        + "期间为该加大检查的领域的期间）。");
        assertThat(called.en())
                .startsWith(
                        "Where there is “grade to be watched”, and the table has “field that is watched” (field is the"
                                + " field of that grade to be watched), and there is no “sparing” (field is")
                .contains(": it concludes “field that is called for” (");

        assertThat(sentence(pack, JoinedRules.BY_TABLE).zh()).contains("表中列有“加大检查的等级”（评价办法为该", "，加大检查）的");
        assertThat(sentence(pack, JoinedRules.COUNTED).zh()).contains("取“须加大检查的评级”的数量", "数量为“须加大检查的评级”的数量");
        assertThat(sentence(pack, JoinedRules.FIRST).en()).contains("the earliest of");
        assertThat(sentence(pack, JoinedRules.FOCUS).zh()).contains("已到自起算日起满“", "认定：“检查重点”（领域为该予以关注的领域的领域，关注程度为");
    }
}
