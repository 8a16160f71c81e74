package supervision.gate;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import supervision.facts.Case;

/** Registers of entities that a test made. */
public final class Registers {

    private Registers() {}

    /** All in one batch. */
    public static Register of(List<Case> entities) {
        return new Register() {
            @Override
            public long size() {
                return entities.size();
            }

            @Override
            public void read(Consumer<Supplier<List<Case>>> batches) {
                batches.accept(() -> entities);
            }
        };
    }
}
