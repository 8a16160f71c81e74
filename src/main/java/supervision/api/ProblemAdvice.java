package supervision.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import supervision.casework.CreditReports;
import supervision.casework.DecideCase;
import supervision.casework.DutyList;
import supervision.casework.Explanations;
import supervision.casework.NoFontException;
import supervision.casework.OpenDecisionException;
import supervision.casework.PastDecisions;
import supervision.casework.RulePages;
import supervision.casework.WithdrawImport;
import supervision.dossier.BeforeModelledLawException;
import supervision.intake.FactJson;
import supervision.intake.UnreadableFileException;
import supervision.journal.RefusedException;
import supervision.ledger.Ledger;
import supervision.ledger.Trouble;
import supervision.rulepack.RulePackException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Errors as problem details (RFC 9457): what is wrong and what to do, in both languages. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final Map<Integer, String> TITLES = Map.of(
            404, "没有此地址 / no such address",
            405, "此地址不接受该方法 / method not allowed",
            406, "不提供所要的格式 / format not provided",
            413, "文件过大 / file too large",
            415, "不接受该格式 / format not accepted");

    @ExceptionHandler
    ProblemDetail badRequest(Ask.BadRequestException e) {
        return problem(HttpStatus.BAD_REQUEST, e.title(), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail badFacts(DecisionController.BadFactsException e) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                "事实有误 / facts that cannot be used",
                "没有试算，请按 setAside 逐条更正后重新提交；row 为第几条 / nothing is decided: correct what setAside lists and send it again; row counts the facts");
        problem.setProperty("setAside", e.rows());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unknownEntity(DecideCase.UnknownEntityException e) {
        return problem(
                HttpStatus.NOT_FOUND,
                "没有该主体的记录 / unknown entity",
                "没有 `" + e.getMessage() + "` 的任何记录，请核对代码或先报送记录 / nothing is known about `" + e.getMessage()
                        + "`: check the code, or import its records first");
    }

    @ExceptionHandler
    ProblemDetail unknownDecision(PastDecisions.UnknownDecisionException e) {
        return problem(
                HttpStatus.NOT_FOUND,
                "没有该决定 / no such decision",
                "没有给出过 `" + e.getMessage() + "`，请核对决定的 id / `" + e.getMessage()
                        + "` was never given: check the `id` of the decision");
    }

    @ExceptionHandler
    ProblemDetail unknownRule(RulePages.UnknownRuleException e) {
        return problem(
                HttpStatus.NOT_FOUND,
                "没有该规则 / no such rule",
                "现行规则包没有名为 `" + e.getMessage() + "` 的规则，请核对名称；规则包可能已经更新 / the pack in force has no rule named `"
                        + e.getMessage() + "`: check the name, the pack may have changed");
    }

    @ExceptionHandler
    ProblemDetail unknownImport(Ledger.UnknownImportException e) {
        return problem(HttpStatus.NOT_FOUND, "没有该次导入 / no such import", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail otherKey(Ledger.OtherKeyException e) {
        LOG.error("{}", e.getMessage());
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "自然人密钥不符 / another key of natural persons",
                String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail withdrawnImport(Ledger.AlreadyWithdrawnException e) {
        return problem(HttpStatus.CONFLICT, "该次导入已撤回 / the import was withdrawn", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unsaid(WithdrawImport.UnsaidException e) {
        return problem(HttpStatus.BAD_REQUEST, "缺少撤回人或原因 / who or why is missing", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unknownUse(CreditReports.UnknownUseException e) {
        String given = e.getMessage() == null ? "" : e.getMessage();
        String known = String.join(", ", e.known().keySet());
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                "报告用途有误 / unknown use of a report",
                (given.isEmpty() ? "没有给出 `use`" : "没有用途 `" + given + "`") + "，请用 uses 所列之一：" + known + " / "
                        + (given.isEmpty() ? "`use` is not given" : "no such `use`: `" + given + "`")
                        + ", give one of those in uses: " + known);
        problem.setProperty("uses", e.known());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unknownSubject(Explanations.UnknownSubjectException e) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                "没有要说明的这一项 / nothing of that name to explain",
                "`explain`: `" + e.getMessage()
                        + "`，请用 all、措施编号、list: 加名单编号、rule: 加规则全名、repair: 加记录编号，known 列出已有的 / give all, the id of a"
                        + " measure, list: and the id of a list, rule: and the whole name of a rule, or repair: and the id of a"
                        + " record; known lists those there are");
        problem.setProperty("known", e.known());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unknownUnit(DutyList.UnknownUnitException e) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                "责任方有误 / unknown unit",
                "`unit`: `" + e.getMessage()
                        + "`，请用 units 所列代码之一，或者单位名称的一部分："
                        + String.join(", ", e.known().keySet())
                        + " / `unit`: `" + e.getMessage()
                        + "`, give one of the codes in units, or part of the name of a unit: "
                        + String.join(", ", e.known().keySet()));
        problem.setProperty("units", e.known());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail badSpan(DutyList.BadSpanException e) {
        return problem(HttpStatus.BAD_REQUEST, "时间段有误 / malformed span", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail noFont(NoFontException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "没有可用的中文字体 / no font for PDF", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail openDecision(OpenDecisionException e) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "结论未定，不能出具报告或者说明 / the decision is open: nothing to report or explain",
                "两次读取规则的结果不一致，决定 `" + e.getMessage() + "` 由主管人员处理；请告知维护人员 / the two readings of the rules differ:"
                        + " decision `" + e.getMessage() + "` goes to the supervisor; tell those who run the service");
    }

    @ExceptionHandler
    ProblemDetail beforeModelledLaw(BeforeModelledLawException e) {
        return problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "该日的法律未收录 / law of that day not modelled",
                "规则包自 " + e.modelledFrom() + " 起收录，请查询该日或以后 / " + e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail unreadableFile(UnreadableFileException e) {
        return problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "文件无法识别 / file not understood", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail refusedPack(RulePackException e) {
        ProblemDetail problem = problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "规则包被拒绝 / rule pack refused",
                "没有保存，请按 problems 逐条更正 / it is not kept: correct what problems lists");
        problem.setProperty("problems", e.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail refusedStep(RefusedException e) {
        String detail = String.valueOf(e.getMessage());
        ProblemDetail problem = switch (e.reason()) {
            case OFF -> problem(HttpStatus.CONFLICT, "发布没有启用 / publication is not in use", detail);
            case UNKNOWN -> problem(HttpStatus.NOT_FOUND, "没有该规则包或发布 / no such pack or publication", detail);
            case MALFORMED -> problem(HttpStatus.BAD_REQUEST, "参数有误 / malformed parameter", detail);
            case UNSIGNED -> problem(HttpStatus.FORBIDDEN, "需要签名 / a signature is needed", detail);
            case NOT_ALLOWED -> problem(HttpStatus.FORBIDDEN, "不能由此人办理 / not by this person", detail);
            case NOT_NOW -> problem(HttpStatus.CONFLICT, "现在不能办理 / this cannot be done now", detail);
            case UNCONFIRMED -> problem(HttpStatus.CONFLICT, "改动须逐项确认 / changes have to be confirmed", detail);
            case NOT_PUBLISHABLE ->
                problem(HttpStatus.UNPROCESSABLE_CONTENT, "检查未通过 / the check was not passed", detail);
            case BROKEN -> {
                LOG.error("{}", detail);
                yield problem(HttpStatus.INTERNAL_SERVER_ERROR, "发布记录被改动 / what was published was changed", detail);
            }
        };
        if (e.statement() != null) {
            problem.setProperty("statement", e.statement());
        }
        return problem;
    }

    @ExceptionHandler
    ProblemDetail brokenUpload(MultipartException e) {
        LOG.debug("a form cannot be read", e);
        return problem(
                HttpStatus.BAD_REQUEST,
                "表单上传有误 / malformed upload",
                "表单无法读取，请用 multipart/form-data 提交，文件字段名为 `file` / the form cannot be read: send multipart/form-data with the file as `file`");
    }

    /** A member that is not known or of the wrong type is named; Jackson says that with the names of classes. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "请求体有误 / malformed body", unreadable(e.getCause()));
        if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
            Set<String> known = new TreeSet<>();
            Optional.ofNullable(unknown.getKnownPropertyIds())
                    .ifPresent(all -> all.forEach(name -> known.add(String.valueOf(name))));
            problem = badRequest(Ask.unknown("成员", "member", unknown.getPropertyName(), known));
        }
        return super.handleExceptionInternal(e, problem, headers, HttpStatus.BAD_REQUEST, request);
    }

    private static String unreadable(@Nullable Throwable cause) {
        if (cause instanceof DatabindException bound && !bound.getPath().isEmpty()) {
            String member = bound.getPath().stream()
                    .map(each -> each.getPropertyName() == null ? "[" + each.getIndex() + "]" : each.getPropertyName())
                    .collect(Collectors.joining("."));
            return "`" + member + "` 的值类型不对 / the value of `" + member + "` is of the wrong type";
        }
        Optional<String> repeated = cause instanceof JacksonException e ? FactJson.repeatedMember(e) : Optional.empty();
        if (repeated.isPresent()) {
            String name = repeated.get();
            return "成员 `" + name + "` 给了不止一次，请只给一次 / member `" + name + "` is given more than once: give it once";
        }
        if (cause instanceof JacksonException broken && broken.getLocation() != null) {
            int line = broken.getLocation().getLineNr();
            int column = broken.getLocation().getColumnNr();
            return "不是有效的 JSON：第 " + line + " 行第 " + column + " 个字符处无法读下去 / not JSON: cannot be read on at line " + line
                    + ", character " + column;
        }
        return "应为一个 JSON 对象 / give one JSON object";
    }

    @ExceptionHandler
    ProblemDetail anythingElse(Exception e) {
        Trouble trouble = Trouble.of(e);
        if (trouble != null) {
            return trouble(trouble, e);
        }
        LOG.error("a request failed", e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "服务内部错误 / internal error",
                "请将时间和请求告诉维护人员 / tell those who run the service when and what you asked");
    }

    /** All but damage pass without a restart, and none leaves anything half written: a batch is there as a whole or not at all. */
    private static ProblemDetail trouble(Trouble trouble, Exception e) {
        LOG.error("{}", trouble.text(), e);
        return switch (trouble) {
            case FULL ->
                problem(
                        HttpStatus.INSUFFICIENT_STORAGE,
                        "磁盘已满 / the disk is full",
                        "没有写入一半的数据。请腾出磁盘空间后重试，导入可原样重来，已有的行不会重复"
                                + " / nothing is half written: make room on the disk and try again; an import can be repeated as it is, rows that are there are not taken twice");
            case GONE ->
                problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "数据库不可用 / database not available",
                        "没有写入一半的数据。请稍后重试，导入可原样重来，已有的行不会重复"
                                + " / nothing is half written: try again later; an import can be repeated as it is, rows that are there are not taken twice");
            case DAMAGED ->
                problem(HttpStatus.INTERNAL_SERVER_ERROR, "数据库文件已损坏 / the database file is damaged", trouble.text());
        };
    }

    /** What Spring itself refuses, which it says in English alone. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object said = body == null && e instanceof ErrorResponse error ? error.getBody() : body;
        if (said instanceof ProblemDetail problem && e instanceof HttpMediaTypeNotSupportedException unsupported) {
            List<String> taken = unsupported.getSupportedMediaTypes().stream()
                    .map(MediaType::toString)
                    .toList();
            problem.setTitle(TITLES.get(415));
            problem.setDetail(taken.isEmpty() ? "此处不接受请求体，请去掉 / this call takes no body: leave it out" : types(taken));
            problem.setProperty("accepted", taken);
        } else if (said instanceof ProblemDetail problem && e instanceof MaxUploadSizeExceededException large) {
            long most = large.getMaxUploadSize() >> 20;
            problem.setTitle(TITLES.get(413));
            problem.setDetail(
                    most < 0
                            ? "表单分部的名称或者头部过长，请缩短文件名 / a name or header in the form is too long: shorten the name of the"
                                    + " file"
                            : "此处一次最多 " + most + " MB；成批的记录请用 POST /api/v1/records 报送 / at most " + most
                                    + " MB here: send many records to POST /api/v1/records");
        } else if (said instanceof ProblemDetail problem) {
            problem.setTitle(TITLES.getOrDefault(status.value(), "请求有误 / bad request"));
            problem.setDetail(refusal(e));
        }
        return super.handleExceptionInternal(e, said, headers, status, request);
    }

    private static String refusal(Exception e) {
        if (e instanceof TypeMismatchException mismatch) {
            String given = "`" + mismatch.getPropertyName() + "=" + mismatch.getValue() + "`";
            return given + " 应为整数 / " + given + " has to be a whole number";
        }
        if (e instanceof MissingServletRequestPartException missing) {
            String name = "`" + missing.getRequestPartName() + "`";
            return "表单缺少文件字段 " + name + " / the form lacks the file: send it as " + name;
        }
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            String taken = String.join(
                    ", ", Optional.ofNullable(method.getSupportedMethods()).orElse(new String[0]));
            return "`" + method.getMethod() + "` 不可用于此地址，可用：" + taken + " / `" + method.getMethod()
                    + "` is not taken here, but: " + taken;
        }
        if (e instanceof HttpMediaTypeNotAcceptableException unacceptable) {
            String offered = unacceptable.getSupportedMediaTypes().stream()
                    .map(MediaType::toString)
                    .collect(Collectors.joining(", "));
            return "请在 Accept 中接受所提供的格式：" + offered + " / accept one of these in Accept: " + offered;
        }
        return "请核对地址和参数，接口说明见 /api/docs / check address and parameters, /api/docs describes them";
    }

    private static String types(List<String> taken) {
        String all = String.join(", ", taken);
        String one = taken.stream()
                .filter(type -> !type.startsWith("multipart/"))
                .findFirst()
                .orElse(taken.get(0));
        boolean text = taken.contains(BodyTypes.CSV);
        return "请在 Content-Type 中写明请求体的格式，此处可用 " + all + (text ? "；字符集写作 charset=utf-8 或者 charset=gb18030" : "")
                + "。用 curl 的，加上 -H 'Content-Type: " + one + "' / say in Content-Type what the body is, here one of "
                + all
                + (text ? "; a charset as charset=utf-8 or charset=gb18030" : "") + ". With curl add -H 'Content-Type: "
                + one + "'";
    }

    private static ProblemDetail problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }
}
