package supervision.wall;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supervision.decision.Decision;
import supervision.decision.Finding;
import supervision.facts.Case;
import supervision.facts.RelatedRecord;
import supervision.intake.FactJson;

/**
 * What a world is answered, whichever way the answer was reached: for each day which conclusions there are, with the records
 * that each rests on, and until when they hold. Nothing of rules, clauses, figures and order is in it.
 *
 * @param concluded for each day its conclusions, one a line
 * @param validUntil for each day until when its decision holds, one a line
 */
record WorldAnswer(String concluded, String validUntil) {

    /** Before what was thrown where there should be a decision. */
    static final String FAILED = "no decision: ";

    private static final int BYTES_OF_CONCLUSIONS = 6;
    private static final int BYTES_OF_DAYS = 3;

    /** Characters of the part of a {@link #hash} that is of conclusions. */
    private static final int CHARACTERS_OF_CONCLUSIONS = BYTES_OF_CONCLUSIONS * 4 / 3;

    static WorldAnswer of(World world) {
        return of(world, world.asked());
    }

    /** The answer if the records are handed over as they come in another case. */
    static WorldAnswer of(World world, Case handedOver) {
        StringBuilder concluded = new StringBuilder();
        StringBuilder validUntil = new StringBuilder();
        for (LocalDate day : world.days()) {
            concluded.append("on ").append(day).append('\n');
            validUntil.append("on ").append(day).append(" valid until ");
            try {
                Decision decision = world.engine().get().decide(handedOver.on(day));
                conclusions(decision.findings())
                        .forEach((conclusion, records) -> concluded
                                .append(conclusion)
                                .append(" <- ")
                                .append(String.join(", ", records))
                                .append('\n'));
                validUntil.append(decision.validUntil() == null ? "further records" : decision.validUntil());
            } catch (RuntimeException e) {
                // one world of many: it is told with those that differ
                concluded.append(FAILED).append(e).append('\n');
            }
            validUntil.append('\n');
        }
        return new WorldAnswer(concluded.toString(), validUntil.toString());
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

    /** Short, and the same wherever it is computed: first of the conclusions, then of the days. */
    String hash() {
        return hash(concluded, BYTES_OF_CONCLUSIONS) + hash(validUntil, BYTES_OF_DAYS);
    }

    /** Whether two hashes are of the same conclusions, and so differ in the days alone if they do. */
    static boolean sameConclusions(String one, String other) {
        return one.regionMatches(0, other, 0, CHARACTERS_OF_CONCLUSIONS);
    }

    private static String hash(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** All of it, to be read and compared line by line. */
    String told(World world) {
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
        return text.append(concluded).append(validUntil).toString();
    }
}
