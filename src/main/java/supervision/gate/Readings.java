package supervision.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supervision.reading.SecondReading;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePackReader;

/** Readings of one pack, one for each example set that is asked for; nothing is compiled. Not thread-safe. */
public final class Readings implements Function<@Nullable String, SecondReading> {

    private final PackFiles files;
    private final Map<Optional<String>, SecondReading> readings = new HashMap<>();

    public Readings(PackFiles files) {
        this.files = files;
    }

    /**
     * The reading with an example set.
     *
     * @param examples id of the set; null for none; {@code default} for the one that the pack names
     * @throws supervision.rulepack.RulePackException if the pack is refused
     */
    @Override
    public SecondReading apply(@Nullable String examples) {
        return readings.computeIfAbsent(
                Optional.ofNullable(examples), key -> SecondReading.of(RulePackReader.read(files, examples)));
    }
}
