/** What a rule says, as it is written: the model of the rule language that everything but the engine works on. */
@NullMarked
package supervision.language;

import org.jspecify.annotations.NullMarked;
