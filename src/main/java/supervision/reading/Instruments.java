package supervision.reading;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Figures;
import supervision.dossier.Today;
import supervision.language.Operand;

/** The two instruments that rules may ask. What is not written out here cannot be asked. */
record Instruments(Today today, Figures figures) {

    @Nullable
    Object ask(Operand.Asked asked, List<? extends @Nullable Object> with) {
        return switch (asked.instrument() + "." + asked.question() + "/" + with.size()) {
            case "today.before/1" -> today.before(day(with, 0));
            case "today.later/2" -> today.later(day(with, 0), day(with, 1));
            case "today.past/1" -> today.past(day(with, 0));
            case "today.reached/1" -> today.reached(day(with, 0));
            case "figures.after/2" -> figures.after(text(with, 0), day(with, 1));
            case "figures.calendarCovers/2" -> figures.calendarCovers(text(with, 0), day(with, 1));
            case "figures.due/2" -> figures.due(text(with, 0), day(with, 1));
            case "figures.is/2" -> figures.is(text(with, 0), text(with, 1));
            case "figures.known/1" -> figures.known(text(with, 0));
            case "figures.known/2" -> figures.known(text(with, 0), text(with, 1));
            case "figures.maps/2" -> figures.maps(text(with, 0), text(with, 1));
            case "figures.opens/2" -> figures.opens(text(with, 0), day(with, 1));
            case "figures.tier/2" -> figures.tier(text(with, 0), text(with, 1));
            case "figures.tierOf/1" -> figures.tierOf(text(with, 0));
            case "figures.value/1" -> figures.value(text(with, 0));
            case "figures.value/2" -> figures.value(text(with, 0), text(with, 1));
            default -> throw new IllegalArgumentException("no instrument answers `" + asked + "`");
        };
    }

    private static LocalDate day(List<? extends @Nullable Object> with, int index) {
        return (LocalDate) with.get(index);
    }

    private static String text(List<? extends @Nullable Object> with, int index) {
        return (String) with.get(index);
    }
}
