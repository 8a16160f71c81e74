/** The terminal. */
@NullMarked
package supervision.cli;

import org.jspecify.annotations.NullMarked;
