/** What the supervisor was told: facts about one entity, one record a kind, with identifiers checked. */
@NullMarked
package supervision.facts;

import org.jspecify.annotations.NullMarked;
