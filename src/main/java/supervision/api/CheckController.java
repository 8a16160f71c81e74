package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import supervision.casework.CheckPack;
import supervision.casework.DecideCase;
import supervision.casework.RulesInForce;
import supervision.gate.GateReport;
import supervision.gate.Remark;
import supervision.rulepack.PackArchive;

/** What an edit of the rules does, before it counts. Nothing is stored. */
@RestController
@RequestMapping("/api/v1/rule-packs/check")
class CheckController {

    private final CheckPack check;
    private final RulesInForce rules;
    private final DecideCase days;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    CheckController(CheckPack check, RulesInForce rules, DecideCase days) {
        this.check = check;
        this.rules = rules;
        this.days = days;
    }

    /**
     * How far the check that is running has come.
     *
     * @param part null if none is running
     */
    record Running(Remark.@Nullable Part part, long done, long total) {}

    @Operation(
            summary = "检查规则包，不保存：报告为 JSON 或网页 / check a rule pack, storing nothing: the report as JSON or a page",
            description =
                    "请求体为规则包 ZIP；与现行规则包或 against 所指留存规则包对照 / the body is a ZIP of the pack; held against the pack in force, or a kept one")
    @Parameter(
            name = "against",
            in = ParameterIn.QUERY,
            description = "对照的留存规则包指纹，默认现行 / fingerprint of a kept pack to hold it against; that in force by default")
    @Parameter(name = "day", in = ParameterIn.QUERY, description = "查询日，默认今天 / day asked about, today by default")
    @Parameter(name = "until", in = ParameterIn.QUERY, description = "向后看到哪一日 / last day to look ahead to")
    @Parameter(
            name = "register",
            in = ParameterIn.QUERY,
            description = "false 为不查登记库 / `false` leaves the register alone")
    @Parameter(name = "format", in = ParameterIn.QUERY, description = "json 或 html / json or html")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = GateReport.class)),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string"))
            })
    @PostMapping(consumes = BodyTypes.ZIP)
    ResponseEntity<?> check(@Parameter(hidden = true) HttpServletRequest request)
            throws IOException, InterruptedException {
        String query = request.getQueryString();
        LocalDate today = days.today();
        LocalDate day = day(query, "day", today);
        LocalDate until = day(query, "until", today);
        boolean html = format(query, request.getHeader("Accept"));
        if (day != null && until != null && until.isBefore(day)) {
            throw new Ask.BadRequestException(
                    "日期顺序有误 / days out of order", "`until` 应不早于 `day` / `until` has to be no earlier than `day`");
        }
        String against = Ask.inQuery(query, "against");
        CheckPack.Asked asked = new CheckPack.Asked(
                PackArchive.read(request.getInputStream()),
                // as it would be published
                rules.examples(),
                against == null ? rules.engine() : check.kept(against),
                check.cases(),
                register(query),
                day,
                until);
        if (!running.compareAndSet(null, new Running(Remark.Part.FORM, 0, 0))) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.CONFLICT, "正在检查另一个规则包，请稍后再试 / another pack is being checked: try again later");
            problem.setTitle("检查正忙 / a check is running");
            return ResponseEntity.status(HttpStatus.CONFLICT).body(problem);
        }
        try {
            CheckPack.Written written =
                    check.check(asked, (part, done, total) -> running.set(new Running(part, done, total)));
            return html
                    ? ResponseEntity.ok()
                            .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                            .header("Content-Security-Policy", written.policy())
                            .body(written.html())
                    : ResponseEntity.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(written.json());
        } finally {
            running.set(null);
        }
    }

    @Operation(summary = "正在进行的检查的进度 / how far the check that is running has come")
    @GetMapping
    Running progress() {
        Running now = running.get();
        return now == null ? new Running(null, 0, 0) : now;
    }

    private static @Nullable LocalDate day(@Nullable String query, String name, LocalDate today) {
        String given = Ask.inQuery(query, name);
        return given == null ? null : Ask.day(given, name, today);
    }

    private static boolean register(@Nullable String query) {
        String given = Ask.inQuery(query, "register");
        if (given != null && !given.equals("true") && !given.equals("false")) {
            throw new Ask.BadRequestException(
                    "参数有误 / malformed parameter",
                    "`register=" + given + "` 应为 true 或 false / give `register` as `true` or `false`");
        }
        return given == null || given.equals("true");
    }

    private static boolean format(@Nullable String query, @Nullable String accept) {
        String given = Ask.inQuery(query, "format");
        if (given == null) {
            return accept != null && accept.startsWith(MediaType.TEXT_HTML_VALUE);
        }
        if (!given.equals("json") && !given.equals("html")) {
            throw new Ask.BadRequestException(
                    "格式有误 / malformed format",
                    "`format=" + given + "` 应为 json 或 html / give `format` as `json` or `html`");
        }
        return given.equals("html");
    }
}
