package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.EntryGone;
import supervision.dossier.Prepared.ShownWithoutRecord;
import supervision.dossier.Prepared.Withdrawal;
import supervision.facts.AbnormalEntry;
import supervision.facts.AdministrativeAct;
import supervision.facts.Channel;
import supervision.facts.CourtDefaulter;
import supervision.facts.Display;
import supervision.facts.Fact;
import supervision.facts.ListEntry;
import supervision.facts.Penalty;
import supervision.facts.Permit;

/** What was seen on the channels of publicity, as far as it does not depend on what rules find. */
final class DisplayDossier {

    static final String WITHDRAW = "publication/withdraw-after-revocation";
    static final String WITHDRAW_SAMR = "publication/samr/withdraw";

    private final Material material;
    private final Figures figures;

    DisplayDossier(Material material) {
        this.material = material;
        this.figures = material.figures;
    }

    void prepare() {
        Map<RecordOnChannel, Display> seen = latest(material.displays);
        for (Penalty penalty : material.penalties) {
            if (penalty.revokedOn() != null && material.happened(penalty.revokedOn())) {
                withdraw(penalty.id(), true, Channel.CREDIT_CHINA, penalty.revokedOn(), seen);
                if (onPublicitySystem(penalty)) {
                    withdraw(penalty.id(), true, Channel.PUBLICITY_SYSTEM, penalty.revokedOn(), seen);
                }
            }
        }
        for (Permit permit : material.permits) {
            if (permit.revokedOn() != null && material.happened(permit.revokedOn())) {
                withdraw(permit.id(), false, Channel.CREDIT_CHINA, permit.revokedOn(), seen);
            }
        }
        for (AdministrativeAct act : material.acts) {
            if (act.revokedOn() != null && material.happened(act.revokedOn())) {
                withdraw(act.id(), false, Channel.CREDIT_CHINA, act.revokedOn(), seen);
            }
        }
        prepareSeen(seen);
    }

    private boolean onPublicitySystem(Penalty penalty) {
        return material.pack.tables().regimes().values().stream()
                .anyMatch(
                        regime -> regime.channel() == Channel.PUBLICITY_SYSTEM && regime.governs(penalty.authority()));
    }

    record RecordOnChannel(String record, Channel channel) {}

    /** What was seen last of each record on each channel. */
    static Map<RecordOnChannel, Display> latest(List<Display> displays) {
        Map<RecordOnChannel, Display> latest = new HashMap<>();
        for (Display display : displays) {
            latest.merge(
                    new RecordOnChannel(display.target(), display.channel()),
                    display,
                    (one, other) -> other.seenOn().isBefore(one.seenOn()) ? one : other);
        }
        return latest;
    }

    static String withdrawBy(Channel channel) {
        return channel == Channel.PUBLICITY_SYSTEM ? WITHDRAW_SAMR : WITHDRAW;
    }

    private void withdraw(
            String record, boolean penalty, Channel channel, LocalDate since, Map<RecordOnChannel, Display> seen) {
        String days = withdrawBy(channel);
        boolean countable = figures.knownOn(days, since) && figures.calendarCovers(days, since);
        Display display = seen.get(new RecordOnChannel(record, channel));
        List<String> records = new ArrayList<>(List.of(record));
        if (display != null && !display.seenOn().isBefore(since)) {
            if (!display.shown()) {
                // somebody looked, and it is gone
                return;
            }
            if (countable && display.seenOn().isAfter(figures.due(days, since))) {
                records.add(display.id());
            }
        }
        boolean overdue = countable && material.today.past(figures.due(days, since));
        material.add(new Withdrawal(List.copyOf(records), record, penalty, channel, since, countable, overdue));
    }

    private void prepareSeen(Map<RecordOnChannel, Display> seen) {
        if (seen.isEmpty()) {
            return;
        }
        Map<String, Fact> facts = new HashMap<>();
        material.related.forEach(other -> facts.put(other.fact().id(), other.fact()));
        material.facts.forEach(fact -> facts.put(fact.id(), fact));
        seen.values().stream().sorted(Comparator.comparing(Display::id)).forEach(display -> {
            Fact target = facts.get(display.target());
            if (target == null && display.shown()) {
                material.add(new ShownWithoutRecord(display.id()));
            }
            LocalDate left = target == null ? null : leftItsList(target);
            if (left != null && material.happened(left)) {
                material.add(new EntryGone(display.target(), display.channel(), left));
            }
        });
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
