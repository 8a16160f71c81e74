package supervision.cli;

/**
 * Text in which nothing can hide: what would steer a terminal, reorder what stands beside it or show as nothing is written as
 * {@code \}{@code u001b}, in the way of JSON, where that is the same character.
 *
 * <p>These are the controls, the formatting characters (overrides of the direction, spaces without width, marks of byte
 * order), the separators of lines and paragraphs, and halves of a pair. Characters for private use stay: rare characters of
 * names are written with them.
 */
final class Visible {

    private Visible() {}

    /** All of it but the ends of lines. */
    static String text(String text) {
        return text(text, "\n");
    }

    /** On one line, whatever it holds. */
    static String line(String text) {
        return text(text, "");
    }

    /** @param kept characters that stay as they are */
    static String text(String text, String kept) {
        if (text.codePoints().allMatch(point -> stays(point, kept))) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (stays(point, kept)) {
                visible.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    visible.append("\\u%04x".formatted((int) unit));
                }
            }
        });
        return visible.toString();
    }

    private static boolean stays(int point, String kept) {
        return kept.indexOf(point) >= 0 || !hides(point);
    }

    private static boolean hides(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
