package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import supervision.casework.CreditReport;
import supervision.casework.CreditReports;
import supervision.casework.CreditReports.Format;
import supervision.casework.DecideCase;

/** Credit reports on entities. */
@RestController
@RequestMapping("/api/v1/entities")
class ReportController {

    private static final Map<Format, MediaType> TYPES = Map.of(
            Format.JSON, MediaType.APPLICATION_JSON,
            Format.HTML, new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8),
            Format.PDF, MediaType.APPLICATION_PDF);

    private static final HeaderContentNegotiationStrategy ACCEPT = new HeaderContentNegotiationStrategy();

    private final CreditReports reports;
    private final DecideCase decide;

    ReportController(CreditReports reports, DecideCase decide) {
        this.reports = reports;
        this.decide = decide;
    }

    @Operation(
            summary = "信用报告：JSON、可打印网页或 PDF / credit report: JSON, a page to print, or PDF",
            description =
                    "按 Accept 或 format 给出；只列报告日期可以出示的内容 / by Accept or `format`; holds only what may be shown on the day")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CreditReport.class)),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_PDF_VALUE,
                        schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping("/{code}/report")
    ResponseEntity<byte[]> report(
            @PathVariable("code") String code,
            @Parameter(
                            description =
                                    "用途，取值 PROCUREMENT、BIDDING、APPROVAL、ACCESS、QUALIFICATION、PROJECT、OWN、PUBLIC / use, one of PROCUREMENT, BIDDING, APPROVAL, ACCESS, QUALIFICATION, PROJECT, OWN, PUBLIC",
                            required = true)
                    @RequestParam(name = "use", required = false)
                    @Nullable
                    String use,
            @Parameter(description = "报告日期，默认今天（上海） / day reported on, today in Shanghai by default")
                    @RequestParam(name = "asOf", required = false)
                    @Nullable
                    String asOf,
            @Parameter(description = "按此刻已知的记录 / knowledge as of this moment")
                    @RequestParam(name = "knownAt", required = false)
                    @Nullable
                    String knownAt,
            @Parameter(description = "json、html 或 pdf；优先于 Accept / json, html or pdf; goes before Accept")
                    @RequestParam(name = "format", required = false)
                    @Nullable
                    String formatName,
            @Parameter(hidden = true) HttpServletRequest request)
            throws HttpMediaTypeNotAcceptableException {
        String entity = Ask.code(code);
        Format format = formatName == null ? accepted(request) : named(formatName);
        LocalDate day = Ask.day(asOf, "asOf", decide.today());
        CreditReports.Written report = reports.write(entity, use, day, Ask.moment(knownAt), format);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(TYPES.get(format));
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (report.policy() != null) {
            headers.set("Content-Security-Policy", report.policy());
        }
        if (format == Format.PDF) {
            headers.setContentDisposition(ContentDisposition.attachment()
                    .filename("credit-report-" + entity + "-" + day + ".pdf")
                    .build());
        }
        return new ResponseEntity<>(report.bytes(), headers, org.springframework.http.HttpStatus.OK);
    }

    private static Format named(String name) {
        return Format.of(name.trim())
                .orElseThrow(() -> new Ask.BadRequestException(
                        "格式有误 / unknown format",
                        "`format=" + name + "` 不提供，可用 json、html、pdf / `format=" + name
                                + "` is not provided: use json, html or pdf"));
    }

    /** The first form that the request accepts; JSON if it does not care. */
    private static Format accepted(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        for (MediaType accepted : ACCEPT.resolveMediaTypes(new ServletWebRequest(request))) {
            for (Format format : Format.values()) {
                MediaType offered = TYPES.get(format);
                if (offered != null && accepted.includes(new MediaType(offered.getType(), offered.getSubtype()))) {
                    return format;
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(
                List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.APPLICATION_PDF));
    }
}
