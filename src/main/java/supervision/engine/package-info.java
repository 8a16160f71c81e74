/** Turns a case and a rule pack into a decision. The only package that knows the Drools runtime. */
@NullMarked
package supervision.engine;

import org.jspecify.annotations.NullMarked;
