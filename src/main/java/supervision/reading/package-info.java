/**
 * The second reading of a pack: the same rule files, evaluated without the rules engine, plainly and slowly. What facts are
 * prepared from records is not read twice: both readings start from the same dossier.
 */
@NullMarked
package supervision.reading;

import org.jspecify.annotations.NullMarked;
