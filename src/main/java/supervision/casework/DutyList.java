package supervision.casework;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supervision.decision.Recipient;
import supervision.decision.Text;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.ledger.Ledger;
import supervision.rulepack.RulePack;

/**
 * What the law makes somebody do within a span of days, over all entities of the ledger.
 *
 * <p>A list for the days {@code from} to {@code to} holds each duty that is found on one of them, today or later, and whose
 * day lies among them. Its day is the last day that the law gives; where the law gives none, or that day had passed when the
 * duty was first found, it is the day on which it was first found. So what is overdue today and what has to be done at once
 * counts for today: it is in every list that begins today or earlier, and in none that begins later. What was due in the past
 * and has been done is no duty any more and is in no list.
 *
 * <p>It is exact as far as what is recorded now goes: each entity is looked at on every day on which its decision can turn.
 * A duty that goes away by itself, such as one about a record whose publicity ends, is in no list that begins after that, and
 * a list that begins before says when.
 *
 * <p>Beside the duties of the decisions it has reminders: of measures and of publicity that end on a known day, by their last
 * day. They are listed where the decision of that day still has that end.
 *
 * <p>A list is a forecast and no decision given to anybody: no receipt is written for it.
 *
 * <p>Entities with nothing but an entry in the register are left out, for nothing is due about them. No transaction is held
 * while the rules run.
 */
public final class DutyList implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DutyList.class);

    /** Longest span, and how far ahead of today it may end. */
    public static final int LONGEST_YEARS = 3;

    public static final int USUAL_DAYS = 30;

    private static final int PAGE = 1_000;

    /** More than a database hands out connections to, besides those for other requests. */
    private static final int MOST_THREADS = 8;

    /** Forecasts kept, each weighed by its duties: some hundred bytes each. */
    private static final long MOST_KEPT = 200_000;

    private static final Comparator<Due> ORDER = Comparator.comparing((Due due) -> !due.overdue())
            .thenComparing(due -> due.dueOn() == null ? due.since() : due.dueOn())
            .thenComparing(Due::code)
            .thenComparing(Due::about)
            .thenComparing(Due::act)
            .thenComparing(Due::who)
            .thenComparing(due -> due.dueOn() == null);

    private final DecideCase decide;
    private final Ledger ledger;
    private final RulesInForce rules;
    private final ExecutorService workers;
    private final Cache<Question, List<Due>> kept;

    /** What determines a forecast; so one that is kept is never wrong. */
    private record Question(String code, Instant lastRecorded, String rules, LocalDate today, LocalDate to) {}

    public DutyList(DecideCase decide, Ledger ledger, RulesInForce rules) {
        this.decide = decide;
        this.ledger = ledger;
        this.rules = rules;
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        this.workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "duties");
            thread.setDaemon(true);
            return thread;
        });
        this.kept = Caffeine.newBuilder()
                .maximumWeight(MOST_KEPT)
                .weigher((Question question, List<Due> dues) -> 1 + dues.size())
                .build();
    }

    /**
     * A list of duties: what is overdue first, then by day, entity, record and act.
     *
     * @param today day on which it was asked for; whether something is overdue is as the decisions of this day say
     * @param unit whom it was asked for; null for all
     * @param pack fingerprint of the rules
     * @param computedBy by which reading of the rules it was made
     * @param entities how many entities were looked at
     * @param total how many duties there are
     * @param overdue how many of them are overdue
     * @param more whether some were left out for the limit
     * @param undecided entities of which nothing can be said, for their decision fails: their duties are missing here
     */
    public record Listed(
            LocalDate today,
            LocalDate from,
            LocalDate to,
            @Nullable String unit,
            String pack,
            Text computedBy,
            int entities,
            int total,
            int overdue,
            boolean more,
            List<Undecided> undecided,
            List<Due> duties) {}

    /** An entity that cannot be decided under the rules in force, and what went wrong. */
    public record Undecided(String code, String problem) {}

    /** What was found about one entity: its duties, or why there are none. */
    private record Forecast(List<Due> duties, @Nullable Undecided undecided) {}

    /** A span that no list can be made for. */
    public static final class BadSpanException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadSpanException(String message) {
            super(message);
        }
    }

    /** A code of a unit that is none. */
    public static final class UnknownUnitException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // a map of strings to records of strings
        private final Map<String, Text> known;

        UnknownUnitException(String unit, Map<String, Text> known) {
            super(unit);
            this.known = known;
        }

        /** The codes that there are, with what they are called. */
        public Map<String, Text> known() {
            return known;
        }
    }

    /**
     * The duties of a span of days.
     *
     * @param unit who has to act: the code of a recipient; the number of a division, for entities supervised there; or part of
     *     the name of a unit, be it the one that has to act or one that the clauses name; null for all
     * @param from null for today
     * @param to null for a month on
     * @param limit most duties listed
     * @throws BadSpanException if the span ends before it begins, in the past, or too late
     * @throws UnknownUnitException if the unit looks like a code and is none
     */
    public Listed list(@Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to, int limit) {
        DecisionEngine engine = rules.engine();
        LocalDate today = decide.today();
        LocalDate first = from == null ? today : from;
        LocalDate start = first.isBefore(today) ? today : first;
        LocalDate last = to == null ? start.plusDays(USUAL_DAYS) : to;
        check(first, last, today);
        String wanted = unit == null || unit.isBlank() ? null : unit.strip();
        Predicate<Due> acting = acting(wanted, engine.pack());

        List<Due> duties = new ArrayList<>();
        List<Undecided> undecided = new ArrayList<>();
        int entities = 0;
        int total = 0;
        int overdue = 0;
        String after = "";
        List<Ledger.Subject> page;
        do {
            page = ledger.withRecords(after, PAGE);
            for (Forecast forecast : forecasts(page, engine, today, last)) {
                List<Due> due = within(forecast.duties(), start, last).stream()
                        .filter(acting)
                        .toList();
                if (forecast.undecided() != null) {
                    undecided.add(forecast.undecided());
                }
                total += due.size();
                overdue += (int) due.stream().filter(Due::overdue).count();
                duties.addAll(due);
            }
            // never more in memory than a page adds
            duties.sort(ORDER);
            if (duties.size() > limit) {
                duties.subList(limit, duties.size()).clear();
            }
            entities += page.size();
            after = page.isEmpty() ? after : page.get(page.size() - 1).code();
        } while (page.size() == PAGE);
        return new Listed(
                today,
                first,
                last,
                wanted,
                engine.pack().fingerprint(),
                Forecasts.COMPUTED_BY,
                entities,
                total,
                overdue,
                total > duties.size(),
                List.copyOf(undecided),
                List.copyOf(duties));
    }

    private static void check(LocalDate from, LocalDate to, LocalDate today) {
        if (to.isBefore(today)) {
            throw new BadSpanException("`to=" + to + "` 应不早于今天（" + today + "）：待办只列今天起仍须办理的事项，以往某日的请查当日的结论"
                    + " / `to` has to be today (" + today + ") or later: the list has what is still to be done;"
                    + " for a day in the past ask for the decision of that day");
        }
        if (to.isBefore(from)) {
            throw new BadSpanException(
                    "`to=" + to + "` 应不早于 `from=" + from + "` / `to` has to be no earlier than `from`");
        }
        LocalDate latest = (from.isBefore(today) ? from : today).plusYears(LONGEST_YEARS);
        if (to.isAfter(latest)) {
            throw new BadSpanException("`to=" + to + "` 最晚为 " + latest + "，即 `from` 和今天起三年以内 / `to` can be " + latest
                    + " at the latest, three years after `from` and after today");
        }
    }

    private static Predicate<Due> acting(@Nullable String unit, RulePack pack) {
        if (unit == null) {
            return due -> true;
        }
        if (unit.matches("[A-Za-z_]+")) {
            Recipient who = Stream.of(Recipient.values())
                    .filter(recipient -> recipient.name().equalsIgnoreCase(unit))
                    .findFirst()
                    .orElseThrow(() -> new UnknownUnitException(unit, recipients(pack)));
            return due -> due.who() == who;
        }
        if (unit.matches("[0-9]+")) {
            return due -> unit.equals(due.jurisdiction());
        }
        return due -> Stream.of(
                        Stream.ofNullable(due.unit()), due.leadUnits().stream(), due.responsibleUnits().stream())
                .flatMap(names -> names)
                .anyMatch(name -> name.contains(unit));
    }

    private static Map<String, Text> recipients(RulePack pack) {
        Map<String, Text> known = new LinkedHashMap<>();
        for (Recipient recipient : Recipient.values()) {
            known.put(recipient.name(), pack.label("recipient", recipient.name()));
        }
        return known;
    }

    /** Of the duties of one entity those that belong to a span, each once. */
    static List<Due> within(List<Due> found, LocalDate start, LocalDate to) {
        Map<Due.Key, Due> once = new LinkedHashMap<>();
        for (Due due : found) {
            boolean stillThere = due.until() == null || due.until().isAfter(start);
            if (stillThere && !due.day().isBefore(start) && !due.day().isAfter(to)) {
                once.merge(due.key(), due, Due::and);
            }
        }
        // where a duty says it, nobody has to be reminded
        return once.values().stream()
                .filter(due -> !due.reminder() || !once.containsKey(due.key().ofDuty()))
                .toList();
    }

    private List<Forecast> forecasts(
            List<Ledger.Subject> subjects, DecisionEngine engine, LocalDate today, LocalDate to) {
        List<Future<Forecast>> running = subjects.stream()
                .map(subject -> workers.submit(() -> forecast(subject, engine, today, to)))
                .toList();
        List<Forecast> forecasts = new ArrayList<>(running.size());
        try {
            for (Future<Forecast> one : running) {
                forecasts.add(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while duties were looked for", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            running.forEach(one -> one.cancel(false));
        }
        return forecasts;
    }

    private Forecast forecast(Ledger.Subject subject, DecisionEngine engine, LocalDate today, LocalDate to) {
        Question question = new Question(
                subject.code(), subject.lastRecorded(), engine.pack().fingerprint(), today, to);
        List<Due> known = kept.getIfPresent(question);
        if (known == null) {
            // as known at that moment: something may be recorded while this runs
            Case asked = decide.caseOf(subject.code(), today, subject.lastRecorded());
            try {
                known = DutyForecast.of(engine, asked, to);
            } catch (RuntimeException e) {
                // one entity must not keep all others from being listed, nor may its duties be missing without a word
                LOG.error("the duties of {} cannot be told", subject.code(), e);
                return new Forecast(List.of(), new Undecided(subject.code(), String.valueOf(e.getMessage())));
            }
            kept.put(question, known);
        }
        return new Forecast(known, null);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
