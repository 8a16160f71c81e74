package supervision.law;

/** A calendar of working days that contradicts itself. Says what is wrong and what to do, in Chinese and in English. */
public final class CalendarException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String zh;
    private final String en;

    CalendarException(String zh, String en) {
        super(zh + " / " + en);
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
