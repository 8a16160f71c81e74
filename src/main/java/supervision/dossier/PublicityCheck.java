package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supervision.decision.Citation;
import supervision.decision.Conclusion;
import supervision.decision.FigureUsed;
import supervision.decision.Finding;
import supervision.dossier.DisplayDossier.RecordOnChannel;
import supervision.dossier.Prepared.Contradiction;
import supervision.dossier.Prepared.Publication;
import supervision.dossier.Prepared.PublishBy;
import supervision.dossier.Prepared.Publishing;
import supervision.dossier.Prepared.Sight;
import supervision.dossier.Prepared.Sighting;
import supervision.facts.AdministrativeAct;
import supervision.facts.Channel;
import supervision.facts.Display;
import supervision.facts.Fact;
import supervision.facts.Field;
import supervision.facts.ListEntry;
import supervision.facts.Penalty;
import supervision.facts.Permit;
import supervision.facts.RepairCase;
import supervision.rulepack.Parameter;
import supervision.rulepack.RulePack;
import supervision.rulepack.Tables;
import supervision.rulepack.Tables.DeadlineMatter;
import supervision.rulepack.Tables.PartyKind;
import supervision.rulepack.Tables.Place;
import supervision.rulepack.Tables.Visibility;
import supervision.rulepack.Tables.Visible;

/** Holds what was done and seen about publicity against what rules found: what is late, what is missing, what is still up. */
final class PublicityCheck {

    private static final String DOUBLE_PUBLICITY = "publication/double-publicity";
    private static final String SAME_PROVINCE = "publication/samr/same-province";
    private static final String OTHER_PROVINCE = "publication/samr/other-province/display";
    private static final String PUSH = "publication/samr/other-province/push";

    private final RulePack pack;
    private final Today today;
    private final Figures figures;
    private final List<RepairCase> repairs;
    private final Map<String, Fact> facts = new HashMap<>();
    private final List<Display> displays;
    private final List<Prepared> found = new ArrayList<>();
    private final @Nullable PartyKind subject;

    PublicityCheck(Material material) {
        this.pack = material.pack;
        this.today = material.today;
        this.figures = material.figures;
        this.repairs = material.repairs;
        this.displays = material.displays;
        this.subject = material.entity == null ? null : PartyKind.of(material.entity.type());
        material.related.forEach(other -> facts.put(other.fact().id(), other.fact()));
        material.facts.forEach(fact -> facts.put(fact.id(), fact));
    }

    /** What the rules say about one record on one channel, all of them together. */
    private static final class Told {

        private @Nullable LocalDate hiddenSince;
        private @Nullable LocalDate from;
        private @Nullable LocalDate until;
        private boolean shown = true;
        private final List<Finding> findings = new ArrayList<>();

        List<String> records() {
            return all(Finding::evidence);
        }

        List<String> sources() {
            return all(finding -> finding.sources().stream().map(Citation::id).toList());
        }

        List<String> numbers() {
            return all(
                    finding -> finding.parameters().stream().map(FigureUsed::id).toList());
        }

        /** Parameters of working days: only what says that a repaired record comes down names one. */
        List<String> workingDays() {
            return findings.stream()
                    .flatMap(finding -> finding.parameters().stream())
                    .filter(figure -> figure.unit().equals(Parameter.Unit.WORKING_DAYS.yamlName()))
                    .map(FigureUsed::id)
                    .distinct()
                    .toList();
        }

        /** Whether a record is not shown since a day because of an application. */
        boolean hiddenBy(String application, @Nullable LocalDate since) {
            return findings.stream()
                    .anyMatch(finding -> finding.concludes() instanceof Conclusion.NotShown hidden
                            && hidden.since().equals(since)
                            && finding.evidence().contains(application));
        }

        private List<String> all(Function<Finding, List<String>> of) {
            return findings.stream()
                    .map(of)
                    .flatMap(List::stream)
                    .distinct()
                    .sorted()
                    .toList();
        }

        void add(Finding finding) {
            if (finding.concludes() instanceof Conclusion.NotShown hidden) {
                hiddenSince = earlier(hiddenSince, hidden.since());
                shown = false;
            } else if (finding.concludes() instanceof Conclusion.Shown showing) {
                from = earlier(from, showing.from());
                until = earlier(until, showing.until());
                shown &= showing.shown();
            }
            findings.add(finding);
        }

        /** First day on which the record is not shown any more, or never was to be. */
        @Nullable
        LocalDate down() {
            return earlier(hiddenSince, until);
        }

        private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isBefore(other) ? one : other;
        }
    }

    List<Prepared> compare(List<Finding> findings) {
        if (findings.isEmpty() && displays.isEmpty()) {
            return found;
        }
        Map<RecordOnChannel, Told> told =
                new TreeMap<>(Comparator.comparing(RecordOnChannel::record).thenComparing(RecordOnChannel::channel));
        for (Finding finding : findings) {
            RecordOnChannel key = finding.concludes() instanceof Conclusion.Shown shown
                    ? new RecordOnChannel(shown.record(), shown.channel())
                    : finding.concludes() instanceof Conclusion.NotShown hidden
                            ? new RecordOnChannel(hidden.record(), hidden.channel())
                            : null;
            if (key != null) {
                told.computeIfAbsent(key, any -> new Told()).add(finding);
            }
        }
        Map<RecordOnChannel, Display> seen = DisplayDossier.latest(displays);
        told.forEach((key, said) -> {
            Fact fact = facts.get(key.record());
            Display display = seen.get(key);
            if (fact == null) {
                return;
            }
            if (!said.shown) {
                if (display != null && display.shown()) {
                    seenThoughDown(key, said, fact, display);
                } else {
                    publishedThoughHidden(key, said, fact, display);
                }
                return;
            }
            // a repair on the publicity system is carried over to the credit sites: gone from there, nothing is missing
            Display looked = display != null && carriedOver(key, display, told) ? null : display;
            if (key.channel() == Channel.CREDIT_CHINA) {
                published(fact, looked);
            }
            contradictsSource(key, fact, said, told);
            if (looked != null && !looked.shown()) {
                missing(key, said, fact, looked);
            }
        });
        displays.forEach(display -> onPublicitySystem(display, told));
        seen.values().stream()
                .filter(Display::shown)
                .sorted(Comparator.comparing(Display::id))
                .forEach(display -> seenThoughNobodySaidSo(display, told));
        return found;
    }

    // ---- seen, though it has to be down

    private void seenThoughDown(RecordOnChannel key, Told said, Fact fact, Display display) {
        LocalDate since = said.down();
        if (since == null || display.seenOn().isBefore(since)) {
            return;
        }
        boolean withdrawn = revoked(fact);
        boolean never = neverToBeShown(said, fact, since);
        Set<String> numbers = new TreeSet<>(said.numbers());
        if (!never) {
            List<String> stopping = daysToStop(key, said, fact, withdrawn, since);
            String days = stopping.isEmpty() ? null : stopping.get(stopping.size() - 1);
            if (days != null && figures.known(days)) {
                if (!figures.calendarCovers(days, since)) {
                    return;
                }
                numbers.addAll(stopping);
                since = figures.due(days, since).plusDays(1);
            } else if (withdrawn || repaired(said) != null || removed(fact, since)) {
                // no number of days is set: what is done on the day itself is never late
                since = since.plusDays(1);
            }
        }
        if (!display.seenOn().isBefore(since)) {
            Sight sight = never ? Sight.NEVER_TO_BE_SHOWN : Sight.STILL_SHOWN;
            sight(key, sight, since, withdrawn, said.records(), display, said.sources(), numbers);
        }
    }

    /** Nobody looked, but the record itself says from when it was up: what was never to be shown was shown then. */
    private void publishedThoughHidden(RecordOnChannel key, Told said, Fact fact, @Nullable Display display) {
        LocalDate published = publishedOn(fact, key.channel());
        boolean gone = display != null && published != null && !display.seenOn().isBefore(published);
        if (published != null && today.reached(published) && !gone && neverToBeShown(said, fact, said.down())) {
            found.add(new Sighting(
                    said.records(),
                    key.record(),
                    key.channel(),
                    Sight.NEVER_TO_BE_SHOWN,
                    published,
                    false,
                    said.sources(),
                    said.numbers()));
        }
    }

    private boolean neverToBeShown(Told said, Fact fact, @Nullable LocalDate since) {
        return !revoked(fact)
                && repaired(said) == null
                && since != null
                && fact instanceof Penalty penalty
                && (since.equals(penalty.decidedOn()) || since.equals(penalty.displayedOn()));
    }

    /** The parameter that gives working days for taking a record down, last, after those that chose it; none where it comes down by itself. */
    private List<String> daysToStop(RecordOnChannel key, Told said, Fact fact, boolean withdrawn, LocalDate since) {
        if (withdrawn) {
            String days = DisplayDossier.withdrawBy(key.channel());
            return figures.knownOn(days, since) ? List.of(days) : List.of();
        }
        if (repaired(said) != null) {
            return said.workingDays();
        }
        if (removed(fact, since)) {
            Tables.Deadline deadline = pack.tables().deadline(DeadlineMatter.STOP_AFTER_REMOVAL, key.channel(), since);
            return deadline == null ? List.of() : List.of(deadline.days());
        }
        return List.of();
    }

    private static boolean removed(Fact fact, LocalDate since) {
        return fact instanceof ListEntry entry && since.equals(entry.removedOn());
    }

    private boolean revoked(Fact fact) {
        LocalDate on = fact instanceof Penalty penalty
                ? penalty.revokedOn()
                : fact instanceof Permit permit
                        ? permit.revokedOn()
                        : fact instanceof AdministrativeAct act ? act.revokedOn() : null;
        return on != null && today.reached(on);
    }

    private boolean carriedOver(RecordOnChannel key, Display display, Map<RecordOnChannel, Told> told) {
        Told elsewhere = key.channel() == Channel.CREDIT_CHINA
                ? told.get(new RecordOnChannel(key.record(), Channel.PUBLICITY_SYSTEM))
                : null;
        LocalDate repaired = elsewhere == null ? null : repaired(elsewhere);
        return repaired != null && !display.shown() && !display.seenOn().isBefore(repaired);
    }

    /** Day of the repair for which rules say that a penalty is not shown; null if there is none. */
    private @Nullable LocalDate repaired(Told said) {
        for (RepairCase repair : repairs) {
            if (!Boolean.TRUE.equals(repair.temporary())
                    && facts.get(repair.target()) instanceof Penalty
                    && said.hiddenBy(repair.id(), repair.decidedOn())) {
                return repair.decidedOn();
            }
        }
        return null;
    }

    /** Where no rule speaks about publicity: a kind of record that the table keeps from the public. */
    private void seenThoughNobodySaidSo(Display display, Map<RecordOnChannel, Told> told) {
        RecordOnChannel key = new RecordOnChannel(display.target(), display.channel());
        Fact fact = facts.get(display.target());
        if (fact == null || told.containsKey(key)) {
            return;
        }
        Visibility row = subject == null ? null : pack.tables().visibility(fact, subject, Place.of(display.channel()));
        if (row != null && (row.visible() == Visible.NO || row.visible() == Visible.AUTHORISED_QUERY)) {
            sight(
                    key,
                    Sight.NEVER_TO_BE_SHOWN,
                    display.seenOn(),
                    false,
                    List.of(fact.id()),
                    display,
                    List.of(row.source()),
                    List.of());
        }
    }

    // ---- not there, though it has to be

    private void missing(RecordOnChannel key, Told said, Fact fact, Display display) {
        LocalDate published = publishedOn(fact, key.channel());
        boolean wasThere = published != null && !display.seenOn().isBefore(published);
        boolean cameLater = published != null && display.seenOn().isBefore(published) && today.reached(published);
        if (cameLater || said.from == null || display.seenOn().isBefore(said.from)) {
            return;
        }
        if (!wasThere && (fact instanceof AdministrativeAct || timeIsLeft(key, fact, display, said.from))) {
            return;
        }
        sight(key, Sight.MISSING, display.seenOn(), false, said.records(), display, said.sources(), said.numbers());
    }

    /** Whether the day on which somebody looked lies within the time for publishing, or nobody can say. */
    private boolean timeIsLeft(RecordOnChannel key, Fact fact, Display display, LocalDate from) {
        LocalDate decided = decidedOn(fact);
        if (decided == null) {
            // an entry is public while listed, and no document gives a day: on its first day it is not late
            return !display.seenOn().isAfter(from);
        }
        if (key.channel() != Channel.CREDIT_CHINA) {
            // the publicity system has its own times
            return true;
        }
        return !figures.calendarCovers(DOUBLE_PUBLICITY, decided)
                || !display.seenOn().isAfter(figures.due(DOUBLE_PUBLICITY, decided));
    }

    private static @Nullable LocalDate decidedOn(Fact fact) {
        return fact instanceof Penalty penalty
                ? penalty.decidedOn()
                : fact instanceof Permit permit
                        ? permit.decidedOn()
                        : fact instanceof AdministrativeAct act ? act.decidedOn() : null;
    }

    private static @Nullable LocalDate publishedOn(Fact fact, Channel channel) {
        if (channel == Channel.PUBLICITY_SYSTEM) {
            return fact instanceof Penalty penalty ? penalty.displayedOn() : null;
        }
        return fact instanceof Penalty penalty
                ? penalty.publishedOn()
                : fact instanceof Permit permit
                        ? permit.publishedOn()
                        : fact instanceof AdministrativeAct act ? act.publishedOn() : null;
    }

    private void sight(
            RecordOnChannel key,
            Sight sight,
            LocalDate since,
            boolean withdrawn,
            Iterable<String> records,
            Display display,
            Iterable<String> sources,
            Iterable<String> numbers) {
        List<String> all = new ArrayList<>();
        records.forEach(all::add);
        all.add(display.id());
        List<String> cited = new ArrayList<>();
        sources.forEach(cited::add);
        List<String> asked = new ArrayList<>();
        numbers.forEach(asked::add);
        found.add(new Sighting(
                List.copyOf(all),
                key.record(),
                key.channel(),
                sight,
                since,
                withdrawn,
                List.copyOf(cited),
                List.copyOf(asked)));
    }

    // ---- in time

    private void published(Fact fact, @Nullable Display display) {
        LocalDate decided = decidedOn(fact);
        LocalDate published = publishedOn(fact, Channel.CREDIT_CHINA);
        if (decided == null) {
            return;
        }
        if (fact instanceof AdministrativeAct) {
            boolean there = published != null && today.reached(published) || display != null && display.shown();
            if (!there) {
                found.add(new Publication(
                        List.of(fact.id()),
                        fact.id(),
                        PublishBy.PROMPTLY,
                        Publishing.DUE,
                        decided,
                        decided,
                        List.of(),
                        List.of()));
            }
            return;
        }
        boolean safety = fact instanceof Penalty penalty && penalty.field() == Field.WORK_SAFETY;
        weigh(
                fact.id(),
                PublishBy.DOUBLE_PUBLICITY,
                DOUBLE_PUBLICITY,
                decided,
                published,
                display,
                safety ? List.of("work-safety-law/art-78") : List.of());
    }

    /** The publicity system: its times depend on whether both are in one province, which somebody has to have reported. */
    private void onPublicitySystem(Display display, Map<RecordOnChannel, Told> told) {
        RecordOnChannel key = new RecordOnChannel(display.target(), Channel.PUBLICITY_SYSTEM);
        Told said = told.get(key);
        if (display.sameProvince() == null
                || display.channel() != Channel.PUBLICITY_SYSTEM
                || !(facts.get(display.target()) instanceof Penalty penalty)
                || !today.reached(penalty.decidedOn())
                || (said != null && !said.shown)
                || !onPublicitySystem(penalty)
                || laterProvince(display)) {
            return;
        }
        LocalDate displayed = penalty.displayedOn();
        Display last = DisplayDossier.latest(displays).get(key);
        if (display.sameProvince()) {
            weigh(
                    penalty.id(),
                    PublishBy.SAME_PROVINCE,
                    SAME_PROVINCE,
                    penalty.decidedOn(),
                    displayed,
                    last,
                    List.of());
        } else if (display.receivedOn() != null) {
            weigh(
                    penalty.id(),
                    PublishBy.OTHER_PROVINCE,
                    OTHER_PROVINCE,
                    display.receivedOn(),
                    displayed,
                    last,
                    List.of());
        } else if (displayed == null || today.before(displayed)) {
            weigh(penalty.id(), PublishBy.PUSH_TO_OTHER_PROVINCE, PUSH, penalty.decidedOn(), null, null, List.of());
        }
    }

    private boolean onPublicitySystem(Penalty penalty) {
        return pack.tables().regimes().values().stream()
                .anyMatch(regime -> regime.channel() == Channel.PUBLICITY_SYSTEM
                        && regime.governs(penalty.authority())
                        && !penalty.decidedOn().isBefore(regime.from()));
    }

    /** Whether a later sighting says where both are. */
    private boolean laterProvince(Display display) {
        return displays.stream()
                .anyMatch(other -> other.sameProvince() != null
                        && other.channel() == display.channel()
                        && other.target().equals(display.target())
                        && other.seenOn().isAfter(display.seenOn()));
    }

    private void weigh(
            String record,
            PublishBy by,
            String days,
            LocalDate start,
            @Nullable LocalDate published,
            @Nullable Display display,
            List<String> sources) {
        if (!figures.known(days)) {
            return;
        }
        boolean countable = figures.calendarCovers(days, start);
        LocalDate due = countable ? figures.due(days, start) : start;
        // so many working days are never fewer than as many days
        LocalDate surely = start.plusDays(Integer.parseInt(figures.value(days)));
        List<String> records = new ArrayList<>(List.of(record));
        Publishing state = null;
        if (published != null && today.reached(published)) {
            if (countable ? published.isAfter(due) : published.isAfter(surely)) {
                state = countable ? Publishing.LATE : Publishing.NOT_COUNTED;
            }
        } else if (display == null || !display.shown()) {
            boolean missed =
                    published != null || (display != null && display.seenOn().isAfter(due));
            if (!countable) {
                state = today.past(surely) ? null : Publishing.NOT_COUNTED;
            } else if (!today.past(due)) {
                state = Publishing.DUE;
            } else if (missed) {
                state = Publishing.MISSED;
                if (display != null) {
                    records.add(display.id());
                }
            }
        }
        if (state != null) {
            found.add(new Publication(List.copyOf(records), record, by, state, start, due, sources, List.of(days)));
        }
    }

    // ---- against what the source says

    private void contradictsSource(RecordOnChannel key, Fact fact, Told said, Map<RecordOnChannel, Told> told) {
        if (key.channel() != Channel.CREDIT_CHINA
                || !(fact instanceof Penalty penalty)
                || penalty.publicityEndsOn() == null
                || said.until == null) {
            return;
        }
        LocalDate bySource = penalty.publicityEndsOn().plusDays(1);
        Told other = told.get(new RecordOnChannel(key.record(), Channel.PUBLICITY_SYSTEM));
        if (!bySource.equals(said.until) && (other == null || !bySource.equals(other.until))) {
            found.add(new Contradiction(said.records(), key.record(), said.sources(), said.numbers()));
        }
    }
}
