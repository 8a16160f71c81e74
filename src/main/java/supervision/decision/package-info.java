/** The answer and why: conclusions of rules, the findings that defend them, and the decision put together from them. */
@NullMarked
package supervision.decision;

import org.jspecify.annotations.NullMarked;
