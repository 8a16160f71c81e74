package supervision.audit;

import java.util.List;
import java.util.stream.Stream;

/** What no check covers, and why that does not matter: said with each verification. */
record NotCovered(String column, String chinese, String english) {

    private static final List<NotCovered> IN_AN_EXPORT = List.of(
            new NotCovered(
                    "ledger_head.recorded_at",
                    "查询会使其后移，只核对不早于最后一条记录和已签名的时间",
                    "a question may move it on; checked is that it is not before the last entry or a moment signed for"),
            new NotCovered(
                    "kept_pack.kept_at",
                    "规则包首次保存的时间，不作任何依据，事件和回执各有其时间",
                    "when a pack was first kept: nothing rests on it, events and receipts have moments of their own"));

    private static final List<NotCovered> IN_A_DATABASE = List.of(new NotCovered(
            "flyway_schema_history.installed_by, installed_on, execution_time",
            "何人何时建表，与内容无关",
            "who made the tables, and when: nothing of what is in them"));

    static List<String> inAnExport() {
        return lines(IN_AN_EXPORT.stream());
    }

    static List<String> inADatabase() {
        return lines(Stream.concat(IN_AN_EXPORT.stream(), IN_A_DATABASE.stream()));
    }

    private static List<String> lines(Stream<NotCovered> all) {
        return all.map(each -> "%s：%s / %s".formatted(each.column, each.chinese, each.english))
                .toList();
    }
}
