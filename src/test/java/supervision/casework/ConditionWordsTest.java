package supervision.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import supervision.decision.Text;
import supervision.engine.Engines;
import supervision.language.Condition;
import supervision.language.Operand;
import supervision.language.Pattern;
import supervision.rulepack.RulePack;
import supervision.rulepack.RuleText;

/** Whatever a rule asks about has a name in both languages: an explanation in code explains nothing to an officer. */
class ConditionWordsTest {

    /** Enumerations whose constants have labels as codes of records, with the group. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("Cause", "cause"),
            Map.entry("Trait", "traits"),
            Map.entry("Type", "type"),
            Map.entry("Status", "status"),
            Map.entry("Ownership", "ownership"),
            Map.entry("Tier", "tier"),
            Map.entry("Ending", "ending"),
            Map.entry("Field", "field"),
            Map.entry("Channel", "channel"),
            Map.entry("Category", "category"),
            Map.entry("Recipient", "recipient"));

    private final RulePack pack = Engines.shipped().pack();

    @Test
    void everyKindComponentAndValueInAConditionHasWords() throws ReflectiveOperationException {
        Set<String> missing = new TreeSet<>();
        int asked = 0;
        for (RuleText rule : pack.rules()) {
            for (Pattern pattern : rule.when()) {
                if (pack.declarations().containsKey(pattern.type())) {
                    // has its words where it is declared, or is refused
                    continue;
                }
                Class<?> type = Class.forName(pattern.type());
                check("prepared", type.getSimpleName(), missing);
                for (Condition.Test test : pattern.tests().toList()) {
                    for (Operand operand : test.operands().toList()) {
                        if (operand instanceof Operand.Component component) {
                            asked++;
                            component(type, component.name(), missing);
                        }
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(asked).isGreaterThan(400);
    }

    private void component(Class<?> type, String name, Set<String> missing) throws NoSuchMethodException {
        if (!known("condition", type.getSimpleName() + "." + name)) {
            check("condition", name, missing);
        }
        Method read = type.getMethod(name);
        if (read.getReturnType().isEnum()) {
            String group = CODES.get(read.getReturnType().getSimpleName());
            Arrays.stream(read.getReturnType().getEnumConstants())
                    .map(Enum.class::cast)
                    .forEach(constant -> {
                        if (group == null) {
                            check("value", read.getReturnType().getSimpleName() + "." + constant.name(), missing);
                        } else if (!(group.equals("relationType")
                                && Stream.of("commitmentType", "type").anyMatch(of -> known(of, constant.name())))) {
                            check(group, constant.name(), missing);
                        }
                    });
        }
    }

    private void check(String group, String code, Set<String> missing) {
        if (!known(group, code)) {
            missing.add(group + ": " + code);
        }
    }

    private boolean known(String group, String code) {
        Text text = pack.label(group, code);
        return !text.zh().equals(code) && !text.en().isEmpty();
    }
}
