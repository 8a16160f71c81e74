/** What an edit of the rules does, before it counts. */
@NullMarked
package supervision.gate;

import org.jspecify.annotations.NullMarked;
