package supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import supervision.rulepack.PackFiles;

/**
 * The shipped pack with a file of rules that join, over two tables and five steps on four levels: what every instrument has to
 * take that speaks about rules.
 */
public final class JoinedRules {

    /** Path of the rule file. */
    public static final String FILE = "drl/inspection/joined.drl";

    /** Path of the table of grades. */
    public static final String GRADES = "tables/watched-grades.yaml";

    /** Path of the table of fields. */
    public static final String FIELDS = "tables/watched-fields.yaml";

    /** Names of the rules, in their order. */
    public static final String BY_TABLE = "试验一：等级表列明加大检查的，须加大检查";

    public static final String SPARED = "试验二：有适用简易程序的处罚的，免于加大检查";
    public static final String CALLED = "试验三：属于加大检查的领域、未免于加大检查且有公示中的处罚的，予以关注";
    public static final String COUNTED = "试验四：加大检查的等级数";
    public static final String FIRST = "试验五：最早的公示起算日";
    public static final String FOCUS = "试验六：予以关注的，自最早的起算日起加大检查";
    public static final String NONE = "试验七：没有须加大检查的等级的，予以提示";

    public static final String RULES = """
            // For tests.
            package rules

            import supervision.decision.Conclusion.InspectionFocus
            import supervision.decision.Conclusion.InspectionFocus.Attention
            import supervision.decision.Conclusion.Mark
            import supervision.dossier.Told.Penalty
            import supervision.dossier.Told.RegisterEntry

            declare WatchedGrade @table("watched-grades") @zh("加大检查的等级") @en("grade that is watched")
              scheme : String @key @zh("评价办法") @en("scheme")
              grade : String @key @zh("等级") @en("grade")
              attention : Attention @zh("关注程度") @en("attention")
              watched : boolean @zh("加大检查") @en("watched")
            end

            declare WatchedField @table("watched-fields") @zh("加大检查的领域") @en("field that is watched")
              area : String @key @zh("领域") @en("field")
              period : String @figure("period") @zh("期间") @en("period")
            end

            declare Watched @zh("须加大检查的评级") @en("grade to be watched")
              of : String @zh("记录") @en("record")
              area : String @zh("领域") @en("field")
              attention : Attention @zh("关注程度") @en("attention")
            end

            declare Spared @zh("免于加大检查") @en("sparing")
              area : String @zh("领域") @en("field")
            end

            declare Called @zh("予以关注的领域") @en("field that is called for")
              area : String @zh("领域") @en("field")
              attention : Attention @zh("关注程度") @en("attention")
              period : String @zh("期间") @en("period")
            end

            declare WatchedCount @zh("须加大检查的评级数") @en("number of grades to be watched")
              many : Long @zh("数量") @en("number")
            end

            declare FirstShown @zh("最早的公示") @en("first publicity")
              area : String @zh("领域") @en("field")
              since : LocalDate @zh("起算日") @en("first day")
            end

            rule "试验一：等级表列明加大检查的，须加大检查"
              @en("Test 1: what the table of grades has watched is watched")
              @source("laiwu-2020-19/6.2")
              @effectiveFrom("2020-01-01")
            when
              GradeHeld($of : of, $scheme : scheme, $grade : grade)
              Scheme($area : area, id == $scheme)
              WatchedGrade($attention : attention, scheme == $scheme, grade == $grade, watched == true)
            then
              insert(new Watched($of, $area, $attention));
            end

            rule "试验二：有适用简易程序的处罚的，免于加大检查"
              @en("Test 2: a penalty by summary procedure spares")
              @source("laiwu-2020-19/6.2")
              @effectiveFrom("2020-01-01")
            when
              Penalty(procedure == "SUMMARY")
            then
              insert(new Spared("ENVIRONMENT"));
            end

            rule "试验三：属于加大检查的领域、未免于加大检查且有公示中的处罚的，予以关注"
              @en("Test 3: a watched grade of a watched field that is not spared, with a published penalty, is called for")
              @source("laiwu-2020-19/6.2")
              @effectiveFrom("2020-01-01")
            when
              Watched($area : area, $attention : attention)
              WatchedField($period : period, area == $area)
              not Spared(area == $area)
              exists Penalty(fineKnown == true)
            then
              insert(new Called($area, $attention, $period));
            end

            rule "试验四：加大检查的等级数"
              @en("Test 4: the number of watched grades")
              @source("laiwu-2020-19/6.2")
              @effectiveFrom("2020-01-01")
            when
              RegisterEntry(branchOf == "")
              accumulate($w : Watched(); $n : count($w))
            then
              insert(new WatchedCount($n));
            end

            rule "试验五：最早的公示起算日"
              @en("Test 5: the first day of publicity")
              @source("laiwu-2020-19/6.2")
              @effectiveFrom("2020-01-01")
            when
              Called($area : area)
              accumulate(Penalty($begins : decidedOn, fineKnown == true); $since : min($begins))
            then
              insert(new FirstShown($area, $since));
            end

            rule "试验六：予以关注的，自最早的起算日起加大检查"
              @en("Test 6: what is called for is inspected more often once a period from the first day is over")
              @source("laiwu-2020-19/6.2")
              @effectiveFrom("2026-04-01")
            when
              Called($area : area, $attention : attention, $period : period)
              FirstShown(area == $area, today.reached(figures.after("publicity/ndrc-36/general/min", since)))
            then
              insert(new InspectionFocus($area, $attention));
            end

            rule "试验七：没有须加大检查的等级的，予以提示"
              @en("Test 7: that no grade is watched is marked")
              @source("laiwu-2020-19/6.2")
              @effectiveFrom("2020-01-01")
            when
              RegisterEntry()
              not Watched(attention == Attention.KEY_OBJECT)
              exists WatchedCount()
            then
              insert(new Mark("entity", null));
            end
            """;

    public static final String GRADE_ROWS = """
            title: 加大检查的等级
            en: Grades that are watched
            rows:
              - {scheme: environment, grade: 黄, attention: MORE_OFTEN, watched: true, source: [laiwu-2020-19/6.2]}
              - {scheme: environment, grade: 黑, attention: KEY_OBJECT, watched: true, source: [laiwu-2020-19/6.2]}
              - {scheme: environment, grade: 蓝, attention: MORE_OFTEN, watched: false, source: [laiwu-2020-19/6.2]}
            """;

    public static final String FIELD_ROWS = """
            title: 加大检查的领域
            en: Fields that are watched
            rows:
              - {area: ENVIRONMENT, period: publicity/ndrc-36/general/min, source: [laiwu-2020-19/6.2]}
            """;

    private JoinedRules() {}

    /** The pack. */
    public static PackFiles files() throws IOException {
        return files(RULES);
    }

    /** The pack with another text of the rules. */
    public static PackFiles files(String rules) throws IOException {
        return files(rules, GRADE_ROWS);
    }

    /** The pack with another text of the rules and other rows of grades. */
    public static PackFiles files(String rules, String grades) throws IOException {
        Map<String, byte[]> files =
                new TreeMap<>(PackFiles.ofDirectory(Path.of("rules")).files());
        files.put(FILE, rules.getBytes(StandardCharsets.UTF_8));
        files.put(GRADES, grades.getBytes(StandardCharsets.UTF_8));
        files.put(FIELDS, FIELD_ROWS.getBytes(StandardCharsets.UTF_8));
        return PackFiles.of(files);
    }
}
