package supervision.gate;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import supervision.facts.Case;

/** All entities of which records are held, as they were known at one moment. */
public interface Register {

    /** How many entities it holds. */
    long size();

    /**
     * Reads it from one end to the other, a batch at a time. What is in a batch is put together by whoever takes it, so that
     * several can do so at once.
     */
    void read(Consumer<Supplier<List<Case>>> batches);
}
