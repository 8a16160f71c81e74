/** Measures how long a decision takes, beside the least that it could take. */
@NullMarked
package supervision.bench;

import org.jspecify.annotations.NullMarked;
