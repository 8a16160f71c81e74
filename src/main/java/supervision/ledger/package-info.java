/** Credit records, append-only, on two time axes: when something was so, and when it was recorded. */
@NullMarked
package supervision.ledger;

import org.jspecify.annotations.NullMarked;
