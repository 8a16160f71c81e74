package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import supervision.casework.DutyList;

/** What the law makes somebody do by a day. */
@RestController
@RequestMapping("/api/v1/duties")
class DutyController {

    private static final int HIGHEST_LIMIT = 100_000;

    private final DutyList duties;

    DutyController(DutyList duties) {
        this.duties = duties;
    }

    @Operation(
            summary = "依法须在何日前办理的事项 / what the law makes somebody do by a day",
            description = "先列已逾期的，再按期限、主体、记录排列。没有规定期限（立即办理）的和已逾期的，算作今天的事项；只按现有记录推算，不写回执"
                    + " / what is overdue first, then by day, entity and record. What is due at once and what is overdue"
                    + " counts for today. A forecast from what is recorded now; no receipt is written")
    @GetMapping
    DutyList.Listed duties(
            @Parameter(
                            description = "责任方：代码（如 RECORD_AUTHORITY）、单位名称的一部分，或者区划代码（如 370116）；默认全部"
                                    + " / who has to act: a code such as RECORD_AUTHORITY, part of a unit's name, or the code"
                                    + " of a division such as 370116; everybody by default")
                    @RequestParam(name = "unit", required = false)
                    @Nullable
                    String unit,
            @Parameter(description = "起始日，默认今天（上海） / first day, today in Shanghai by default")
                    @RequestParam(name = "from", required = false)
                    @Nullable
                    String from,
            @Parameter(description = "截止日，默认 30 日后，最晚三年内 / last day, 30 days on by default, within three years")
                    @RequestParam(name = "to", required = false)
                    @Nullable
                    String to,
            @Parameter(
                            description =
                                    "最多列出多少项；还有未列出的，more 为 true / most duties listed; `more` says whether there are others")
                    @RequestParam(name = "limit", defaultValue = "1000")
                    int limit) {
        return duties.list(unit, day(from, "from"), day(to, "to"), Ask.limit(limit, HIGHEST_LIMIT));
    }

    private static @Nullable LocalDate day(@Nullable String text, String name) {
        return text == null ? null : Ask.day(text, name, LocalDate.EPOCH);
    }
}
