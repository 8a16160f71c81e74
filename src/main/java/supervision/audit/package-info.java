/** The ledger and the journal in one file: for keeping, for moving to another database, and for checking on another machine. */
@NullMarked
package supervision.audit;

import org.jspecify.annotations.NullMarked;
