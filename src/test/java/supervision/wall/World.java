package supervision.wall;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import supervision.engine.DecisionEngine;
import supervision.facts.Case;

/**
 * An entity with its records, asked about on several days under one pack.
 *
 * @param name what it is called in the record, such as {@code generated/00017}
 * @param asked its records; the day in it is none of those asked about
 * @param pack what the pack is called that decides it
 */
record World(String name, Case asked, List<LocalDate> days, String pack, Supplier<DecisionEngine> engine) {}
