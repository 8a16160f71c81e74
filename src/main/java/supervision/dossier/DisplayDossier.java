package supervision.dossier;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import supervision.facts.AbnormalEntry;
import supervision.facts.Channel;
import supervision.facts.CourtDefaulter;
import supervision.facts.Display;
import supervision.facts.Fact;
import supervision.facts.ListEntry;

/** What was seen on the channels of publicity, for those who still prepare something of it. */
final class DisplayDossier {

    private DisplayDossier() {}

    /** Whether a record was looked for on a channel on or after a day, last in vain: whatever had to stop there has stopped. */
    static boolean seenGone(Material material, String record, Channel channel, LocalDate since) {
        Display last = null;
        for (Display display : material.displays) {
            if (display.target().equals(record)
                    && display.channel() == channel
                    && (last == null || !display.seenOn().isBefore(last.seenOn()))) {
                last = display;
            }
        }
        return last != null && !last.shown() && !last.seenOn().isBefore(since);
    }

    /** Day on which an entry left its list, today or not; null for anything else. */
    static @Nullable LocalDate leftItsList(Fact fact) {
        if (fact instanceof ListEntry entry) {
            return entry.removedOn();
        } else if (fact instanceof CourtDefaulter entry) {
            return entry.deletedOn();
        }
        return fact instanceof AbnormalEntry entry ? entry.removedOn() : null;
    }
}
