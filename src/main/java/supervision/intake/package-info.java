/** Files of credit records in: recognised, read row by row, checked, and made into facts or set aside with a reason. */
@NullMarked
package supervision.intake;

import org.jspecify.annotations.NullMarked;
