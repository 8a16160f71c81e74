/**
 * Prepares a case for the rules: joins its facts with the pack's tables, so that a rule needs one pattern, and holds the
 * two instruments that rules may ask.
 */
@NullMarked
package supervision.dossier;

import org.jspecify.annotations.NullMarked;
