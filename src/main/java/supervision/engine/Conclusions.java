package supervision.engine;

/**
 * Takes what rules conclude. A pack's rules say {@code insert}; {@link CompiledRules} hands it here instead, so that what no
 * rule matches on stays out of the engine's memory, where it would cost as much as a fact.
 */
public interface Conclusions {

    void add(Object conclusion);
}
