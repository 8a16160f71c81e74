package supervision.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import supervision.replay.FixtureReader;
import supervision.rulepack.PackFiles;

class MutationScoreTest {
    @Test
    void score() throws Exception {
        long t0 = System.nanoTime();
        Readings readings = new Readings(PackFiles.ofDirectory(Path.of("rules")));
        PlayedCases played =
                PlayedCases.of(FixtureReader.read(Path.of("fixtures")).cases(), readings);
        long t1 = System.nanoTime();
        MutationScore score = MutationScore.of(played, played.pack().rules());
        long t2 = System.nanoTime();
        String out = score.killed() + "/" + score.mutants() + " " + score.percent() + "% play " + (t1 - t0) / 1000000
                + " ms mutants " + (t2 - t1) / 1000000 + " ms; tests " + ConditionCoverage.tests(played.pack()) + "\n"
                + played.coverage().unseen(played.pack()).stream()
                        .map(u -> "UNSEEN " + u.held() + " " + u.rule().file() + ":"
                                + u.test().place() + " " + u.rule().name() + ": " + u.test())
                        .collect(Collectors.joining("\n"))
                + "\n"
                + score.survivors().stream()
                        .map(s -> s.file() + ":" + s.line() + ":" + s.column() + " | " + s.rule() + " | " + s.change())
                        .collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target/score.txt"), out);
    }
}
