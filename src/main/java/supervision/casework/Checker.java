package supervision.casework;

import java.util.List;
import org.jspecify.annotations.Nullable;
import supervision.rulepack.PackFiles;
import supervision.rulepack.RulePack;

/** Looks at a pack before it counts. */
public interface Checker {

    /**
     * Checks a candidate. May take long, and is asked by one caller at a time.
     *
     * @param examples id of the example set that it is to be used with; null for none
     * @param inForce the pack that it would take the place of
     */
    Checked check(PackFiles candidate, @Nullable String examples, RulePack inForce, Progress progress);

    /** Told how far a check has come. */
    interface Progress {
        void at(long done, long all);
    }

    /**
     * What came out.
     *
     * @param publishable whether the pack may be published
     * @param reasons why not, each in both languages
     * @param json the report for programs: an object with at least {@code publishable} and {@code reasons}
     * @param html the report for people
     */
    record Checked(boolean publishable, List<String> reasons, byte[] json, byte[] html) {}
}
