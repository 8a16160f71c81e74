package supervision.casework;

import supervision.decision.Text;

/** What lists and forecasts say of themselves. */
public final class Forecasts {

    /**
     * They come from the second reading of the rules; the engine makes one evaluation in a thousand beside it. An answer about
     * one entity comes from both.
     */
    public static final Text COMPUTED_BY = new Text(
            "由第二次读取规则推算；查询单个主体时，由规则引擎和第二次读取分别得出结论，不一致的转由主管人员决定",
            "computed by the second reading of the rules; opening an entity decides by the rules engine and the second reading,"
                    + " and where they differ a person decides");

    private Forecasts() {}
}
