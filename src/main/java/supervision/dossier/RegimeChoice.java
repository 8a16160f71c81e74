package supervision.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import supervision.facts.Channel;
import supervision.facts.Penalty;
import supervision.rulepack.Tables.Regime;

/**
 * Which regime of publicity and repair governs a record. For one that spans a change the law does not say: a parameter does.
 */
final class RegimeChoice {

    private static final String SELECTOR = "publicity/regime-selector";

    private final Material material;
    private final PenaltyTerms.Reader terms;

    RegimeChoice(Material material, PenaltyTerms.Reader terms) {
        this.material = material;
        this.terms = terms;
    }

    /** What the governing regime says of a penalty on a channel; null if the pack has none, or it cannot be chosen. */
    @Nullable
    PenaltyTerms choose(Penalty penalty, Channel channel, Known performed, @Nullable LocalDate undoneOn) {
        List<Regime> since = since(penalty.decidedOn(), channel, penalty.authority());
        Regime byDecision = lastFrom(since, penalty.decidedOn());
        Regime byToday = since.isEmpty() ? null : since.get(since.size() - 1);
        if (byDecision == byToday) {
            return byToday == null ? null : terms.under(byToday, penalty, performed, undoneOn);
        }
        List<PenaltyTerms> all = new ArrayList<>();
        since.forEach(row -> all.add(terms.under(row, penalty, performed, undoneOn)));
        String selector = material.figures.value(SELECTOR);
        Regime row;
        switch (selector) {
            case "DECISION_DATE" -> row = byDecision;
            case "EVALUATION_DATE" -> row = byToday;
            case "PUBLICITY_START" -> {
                LocalDate start = channel == Channel.PUBLICITY_SYSTEM ? penalty.displayedOn() : penalty.publishedOn();
                if (start == null) {
                    return null;
                }
                Regime byStart = lastFrom(since, start);
                row = byStart == null ? byDecision : byStart;
            }
            case "MOST_FAVOURABLE" ->
                row = byDecision == null || all.stream().anyMatch(each -> !each.settled()) ? byDecision : earliest(all);
            default ->
                throw new IllegalStateException("parameter `" + SELECTOR + "` has the value `" + selector
                        + "`: use DECISION_DATE, PUBLICITY_START, EVALUATION_DATE or MOST_FAVOURABLE");
        }
        return all.stream().filter(each -> each.row() == row).findFirst().orElse(null);
    }

    /** The regime under which publicity ends first; of several, the oldest. */
    private static Regime earliest(List<PenaltyTerms> all) {
        return all.stream()
                .min(Comparator.comparing(each -> Objects.requireNonNullElse(each.end(), LocalDate.MAX)))
                .orElseThrow()
                .row();
    }

    /** The regime in force on a day for what an authority reports on a channel, or null. */
    @Nullable
    Regime on(LocalDate day, Channel channel, String authority) {
        return lastFrom(since(day, channel, authority), day);
    }

    /** The regime in force on a channel on a day, whoever reports, or null. */
    @Nullable
    Regime on(LocalDate day, Channel channel) {
        for (Regime regime : material.pack.tables().regimes().values()) {
            if (regime.channel() == channel
                    && !day.isBefore(regime.from())
                    && (regime.until() == null || day.isBefore(regime.until()))) {
                return regime;
            }
        }
        return null;
    }

    /** The regimes that have been in force from a day until today, oldest first. */
    private List<Regime> since(LocalDate day, Channel channel, String authority) {
        List<Regime> since = new ArrayList<>();
        for (Regime regime : material.pack.tables().regimes().values()) {
            if (regime.channel() == channel
                    && regime.governs(authority)
                    && (regime.until() == null || day.isBefore(regime.until()))
                    && material.today.reached(regime.from())) {
                since.add(regime);
            }
        }
        since.sort(Comparator.comparing(Regime::from));
        return since;
    }

    private static @Nullable Regime lastFrom(List<Regime> since, LocalDate day) {
        Regime last = null;
        for (Regime regime : since) {
            if (!day.isBefore(regime.from())) {
                last = regime;
            }
        }
        return last;
    }
}
