package supervision.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import supervision.decision.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the cases do not show and why none can, or need: {@code surviving-mutants.yaml} beside them, read and reviewed by
 * people. An entry that is no longer true is a mistake like any other.
 *
 * @param groups by their reasons
 */
record KnownGaps(List<Group> groups) {

    static final String FILE = "surviving-mutants.yaml";

    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /**
     * Gaps for one reason.
     *
     * @param survivors changes that no case notices
     * @param unseen comparisons that no case shows both ways
     */
    record Group(Text reason, Set<Gap> survivors, Set<Gap> unseen) {}

    /**
     * One gap.
     *
     * @param what the change, or {@code never true: } or {@code never false: } and the comparison
     */
    record Gap(String rule, String what) {}

    /**
     * Reads the file beside the cases; nothing is known where there is none.
     *
     * @throws IOException if the file cannot be read, with what to correct
     */
    static KnownGaps read(Path fixtures) throws IOException {
        Path file = fixtures.resolve(FILE);
        if (!Files.exists(file)) {
            return new KnownGaps(List.of());
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IOException(
                    file + ":" + line + ": the YAML cannot be read: " + e.getOriginalMessage()
                            + "; correct the indentation or the quotes",
                    e);
        }
        keys(file, root, List.of("gaps"));
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : root.path("gaps")) {
            keys(file, group, List.of("reason", "en", "survivors", "unseen"));
            groups.add(new Group(
                    new Text(text(file, group, "reason"), text(file, group, "en")),
                    gaps(file, group.path("survivors"), "change"),
                    gaps(file, group.path("unseen"), "comparison")));
        }
        return new KnownGaps(List.copyOf(groups));
    }

    private static Set<Gap> gaps(Path file, JsonNode list, String what) throws IOException {
        Set<Gap> gaps = new LinkedHashSet<>();
        for (JsonNode one : list) {
            keys(file, one, List.of("rule", what));
            Gap gap = new Gap(text(file, one, "rule"), text(file, one, what));
            if (!gaps.add(gap)) {
                throw new IOException(
                        file + ": `" + gap.what() + "` of `" + gap.rule() + "` stands twice; name each gap once");
            }
        }
        return gaps;
    }

    private static void keys(Path file, JsonNode node, List<String> known) throws IOException {
        for (var entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new IOException(
                        file + ": the unknown key `" + entry.getKey() + "`; use " + String.join(", ", known));
            }
        }
    }

    private static String text(Path file, JsonNode node, String key) throws IOException {
        String text = node.path(key).asString("");
        if (text.isBlank()) {
            throw new IOException(file + ": an entry without `" + key + "`: " + node + "; write it");
        }
        return text;
    }

    boolean survives(MutationScore.Survivor survivor) {
        Gap gap = gap(survivor);
        return groups.stream().anyMatch(group -> group.survivors().contains(gap));
    }

    boolean isUnseen(ConditionCoverage.Unseen unseen) {
        Gap gap = gap(unseen);
        return groups.stream().anyMatch(group -> group.unseen().contains(gap));
    }

    static Gap gap(MutationScore.Survivor survivor) {
        return new Gap(survivor.rule(), survivor.change());
    }

    static Gap gap(ConditionCoverage.Unseen unseen) {
        return new Gap(unseen.rule().name(), (unseen.held() ? "never true: " : "never false: ") + unseen.test());
    }

    /** Entries about some rules that are no longer true. */
    List<Gap> stale(Set<String> rules, List<MutationScore.Survivor> survivors, List<ConditionCoverage.Unseen> unseen) {
        List<Gap> stale = new ArrayList<>();
        List<Gap> surviving = survivors.stream().map(KnownGaps::gap).toList();
        List<Gap> notSeen = unseen.stream().map(KnownGaps::gap).toList();
        for (Group group : groups) {
            group.survivors().stream()
                    .filter(gap -> rules.contains(gap.rule()) && !surviving.contains(gap))
                    .forEach(stale::add);
            group.unseen().stream()
                    .filter(gap -> rules.contains(gap.rule()) && !notSeen.contains(gap))
                    .forEach(stale::add);
        }
        return List.copyOf(stale);
    }
}
