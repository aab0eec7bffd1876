import { acceptedCard } from '#cards/accepted.ts'
import { assignedCard } from '#cards/assigned.ts'
import { campaignCreatedCard } from '#cards/campaign-created.ts'
import type { Card } from '#cards/card.ts'
import { connectionTestCard } from '#cards/connection-test.ts'
import { type CoverNoteView, coverNoteCard } from '#cards/cover-note.ts'
import { type DepartedView, departedCard } from '#cards/departed.ts'
import { headDigestCard, weeklyDigestCard } from '#cards/digest.ts'
import { dividedCard } from '#cards/divided.ts'
import { type DivisionView, divisionCard } from '#cards/division.ts'
import type { EarlierView } from '#cards/earlier.ts'
import { type EvidenceTrayView, evidenceListCard, evidenceTrayCard } from '#cards/evidence-tray.ts'
import { finishedCard } from '#cards/finished.ts'
import { giveShareCard } from '#cards/give-share.ts'
import { helloCard } from '#cards/hello.ts'
import { helpCard } from '#cards/help.ts'
import { headIssuesCard, issueReminderCard } from '#cards/issue-reminder.ts'
import { type LedgerView, ledgerCard } from '#cards/ledger.ts'
import { type MineView, mineCard } from '#cards/mine.ts'
import { movedCard } from '#cards/moved.ts'
import { noticeCard } from '#cards/notice.ts'
import { ownProgressCard } from '#cards/own-progress.ts'
import { type ProgressView, progressCard } from '#cards/progress.ts'
import { remindPreviewCard } from '#cards/remind-preview.ts'
import { reminderCard } from '#cards/reminder.ts'
import { type RequirementView, requirementCard } from '#cards/requirement.ts'
import { type ReviewView, reviewCard } from '#cards/review.ts'
import { reviewListCard } from '#cards/review-list.ts'
import { returnedCard, reviewDigestCard, reviewDoneCard } from '#cards/review-notices.ts'
import { sayReturned } from '#cards/review-words.ts'
import { settledCard } from '#cards/settled.ts'
import { type SetupView, setupCard } from '#cards/setup.ts'
import { summaryCard } from '#cards/summary.ts'
import { takenOverCard } from '#cards/taken-over.ts'
import { type Answer, blankDraft } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type {
  AssignmentId,
  CampaignId,
  DepartmentId,
  EvidenceId,
  IssueId,
  IssueNo,
  OpenId,
  PersonId,
  RequirementNo,
  TaskNo,
  TrayId,
} from '#src/domain/ids.ts'
import type { IssueCount } from '#src/domain/issue.ts'
import type { Count } from '#src/domain/progress.ts'
import { exportSamples } from './export-samples.ts'
import { findingSamples } from './finding-samples.ts'
import { importSamples } from './import-samples.ts'
import { issueSamples } from './issue-samples.ts'
import { anImage } from './platform.ts'
import { studySamples } from './study-samples.ts'

export const campaign = 3 as CampaignId
export const day = '2026-11-30' as Day
const title = '2026年对照整改年活动'
const school = '第二实验小学'
export const someCount: Count = { total: 92, answered: 45, met: 30, partly: 9, unmet: 4, notApplicable: 2 }

export const aRequirement: RequirementView = {
  campaignTitle: title,
  assignment: 12 as AssignmentId,
  seen: 4,
  drawn: '1qd8xk3-0-0-0-0-0',
  no: 18 as RequirementNo,
  taskNo: 5 as TaskNo,
  taskTitle: '帮助学生学会学习',
  title: '学习兴趣与自信心',
  text: '营造良好的学习环境与氛围，激发和保护学生的学习兴趣，培养学生的学习自信心。',
  condensed: true,
  evidenceHints: ['课堂观察记录', '学生作品照片'],
  draft: blankDraft,
  ratings: ['已达到', '部分达到', '未达到', '不适用'],
  submitted: false,
  returned: null,
  position: { at: 3, of: 17, answered: 2 },
  owner: null,
  hasPrevious: true,
  pieces: [],
  earlier: null,
  note: null,
}

const anAnswer: Answer = {
  rating: '部分达到',
  means: 'partly',
  fact: '图书室每天中午开放',
  shortcoming: '周末没有开放',
  measure: '请志愿者值班',
  due: day,
  evidence: '档案盒3-2，教务处',
}

export const anEarlier: EarlierView = {
  assignment: 7 as AssignmentId,
  revision: 2,
  answer: { ...anAnswer, due: '2025-12-19' as Day },
  ratingNow: null,
  otherTitle: null,
  campaignTitle: '2025年对照整改年活动',
  by: '王芳',
  on: '2025-11-03' as Day,
  pieces: 0,
}

export const aReview: ReviewView = {
  campaignTitle: title,
  assignment: 12 as AssignmentId,
  seen: 3,
  no: 18 as RequirementNo,
  taskNo: 5 as TaskNo,
  taskTitle: '帮助学生学会学习',
  title: '学习兴趣与自信心',
  text: '营造良好的学习环境与氛围，激发和保护学生的学习兴趣，培养学生的学习自信心。',
  answer: anAnswer,
  pieces: [],
  by: '林静',
  on: day,
  confirmed: null,
  returnedBefore: null,
  accepted: false,
  position: { at: 2, of: 10 },
  more: true,
  reason: null,
  note: null,
}

export const aSetup: SetupView = {
  mode: { kind: 'new' },
  values: {
    school: '',
    title: '',
    standardId: 'compulsory-education-2014-trial',
    inspectBy: null,
    coordinator: 'ou_lin' as OpenId,
    head: null,
    deputies: [],
    remindHour: 16,
    holidays: '',
    review: 'none',
    numbering: 'runs-on',
    earlier: null,
  },
  earlier: [],
  standards: [
    { id: 'compulsory-education-2014-trial', title: '义务教育学校管理标准（试行）', requirements: 92 },
    { id: 'compulsory-education-2017', title: '义务教育学校管理标准', requirements: 88 },
  ],
  refused: null,
}

const suggested = [
  '教务处',
  '德育处',
  '办公室',
  '教科室',
  '安全办',
  '总务处',
  '体卫艺处',
  '党支部',
  '工会',
  '校长室',
  '少先队',
]
export const aDivision: DivisionView = {
  campaign,
  school,
  title,
  seen: 1,
  departments: ['教导处', '政教处', '后勤处'].map((name, at) => ({
    id: (at + 1) as DepartmentId,
    name,
    heads: at === 2 ? [] : ['王主任'],
    members: 6 - at,
  })),
  groups: suggested.map((name, at) => ({
    key: `g${at}`,
    suggested: name,
    requirements: 23 - at,
    chosen: at < 3 ? ((at + 1) as DepartmentId) : null,
  })),
  spread: 'members',
  page: 0,
  refused: null,
}

export const aMine: MineView = {
  campaign,
  campaignTitle: title,
  page: 0,
  items: [
    {
      assignment: 11 as AssignmentId,
      no: 17 as RequirementNo,
      taskNo: 5 as TaskNo,
      title: '学习兴趣与自信心',
      state: 'answered',
      rating: '已达到',
    },
    {
      assignment: 12 as AssignmentId,
      no: 18 as RequirementNo,
      taskNo: 5 as TaskNo,
      title: '学习方法与习惯',
      state: 'draft',
      rating: null,
    },
    {
      assignment: 13 as AssignmentId,
      no: 49 as RequirementNo,
      taskNo: 12 as TaskNo,
      title: '落实国家课程',
      state: 'open',
      rating: null,
    },
  ],
  inspectBy: day,
  others: [],
}

const duties = [
  '平等对待每位学生',
  '促进学生全面发展',
  '引领教师专业发展',
  '提升教育教学质量',
  '营造和谐安全环境',
  '建设现代学校制度',
]
export const someIssues: IssueCount = { live: 7, dueSoon: 1, overdue: 2, waiting: 1, awaiting: 1, struckOff: 3 }
export const aProgress: ProgressView = {
  campaign,
  school,
  title,
  status: 'open',
  inspectBy: day,
  daysLeft: 7,
  total: someCount,
  review: { waiting: 5, returned: 2 },
  issues: someIssues,
  byDuty: duties.map((name, at) => ({ no: at + 1, title: name, count: { ...someCount, total: 60 + at } })),
  byDepartment: ['政教处', '教导处', '后勤处'].map((name, at) => ({ name, count: { ...someCount, total: 50 + at } })),
  department: null,
  troubles: [{ name: '赵老师', why: '暂时收不到消息' }],
  now: '11月23日（周一）16:00',
}

export const aLedger: LedgerView = {
  campaign,
  title,
  today: '2026-11-23' as Day,
  page: 0,
  department: null,
  standing: 'all',
  departments: ['教导处', '后勤处'].map((name, at) => ({ id: (at + 1) as DepartmentId, name })),
  count: someIssues,
  rows: [
    {
      issue: 31 as IssueId,
      no: 3 as IssueNo,
      problem: '开放时间短',
      where: '图书馆（室）使用与开放',
      department: '教导处',
      owner: null,
      state: 'open',
      kind: 'by-date',
      above: null,
      due: day,
      standing: 'due-soon',
      struckOffOn: null,
    },
    {
      issue: 32 as IssueId,
      no: 4 as IssueNo,
      problem: '没有塑胶操场',
      where: '督导检查',
      department: '后勤处',
      owner: '王主任',
      state: 'open',
      kind: 'needs-above',
      above: '教育局',
      due: '2026-11-20' as Day,
      standing: 'waiting-for-above',
      struckOffOn: null,
    },
  ],
  partial: true,
  mayAdd: false,
}

export const aTray: EvidenceTrayView = {
  tray: 5 as TrayId,
  seen: 2,
  landing: '（7）艺术教室',
  pieces: [
    { id: 31 as EvidenceId, kind: 'photo', name: '照片', imageKey: anImage, state: 'kept', why: null, marks: [] },
    {
      id: 32 as EvidenceId,
      kind: 'file',
      name: '王小明体检表.pdf',
      imageKey: null,
      state: 'kept',
      why: null,
      marks: [],
    },
    {
      id: 33 as EvidenceId,
      kind: 'file',
      name: '程序.exe',
      imageKey: null,
      state: 'refused',
      why: 'program',
      marks: [],
    },
    { id: 34 as EvidenceId, kind: 'photo', name: '照片', imageKey: anImage, state: 'withdrawn', why: null, marks: [] },
  ],
  uses: {
    options: [
      { assignment: 12 as AssignmentId, text: '18 （5）学习兴趣与自信心' },
      { assignment: 13 as AssignmentId, text: '19 （5）学习方法与习惯' },
    ],
    chosen: [12 as AssignmentId],
  },
  goOn: 12 as AssignmentId,
  owner: null,
  note: null,
}

export const aDeparture: DepartedView = {
  campaign,
  title,
  person: 7 as PersonId,
  name: '王芳',
  seen: 3,
  size: { requirements: 3, issues: 2 },
  open: 1,
  parts: [
    {
      department: 1 as DepartmentId,
      name: '教导处',
      size: { requirements: 3, issues: 1 },
      people: [
        { id: 8 as PersonId, name: '林静' },
        { id: 9 as PersonId, name: '张三' },
      ],
      proposed: 8 as PersonId,
    },
    {
      department: 2 as DepartmentId,
      name: '后勤处',
      size: { requirements: 0, issues: 1 },
      people: [],
      proposed: null,
    },
  ],
  note: null,
}

const owedTitles = ['落实招生入学方案', '均衡编班', '学籍管理', '学生考勤与缺勤跟踪', '保障公平、反对歧视', '随班就读']
const owedItems = (from: number, many: number) =>
  Array.from({ length: many }, (_, at) => ({
    no: (from + at) as RequirementNo,
    title: owedTitles[(from + at) % owedTitles.length] ?? '',
  }))
export const aCoverNote: CoverNoteView = {
  campaign,
  title,
  version: 2,
  total: { ...someCount, answered: 87 },
  closed: false,
  owed: [
    {
      name: '教导处',
      people: [
        { name: '林静', left: false, items: owedItems(1, 2) },
        { name: '王芳', left: true, items: owedItems(17, 1) },
      ],
    },
    { name: '后勤处', people: [{ name: '孙主任', left: false, items: owedItems(49, 2) }] },
  ],
  others: 9,
}

/** Every card there is, at least once, with ordinary contents. */
export const samples: Readonly<Record<string, Card>> = {
  ...issueSamples,
  ...exportSamples,
  ...findingSamples,
  ...studySamples,
  hello: helloCard({}),
  'connection test': connectionTestCard({ code: '482913', place: 'private', pressed: false }),
  'connection test pressed': connectionTestCard({ code: '482913', place: 'group', pressed: true }),
  setup: setupCard(aSetup),
  'setup refused': setupCard({ ...aSetup, refused: '请选择自查截止日期。' }),
  settings: setupCard({ ...aSetup, mode: { kind: 'change', campaign } }),
  'settings with a head': setupCard({
    ...aSetup,
    mode: { kind: 'change', campaign },
    values: { ...aSetup.values, head: 'ou_han' as OpenId, deputies: ['ou_ge', 'ou_ji'] as OpenId[] },
  }),
  'campaign created': campaignCreatedCard({
    news: 'created',
    title,
    school,
    standardTitle: '义务教育学校管理标准（试行）',
    duties: 6,
    tasks: 22,
    requirements: 92,
    inspectBy: day,
    coordinator: '林静',
    head: '韩立新',
    deputies: ['葛明', '季小兰'],
    review: 'head',
    earlier: { title: '2025年对照整改年活动', requirements: 68 },
    letGo: null,
  }),
  division: divisionCard(aDivision),
  ...importSamples,
  divided: dividedCard({
    campaign,
    title,
    departments: [{ name: '教导处', requirements: 40, people: 6 }],
    requirements: 92,
    respondents: 15,
  }),
  assigned: assignedCard({ campaign, name: '林静', school, title, count: 17, inspectBy: day, coordinator: '周敏' }),
  requirement: requirementCard(aRequirement),
  'requirement in a group, refused': requirementCard({
    ...aRequirement,
    owner: '林静',
    note: '部分达到或未达到时，请在「存在问题」里写明还差什么。',
    draft: { ...blankDraft, rating: '部分达到', fact: '每周一节阅读课', due: day },
  }),
  'requirement returned': requirementCard({
    ...aRequirement,
    submitted: true,
    returned: sayReturned('请补上开放时间', '王主任'),
    draft: { ...blankDraft, rating: '已达到', fact: '每天开放' },
  }),
  'requirement asked again': requirementCard({ ...aRequirement, submitted: true, returned: sayReturned(null, null) }),
  accepted: acceptedCard({
    campaign,
    campaignTitle: title,
    assignment: 12 as AssignmentId,
    seen: 6,
    no: 17 as RequirementNo,
    taskNo: 5 as TaskNo,
    taskTitle: '帮助学生学会学习',
    title: '学习兴趣与自信心',
    answer: anAnswer,
    position: { at: 3, of: 17, answered: 17 },
    hasPrevious: true,
    note: null,
  }),
  review: reviewCard(aReview),
  'review with evidence': reviewCard({ ...aReview, pieces: aTray.pieces }),
  'review of what was accepted': reviewCard({
    ...aReview,
    accepted: true,
    position: null,
    more: false,
    returnedBefore: '请补上开放时间',
    note: '这一条有了变化，请看最新的内容。',
  }),
  'review list': reviewListCard({
    page: 1,
    pages: 3,
    total: 92,
    items: [
      { no: 17 as RequirementNo, taskNo: 5 as TaskNo, title: '学习兴趣与自信心', rating: '已达到', fallsShort: false },
      { no: 49 as RequirementNo, taskNo: 12 as TaskNo, title: '落实国家课程', rating: '部分达到', fallsShort: true },
    ],
    shown: '12.1,13.4',
    note: null,
  }),
  'review digest': reviewDigestCard({
    name: '王主任',
    campaigns: [
      { title, waiting: 10, fallingShort: 3 },
      { title: '规范管理提升年', waiting: 1, fallingShort: 0 },
    ],
  }),
  'review done': reviewDoneCard({ decided: 10, note: null }),
  'review with nothing to do': reviewDoneCard({ decided: 0, note: null }),
  returned: returnedCard({ campaign, title, name: '林静', returned: 2 }),
  finished: finishedCard({
    campaign,
    campaignTitle: title,
    count: { total: 17, answered: 17, met: 12, partly: 3, unmet: 1, notApplicable: 1 },
    answeredByYou: 15,
    inspectBy: day,
    canChange: true,
    others: [{ campaign: 4 as CampaignId, title: '规范管理提升年', open: 3 }],
  }),
  mine: mineCard(aMine),
  progress: progressCard(aProgress),
  'progress of a department': progressCard({
    ...aProgress,
    department: { name: '教导处' },
    byDepartment: [],
    troubles: [],
  }),
  'progress before the division': progressCard({ ...aProgress, status: 'not-divided', daysLeft: null }),
  'own progress': ownProgressCard({
    campaignTitle: title,
    own: someCount,
    review: { waiting: 3, returned: 1 },
    issues: { ...someIssues, live: 2, dueSoon: 0, waiting: 0, awaiting: 0 },
    department: { name: '教导处', count: someCount, issues: someIssues },
    inspectBy: day,
  }),
  'taken over': takenOverCard({
    campaign,
    name: '林静',
    school,
    title,
    from: ['王芳'],
    why: 'left',
    size: { requirements: 3, issues: 2 },
    open: 1,
    inspectBy: day,
    coordinator: '周敏',
  }),
  'taken over, all answered': takenOverCard({
    campaign,
    name: '林静',
    school,
    title,
    from: ['王芳', '张三'],
    why: 'away',
    size: { requirements: 3, issues: 0 },
    open: 0,
    inspectBy: day,
    coordinator: '周敏',
  }),
  departed: departedCard(aDeparture),
  'departed, changed meanwhile': departedCard({ ...aDeparture, note: '这张卡片已更新，请以最新的一张为准。' }),
  settled: settledCard({ title, name: '王芳', heirs: [{ name: '林静', size: { requirements: 3, issues: 2 } }] }),
  'give share': giveShareCard({
    campaign,
    title,
    person: 7 as PersonId,
    seen: 0,
    size: { requirements: 3, issues: 2 },
    open: 1,
    people: [{ id: 8 as PersonId, name: '林静' }],
    chosen: { to: null, why: 'away', what: 'all' },
    note: null,
  }),
  reminder: reminderCard({ campaign, name: '林静', title, open: 3, inspectBy: day, daysLeft: 5 }),
  'head digest': headDigestCard({
    title,
    department: '教导处',
    open: 8,
    people: [
      { name: '张三', open: 3 },
      { name: '李四', open: 5 },
    ],
    inspectBy: day,
  }),
  'weekly digest': weeklyDigestCard({
    campaign,
    title,
    total: someCount,
    byDepartment: aProgress.byDepartment,
    inspectBy: day,
    daysLeft: 7,
    issues: someIssues,
    ownerless: 1,
  }),
  'weekly digest after the end': weeklyDigestCard({
    campaign,
    title,
    total: someCount,
    byDepartment: aProgress.byDepartment,
    inspectBy: day,
    daysLeft: null,
    issues: someIssues,
    ownerless: 0,
  }),
  'remind preview': remindPreviewCard({
    campaign,
    title,
    private: [{ name: '张三', open: 3 }],
    heads: [{ name: '王主任', department: '教导处', people: 2 }],
    skipped: [{ name: '赵老师', why: '今天已经提醒过' }],
    when: '现在',
  }),
  summary: summaryCard({
    campaign,
    school,
    title,
    version: 2,
    total: someCount,
    issues: someIssues,
    gaps: ['（5）帮助学生学会学习：还有2条没有填报', '（12）课程：已达到，但没有写工作情况'],
    found: 7,
    changes: '比上一版多了12条填报。',
    files: ['第二实验小学整改工作总结（第2版）.docx'],
  }),
  'cover note': coverNoteCard(aCoverNote),
  'cover note of many, after the end': coverNoteCard({
    ...aCoverNote,
    total: { ...someCount, answered: 41 },
    closed: true,
    owed: [
      { name: '教导处', people: [{ name: '林静', left: false, items: owedItems(1, 30) }] },
      { name: '后勤处', people: [{ name: '孙主任', left: false, items: owedItems(49, 21) }] },
    ],
  }),
  'cover note, all answered': coverNoteCard({ ...aCoverNote, owed: [], others: 1 }),
  'help in private': helpCard({
    place: 'private',
    roles: { leader: false, coordinator: false, respondent: true, head: false, reviewer: false },
    campaigns: [{ title }],
    ended: null,
    open: 3,
  }),
  'help for the coordinator': helpCard({
    place: 'group',
    roles: { leader: true, coordinator: true, respondent: true, head: false, reviewer: true },
    campaigns: [{ title }],
    ended: null,
    open: 0,
  }),
  'help after the end': helpCard({
    place: 'private',
    roles: { leader: false, coordinator: false, respondent: false, head: false, reviewer: false },
    campaigns: [],
    ended: title,
    open: 0,
  }),
  ledger: ledgerCard(aLedger),
  'ledger before others': ledgerCard({
    ...aLedger,
    rows: aLedger.rows.map(({ owner: _, ...row }) => row),
    partial: false,
    mayAdd: true,
  }),
  'issue reminder': issueReminderCard({
    campaign,
    title,
    name: '林静',
    today: '2026-11-23' as Day,
    own: [{ id: 3 as IssueId, no: 3 as IssueNo, problem: '缺名册', due: day, ownerName: '林静' }],
    look: [{ id: 4 as IssueId, no: 4 as IssueNo, problem: '灯坏', due: null, ownerName: '李四' }],
    ownerless: [{ id: 5 as IssueId, no: 5 as IssueNo, problem: '操场不平', due: null, ownerName: null }],
  }),
  'issues to a head': headIssuesCard({
    campaign,
    title,
    today: '2026-12-07' as Day,
    issues: [{ id: 3 as IssueId, no: 3 as IssueNo, problem: '缺名册', due: day, ownerName: '林静' }],
  }),
  'requirement answered in an earlier campaign': requirementCard({ ...aRequirement, earlier: anEarlier }),
  'requirement answered otherwise in an earlier campaign, in a group': requirementCard({
    ...aRequirement,
    owner: '林静',
    earlier: { ...anEarlier, ratingNow: '部分达到', otherTitle: '学习兴趣', by: null, pieces: 3 },
  }),
  'requirement with evidence': requirementCard({ ...aRequirement, pieces: aTray.pieces }),
  'requirement with evidence in a group': requirementCard({ ...aRequirement, owner: '林静', pieces: aTray.pieces }),
  'evidence tray': evidenceTrayCard(aTray),
  'evidence tray in a group': evidenceTrayCard({ ...aTray, owner: '林静' }),
  'evidence tray with what looks private': evidenceTrayCard({
    ...aTray,
    pieces: aTray.pieces.map((piece) => ({ ...piece, marks: ['identity', 'phone'] as const })),
  }),
  'evidence tray, nothing kept': evidenceTrayCard({
    ...aTray,
    pieces: aTray.pieces.map((piece) => ({ ...piece, state: 'refused', why: 'program' }) as const),
    uses: null,
  }),
  'evidence tray of an issue': evidenceTrayCard({
    ...aTray,
    landing: '台账3 图书馆开放时间短',
    uses: null,
    goOn: null,
    note: '已撤下。',
  }),
  'evidence list': evidenceListCard({
    assignment: aRequirement.assignment,
    landing: aTray.landing,
    pieces: aTray.pieces,
    goOn: true,
    note: null,
  }),
  'evidence list, empty': evidenceListCard({
    assignment: aRequirement.assignment,
    landing: aTray.landing,
    pieces: [],
    goOn: true,
    note: '已撤下。',
  }),
  moved: movedCard({ title: '我的任务', to: 'below' }),
  notice: noticeCard({ title: '提示', text: '现在没有要发的提醒。' }),
}
