package supervision.dossier;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import supervision.dossier.Prepared.NoticeNotServed;
import supervision.dossier.Prepared.PenaltyHeld;
import supervision.dossier.Prepared.SectorStandard;
import supervision.dossier.Prepared.Severity;
import supervision.dossier.Prepared.WithdrawnPenalty;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.Penalty;
import supervision.facts.PenaltyKind;
import supervision.rulepack.LocalTables;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;

/** Penalties as shown, or not, on each channel under its regime. */
final class PenaltyDossier {

    private static final String NOTICE = "repair/notice-with-decision";

    private final Material material;
    private final RulePack pack;
    private final Figures figures;

    PenaltyDossier(Material material) {
        this.material = material;
        this.pack = material.pack;
        this.figures = material.figures;
    }

    void prepare(Penalty penalty) {
        LocalTables.SectorClass ofSector =
                penalty.gravity() == null ? material.pack.tables().local().classOf(penalty) : null;
        if (ofSector != null) {
            material.add(new SectorStandard(
                    penalty.id(), Severity.valueOf(ofSector.gravity().name()), List.of(ofSector.source())));
        }
        if (material.happened(penalty.revokedOn()) && penalty.revokedOn() != null) {
            for (Channel channel : channelsOf(penalty)) {
                material.add(new WithdrawnPenalty(List.of(penalty.id()), penalty.id(), channel, penalty.revokedOn()));
            }
            return;
        }
        boolean bansKnown = material.banGrounds.stream()
                .anyMatch(ground -> ground.authority().equals(penalty.authority())
                        && ground.number().equals(penalty.number()));
        if (!material.tooOld(penalty)) {
            // past its ceiling a record is a ground for nothing, not even for a question
            material.add(new PenaltyHeld(
                    penalty.id(),
                    penalty.kinds().contains(PenaltyKind.PERMIT_REVOKED),
                    penalty.kinds().contains(PenaltyKind.OCCUPATION_RESTRICTED),
                    bansKnown,
                    penalty.procedure() == Penalty.Procedure.SUMMARY,
                    material.owned(Entity.Ownership.PUBLIC_BODY),
                    material.owned(Entity.Ownership.STATE_OWNED),
                    penalty.field() == null ? "" : penalty.field().name()));
            if (Boolean.FALSE.equals(penalty.repairNotice()) && figures.isOn(NOTICE, "true", penalty.decidedOn())) {
                material.add(new NoticeNotServed(penalty.id(), penalty.decidedOn(), List.of(NOTICE)));
            }
        }
    }

    /** Every record is for the credit sites; those of market regulators are for the publicity system too. */
    private Set<Channel> channelsOf(Penalty penalty) {
        Set<Channel> channels = EnumSet.of(Channel.CREDIT_CHINA);
        for (Tables.Regime regime : pack.tables().regimes().values()) {
            if (regime.channel() == Channel.PUBLICITY_SYSTEM && regime.governs(penalty.authority())) {
                channels.add(Channel.PUBLICITY_SYSTEM);
            }
        }
        return channels;
    }
}
