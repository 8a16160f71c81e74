/** Runs the rules of a pack on a case. Drools is known here and nowhere else. */
@NullMarked
package supervision.engine;

import org.jspecify.annotations.NullMarked;
