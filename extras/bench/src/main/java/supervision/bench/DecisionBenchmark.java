package supervision.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import supervision.decision.Decision;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Prepared;
import supervision.dossier.Today;
import supervision.engine.BareEvaluation;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.reading.SecondReading;
import supervision.rulepack.RulePack;

/** One decision, warm: by the service's engine and by the rule engine alone. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class DecisionBenchmark {

    /** Which entity a thread asks about next. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;

        <T> T of(List<T> all) {
            next = next + 1 == all.size() ? 0 : next + 1;
            return all.get(next);
        }
    }

    @State(Scope.Benchmark)
    public static class Service {

        @Param({"mixed", "50", "500"})
        public String entities = "mixed";

        RulePack pack;
        DecisionEngine engine;
        List<Case> cases;

        @Setup(Level.Trial)
        public void compile() {
            pack = ReferenceEntities.pack();
            engine = DecisionEngine.compile(pack);
            cases = ReferenceEntities.of(entities);
        }
    }

    @State(Scope.Benchmark)
    public static class Bare {

        @Param({"mixed", "50", "500"})
        public String entities = "mixed";

        BareEvaluation rules;
        final List<BareEvaluation.Facts> facts = new ArrayList<>();

        @Setup(Level.Trial)
        public void compile() {
            RulePack pack = ReferenceEntities.pack();
            DecisionEngine engine = DecisionEngine.compile(pack);
            rules = BareEvaluation.compile(pack, ReferenceEntities.DAY);
            for (Case each : ReferenceEntities.of(entities)) {
                BareEvaluation.Facts prepared = BareEvaluation.facts(each, engine);
                // equal findings count once, so there may be fewer of them than rules that fired
                if (rules.pooled(prepared) < prepared.findings() || rules.newSession(prepared) < prepared.findings()) {
                    throw new IllegalStateException("the engine alone comes to fewer findings");
                }
                facts.add(prepared);
            }
        }
    }

    @State(Scope.Benchmark)
    public static class Facts {

        @Param({"mixed", "50", "500"})
        public String entities = "mixed";

        RulePack pack;
        List<Case> cases;

        @Setup(Level.Trial)
        public void read() {
            pack = ReferenceEntities.pack();
            cases = ReferenceEntities.of(entities);
        }
    }

    /** Findings with evidence, figures and the next day on which one may change. */
    @Benchmark
    public SecondReading.Evaluation evaluate(Service service, Turn turn) {
        return service.engine.evaluate(turn.of(service.cases));
    }

    /** The whole decision, with the exact day until which it holds. */
    @Benchmark
    public Decision decide(Service service, Turn turn) {
        return service.engine.decide(turn.of(service.cases));
    }

    @Benchmark
    public int bare(Bare bare, Turn turn) {
        return bare.rules.pooled(turn.of(bare.facts));
    }

    @Benchmark
    public int bareNewSession(Bare bare, Turn turn) {
        return bare.rules.newSession(turn.of(bare.facts));
    }

    /** What the service does before any rule is asked. */
    @Benchmark
    public List<Prepared> prepare(Facts facts, Turn turn) {
        Case asked = turn.of(facts.cases);
        Today today = new Today(asked.asOf());
        return Dossier.prepare(asked, facts.pack, today, new Figures(facts.pack, today));
    }
}
