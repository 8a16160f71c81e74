/** The use cases: take records in, decide, keep the rules in force. */
@NullMarked
package supervision.casework;

import org.jspecify.annotations.NullMarked;
