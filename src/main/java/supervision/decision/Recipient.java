package supervision.decision;

/** To whom a question or a notice goes. A referral is never a punishment. */
public enum Recipient {
    /** The supervisor in charge decides: the rules cannot. */
    SUPERVISOR,
    /** The authority that made the record completes or corrects it. */
    RECORD_AUTHORITY,
    /** 上级主管单位. */
    SUPERIOR_AUTHORITY,
    /** 审计部门. */
    AUDIT_OFFICE,
    /** 归集至市公共信用信息平台, not public. */
    CITY_CREDIT_PLATFORM,
    /** The unit that keeps the district's figures has to set one. */
    FIGURE_OWNER,
    /** 所在单位: the unit in which a member of staff serves. */
    STAFF_UNIT,
    /** 纪检监察. */
    DISCIPLINE_BODY,
    /** 组织人事部门. */
    PERSONNEL_BODY,
    /** 履行出资人职责的机构 of a state-owned company. */
    INVESTOR_BODY,
    /** The systems of the departments that supervise. */
    DEPARTMENTS,
    /** The entity itself. */
    ENTITY,
    /** Whoever alone may take a measure that no body of the district may take. */
    COMPETENT_AUTHORITY,
    /** The authority that registers entities and their officers. */
    REGISTRATION_AUTHORITY
}
