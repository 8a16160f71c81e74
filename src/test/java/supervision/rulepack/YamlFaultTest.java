package supervision.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parser speaks English only: what editors of YAML most often get wrong is told in Chinese all the same. */
class YamlFaultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: b: c | 此处不能有冒号",
                "a: [1, 2 | 方括号没有成对，或者其中缺少逗号",
                "a: {b: 1 | 花括号没有成对，或者其中缺少逗号",
                "a:\\n\\tb: 1 | 有不能用在开头的字符，如制表符、@、%",
                "a: \"x | 引号没有成对",
                "a: \"x\\q\" | 双引号中有不能识别的转义字符",
                "a: 1\\nb | 键之后缺少冒号",
                "a：1\\nb: 2 | 此处不能有冒号",
                "- a\\nb: 1 | 列表到此处写法有误：缩进不齐，或者缺少短横",
                "a: \"x\" y | 键值对到此处写法有误：缩进不齐，或者有多余的内容",
                "a: >x\\n 1 | 多行文字的开头（竖线或 >）写法有误",
                "a: 1\\na: 2 | 键 `a` 重复",
            })
    void isToldInChinese(String text, String found) {
        assertThat(Packs.problemsWith("labels.yaml", text.replace("\\n", "\n").replace("\\t", "\t")))
                .first()
                .satisfies(problem -> assertThat(problem.problem().zh()).isEqualTo("无法按 YAML 读取：" + found));
    }
}
