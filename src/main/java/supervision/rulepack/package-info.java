/** Reads a rule pack: rule files, parameters, legal sources, tables, measures and calendar; refuses what breaks its form. */
@NullMarked
package supervision.rulepack;

import org.jspecify.annotations.NullMarked;
