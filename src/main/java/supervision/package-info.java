/** Wiring only. */
@NullMarked
package supervision;

import org.jspecify.annotations.NullMarked;
