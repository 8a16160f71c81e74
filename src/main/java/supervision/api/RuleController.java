package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import supervision.casework.RulePages;

/** One rule in force, by its name. */
@RestController
@RequestMapping("/api/v1/rules/{rule}")
class RuleController {

    private final RulePages pages;

    RuleController(RulePages pages) {
        this.pages = pages;
    }

    @Operation(
            summary = "一条现行规则 / a rule in force",
            description = "条款、规则的句子和文本、所用数值和表格行、所依据的步骤，以及要用其结论的规则；案例另查 cases"
                    + " / its clauses, its sentence and text, the figures and rows it uses, the steps it rests on, and the rules"
                    + " that ask for its conclusion; its cases are under `cases`")
    @GetMapping
    RulePages.Page page(
            @Parameter(description = "规则名称，即结论所列 findings 中的 rule / its name: `rule` of a finding")
                    @PathVariable("rule")
                    String rule) {
        return pages.page(rule);
    }

    @Operation(
            summary = "规则适用的案例 / the cases in which a rule applies",
            description = "规则包变动后首次查询要运行全部案例，需数秒 / after a change of the pack the first question runs all cases,"
                    + " which takes seconds")
    @GetMapping("/cases")
    RulePages.Cases cases(@PathVariable("rule") String rule) {
        return pages.cases(rule);
    }
}
