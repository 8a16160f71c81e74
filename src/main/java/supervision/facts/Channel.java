package supervision.facts;

/** Where records are shown to the public. */
public enum Channel {
    /** 信用中国 and the local credit sites that follow it. */
    CREDIT_CHINA,
    /** 国家企业信用信息公示系统. */
    PUBLICITY_SYSTEM
}
