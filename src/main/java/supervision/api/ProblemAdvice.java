package supervision.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import supervision.casework.DecideCase;
import supervision.engine.BeforeModelledLawException;
import supervision.intake.UnreadableFileException;

/** Errors as problem details (RFC 9457): what is wrong and what to do, in both languages. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ProblemDetail badRequest(Ask.BadRequestException e) {
        return problem(HttpStatus.BAD_REQUEST, e.title(), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail badFacts(DecisionController.BadFactsException e) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                "事实有误 / facts that cannot be used",
                "请按 setAside 逐条更正后重新提交；row 为第几条 / correct what setAside lists and send it again; row counts the facts");
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

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ProblemDetail databaseGone(Exception e) {
        LOG.error("the database does not answer", e);
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "数据库不可用 / database not available",
                "数据没有改变，请稍后重试 / nothing was changed, try again later");
    }

    @ExceptionHandler
    ProblemDetail anythingElse(Exception e) {
        LOG.error("a request failed", e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "服务内部错误 / internal error",
                "请将时间和请求告诉维护人员 / tell those who run the service when and what you asked");
    }

    private static ProblemDetail problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }
}
