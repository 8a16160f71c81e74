package supervision.rulepack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import supervision.language.Declaration;
import supervision.language.Declaration.Part;
import supervision.language.Instance;
import supervision.language.Row;
import supervision.rulepack.Tables.Catalogue;
import supervision.rulepack.Tables.CatalogueMeasure;

/**
 * The editions of the catalogue of measures as rows: what stands below {@code measures/} is written for people by editions, with
 * local supplements, and rules ask what holds on a day.
 */
final class CatalogueRows {

    /** The table that rule files name. */
    static final String TABLE = "measures";

    private CatalogueRows() {}

    /** Rows of a declared table, each with the days of its edition. */
    static List<Row> of(Declaration table, List<Catalogue> editions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < editions.size(); i++) {
            Catalogue edition = editions.get(i);
            LocalDate until = i + 1 < editions.size() ? editions.get(i + 1).from() : LocalDate.MAX;
            for (CatalogueMeasure measure : edition.measures().values()) {
                Map<String, Object> own = Map.of(
                        "measure",
                        measure.id(),
                        "first",
                        edition.from(),
                        "until",
                        until,
                        "needsSecondBasis",
                        measure.needsSecondBasis(),
                        "executedBy",
                        measure.executedBy().name(),
                        "repairEnds",
                        measure.repairEnds(),
                        "marketOnly",
                        measure.marketOnly());
                switch (table.rows()) {
                    case "bases" -> measure.bases().forEach(basis -> rows.add(row(table, own, "basis", basis, basis)));
                    case "fields" ->
                        measure.fields().forEach(field -> rows.add(row(table, own, "field", field, edition.source())));
                    default -> rows.add(row(table, own, "", "", edition.source()));
                }
            }
        }
        return List.copyOf(rows);
    }

    private static Row row(Declaration table, Map<String, Object> own, String part, Object value, String source) {
        Object[] values = table.parts().stream()
                .map(Part::name)
                .map(name -> name.equals(part) ? value : own.getOrDefault(name, ""))
                .toArray();
        return new Row(new Instance(table, values), List.of(source));
    }
}
