/** Runs written cases against the rules and compares what is found with what the law was read to say. */
@NullMarked
package supervision.replay;

import org.jspecify.annotations.NullMarked;
