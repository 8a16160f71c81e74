package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.dossier.Prepared.GovernmentDefault;
import supervision.dossier.Prepared.ListingMeasure;
import supervision.dossier.Prepared.MeasureElsewhere;
import supervision.dossier.Prepared.MeasuresUnrelated;
import supervision.facts.Entity;
import supervision.rulepack.LegalSource;
import supervision.rulepack.Tables.Catalogue;
import supervision.rulepack.Tables.CatalogueMeasure;
import supervision.rulepack.Tables.Executor;
import supervision.rulepack.Tables.SeriousList;

/** The measures that an entry brings by the rules of its list, or that its decision orders. */
final class ListMeasureDossier {

    private static final String GOVERNMENT_DEFAULT = "persons/government-default-limits-funds";

    private final Material material;
    private final Today today;

    ListMeasureDossier(Material material) {
        this.material = material;
        this.today = material.today;
    }

    void prepare(Standing entry) {
        SeriousList list = entry.list();
        Catalogue catalogue = catalogueInForce();
        Set<String> instead = prepareGovernmentDefault(entry, catalogue);
        Set<String> ids = new TreeSet<>(list.measures());
        ids.addAll(entry.ordered());
        if (catalogue != null && entry.inForce() && !list.ofPublicBodies()) {
            catalogue.measures().values().stream()
                    .filter(CatalogueMeasure::needsSecondBasis)
                    .forEach(measure -> ids.add(measure.id()));
        }
        ids.removeAll(instead);
        Elsewhere elsewhere = new Elsewhere(entry);
        Set<String> unrelated = new TreeSet<>();
        for (String id : ids) {
            CatalogueMeasure measure =
                    catalogue == null ? null : catalogue.measures().get(id);
            if (measure != null && measure.executedBy() == Executor.LISTING_UNIT) {
                // the entry itself: the service concludes no listing
                continue;
            }
            boolean ordered = entry.ordered().contains(id) && !list.measures().contains(id);
            ListingMeasure prepared = measure(entry, id, catalogue, measure);
            material.add(prepared);
            if (measure == null) {
                continue;
            }
            boolean applies = prepared.basisInForce()
                    && prepared.secondBasis()
                    && prepared.suited()
                    && (entry.sufficient() == Known.YES || !measure.reducesRights());
            // of a cancelled entity only what the court took is left for somebody: it reaches persons and is the
            // court's to lift
            boolean someone = prepared.executable() || (measure.executedBy() == Executor.COURT && !ordered);
            if (someone
                    && measure.executedBy() != Executor.DISTRICT
                    && (ordered || (applies && prepared.competent()))) {
                elsewhere.add(measure, ordered);
            }
            if (ordered
                    && !measure.fields().isEmpty()
                    && !list.fields().isEmpty()
                    && Collections.disjoint(measure.fields(), list.fields())) {
                unrelated.addAll(measure.bases());
            }
        }
        elsewhere.prepare();
        if (!unrelated.isEmpty()) {
            List<String> sources = new ArrayList<>(List.of(list.source()));
            sources.addAll(unrelated);
            material.add(new MeasuresUnrelated(entry.records(), entry.id(), List.copyOf(sources)));
        }
    }

    private ListingMeasure measure(
            Standing entry, String id, @Nullable Catalogue catalogue, @Nullable CatalogueMeasure measure) {
        SeriousList list = entry.list();
        boolean named = list.measures().contains(id);
        List<String> sources = new ArrayList<>(List.of(list.source()));
        List<String> bases = measure == null
                ? List.of()
                : measure.bases().stream().filter(material::inForce).toList();
        if (measure != null && catalogue != null) {
            sources.add(catalogue.source());
            if (named) {
                sources.addAll(bases);
            }
        }
        return new ListingMeasure(
                entry.records(),
                entry.id(),
                list.id(),
                id,
                entry.sufficient(),
                measure == null || measure.reducesRights(),
                measure != null,
                measure == null || !measure.needsSecondBasis() || (named && bases.size() > 1),
                entry.inForce() && (measure == null || !bases.isEmpty()),
                measure == null || named || !entry.ordered().contains(id) || measure.executedBy() == Executor.DISTRICT,
                measure == null || !measure.marketOnly() || !material.owned(Entity.Ownership.PUBLIC_BODY),
                !material.stoodAs(Entity.Status.CANCELLED),
                entry.from(),
                entry.until(),
                entry.ending(),
                List.copyOf(sources),
                entry.numbers());
    }

    /** Measures of an entry that are not the district's, each kind of them told once. */
    private final class Elsewhere {

        private final Standing entry;
        private final List<CatalogueMeasure> ofCourt = new ArrayList<>();
        private final List<CatalogueMeasure> ofOthers = new ArrayList<>();
        private final List<CatalogueMeasure> beyondTheList = new ArrayList<>();

        Elsewhere(Standing entry) {
            this.entry = entry;
        }

        void add(CatalogueMeasure measure, boolean ordered) {
            List<CatalogueMeasure> ofTheList = measure.executedBy() == Executor.COURT ? ofCourt : ofOthers;
            (ordered ? beyondTheList : ofTheList).add(measure);
        }

        void prepare() {
            prepare(ofCourt, true, false);
            prepare(ofOthers, false, false);
            prepare(beyondTheList, false, true);
        }

        private void prepare(List<CatalogueMeasure> measures, boolean byCourt, boolean ordered) {
            if (measures.isEmpty()) {
                return;
            }
            Set<String> bases = new TreeSet<>();
            measures.forEach(measure -> bases.addAll(measure.bases()));
            List<String> sources = new ArrayList<>(List.of(entry.list().source()));
            sources.addAll(bases);
            material.add(new MeasureElsewhere(
                    entry.records(),
                    entry.id(),
                    byCourt,
                    ordered,
                    !ordered && measures.stream().anyMatch(measure -> !measure.repairEnds()),
                    List.copyOf(sources),
                    entry.numbers()));
        }
    }

    /** What the list brings for a public body; returns the measures that this replaces. */
    private Set<String> prepareGovernmentDefault(Standing entry, @Nullable Catalogue catalogue) {
        SeriousList list = entry.list();
        String source = list.publicBodySource();
        if (source == null
                || catalogue == null
                || !entry.inForce()
                || !material.owned(Entity.Ownership.PUBLIC_BODY)
                || material.stoodAs(Entity.Status.CANCELLED)
                || !material.inForce(source)
                || !material.figures.is(GOVERNMENT_DEFAULT, "true")) {
            return Set.of();
        }
        LegalSource instrument = material.pack.sources().get(source.substring(0, source.indexOf('/')));
        LocalDate from = instrument == null ? entry.from() : today.later(entry.from(), instrument.from());
        Set<String> measures = new TreeSet<>(list.publicBodyMeasures());
        measures.retainAll(catalogue.measures().keySet());
        for (String id : measures) {
            material.add(new GovernmentDefault(
                    entry.records(),
                    entry.id(),
                    id,
                    from,
                    entry.until(),
                    entry.ending(),
                    List.of(source, catalogue.source(), list.source()),
                    with(entry.numbers(), GOVERNMENT_DEFAULT)));
        }
        return measures;
    }

    private static List<String> with(List<String> numbers, String number) {
        List<String> all = new ArrayList<>(numbers);
        all.add(number);
        return List.copyOf(all);
    }

    private @Nullable Catalogue catalogueInForce() {
        Catalogue found = null;
        for (Catalogue edition : material.pack.tables().catalogues()) {
            if (today.reached(edition.from())) {
                found = edition;
            }
        }
        return found;
    }
}
