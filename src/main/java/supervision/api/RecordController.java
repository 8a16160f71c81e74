package supervision.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import supervision.casework.ImportRecords;
import supervision.ledger.Ledger;

/** Credit records in. */
@RestController
@RequestMapping("/api/v1")
class RecordController {

    private final ImportRecords records;

    RecordController(ImportRecords records) {
        this.records = records;
    }

    @Operation(
            summary = "报送记录：双公示 CSV、Excel 或 JSON 行 / records in: 双公示 CSV, Excel or JSON lines",
            description =
                    "请求体即文件，须有 Content-Type，可带 charset / the body is the file; it needs its Content-Type, which may say the charset")
    @Parameter(name = "file", in = ParameterIn.QUERY, description = "文件名 / name of the file")
    @Parameter(name = "by", in = ParameterIn.QUERY, description = "报送人 / who tells these records")
    @Parameter(name = "why", in = ParameterIn.QUERY, description = "报送原因，如更正 / why, such as a correction")
    @Parameter(
            name = "confirmed",
            in = ParameterIn.QUERY,
            description = "fines：已核对，大额罚没金额确以万元为单位 / fines: large amounts were checked and are in units of 10,000 yuan")
    @PostMapping(
            path = "/records",
            consumes = {
                BodyTypes.CSV,
                BodyTypes.JSON_LINES,
                BodyTypes.JSON_LINES_TOO,
                BodyTypes.JSON_LINES_AS_WELL,
                MediaType.APPLICATION_JSON_VALUE,
                BodyTypes.XLSX,
                BodyTypes.EXCEL
            })
    ImportRecords.Report body(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        String query = request.getQueryString();
        String name = Ask.inQuery(query, "file");
        String contentType = request.getContentType() == null ? "" : request.getContentType();
        return records.read(
                opening(name == null ? "body" : name, Ask.inQuery(query, "by"), Ask.inQuery(query, "why")),
                contentType,
                request.getInputStream(),
                confirmed(Ask.inQuery(query, "confirmed")),
                rows -> {});
    }

    @Operation(summary = "报送记录：表单上传 / records in: multipart upload")
    @PostMapping(path = "/records", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportRecords.Report multipart(
            @RequestParam("file") MultipartFile file,
            @RequestParam(name = "by", required = false) @Nullable String by,
            @RequestParam(name = "why", required = false) @Nullable String why,
            @RequestParam(name = "confirmed", required = false) @Nullable String confirmed)
            throws IOException {
        String name = file.getOriginalFilename();
        String contentType = file.getContentType();
        try (InputStream in = file.getInputStream()) {
            return records.read(
                    opening(name == null ? "file" : name, by, why),
                    contentType == null ? "" : contentType,
                    in,
                    confirmed(confirmed),
                    rows -> {});
        }
    }

    private static ImportRecords.Confirmed confirmed(@Nullable String given) {
        if (given == null) {
            return ImportRecords.Confirmed.NOTHING;
        }
        if (!given.equals("fines")) {
            throw new Ask.BadRequestException(
                    "参数有误 / malformed parameter",
                    "`confirmed=" + given + "` 应为 fines / `confirmed=" + given + "` has to be `fines`");
        }
        return ImportRecords.Confirmed.FINES;
    }

    private static Ledger.Opening opening(String file, @Nullable String by, @Nullable String why) {
        return new Ledger.Opening(file, Ledger.Channel.HTTP, new Ledger.Origin(by, why));
    }

    @Operation(summary = "记录的 JSON Schema / JSON Schema of a record")
    @GetMapping("/schemas/record")
    ResponseEntity<Resource> schema() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/schema+json"))
                .body(new ClassPathResource("schema/record.schema.json"));
    }
}
