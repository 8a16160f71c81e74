/** Pages. They are static files that ask the API; this package only says how browsers may treat them. */
@NullMarked
package supervision.web;

import org.jspecify.annotations.NullMarked;
