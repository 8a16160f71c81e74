package supervision.rulepack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import supervision.decision.Text;
import tools.jackson.core.JacksonException;

/**
 * Why a text is no YAML.
 *
 * @param found what the parser found; the English half is its own words
 * @param remedy what to do
 */
public record YamlFault(Text found, Text remedy) {

    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.*)\"");

    /** What the parser was at, by the beginning of its message: it speaks English only. */
    private static final Map<String, String> AT = new LinkedHashMap<>();

    static {
        AT.put("mapping values are not allowed", "此处不能有冒号");
        AT.put("mapping keys are not allowed", "此处不能有键");
        AT.put("sequence entries are not allowed", "此处不能有列表项");
        AT.put("special characters are not allowed", "有不允许的控制字符");
        AT.put("while scanning for the next token", "有不能用在开头的字符，如制表符、@、%");
        AT.put("while scanning a simple key", "键之后缺少冒号");
        AT.put("while scanning a quoted scalar", "引号没有成对");
        AT.put("while scanning a double-quoted scalar", "双引号中有不能识别的转义字符");
        AT.put("while scanning a block scalar", "多行文字的开头（竖线或 >）写法有误");
        AT.put("while scanning", "有标签、别名等特殊写法，写法有误");
        AT.put("while parsing a flow mapping", "花括号没有成对，或者其中缺少逗号");
        AT.put("while parsing a flow sequence", "方括号没有成对，或者其中缺少逗号");
        AT.put("while parsing a block mapping", "键值对到此处写法有误：缩进不齐，或者有多余的内容");
        AT.put("while parsing a block collection", "列表到此处写法有误：缩进不齐，或者缺少短横");
        AT.put("while parsing", "此处缺少内容，或者有多余的符号");
        AT.put("expected '<document start>'", "内容结束后还有多余的文字");
    }

    /** Reads what the parser says. */
    public static YamlFault of(JacksonException e) {
        String message = e.getOriginalMessage();
        String said = message == null ? "" : message.lines().findFirst().orElse("");
        Matcher twice = TWICE.matcher(said);
        if (twice.matches()) {
            return new YamlFault(
                    Text.of("键 `%2$s` 重复", "%1$s", said, twice.group(1)), new Text("只留一处", "leave one of them"));
        }
        String zh = AT.entrySet().stream()
                .filter(entry -> said.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("解析程序提示：" + said);
        return new YamlFault(new Text(zh, said), new Text("改正缩进、括号或者引号", "correct the indentation or the quotes"));
    }
}
