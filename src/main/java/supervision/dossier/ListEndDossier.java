package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.AbnormalMadeGood;
import supervision.dossier.Prepared.RemovedListing;
import supervision.facts.AbnormalEntry;
import supervision.facts.Channel;
import supervision.facts.ListEntry;
import supervision.rulepack.Tables.Deadline;
import supervision.rulepack.Tables.DeadlineMatter;
import supervision.rulepack.Tables.SeriousList;

/** What has to follow when an entry ends: publicity stops, and an entry that was made good is removed. */
final class ListEndDossier {

    private final Material material;
    private final Figures figures;
    private final RepairDossier repairs;

    ListEndDossier(Material material) {
        this.material = material;
        this.figures = material.figures;
        this.repairs = new RepairDossier(material);
    }

    void prepare() {
        material.removedEntries.forEach(this::prepareRemoved);
        material.abnormal.forEach(this::prepareAbnormal);
    }

    private void prepareRemoved(ListEntry entry) {
        SeriousList list = material.pack.tables().lists().get(entry.list());
        LocalDate removed = entry.removedOn();
        if (list == null || removed == null || material.happened(entry.publicityStoppedOn())) {
            return;
        }
        Channel channel = ListDossier.channelOf(list);
        if (DisplayDossier.seenGone(material, entry.id(), channel, removed)) {
            return;
        }
        boolean revoked = entry.removal() == ListEntry.Removal.REVOKED;
        // what a revoked decision put up is withdrawn, which has days of its own
        Deadline deadline =
                revoked ? null : material.pack.tables().deadline(DeadlineMatter.STOP_AFTER_REMOVAL, channel, removed);
        boolean dated = deadline != null && figures.calendarCovers(deadline.days(), removed);
        LocalDate due = dated && deadline != null ? figures.due(deadline.days(), removed) : removed;
        material.add(new RemovedListing(
                entry.id(),
                channel,
                removed,
                revoked,
                dated,
                due,
                entry.publicityStoppedOn() != null,
                due.plusDays(1),
                sources(list.source(), deadline),
                numbers(deadline)));
    }

    private void prepareAbnormal(AbnormalEntry entry) {
        LocalDate remedied = entry.remediedOn();
        if (remedied == null || !material.happened(remedied) || repairs.handles(entry.id())) {
            return;
        }
        Deadline deadline =
                material.pack.tables().deadline(DeadlineMatter.ABNORMAL_REMOVAL, Channel.PUBLICITY_SYSTEM, remedied);
        boolean dated = deadline != null && figures.calendarCovers(deadline.days(), remedied);
        material.add(new AbnormalMadeGood(
                entry.id(),
                remedied,
                dated,
                dated && deadline != null ? figures.due(deadline.days(), remedied) : remedied,
                deadline == null ? List.of() : List.of(deadline.source()),
                numbers(deadline)));
    }

    private static List<String> sources(String own, @Nullable Deadline deadline) {
        return deadline == null ? List.of(own) : List.of(own, deadline.source());
    }

    private static List<String> numbers(@Nullable Deadline deadline) {
        return deadline == null ? List.of() : List.of(deadline.days());
    }
}
