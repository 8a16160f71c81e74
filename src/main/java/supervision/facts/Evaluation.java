package supervision.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The grade that a scheme gave. What two schemes say stays apart, and their letters are never compared.
 *
 * @param scheme id of the scheme: {@code national}, {@code shandong}, {@code samr-risk}, {@code tax},
 *     {@code environment}, {@code food-risk}, {@code construction}, {@code gbt-45255}
 * @param grade grade in the scheme's own letters
 * @param evaluatedBy unit that evaluated
 * @param gradedOn day from which the grade holds
 * @param validTo last day on which it holds, if the scheme limits it
 * @param score score behind the grade, if reported
 */
public record Evaluation(
        String scheme,
        String grade,
        String evaluatedBy,
        LocalDate gradedOn,
        @Nullable LocalDate validTo,
        @Nullable BigDecimal score)
        implements Fact {

    @Override
    public String id() {
        return "evaluation/" + scheme + "/" + evaluatedBy + "/" + gradedOn;
    }
}
