// The first page: find an entity, read what applies to it and why.
//
// Names, numbers and reasons come from files that others sent. They only ever become text nodes or attribute values;
// nothing here is parsed as markup.

const WORDS = {
  zh: {
    skip: '跳到内容',
    brand: '信用监管决定查询',
    searchLabel: '统一社会信用代码或者名称的一部分',
    searchPlaceholder: '代码或名称',
    searchButton: '查询',
    searchHint: '输入时即有候选：↑ ↓ 选择，Enter 打开，Esc 关闭；按 / 回到这里。',
    foundLabel: '找到的主体',
    whenLabel: '查询日期',
    dayLabel: '查询日期',
    todayButton: '回到今天',
    dayHint: '输入后按回车键',
    dayNone: '日期不完整或者不存在，没有查询。请填写年、月、日，如 2026 年 11 月 22 日，再按回车键。',
    dayBeyond: (from, to) => `年份应在 ${from} 年至 ${to} 年之间，没有查询。请改正后再按回车键。`,
    dayBefore: (day) => `恢复为${day}`,
    asOf: (day) => `截至${day}`,
    footNote: '本服务依规则列出适用的措施及其依据，不作处罚，也不代替主管人员的决定。',
    apiDocs: '接口说明',
    otherLanguage: 'English',
    switchLanguage: 'Switch to English',

    welcomeTitle: '查一查，对一家主体该怎么管、依据什么',
    welcomeText: '给出某一日对该主体适用的监管层级、措施和期限，逐条写明依据的条款、记录和数值；只是示例的数值，会醒目标出。',
    welcomeList: '登记库中的主体',
    noName: '登记库中没有名称',
    found: (n) => `找到 ${n} 个主体，用上下方向键选择`,
    foundNone: '没有找到，按 Enter 按代码查询',
    chooseOne: (n) => `有 ${n} 个主体符合，请选择一个`,
    typeSomething: '请先输入代码或者名称的一部分',
    nothingFound: '没有找到这样的主体',
    nothingFoundText: (q) => `登记库中没有名称包含“${q}”的主体。`,
    nothingFoundHint: '可以少输几个字，或者改用 18 位统一社会信用代码。还没有报送过记录的主体，要先报送才能查到。',

    loading: '正在取得结论…',
    failed: '没有取得结论',
    offline: '联系不上服务。请检查网络，或者确认服务已经启动，然后重试。',
    strange: (status) => `服务给出了无法识别的回答（${status}）。请稍后重试；仍然如此的，请告知维护人员。`,
    retry: '重试',
    elsewhere: '由其他网站的链接打开',
    elsewhereCode: (code) => `该链接指向对 ${code} 的查询。每次给出结论都会留存回执；确需查询的，请点击“查询”。`,
    elsewhereTodo: '该链接指向待办事项；确需查看的，请点击“查询”。',
    elsewhereRule: '该链接指向一条规则；确需查看的，请点击“查询”。',
    elsewhereAsk: '查询',
    back: '返回查询',
    todayInstead: '看今天的结论',
    hint400: '请对照营业执照核对后重新输入。',
    hint404: '请核对代码；确实无误的，可能还没有报送过该主体的记录。',
    hint422: '请换一个日期。',

    code: '统一社会信用代码',
    notInRegister: '登记库中没有该主体的登记信息',
    supervisedIn: (division) => `监管区划 ${division}`,
    until: (day) => `没有新记录时，本结论到${day}为止不变。`,
    untilGo: (day) => `看${day}的结论`,
    untilNever: '没有新记录时，本结论不再变化。',
    knownAt: (moment) => `只用${moment}以前收到的记录。`,
    knownNow: '改用现在的记录',
    shown: (name, day, disposition) => `已显示 ${name} 在 ${day} 的结论：${disposition}`,

    contents: '本页内容',
    expand: '展开全部依据',
    collapse: '收起全部依据',
    people: (list) => `等待决定：${list}。`,
    peopleItem: (who, n) => `${who} ${n} 项`,
    repairsWaiting: (n) => `信用修复 ${n} 项`,
    listSeparator: '、',

    exampleTitle: '含示例数据，不得据此处理',
    exampleFigures: '涉及的数值：',
    exampleEffect: '本区主管部门设定数值后，这里才会是可以执行的数值。',
    otherWarnings: '其他说明',
    warningCount: (n) => `涉及 ${n} 条结论`,

    inspection: '监管层级与检查',
    inspectionNone: '没有规则定出监管层级。',
    tier: '监管层级',
    tierOpen: '评价结果相互矛盾或者没有对应的层级，由主管人员确定',
    ratio: '抽查比例',
    frequency: '抽查频次',
    floor: '法定最低',
    floorText: (period) => `每 ${period}至少全面检查一次`,
    cap: '年度上限',
    capText: (n) => `每年不超过 ${n} 次`,
    effective: '扣除上限、不低于法定最低后',
    attention: '特别关注',
    capNone: '尚未公布',
    sameAsAll: '与全部领域相同',
    full: '全覆盖',
    fullText: '实行全覆盖检查，不以抽查代替',
    notSet: '未设定',
    grades: '所依据的评价等级',
    scheme: '评价办法',
    grade: '等级',
    leadsTo: '对应层级',
    area: '领域',
    internal: '只供监管使用，不得公开',

    measures: '正在适用的措施',
    measuresNone: '这一日没有适用的惩戒措施或禁入。',
    measure: '措施',
    target: '对象',
    period: '期限',
    ban: '法定禁入',
    example: '示例',
    notYet: '尚未开始',
    fromTo: (from, last) => [from, '起，', together('至', last, '止')],
    fromOn: (from, ending) => [from, '起，', ending],

    measureAsked: '是否实施待答复',
    blocked: '不得实施的措施',
    blockedText: '记录看似会带来下列措施，但规则不允许实施：',
    referrals: '需要人决定或知会的事项',
    referralsNone: '没有需要提请或者通报的事项。',
    concerns: '涉及',

    repairs: '信用修复',
    repairsNone: '没有可以修复的记录。',
    missing: '还差什么',
    papers: '申请时提交',
    answerDay: {
      WITHDRAWN: (day) => `自${day}起`,
      REPAIRED: (day) => `${day}修复`,
      MASKED: (day) => `自${day}起屏蔽`,
      ENDED: (day) => `${day}起不再公示`,
      NEVER: (day) => `${day}停止公示`,
      CONDITION_NOT_MET: (day) => `条件满足的，最早${day}可以申请`,
      NOT_BEFORE: (day) => `${day}起可以申请`,
      AUTOMATIC: (day) => `${day}自动停止公示`,
      OPEN: (day) => `自${day}起即可申请`,
    },
    publicity: '公示',
    publicityNone: '没有公示事项。',
    record: '记录',
    channel: '渠道',
    showing: '公示中',
    hidden: '不公示',
    bans: '各项禁入合并计算',
    scope: '不得从事',
    duties: '依法须办的事项',
    who: '责任方',
    noDay: '法律没有规定日期',
    overdue: '已逾期',

    todo: '待办',
    todoText: '依法须在何日前办理的事项，按现有记录推算。没有规定期限的（立即办理）和已逾期的，算作今天的事项。',
    todoAsk: '责任方和时间段',
    todoOffer: '看今后一个月内依法须办的事项',
    todoAll: '全部',
    todoUnit: '单位名称的一部分',
    todoFrom: '自',
    todoTo: '至',
    todoShow: '列出',
    todoSpan: (from, to) => `${from}至${to}`,
    todoSum: (total, overdue, entities) => `共 ${total} 项，其中已逾期 ${overdue} 项；涉及有记录的主体 ${entities} 家。`,
    todoMore: (n) => `只列出前 ${n} 项，请缩短时间段或者指定责任方。`,
    todoUndecided: (codes) => `以下主体暂不能作出决定，其待办事项未列入：${codes}`,
    todoNone: '这段时间没有依法须办的事项。',
    open: '待本区确定的事项',
    openNote: '下列数据由本区、有关部门或者没有读到的文件确定。确定之前不作推定，也不使任何主体的结论成为待人工决定；有示例数据或者暂定选择的，结论中逐项写明。',
    openSum: (n) => `共 ${n} 项`,
    openItem: '事项',
    openNow: '目前',
    openCite: '确定时须引用',
    todoReminder: '到期提示',
    todoArises: (day) => `${day}起须办`,
    todoGone: (day) => `没有新记录的，${day}起不再须办`,
    faults: '记录与公示中的问题',
    since: (day) => `自${day}起`,
    applications: '正在办理的申请',
    papersDue: (day) => `材料最迟${day}补齐`,
    reportNeeded: '使用信用报告',
    comparisons: '新旧规定的比较',
    outcome: (name, until) => (until ? `${name}：效力至${until}` : `${name}：没有确定的终止日`),
    chosen: '适用',
    sharing: '政府内部共享',
    marks: '需要知道的事项',
    marksNone: '没有其他需要说明的事项。',
    dueOn: (day) => `最迟${day}`,

    whynot: '哪些没有适用，为什么',
    whyNotAsk: '列出最接近适用的规则和尚差的条件',
    whyNotFailed: '这次没有得出，不影响上面的结论。请收起后重新打开。',
    whyNotNone: '没有只差条件的规则。',
    whyNotMore: (n) => `另有 ${n} 条规则差得更多，没有列出。`,
    whyNotWithout: (n) => `另有 ${n} 条规则没有相应的记录。`,
    whyNotUnknown: (kind) => `没有“${kind}”的记录。`,
    whyNotInForce: (from, until) => (until ? `本条规则自${from}起施行，${until}起不再施行。` : `本条规则自${from}起施行。`),
    whyNotOneOf: '满足其中一项即可：',
    whyNotHolds: (day) => `${day}起自动满足`,
    whyNotApplies: (day) => `没有新记录的，${day}起自动适用。`,
    whyNotNeeds: '须',
    whyNotThere: '现有',
    whyNotNever: '没有新的记录、数值或者规则，不会适用。',
    whyNotUntil: (day) => `没有新记录的，${day}以前不会适用；以后没有推算。`,
    road: '修复还要走哪些步骤',
    roadOpens: (day) => `没有新记录的，${day}起可以申请。`,

    timeline: '接下来三年的变化',
    timelineWait: '正在计算…',
    timelineNone: '没有新记录时，三年内没有变化。',
    timelineFailed: '这次没有算出，不影响上面的结论。',
    timelineFrom: (day) => `${day}起`,
    tierTo: (before, after) => `监管层级由${before}变为${after}`,
    begins: (what) => `开始：${what}`,
    ends: (what) => `结束：${what}`,
    otherChange: '公示、修复或其他事项有变化',

    why: (n) => `依据（${n}）`,
    clauses: '条款',
    says: '大意',
    lawText: '原文',
    lawRead: '所读版本',
    lawOther: '其他版本',
    lawDays: (published, inForce) => `公布日期：${published ?? '未载明'}；施行日期：${inForce ?? '未载明'}`,
    lawFailed: '原文未能取得，请稍后再试。',
    evidence: '记录',
    parameters: '数值',
    item: '名称',
    value: '值',
    from: '出处',
    citeUnchecked: '（条号未核对）',
    status: '状态',
    lead: '牵头单位',
    responsible: '责任单位',
    recordContent: '记录内容',
    recordFrom: (file, row) => `来自 ${file}，第 ${row} 行`,
    recordedAt: (moment) => `${moment} 收到`,
    toldBy: (by) => `报送人：${by}`,
    rank: '位阶',
    known: '核对情况',
    notReported: (item) => `未报送：${item}`,
    yes: '是',
    no: '否',

    report: '信用报告',
    reportText: '只列这一日可以出示的内容，不含已修复、已撤回或者公示期满的记录，也不含有关自然人的信息。',
    reportUse: '用途',
    reportOpen: '打开可打印的报告',
    reportPdf: '下载 PDF',

    ruleOpen: '查看规则',
    ruleTitle: '规则',
    ruleSays: '规则内容',
    ruleFrom: (from, until) => (until ? `自${from}起施行，${until}起不再施行` : `自${from}起施行`),
    ruleClauses: '所依据的条款',
    ruleLooksAt: '规则所用的记录、表格和步骤',
    ruleConcludedBy: (n) => `由 ${n} 条规则得出`,
    ruleTold: '来自报送的记录或者登记信息',
    ruleRows: '来自规则包的表格',
    ruleConcludes: '得出的结论',
    ruleStep: '步骤，只供其他规则使用，不直接列入结论',
    ruleAskedBy: '用到该结论的规则',
    ruleAskedByNone: '没有其他规则用到。',
    ruleFigures: '所用数值',
    ruleTables: '所用表格的行',
    ruleRowsShown: (n, total) => `共 ${total} 行可能相符，列出前 ${n} 行`,
    ruleCases: '规则适用的案例',
    ruleCasesWait: '正在运行案例…',
    ruleCasesNone: '没有案例。',
    ruleCasesUnknown: '本服务没有案例目录，不能说明。',
    ruleCasesOf: (n, all) => `${all} 个案例中，本规则适用于 ${n} 个：`,
    ruleText: '规则文本（DRL）',
    ruleAt: (file, line) => `${file} 第 ${line} 行`,
    fromDay: '起始日',
    about: '关于这份结论',
    decisionId: '结论编号',
    pack: '规则包',
    fingerprint: '规则指纹',
    known2: '所用记录截至',
    raw: '原始数据（JSON）',
    colon: '：',
    years: (n) => `${n} 年`,
    months: (n) => `${n} 个月`,
    days: (n) => `${n} 日`,
    workingDays: (n) => `${n} 个工作日`,
    yuan: (n) => `${n} 元`,
    times: (n) => `每年 ${n} 次`,
  },
  en: {
    skip: 'Skip to the content',
    brand: 'Supervision decisions',
    searchLabel: 'Credit code or part of the name',
    searchPlaceholder: 'Code or name',
    searchButton: 'Look up',
    searchHint: 'Matches appear as you type: ↑ ↓ to choose, Enter to open, Esc to close; press / to come back here.',
    foundLabel: 'Entities found',
    whenLabel: 'Day asked about',
    dayLabel: 'As of',
    todayButton: 'Back to today',
    dayHint: 'press Enter when it is typed',
    dayNone: 'Nothing was asked: this is no whole day, or there is no such day. Give year, month and day, such as 22 November 2026, and press Enter.',
    dayBeyond: (from, to) => `Nothing was asked: the year has to be from ${from} to ${to}. Correct it and press Enter.`,
    dayBefore: (day) => `Back to ${day}`,
    asOf: (day) => `As of ${day}`,
    footNote:
      'The service lists the measures that apply under the rules, with their grounds. It punishes nobody and replaces no supervisor.',
    apiDocs: 'API',
    otherLanguage: '中文',
    switchLanguage: '切换为中文',

    welcomeTitle: 'What applies to an entity, and on what ground',
    welcomeText:
      'For any day: the tier of supervision, the measures and until when, each with the clause, the records and the figures it rests on. Figures that are only examples are marked so that nobody can miss it.',
    welcomeList: 'Entities in the register',
    noName: 'no name in the register',
    found: (n) => (n === 1 ? '1 entity found; press the down arrow to choose it' : `${n} entities found; choose with the arrow keys`),
    foundNone: 'Nothing found; press Enter to look it up as a code',
    chooseOne: (n) => `${n} entities match: choose one`,
    typeSomething: 'Type a code or part of a name first',
    nothingFound: 'No such entity',
    nothingFoundText: (q) => `No entity in the register has “${q}” in its name.`,
    nothingFoundHint:
      'Try fewer characters, or the credit code of 18 characters. An entity of which no record was ever submitted cannot be found.',

    loading: 'Fetching the decision…',
    failed: 'No decision',
    offline: 'The service does not answer. Check the network, or that the service is running, and try again.',
    strange: (status) => `The service gave an answer that makes no sense here (${status}). Try again later; if it stays, tell those who run it.`,
    retry: 'Try again',
    elsewhere: 'Opened by a link on another site',
    elsewhereCode: (code) => `The link asks about ${code}. Each decision that is given leaves a receipt: press “Ask” if you want it.`,
    elsewhereTodo: 'The link leads to the list of duties: press “Ask” if you want it.',
    elsewhereRule: 'The link leads to a rule: press “Ask” if you want it.',
    elsewhereAsk: 'Ask',
    back: 'Back to the search',
    todayInstead: 'See the decision of today',
    hint400: 'Compare it with the business licence and type it again.',
    hint404: 'Check the code. If it is right, no record of the entity may have been submitted yet.',
    hint422: 'Choose another day.',

    code: 'Credit code',
    notInRegister: 'Not in the register',
    supervisedIn: (division) => `Supervised in ${division}`,
    until: (day) => `Without new records, this decision stays the same up to and including ${day}.`,
    untilGo: (day) => `See ${day}`,
    untilNever: 'Without new records, this decision does not change any more.',
    knownAt: (moment) => `Uses only records received by ${moment}.`,
    knownNow: 'Use what is known now',
    shown: (name, day, disposition) => `Showing the decision on ${name} as of ${day}: ${disposition}`,

    contents: 'On this page',
    expand: 'Open all grounds',
    collapse: 'Close all grounds',
    people: (list) => `Waiting for: ${list}.`,
    peopleItem: (who, n) => `${who} (${n})`,
    repairsWaiting: (n) => `credit repair (${n})`,
    listSeparator: ', ',

    exampleTitle: 'Contains example figures: no ground for acting',
    exampleFigures: 'The figures concerned:',
    exampleEffect: 'Once the district’s own office has set a figure, it will stand here and can be acted on.',
    otherWarnings: 'Also note',
    warningCount: (n) => (n === 1 ? '1 finding' : `${n} findings`),

    inspection: 'Tier and inspection',
    inspectionNone: 'No rule sets a tier.',
    tier: 'Tier',
    tierOpen: 'grades contradict each other or lead to none: a person decides',
    ratio: 'Share inspected',
    frequency: 'Frequency',
    floor: 'Statutory minimum',
    floorText: (period) => `at least one full inspection every ${period}`,
    cap: 'Yearly limit',
    effective: 'Within cap and floor',
    attention: 'Attention',
    capText: (n) => (n === '1' ? 'no more than once a year' : `no more than ${n} times a year`),
    capNone: 'not published yet',
    sameAsAll: 'as for all fields',
    full: 'Full coverage',
    fullText: 'inspected in full, not by random draw',
    notSet: 'not set',
    grades: 'Grades behind it',
    scheme: 'Scheme',
    grade: 'Grade',
    leadsTo: 'Tier',
    area: 'Field',
    internal: 'for supervision only, not to be published',

    measures: 'Measures in force',
    measuresNone: 'No measure and no ban applies on this day.',
    measure: 'Measure',
    target: 'On',
    period: 'Period',
    ban: 'Statutory ban',
    example: 'Example',
    notYet: 'not begun yet',
    fromTo: (from, last) => [from, ' ', together('to ', last)],
    fromOn: (from, ending) => ['from ', from, '; ', ending.charAt(0).toLowerCase() + ending.slice(1)],

    measureAsked: 'A person is asked whether it applies',
    blocked: 'Measures that must not be applied',
    blockedText: 'The records seem to lead to these measures, but the rules forbid them:',
    referrals: 'For people to decide or to know',
    referralsNone: 'Nothing to refer or to report.',
    concerns: 'About',

    repairs: 'Credit repair',
    repairsNone: 'No record that could be repaired.',
    missing: 'What is missing',
    papers: 'To hand in with the application',
    answerDay: {
      WITHDRAWN: (day) => `since ${day}`,
      REPAIRED: (day) => `repaired on ${day}`,
      MASKED: (day) => `masked since ${day}`,
      ENDED: (day) => `not shown since ${day}`,
      NEVER: (day) => `publicity stops on ${day}`,
      CONDITION_NOT_MET: (day) => `once the condition is met, from ${day} at the earliest`,
      NOT_BEFORE: (day) => `can be asked for from ${day}`,
      AUTOMATIC: (day) => `publicity stops by itself on ${day}`,
      OPEN: (day) => `since ${day}`,
    },
    publicity: 'Publicity',
    publicityNone: 'Nothing about publicity.',
    record: 'Record',
    channel: 'Channel',
    showing: 'Shown',
    hidden: 'Not shown',
    bans: 'All bans together',
    scope: 'Barred from',
    duties: 'What the law makes somebody do',
    who: 'Who',
    noDay: 'the law gives no day',
    overdue: 'overdue',

    todo: 'Duties',
    todoText:
      'What the law makes somebody do by a day, as far as the records say now. What has no last day (at once) and what is overdue counts for today.',
    todoAsk: 'Who has to act, and when',
    todoOffer: 'See what has to be done within a month',
    todoAll: 'everybody',
    todoUnit: 'Part of the unit’s name',
    todoFrom: 'From',
    todoTo: 'To',
    todoShow: 'List',
    todoSpan: (from, to) => `${from} to ${to}`,
    todoSum: (total, overdue, entities) => `${total} in all, ${overdue} overdue; ${entities} entities with records were looked at.`,
    todoMore: (n) => `Only the first ${n} are listed: take a shorter span, or name a unit.`,
    todoUndecided: (codes) => `These entities cannot be decided, and their duties are missing here: ${codes}`,
    todoNone: 'The law makes nobody do anything in this span.',
    open: 'What waits for the district',
    openNote: 'These figures are for the district, a department or a document that was not read to set. Until then nothing is presumed, and no answer about an entity waits for a person because of them; where an example or a choice of ours stands in, the answer says so.',
    openSum: (n) => (n === 1 ? '1 figure' : `${n} figures`),
    openItem: 'What',
    openNow: 'Today',
    openCite: 'What has to be cited',
    todoReminder: 'reminder',
    todoArises: (day) => `from ${day}`,
    todoGone: (day) => `without new records, no longer from ${day}`,
    faults: 'Wrong with records or publicity',
    since: (day) => `since ${day}`,
    applications: 'Applications',
    papersDue: (day) => `papers due ${day}`,
    reportNeeded: 'A credit report is used',
    comparisons: 'Earlier and later law compared',
    outcome: (name, until) => (until ? `${name}: until ${until}` : `${name}: no known end`),
    chosen: 'applied',
    sharing: 'Shared inside government',
    marks: 'Good to know',
    marksNone: 'Nothing else to say.',
    dueOn: (day) => `due ${day}`,

    whynot: 'What does not apply, and why',
    whyNotAsk: 'List the rules that come closest, and what they lack',
    whyNotFailed: 'Could not be told this time; the decision above is not affected. Close this and open it again.',
    whyNotNone: 'No rule lacks conditions alone.',
    whyNotMore: (n) => `${n} more rules lack more and are not listed.`,
    whyNotWithout: (n) => `${n} more rules have no record of their kind.`,
    whyNotUnknown: (kind) => `No record is known of this kind: ${kind}.`,
    whyNotInForce: (from, until) => (until ? `This rule is in force from ${from} until before ${until}.` : `This rule is in force from ${from}.`),
    whyNotOneOf: 'One of these is enough:',
    whyNotHolds: (day) => `by itself from ${day}`,
    whyNotApplies: (day) => `Without new records, it applies from ${day}.`,
    whyNotNeeds: 'Needs',
    whyNotThere: 'There is',
    whyNotNever: 'It will not apply without a new record, figure or rule.',
    whyNotUntil: (day) => `Without new records, it will not apply before ${day}; later days were not looked at.`,
    road: 'The road to repair',
    roadOpens: (day) => `Without new records, it can be asked for from ${day}.`,

    timeline: 'Changes in the next three years',
    timelineWait: 'Being computed…',
    timelineNone: 'Without new records, nothing changes within three years.',
    timelineFailed: 'Could not be computed this time; the decision above is not affected.',
    timelineFrom: (day) => `From ${day}`,
    tierTo: (before, after) => `Tier: ${before} → ${after}`,
    begins: (what) => `Begins: ${what}`,
    ends: (what) => `Ends: ${what}`,
    otherChange: 'Publicity, repair or something else changes',

    why: (n) => `Grounds (${n})`,
    clauses: 'Clauses',
    says: 'Says',
    lawText: 'Text of the law',
    lawRead: 'the version that was read',
    lawOther: 'another version',
    lawDays: (published, inForce) => `published: ${published ?? 'not stated'}; in force from: ${inForce ?? 'not stated'}`,
    lawFailed: 'The text could not be had, try again later.',
    evidence: 'Records',
    parameters: 'Figures',
    item: 'Figure',
    value: 'Value',
    from: 'Source',
    citeUnchecked: ' (number of the article not checked)',
    status: 'Status',
    lead: 'Leads',
    responsible: 'Responsible',
    recordContent: 'What the record says',
    recordFrom: (file, row) => `From ${file}, row ${row}`,
    recordedAt: (moment) => `received ${moment}`,
    toldBy: (by) => `told by ${by}`,
    rank: 'Rank',
    known: 'Checked',
    notReported: (item) => `Not reported: ${item}`,
    yes: 'yes',
    no: 'no',

    report: 'Credit report',
    reportText: 'Holds only what may be shown on this day: no record that was repaired or withdrawn or whose publicity is over, and nothing about natural persons.',
    reportUse: 'For',
    reportOpen: 'Open the report to print',
    reportPdf: 'Download PDF',

    ruleOpen: 'See the rule',
    ruleTitle: 'Rule',
    ruleSays: 'What it says',
    ruleFrom: (from, until) => (until ? `In force from ${from}, no longer from ${until}` : `In force from ${from}`),
    ruleClauses: 'Clauses it rests on',
    ruleLooksAt: 'Records, tables and steps it looks at',
    ruleConcludedBy: (n) => (n === 1 ? 'concluded by 1 rule' : `concluded by ${n} rules`),
    ruleTold: 'told by records or the register',
    ruleRows: 'rows of a table of the pack',
    ruleConcludes: 'What it concludes',
    ruleStep: 'a step for other rules, in no answer by itself',
    ruleAskedBy: 'Rules that ask for it',
    ruleAskedByNone: 'No other rule does.',
    ruleFigures: 'Figures it uses',
    ruleTables: 'Rows of tables it uses',
    ruleRowsShown: (n, total) => `${total} rows may match, the first ${n} are listed`,
    ruleCases: 'Cases in which it applies',
    ruleCasesWait: 'Cases are being run…',
    ruleCasesNone: 'No case.',
    ruleCasesUnknown: 'This service has no cases at hand, so that is not known.',
    ruleCasesOf: (n, all) => `Of ${all} cases it applies in ${n}:`,
    ruleText: 'Text of the rule (DRL)',
    ruleAt: (file, line) => `${file}, line ${line}`,
    fromDay: 'From',
    about: 'About this decision',
    decisionId: 'Decision',
    pack: 'Rule pack',
    fingerprint: 'Fingerprint of the rules',
    known2: 'Records known at',
    raw: 'Raw data (JSON)',
    colon: ': ',
    years: (n) => (n === 1 ? 'year' : `${n} years`),
    months: (n) => (n === 1 ? 'month' : `${n} months`),
    days: (n) => (n === 1 ? 'day' : `${n} days`),
    workingDays: (n) => (n === 1 ? '1 working day' : `${n} working days`),
    yuan: (n) => `${n} yuan`,
    times: (n) => (n === '1' ? 'once a year' : `${n} times a year`),
  },
};

const TIERS = ['PREFERENTIAL', 'ROUTINE', 'ENHANCED', 'STRICT'];
const RECIPIENTS = ['SUPERVISOR', 'RECORD_AUTHORITY', 'SUPERIOR_AUTHORITY', 'INVESTOR_BODY', 'AUDIT_OFFICE', 'STAFF_UNIT', 'DISCIPLINE_BODY',
  'PERSONNEL_BODY', 'CITY_CREDIT_PLATFORM', 'DEPARTMENTS', 'ENTITY', 'COMPETENT_AUTHORITY', 'REGISTRATION_AUTHORITY', 'FIGURE_OWNER'];
/** Sections that are only worth a heading where there is something. */
const ONLY_IF_ANY = ['blocked', 'bans', 'duties', 'faults', 'applications', 'comparisons', 'sharing'];
const OPEN_ANSWERS = ['PERSON', 'CONDITION_NOT_MET', 'NOT_BEFORE'];
/** Members of a record that say nothing beyond what stands around them. */
const SAID_ALREADY = ['kind', 'subject'];

const $ = (id) => document.getElementById(id);

/** In the place of an entity's code: the list of duties. */
const TODO = 'duties';
/** In the same place: a rule, by its name. */
const RULE = 'rule';
/** What an address says beside the language: of an entity, of the list of duties, and of a rule. */
const OF_ENTITY = ['asOf', 'knownAt', 'at'];
const OF_TODO = ['unit', 'from', 'to'];
const OF_RULE = ['name'];

/** What the address says: the entity, the day, the moment, the language, the section to show; of the list whose and from when to when. */
let asked = { code: null, asOf: null, knownAt: null, lang: 'zh', at: null, unit: null, from: null, to: null, name: null };
/** The decision last fetched, with everything fetched for it; null if the page of no entity is open. */
let answer = null;
/** The duties last listed, or what went wrong instead; null if their page is not open. */
let todo = null;
/** The rule whose page is open, with its cases once they are there; null if none is. */
let ruleShown = null;
/** What went wrong instead of an answer, to say it again when the language changes. */
let trouble = null;
let labels = null;
/** Ids of clauses whose text the service can show; null until it was asked. */
let lawTexts = null;
/** What the credit report is to be for, as last chosen. */
let reportUse = 'OWN';
let running = new AbortController();
let firstRoute = true;
/**
 * The day in its field: whether it was changed and not asked about yet; whether by keys; whether it was asked about and is none;
 * what was just asked about and is not in {@code asked} yet, for an address takes effect a moment later.
 */
let dayEntry = { changed: false, byKeys: false, wrong: false, sent: null };
/** Whether the form of the duties was changed since they were asked for. */
let todoChanged = false;
/** The field of the form that holds no day, if it was sent so; null else. */
let todoProblem = null;

// ---------------------------------------------------------------------------------------------------------- elements

/** An element. Strings among the children become text; null and false are left out. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Text that is Chinese whatever the language of the page: names, numbers of documents, units. */
const chinese = (text, tag = 'span', attributes = {}) => h(tag, { ...attributes, lang: 'zh-CN' }, text);

// ------------------------------------------------------------------------------------------------------------- words

function t(key, ...values) {
  const word = WORDS[asked.lang][key];
  return typeof word === 'function' ? word(...values) : word;
}

const say = (text) => (text ? text[asked.lang] : '');

const hasLabel = (group, code) => Boolean(labels?.[group]?.[code]);

/** What a code is called; the code itself where the rule pack has no name for it. */
const label = (group, code) => (hasLabel(group, code) ? say(labels[group][code]) : code);

const utc = (iso) => new Date(`${iso}T00:00:00Z`);

function dayWords(iso) {
  const style = asked.lang === 'zh'
    ? ['zh-CN', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }]
    : ['en-GB', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }];
  return new Intl.DateTimeFormat(...style).format(utc(iso));
}

/** The day before: the service says from when something no longer holds, people ask for the last day. */
function dayBefore(iso) {
  const day = utc(iso);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

function yearsLater(iso, years) {
  const day = utc(iso);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.toISOString().slice(0, 10);
}

function momentWords(iso) {
  return new Intl.DateTimeFormat(asked.lang === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(iso));
}

/** Words that stay on one line. */
const together = (...words) => h('span', { class: 'together' }, words);

const day = (iso) => h('time', { datetime: iso }, dayWords(iso));

function periodWords(iso) {
  if (iso === 'LIFE') {
    return label('ending', 'LIFE');
  }
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(iso);
  if (!parts) {
    return iso;
  }
  const [, years, months, days] = parts;
  return [years && t('years', Number(years)), months && t('months', Number(months)), days && t('days', Number(days))]
    .filter(Boolean)
    .join(' ');
}

function ratioWords(ratio) {
  // rounded only to lose what binary fractions add: 0.07 * 100 is not 7
  return ratio.split('..').map((part) => `${Number((Number(part) * 100).toFixed(4))}%`).join('–');
}

const timesWords = (times) => (hasLabel('frequency', times) ? label('frequency', times) : t('times', times));

function choiceWords(choice) {
  return hasLabel('choice', choice) ? label('choice', choice) : label('tier', choice);
}

/** A code whose group the figure does not name. */
const codeWords = (code) => label(['recipient', 'level', 'role', 'field'].find((group) => hasLabel(group, code)) ?? 'choice', code);

/** A map from grades to tiers, {A+=PREFERENTIAL, B=ROUTINE}: grades of one tier together. */
function tiersWords(value) {
  const grades = new Map();
  for (const [, grade, tier] of value.matchAll(/"?([^{}",=:\s]+)"?\s*[=:]\s*"?([A-Z]+)"?/g)) {
    grades.set(tier, [...(grades.get(tier) ?? []), grade]);
  }
  return [...grades].map(([tier, list]) => `${list.join(t('listSeparator'))} → ${label('tier', tier)}`).join(asked.lang === 'zh' ? '；' : '; ');
}

function figureWords(figure) {
  const { unit, value } = figure;
  if (value === null) {
    return t('notSet');
  }
  switch (unit) {
    case 'period': return periodWords(value);
    case 'working-days': return t('workingDays', Number(value));
    case 'yuan': return t('yuan', Number(value).toLocaleString(asked.lang === 'zh' ? 'zh-CN' : 'en-GB'));
    case 'ratio': return ratioWords(value);
    case 'times-per-year': return timesWords(value);
    case 'flag': return value === 'true' ? t('yes') : t('no');
    case 'choice': return choiceWords(value);
    case 'tiers': return tiersWords(value);
    case 'codes': return value.split(' ').map(codeWords).join(t('listSeparator'));
    default: return value;
  }
}

const ruleWords = (finding) => (asked.lang === 'zh' ? finding.rule : finding.en);

/** A rule's text with its instrument, which stands before the first colon, set back. */
function ruleText(text) {
  const colon = asked.lang === 'zh' ? '：' : ': ';
  const at = text.indexOf(colon);
  return at < 0
    ? [h('span', { class: 'rule-says' }, text)]
    : [
        h('span', { class: 'rule-from' }, text.slice(0, at + colon.length)),
        h('span', { class: 'rule-says' }, text.slice(at + colon.length)),
      ];
}

/** What the id of a record says: its kind, number, and who made it. */
function recordParts(id) {
  const [kind, ...rest] = id.split('/');
  const data = answer?.records.get(id)?.data;
  switch (kind) {
    case 'entity':
      return { kind, number: null, by: null };
    case 'listEntry':
      return { kind, number: rest.slice(1).join('/'), by: data?.identifyingUnit ?? null, what: label('list', rest[0]) };
    case 'evaluation':
      return { kind, number: data?.grade ?? null, by: rest[1], what: label('scheme', rest[0]), on: rest[2] };
    case 'banGround':
      return { kind, number: rest[rest.length - 1], by: rest[rest.length - 2], what: label('ban', rest.slice(0, -2).join('/')) };
    case 'officer':
      return { kind, number: rest.slice(1, -1).join('/'), by: null, what: label('role', rest[0]), on: rest[rest.length - 1] };
    case 'repairCase':
      return { kind, number: rest.slice(1).join('/'), by: null, what: label('channel', rest[0]) };
    case 'relation':
      return { kind, number: rest[1], by: null, what: label('relationType', rest[0]) };
    case 'objection':
      return { kind, number: rest.join('/'), by: null };
    case 'display':
      return { kind, number: null, by: null, what: label('channel', rest[0]), on: rest[1] };
    case 'notReported':
      return { kind, number: rest[0], by: null };
    default:
      return { kind, number: rest.slice(1).join('/'), by: rest[0] };
  }
}

/** A record in words: kind, number, authority. */
function recordName(id) {
  if (id === 'ALL' || hasLabel('field', id)) {
    return h('span', { class: 'rec' }, label('field', id));
  }
  const parts = recordParts(id);
  if (parts.kind === 'notReported') {
    return h('span', { class: 'rec' }, t('notReported', label('item', parts.number)));
  }
  return h(
    'span',
    { class: 'rec' },
    h('span', { class: 'rec-kind' }, label('kind', parts.kind)),
    parts.what && [' ', h('span', {}, parts.what)],
    parts.number && [' ', chinese(parts.number, 'span', { class: 'rec-number' })],
    parts.by && [' ', chinese(parts.by, 'span', { class: 'rec-by' })],
    parts.on && /^\d{4}-\d\d-\d\d$/.test(parts.on) && [' ', h('span', { class: 'rec-by' }, day(parts.on))],
  );
}

// ------------------------------------------------------------------------------------------------------------ address

function readAddress() {
  const match = /^#\/([^?]*)(?:\?(.*))?$/.exec(location.hash);
  const parameters = new URLSearchParams(match?.[2] ?? '');
  let code = null;
  try {
    code = decodeURIComponent(match?.[1] ?? '') || null;
  } catch {
    code = match[1];
  }
  return {
    code,
    asOf: parameters.get('asOf') || null,
    knownAt: parameters.get('knownAt') || null,
    lang: parameters.get('lang') === 'en' ? 'en' : 'zh',
    at: parameters.get('at') || null,
    unit: parameters.get('unit') || null,
    from: parameters.get('from') || null,
    to: parameters.get('to') || null,
    name: parameters.get('name') || null,
  };
}

/** The address of the page with some things different. */
function address(change) {
  const next = { ...asked, at: null, ...change };
  const parameters = new URLSearchParams();
  for (const name of next.code === TODO ? OF_TODO : next.code === RULE ? OF_RULE : OF_ENTITY) {
    if (next[name] && next.code) {
      parameters.set(name, next[name]);
    }
  }
  if (next.lang === 'en') {
    parameters.set('lang', 'en');
  }
  const query = parameters.toString();
  return `#/${encodeURIComponent(next.code ?? '')}${query ? `?${query}` : ''}`;
}

function go(change) {
  const next = address(change);
  if (next === location.hash) {
    route();
  } else {
    location.hash = next;
  }
}

const todoAddress = () => address({ code: TODO, unit: null, from: null, to: null });

const ruleAddress = (name) => address({ code: RULE, name });

const entityAddress = (code) => address({ code, asOf: null, knownAt: null });

function route() {
  if (location.hash && !location.hash.startsWith('#/')) {
    return;
  }
  const before = asked;
  asked = readAddress();
  dayEntry.sent = null;
  const first = firstRoute;
  firstRoute = false;
  translatePage();
  closeList();
  const same = ['code', 'asOf', 'knownAt', ...OF_TODO, ...OF_RULE].every((name) => asked[name] === before[name]);
  if (!same) {
    dayEntry.wrong = false;
    renderDayProblem();
    todoChanged = false;
    todoProblem = null;
  }
  if (asked.code !== TODO) {
    todo = null;
  }
  if (asked.code !== RULE) {
    ruleShown = null;
  }
  if (asked.code === TODO) {
    answer = null;
    trouble = null;
    if (same && !first && todo) {
      renderTodo();
    } else {
      loadTodo(first);
    }
  } else if (asked.code === RULE && asked.name && same && !first && ruleShown) {
    renderRule();
  } else if (asked.code === RULE && asked.name && !(same && !first && trouble)) {
    answer = null;
    loadRule();
  } else if (!asked.code) {
    running.abort();
    setBusy(false);
    answer = null;
    // the list of entities would come back as it is: fetch it only when the page is entered
    trouble = same && !first ? trouble : null;
    if (trouble) {
      renderTrouble();
    } else {
      renderWelcome();
    }
  } else if (same && !first && trouble) {
    renderTrouble();
  } else if (same && !first && answer) {
    if (asked.lang !== before.lang) {
      renderAnswer();
    }
    showSection();
  } else {
    load(first);
  }
}

function showSection() {
  const section = asked.at && document.getElementById(asked.at);
  if (section) {
    section.scrollIntoView();
    section.querySelector('h2')?.focus({ preventScroll: true });
  }
}

// --------------------------------------------------------------------------------------------------------------- data

/** An answer of the service that is an error; {@code problem} is null where it is not in the agreed form. */
class ServiceError extends Error {
  constructor(status, problem) {
    super(`status ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

async function fetchJson(url, signal) {
  const response = await fetch(url, { signal, headers: { Accept: 'application/json, application/problem+json' } });
  let body = null;
  try {
    body = await response.json();
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
  }
  if (!response.ok || body === null) {
    throw new ServiceError(response.status, response.ok ? null : body);
  }
  return body;
}

/** What codes are called, and which clauses have a text: asked once. The texts are an extra that nothing waits for in vain. */
async function loadNames(signal) {
  const [names, clauses] = await Promise.all([
    labels ?? fetchJson('api/v1/labels', signal),
    lawTexts ?? fetchJson('api/v1/laws', signal).then((laws) => new Set(laws.clauses)).catch(() => null),
  ]);
  lawTexts = clauses;
  return names;
}

const entityUrl = (code, what, parameters) => {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value)).toString();
  return `api/v1/entities/${encodeURIComponent(code)}/${what}${query ? `?${query}` : ''}`;
};

async function load(first) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const { code, asOf, knownAt } = asked;
  const otherEntity = code !== answer?.decision.entity.code;
  if (otherEntity) {
    answer = null;
    showOnly(null);
  }
  trouble = null;
  setBusy(true);
  try {
    const [names, decision, records] = await Promise.all([
      loadNames(signal),
      fetchJson(entityUrl(code, 'measures', { asOf, knownAt }), signal),
      // only for reading what a record says: the decision stands without it
      allVersions(code, signal).catch(() => []),
    ]);
    if (signal.aborted) {
      return;
    }
    labels = names;
    answer = { decision, knownAt, records: versions(records, decision.knownAt), timeline: null };
    setBusy(false);
    renderAnswer();
    announce(t('shown', decision.entity.name ?? code, dayWords(decision.asOf), label('disposition', decision.disposition)));
    if (otherEntity && !first) {
      $('subject').querySelector('h1').focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    showSection();
    await loadTimeline(signal);
  } catch (e) {
    if (signal.aborted) {
      return;
    }
    setBusy(false);
    trouble = { error: e, retry: () => load(false) };
    renderTrouble();
    if (otherEntity && !first) {
      $('message').querySelector('h1').focus({ preventScroll: true });
    }
  }
}

async function allVersions(code, signal) {
  const all = [];
  let more = true;
  while (more) {
    const page = await fetchJson(entityUrl(code, 'records', { after: all.at(-1)?.seq }), signal);
    all.push(...page.records);
    more = page.more;
  }
  return all;
}

/** The version of each record that the decision could know. */
function versions(records, knownAt) {
  const known = new Map();
  const limit = Date.parse(knownAt);
  for (const record of records) {
    if (!(Date.parse(record.recordedAt) > limit)) {
      const before = known.get(record.id);
      if (!before || Date.parse(before.recordedAt) <= Date.parse(record.recordedAt)) {
        known.set(record.id, record);
      }
    }
  }
  return known;
}

async function loadTimeline(signal) {
  const { decision } = answer;
  const from = decision.asOf;
  try {
    const timeline = await fetchJson(
      entityUrl(decision.entity.code, 'timeline', { from, to: yearsLater(from, 3), knownAt: asked.knownAt }),
      signal,
    );
    if (!signal.aborted && answer?.decision === decision) {
      answer.timeline = timeline.stretches;
      answer.timelineBy = timeline.computedBy;
      renderTimeline();
    }
  } catch {
    if (!signal.aborted && answer?.decision === decision) {
      answer.timeline = 'failed';
      renderTimeline();
    }
  }
}

// --------------------------------------------------------------------------------------------------------------- page

function announce(text) {
  $('status').textContent = text;
}

function setBusy(busy) {
  $('busy').hidden = !busy;
  $('main').setAttribute('aria-busy', String(busy));
  // what is on the page is the answer to an earlier question
  $('page').classList.toggle('earlier', busy);
  if (busy) {
    announce(t('loading'));
  }
}

/** Shows one part of the page; null shows none, while something is on its way. */
function showOnly(part) {
  for (const id of ['welcome', 'page', 'todo', 'rule', 'message']) {
    $(id).hidden = id !== part;
  }
  document.body.dataset.view = part === 'welcome' ? 'welcome' : 'other';
}

function translatePage() {
  document.documentElement.lang = asked.lang === 'zh' ? 'zh-CN' : 'en';
  document.title = t('brand');
  for (const element of document.querySelectorAll('[data-t]')) {
    element.textContent = t(element.dataset.t);
  }
  for (const element of document.querySelectorAll('[data-t-label]')) {
    element.setAttribute('aria-label', t(element.dataset.tLabel));
  }
  $('q').placeholder = t('searchPlaceholder');
  renderDayProblem();
  const language = $('language');
  language.textContent = t('otherLanguage');
  language.setAttribute('aria-label', t('switchLanguage'));
  language.lang = asked.lang === 'zh' ? 'en' : 'zh-CN';
  $('home').setAttribute('href', address({ code: null }));
  $('todo-open').setAttribute('href', todoAddress());
}

async function renderWelcome() {
  showOnly('welcome');
  const list = h('ul', { class: 'pick' });
  const picks = h('div', { class: 'picks', hidden: true }, h('h2', {}, t('welcomeList')), list);
  $('welcome').replaceChildren(picks, h('p', { class: 'offer' }, h('a', { href: todoAddress() }, t('todoOffer'))));
  try {
    const { entities } = await fetchJson('api/v1/entities?q=&limit=6', running.signal.aborted ? undefined : running.signal);
    list.replaceChildren(...entities.map(({ code, name }) => h(
      'li',
      {},
      h(
        'a',
        { href: entityAddress(code) },
        name ? chinese(name, 'span', { class: 'pick-name' }) : h('span', { class: 'pick-name' }, t('noName')),
        h('span', { class: 'mono' }, code),
      ),
    )));
    picks.hidden = entities.length === 0;
  } catch {
    // an offer only: the search says so if the service does not answer
  }
}

// -------------------------------------------------------------------------------------------------------------- errors

/** The two halves of a text of the service, 中文 / English, that of the page's language first. */
function halves(text) {
  const at = text.indexOf(' / ');
  if (at < 0) {
    return [{ text, lang: null }];
  }
  const both = [
    { text: text.slice(0, at), lang: 'zh-CN' },
    { text: text.slice(at + 3), lang: 'en' },
  ];
  return asked.lang === 'zh' ? both : both.reverse();
}

/** What the service quotes stands between backticks. */
const quoted = (text) => text.split(/`([^`]*)`/).map((part, at) => (at % 2 === 1 ? h('code', {}, part) : part));

function troubleWords({ error, query }) {
  if (query !== undefined) {
    return { title: t('nothingFound'), details: [{ text: t('nothingFoundText', query), lang: null }], hint: t('nothingFoundHint') };
  }
  if (error instanceof ServiceError) {
    const { problem, status } = error;
    if (problem?.title || problem?.detail) {
      return {
        title: halves(problem.title ?? t('failed'))[0].text,
        details: problem.detail ? halves(problem.detail) : [],
        hint: WORDS[asked.lang][`hint${status}`] ?? null,
      };
    }
    return { title: t('failed'), details: [{ text: t('strange', status), lang: null }], hint: null };
  }
  return { title: t('failed'), details: [{ text: t('offline'), lang: null }], hint: null };
}

function troubleParts(heading) {
  const { title, details, hint } = troubleWords(trouble);
  const again = trouble.retry && !(trouble.error instanceof ServiceError && trouble.error.status < 500);
  return [
    h(heading, { tabindex: '-1' }, title),
    details.map(({ text, lang }, at) => h('p', { class: at === 0 ? 'message-detail' : 'message-other', lang }, quoted(text))),
    hint && h('p', {}, hint),
    again && h('p', {}, h('button', { type: 'button', class: 'primary', click: () => trouble.retry() }, t('retry'))),
  ];
}

function renderTrouble() {
  const { title, details } = troubleWords(trouble);
  if (answer) {
    // name and day stay: a wrong day is put right where the day is typed
    showOnly('page');
    renderSubject(answer.decision);
    document.title = `${title} · ${t('brand')}`;
    writeDay();
    $('today').hidden = !asked.asOf;
    $('until').replaceChildren();
    $('answer').replaceChildren(h('section', { class: 'message panel' }, troubleParts('h2')));
  } else {
    showOnly('message');
    $('message').replaceChildren(h('div', {}, troubleParts('h1')), h(
      'p',
      { class: 'message-back' },
      asked.code && asked.asOf && [h('a', { href: address({ asOf: null }) }, t('todayInstead')), ' '],
      h('a', { href: address({ code: null }), click: goHome }, t('back')),
    ));
    document.title = `${title} · ${t('brand')}`;
  }
  announce([title, details[0]?.text].filter(Boolean).join(t('colon')));
}

/** Another site chose what is asked about. It is not asked before somebody here wants it to be. */
function renderArrival() {
  translatePage();
  showOnly('message');
  $('message').replaceChildren(
    h('h1', { tabindex: '-1' }, t('elsewhere')),
    h('p', {}, asked.code === RULE ? t('elsewhereRule') : asked.code === TODO ? t('elsewhereTodo') : t('elsewhereCode', asked.code)),
    h('p', {}, h('button', { type: 'button', class: 'primary', click: goOn }, t('elsewhereAsk'))),
    h('p', { class: 'message-back' }, h('a', { href: address({ code: null }), click: goHome }, t('back'))),
  );
  function goOn() {
    history.replaceState(null, '', location.pathname + location.hash);
    route();
  }
}

function goHome(event) {
  event.preventDefault();
  trouble = null;
  go({ code: null });
  focusSearch();
}

function focusSearch() {
  $('q').focus();
  $('q').select();
}

// ------------------------------------------------------------------------------------------------------------ decision

function renderAnswer() {
  const { decision } = answer;
  const open = new Set([...$('answer').querySelectorAll('details[open][data-key]')].map((element) => element.dataset.key));
  showOnly('page');
  renderSubject(decision);
  renderWhen(decision);
  const sections = [
    ['inspection', decision.inspection.length, inspectionSection],
    ['measures', decision.measures.filter((measure) => !measure.blocked).length, measuresSection],
    ['blocked', decision.measures.filter((measure) => measure.blocked).length, blockedSection],
    ['bans', decision.bans.length, bansSection],
    ['referrals', decision.referrals.length, referralsSection],
    ['duties', decision.duties.length, dutiesSection],
    ['faults', decision.faults.length, faultsSection],
    ['applications', decision.commitments.length + decision.reports.length, applicationsSection],
    ['repairs', decision.repairs.length, repairsSection],
    ['publicity', decision.publicity.length, publicitySection],
    ['comparisons', decision.comparisons.length, comparisonsSection],
    ['sharing', decision.sharing.length, sharingSection],
    ['marks', decision.marks.length, marksSection],
    ['whynot', null, whyNotSection],
    ['timeline', null, timelineSection],
  ].filter(([id, count]) => !ONLY_IF_ANY.includes(id) || count > 0);
  $('answer').replaceChildren(
    h('div', { class: 'verdict' }, h('p', { class: 'as-of' }, t('asOf', dayWords(decision.asOf))), disposition(decision), warnings(decision)),
    contents(sections),
    h('div', { class: 'sections' }, sections.map(([id, count, build]) => build(decision, id, count)), reportSection(decision), aboutSection(decision)),
  );
  for (const element of $('answer').querySelectorAll('details[data-key]')) {
    element.open = open.has(element.dataset.key);
  }
  renderTimeline();
  labelExpander();
}

function renderSubject({ entity }) {
  const { code, name, type, ownership, status, jurisdiction } = entity;
  document.title = `${name ?? code} · ${answer.decision.asOf} · ${t('brand')}`;
  $('subject').replaceChildren(
    h('h1', { tabindex: '-1', lang: name ? 'zh-CN' : null }, name ?? t('notInRegister')),
    h(
      'p',
      { class: 'subject-code' },
      h('span', { class: 'unseen' }, `${t('code')}${t('colon')}`),
      // set apart by margins, not by blanks: it is copied as one word
      h('span', { class: 'mono code' }, [[0, 2], [2, 8], [8, 17], [17]].map(([from, to]) => h('span', {}, code.slice(from, to)))),
    ),
    h(
      'ul',
      { class: 'chips' },
      type && h('li', {}, label('type', type)),
      ownership && h('li', {}, label('ownership', ownership)),
      status && h('li', { class: status === 'ACTIVE' ? null : 'chip-note' }, label('status', status)),
      jurisdiction && h('li', {}, t('supervisedIn', jurisdiction)),
    ),
  );
}

/** Puts the day that is asked about into its field: never while somebody is at it, or over what was typed and is no day. */
function writeDay() {
  const field = $('day');
  if (document.activeElement !== field && !dayEntry.wrong) {
    field.value = dayEntry.sent ?? asked.asOf ?? answer?.decision.asOf ?? '';
    dayEntry.changed = false;
  }
}

/** A field of a day holds none, or one that there is no law of: what to do; null if it can be asked about. */
function dayProblem(field) {
  const { rangeUnderflow, rangeOverflow, badInput } = field.validity;
  if (badInput || (field.required && !field.value)) {
    return t('dayNone');
  }
  return rangeUnderflow || rangeOverflow ? t('dayBeyond', field.min.slice(0, 4), field.max.slice(0, 4)) : null;
}

/** What is wrong with the day as it was typed, in place of the answer for another one. */
function renderDayProblem() {
  const field = $('day');
  const problem = dayEntry.wrong ? dayProblem(field) ?? t('dayNone') : null;
  const before = asked.asOf ?? answer?.decision.asOf;
  field.setAttribute('aria-invalid', String(dayEntry.wrong));
  $('until').hidden = dayEntry.wrong;
  $('answer').hidden = dayEntry.wrong;
  $('day-wrong').replaceChildren(...(problem ? [
    problem,
    ' ',
    before && h('button', { type: 'button', class: 'quiet', click: restore }, t('dayBefore', /^\d{4}-\d\d-\d\d$/.test(before) ? dayWords(before) : before)),
  ].filter(Boolean) : []));
  function restore() {
    dayEntry.wrong = false;
    writeDay();
    renderDayProblem();
    field.focus();
  }
}

/** Asks about the day in the field. Only when it is whole: a year is typed digit by digit, and 0002 is a year too. */
function askDay() {
  const field = $('day');
  dayEntry.changed = false;
  dayEntry.wrong = dayProblem(field) !== null;
  renderDayProblem();
  if (!dayEntry.wrong && field.value !== (asked.asOf ?? answer?.decision.asOf)) {
    dayEntry.sent = field.value;
    go({ asOf: field.value });
  }
}

function renderWhen(decision) {
  writeDay();
  $('today').hidden = !asked.asOf;
  const parts = decision.validUntil
    ? [
        t('until', dayWords(dayBefore(decision.validUntil))),
        ' ',
        h('a', { href: address({ asOf: decision.validUntil }) }, t('untilGo', dayWords(decision.validUntil))),
      ]
    : [t('untilNever')];
  if (asked.knownAt) {
    parts.push(
      h('br', {}),
      t('knownAt', momentWords(decision.knownAt)),
      ' ',
      h('a', { href: address({ knownAt: null }) }, t('knownNow')),
    );
  }
  $('until').replaceChildren(...parts);
}

function disposition(decision) {
  // those who have to decide something about the entity; the others are told, or set what holds for all
  const waiting = Object.keys(labels.decider).map((who) => [label('decider', who), decision.referrals.filter((referral) => referral.to === who).length])
    .filter(([, count]) => count > 0)
    .map(([who, count]) => t('peopleItem', who, count));
  const repairs = decision.repairs.filter((repair) => repair.answer === 'PERSON').length;
  if (repairs > 0) {
    waiting.push(t('repairsWaiting', repairs));
  }
  return h(
    'p',
    { class: `disposition is-${decision.disposition}` },
    h('strong', {}, label('disposition', decision.disposition)),
    decision.disposition === 'REFERRED' && waiting.length > 0 && h('span', {}, t('people', waiting.join(t('listSeparator')))),
  );
}

/** Example figures in a box of their own, everything else below it and calmer. */
function warnings(decision) {
  const examples = decision.warnings.find((warning) => warning.code === 'EXAMPLE_FIGURE');
  const others = decision.warnings.filter((warning) => warning !== examples);
  return [
    examples && h(
      'section',
      { class: 'example-box', 'aria-labelledby': 'example-title' },
      h('h2', { id: 'example-title' }, t('exampleTitle')),
      h('p', {}, say(examples.text), asked.lang === 'zh' ? '。' : '.'),
      exampleFigures(decision, examples.findings),
    ),
    others.length > 0 && h(
      'section',
      { class: 'notes', 'aria-label': t('otherWarnings') },
      others.map((warning) => warning.findings.length === 0 ? h('p', { class: 'note' }, say(warning.text)) : h(
        'details',
        { class: 'note', 'data-key': `w:${warning.code}` },
        h('summary', {}, say(warning.text), ' ', h('span', { class: 'count' }, t('warningCount', warning.findings.length))),
        figureTable(figuresOf(decision, warning.findings, (figure) => WARNED[warning.code] === figure.status)),
      )),
    ),
  ];
}

const WARNED = { EXAMPLE_FIGURE: 'example', UNVERIFIED_FIGURE: 'verify', PLACEHOLDER_FIGURE: 'placeholder' };

/** The figures of some findings, each once. */
function figuresOf(decision, places, wanted = () => true) {
  const figures = new Map();
  for (const place of places) {
    for (const figure of decision.findings[place].parameters) {
      if (wanted(figure)) {
        figures.set(`${figure.id} ${figure.value}`, figure);
      }
    }
  }
  return [...figures.values()];
}

function exampleFigures(decision, places) {
  const figures = figuresOf(decision, places, (figure) => figure.status === 'example');
  return figures.length > 0 && [
    h('p', { class: 'example-intro' }, t('exampleFigures')),
    h('ul', {}, figures.map((figure) => h(
      'li',
      {},
      say(figure.title),
      t('colon'),
      h('strong', {}, figureWords(figure)),
      figure.set && [asked.lang === 'zh' ? '（' : ' (', label('examples', figure.set), asked.lang === 'zh' ? '）' : ')'],
    ))),
    h('p', { class: 'example-effect' }, t('exampleEffect')),
  ];
}

function contents(sections) {
  return h(
    'nav',
    { class: 'contents', 'aria-label': t('contents') },
    h('ul', {}, sections.map(([id, count]) => h(
      'li',
      {},
      h('a', { href: address({ at: id }) }, t(id), count !== null && [' ', h('span', { class: 'count' }, String(count))]),
    ))),
    h('button', { type: 'button', class: 'quiet', id: 'expander', click: expandAll }, t('expand')),
  );
}

const everyDetail = () => [...$('answer').querySelectorAll('.sections details[data-key]')];

function expandAll() {
  const all = everyDetail();
  const open = !all.every((element) => element.open);
  for (const element of all) {
    element.open = open;
  }
  labelExpander();
}

function labelExpander() {
  const all = everyDetail();
  const button = $('expander');
  if (button) {
    button.hidden = all.length === 0;
    button.textContent = all.length > 0 && all.every((element) => element.open) ? t('collapse') : t('expand');
  }
}

const section = (id, ...children) => h(
  'section',
  { id, class: 'part', 'aria-labelledby': `${id}-title` },
  h('h2', { id: `${id}-title`, tabindex: '-1' }, t(id)),
  ...children,
);

const none = (key) => h('p', { class: 'none' }, t(key));

function inspectionSection(decision, id) {
  return section(
    id,
    decision.inspection.length === 0 && none('inspectionNone'),
    h('div', { class: 'areas' }, decision.inspection.map((area) => inspectionArea(decision, area))),
    decision.grades.length > 0 && gradeTable(decision),
  );
}

/** The tier among all four, for the eye only: the word stands beside it. */
function tierScale(tier) {
  return h('span', { class: 'scale', 'aria-hidden': 'true' }, TIERS.map((step) => h('span', { class: step === tier ? `on tier-${step}` : null })));
}

const tierWord = (tier) => h('span', { class: `tier tier-${tier}` }, label('tier', tier));

function inspectionArea(decision, area) {
  const everywhere = area.area === 'ALL';
  const badge = (unit, value) => {
    const figure = figuresOf(decision, area.findings, (used) => used.unit === unit && used.value === value)[0];
    return figure && figure.status !== 'active' && [' ', statusBadge(figure)];
  };
  const row = (key, value, extra) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value, extra));
  // a field without a tier of its own is drawn like everything else
  const own = everywhere || area.findings.some((place) => decision.findings[place].concludes.type === 'tierSet');
  const unset = t(own ? 'notSet' : 'sameAsAll');
  return h(
    'div',
    { class: 'area' },
    h('h3', {}, label('field', area.area)),
    h('p', { class: 'area-tier' }, h('span', { class: 'unseen' }, `${t('tier')}${t('colon')}`),
      area.tier === null ? t('tierOpen') : [tierWord(area.tier), tierScale(area.tier)]),
    h(
      'dl',
      { class: 'facts' },
      area.tier !== null && row('ratio', area.ratio === null ? unset : ratioWords(area.ratio), area.ratio !== null && badge('ratio', area.ratio)),
      area.tier !== null && row('frequency', area.timesPerYear === null ? unset : timesWords(area.timesPerYear), area.timesPerYear !== null && badge('times-per-year', area.timesPerYear)),
      area.atLeastOnceEvery !== null && row('floor', t('floorText', periodWords(area.atLeastOnceEvery)), badge('period', area.atLeastOnceEvery)),
      area.cap !== null
        ? row('cap', t('capText', area.cap), badge('times-per-year', area.cap))
        : everywhere && area.tier !== null && row('cap', t('capNone')),
      area.effectiveTimesPerYear !== null && area.effectiveTimesPerYear !== area.timesPerYear && row('effective', timesWords(area.effectiveTimesPerYear)),
      area.keyObject && row('attention', label('attention', 'KEY_OBJECT')),
      area.moreOften && row('attention', label('attention', 'MORE_OFTEN')),
      area.fullCoverage && row('full', t('fullText')),
    ),
    grounds(decision, area.findings, `i:${area.area}`),
  );
}

function gradeTable(decision) {
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('grades') },
    h(
      'table',
      {},
      h('caption', {}, t('grades')),
      h('thead', {}, h('tr', {}, ['scheme', 'grade', 'leadsTo', 'area'].map((key) => h('th', { scope: 'col' }, t(key))))),
      h('tbody', {}, decision.grades.map((grade) => h(
        'tr',
        {},
        h('th', { scope: 'row' }, label('scheme', grade.scheme), !grade.mayBeShown && h('span', { class: 'fine' }, t('internal'))),
        h('td', {}, grade.grade),
        h('td', {}, tierWord(grade.tier)),
        h('td', {}, label('field', grade.area)),
      ))),
    ),
  );
}

function measurePeriod(measure, asOf) {
  const { from, until, ending } = measure;
  return [
    ending === 'ON_DAY' && until
      ? t('fromTo', day(from), day(dayBefore(until)))
      : t('fromOn', day(from), label('ending', ending)),
    from > asOf && [' ', h('span', { class: 'badge' }, t('notYet'))],
  ];
}

function measureTitle(decision, measure) {
  const example = figuresOf(decision, measure.findings, (figure) => figure.status === 'example').length > 0;
  return [
    measure.measure.startsWith('ban/') && [h('span', { class: 'badge badge-ban' }, t('ban')), ' '],
    h('strong', {}, say(measure.title)),
    example && [' ', h('span', { class: 'badge badge-example' }, t('example'))],
  ];
}

function measuresSection(decision, id, count) {
  const inForce = decision.measures.filter((measure) => !measure.blocked);
  return section(
    id,
    count === 0 && none('measuresNone'),
    count > 0 && h('div', { class: 'rows measures' },
      h('div', { class: 'row-head', 'aria-hidden': 'true' }, ['measure', 'target', 'period'].map((key) => h('span', {}, t(key)))),
      inForce.map((measure) => h(
        'details',
        { class: 'row grounds', 'data-key': `m:${measure.measure}:${measure.target}:${measure.area}` },
        h(
          'summary',
          {},
          h('span', { class: 'row-title' }, measureTitle(decision, measure), measure.asked && [' ', h('span', { class: 'badge badge-placeholder' }, t('measureAsked'))]),
          h('span', { class: 'row-target' }, label('role', measure.target), measure.area !== 'ALL' && [' · ', label('field', measure.area)]),
          h('span', { class: 'row-period' }, measurePeriod(measure, decision.asOf)),
        ),
        h('div', { class: 'findings' }, findingBlocks(decision, measure.findings)),
      )),
    ),
  );
}

function blockedSection(decision, id) {
  const blocked = decision.measures.filter((measure) => measure.blocked);
  return section(
    id,
    h('p', {}, t('blockedText')),
    h('ul', { class: 'cards' }, blocked.map((measure) => h(
      'li',
      {},
      h('p', { class: 'card-title struck' }, h('span', {}, say(measure.title)), ' ', h('span', { class: 'fine' }, label('role', measure.target))),
      [...new Set(measure.findings.map((place) => ruleWords(decision.findings[place])))].map((text) => h('p', { class: 'rule' }, ruleText(text))),
      grounds(decision, measure.findings, `b:${measure.measure}:${measure.target}:${measure.area}`),
    ))),
  );
}

function referralsSection(decision, id, count) {
  return section(
    id,
    count === 0 && none('referralsNone'),
    RECIPIENTS.map((recipient) => {
      const mine = decision.referrals.filter((referral) => referral.to === recipient);
      // one question about several records is one question
      const questions = groupBy(mine, (referral) => referral.question.zh);
      return mine.length > 0 && [
        h('h3', {}, label('recipient', recipient), ' ', h('span', { class: 'count' }, String(mine.length))),
        h('ul', { class: 'cards' }, [...questions].map(([question, referrals]) => h(
          'li',
          {},
          h('p', { class: 'rule' }, ruleText(say(referrals[0].question))),
          referrals[0].office && h('p', { class: 'fine' }, referrals[0].office.name),
          aboutList(referrals.map((referral) => referral.about)),
          referrals[0].finding !== null && grounds(decision, referrals.map((referral) => referral.finding), `r:${recipient}:${question}`),
        ))),
      ];
    }),
  );
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  }
  return groups;
}

function aboutList(ids) {
  return h(
    'div',
    { class: 'concerns' },
    h('span', { class: 'fine' }, t('concerns')),
    h('ul', {}, [...new Set(ids)].map((id) => h('li', {}, recordName(id)))),
  );
}

function repairsSection(decision, id, count) {
  const records = groupBy(decision.repairs, (repair) => repair.record);
  return section(
    id,
    count === 0 && none('repairsNone'),
    h('div', { class: 'cards' }, [...records].map(([record, repairs]) => h(
      'div',
      { class: 'card' },
      h('h3', {}, recordName(record)),
      repairs.map((repair) => repairOnChannel(decision, repair)),
      repairs.some((repair) => OPEN_ANSWERS.includes(repair.answer)) && explained(`repair:${record}`, t('road'), ({ repairs: roads }) => roads.map(road)),
    ))),
  );
}

function answerWords(answerCode, onDay) {
  const words = onDay && WORDS[asked.lang].answerDay[answerCode];
  return words ? words(dayWords(onDay)) : null;
}

function repairOnChannel(decision, repair) {
  // a record that needs no repair, or can have none, lacks nothing
  const waits = OPEN_ANSWERS.includes(repair.answer);
  const missing = new Map();
  for (const place of waits ? repair.findings : []) {
    const finding = decision.findings[place];
    const { answer: said, day: onDay } = finding.concludes;
    if (OPEN_ANSWERS.includes(said)) {
      missing.set(ruleWords(finding), said === repair.answer && onDay === repair.day ? null : answerWords(said, onDay));
    }
  }
  const papers = !waits && repair.answer !== 'OPEN' ? [] : [...new Set(repair.papers.map((place) => ruleWords(decision.findings[place])))];
  const when = answerWords(repair.answer, repair.day);
  return h(
    'div',
    { class: 'channel' },
    h('p', { class: 'channel-name' }, label('channel', repair.channel)),
    h('p', { class: 'channel-answer' }, h('span', { class: `reply reply-${repair.answer}` }, label('answer', repair.answer)), when && [' ', h('span', {}, when)]),
    missing.size > 0 && [
      h('h4', {}, t('missing')),
      h('ul', { class: 'missing' }, [...missing].map(([text, whenToo]) => h('li', {}, ruleText(text), whenToo && h('span', { class: 'fine' }, whenToo)))),
    ],
    papers.length > 0 && [h('h4', {}, t('papers')), h('ul', { class: 'papers' }, papers.map((text) => h('li', {}, ruleText(text))))],
    grounds(decision, [...repair.findings, ...repair.papers], `p:${repair.record}:${repair.channel}`),
  );
}

function publicitySection(decision, id, count) {
  return section(
    id,
    count === 0 && none('publicityNone'),
    count > 0 && h('div', { class: 'rows publicity' },
      h('div', { class: 'row-head', 'aria-hidden': 'true' }, ['record', 'channel', 'period'].map((key) => h('span', {}, t(key)))),
      decision.publicity.map((shown) => h(
        'details',
        { class: 'row grounds', 'data-key': `s:${shown.record}:${shown.channel}` },
        h(
          'summary',
          {},
          h('span', { class: 'row-title' }, recordName(shown.record)),
          h('span', { class: 'row-target' }, label('channel', shown.channel)),
          h(
            'span',
            { class: 'row-period' },
            h('span', { class: `badge ${shown.shown ? 'badge-shown' : ''}` }, t(shown.shown ? 'showing' : 'hidden')),
            shown.from && shown.until && [' ', t('fromTo', day(shown.from), day(dayBefore(shown.until)))],
          ),
        ),
        h('div', { class: 'findings' }, findingBlocks(decision, shown.findings)),
      )),
    ),
  );
}

function marksSection(decision, id, count) {
  return section(
    id,
    count === 0 && none('marksNone'),
    h('ul', { class: 'cards' }, decision.marks.map((mark) => h(
      'li',
      {},
      h('p', { class: 'rule' }, ruleText(say(mark.text)), mark.dueOn && [' ', h('span', { class: 'badge' }, t('dueOn', dayWords(mark.dueOn)))]),
      mark.record !== 'entity' && aboutList([mark.record]),
      grounds(decision, [mark.finding], `k:${mark.record}:${mark.text.zh}`),
    ))),
  );
}

/** Findings of one kind as cards: what the rule says, a line of its own, the record, the grounds. Alike ones stand together. */
function cardsSection(decision, id, items, line) {
  const alike = groupBy(items, (item) => JSON.stringify([say(item.text), item.act, item.who, item.with, item.dueOn, item.overdue, item.since]));
  return section(id, h('ul', { class: 'cards' }, [...alike].map(([key, group]) => h(
    'li',
    {},
    line(group[0]),
    h('p', { class: 'rule' }, ruleText(say(group[0].text))),
    aboutList(group.map((item) => item.about ?? item.record)),
    grounds(decision, group.map((item) => item.finding), `${id}:${key}`),
  ))));
}

function dutiesSection(decision, id) {
  // what is late comes first, then by day; what has no day comes last
  const order = [...decision.duties].sort((one, other) => Number(other.overdue) - Number(one.overdue)
    || (one.dueOn ?? '9').localeCompare(other.dueOn ?? '9'));
  return cardsSection(decision, id, order, (duty) => h(
    'p',
    { class: 'card-title' },
    label('act', duty.act),
    ' ',
    h('span', { class: 'fine' }, label('recipient', duty.who)),
    ' ',
    h('span', { class: `badge ${duty.overdue ? 'badge-late' : ''}` }, duty.dueOn ? t('dueOn', dayWords(duty.dueOn)) : t('noDay')),
    duty.overdue && [' ', h('strong', { class: 'late' }, t('overdue'))],
  ));
}

function faultsSection(decision, id) {
  return cardsSection(decision, id, decision.faults, (fault) => h(
    'p',
    { class: 'card-title' },
    label('fault', fault.kind),
    fault.since && [' ', h('span', { class: 'badge' }, t('since', dayWords(fault.since)))],
  ));
}

function sharingSection(decision, id) {
  return cardsSection(decision, id, decision.sharing, (shared) => h('p', { class: 'card-title' }, label('recipient', shared.with)));
}

function bansSection(decision, id) {
  return section(id, h(
    'div',
    { class: 'rows measures' },
    h('div', { class: 'row-head', 'aria-hidden': 'true' }, ['scope', 'target', 'period'].map((key) => h('span', {}, t(key)))),
    decision.bans.map((ban) => h(
      'details',
      { class: 'row grounds', 'data-key': `n:${ban.scope}:${ban.target}:${ban.field}` },
      h(
        'summary',
        {},
        h('span', { class: 'row-title' }, label('scope', ban.scope), ' · ', label('field', ban.field)),
        h('span', { class: 'row-target' }, label('role', ban.target)),
        h('span', { class: 'row-period' }, measurePeriod(ban, decision.asOf)),
      ),
      h('div', { class: 'findings' }, findingBlocks(decision, ban.findings)),
    )),
  ));
}

function applicationsSection(decision, id) {
  return section(id, h(
    'ul',
    { class: 'cards' },
    decision.commitments.map((use) => h(
      'li',
      {},
      h('p', { class: 'card-title' }, label('commitmentUse', use.answer), use.dueOn && [' ', h('span', { class: 'badge' }, t('papersDue', dayWords(use.dueOn)))]),
      aboutList([use.record]),
      grounds(decision, use.findings, `c:${use.record}`),
    )),
    decision.reports.map((report) => h(
      'li',
      {},
      h('p', { class: 'card-title' }, t('reportNeeded'), ' ', h('span', { class: 'badge' }, label('reportUse', report.use))),
      h('p', { class: 'rule' }, ruleText(say(report.text))),
      aboutList([report.record]),
      grounds(decision, [report.finding], `u:${report.record}:${report.use}`),
    )),
  ));
}

/** A regime or a ban by its id. */
const lawName = (id) => (hasLabel('regime', id) ? label('regime', id) : label('ban', id));

function comparisonsSection(decision, id) {
  const outcome = (law, name, until) => h(
    'li',
    {},
    t('outcome', lawName(name), until && dayWords(dayBefore(until))),
    law.chosen === name && [' ', h('span', { class: 'badge' }, t('chosen'))],
  );
  return section(id, h('ul', { class: 'cards' }, decision.comparisons.map((law) => h(
    'li',
    {},
    h('p', { class: 'rule' }, ruleText(say(law.why))),
    h('ul', {}, outcome(law, law.earlier, law.earlierUntil), outcome(law, law.later, law.laterUntil)),
    aboutList([law.about]),
    grounds(decision, [law.finding], `l:${law.about}:${law.finding}`),
  ))));
}

/** What takes longer than the decision is asked for once somebody wants to know. */
function explained(what, title, build) {
  const place = h('div', { class: 'explained', 'aria-live': 'polite' });
  const { decision: { entity: { code }, asOf }, knownAt } = answer;
  const details = h('details', { class: 'explain' }, h('summary', {}, title), place);
  let busy = false;
  details.addEventListener('toggle', async () => {
    if (!details.open || busy || place.dataset.said) {
      return;
    }
    busy = true;
    place.replaceChildren(none('timelineWait'));
    try {
      place.replaceChildren(...[build(await fetchJson(entityUrl(code, 'measures', { asOf, knownAt, explain: what })))].flat());
      place.dataset.said = 'yes';
    } catch {
      place.replaceChildren(none('whyNotFailed'));
    }
    busy = false;
  });
  return details;
}

function whyNotSection(decision, id) {
  return section(id, explained('all', t('whyNotAsk'), (explanation) => [
    explanation.rules.length === 0 ? none('whyNotNone') : h('ul', { class: 'cards' }, explanation.rules.map((rule) => ruleMissed(rule, explanation))),
    explanation.moreRules > 0 && h('p', { class: 'fine' }, t('whyNotMore', explanation.moreRules)),
    explanation.withoutRecord > 0 && h('p', { class: 'fine' }, t('whyNotWithout', explanation.withoutRecord)),
  ].filter(Boolean)));
}

function ruleMissed(rule, { lookedUntil }) {
  const { record } = rule.about;
  const never = lookedUntil ? t('whyNotUntil', dayWords(lookedUntil)) : t('whyNotNever');
  return h(
    'li',
    {},
    h('p', { class: 'rule' }, ruleText(asked.lang === 'zh' ? rule.rule : rule.en)),
    record && record !== 'entity' && aboutList([record]),
    !rule.known && h('p', {}, t('whyNotUnknown', say(rule.kind))),
    !rule.inForce && h('p', {}, t('whyNotInForce', dayWords(rule.from), rule.until && dayWords(rule.until))),
    rule.lacking && lacks(rule.lacking),
    rule.failed.length > 0 && h('ul', { class: 'missing' }, rule.failed.map((failed) => h(
      'li',
      {},
      failed.oneOf && h('span', { class: 'fine' }, t('whyNotOneOf')),
      failed.compared.map((compared) => h('span', { class: 'compared' }, say(compared.says))),
      failed.holdsFrom && h('span', { class: 'fine' }, t('whyNotHolds', dayWords(failed.holdsFrom))),
    ))),
    h('p', { class: 'fine' }, rule.appliesFrom ? t('whyNotApplies', dayWords(rule.appliesFrom)) : never),
    h(
      'p',
      { class: 'fine' },
      t('clauses'),
      t('colon'),
      rule.sources.map((source, at) => [at > 0 && (asked.lang === 'zh' ? '；' : '; '), cited({ ...source, instrument: source.title })]),
    ),
  );
}

/** The element of a rule that is not met, what is there and should not be, and the rules that would conclude what is missing. */
function lacks({ element, there, below }) {
  return h(
    'div',
    {},
    h('p', {}, t('whyNotNeeds'), t('colon'), say(element)),
    there.length > 0 && h('ul', { class: 'missing' }, there.map((one) => h(
      'li',
      {},
      t('whyNotThere'),
      t('colon'),
      say(one.what),
      one.evidence.length > 0 && aboutList(one.evidence),
      one.by.map((rule) => h('span', { class: 'fine' }, ruleText(say(rule)))),
    ))),
    below.length > 0 && h('ul', { class: 'cards' }, below.map((rule) => ruleMissed(rule, {}))),
  );
}

function road({ channel, opensOn, answer: now, steps }) {
  return h(
    'div',
    { class: 'channel' },
    h('p', { class: 'channel-name' }, label('channel', channel)),
    h('ol', { class: 'road' }, steps.map((step) => h(
      'li',
      { class: `step step-${step.kind}` },
      h('strong', {}, say(step.called)),
      ' ',
      step.day && [day(step.day), ' '],
      ruleText(say(step.says)),
    ))),
    opensOn && now !== 'OPEN' && h('p', { class: 'fine' }, t('roadOpens', dayWords(opensOn))),
  );
}

function timelineSection(decision, id) {
  return section(id, h('div', { id: 'changes' }));
}

function renderTimeline() {
  const place = $('changes');
  const { timeline } = answer ?? {};
  if (!place) {
    return;
  }
  place.setAttribute('aria-busy', String(timeline === null));
  if (timeline === null || timeline === 'failed') {
    place.replaceChildren(none(timeline === null ? 'timelineWait' : 'timelineFailed'));
    return;
  }
  const by = h('p', { class: 'fine' }, say(answer.timelineBy), asked.lang === 'zh' ? '。' : '.');
  if (timeline.length <= 1) {
    place.replaceChildren(none('timelineNone'), by);
    return;
  }
  const names = (texts) => texts.map(say).join(t('listSeparator'));
  // the first stretch is what the page shows already
  place.replaceChildren(h('ol', { class: 'timeline' }, timeline.slice(1).map((stretch, at) => {
    const before = timeline[at];
    const changes = [
      stretch.tier !== before.tier && stretch.tier && before.tier && t('tierTo', label('tier', before.tier), label('tier', stretch.tier)),
      stretch.begins.length > 0 && t('begins', names(stretch.begins)),
      stretch.ends.length > 0 && t('ends', names(stretch.ends)),
    ].filter(Boolean);
    return h(
      'li',
      { class: changes.length > 0 ? 'big' : null },
      h('a', { href: address({ asOf: stretch.from }) }, t('timelineFrom', dayWords(stretch.from))),
      h('ul', {}, (changes.length > 0 ? changes : [t('otherChange')]).map((text) => h('li', {}, text))),
    );
  })), by);
}

function reportSection(decision) {
  const { entity: { code }, asOf, knownAt } = decision;
  const open = h('a', { id: 'report-open', target: '_blank', rel: 'noopener' }, t('reportOpen'));
  const pdf = h('a', { id: 'report-pdf', target: '_blank', rel: 'noopener' }, t('reportPdf'));
  const point = () => {
    open.href = entityUrl(code, 'report', { use: reportUse, asOf, knownAt, format: 'html' });
    pdf.href = entityUrl(code, 'report', { use: reportUse, asOf, knownAt, format: 'pdf' });
  };
  const choose = h(
    'select',
    { id: 'report-use', change: () => { reportUse = choose.value; point(); } },
    Object.keys(labels?.use ?? {}).map((use) => h('option', { value: use, selected: use === reportUse }, label('use', use))),
  );
  reportUse = choose.value;
  point();
  return h(
    'section',
    { class: 'part report', id: 'report', 'aria-labelledby': 'report-title' },
    h('h2', { id: 'report-title' }, t('report')),
    h('p', {}, t('reportText')),
    h('p', { class: 'report-ask' }, h('label', { for: 'report-use' }, t('reportUse')), choose, open, pdf),
  );
}

function aboutSection(decision) {
  const { pack } = decision;
  const raw = entityUrl(decision.entity.code, 'measures', { asOf: decision.asOf, knownAt: decision.knownAt });
  const row = (key, ...value) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value));
  return h(
    'section',
    { class: 'part about', 'aria-labelledby': 'about-title' },
    h('h2', { id: 'about-title' }, t('about')),
    h(
      'dl',
      { class: 'facts' },
      row('known2', momentWords(decision.knownAt)),
      row('pack', `${pack.id} ${pack.version}`, pack.examples && [' · ', label('examples', pack.examples), ' ', h('span', { class: 'badge badge-example' }, t('example'))]),
      row('fingerprint', h('span', { class: 'mono' }, pack.fingerprint)),
      row('decisionId', h('span', { class: 'mono' }, decision.id)),
    ),
    h('p', {}, h('a', { href: raw, id: 'raw' }, t('raw'))),
  );
}

// -------------------------------------------------------------------------------------------------------------- duties

async function loadTodo(first) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const entering = todo === null;
  if (entering) {
    showOnly(null);
  }
  setBusy(true);
  try {
    const query = new URLSearchParams(OF_TODO.map((name) => [name, asked[name]]).filter(([, value]) => value));
    const [names, list] = await Promise.all([
      loadNames(signal),
      fetchJson(`api/v1/duties?${query}`, signal),
    ]);
    if (signal.aborted) {
      return;
    }
    labels = names;
    todo = { list, error: null };
  } catch (e) {
    if (signal.aborted) {
      return;
    }
    todo = { list: null, error: e };
  }
  setBusy(false);
  renderTodo();
  if (entering && !first) {
    $('todo-title').focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function renderTodo() {
  const { list, error } = todo;
  showOnly('todo');
  document.title = `${t('todo')} · ${t('brand')}`;
  renderTodoForm(list);
  for (const id of ['todo-from', 'todo-to']) {
    $(id).setAttribute('aria-invalid', String(id === todoProblem));
  }
  if (todoProblem) {
    $('todo-list').replaceChildren(h('section', { class: 'message panel', role: 'alert' }, h('p', { class: 'message-detail' }, dayProblem($(todoProblem)) ?? t('dayNone'))));
    return;
  }
  if (error) {
    const { title, details } = troubleWords({ error });
    $('todo-list').replaceChildren(h(
      'section',
      { class: 'message panel' },
      h('h2', {}, title),
      details.map(({ text, lang }, at) => h('p', { class: at === 0 ? 'message-detail' : 'message-other', lang }, quoted(text))),
      !(error instanceof ServiceError && error.status < 500)
        && h('p', {}, h('button', { type: 'button', class: 'primary', click: () => loadTodo(false) }, t('retry'))),
    ));
    announce([title, details[0]?.text].filter(Boolean).join(t('colon')));
    return;
  }
  const sum = t('todoSum', list.total, list.overdue, list.entities);
  $('todo-list').replaceChildren(h(
    'section',
    { class: 'part' },
    h('p', { class: 'as-of' }, t('todoSpan', dayWords(list.from), dayWords(list.to))),
    h('p', { class: 'todo-sum' }, sum, list.more && [' ', t('todoMore', list.duties.length)]),
    h('p', { class: 'fine' }, say(list.computedBy), asked.lang === 'zh' ? '。' : '.'),
    list.undecided.length > 0 && h('p', { class: 'todo-sum' }, t('todoUndecided', list.undecided.map((one) => one.code).join(' '))),
    list.duties.length === 0 ? none('todoNone') : h('ul', { class: 'cards' }, list.duties.map((due) => todoItem(due, list.today))),
    openFigures(),
  ));
  announce(sum);
}

/** What nobody has set yet, fetched when it is opened. */
function openFigures() {
  const place = h('div', {});
  const fold = h('details', { id: 'open-figures' }, h('summary', {}, t('open')), h('p', { class: 'fine' }, t('openNote')), place);
  fold.addEventListener('toggle', async () => {
    if (!fold.open || place.firstChild) {
      return;
    }
    try {
      const { open } = await fetchJson('api/v1/rule-packs/current', running.signal);
      const cell = (key, ...children) => h('td', { 'data-label': t(key) }, children);
      place.replaceChildren(h('p', {}, t('openSum', open.length)), h(
        'table',
        { class: 'figures' },
        h('thead', {}, h('tr', {}, ['openItem', 'openNow', 'openCite'].map((key) => h('th', { scope: 'col' }, t(key))))),
        h('tbody', {}, open.map((figure) => h(
          'tr',
          { class: figure.status === 'example' ? 'is-example' : null },
          h('th', { scope: 'row' }, say(figure.title)),
          cell('openNow', statusBadge(figure), figure.value !== null && [' ', figureWords(figure)]),
          cell('openCite', say(figure.mustCite)),
        ))),
      ));
    } catch (e) {
      if (e.name !== 'AbortError') {
        place.replaceChildren(h('p', { class: 'message-detail' }, troubleWords({ error: e }).title));
      }
    }
  });
  return fold;
}

/** The form says what was asked for. What somebody changed since, or is at, stays as it is. */
function renderTodoForm(list) {
  const who = $('todo-who');
  const kept = todoChanged || document.activeElement?.closest('#todo-ask input, #todo-ask select');
  const code = RECIPIENTS.includes(asked.unit);
  const chosen = kept ? who.value : code ? asked.unit : '';
  if (document.activeElement !== who) {
    who.replaceChildren(
      h('option', { value: '' }, t('todoAll')),
      ...RECIPIENTS.map((each) => h('option', { value: each, selected: each === chosen }, label('recipient', each))),
    );
  }
  if (!kept) {
    $('todo-unit').value = code ? '' : asked.unit ?? '';
    $('todo-from').value = asked.from ?? list?.from ?? '';
    $('todo-to').value = asked.to ?? list?.to ?? '';
  }
}

function todoItem(due, today) {
  const later = due.since > today;
  return h(
    'li',
    {},
    h(
      'p',
      { class: 'card-title' },
      label('act', due.act),
      ' ',
      h('span', { class: `badge ${due.overdue ? 'badge-late' : ''}` }, due.dueOn ? t('dueOn', dayWords(due.dueOn)) : t('noDay')),
      due.overdue && [' ', h('strong', { class: 'late' }, t('overdue'))],
      due.reminder && [' ', h('span', { class: 'badge' }, t('todoReminder'))],
      later && [' ', h('span', { class: 'badge' }, t('todoArises', dayWords(due.since)))],
    ),
    h(
      'p',
      {},
      h(
        'a',
        { href: address({ code: due.code, asOf: later ? due.since : null, knownAt: null, at: !due.reminder ? 'duties' : due.act === 'TAKE_DOWN' ? 'publicity' : 'measures' }) },
        due.name ? chinese(due.name) : t('noName'),
      ),
      ' ',
      h('span', { class: 'mono fine' }, due.code),
    ),
    h('p', { class: 'fine' }, label('recipient', due.who), due.unit && [t('colon'), chinese(due.unit)]),
    due.texts.map((text) => h('p', { class: 'rule' }, ruleText(say(text)))),
    aboutList([due.about]),
    due.until && !due.reminder && h('p', { class: 'fine' }, t('todoGone', dayWords(due.until))),
    h(
      'details',
      { class: 'grounds' },
      h('summary', {}, t('why', due.clauses.length)),
      h('ul', { class: 'clauses' }, due.clauses.map((source) => h('li', {}, cited(source), ' · ', say(source.title)))),
    ),
  );
}

// --------------------------------------------------------------------------------------------------------------- rule

const ruleUrl = (name, what = '') => `api/v1/rules/${encodeURIComponent(name)}${what}`;

async function loadRule() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const { name } = asked;
  ruleShown = null;
  trouble = null;
  showOnly(null);
  setBusy(true);
  try {
    const [names, page] = await Promise.all([
      loadNames(signal),
      fetchJson(ruleUrl(name), signal),
    ]);
    if (signal.aborted) {
      return;
    }
    labels = names;
    ruleShown = { page, cases: null };
  } catch (e) {
    if (!signal.aborted) {
      setBusy(false);
      trouble = { error: e, retry: loadRule };
      renderTrouble();
      $('message').querySelector('h1').focus({ preventScroll: true });
    }
    return;
  }
  setBusy(false);
  renderRule();
  announce(ruleWords(ruleShown.page));
  $('rule').querySelector('h1').focus({ preventScroll: true });
  scrollTo(0, 0);
  try {
    const cases = await fetchJson(ruleUrl(name, '/cases'), signal);
    if (!signal.aborted && ruleShown) {
      ruleShown.cases = cases;
      renderRuleCases();
    }
  } catch {
    if (!signal.aborted && ruleShown) {
      ruleShown.cases = 'failed';
      renderRuleCases();
    }
  }
}

/** Both languages: an officer of either reads the sentence of the law as it was written. */
const bothWords = ({ zh, en }) => [['zh-CN', zh], ['en', en]]
  .sort(([lang]) => (lang.startsWith(asked.lang) ? -1 : 1))
  .map(([lang, text], at) => h('p', { lang, class: at === 0 ? 'says' : 'says other' }, text));

const rulesList = (rules) => h('ul', { class: 'clauses' }, rules.map((rule) => h('li', {}, h('a', { href: ruleAddress(rule.rule) }, ruleWords(rule)))));

function renderRule() {
  const { page } = ruleShown;
  showOnly('rule');
  document.title = `${ruleWords(page)} · ${t('brand')}`;
  const part = (key, ...children) => h('section', { class: 'part', 'aria-labelledby': `${key}-title` }, h('h2', { id: `${key}-title` }, t(key)), ...children);
  $('rule').replaceChildren(...[
    h(
      'header',
      { class: 'subject' },
      h('p', { class: 'fine' }, t('ruleTitle')),
      h('h1', { tabindex: '-1', class: 'rule-name' }, ruleWords(page)),
      h('p', { class: 'fine', lang: asked.lang === 'zh' ? 'en' : 'zh-CN' }, asked.lang === 'zh' ? page.en : page.rule),
      h('p', { class: 'fine' }, t('ruleFrom', dayWords(page.from), page.until && dayWords(page.until))),
    ),
    part('ruleSays', bothWords(page.says)),
    part(
      'ruleClauses',
      h('ul', { class: 'clauses' }, page.clauses.map(clause)),
      page.leadUnits.length > 0 && h('p', {}, t('lead'), t('colon'), chinese(page.leadUnits.join('、'))),
      page.responsibleUnits.length > 0 && h('p', {}, t('responsible'), t('colon'), chinese(page.responsibleUnits.join('、'))),
    ),
    part('ruleLooksAt', h('ul', { class: 'cards' }, page.looksAt.map((one) => looked(one, page)))),
    part(
      'ruleConcludes',
      h('p', {}, h('strong', {}, say(page.concludes.title)), page.concludes.step && [' ', h('span', { class: 'fine' }, t('ruleStep'))]),
      h('h3', {}, t('ruleAskedBy')),
      page.askedBy.length === 0 ? none('ruleAskedByNone') : rulesList(page.askedBy),
    ),
    page.figures.length > 0 && part('ruleFigures', page.figures.map(ruleFigure)),
    page.tables.length > 0 && part('ruleTables', page.tables.map(ruleTable)),
    part('ruleCases', h('div', { id: 'rule-cases', 'aria-live': 'polite' })),
    part(
      'ruleText',
      h('p', { class: 'fine mono' }, t('ruleAt', page.file, page.line)),
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('ruleText') }, h('pre', { class: 'drl' }, page.text)),
    ),
  ].filter(Boolean));
  renderRuleCases();
}

function looked({ title, type, concludedBy }, page) {
  const isTable = page.tables.some((table) => table.title.zh === title.zh);
  return h(
    'li',
    {},
    h('p', { class: 'card-title' }, say(title), ' ', h('span', { class: 'mono fine' }, type)),
    concludedBy.length === 0
      ? h('p', { class: 'fine' }, t(isTable ? 'ruleRows' : 'ruleTold'))
      : h('details', { class: 'grounds' }, h('summary', {}, t('ruleConcludedBy', concludedBy.length)), rulesList(concludedBy)),
  );
}

function ruleFigure(figure) {
  const cell = (key, ...children) => h('td', { 'data-label': t(key) }, children);
  return h(
    'table',
    { class: 'figures' },
    h('caption', {}, say(figure.title), ' ', h('span', { class: 'mono fine' }, figure.id)),
    h('thead', {}, h('tr', {}, ['fromDay', 'value', 'from', 'status'].map((key) => h('th', { scope: 'col' }, t(key))))),
    h('tbody', {}, figure.rows.map((row) => h(
      'tr',
      { class: row.status === 'example' ? 'is-example' : null },
      h('th', { scope: 'row' }, day(row.from)),
      cell('value', figureWords({ unit: figure.unit, value: row.value })),
      cell('from', say(row.cited), ' ', h('span', { class: 'fine' }, label('evidence', row.evidence))),
      cell('status', statusBadge(row)),
    ))),
  );
}

function ruleTable(table) {
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': say(table.title) },
    h(
      'table',
      { class: 'rule-rows' },
      h('caption', {}, say(table.title), ' ', h('span', { class: 'mono fine' }, table.file),
        table.total > table.rows.length && [' ', t('ruleRowsShown', table.rows.length, table.total)]),
      h('thead', {}, h('tr', {}, table.columns.map((column) => h('th', { scope: 'col' }, say(column))), h('th', { scope: 'col' }, t('from')))),
      h('tbody', {}, table.rows.map((row) => h(
        'tr',
        {},
        row.values.map((value) => h('td', {}, say(value))),
        h('td', { class: 'fine' }, row.cited.map((one) => h('p', {}, say(one)))),
      ))),
    ),
  );
}

function renderRuleCases() {
  const { cases } = ruleShown;
  const place = $('rule-cases');
  place.setAttribute('aria-busy', String(cases === null));
  if (cases === null || cases === 'failed') {
    place.replaceChildren(none(cases === null ? 'ruleCasesWait' : 'timelineFailed'));
  } else if (!cases.known || cases.cases.length === 0) {
    place.replaceChildren(none(cases.known ? 'ruleCasesNone' : 'ruleCasesUnknown'));
  } else {
    place.replaceChildren(h(
      'details',
      { class: 'grounds', open: cases.cases.length <= 10 },
      h('summary', {}, t('ruleCasesOf', cases.cases.length, cases.played)),
      h('ul', { class: 'clauses' }, cases.cases.map((one) => h('li', {}, h('p', {}, say(one.sentence)), h('p', { class: 'mono fine' }, one.file)))),
    ));
  }
}

// ------------------------------------------------------------------------------------------------------------- grounds

/** Everything that some findings rest on, closed until asked for. */
function grounds(decision, places, key) {
  const blocks = findingBlocks(decision, places);
  return h(
    'details',
    { class: 'grounds', 'data-key': key },
    h('summary', {}, t('why', blocks.length)),
    h('div', { class: 'findings' }, blocks),
  );
}

/** Findings that differ in nothing but the record, such as a rule that fired for each of five penalties, are told once. */
function findingBlocks(decision, places) {
  const findings = [...new Set(places)].map((place) => decision.findings[place]);
  const alike = groupBy(findings, ({ rule, sources, parameters, leadUnits, responsibleUnits }) =>
    JSON.stringify([rule, sources, parameters, leadUnits, responsibleUnits]));
  return [...alike.values()].map((group) => findingBlock({ ...group[0], evidence: [...new Set(group.flatMap((finding) => finding.evidence))] }));
}

function findingBlock(finding) {
  const part = (key, ...children) => h('div', { class: 'finding-part' }, h('p', { class: 'finding-key' }, t(key)), ...children);
  return h(
    'div',
    { class: 'finding' },
    h('p', { class: 'rule' }, ruleText(ruleWords(finding)), ' ', h('a', { class: 'fine rule-open', href: ruleAddress(finding.rule) }, t('ruleOpen'))),
    part('clauses', h('ul', { class: 'clauses' }, finding.sources.map(clause))),
    part('evidence', h('ul', { class: 'records' }, finding.evidence.map(recordItem))),
    finding.parameters.length > 0 && part('parameters', figureTable(finding.parameters)),
    finding.leadUnits.length > 0 && part('lead', units(finding.leadUnits)),
    finding.responsibleUnits.length > 0 && part('responsible', units(finding.responsibleUnits)),
  );
}

const units = (names) => chinese(names.join('、'), 'p');

/** A clause as a lawyer cites it: 《title》（number）place. The place is Chinese in either language: that is where it is looked up. */
function cited({ instrument, number, cite }) {
  const place = cite === CITE_WHOLE ? [] : cite === CITE_UNCHECKED ? t('citeUnchecked') : asked.lang === 'zh' ? cite : [', ', chinese(cite)];
  const title = instrument.zh.replaceAll('《', '〈').replaceAll('》', '〉');
  return h('cite', {}, asked.lang === 'zh' ? `《${title}》${number ? `（${number}）` : ''}` : instrument.en, place);
}

/** What stands instead of a place: it is said of the whole text, or the place was not read. */
const CITE_WHOLE = '全文';
const CITE_UNCHECKED = '条号未核对';

function clause(citation) {
  return h(
    'li',
    {},
    h('p', {}, cited(citation), ' · ', say(citation.title)),
    h('p', { class: 'says' }, say(citation.says)),
    h(
      'p',
      { class: 'fine' },
      `${t('rank')}${t('colon')}${label('level', citation.level)} · ${t('known')}${t('colon')}${label('evidence', citation.evidence)}`,
    ),
    lawTexts?.has(citation.id) && lawText(citation.id),
  );
}

/** The text of law from the folder of whoever runs the service, asked for when somebody opens it. */
function lawText(id) {
  const place = h('div', { 'aria-live': 'polite' });
  return h('details', {
    class: 'grounds',
    toggle: async () => {
      if (place.dataset.asked) {
        return;
      }
      place.dataset.asked = 'true';
      try {
        const { texts } = await fetchJson(`api/v1/laws/${id.split('/').map(encodeURIComponent).join('/')}`);
        place.replaceChildren(...texts.map(lawVersion));
      } catch {
        delete place.dataset.asked;
        place.replaceChildren(none('lawFailed'));
      }
    },
  }, h('summary', {}, t('lawText')), place);
}

const lawVersion = (law) => h(
  'div',
  { class: 'law' },
  h('p', {}, chinese(`《${law.title}》`, 'cite'), ' ', h('span', { class: 'fine' }, t(law.read ? 'lawRead' : 'lawOther'))),
  h('p', { class: 'fine' }, t('lawDays', law.published && dayWords(law.published), law.inForce && dayWords(law.inForce)), law.status && ['；', chinese(law.status)], ' ', chinese(law.file)),
  law.text.split('\n').map((line) => chinese(line, 'p')),
);

function recordItem(id) {
  const version = answer.records.get(id);
  if (!version) {
    return h('li', {}, recordName(id));
  }
  const members = Object.entries(version.data).filter(([name]) => !SAID_ALREADY.includes(name));
  return h('li', {}, h(
    'details',
    { class: 'record' },
    h('summary', {}, recordName(id)),
    h('dl', { class: 'facts', 'aria-label': t('recordContent') }, members.map(([name, value]) => h(
      'div',
      {},
      h('dt', {}, label('component', name)),
      h('dd', {}, memberWords(version.kind, name, value)),
    ))),
    h('p', { class: 'fine' }, t('recordFrom', version.file, version.row), ' · ', t('recordedAt', momentWords(version.recordedAt)),
      version.by ? [' · ', t('toldBy', version.by)] : [], version.why ? [' · ', version.why] : []),
  ));
}

/** A value in a record, by the name of the component that holds it. */
function memberWords(kind, name, value) {
  if (Array.isArray(value)) {
    return value.map((element) => memberWords(kind, name, element)).flatMap((words, at) => (at === 0 ? [words] : [t('listSeparator'), words]));
  }
  if (typeof value === 'boolean') {
    return t(value ? 'yes' : 'no');
  }
  if (typeof value === 'number') {
    return value.toLocaleString(asked.lang === 'zh' ? 'zh-CN' : 'en-GB');
  }
  if (/^\d{4}-\d\d-\d\d$/.test(value)) {
    return day(value);
  }
  if (name === 'target') {
    return recordName(value);
  }
  if (name === 'decidedTerm') {
    return periodWords(value);
  }
  const ofKind = `${kind}Type`;
  const group = MEMBER_GROUPS[name] ?? (name === 'type' && labels?.[ofKind] ? ofKind : name);
  return hasLabel(group, value) ? label(group, value) : chinese(value);
}

/** Where the names of a component's codes are, if not under its own name. */
const MEMBER_GROUPS = { fields: 'field', persons: 'role', basisLevel: 'level', measures: 'measure', measuresLifted: 'measure' };

const statusBadge = (figure) => h(
  'span',
  { class: `badge badge-${figure.status === 'null' ? 'unset' : figure.status}` },
  label('parameterStatus', figure.status),
);

function figureTable(figures) {
  const cell = (key, ...children) => h('td', { 'data-label': t(key) }, children);
  return h(
    'table',
    { class: 'figures' },
    h('thead', {}, h('tr', {}, ['item', 'value', 'from', 'status'].map((key) => h('th', { scope: 'col' }, t(key))))),
    h('tbody', {}, figures.map((figure) => h(
      'tr',
      { class: figure.status === 'example' ? 'is-example' : null },
      h('th', { scope: 'row' }, say(figure.title)),
      cell('value', figureWords(figure)),
      cell(
        'from',
        figure.set ? label('examples', figure.set) : figure.cited && say(figure.cited),
        h('span', { class: 'fine' }, label('evidence', figure.evidence)),
      ),
      cell('status', statusBadge(figure)),
    ))),
  );
}

// -------------------------------------------------------------------------------------------------------------- search

const input = $('q');
const list = $('found');
let options = [];
let active = -1;
let search = new AbortController();
let typing = 0;

function closeList() {
  search.abort();
  clearTimeout(typing);
  options = [];
  active = -1;
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

async function ask(text) {
  search.abort();
  search = new AbortController();
  const { signal } = search;
  const { entities } = await fetchJson(`api/v1/entities?q=${encodeURIComponent(text)}&limit=20`, signal);
  return signal.aborted ? null : entities;
}

/** The text with what was searched for marked in it. */
function marked(text, part) {
  const at = part ? text.toLowerCase().indexOf(part.toLowerCase()) : -1;
  return at < 0 ? [text] : [text.slice(0, at), h('mark', {}, text.slice(at, at + part.length)), text.slice(at + part.length)];
}

function openList(entities, text) {
  options = entities;
  active = -1;
  input.removeAttribute('aria-activedescendant');
  list.replaceChildren(...entities.map(({ code, name }, at) => h(
    'li',
    { id: `found-${at}`, role: 'option', 'aria-selected': 'false', click: () => open(code) },
    name ? chinese(marked(name, text), 'span', { class: 'found-name' }) : h('span', { class: 'found-name' }, t('noName')),
    ' ',
    h('span', { class: 'mono' }, marked(code, text)),
  )));
  list.hidden = entities.length === 0;
  list.scrollTop = 0;
  input.setAttribute('aria-expanded', String(entities.length > 0));
}

async function suggest(text) {
  try {
    const entities = await ask(text);
    if (entities) {
      openList(entities, text);
      announce(entities.length === 0 ? t('foundNone') : t('found', entities.length));
    }
  } catch (e) {
    // the page says what is wrong when the search is sent, not with every key
    if (e.name !== 'AbortError') {
      closeList();
    }
  }
}

function activate(at) {
  list.children[active]?.setAttribute('aria-selected', 'false');
  active = at;
  const option = list.children[at];
  if (option) {
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  } else {
    input.removeAttribute('aria-activedescendant');
  }
}

function open(code) {
  input.value = '';
  closeList();
  location.hash = entityAddress(code);
}

async function submit() {
  const text = input.value.trim();
  if (active >= 0) {
    open(options[active].code);
    return;
  }
  if (!text) {
    announce(t('typeSomething'));
    input.focus();
    return;
  }
  if (text.length === 18 && !/\p{Script=Han}/u.test(text)) {
    open(text);
    return;
  }
  try {
    clearTimeout(typing);
    const entities = await ask(text);
    if (!entities) {
      return;
    }
    if (entities.length === 1) {
      open(entities[0].code);
    } else if (entities.length > 1) {
      openList(entities, text);
      announce(t('chooseOne', entities.length));
    } else if (/\p{Nd}/u.test(text) && !/\p{Script=Han}/u.test(text)) {
      // meant as a code: the service says what is wrong with it
      open(text);
    } else {
      fail({ query: text });
    }
  } catch (e) {
    if (e.name !== 'AbortError') {
      fail({ error: e, retry: submit });
    }
  }
}

/** A search that led nowhere. It belongs to no entity, so neither does the address. */
function fail(what) {
  running.abort();
  setBusy(false);
  closeList();
  answer = null;
  trouble = what;
  asked = { ...asked, code: null, asOf: null, knownAt: null, at: null };
  history.pushState(null, '', address({}));
  renderTrouble();
}

input.addEventListener('input', (event) => {
  // whatever is on its way answers another text
  search.abort();
  // what an input method has not finished yet is no text to search for
  if (event.isComposing) {
    return;
  }
  clearTimeout(typing);
  const text = input.value.trim();
  if (text) {
    typing = setTimeout(suggest, 120, text);
  } else {
    closeList();
  }
});
input.addEventListener('compositionend', () => input.dispatchEvent(new InputEvent('input')));
input.addEventListener('keydown', (event) => {
  if (event.isComposing) {
    return;
  }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (options.length === 0) {
      suggest(input.value.trim());
    } else {
      // one step beyond either end is the field itself
      const places = options.length + 1;
      activate(((active + 1 + (event.key === 'ArrowDown' ? 1 : -1) + places) % places) - 1);
    }
  } else if (event.key === 'Escape') {
    if (!list.hidden) {
      event.preventDefault();
      closeList();
    } else {
      input.value = '';
    }
  }
});
input.addEventListener('blur', closeList);
// a press on an option must not take the focus, or the list would close before the click arrives
list.addEventListener('mousedown', (event) => event.preventDefault());
$('search').addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
});

// --------------------------------------------------------------------------------------------------------------- start

document.addEventListener('keydown', (event) => {
  const typed = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
  if (event.key === '/' && !typed && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    focusSearch();
  }
});
$('skip').addEventListener('click', (event) => {
  event.preventDefault();
  $('main').focus();
});
$('home').addEventListener('click', goHome);
$('language').addEventListener('click', () => go({ lang: asked.lang === 'zh' ? 'en' : 'zh', at: null }));
$('day').addEventListener('keydown', (event) => {
  if (event.key === 'Enter') {
    askDay();
  } else if (event.key === ' ' || event.key === 'F4' || event.altKey) {
    // opens the calendar
    dayEntry.byKeys = false;
  } else if (event.key !== 'Tab' && event.key !== 'Escape' && !/^(Shift|Control|Meta|ArrowLeft|ArrowRight)$/.test(event.key)) {
    dayEntry.changed = true;
    dayEntry.byKeys = true;
  }
});
$('day').addEventListener('pointerdown', () => { dayEntry.byKeys = false; });
$('day').addEventListener('change', () => {
  dayEntry.changed = true;
  // with keys each digit is a change; in the calendar only the day that is chosen is one
  if (!dayEntry.byKeys) {
    askDay();
  }
});
$('day').addEventListener('blur', () => {
  dayEntry.byKeys = false;
  if (dayEntry.changed) {
    askDay();
  } else {
    writeDay();
  }
});
$('today').addEventListener('click', () => {
  dayEntry = { changed: false, byKeys: false, wrong: false, sent: null };
  go({ asOf: null });
  // until the answer says which day today is; the button goes when it comes
  $('day').value = '';
  $('subject').querySelector('h1').focus({ preventScroll: true });
});
$('answer').addEventListener('toggle', labelExpander, true);
$('todo-ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const value = (id) => $(id).value.trim() || null;
  todoProblem = ['todo-from', 'todo-to'].find((id) => dayProblem($(id))) ?? null;
  if (todoProblem) {
    renderTodo();
    $(todoProblem).focus();
    return;
  }
  todoChanged = false;
  go({ code: TODO, unit: value('todo-unit') ?? value('todo-who'), from: value('todo-from'), to: value('todo-to') });
});
$('todo-ask').addEventListener('input', () => { todoChanged = true; });
// one of the two says who
$('todo-who').addEventListener('change', () => { $('todo-unit').value = ''; });
$('todo-unit').addEventListener('input', () => { $('todo-who').value = ''; });
window.addEventListener('hashchange', route);
asked = readAddress();
if (location.search === '?elsewhere' && asked.code) {
  renderArrival();
} else {
  route();
}
