package supervision.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody saw on a channel: whether a record was shown there on a day. What the law says about it is weighed against
 * what was seen.
 *
 * @param target id of the record that was looked for
 * @param channel where it was looked for
 * @param seenOn day on which it was looked for
 * @param shown whether it was shown
 * @param url address at which it was seen
 * @param sameProvince whether the authority that decided and the entity are in one province, on which the time for the
 *     publicity system depends; never derived from names or codes
 * @param receivedOn day on which the authority of the entity's place received the decision from another province
 */
public record Display(
        String target,
        Channel channel,
        LocalDate seenOn,
        boolean shown,
        @Nullable String url,
        @Nullable Boolean sameProvince,
        @Nullable LocalDate receivedOn)
        implements Fact {

    public Display {
        if (receivedOn != null && !Boolean.FALSE.equals(sameProvince)) {
            throw new IllegalArgumentException("`receivedOn` 只用于外省的决定：`sameProvince` 填 false"
                    + " / `receivedOn` is for decisions of another province: give `sameProvince` as false");
        }
    }

    @Override
    public String id() {
        return "display/" + channel + "/" + seenOn + "/" + target;
    }
}
