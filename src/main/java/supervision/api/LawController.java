package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import supervision.casework.RulesInForce;
import supervision.lawtext.LawTexts;
import supervision.lawtext.LawTexts.ClauseText;

/** Texts of law from the folder that the service was given. They are in no decision: its bytes are the same without them. */
@RestController
@RequestMapping("/api/v1/laws")
class LawController {

    private final LawTexts laws;
    private final RulesInForce rules;

    LawController(LawTexts laws, RulesInForce rules) {
        this.laws = laws;
        this.rules = rules;
    }

    /** Ids of clauses. */
    record Available(Set<String> clauses) {}

    record Texts(String clause, List<ClauseText> texts) {}

    @Operation(
            summary = "有原文的条款 / clauses whose text there is",
            description = "来自 SUPERVISION_LAWS 所指目录；没有设置的，为空。规则包变动后首次查询要读取全部文件"
                    + " / from the folder that SUPERVISION_LAWS names, none without it; after a change of the pack the first question"
                    + " reads all files")
    @GetMapping
    Available available() {
        return new Available(laws.of(rules.pack()).keySet());
    }

    @Operation(
            summary = "条款的原文 / the text of a clause",
            description = "所读版本（read）在前，目录中的其他版本在后；没有的为空"
                    + " / the version that was read first, then others that the folder has; none if it has none")
    @GetMapping("/{source}/{clause}")
    Texts texts(
            @Parameter(description = "文件的代码，如 food-safety-law / id of the instrument") @PathVariable("source")
                    String source,
            @Parameter(description = "条款的代码，如 art-135 / id of the clause") @PathVariable("clause") String clause) {
        String id = source + "/" + clause;
        return new Texts(id, laws.of(rules.pack()).getOrDefault(id, List.of()));
    }
}
