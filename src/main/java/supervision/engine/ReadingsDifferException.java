package supervision.engine;

import supervision.facts.Case;

/** The two readings of the rules come to different findings about a case: no answer is given. */
public final class ReadingsDifferException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ReadingsDifferException(Case asked) {
        super("两次读取规则的结果不一致 / two readings of the rules differ: " + asked.code() + ", " + asked.asOf());
    }
}
