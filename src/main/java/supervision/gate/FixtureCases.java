package supervision.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supervision.decision.Finding;
import supervision.dossier.BeforeModelledLawException;
import supervision.reading.Scene;
import supervision.reading.SecondReading;
import supervision.reading.Watch;
import supervision.replay.FixtureCase;
import supervision.replay.FixtureReader;
import supervision.replay.FixtureWriter;
import supervision.rulepack.RulePack;
import supervision.rulepack.RulePackReader;
import supervision.rulepack.RuleText;

/**
 * The shipped cases, asked about the rules of a candidate pack. They are decided only once something is asked, and then once.
 *
 * <p>CaseFinder that assume figures are left out: what they show holds under those only.
 */
public final class FixtureCases implements CaseFinder {

    private final Path folder;
    private final RulePack pack;
    private final Map<Optional<String>, SecondReading> readings = new HashMap<>();
    private @Nullable List<Played> played;

    private record Played(FixtureCase one, FixtureCase.Decide question, SecondReading reading, Scene scene) {}

    /**
     * CaseFinder for a pack.
     *
     * @param folder the folder of case files
     */
    public FixtureCases(Path folder, RulePack pack) {
        this.folder = folder;
        this.pack = pack;
    }

    @Override
    public @Nullable String showing(List<RuleText> rules, String sentence, String en) {
        try {
            for (Played one : played()) {
                if (shows(one, rules)) {
                    Set<String> within = new TreeSet<>();
                    for (RuleText rule : rules) {
                        String type = rule.conclusion();
                        within.add(type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1));
                    }
                    return FixtureWriter.showing(
                            Files.readString(folder.resolve(one.one().file())),
                            sentence,
                            en,
                            within,
                            one.reading().decide(one.question().asked()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    private List<Played> played() throws IOException {
        List<Played> known = played;
        if (known == null) {
            known = new ArrayList<>();
            for (FixtureCase one : FixtureReader.read(folder).cases()) {
                if (one.question() instanceof FixtureCase.Decide question
                        && question.figures().isEmpty()) {
                    SecondReading reading = readings.computeIfAbsent(
                            Optional.ofNullable(question.examples()),
                            examples -> SecondReading.of(RulePackReader.read(pack.files(), examples.orElse(null))));
                    try {
                        known.add(new Played(one, question, reading, reading.scene(question.asked(), Watch.NONE)));
                    } catch (BeforeModelledLawException | IllegalStateException e) {
                        // a candidate may ask for a number that does not exist on that day: the case shows nothing then
                        continue;
                    }
                }
            }
            played = known;
        }
        return known;
    }

    /** Whether all of the rules are in force and find something, and about some record all of them. */
    private static boolean shows(Played one, List<RuleText> rules) {
        Set<String> common = null;
        for (RuleText rule : rules) {
            if (!rule.inForceOn(one.scene().day())) {
                return false;
            }
            Set<String> evidence = new HashSet<>();
            for (Finding finding : one.scene().findings()) {
                if (finding.rule().equals(rule.name())) {
                    evidence.addAll(finding.evidence());
                }
            }
            if (common == null) {
                common = evidence;
            } else {
                common.retainAll(evidence);
            }
        }
        return common != null && !common.isEmpty();
    }
}
