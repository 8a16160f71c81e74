package supervision.intake;

/** Why a row is not taken. Never leaves the package: the reader of the row turns it into a {@link SetAside}. */
final class RefusedRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String column;
    private final String value;
    private final String problem;
    private final String remedy;

    RefusedRowException(String column, String value, Words problem, Words remedy) {
        // no stack trace: a file may hold thousands of bad rows, and the place in the code tells nobody anything
        super(problem.toString(), null, false, false);
        this.column = column;
        this.value = value;
        this.problem = problem.toString();
        this.remedy = remedy.toString();
    }

    SetAside setAside(String file, int row) {
        return new SetAside(file, row, column, value, problem, remedy);
    }
}
