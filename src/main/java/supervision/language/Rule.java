package supervision.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule does. */
public interface Rule {

    String name();

    /** Its conditions; empty while something is wrong with it. */
    List<Pattern> when();

    /** Its conclusion; null while something is wrong with it. */
    @Nullable
    Insertion then();
}
