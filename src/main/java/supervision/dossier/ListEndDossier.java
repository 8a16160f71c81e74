package supervision.dossier;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.AbnormalMadeGood;
import supervision.facts.AbnormalEntry;
import supervision.facts.Channel;
import supervision.rulepack.Tables.Deadline;
import supervision.rulepack.Tables.DeadlineMatter;

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
        material.abnormal.forEach(this::prepareAbnormal);
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

    private static List<String> numbers(@Nullable Deadline deadline) {
        return deadline == null ? List.of() : List.of(deadline.days());
    }
}
