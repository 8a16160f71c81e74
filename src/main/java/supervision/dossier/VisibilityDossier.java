package supervision.dossier;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import supervision.decision.Recipient;
import supervision.dossier.Prepared.Exhibited;
import supervision.dossier.Prepared.Shareable;
import supervision.facts.BanGround;
import supervision.facts.Channel;
import supervision.facts.Entity;
import supervision.facts.Fact;
import supervision.rulepack.Tables;
import supervision.rulepack.Tables.PartyKind;
import supervision.rulepack.Tables.Place;
import supervision.rulepack.Tables.Visibility;
import supervision.rulepack.Tables.Visible;

/** Joins records with the rows of the table of visibility: where records of their kind can be seen. */
final class VisibilityDossier {

    private final Material material;
    private final Tables tables;

    VisibilityDossier(Material material) {
        this.material = material;
        this.tables = material.pack.tables();
    }

    void prepare() {
        Entity entity = material.entity;
        if (entity == null) {
            // what may be seen depends on what it is
            return;
        }
        PartyKind subject = PartyKind.of(entity.type());
        Stream.of(material.permits, material.acts).flatMap(Collection::stream).forEach(fact -> exhibit(fact, subject));
        share(entity, subject);
        Stream.of(
                        material.penalties,
                        material.listEntries,
                        material.defaulters,
                        material.abnormal,
                        material.banGrounds.stream()
                                .filter(ground -> !pastCeiling(ground))
                                .toList(),
                        material.permits,
                        material.acts,
                        material.inspections,
                        material.voluntary,
                        material.evaluations,
                        material.commitments)
                .flatMap(Collection::stream)
                .forEach(fact -> share(fact, subject));
    }

    /** A ban that runs is law of its own; once it is over, what brought it has the five years of any other act. */
    private boolean pastCeiling(BanGround ground) {
        LocalDate actEnd = ground.conductOn() == null ? ground.decidedOn() : ground.conductOn();
        return BanLaw.over(ground, material)
                && material.figures.known(Material.CEILING)
                && material.today.reached(material.figures.after(Material.CEILING, actEnd));
    }

    private void exhibit(Fact fact, PartyKind subject) {
        for (Channel channel : Channel.values()) {
            Visibility row = tables.visibility(fact, subject, Place.of(channel));
            if (row != null && row.visible() == Visible.YES) {
                material.add(new Exhibited(fact.id(), channel, List.of(row.source())));
            }
        }
    }

    private void share(Fact fact, PartyKind subject) {
        for (Place place : List.of(Place.DEPARTMENTS, Place.CITY_CREDIT_PLATFORM)) {
            Visibility row = tables.visibility(fact, subject, place);
            if (row != null && (row.visible() == Visible.YES || row.visible() == Visible.SUPERVISION_ONLY)) {
                material.add(new Shareable(
                        fact.id(),
                        Recipient.valueOf(place.name()),
                        row.visible() == Visible.SUPERVISION_ONLY,
                        List.of(row.source())));
            }
        }
    }
}
