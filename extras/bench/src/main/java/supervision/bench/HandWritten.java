package supervision.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import supervision.decision.Conclusion;
import supervision.decision.Conclusion.FullCoverage;
import supervision.decision.Conclusion.GradeMapped;
import supervision.decision.Conclusion.InspectionCap;
import supervision.decision.Conclusion.InspectionFloor;
import supervision.decision.Conclusion.InspectionRate;
import supervision.decision.Conclusion.Mark;
import supervision.decision.Conclusion.Measure;
import supervision.decision.Conclusion.MeasureBlocked;
import supervision.decision.Conclusion.NotShown;
import supervision.decision.Conclusion.Referral;
import supervision.decision.Conclusion.Repair;
import supervision.decision.Conclusion.Repair.Answer;
import supervision.decision.Conclusion.RepairPaper;
import supervision.decision.Conclusion.Shown;
import supervision.decision.Conclusion.TierSet;
import supervision.decision.Ending;
import supervision.decision.Recipient;
import supervision.decision.Tier;
import supervision.dossier.Dossier;
import supervision.dossier.Figures;
import supervision.dossier.Known;
import supervision.dossier.Prepared;
import supervision.dossier.Prepared.AbnormalHeld;
import supervision.dossier.Prepared.BanHeld;
import supervision.dossier.Prepared.BanNotInTable;
import supervision.dossier.Prepared.BanTerm;
import supervision.dossier.Prepared.BannedPersonUnknown;
import supervision.dossier.Prepared.CommitmentHeld;
import supervision.dossier.Prepared.EarlyRemoval;
import supervision.dossier.Prepared.Gap;
import supervision.dossier.Prepared.Governing;
import supervision.dossier.Prepared.GradeConflict;
import supervision.dossier.Prepared.GradeHeld;
import supervision.dossier.Prepared.ListedOfficer;
import supervision.dossier.Prepared.ListingHeld;
import supervision.dossier.Prepared.ListingMeasure;
import supervision.dossier.Prepared.ListingOverdue;
import supervision.dossier.Prepared.ObjectionPending;
import supervision.dossier.Prepared.PastCeiling;
import supervision.dossier.Prepared.PenaltyHeld;
import supervision.dossier.Prepared.PublishedPenalty;
import supervision.dossier.Prepared.RemovalBarred;
import supervision.dossier.Prepared.RepairUndone;
import supervision.dossier.Prepared.RepairedPenalty;
import supervision.dossier.Prepared.Severity;
import supervision.dossier.Prepared.Subject;
import supervision.dossier.Prepared.Ungraded;
import supervision.dossier.Prepared.UnmodelledPenalty;
import supervision.dossier.Prepared.WithdrawnPenalty;
import supervision.dossier.Today;
import supervision.facts.Channel;
import supervision.facts.Field;
import supervision.facts.NotReported.Item;
import supervision.facts.Role;

/**
 * The rules of the pack as a programmer would write them, by hand and without an engine: the limit of what an engine can
 * reach. It works on what the rules work on and asks the same two instruments, but keeps no evidence. The days on which rules
 * came into force are left out: the day asked about has to lie after all of them.
 *
 * <p>For measuring only. {@link Bench} compares its findings with the engine's before anything is measured.
 */
final class HandWritten {

    /** What a rule concluded. */
    record Found(String rule, Conclusion conclusion) {}

    private static final LocalDate UNTIL_2020_12_18 = LocalDate.of(2020, 12, 18);
    private static final LocalDate UNTIL_2022_01_13 = LocalDate.of(2022, 1, 13);
    private static final LocalDate UNTIL_2025_07_01 = LocalDate.of(2025, 7, 1);
    private static final LocalDate UNTIL_2026_04_01 = LocalDate.of(2026, 4, 1);

    private final LocalDate day;
    private final Today today;
    private final Figures figures;
    private final List<Found> found = new ArrayList<>();

    private HandWritten(LocalDate day, Today today, Figures figures) {
        this.day = day;
        this.today = today;
        this.figures = figures;
    }

    static List<Found> find(List<Prepared> prepared, LocalDate day, Today today, Figures figures) {
        HandWritten rules = new HandWritten(day, today, figures);
        for (Prepared fact : prepared) {
            rules.on(fact);
        }
        Map<TierSet, List<String>> tiers = new LinkedHashMap<>();
        for (Found each : rules.found) {
            if (each.conclusion() instanceof TierSet set) {
                tiers.put(set, List.of());
            }
        }
        for (Prepared governing : Dossier.weigh(prepared, tiers)) {
            rules.on(governing);
        }
        return rules.found;
    }

    private void add(String rule, Conclusion conclusion) {
        found.add(new Found(rule, conclusion));
        if (conclusion instanceof GradeMapped mapped) {
            onGradeMapped(mapped);
        } else if (conclusion instanceof Shown showing) {
            onShown(showing);
        }
    }

    private void on(Prepared fact) {
        if (fact instanceof PublishedPenalty penalty) {
            onPublishedPenalty(penalty);
        } else if (fact instanceof PenaltyHeld penalty) {
            onPenaltyHeld(penalty);
        } else if (fact instanceof ListingMeasure measure) {
            onListingMeasure(measure);
        } else if (fact instanceof ListingHeld listing) {
            onListingHeld(listing);
        } else if (fact instanceof BanHeld ban) {
            onBanHeld(ban);
        } else if (fact instanceof GradeHeld grade) {
            onGradeHeld(grade);
        } else if (fact instanceof Governing governing) {
            onGoverning(governing);
        } else if (fact instanceof AbnormalHeld abnormal) {
            onAbnormalHeld(abnormal);
        } else if (fact instanceof BanNotInTable ban) {
            onBanNotInTable(ban);
        } else if (fact instanceof BannedPersonUnknown bannedPersonUnknown) {
            onBannedPersonUnknown(bannedPersonUnknown);
        } else if (fact instanceof CommitmentHeld commitment) {
            onCommitmentHeld(commitment);
        } else if (fact instanceof EarlyRemoval earlyRemoval) {
            onEarlyRemoval(earlyRemoval);
        } else if (fact instanceof Gap gap) {
            onGap(gap);
        } else if (fact instanceof GradeConflict conflict) {
            onGradeConflict(conflict);
        } else if (fact instanceof ListedOfficer officer) {
            onListedOfficer(officer);
        } else if (fact instanceof ListingOverdue listing) {
            onListingOverdue(listing);
        } else if (fact instanceof ObjectionPending objection) {
            onObjectionPending(objection);
        } else if (fact instanceof PastCeiling penalty) {
            onPastCeiling(penalty);
        } else if (fact instanceof RemovalBarred removalBarred) {
            onRemovalBarred(removalBarred);
        } else if (fact instanceof RepairUndone penalty) {
            onRepairUndone(penalty);
        } else if (fact instanceof RepairedPenalty penalty) {
            onRepairedPenalty(penalty);
        } else if (fact instanceof Subject subject) {
            onSubject(subject);
        } else if (fact instanceof Ungraded ungraded) {
            onUngraded(ungraded);
        } else if (fact instanceof UnmodelledPenalty penalty) {
            onUnmodelledPenalty(penalty);
        } else if (fact instanceof WithdrawnPenalty penalty) {
            onWithdrawnPenalty(penalty);
        }
    }

    private void onAbnormalHeld(AbnormalHeld abnormal) {
        if (abnormal.remedied()) {
            add(
                    "经营异常名录：已改正的，可以申请移出，没有最短公示期",
                    new Repair(abnormal.record(), Channel.PUBLICITY_SYSTEM, Answer.OPEN, abnormal.since()));
        }
        if (!abnormal.remedied()) {
            add(
                    "经营异常名录：尚未改正的，不能移出",
                    new Repair(abnormal.record(), Channel.PUBLICITY_SYSTEM, Answer.CONDITION_NOT_MET, null));
        }
    }

    private void onBanHeld(BanHeld ban) {
        if (ban.term() == BanTerm.KNOWN) {
            add(
                    "《实施意见》（八）：法定禁入期内，实施市场和行业禁入",
                    new Measure(ban.measure(), ban.role(), ban.area(), ban.from(), ban.endsOn(), ban.ending()));
        }
        if (ban.term() == BanTerm.START_UNKNOWN) {
            add(
                    "《实施意见》（八）：禁入起算日未报送的，视为仍在禁入期内，起算日不明",
                    new Measure(ban.measure(), ban.role(), ban.area(), ban.from(), null, Ending.UNKNOWN));
        }
        if (ban.term() == BanTerm.START_UNKNOWN) {
            add("禁入起算日未报送，由决定机关补报", new Referral(ban.record(), Recipient.RECORD_AUTHORITY));
        }
        if (ban.term() == BanTerm.NOT_DECIDED) {
            add("法律规定了禁入幅度，决定的期限未报送，由决定机关补报", new Referral(ban.record(), Recipient.RECORD_AUTHORITY));
        }
        if (ban.term() == BanTerm.OUTSIDE_THE_RANGE) {
            add("决定的禁入期限超出法定幅度，由决定机关核实", new Referral(ban.record(), Recipient.RECORD_AUTHORITY));
        }
        if (ban.term() == BanTerm.NO_NUMBER) {
            add("法律没有规定该领域的禁入年限，由主管人员决定", new Referral(ban.record(), Recipient.SUPERVISOR));
        }
    }

    private void onBanNotInTable(BanNotInTable ban) {
        add("所报禁入依据不在规则包的禁入表中，由主管人员核实", new Referral(ban.record(), Recipient.SUPERVISOR));
    }

    private void onBannedPersonUnknown(BannedPersonUnknown bannedPersonUnknown) {
        add("依法禁入的是受到处罚或者判刑的本人，其身份未报送，由决定机关补报", new Referral(bannedPersonUnknown.record(), Recipient.RECORD_AUTHORITY));
    }

    private void onCommitmentHeld(CommitmentHeld commitment) {
        if (!commitment.voluntary() && commitment.outcome() == Known.NO) {
            add("《实施意见》（一）2：不履行承诺的，视情节实施惩戒，由主管人员决定", new Referral(commitment.record(), Recipient.SUPERVISOR));
        }
        if (!commitment.voluntary() && commitment.due() && commitment.outcome() == Known.UNKNOWN) {
            add("《实施意见》（一）2：承诺到期，履行情况未报送，由受理单位报送", new Referral(commitment.record(), Recipient.RECORD_AUTHORITY));
        }
        if (commitment.outcome() == Known.YES) {
            add("《实施意见》（一）2：承诺已履行，记入信用记录", new Mark(commitment.record(), null));
        }
        if (commitment.voluntary() && commitment.outcome() != Known.YES) {
            add("《实施意见》（一）3：主动作出的信用承诺只作记录，不作不利依据", new Mark(commitment.record(), null));
        }
    }

    private void onEarlyRemoval(EarlyRemoval earlyRemoval) {
        if (earlyRemoval.known() && earlyRemoval.counted() && today.before(earlyRemoval.day())) {
            add(
                    "名单提前移出：未满规定期限，尚不能申请",
                    new Repair(earlyRemoval.record(), earlyRemoval.channel(), Answer.NOT_BEFORE, earlyRemoval.day()));
        }
        if (earlyRemoval.known() && earlyRemoval.counted() && today.reached(earlyRemoval.day())) {
            add(
                    "名单提前移出：已满规定期限，可以申请",
                    new Repair(earlyRemoval.record(), earlyRemoval.channel(), Answer.OPEN, earlyRemoval.day()));
        }
        if (earlyRemoval.known() && !earlyRemoval.counted() && earlyRemoval.performed() != Known.NO) {
            add(
                    "名单提前移出：自纠正之日起算，纠正日期未报送，由认定单位核实",
                    new Repair(earlyRemoval.record(), earlyRemoval.channel(), Answer.PERSON, null));
        }
        if (!earlyRemoval.known()) {
            add(
                    "名单提前移出：规定期限未知，由认定单位决定",
                    new Repair(earlyRemoval.record(), earlyRemoval.channel(), Answer.PERSON, null));
        }
        if (earlyRemoval.known() && earlyRemoval.performed() == Known.NO) {
            add(
                    "名单提前移出：义务未履行的，不能移出",
                    new Repair(earlyRemoval.record(), earlyRemoval.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if (earlyRemoval.known() && earlyRemoval.performed() == Known.UNKNOWN) {
            add(
                    "名单提前移出：义务是否履行未报送，由认定单位核实后决定",
                    new Repair(earlyRemoval.record(), earlyRemoval.channel(), Answer.PERSON, null));
        }
    }

    private void onGap(Gap gap) {
        if (gap.item() == Item.LIST_BASIS) {
            add("名单未收录，所依据的规定和措施由主管人员核实", new Referral(gap.record(), Recipient.SUPERVISOR));
        }
        if (gap.item() == Item.DISPLAY_START) {
            add("公示系统的公示期自公示之日起算，未报送首次公示日，由处罚机关补报", new Referral(gap.record(), Recipient.RECORD_AUTHORITY));
        }
        if (gap.item() == Item.REGISTER_ENTRY) {
            add("《实施意见》（四）：主体未在登记库中，请补充登记信息", new Referral(gap.record(), Recipient.RECORD_AUTHORITY));
        }
        if (gap.item() == Item.DISPLAY_START) {
            add("公示系统首次公示日未报送，能否修复由处罚机关决定", new Repair(gap.record(), Channel.PUBLICITY_SYSTEM, Answer.PERSON, null));
        }
    }

    private void onGoverning(Governing governing) {
        if (governing.everywhere() && figures.known("inspection/annual-cap")) {
            add(
                    "国办发〔2024〕54号：检查频次不得超过公布的年度上限",
                    new InspectionCap(governing.area(), figures.value("inspection/annual-cap")));
        }
        if (governing.everywhere() && !figures.known("inspection/annual-cap")) {
            add("国办发〔2024〕54号：年度检查频次上限尚未公布，由主管部门公布", new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
        if (governing.everywhere() && figures.is("inspection/leads-outside-cap", "true")) {
            add("国办发〔2024〕54号：投诉举报、转办交办、监测线索和企业申请的检查不计入上限", new Mark("entity", null));
        }
        if (governing.everywhere() && governing.tier() == Tier.PREFERENTIAL) {
            add("《山东省社会信用条例》第二十六条：信用良好的，可享受绿色通道、容缺受理等便利", new Mark("entity", null));
        }
        if (governing.everywhere() && (governing.tier() == Tier.ENHANCED || governing.tier() == Tier.STRICT)) {
            add("《山东省社会信用条例》第二十八条：失信的，列为重点监督对象，适当提高抽查比例和频次，加强现场检查", new Mark("entity", null));
        }
        if (governing.tier() == Tier.PREFERENTIAL && figures.known("inspection/ratio/preferential")) {
            add(
                    "《实施意见》（六）2：信用较好、风险较低的，可合理降低抽查比例和频次",
                    new InspectionRate(
                            governing.area(),
                            governing.tier(),
                            figures.value("inspection/ratio/preferential"),
                            figures.value("inspection/frequency/preferential")));
        }
        if (governing.tier() == Tier.PREFERENTIAL && !figures.known("inspection/ratio/preferential")) {
            add(
                    "《实施意见》（六）2：信用较好、风险较低的，可合理降低抽查比例和频次——比例未设定，由主管部门设定",
                    new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
        if (governing.tier() == Tier.PREFERENTIAL
                && figures.known("inspection/ratio/preferential")
                && !figures.known("inspection/frequency/preferential")) {
            add(
                    "《实施意见》（六）2：信用较好、风险较低的，可合理降低抽查比例和频次——频次未设定，由主管部门设定",
                    new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
        if (governing.tier() == Tier.ROUTINE && figures.known("inspection/ratio/routine")) {
            add(
                    "《实施意见》（六）2：信用风险一般的，按常规比例和频次抽查",
                    new InspectionRate(
                            governing.area(),
                            governing.tier(),
                            figures.value("inspection/ratio/routine"),
                            figures.value("inspection/frequency/routine")));
        }
        if (governing.tier() == Tier.ROUTINE && !figures.known("inspection/ratio/routine")) {
            add("《实施意见》（六）2：信用风险一般的，按常规比例和频次抽查——比例未设定，由主管部门设定", new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
        if (governing.tier() == Tier.ROUTINE
                && figures.known("inspection/ratio/routine")
                && !figures.known("inspection/frequency/routine")) {
            add("《实施意见》（六）2：信用风险一般的，按常规比例和频次抽查——频次未设定，由主管部门设定", new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
        if (governing.tier() == Tier.ENHANCED && figures.known("inspection/ratio/enhanced")) {
            add(
                    "《实施意见》（六）2：违法失信、风险较高的，适当提高抽查比例和频次",
                    new InspectionRate(
                            governing.area(),
                            governing.tier(),
                            figures.value("inspection/ratio/enhanced"),
                            figures.value("inspection/frequency/enhanced")));
        }
        if (governing.tier() == Tier.ENHANCED && !figures.known("inspection/ratio/enhanced")) {
            add(
                    "《实施意见》（六）2：违法失信、风险较高的，适当提高抽查比例和频次——比例未设定，由主管部门设定",
                    new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
        if (governing.tier() == Tier.ENHANCED
                && figures.known("inspection/ratio/enhanced")
                && !figures.known("inspection/frequency/enhanced")) {
            add(
                    "《实施意见》（六）2：违法失信、风险较高的，适当提高抽查比例和频次——频次未设定，由主管部门设定",
                    new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
        if (governing.tier() == Tier.STRICT && figures.known("inspection/ratio/strict")) {
            add(
                    "《实施意见》（六）2：违法失信、风险较高的，依法依规实行严管，适当提高抽查比例和频次",
                    new InspectionRate(
                            governing.area(),
                            governing.tier(),
                            figures.value("inspection/ratio/strict"),
                            figures.value("inspection/frequency/strict")));
        }
        if (governing.tier() == Tier.STRICT && !figures.known("inspection/ratio/strict")) {
            add(
                    "《实施意见》（六）2：违法失信、风险较高的，依法依规实行严管，适当提高抽查比例和频次——比例未设定，由主管部门设定",
                    new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
        if (governing.tier() == Tier.STRICT
                && figures.known("inspection/ratio/strict")
                && !figures.known("inspection/frequency/strict")) {
            add(
                    "《实施意见》（六）2：违法失信、风险较高的，依法依规实行严管，适当提高抽查比例和频次——频次未设定，由主管部门设定",
                    new Referral(governing.area(), Recipient.FIGURE_OWNER));
        }
    }

    private void onGradeConflict(GradeConflict conflict) {
        add("评价结果相互矛盾，由主管人员核实后确定层级", new Referral(conflict.scheme(), Recipient.SUPERVISOR));
    }

    private void onGradeHeld(GradeHeld grade) {
        switch (grade.scheme()) {
            case "environment" -> {
                if (figures.maps("grade/tiers/environment", grade.grade())) {
                    add(
                            "企业环境信用评价：等级对应的监管层级",
                            new GradeMapped(
                                    grade.record(),
                                    grade.scheme(),
                                    grade.grade(),
                                    figures.tier("grade/tiers/environment", grade.grade()),
                                    grade.area(),
                                    true));
                }
                if (!figures.maps("grade/tiers/environment", grade.grade())) {
                    add("企业环境信用评价：该等级没有对应的监管层级，由主管人员确定", new Referral(grade.record(), Recipient.SUPERVISOR));
                }
                if (grade.grade().equals("蓝") && figures.known("inspection/environment-blue-max")) {
                    add(
                            "山东省企业环境信用评价：蓝标企业每年随机抽查不超过规定次数",
                            new InspectionCap(grade.area(), figures.value("inspection/environment-blue-max")));
                }
                if (grade.grade().equals("蓝") && !figures.known("inspection/environment-blue-max")) {
                    add("山东省企业环境信用评价：蓝标企业每年随机抽查的次数上限没有数值，由主管部门设定", new Referral(grade.area(), Recipient.FIGURE_OWNER));
                }
            }
            case "food-risk" -> {
                if (figures.maps("grade/tiers/food-risk", grade.grade())) {
                    add(
                            "食品生产经营风险分级：等级对应的监管层级：只用于监管，不公开",
                            new GradeMapped(
                                    grade.record(),
                                    grade.scheme(),
                                    grade.grade(),
                                    figures.tier("grade/tiers/food-risk", grade.grade()),
                                    grade.area(),
                                    false));
                }
                if (!figures.maps("grade/tiers/food-risk", grade.grade())) {
                    add("食品生产经营风险分级：该等级没有对应的监管层级，由主管人员确定", new Referral(grade.record(), Recipient.SUPERVISOR));
                }
            }
            case "national" -> {
                if (figures.maps("grade/tiers/national", grade.grade())) {
                    add(
                            "全国公共信用综合评价：等级对应的监管层级",
                            new GradeMapped(
                                    grade.record(),
                                    grade.scheme(),
                                    grade.grade(),
                                    figures.tier("grade/tiers/national", grade.grade()),
                                    grade.area(),
                                    true));
                }
                if (!figures.maps("grade/tiers/national", grade.grade())) {
                    add("全国公共信用综合评价：该等级没有对应的监管层级，由主管人员确定", new Referral(grade.record(), Recipient.SUPERVISOR));
                }
            }
            case "samr-risk" -> {
                if (day.isBefore(UNTIL_2022_01_13) && figures.maps("grade/tiers/samr-risk", grade.grade())) {
                    add(
                            "山东省市场监管企业信用风险分类（2020年办法）：等级对应的监管层级：只用于监管，不公开",
                            new GradeMapped(
                                    grade.record(),
                                    grade.scheme(),
                                    grade.grade(),
                                    figures.tier("grade/tiers/samr-risk", grade.grade()),
                                    grade.area(),
                                    false));
                }
                if (figures.maps("grade/tiers/samr-risk", grade.grade())) {
                    add(
                            "市场监管信用风险分类：等级对应的监管层级：只用于监管，不公开",
                            new GradeMapped(
                                    grade.record(),
                                    grade.scheme(),
                                    grade.grade(),
                                    figures.tier("grade/tiers/samr-risk", grade.grade()),
                                    grade.area(),
                                    false));
                }
                if (!figures.maps("grade/tiers/samr-risk", grade.grade())) {
                    add("市场监管信用风险分类：该等级没有对应的监管层级，由主管人员确定", new Referral(grade.record(), Recipient.SUPERVISOR));
                }
            }
            case "shandong" -> {
                if (figures.maps("grade/tiers/shandong", grade.grade())) {
                    add(
                            "山东省公共信用综合评价：等级对应的监管层级",
                            new GradeMapped(
                                    grade.record(),
                                    grade.scheme(),
                                    grade.grade(),
                                    figures.tier("grade/tiers/shandong", grade.grade()),
                                    grade.area(),
                                    true));
                }
                if (!figures.maps("grade/tiers/shandong", grade.grade())) {
                    add("山东省公共信用综合评价：该等级没有对应的监管层级，由主管人员确定", new Referral(grade.record(), Recipient.SUPERVISOR));
                }
            }
            case "tax" -> {
                if (day.isBefore(UNTIL_2025_07_01) && figures.maps("grade/tiers/tax", grade.grade())) {
                    add(
                            "纳税信用评价（2014年办法）：等级对应的监管层级",
                            new GradeMapped(
                                    grade.record(),
                                    grade.scheme(),
                                    grade.grade(),
                                    figures.tier("grade/tiers/tax", grade.grade()),
                                    grade.area(),
                                    true));
                }
                if (figures.maps("grade/tiers/tax", grade.grade())) {
                    add(
                            "纳税缴费信用评价：等级对应的监管层级",
                            new GradeMapped(
                                    grade.record(),
                                    grade.scheme(),
                                    grade.grade(),
                                    figures.tier("grade/tiers/tax", grade.grade()),
                                    grade.area(),
                                    true));
                }
                if (!figures.maps("grade/tiers/tax", grade.grade())) {
                    add("纳税缴费信用评价：该等级没有对应的监管层级，由主管人员确定", new Referral(grade.record(), Recipient.SUPERVISOR));
                }
            }
            case "construction" -> {
                add("建筑市场信用评价：各地分值不同，没有统一对应，由主管人员确定层级", new Referral(grade.record(), Recipient.SUPERVISOR));
            }
            default -> add("该评价体系未收录，由主管人员确定层级", new Referral(grade.record(), Recipient.SUPERVISOR));
        }
    }

    private void onGradeMapped(GradeMapped mapped) {
        if (figures.is("grade/combination", "SECTOR_IN_ITS_FIELD")) {
            add("《实施意见》（六）1：依据评价结果分级分类", new TierSet(mapped.area(), mapped.tier(), false));
        }
    }

    private void onListedOfficer(ListedOfficer officer) {
        add(
                "《实施意见》（九）：名单依法同时列入的责任人员，一并惩戒",
                new Measure("serious-list", officer.role(), "ALL", officer.from(), officer.endsOn(), officer.ending()));
        add(
                "《实施意见》（九）：相关失信行为记入个人信用记录，归集至市公共信用信息平台，不公开",
                new Referral(officer.record(), Recipient.CITY_CREDIT_PLATFORM));
    }

    private void onListingHeld(ListingHeld listing) {
        if (listing.sufficient() == Known.NO) {
            add("国办发〔2020〕49号：名单依据层级不足，建议报告认定单位", new Referral(listing.record(), Recipient.RECORD_AUTHORITY));
        }
        if (listing.sufficient() == Known.YES) {
            add("《实施意见》（六）2：在严重失信主体名单内的，实行严管", new TierSet("ALL", Tier.STRICT, true));
        }
        if (day.isBefore(UNTIL_2020_12_18) && listing.sufficient() == Known.NO) {
            add("国办发〔2020〕49号施行前，依规范性文件列入名单的，同样实行严管", new TierSet("ALL", Tier.STRICT, true));
        }
        if (day.isBefore(UNTIL_2020_12_18)) {
            add("惩戒措施尚无清单时，名单对应的措施由主管人员按当时的规定核实", new Referral(listing.record(), Recipient.SUPERVISOR));
        }
        if (listing.ending() == Ending.ON_DAY) {
            add(
                    "《实施意见》（七）：名单信息在列入期间公布",
                    new Shown(
                            listing.record(),
                            listing.channel(),
                            listing.from(),
                            listing.until(),
                            today.before(listing.until())));
        }
        if (listing.ending() == Ending.WITH_THE_ENTRY) {
            add(
                    "《实施意见》（七）：没有届满日的名单信息，在移出前公布",
                    new Shown(listing.record(), listing.channel(), listing.from(), null, true));
        }
        if (listing.publicBody()) {
            add("《实施意见》（九）：机关事业单位被列入严重失信主体名单的，通报上级主管单位", new Referral(listing.record(), Recipient.SUPERIOR_AUTHORITY));
        }
        if (listing.publicBody()) {
            add("《实施意见》（九）：机关事业单位被列入严重失信主体名单的，通报审计部门", new Referral(listing.record(), Recipient.AUDIT_OFFICE));
        }
        if (listing.stateOwned()) {
            add("《实施意见》（九）：国有企业被列入严重失信主体名单的，通报上级主管单位", new Referral(listing.record(), Recipient.SUPERIOR_AUTHORITY));
        }
        if (listing.stateOwned()) {
            add("《实施意见》（九）：国有企业被列入严重失信主体名单的，通报审计部门", new Referral(listing.record(), Recipient.AUDIT_OFFICE));
        }
        if (listing.officersExcluded()) {
            add("法发〔2019〕35号：被执行人是单位的，不得将其法定代表人、主要负责人等列入失信名单", new Mark(listing.record(), null));
        }
        if (!listing.officersExcluded() && !listing.officersNamed()) {
            add(
                    "《山东省社会信用条例》第三十一条：标明严重失信主体的法定代表人、主要负责人和实际控制人；惩戒须另有依据",
                    new Referral(listing.record(), Recipient.SUPERVISOR));
        }
    }

    private void onListingMeasure(ListingMeasure measure) {
        if (measure.inCatalogue()
                && measure.secondBasis()
                && (measure.sufficient() == Known.YES || !measure.reducesRights())) {
            add(
                    "《实施意见》（七）：被列入严重失信主体名单的，实施名单对应的惩戒措施",
                    new Measure(
                            measure.measure(), Role.ENTITY, "ALL", measure.from(), measure.endsOn(), measure.ending()));
        }
        if (measure.sufficient() == Known.NO && measure.reducesRights()) {
            add("国办发〔2020〕49号：名单依据层级不足的，不得减损权益或增加义务", new MeasureBlocked(measure.measure(), Role.ENTITY, "ALL"));
        }
        if (!measure.inCatalogue()) {
            add("国办发〔2020〕49号：惩戒措施不在现行清单内的，不得实施", new MeasureBlocked(measure.measure(), Role.ENTITY, "ALL"));
        }
        if (measure.inCatalogue() && !measure.secondBasis() && measure.sufficient() == Known.YES) {
            add(
                    "《山东省社会信用条例》第三十条：没有法律、行政法规或者国家规定作为另一依据的，不得实施",
                    new MeasureBlocked(measure.measure(), Role.ENTITY, "ALL"));
        }
    }

    private void onListingOverdue(ListingOverdue listing) {
        add("名单期限已满而未移出，由认定单位移出", new Referral(listing.record(), Recipient.RECORD_AUTHORITY));
    }

    private void onObjectionPending(ObjectionPending objection) {
        if (!objection.needsOtherUnit() && figures.calendarCovers("objection/own", objection.receivedOn())) {
            add(
                    "《山东省社会信用条例》第三十九条：异议处理中，本单位在规定工作日内答复",
                    new Mark(objection.target(), figures.due("objection/own", objection.receivedOn())));
        }
        if (objection.needsOtherUnit() && figures.calendarCovers("objection/with-others", objection.receivedOn())) {
            add(
                    "《山东省社会信用条例》第三十九条：异议处理中，需其他单位核实的，在较长的规定工作日内答复",
                    new Mark(objection.target(), figures.due("objection/with-others", objection.receivedOn())));
        }
        if (!objection.needsOtherUnit() && !figures.calendarCovers("objection/own", objection.receivedOn())) {
            add("异议答复期限跨入尚未公布工作日安排的年份，由主管人员计算", new Referral(objection.target(), Recipient.SUPERVISOR));
        }
        if (objection.needsOtherUnit() && !figures.calendarCovers("objection/with-others", objection.receivedOn())) {
            add("需其他单位核实的异议，答复期限跨入尚未公布工作日安排的年份，由主管人员计算", new Referral(objection.target(), Recipient.SUPERVISOR));
        }
    }

    private void onPastCeiling(PastCeiling penalty) {
        add(
                "《山东省社会信用条例》第三十八条：披露期限届满的信息不再披露、查询，不得作为惩戒依据",
                new NotShown(penalty.record(), penalty.channel(), penalty.since()));
        if (!penalty.endKnown()) {
            add(
                    "《山东省社会信用条例》第三十八条：未报送失信行为终止之日，按处罚决定之日起算，请核实",
                    new Referral(penalty.record(), Recipient.RECORD_AUTHORITY));
        }
        add(
                "《山东省社会信用条例》第三十八条：披露期限届满，无须修复",
                new Repair(penalty.record(), penalty.channel(), Answer.ENDED, penalty.since()));
    }

    private void onPenaltyHeld(PenaltyHeld penalty) {
        if (penalty.revokesPermit() && !penalty.bansKnown()) {
            add("吊销许可证件的处罚可能引起法定禁入，未报送禁入依据，由主管人员核实", new Referral(penalty.record(), Recipient.SUPERVISOR));
        }
        if (penalty.restrictsOccupation() && !penalty.bansKnown()) {
            add("限制从业的处罚未报送对应的禁入依据，由主管人员核实", new Referral(penalty.record(), Recipient.SUPERVISOR));
        }
        if (!penalty.summary() && penalty.publicBody()) {
            add("《实施意见》（九）：机关事业单位受到行政处罚的，通报上级主管单位", new Referral(penalty.record(), Recipient.SUPERIOR_AUTHORITY));
        }
        if (!penalty.summary() && penalty.publicBody()) {
            add("《实施意见》（九）：机关事业单位受到行政处罚的，通报审计部门", new Referral(penalty.record(), Recipient.AUDIT_OFFICE));
        }
        if (!penalty.summary() && penalty.stateOwned()) {
            add("《实施意见》（九）：国有企业受到行政处罚的，通报上级主管单位", new Referral(penalty.record(), Recipient.SUPERIOR_AUTHORITY));
        }
        if (!penalty.summary() && penalty.stateOwned()) {
            add("《实施意见》（九）：国有企业受到行政处罚的，通报审计部门", new Referral(penalty.record(), Recipient.AUDIT_OFFICE));
        }
    }

    private void onPublishedPenalty(PublishedPenalty penalty) {
        switch (penalty.regime()) {
            case NDRC_36 -> onNdrc36(penalty);
            case NDRC_527 -> onNdrc527(penalty);
            case NDRC_58 -> onNdrc58(penalty);
            case SAMR_107 -> onSamr107(penalty);
            case SAMR_45 -> onSamr45(penalty);
        }
    }

    private void onNdrc36(PublishedPenalty penalty) {
        if (penalty.severity() == Severity.MINOR && !penalty.displayReason()) {
            add("《信用修复管理办法》：轻微失信信息原则上不公示", new NotShown(penalty.record(), penalty.channel(), penalty.anchor()));
        }
        if (penalty.severity() == Severity.MINOR && penalty.displayReason()) {
            add(
                    "《信用修复管理办法》：确有必要公示的轻微失信信息，公示至最长期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/ndrc-36/minor/max", penalty.anchor()),
                            today.before(figures.after("publicity/ndrc-36/minor/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.GENERAL) {
            add(
                    "《信用修复管理办法》：一般失信信息自文书认定之日起公示，至最长期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/ndrc-36/general/max", penalty.anchor()),
                            today.before(figures.after("publicity/ndrc-36/general/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.SERIOUS) {
            add(
                    "《信用修复管理办法》：严重失信信息自文书认定之日起公示，至最长期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/ndrc-36/serious/max", penalty.anchor()),
                            today.before(figures.after("publicity/ndrc-36/serious/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.UNKNOWN) {
            add("《信用修复管理办法》：失信程度未认定、领域标准未公布的，由认定单位确定分类", new Referral(penalty.record(), Recipient.RECORD_AUTHORITY));
        }
        if (penalty.severity() == Severity.MINOR
                && penalty.displayReason()
                && penalty.performed() == Known.NO
                && figures.is("publicity/ndrc-36/unperformed-at-max", "STOP_AND_FLAG")
                && today.reached(figures.after("publicity/ndrc-36/minor/max", penalty.anchor()))) {
            add(
                    "《信用修复管理办法》：确有必要公示的轻微失信信息最长公示期届满而义务未履行，停止公示并请认定单位按行业规定处理",
                    new Referral(penalty.record(), Recipient.RECORD_AUTHORITY));
        }
        if (penalty.severity() == Severity.GENERAL
                && penalty.performed() == Known.NO
                && figures.is("publicity/ndrc-36/unperformed-at-max", "STOP_AND_FLAG")
                && today.reached(figures.after("publicity/ndrc-36/general/max", penalty.anchor()))) {
            add(
                    "《信用修复管理办法》：一般失信信息最长公示期届满而义务未履行，停止公示并请认定单位按行业规定处理",
                    new Referral(penalty.record(), Recipient.RECORD_AUTHORITY));
        }
        if (penalty.severity() == Severity.SERIOUS
                && penalty.performed() == Known.NO
                && figures.is("publicity/ndrc-36/unperformed-at-max", "STOP_AND_FLAG")
                && today.reached(figures.after("publicity/ndrc-36/serious/max", penalty.anchor()))) {
            add(
                    "《信用修复管理办法》：严重失信信息最长公示期届满而义务未履行，停止公示并请认定单位按行业规定处理",
                    new Referral(penalty.record(), Recipient.RECORD_AUTHORITY));
        }
        if (penalty.severity() == Severity.MINOR && penalty.displayReason() && penalty.performed() == Known.YES) {
            add(
                    "《信用修复管理办法》：轻微失信信息，义务履行完毕即可修复",
                    new Repair(penalty.record(), penalty.channel(), Answer.OPEN, penalty.performedSince()));
        }
        if (penalty.severity() == Severity.MINOR && !penalty.displayReason()) {
            add("《信用修复管理办法》：未公示的轻微失信信息无须修复", new Repair(penalty.record(), penalty.channel(), Answer.NOT_SHOWN, null));
        }
        if (penalty.severity() == Severity.GENERAL
                && today.before(figures.opens("publicity/ndrc-36/general/min", penalty.anchor()))) {
            add(
                    "《信用修复管理办法》：一般失信信息未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/ndrc-36/general/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.GENERAL
                && today.reached(figures.opens("publicity/ndrc-36/general/min", penalty.anchor()))) {
            add(
                    "《信用修复管理办法》：一般失信信息已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/ndrc-36/general/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.SERIOUS
                && today.before(figures.opens("publicity/ndrc-36/serious/min", penalty.anchor()))) {
            add(
                    "《信用修复管理办法》：严重失信信息未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/ndrc-36/serious/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.SERIOUS
                && today.reached(figures.opens("publicity/ndrc-36/serious/min", penalty.anchor()))) {
            add(
                    "《信用修复管理办法》：严重失信信息已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/ndrc-36/serious/min", penalty.anchor())));
        }
        if (penalty.performed() == Known.NO && (penalty.severity() != Severity.MINOR || penalty.displayReason())) {
            add(
                    "《信用修复管理办法》：法定责任义务未履行完毕的，不能修复",
                    new Repair(penalty.record(), penalty.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if (penalty.performed() == Known.UNKNOWN && (penalty.severity() != Severity.MINOR || penalty.displayReason())) {
            add(
                    "《信用修复管理办法》：是否履行完毕未报送，由认定单位核实后决定",
                    new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (penalty.severity() == Severity.UNKNOWN) {
            add("《信用修复管理办法》：失信程度不明，能否修复由认定单位决定", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (penalty.severity() != Severity.UNKNOWN
                && (penalty.severity() != Severity.MINOR || penalty.displayReason())) {
            add("《信用修复管理办法》：提交法定责任义务履行完毕的证明", new RepairPaper(penalty.record(), penalty.channel()));
        }
        if (penalty.severity() != Severity.UNKNOWN
                && (penalty.severity() != Severity.MINOR || penalty.displayReason())) {
            add("《信用修复管理办法》：提交信用承诺书", new RepairPaper(penalty.record(), penalty.channel()));
        }
    }

    private void onNdrc527(PublishedPenalty penalty) {
        if (penalty.severity() == Severity.GENERAL) {
            add(
                    "527号文：一般失信行为的处罚自决定之日起公示，至最长期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/ndrc-527/general/max", penalty.anchor()),
                            today.before(figures.after("publicity/ndrc-527/general/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.SERIOUS) {
            add(
                    "527号文：严重失信行为的处罚自决定之日起公示，至最长期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/ndrc-527/serious/max", penalty.anchor()),
                            today.before(figures.after("publicity/ndrc-527/serious/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.SPECIFIC_SERIOUS) {
            add(
                    "527号文：特定严重失信行为的处罚按最长期限公示",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/ndrc-527/specific-serious/max", penalty.anchor()),
                            today.before(figures.after("publicity/ndrc-527/specific-serious/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.UNKNOWN || penalty.severity() == Severity.MINOR) {
            add("527号文：失信程度不能确定的，由处罚机关说明属一般、严重还是特定严重失信行为", new Referral(penalty.record(), Recipient.RECORD_AUTHORITY));
        }
        if (penalty.severity() == Severity.GENERAL
                && today.before(figures.opens("publicity/ndrc-527/general/min", penalty.anchor()))) {
            add(
                    "527号文：一般失信行为的处罚未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/ndrc-527/general/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.GENERAL
                && today.reached(figures.opens("publicity/ndrc-527/general/min", penalty.anchor()))) {
            add(
                    "527号文：一般失信行为的处罚已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/ndrc-527/general/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.SERIOUS
                && today.before(figures.opens("publicity/ndrc-527/serious/min", penalty.anchor()))) {
            add(
                    "527号文：严重失信行为的处罚未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/ndrc-527/serious/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.SERIOUS
                && today.reached(figures.opens("publicity/ndrc-527/serious/min", penalty.anchor()))) {
            add(
                    "527号文：严重失信行为的处罚已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/ndrc-527/serious/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.SPECIFIC_SERIOUS) {
            add("527号文：特定严重失信行为的处罚，最长公示期内不予修复", new Repair(penalty.record(), penalty.channel(), Answer.NEVER, null));
        }
        if (penalty.performed() == Known.NO && penalty.severity() != Severity.SPECIFIC_SERIOUS) {
            add("527号文：处罚未履行完毕的，不能修复", new Repair(penalty.record(), penalty.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if (penalty.performed() == Known.UNKNOWN && penalty.severity() != Severity.SPECIFIC_SERIOUS) {
            add("527号文：是否履行完毕未报送，由处罚机关核实后决定", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (penalty.severity() == Severity.UNKNOWN || penalty.severity() == Severity.MINOR) {
            add("527号文：失信程度不明，能否修复由处罚机关决定", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS) {
            add("527号文：提交信用修复承诺书", new RepairPaper(penalty.record(), penalty.channel()));
        }
        if (penalty.severity() == Severity.SERIOUS) {
            add("527号文：严重失信行为的，参加信用修复专题培训", new RepairPaper(penalty.record(), penalty.channel()));
        }
        if (penalty.severity() == Severity.SERIOUS) {
            add("527号文：严重失信行为的，提交信用报告", new RepairPaper(penalty.record(), penalty.channel()));
        }
    }

    private void onNdrc58(PublishedPenalty penalty) {
        if (penalty.summary() || penalty.mildOnly()) {
            add("58号令：简易程序处罚和仅警告、通报批评的处罚不公示", new NotShown(penalty.record(), penalty.channel(), penalty.anchor()));
        }
        if (!penalty.summary() && !penalty.mildOnly()) {
            add(
                    "58号令：其他行政处罚自作出之日起公示，至最长期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/ndrc-58/max", penalty.anchor()),
                            today.before(figures.after("publicity/ndrc-58/max", penalty.anchor()))));
        }
        if (!penalty.summary()
                && !penalty.mildOnly()
                && penalty.focus() == Known.NO
                && today.before(figures.opens("publicity/ndrc-58/min", penalty.anchor()))) {
            add(
                    "58号令：一般领域的处罚信息未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/ndrc-58/min", penalty.anchor())));
        }
        if (!penalty.summary()
                && !penalty.mildOnly()
                && penalty.focus() == Known.NO
                && today.reached(figures.opens("publicity/ndrc-58/min", penalty.anchor()))) {
            add(
                    "58号令：一般领域的处罚信息已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/ndrc-58/min", penalty.anchor())));
        }
        if (!penalty.summary()
                && !penalty.mildOnly()
                && penalty.focus() == Known.YES
                && today.before(figures.opens("publicity/ndrc-58/focus-min", penalty.anchor()))) {
            add(
                    "58号令：重点领域的处罚信息未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/ndrc-58/focus-min", penalty.anchor())));
        }
        if (!penalty.summary()
                && !penalty.mildOnly()
                && penalty.focus() == Known.YES
                && today.reached(figures.opens("publicity/ndrc-58/focus-min", penalty.anchor()))) {
            add(
                    "58号令：重点领域的处罚信息已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/ndrc-58/focus-min", penalty.anchor())));
        }
        if (!penalty.summary() && !penalty.mildOnly() && penalty.focus() == Known.UNKNOWN) {
            add("58号令：是否适用重点领域的最短公示期不明，由处罚机关确认", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (penalty.summary() || penalty.mildOnly()) {
            add("58号令：不公示的处罚无须修复", new Repair(penalty.record(), penalty.channel(), Answer.NOT_SHOWN, null));
        }
        if (!penalty.summary() && !penalty.mildOnly() && penalty.performed() == Known.NO) {
            add(
                    "58号令：处罚责任和义务未完全履行的，不能修复",
                    new Repair(penalty.record(), penalty.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if (!penalty.summary() && !penalty.mildOnly() && penalty.performed() == Known.UNKNOWN) {
            add("58号令：是否履行完毕未报送，由处罚机关核实后决定", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (!penalty.summary() && !penalty.mildOnly()) {
            add("58号令：提交信用承诺书", new RepairPaper(penalty.record(), penalty.channel()));
        }
    }

    private void onSamr107(PublishedPenalty penalty) {
        if (penalty.warningOnly()) {
            add("107号令：仅受警告的不予公示", new NotShown(penalty.record(), penalty.channel(), penalty.anchor()));
        }
        if (penalty.severity() == Severity.MINOR
                && !penalty.warningOnly()
                && figures.is("publicity/samr-107/anchor", "DISPLAY_START")) {
            add(
                    "107号令：轻微的处罚信息公示满短期自动停止",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/samr-107/minor/max", penalty.anchor()),
                            today.before(figures.after("publicity/samr-107/minor/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.GENERAL
                && !penalty.warningOnly()
                && figures.is("publicity/samr-107/anchor", "DISPLAY_START")) {
            add(
                    "107号令：一般的处罚信息公示至最长期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/samr-107/general/max", penalty.anchor()),
                            today.before(figures.after("publicity/samr-107/general/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.SERIOUS
                && !penalty.warningOnly()
                && figures.is("publicity/samr-107/anchor", "DISPLAY_START")) {
            add(
                    "107号令：严重的处罚信息公示至最长期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/samr-107/serious/max", penalty.anchor()),
                            today.before(figures.after("publicity/samr-107/serious/max", penalty.anchor()))));
        }
        if (penalty.severity() == Severity.UNKNOWN) {
            add("107号令：未报送分类的，由处罚机关说明属轻微、一般还是严重", new Referral(penalty.record(), Recipient.RECORD_AUTHORITY));
        }
        if (penalty.severity() == Severity.MINOR
                && !penalty.warningOnly()
                && figures.is("publicity/samr-107/anchor", "DISPLAY_START")) {
            add(
                    "107号令：轻微的处罚信息到期自动停止公示，无须申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.AUTOMATIC,
                            figures.after("publicity/samr-107/minor/max", penalty.anchor())));
        }
        if (penalty.warningOnly()) {
            add("107号令：不公示的警告无须修复", new Repair(penalty.record(), penalty.channel(), Answer.NOT_SHOWN, null));
        }
        if (penalty.severity() == Severity.GENERAL
                && !penalty.warningOnly()
                && figures.is("publicity/samr-107/anchor", "DISPLAY_START")
                && today.before(figures.opens("publicity/samr-107/general/min", penalty.anchor()))) {
            add(
                    "107号令：一般的处罚信息未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/samr-107/general/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.GENERAL
                && !penalty.warningOnly()
                && figures.is("publicity/samr-107/anchor", "DISPLAY_START")
                && today.reached(figures.opens("publicity/samr-107/general/min", penalty.anchor()))) {
            add(
                    "107号令：一般的处罚信息已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/samr-107/general/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.SERIOUS
                && !penalty.warningOnly()
                && figures.is("publicity/samr-107/anchor", "DISPLAY_START")
                && today.before(figures.opens("publicity/samr-107/serious/min", penalty.anchor()))) {
            add(
                    "107号令：严重的处罚信息未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/samr-107/serious/min", penalty.anchor())));
        }
        if (penalty.severity() == Severity.SERIOUS
                && !penalty.warningOnly()
                && figures.is("publicity/samr-107/anchor", "DISPLAY_START")
                && today.reached(figures.opens("publicity/samr-107/serious/min", penalty.anchor()))) {
            add(
                    "107号令：严重的处罚信息已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/samr-107/serious/min", penalty.anchor())));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.warningOnly()
                && penalty.performed() == Known.NO) {
            add(
                    "107号令：处罚义务未履行完毕的，不能修复",
                    new Repair(penalty.record(), penalty.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.warningOnly()
                && penalty.performed() == Known.UNKNOWN) {
            add("107号令：是否履行完毕未报送，由处罚机关核实后决定", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (penalty.severity() == Severity.UNKNOWN) {
            add("107号令：分类不明，能否修复由处罚机关决定", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
    }

    private void onSamr45(PublishedPenalty penalty) {
        if (penalty.warningOnly() || penalty.summary()) {
            add("45号令第二条：仅受警告的不予公示，简易程序处罚不列入公示", new NotShown(penalty.record(), penalty.channel(), penalty.anchor()));
        }
        if (penalty.severity() == Severity.MINOR && !penalty.warningOnly() && !penalty.summary()) {
            add(
                    "45号令第十三条：仅受通报批评或较低数额罚款的，自公示之日起满短期即停止公示",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            figures.after("publicity/samr-45/minor/period", penalty.anchor()),
                            today.before(figures.after("publicity/samr-45/minor/period", penalty.anchor()))));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS) && !penalty.summary()) {
            add(
                    "45号令第十三条：其他处罚公示至最长期限届满；限制从业等期限更长的，公示至该期限届满",
                    new Shown(
                            penalty.record(),
                            penalty.channel(),
                            penalty.anchor(),
                            today.later(
                                    penalty.banUntil(), figures.after("publicity/samr-45/other/max", penalty.anchor())),
                            today.before(today.later(
                                    penalty.banUntil(),
                                    figures.after("publicity/samr-45/other/max", penalty.anchor())))));
        }
        if (penalty.severity() == Severity.UNKNOWN && !penalty.summary()) {
            add("45号令第十三条：罚款是否属于较低数额没有公布标准的，由处罚机关说明", new Referral(penalty.record(), Recipient.RECORD_AUTHORITY));
        }
        if (penalty.severity() == Severity.MINOR && !penalty.warningOnly() && !penalty.summary()) {
            add(
                    "45号令第十三条：通报批评、较低数额罚款信息到期自动停止公示，无须申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.AUTOMATIC,
                            figures.after("publicity/samr-45/minor/period", penalty.anchor())));
        }
        if (penalty.warningOnly() || penalty.summary()) {
            add("45号令第二条：不公示的处罚无须修复", new Repair(penalty.record(), penalty.channel(), Answer.NOT_SHOWN, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.focus() == Known.NO
                && today.before(figures.opens("publicity/samr-45/general/min", penalty.anchor()))) {
            add(
                    "45号令第十四条：一般领域的处罚信息未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/samr-45/general/min", penalty.anchor())));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.focus() == Known.NO
                && today.reached(figures.opens("publicity/samr-45/general/min", penalty.anchor()))) {
            add(
                    "45号令第十四条：一般领域的处罚信息已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/samr-45/general/min", penalty.anchor())));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.focus() == Known.YES
                && today.before(figures.opens("publicity/samr-45/focus/min", penalty.anchor()))) {
            add(
                    "45号令第十四条：食品、药品、特种设备领域的处罚信息未满最短公示期，尚不能申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.NOT_BEFORE,
                            figures.opens("publicity/samr-45/focus/min", penalty.anchor())));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.focus() == Known.YES
                && today.reached(figures.opens("publicity/samr-45/focus/min", penalty.anchor()))) {
            add(
                    "45号令第十四条：食品、药品、特种设备领域的处罚信息已满最短公示期，可以申请",
                    new Repair(
                            penalty.record(),
                            penalty.channel(),
                            Answer.OPEN,
                            figures.opens("publicity/samr-45/focus/min", penalty.anchor())));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.focus() == Known.UNKNOWN) {
            add(
                    "45号令第十四条：处罚所属领域未报送，最短公示期由处罚机关确认",
                    new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && penalty.noEarlyStop()) {
            add(
                    "45号令第十四条：责令停产停业、限制从业、降低资质、吊销证照等处罚不得提前停止公示",
                    new Repair(penalty.record(), penalty.channel(), Answer.NEVER, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.performed() == Known.NO) {
            add(
                    "45号令第十四条：未自觉履行处罚义务的，不得提前停止公示",
                    new Repair(penalty.record(), penalty.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.performed() == Known.UNKNOWN) {
            add("45号令第十四条：是否履行完毕未报送，由处罚机关核实后决定", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.harmRemoved() == Known.NO) {
            add(
                    "45号令第十四条：危害后果和不良影响未消除的，不得提前停止公示",
                    new Repair(penalty.record(), penalty.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.harmRemoved() == Known.UNKNOWN) {
            add(
                    "45号令第十四条：危害后果和不良影响是否消除未报送，由处罚机关核实后决定",
                    new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.relapsed()) {
            add(
                    "45号令第十四条：因同一类违法行为再次受市场监管部门处罚的，不得提前停止公示",
                    new Repair(penalty.record(), penalty.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if ((penalty.severity() == Severity.GENERAL || penalty.severity() == Severity.SERIOUS)
                && !penalty.summary()
                && !penalty.noEarlyStop()
                && penalty.listed()) {
            add(
                    "45号令第十四条：仍在经营异常名录或严重违法失信名单中的，不得提前停止公示",
                    new Repair(penalty.record(), penalty.channel(), Answer.CONDITION_NOT_MET, null));
        }
        if (penalty.severity() == Severity.UNKNOWN && !penalty.summary()) {
            add(
                    "45号令第十三条：罚款是否属于较低数额不明，能否提前停止公示由处罚机关决定",
                    new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
    }

    private void onRemovalBarred(RemovalBarred removalBarred) {
        add(
                "名单提前移出：法定禁入期未满的，不能移出",
                new Repair(removalBarred.record(), removalBarred.channel(), Answer.CONDITION_NOT_MET, null));
    }

    private void onRepairUndone(RepairUndone penalty) {
        if (penalty.channel() == Channel.CREDIT_CHINA) {
            add(
                    "《信用修复管理办法》：以虚假材料骗取修复的，撤销修复；再次申请的限制期限未知，由认定单位决定",
                    new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (day.isBefore(UNTIL_2026_04_01) && penalty.channel() == Channel.CREDIT_CHINA) {
            add(
                    "《实施意见》（十）：未真正纠正而骗取的修复已被撤销，恢复原公示；能否再次申请由认定单位决定",
                    new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
        if (penalty.channel() == Channel.PUBLICITY_SYSTEM) {
            add(
                    "市场监管信用修复：以虚假材料骗取修复的，撤销修复、恢复原状态；能否再次申请由处罚机关决定",
                    new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
        }
    }

    private void onRepairedPenalty(RepairedPenalty penalty) {
        add("《实施意见》（十）：信用修复完成后停止公示失信记录", new NotShown(penalty.record(), penalty.channel(), penalty.since()));
        add("《实施意见》（十）：已完成信用修复", new Repair(penalty.record(), penalty.channel(), Answer.REPAIRED, penalty.since()));
    }

    private void onShown(Shown showing) {
        if (!showing.shown()) {
            add("最长公示期届满，自动停止公示，无须修复", new Repair(showing.record(), showing.channel(), Answer.ENDED, showing.until()));
        }
    }

    private void onSubject(Subject subject) {
        if (subject.fields().contains(Field.FOOD) && figures.known("inspection/food-floor")) {
            add(
                    "《食品生产经营监督检查管理办法》第二十二条：食品生产经营者在规定周期内至少全面检查一次",
                    new InspectionFloor("FOOD", figures.value("inspection/food-floor")));
        }
        if (subject.fullCoverage()) {
            add("《优化营商环境条例》第五十四条：直接涉及公共安全和群众生命健康的，实行全覆盖重点监管", new FullCoverage("ALL"));
        }
    }

    private void onUngraded(Ungraded ungraded) {
        if (figures.known("grade/ungraded-tier")) {
            add(
                    "《实施意见》（六）1：没有公共信用综合评价结果的，不视为信用良好，按设定层级监管",
                    new TierSet("ALL", figures.tierOf("grade/ungraded-tier"), false));
        }
    }

    private void onUnmodelledPenalty(UnmodelledPenalty penalty) {
        add("本规则包未收录该处罚决定之日的公示规定，由主管人员确定", new Referral(penalty.record(), Recipient.SUPERVISOR));
        add("本规则包未收录该处罚决定之日的修复规定，由主管人员决定", new Repair(penalty.record(), penalty.channel(), Answer.PERSON, null));
    }

    private void onWithdrawnPenalty(WithdrawnPenalty penalty) {
        add("处罚决定被撤销、变更或确认无效的，撤回公示", new NotShown(penalty.record(), penalty.channel(), penalty.since()));
        add(
                "处罚决定已被撤销、变更或确认无效，无须修复",
                new Repair(penalty.record(), penalty.channel(), Answer.WITHDRAWN, penalty.since()));
    }
}
