package supervision.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.dossier.BeforeModelledLawException;
import supervision.dossier.Decider;
import supervision.law.CalendarMissingException;
import supervision.law.LegalPeriods;
import supervision.law.SourceRef;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;

/** Runs cases and compares the answers with those expected. */
public final class Replay {

    private static final String VALID_UNTIL = "validUntil";

    private final Function<@Nullable String, ? extends Decider> engines;

    /** @param engines gives the engine with an example set, null for none; asked only for sets that a case uses */
    public Replay(Function<@Nullable String, ? extends Decider> engines) {
        this.engines = engines;
    }

    /**
     * Runs a case file, or all below a folder.
     *
     * @throws IOException if there is no such file or folder
     */
    public static ReplayReport run(Path fixtures, Function<@Nullable String, ? extends Decider> engines)
            throws IOException {
        FixtureReader.Fixtures read = FixtureReader.read(fixtures);
        Replay replay = new Replay(engines);
        return new ReplayReport(read.cases().stream().map(replay::run).toList(), read.problems());
    }

    /** Runs one case. */
    public ReplayReport.Result run(FixtureCase asked) {
        FixtureCase.Question question = asked.question();
        if (question instanceof FixtureCase.Decide decide) {
            return decide(asked, decide);
        }
        List<String> differences = new ArrayList<>();
        RulePack pack = engines.apply(null).pack();
        unknownClauses(asked, pack, differences);
        if (question instanceof FixtureCase.CountPeriod count) {
            compare("last day", count.lastDay(), LegalPeriods.lastDay(count.from(), count.period()), differences);
        } else if (question instanceof FixtureCase.CountWorkingDays count) {
            compare(
                    "last day",
                    count.expected(),
                    lastDay(pack, count.from(), count.days(), count.knownOn()),
                    differences);
        } else if (question instanceof FixtureCase.CalendarMissing missing) {
            compare(
                    "last day",
                    new CalendarMissingException(missing.year()).getMessage(),
                    lastDay(pack, missing.from(), missing.days(), missing.knownOn()),
                    differences);
        }
        return new ReplayReport.Result(asked, differences, null);
    }

    /** The day as text, or why it cannot be told. */
    private static String lastDay(RulePack pack, LocalDate from, int days, @Nullable LocalDate knownOn) {
        try {
            return (knownOn == null ? pack.calendar() : pack.calendar().knownOn(knownOn))
                    .plus(from, days)
                    .toString();
        } catch (CalendarMissingException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private ReplayReport.Result decide(FixtureCase asked, FixtureCase.Decide question) {
        List<String> differences = new ArrayList<>();
        Decider engine = engines.apply(question.examples());
        unknownClauses(asked, engine.pack(), differences);
        Decision decision;
        try {
            decision = assuming(engine, question).decide(question.asked());
        } catch (BeforeModelledLawException | AssumedFigureException e) {
            differences.add("the case cannot be decided: " + e.getMessage());
            return new ReplayReport.Result(asked, differences, null);
        }
        FixtureCase.Expected expected = question.expected();
        if (expected.saysValidUntil()) {
            compare(VALID_UNTIL, expected.validUntil(), decision.validUntil(), differences);
        }
        if (expected.disposition() != null) {
            compare("disposition", expected.disposition(), decision.disposition(), differences);
        }
        if (expected.warnings() != null) {
            compare("warnings", expected.warnings(), warnings(decision), differences);
        }
        expected.report()
                .forEach((use, parts) -> compare("report " + use, parts, parts(engine.pack(), use), differences));
        compareFindings(expected, decision.findings(), engine.pack(), differences);
        return new ReplayReport.Result(asked, differences, decision);
    }

    static List<String> warnings(Decision decision) {
        return decision.warnings().stream().map(Decision.Warning::code).toList();
    }

    /** The parts that a report for a use has; null for a use that the pack does not have. */
    static @Nullable List<String> parts(RulePack pack, String use) {
        Tables.ReportUse known = pack.tables().reports().uses().get(use);
        return known == null ? null : known.parts().stream().map(Enum::name).toList();
    }

    /**
     * The decider of a case, with the figures that it assumes.
     *
     * @throws AssumedFigureException if the pack has no such figure, or if it is settled on the day asked about
     */
    static Decider assuming(Decider engine, FixtureCase.Decide question) {
        return question.figures().isEmpty() ? engine : engine.with(assuming(engine.pack(), question));
    }

    /**
     * A pack in which the figures hold that a case assumes, from the first day on.
     *
     * @throws AssumedFigureException if the pack has no such figure, or if it is settled on the day asked about
     */
    public static RulePack assuming(RulePack pack, FixtureCase.Decide question) {
        Map<String, String> figures = question.figures();
        LocalDate day = question.asked().asOf();
        Map<String, Parameter> parameters = new TreeMap<>(pack.parameters());
        figures.forEach((id, value) -> {
            Parameter parameter = parameters.get(id);
            if (parameter == null) {
                throw new AssumedFigureException(
                        "it assumes the figure `" + id + "`, which the pack does not have: correct the id");
            }
            Parameter.Row settled = parameter.on(day);
            if (settled != null && settled.status().equals("active")) {
                throw new AssumedFigureException("it assumes the figure `" + id + "`, which is settled on " + day
                        + ": leave it out, or correct the pack");
            }
            String source = parameter.rows().get(0).source();
            boolean map = value.startsWith("{");
            Parameter.Row row = new Parameter.Row(
                    pack.modelledFrom(),
                    map ? null : value,
                    map ? entries(value) : Map.of(),
                    source,
                    "NONE",
                    "placeholder",
                    null);
            parameters.put(id, new Parameter(id, parameter.title(), parameter.unit(), List.of(row)));
        });
        return pack.with(parameters);
    }

    /** A map as {@link Statement#canonical} writes it. */
    private static Map<String, String> entries(String map) {
        Map<String, String> entries = new TreeMap<>();
        for (String entry : map.substring(1, map.length() - 1).split(", ")) {
            int equals = entry.indexOf('=');
            entries.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return entries;
    }

    /** A case assumes a figure that it cannot assume under this pack. */
    public static final class AssumedFigureException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AssumedFigureException(String problem) {
            super(problem);
        }
    }

    private static void unknownClauses(FixtureCase asked, RulePack pack, List<String> differences) {
        for (SourceRef ref : asked.why()) {
            try {
                Objects.requireNonNull(pack.clause(ref));
            } catch (IllegalArgumentException e) {
                differences.add("`why` cites `" + ref + "`, a clause that the pack does not have: cite one it has");
            }
        }
    }

    private static void compare(
            String what, @Nullable Object expected, @Nullable Object found, List<String> differences) {
        String wanted = String.valueOf(expected);
        String got = String.valueOf(found);
        if (!wanted.equals(got)) {
            differences.add(what + ": expected " + wanted + " / found " + got);
        }
    }

    /** Whether a difference of a case is about how long the answer holds. */
    public static boolean isOfValidUntil(String difference) {
        return difference.startsWith(VALID_UNTIL + ": ");
    }

    /** Rule and conclusion of a finding on one line, as in the differences of a case. */
    public static String brief(Finding finding) {
        return Statement.of(finding).brief();
    }

    /** The findings that a case compares, in the order in which it states them. */
    static List<Statement> compared(FixtureCase.Expected expected, Collection<Finding> findings) {
        return findings.stream()
                .map(Statement::of)
                .filter(statement ->
                        expected.within().isEmpty() || expected.within().contains(statement.type()))
                .sorted()
                .toList();
    }

    private static void compareFindings(
            FixtureCase.Expected expected, List<Finding> findings, RulePack pack, List<String> differences) {
        List<Statement> unexpected = new ArrayList<>(compared(expected, findings));
        List<Statement> missing = new ArrayList<>();
        for (Statement statement : expected.statements()) {
            if (!unexpected.remove(statement)) {
                missing.add(statement);
            }
        }
        for (Statement wanted : missing) {
            Statement nearest = nearest(wanted, unexpected);
            if (nearest != null) {
                unexpected.remove(nearest);
                differ(wanted, nearest, differences);
            } else if (pack.rules().stream().anyMatch(rule -> rule.name().equals(wanted.rule()))) {
                differences.add("missing finding: expected " + wanted.brief() + " / found nothing like it");
            } else {
                differences.add(
                        "missing finding: the pack has no rule `" + wanted.rule() + "`: correct the name of the rule");
            }
        }
        for (Statement found : unexpected) {
            differences.add("unexpected finding: expected nothing like it / found " + found.brief() + " from "
                    + found.evidence() + " with " + found.parameters());
        }
    }

    /** Of the findings of the same rule, the one with the fewest differences. */
    private static @Nullable Statement nearest(Statement wanted, List<Statement> found) {
        Statement nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (Statement candidate : found) {
            if (candidate.rule().equals(wanted.rule()) && candidate.type().equals(wanted.type())) {
                List<String> differences = new ArrayList<>();
                differ(wanted, candidate, differences);
                if (differences.size() < fewest) {
                    fewest = differences.size();
                    nearest = candidate;
                }
            }
        }
        return nearest;
    }

    private static void differ(Statement wanted, Statement found, List<String> differences) {
        String at = "`" + wanted.rule() + "` → " + wanted.type();
        SortedSet<String> names = new TreeSet<>(wanted.members().keySet());
        names.addAll(found.members().keySet());
        for (String name : names) {
            compare(at + "." + name, wanted.members().get(name), found.members().get(name), differences);
        }
        compare(at + " evidence", wanted.evidence(), found.evidence(), differences);
        Set<String> ids = new TreeSet<>(wanted.parameters().keySet());
        ids.addAll(found.parameters().keySet());
        for (String id : ids) {
            compare(
                    at + " parameter " + id,
                    wanted.parameters().getOrDefault(id, "not asked"),
                    found.parameters().getOrDefault(id, "not asked"),
                    differences);
        }
    }
}
