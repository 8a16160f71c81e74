package supervision;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import supervision.web.BodyLimits;
import supervision.web.Hosts;

/**
 * Settings of the service, all under {@code supervision}.
 *
 * @param rules where the rule pack is: {@code classpath:rules}, or {@code file:} and a folder that can be edited
 * @param rulesPoll how often an edited folder, and what was published, is looked at
 * @param publication whether packs come into force by publication only
 * @param officers file of those who may propose and approve packs, with their public keys; null or blank for nobody
 * @param examples the example figures in use: {@code default} for the pack's own choice, the id of a set, or {@code none}
 * @param cases folder of the cases that packs are checked by; null or blank for none, and then no pack is publishable
 * @param laws folder of law texts that clauses are shown from, word for word; null or blank for none
 * @param demo whether the demo register is loaded into an empty ledger
 * @param answersKept how much memory is used for answers already given, such as {@code 64MB}; {@code 0} for none
 * @param hosts further names under which the service may be asked, beside those of this machine; see {@link Hosts}
 * @param bodies how fast request bodies have to come, and how large they may be
 * @param intake settings of what is sent in
 * @param secondReading settings of the second reading of the rules
 * @param report settings of credit reports
 * @param persons settings of natural persons
 */
@ConfigurationProperties("supervision")
record SupervisionSettings(
        @DefaultValue("classpath:rules") String rules,
        @DefaultValue("2s") Duration rulesPoll,
        @DefaultValue("auto") Publication publication,
        @Nullable String officers,
        @DefaultValue("default") String examples,
        @Nullable String cases,
        @Nullable String laws,
        @DefaultValue("false") boolean demo,
        @DefaultValue("64MB") DataSize answersKept,
        @DefaultValue List<String> hosts,
        @DefaultValue BodyLimits bodies,
        @DefaultValue Intake intake,
        @DefaultValue SecondReading secondReading,
        @DefaultValue Report report,
        @DefaultValue Persons persons) {

    /** @throws IllegalArgumentException if a value can mean nothing; says which, and what it has to be */
    SupervisionSettings {
        require(
                rules.matches("(file|classpath):.+"),
                "supervision.rules 应以 file: 或者 classpath: 开头，如 file:rules"
                        + " / supervision.rules has to begin with file: or classpath:, such as file:rules");
        require(
                rulesPoll.toMillis() > 0,
                "supervision.rules-poll 应大于零，如 2s / supervision.rules-poll has to be more than nothing, such as 2s");
        require(
                !answersKept.isNegative(),
                "supervision.answers-kept 应为零或以上，如 64MB"
                        + " / supervision.answers-kept has to be nothing or more, such as 64MB");
    }

    /** Folder of the rule pack; null if it is in the program. */
    @Nullable
    Path rulesFolder() {
        return rules.startsWith("file:") ? Path.of(rules.substring("file:".length())) : null;
    }

    /** Folder of law texts; null if there is none. */
    @Nullable
    Path lawsFolder() {
        return laws == null || laws.isBlank() ? null : Path.of(laws);
    }

    /** File of officers; null if there are none. */
    @Nullable
    Path officersFile() {
        return officers == null || officers.isBlank() ? null : Path.of(officers);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * @param largestFine amount in units of 10,000 yuan (万元), as tables have it, above which the sender is asked whether yuan were
     *     meant; a bound of ours, not of any law
     */
    record Intake(@DefaultValue("100") BigDecimal largestFine) {

        Intake {
            if (largestFine.signum() <= 0) {
                throw new IllegalArgumentException("supervision.intake.largest-fine 应大于 0（万元），现为 " + largestFine
                        + " / has to be more than 0 (units of 10,000 yuan), is " + largestFine);
            }
        }
    }

    /** @param share share of decisions that are read twice before they are given out, from 0 to 1 */
    record SecondReading(@DefaultValue("1") double share) {

        /** @throws IllegalArgumentException if there is no such share */
        SecondReading {
            require(
                    share >= 0 && share <= 1,
                    "supervision.second-reading.share 应为 0 到 1 之间的数"
                            + " / supervision.second-reading.share has to be a number from 0 to 1: " + share);
        }
    }

    /** How packs come into force. */
    enum Publication {
        /** By publication where the database has one, else by the files. */
        AUTO,
        /** By publication only. */
        REQUIRED,
        /** By the files, whatever was published. */
        OFF
    }

    /** @param font TrueType font with Chinese characters for PDF; null or blank for one of the usual places */
    record Report(@Nullable String font) {}

    /** @param key file of the key that natural persons are kept under; null for one beside an embedded database, blank for none */
    record Persons(@Nullable String key) {}
}
