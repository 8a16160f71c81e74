/** HTTP in, HTTP out. */
@NullMarked
package supervision.api;

import org.jspecify.annotations.NullMarked;
