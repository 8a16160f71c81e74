package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import supervision.casework.WithdrawImport;
import supervision.ledger.Ledger;
import tools.jackson.databind.JsonNode;

/** What was imported, and its undoing. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

    private static final int MOST = 1000;

    private final Ledger ledger;
    private final WithdrawImport withdrawals;

    ImportController(Ledger ledger, WithdrawImport withdrawals) {
        this.ledger = ledger;
        this.withdrawals = withdrawals;
    }

    /** Imports, the newest first; {@code more} says whether there are others before the {@code number} of the last. */
    record Imports(List<Import> imports, boolean more) {}

    /**
     * An import: when and by which way it came, who told it and why if that was said, how many records were new or changed
     * something, and how many were in force already.
     */
    record Import(
            long number,
            Instant at,
            String file,
            String channel,
            @Nullable String by,
            @Nullable String why,
            long accepted,
            long repeated,
            @Nullable Withdrawal withdrawn) {

        static Import of(Ledger.Imported what) {
            Ledger.Withdrawn withdrawn = what.withdrawn();
            return new Import(
                    what.number(),
                    what.at(),
                    what.file(),
                    what.channel(),
                    what.origin().by(),
                    what.origin().why(),
                    what.accepted(),
                    what.repeated(),
                    withdrawn == null
                            ? null
                            : new Withdrawal(
                                    withdrawn.at(),
                                    withdrawn.origin().by(),
                                    withdrawn.origin().why(),
                                    withdrawn.wholly()));
        }
    }

    /** Its withdrawal; not {@code whole} where that broke off: it is brought to its end by asking for it again. */
    record Withdrawal(
            Instant at, @Nullable String by, @Nullable String why, boolean whole) {}

    @Operation(summary = "导入清单，新的在前 / what was imported, the newest first")
    @GetMapping
    Imports all(
            @Parameter(description = "只列该编号之前的 / those before the import of this number")
                    @RequestParam(name = "before", defaultValue = "" + Long.MAX_VALUE)
                    long before,
            @Parameter(description = "最多多少个，至多 1000 / how many at most, up to 1000")
                    @RequestParam(name = "limit", defaultValue = "100")
                    int limit) {
        if (before < 1) {
            throw new Ask.BadRequestException(
                    "编号有误 / malformed number",
                    "`before=" + before + "` 应为 1 以上的导入编号 / `before` has to be the number of an import, 1 or more");
        }
        int most = Ask.limit(limit, MOST);
        List<Ledger.Imported> found = ledger.imports(before, most + 1);
        return new Imports(found.stream().limit(most).map(Import::of).toList(), found.size() > most);
    }

    @Operation(
            summary =
                    "撤回一次导入：此后如同没有报送过，不删除任何内容 / withdraw an import: from then on as if it had not come; nothing is deleted",
            description =
                    "请求体 `{\"by\": 撤回人, \"why\": 原因}`，两项都必填；撤回以前的时点仍按当时所知"
                            + " / the body is `{\"by\": who, \"why\": why}`, both are required; earlier moments keep what was known then")
    @PostMapping(path = "/{number}/withdrawal", consumes = MediaType.APPLICATION_JSON_VALUE)
    Import withdraw(@PathVariable("number") long number, @RequestBody JsonNode body) {
        Ask.members(body, Set.of("by", "why"));
        return Import.of(withdrawals.withdraw(number, Ask.text(body, "by"), Ask.text(body, "why")));
    }
}
