package supervision.casework;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import supervision.dossier.Decider;
import supervision.engine.DecisionEngine;
import supervision.reading.SecondReading;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;

/** A second reading that has one figure wrong: how many of the strict tier are inspected. Nothing else differs. */
@TestConfiguration
public class MisreadingReader {

    private static final String FIGURE = "inspection/ratio/strict";

    @Bean
    Crosscheck.SecondReader secondReader() {
        return MisreadingReader::misread;
    }

    static Decider misread(DecisionEngine engine) {
        RulePack pack = engine.pack();
        Parameter right = pack.parameter(FIGURE);
        List<Parameter.Row> wrong = right.rows().stream()
                .map(row -> new Parameter.Row(
                        row.from(), "0.01", Map.of(), row.source(), row.evidence(), row.status(), row.set()))
                .toList();
        Map<String, Parameter> figures = new TreeMap<>(pack.parameters());
        figures.put(FIGURE, new Parameter(FIGURE, right.title(), right.unit(), wrong));
        return SecondReading.of(pack.with(figures));
    }
}
