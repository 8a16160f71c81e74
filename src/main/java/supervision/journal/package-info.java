/** Decisions as they were given, in a chain that shows every change, and the rule packs under which they were given. */
@NullMarked
package supervision.journal;

import org.jspecify.annotations.NullMarked;
