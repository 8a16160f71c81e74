package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who holds, or held, a post of the entity. Who it is stays outside: only whether two records are about one person
 * matters, so that the person at the time of an act is told from whoever came after.
 *
 * @param role the post
 * @param holder an opaque key of the person, such as a digest; never a name or an ID number
 * @param since first day in the post
 * @param until last day in the post; null while it is held
 */
public record Officer(
        String role,
        String holder,
        LocalDate since,
        @Nullable LocalDate until) implements Fact {

    @Override
    public String id() {
        return "officer/" + role + "/" + holder + "/" + since;
    }
}
