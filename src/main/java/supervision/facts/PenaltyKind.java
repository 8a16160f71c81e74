package supervision.facts;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of administrative penalty (行政处罚法 Art 9), with the words of the 双公示 column {@code CF_CFLB}. */
public enum PenaltyKind {
    WARNING("警告"),
    PUBLIC_CRITICISM("通报批评"),
    FINE("罚款"),
    CONFISCATED_INCOME("没收违法所得"),
    CONFISCATED_PROPERTY("没收非法财物"),
    PERMIT_SUSPENDED("暂扣许可证件"),
    QUALIFICATION_LOWERED("降低资质等级"),
    PERMIT_REVOKED("吊销许可证件"),
    BUSINESS_RESTRICTED("限制开展生产经营活动"),
    BUSINESS_SUSPENDED("责令停产停业"),
    CLOSURE_ORDERED("责令关闭"),
    OCCUPATION_RESTRICTED("限制从业"),
    DETENTION("行政拘留"),
    OTHER("其他");

    private final String chinese;

    PenaltyKind(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }

    public static Optional<PenaltyKind> ofChinese(String text) {
        return Arrays.stream(values()).filter(kind -> kind.chinese.equals(text)).findFirst();
    }
}
