package supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import supervision.engine.Engines;
import supervision.replay.FixtureCase;
import supervision.replay.Replay;
import supervision.replay.ReplayReport;
import supervision.replay.RuleUse;

/** The cases of this repository, replayed once for all tests that ask what they show. */
public final class ShippedCases {

    public static final ReplayReport REPORT = replayed();
    static final List<RuleUse> USES = RuleUse.of(
            Engines.with(null).pack(), REPORT, set -> Engines.with(set).reading());
    static final List<FixtureCase> CASES =
            REPORT.results().stream().map(ReplayReport.Result::asked).toList();

    private ShippedCases() {}

    private static ReplayReport replayed() {
        try {
            return Replay.run(Path.of("fixtures"), Engines::with);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
