package supervision.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import supervision.casework.Due;
import supervision.casework.DutyList;
import supervision.casework.RulesInForce;
import supervision.rulepack.RulePack;

/** Lists what the law makes somebody do by a day. */
@Command(
        name = "duties",
        description = "列出依法须在何日前办理的事项；有逾期的，退出码为 1 / list what has to be done by which day; exits with 1 if"
                + " something is overdue",
        mixinStandardHelpOptions = true)
final class Duties implements Callable<Integer> {

    private final Screen out;
    private final Screen err;
    private final Supplier<ConfigurableApplicationContext> started;

    @Option(
            names = "--unit",
            description = "责任方：代码、单位名称的一部分或者区划代码 / who has to act: a code, part of a unit's name, or a division")
    private @Nullable String unit;

    @Option(names = "--from", description = "起始日，默认今天 / first day, today by default")
    private @Nullable LocalDate from;

    @Option(names = "--to", description = "截止日，默认 30 日后 / last day, 30 days on by default")
    private @Nullable LocalDate to;

    @Option(
            names = "--limit",
            defaultValue = "1000",
            converter = Mistakes.AtLeastOne.class,
            description = "最多列出多少项 / most duties listed")
    private long limit;

    /** @param started the application without its web server */
    Duties(Screen out, Screen err, Supplier<ConfigurableApplicationContext> started) {
        this.out = out;
        this.err = err;
        this.started = started;
    }

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = started.get()) {
            DutyList.Listed listed =
                    context.getBean(DutyList.class).list(unit, from, to, (int) Math.min(limit, Integer.MAX_VALUE));
            print(listed, context.getBean(RulesInForce.class).pack());
            return listed.overdue() == 0 && listed.undecided().isEmpty() ? 0 : 1;
        } catch (DutyList.BadSpanException e) {
            err.println(e.getMessage());
            return 2;
        } catch (DutyList.UnknownUnitException e) {
            err.printf(
                    "没有这种责任方，可用下列之一，或者单位名称的一部分 / no such unit, give one of these, or part of a name: %s%n",
                    e.getMessage());
            e.known().forEach((code, title) -> err.printf("  %s  %s / %s%n", code, title.zh(), title.en()));
            return 2;
        }
    }

    private void print(DutyList.Listed listed, RulePack pack) {
        if (!listed.duties().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("期限 due", "逾期 overdue", "事项 act", "责任方 who", "主体 entity", "记录 record", "条款 clauses"));
            for (Due due : listed.duties()) {
                rows.add(List.of(
                        due.dueOn() == null ? "立即 at once" : due.dueOn().toString(),
                        due.overdue() ? "是 yes" : "",
                        pack.label("act", due.act().name()).zh(),
                        due.unit() == null
                                ? pack.label("recipient", due.who().name()).zh()
                                : due.unit(),
                        due.code(),
                        due.about(),
                        String.join(
                                " ", due.clauses().stream().map(Due.Clause::id).toList())));
            }
            Table.print(rows, out);
        }
        out.println(listed.computedBy().zh() + " / " + listed.computedBy().en());
        out.printf(
                Locale.ROOT,
                "%s – %s：%,d 项，已逾期 %,d 项；%,d 家有记录的主体 / duties: %,d, overdue: %,d; entities with records: %,d%n",
                listed.from(),
                listed.to(),
                listed.total(),
                listed.overdue(),
                listed.entities(),
                listed.total(),
                listed.overdue(),
                listed.entities());
        listed.undecided()
                .forEach(entity -> out.printf(
                        "！%s 无法作出决定，其待办事项未列出 / cannot be decided, its duties are not listed: %s%n",
                        entity.code(), entity.problem()));
        if (listed.more()) {
            out.printf(
                    Locale.ROOT,
                    "只列出前 %,d 项，请缩短时间段、指定责任方或者加大 --limit / only the first %,d are listed: take a shorter span, name a"
                            + " unit, or raise --limit%n",
                    listed.duties().size(),
                    listed.duties().size());
        }
    }
}
