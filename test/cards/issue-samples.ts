import { askedAgainCard } from '#cards/asked-again.ts'
import type { Card } from '#cards/card.ts'
import { evidenceParts } from '#cards/evidence.ts'
import { type IssueView, issueCard } from '#cards/issue.ts'
import { type IssueFieldsView, issueFieldsCard } from '#cards/issue-fields.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, IssueId, IssueNo, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import type { IssueMove } from '#src/domain/issue.ts'

const campaignTitle = '2026年对照整改年活动'
const art = { no: 27 as RequirementNo, taskNo: 7 as TaskNo, title: '艺术活动室' }

/** Somebody's own, five days before it is due. */
export const anIssue: IssueView = {
  issue: 31 as IssueId,
  no: 3 as IssueNo,
  seen: 4,
  campaignTitle,
  place: 'private',
  state: 'open',
  kind: 'by-date',
  above: null,
  source: 'self',
  due: '2026-11-28' as Day,
  today: '2026-11-23' as Day,
  problem: '因安全未到基地开展学工学农',
  cause: '没有安全预案',
  measure: '先做预案，再小批试行',
  requirements: [art],
  department: '德育处',
  supporting: ['安全办'],
  owner: '孙静',
  progress: { day: '2026-11-20' as Day, by: '孙静', said: '预案已写好' },
  returned: null,
  history: [
    { day: '2026-11-20' as Day, by: '孙静', said: '预案已写好', did: 'report' },
    { day: '2026-11-09' as Day, by: '孙静', said: null, did: 'open' },
  ],
  proof: [],
  compared: null,
  may: new Set<IssueMove>(['edit', 'report', 'ask-strike-off', 'join']),
  joinedInto: null,
  alike: [{ issue: 36 as IssueId, no: 6 as IssueNo, problem: '未组织社区服务（安全）' }],
  typed: null,
  note: null,
}

/** What whoever may strike it off sees. */
export const anAwaited: IssueView = {
  ...anIssue,
  state: 'awaiting',
  may: new Set<IssueMove>(['edit', 'strike-off', 'return', 'withdraw']),
  alike: [],
  note: '责任人申请销号，请您复查。',
  compared: {
    problem: anIssue.problem,
    answers: [{ rating: '部分达到', fact: '校内开展劳动课', shortcoming: anIssue.problem }],
    answered: evidenceParts({
      pieces: [{ kind: 'file', name: '劳动课安排.docx', imageKey: null }],
      isPrivate: true,
      show: null,
    }),
    measure: anIssue.measure,
    progress: ['预案已写好'],
    done: '三年级已去了一次基地',
    proof: evidenceParts({ pieces: [{ kind: 'photo', name: '', imageKey: null }], isPrivate: true, show: null }),
  },
}

const noValues = {
  problem: null,
  cause: null,
  measure: null,
  kind: null,
  above: null,
  due: null,
  supporting: [],
  owner: null,
  source: null,
  department: null,
  requirements: null,
}
const departments = ['德育处', '安全办', '总务处'].map((text, at) => ({ value: String(at + 1), text }))

export const aNewIssue: IssueFieldsView = {
  campaignTitle,
  of: { kind: 'new', campaign: 3 as CampaignId },
  values: noValues,
  leading: departments,
  supporting: departments,
  people: [],
  note: null,
}

export const issueSamples: Readonly<Record<string, Card>> = {
  issue: issueCard(anIssue),
  'issue to strike off': issueCard(anAwaited),
  'issue before the leading group': issueCard({ ...anAwaited, place: 'group', note: null }),
  'issue that waits for above': issueCard({ ...anIssue, kind: 'needs-above', above: '教育局', owner: null, due: null }),
  'issue struck off': issueCard({
    ...anIssue,
    state: 'struck-off',
    may: new Set<IssueMove>(['reopen']),
    requirements: [],
    note: '已销号。',
  }),
  'issue joined to another': issueCard({
    ...anIssue,
    state: 'joined',
    may: new Set<IssueMove>(['part']),
    joinedInto: { issue: 36 as IssueId, no: 6 as IssueNo },
    alike: [],
  }),
  'issue returned': issueCard({ ...anIssue, returned: '还缺照片', typed: '写到一半', note: '请写一句进展。' }),
  'new issue': issueFieldsCard(aNewIssue),
  'issue changed': issueFieldsCard({
    ...aNewIssue,
    of: { kind: 'edit', issue: 31 as IssueId, no: 3 as IssueNo, seen: 4 },
    values: {
      ...noValues,
      problem: anIssue.problem,
      kind: '限期整改',
      due: anIssue.due,
      supporting: ['2'],
      owner: '8',
    },
    leading: [],
    people: [{ value: '8', text: '孙静' }],
    note: '「整改时限」请选今天或以后的日期。',
  }),
  'asked again': askedAgainCard({
    campaignTitle,
    no: 3 as IssueNo,
    problem: anIssue.problem,
    requirements: [{ ...art, assignment: 12 as AssignmentId }],
  }),
}
