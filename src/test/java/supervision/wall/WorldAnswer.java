package supervision.wall;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.Effort;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;
import supervision.facts.RelatedRecord;
import supervision.intake.FactJson;

/**
 * What a world is answered, whichever way the answer was reached: for each day which conclusions there are, with the records
 * that each rests on, and until when they hold. Nothing of clauses, figures and order is in it. Which rules concluded it is
 * kept apart: a question or a paper is told from another by its rule alone, but rules become others where the law does not.
 *
 * @param concluded for each day its conclusions, one a line
 * @param validUntil for each day until when its decision holds, one a line
 * @param counts for each day its conclusions with the number of rules that concluded each, one a line
 * @param rules for each day its conclusions with the rules that concluded each, one a line
 */
record WorldAnswer(String concluded, String validUntil, String counts, String rules) {

    private static final int BYTES =
            Arrays.stream(Part.values()).mapToInt(part -> part.bytes).sum();

    /** Before what was thrown where there should be a decision. */
    static final String FAILED = "no decision: ";

    /** Parts of an answer by what they matter. */
    enum Part {
        CONCLUSIONS(5),
        DAYS(2),
        COUNTS(1),
        RULES(1);

        /** Few where the same mistake shows in other worlds too. */
        private final int bytes;

        Part(int bytes) {
            this.bytes = bytes;
        }

        private String of(WorldAnswer answer) {
            return switch (this) {
                case CONCLUSIONS -> answer.concluded;
                case DAYS -> answer.validUntil;
                case COUNTS -> answer.counts;
                case RULES -> answer.rules;
            };
        }
    }

    static WorldAnswer of(World world) {
        return of(world, world.asked());
    }

    /** The answer if the records are handed over as they come in another case. */
    static WorldAnswer of(World world, Case handedOver) {
        StringBuilder concluded = new StringBuilder();
        StringBuilder validUntil = new StringBuilder();
        StringBuilder counts = new StringBuilder();
        StringBuilder rules = new StringBuilder();
        for (LocalDate day : world.days()) {
            concluded.append("on ").append(day).append('\n');
            validUntil.append("on ").append(day).append(" valid until ");
            try {
                Decision decision = decide(world.engine().get(), handedOver.on(day));
                conclusions(decision.findings())
                        .forEach((conclusion, records) -> concluded
                                .append(conclusion)
                                .append(" <- ")
                                .append(String.join(", ", records))
                                .append('\n'));
                rules(decision.findings()).forEach((conclusion, names) -> {
                    counts.append(conclusion)
                            .append(" by ")
                            .append(names.size())
                            .append('\n');
                    rules.append(conclusion).append(" by ").append(names).append('\n');
                });
                validUntil.append(decision.validUntil() == null ? "further records" : decision.validUntil());
            } catch (RuntimeException e) {
                // one world of many: it is told with those that differ
                concluded.append(FAILED).append(e).append('\n');
            }
            validUntil.append('\n');
        }
        return new WorldAnswer(concluded.toString(), validUntil.toString(), counts.toString(), rules.toString());
    }

    /** By the plain reading; in the long run by the engine too, which daily runs hold to it on each case and on random ones. */
    private static Decision decide(DecisionEngine engine, Case asked) {
        return Effort.of(false, true) ? engine.decide(asked) : engine.reading().decide(asked);
    }

    /** Each conclusion once, with the records of all findings that it is in. */
    static Map<String, Set<String>> conclusions(List<Finding> findings) {
        Map<String, Set<String>> conclusions = new TreeMap<>();
        for (Finding finding : findings) {
            conclusions
                    .computeIfAbsent(text(finding.concludes()), conclusion -> new TreeSet<>())
                    .addAll(finding.evidence());
        }
        return conclusions;
    }

    private static Map<String, Set<String>> rules(List<Finding> findings) {
        Map<String, Set<String>> rules = new TreeMap<>();
        for (Finding finding : findings) {
            rules.computeIfAbsent(text(finding.concludes()), conclusion -> new TreeSet<>())
                    .add(finding.rule());
        }
        return rules;
    }

    /** A value with all that is in it; components by name, and none that is null, so that one may be added. */
    static String text(Object value) {
        if (value instanceof Record all) {
            return Arrays.stream(all.getClass().getRecordComponents())
                    .sorted(Comparator.comparing(RecordComponent::getName))
                    .map(component -> named(component, all))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", ", all.getClass().getSimpleName() + "(", ")"));
        }
        if (value instanceof Enum<?> code) {
            return code.name();
        }
        if (value instanceof BigDecimal amount) {
            return amount.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(WorldAnswer::text).sorted().toList().toString();
        }
        if (value instanceof String
                || value instanceof LocalDate
                || value instanceof Boolean
                || value instanceof Integer) {
            return value.toString();
        }
        throw new IllegalStateException(
                "no text for a " + value.getClass() + " in a conclusion: say here how to write it");
    }

    private static String named(RecordComponent component, Record of) {
        @Nullable Object value;
        try {
            value = component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("components of a public record are readable", e);
        }
        return value == null ? "" : component.getName() + "=" + text(value);
    }

    /** Short, and the same wherever it is computed. */
    String hash() {
        ByteBuffer hash = ByteBuffer.allocate(BYTES);
        for (Part part : Part.values()) {
            hash.put(sha256(part.of(this)), 0, part.bytes);
        }
        return Base64.getUrlEncoder().encodeToString(hash.array());
    }

    /** In which parts two answers differ, by their hashes. */
    static Set<Part> differing(String one, String other) {
        byte[] some = Base64.getUrlDecoder().decode(one);
        byte[] others = Base64.getUrlDecoder().decode(other);
        Set<Part> differing = EnumSet.noneOf(Part.class);
        int at = 0;
        for (Part part : Part.values()) {
            if (!Arrays.equals(some, at, at + part.bytes, others, at, at + part.bytes)) {
                differing.add(part);
            }
            at += part.bytes;
        }
        return differing;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The parts that are compared, to be read line by line. */
    String told(World world, Set<Part> parts) {
        StringBuilder text = new StringBuilder();
        text.append(world.name()).append(" under ").append(world.pack()).append('\n');
        world.asked().facts().forEach(fact -> {
            if (fact instanceof RelatedRecord related) {
                text.append(related.relation())
                        .append(' ')
                        .append(FactJson.write(world.asked().code(), related.fact()));
            } else {
                text.append(FactJson.write(world.asked().code(), fact));
            }
            text.append('\n');
        });
        parts.forEach(part -> text.append(part.of(this)));
        return text.toString();
    }
}
