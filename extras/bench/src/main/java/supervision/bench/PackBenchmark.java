package supervision.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import supervision.casework.RulesInForce;
import supervision.decision.Decision;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;

/** What happens once: reading and compiling the rules, the first decision, and taking edited rules. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class PackBenchmark {

    @State(Scope.Benchmark)
    public static class Started {

        DecisionEngine engine;
        Case asked;

        @Setup(Level.Trial)
        public void compile() {
            RulePack pack = ReferenceEntities.pack();
            engine = DecisionEngine.compile(pack);
            asked = ReferenceEntities.of("mixed").get(7);
        }
    }

    @State(Scope.Benchmark)
    public static class Running {

        private Map<String, byte[]> files;
        private int edits;
        RulesInForce rules;

        @Setup(Level.Trial)
        public void start() throws IOException {
            files = ReferenceEntities.files().files();
            rules = new RulesInForce(() -> PackFiles.of(files), "default");
        }

        /** A rule file that says the same with one more comment. */
        @Setup(Level.Invocation)
        public void edit() {
            String path = files.keySet().stream()
                    .filter(name -> name.endsWith(".drl"))
                    .findFirst()
                    .orElseThrow();
            Map<String, byte[]> edited = new HashMap<>(files);
            String text = new String(files.get(path), StandardCharsets.UTF_8) + "\n// edit " + edits++ + "\n";
            edited.put(path, text.getBytes(StandardCharsets.UTF_8));
            files = edited;
        }
    }

    /** From files to an engine, in a process that has done nothing before. */
    @Benchmark
    public DecisionEngine readAndCompile() {
        return DecisionEngine.compile(ReferenceEntities.pack());
    }

    @Benchmark
    public Decision firstDecision(Started started) {
        return started.engine.decide(started.asked);
    }

    @Benchmark
    @Fork(
            value = 1,
            jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
    @Warmup(iterations = 2)
    @Measurement(iterations = 5)
    public boolean reload(Running running) throws IOException {
        return running.rules.refresh();
    }
}
