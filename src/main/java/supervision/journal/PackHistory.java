package supervision.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import supervision.journal.PackEvent.Kind;
import supervision.journal.RefusedException.Reason;

/**
 * What the events of all packs add up to. It takes an event only where it may follow from those before it, so it guards the
 * steps when they are taken, and shows later whether each of them was one.
 */
public final class PackHistory {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 1000;

    private final List<PackEvent> events = new ArrayList<>();
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final List<PackEvent> publications = new ArrayList<>();

    /** How far a pack has come. */
    public enum State {
        PROPOSED,
        CHECKED,
        APPROVED,
        PUBLISHED,
        REJECTED,
        WITHDRAWN
    }

    /**
     * A pack, with the latest events of each kind that still count: a new check takes the place of the one before it, and
     * nobody has approved on it yet.
     */
    public record Candidate(
            String pack,
            State state,
            PackEvent proposed,
            @Nullable PackEvent checked,
            @Nullable PackEvent approved) {

        private boolean isUnderWay() {
            return state == State.PROPOSED || state == State.CHECKED || state == State.APPROVED;
        }
    }

    /** The day in Shanghai. */
    public static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, SHANGHAI);
    }

    /** The moment at which a day begins in Shanghai. */
    public static Instant begin(LocalDate day) {
        return day.atStartOfDay(SHANGHAI).toInstant();
    }

    public List<PackEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** All packs that were proposed, in the order in which they first were. */
    public Collection<Candidate> candidates() {
        return Collections.unmodifiableCollection(candidates.values());
    }

    public @Nullable Candidate candidate(String pack) {
        return candidates.get(pack);
    }

    /** Publications by number, from 0. */
    public List<PackEvent> publications() {
        return Collections.unmodifiableList(publications);
    }

    /** Publications of a pack, the first of them first. */
    public List<PackEvent> publicationsOf(String pack) {
        return publications.stream().filter(each -> each.pack().equals(pack)).toList();
    }

    /** The publication with the highest number. */
    public PackEvent last() {
        if (publications.isEmpty()) {
            throw new IllegalStateException("nothing was published yet");
        }
        return publications.get(publications.size() - 1);
    }

    /** The publication that decides on a day: the highest number whose effective day has come. */
    public PackEvent inForce(LocalDate day) {
        PackEvent inForce = null;
        for (PackEvent publication : publications) {
            // a clock that was set back behind the first finds the first
            if (inForce == null
                    || !Objects.requireNonNull(publication.effectiveOn()).isAfter(day)) {
                inForce = publication;
            }
        }
        return Objects.requireNonNull(inForce);
    }

    /** Hash of the last event. */
    public String head() {
        return events.isEmpty() ? PackEvent.NONE : events.get(events.size() - 1).hash();
    }

    /** Where the next event stands: now, or at the moment of the last one while the clock is behind. */
    public PackEvents.Place next(Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS);
        Instant last =
                events.isEmpty() ? Instant.EPOCH : events.get(events.size() - 1).at();
        return new PackEvents.Place(events.size() + 1L, moment.isBefore(last) ? last : moment, head());
    }

    /**
     * Takes the next event.
     *
     * @throws RefusedException if it may not follow
     */
    public void add(PackEvent event) {
        check(event);
        if (isBySomebody(event)
                ? !event.isSigned()
                : !event.key().isEmpty() || !event.signature().isEmpty()) {
            throw new RefusedException(
                    Reason.NOT_ALLOWED,
                    "签名不成立，请对 `statement` 原文签名 / the signature does not hold: sign the text in `statement` as it is",
                    event.statement());
        }
        events.add(event);
        take(event);
    }

    private static boolean isBySomebody(PackEvent event) {
        return event.kind() != Kind.CHECKED && !isFirstPublication(event);
    }

    private static boolean isFirstPublication(PackEvent event) {
        return event.kind() == Kind.PUBLISHED && Objects.equals(event.number(), 0L);
    }

    private void take(PackEvent event) {
        Candidate before = candidates.get(event.pack());
        switch (event.kind()) {
            case PROPOSED ->
                candidates.put(event.pack(), new Candidate(event.pack(), State.PROPOSED, event, null, null));
            case CHECKED -> put(before, State.CHECKED, event, null);
            case APPROVED ->
                put(before, State.APPROVED, Objects.requireNonNull(before).checked(), event);
            case REJECTED -> put(before, State.REJECTED, null, null);
            case WITHDRAWN -> put(before, State.WITHDRAWN, null, null);
            case PUBLISHED -> {
                publications.add(event);
                if (before != null && event.returns() == null) {
                    put(before, State.PUBLISHED, before.checked(), before.approved());
                }
            }
        }
    }

    private void put(
            @Nullable Candidate before, State state, @Nullable PackEvent checked, @Nullable PackEvent approved) {
        Candidate known = Objects.requireNonNull(before);
        candidates.put(known.pack(), new Candidate(known.pack(), state, known.proposed(), checked, approved));
    }

    /**
     * All but the signature: what can be said before somebody is asked to sign.
     *
     * @throws RefusedException if the event may not follow
     */
    public void check(PackEvent event) {
        require(
                event.seq() == events.size() + 1 && event.previous().equals(head()),
                Reason.NOT_NOW,
                "其间已有其他事件，请重新查看后再办 / something else happened meanwhile: look again, then do it again");
        require(
                events.isEmpty()
                        || !event.at().isBefore(events.get(events.size() - 1).at()),
                Reason.BROKEN,
                "事件的时间早于前一事件 / it is earlier than the event before it");
        word("by", event.by(), LONGEST_NAME);
        word("why", event.why(), LONGEST_REASON);
        require(
                events.isEmpty() == isFirstPublication(event),
                Reason.BROKEN,
                "链的开头应为第 0 号发布，且只有一个 / the chain begins with publication 0, and there is one only");
        require(
                event.confirmed().isEmpty()
                        || event.kind() == Kind.APPROVED && event.confirmed().matches("[0-9a-f]{12}( [0-9a-f]{12})*"),
                Reason.MALFORMED,
                "`confirmed` 应为报告所列改动的编号 / `confirmed` has to be ids of changes as the report lists them");
        switch (event.kind()) {
            case PROPOSED -> checkProposed(event);
            case CHECKED -> checkChecked(event);
            case APPROVED -> checkApproved(event);
            case PUBLISHED -> checkPublished(event);
            case REJECTED ->
                require(
                        !event.isBy(underWay(event).proposed()),
                        Reason.NOT_ALLOWED,
                        "提出人不能否决，请用撤回 / who proposed it cannot reject it: withdraw it");
            case WITHDRAWN ->
                require(
                        event.isBy(underWay(event).proposed()),
                        Reason.NOT_ALLOWED,
                        "只有提出人可以撤回，他人请用否决 / only who proposed it can withdraw it: reject it");
        }
    }

    private static void require(boolean condition, Reason reason, String message) {
        if (!condition) {
            throw new RefusedException(reason, message);
        }
    }

    private static void word(String name, String text, int longest) {
        require(
                !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl),
                Reason.MALFORMED,
                "`%1$s` 应有内容，在一行之内，不超过 %2$d 字 / `%1$s` has to say something, in one line of at most %2$d characters"
                        .formatted(name, longest));
    }

    private Candidate underWay(PackEvent event) {
        Candidate known = candidates.get(event.pack());
        if (known == null) {
            throw new RefusedException(
                    Reason.UNKNOWN,
                    "没有提出过规则包 `%1$s`，请先提出 / rule pack `%1$s` was never proposed: propose it first"
                            .formatted(event.pack()));
        }
        require(
                known.isUnderWay(),
                Reason.NOT_NOW,
                "规则包 `%1$s` 的状态为 %2$s，不能再办理；已发布的用回退取回，其余请重新提出 / rule pack `%1$s` is %2$s, nothing more can be done to it: bring back what was published by a rollback, propose any other again"
                        .formatted(event.pack(), known.state()));
        return known;
    }

    private void checkProposed(PackEvent event) {
        List<PackEvent> before = publicationsOf(event.pack());
        require(
                before.isEmpty(),
                Reason.NOT_NOW,
                before.isEmpty()
                        ? ""
                        : "该规则包是第 %1$d 号发布，旧包只能以回退取回 / this pack is publication %1$d: an old pack comes back by a rollback only, `supervision pack rollback --to %1$d`"
                                .formatted(before.get(0).number()));
        Candidate known = candidates.get(event.pack());
        require(
                known == null || !known.isUnderWay(),
                Reason.NOT_NOW,
                "规则包 `%1$s` 已经提出，请继续办理或者先撤回 / rule pack `%1$s` is proposed already: go on with it, or withdraw it first"
                        .formatted(event.pack()));
    }

    private void checkChecked(PackEvent event) {
        underWay(event);
        require(
                event.report() != null && event.publishable() != null,
                Reason.BROKEN,
                "检查没有报告 / the check has no report");
        isAgainstTheLast(event);
    }

    private void isAgainstTheLast(PackEvent event) {
        require(
                Objects.equals(event.replaces(), last().number()),
                Reason.NOT_NOW,
                "检查所比较的是第 %s 号发布，此后已有第 %s 号，请重新检查 / the check compared with publication %s, meanwhile there is %s: check it again"
                        .formatted(event.replaces(), last().number(), event.replaces(), last().number()));
    }

    private PackEvent report(Candidate known, PackEvent event) {
        PackEvent checked = known.checked();
        if (checked == null) {
            throw new RefusedException(
                    Reason.NOT_NOW,
                    "规则包 `%1$s` 尚未检查，请先检查 / rule pack `%1$s` is not checked yet: check it first"
                            .formatted(known.pack()));
        }
        isAgainstTheLast(checked);
        require(
                Objects.equals(checked.publishable(), true),
                Reason.NOT_PUBLISHABLE,
                "报告认为不能发布，请按报告修改后另行提出 / the report says that it cannot be published: change what it names and propose that");
        require(
                Objects.equals(checked.report(), event.report()),
                Reason.NOT_NOW,
                "所据报告不是最近一次检查的报告，请重看 / the report relied on is not that of the latest check: read it again");
        return checked;
    }

    private void checkApproved(PackEvent event) {
        Candidate known = underWay(event);
        report(known, event);
        require(
                !event.isBy(known.proposed()),
                Reason.NOT_ALLOWED,
                "提出人不能批准，须由另一人用另一把密钥批准 / who proposed it cannot approve it: another person has to, with another key");
        isNotPast(event);
    }

    private static void isNotPast(PackEvent event) {
        LocalDate from = event.effectiveOn();
        require(
                from != null && !from.isBefore(day(event.at())),
                Reason.NOT_NOW,
                "生效日 %1$s 已过，请改用今天或以后的日期 / the effective day %1$s is over: take today or a later one".formatted(from));
    }

    private void checkPublished(PackEvent event) {
        if (isFirstPublication(event)) {
            require(
                    event.returns() == null && event.replaces() == null && event.effectiveOn() != null,
                    Reason.BROKEN,
                    "第 0 号发布有误 / publication 0 is malformed");
            return;
        }
        Long lastNumber = Objects.requireNonNull(last().number());
        require(
                Objects.equals(event.number(), lastNumber + 1) && Objects.equals(event.replaces(), lastNumber),
                Reason.BROKEN,
                "发布编号不相接 / the number of the publication does not follow");
        isNotPast(event);
        if (event.returns() == null) {
            Candidate known = underWay(event);
            report(known, event);
            PackEvent approved = known.approved();
            if (approved == null) {
                throw new RefusedException(
                        Reason.NOT_NOW,
                        "规则包 `%1$s` 尚未批准，须先由第二人批准 / rule pack `%1$s` is not approved yet: a second person has to approve it first"
                                .formatted(known.pack()));
            }
            require(
                    Objects.equals(approved.effectiveOn(), event.effectiveOn()),
                    Reason.NOT_NOW,
                    "批准的生效日为 %1$s，不是 %2$s / it was approved from %1$s on, not from %2$s: publish it for that day, or have the other approved"
                            .formatted(approved.effectiveOn(), event.effectiveOn()));
            return;
        }
        PackEvent back = publication(event.returns());
        require(
                back.pack().equals(event.pack()) && Objects.equals(event.effectiveOn(), day(event.at())),
                Reason.BROKEN,
                "回退的规则包或日期有误 / pack or day of the rollback are not right");
        require(
                !last().pack().equals(event.pack()),
                Reason.NOT_NOW,
                "第 %1$d 号就是最近发布的规则包 / publication %1$d is the pack that was published last".formatted(back.number()));
        LocalDate day = Objects.requireNonNull(back.effectiveOn());
        require(
                !day.isAfter(Objects.requireNonNull(event.effectiveOn())),
                Reason.NOT_NOW,
                "第 %1$d 号自 %2$s 起生效，此前不能取回：要提前生效，须重新提出、检查、批准 / publication %1$d takes effect on %2$s and cannot be brought back before: to have it earlier, propose, check and approve it again"
                        .formatted(back.number(), day));
        Candidate known = candidates.get(back.pack());
        require(
                Objects.equals(back.number(), last().replaces()) || known == null || !event.isBy(known.proposed()),
                Reason.NOT_ALLOWED,
                "第 %1$d 号不是上一次发布，提出人不能自行取回，须由另一人用另一把密钥办理 / publication %1$d is not the one before the last: who proposed it cannot bring it back, another person has to, with another key"
                        .formatted(back.number()));
    }

    /**
     * A publication.
     *
     * @throws RefusedException if there is none of that number
     */
    public PackEvent publication(long number) {
        if (number < 0 || number >= publications.size()) {
            throw new RefusedException(
                    Reason.UNKNOWN,
                    "没有第 %1$d 号发布，最近一次为第 %2$d 号 / there is no publication %1$d, the last is %2$d"
                            .formatted(number, publications.size() - 1));
        }
        return publications.get((int) number);
    }
}
