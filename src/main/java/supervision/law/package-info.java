/** Legal vocabulary: clauses cited, spans of days, periods by the Civil Code (Arts 200-203), working days. */
@NullMarked
package supervision.law;

import org.jspecify.annotations.NullMarked;
