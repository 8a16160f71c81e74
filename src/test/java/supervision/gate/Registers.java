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
        return of(entities, Math.max(1, entities.size()));
    }

    public static Register of(List<Case> entities, int inABatch) {
        return new Register() {
            @Override
            public long size() {
                return entities.size();
            }

            @Override
            public void read(Consumer<Supplier<List<Case>>> batches) {
                for (int i = 0; i < entities.size(); i += inABatch) {
                    List<Case> batch = entities.subList(i, Math.min(entities.size(), i + inABatch));
                    batches.accept(() -> batch);
                }
            }
        };
    }
}
