package supervision.dossier;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supervision.decision.Ending;
import supervision.dossier.Prepared.BanReaches;
import supervision.dossier.Prepared.BanTerm;
import supervision.dossier.Prepared.BarredFromOffice;
import supervision.facts.BanGround;
import supervision.facts.Penalty;
import supervision.facts.Role;
import supervision.rulepack.Tables.Ban;

/** Persons whom a ban reaches, by role. Nothing here knows who anybody is. */
final class PersonDossier {

    /** The article that makes an appointment against it void and has it ended. */
    private static final String DISQUALIFIED = "company-law-2023/art-178";

    private static final String POSITION = "POSITION";

    private final Material material;
    private final Today today;

    PersonDossier(Material material) {
        this.material = material;
        this.today = material.today;
    }

    void prepare() {
        material.banGrounds.forEach(this::prepareBan);
    }

    private void prepareBan(BanGround ground) {
        Map<String, Ban> bans = material.pack.tables().bans();
        Ban named = bans.get(ground.ban());
        BanLaw law = named == null ? null : BanLaw.of(ground, named, bans);
        if (law == null || law.bar() != null) {
            return;
        }
        Ban ban = law.ban();
        BanDossier.BanEnd end = BanDossier.endOf(ground, ban);
        boolean known = end.term() == BanTerm.KNOWN
                && today.reached(end.from())
                && (end.ending() != Ending.ON_DAY || today.before(end.until()));
        if (!known && end.term() != BanTerm.START_UNKNOWN) {
            return;
        }
        Set<Role> reached = EnumSet.noneOf(Role.class);
        reached.addAll(ban.who());
        reached.retainAll(Material.PERSONS);
        // then the decision says in which post the person is met here
        boolean whateverThePost = reached.equals(Material.PERSONS) || BanDossier.incurredElsewhere(ground, material);
        if (whateverThePost || !ground.persons().isEmpty()) {
            reached.retainAll(ground.persons());
        }
        if (reached.isEmpty()) {
            return;
        }
        LocalDate act = actOf(ground);
        reached.forEach(role -> material.add(new BanReaches(ground.id(), role, act)));
        if (whateverThePost && ban.source().equals(DISQUALIFIED) && ban.scope().contains(POSITION)) {
            material.add(new BarredFromOffice(ground.id(), List.of(ban.source())));
        }
    }

    /** The day of the act behind a ban, or that of the decision if the act is not reported. */
    private LocalDate actOf(BanGround ground) {
        LocalDate act = ground.conductOn();
        for (Penalty penalty : material.penalties) {
            if (act == null
                    && penalty.authority().equals(ground.authority())
                    && penalty.number().equals(ground.number())) {
                act = penalty.conductEndedOn();
            }
        }
        return orElse(act, ground.decidedOn());
    }

    private static LocalDate orElse(@Nullable LocalDate day, LocalDate other) {
        return day == null ? other : day;
    }
}
