package supervision.intake;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a name that nobody knows was meant to be. Only ever said, never acted on. */
public final class Spelling {

    private static final int MOST_SLIPS = 2;

    private Spelling() {}

    /** The known name that a text misspells by its case or by at most two slips of the keyboard; empty if none is near. */
    public static Optional<String> nearest(String text, Collection<String> known) {
        return known.stream()
                .filter(name -> slips(text, name) <= Math.min(MOST_SLIPS, name.length() / 2))
                .min(Comparator.<String>comparingInt(name -> slips(text, name))
                        .thenComparingInt(name -> Math.abs(name.length() - text.length()))
                        .thenComparing(name -> name));
    }

    /** Characters to be added, taken away or replaced, whatever their case. */
    static int slips(String text, String name) {
        if (Math.abs(text.length() - name.length()) > MOST_SLIPS) {
            return Integer.MAX_VALUE;
        }
        String from = text.toUpperCase(Locale.ROOT);
        String to = name.toUpperCase(Locale.ROOT);
        int[] before = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[to.length()];
    }
}
