package supervision.intake;

import java.util.Locale;

/** A message in both languages of the users, Chinese first. */
record Words(String zh, String en) {

    /** The same arguments go into both: number them ({@code %1$s}) where the order differs. */
    static Words of(String zh, String en, Object... arguments) {
        return new Words(String.format(Locale.ROOT, zh, arguments), String.format(Locale.ROOT, en, arguments));
    }

    @Override
    public String toString() {
        return zh + " / " + en;
    }
}
