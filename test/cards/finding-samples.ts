import type { Card } from '#cards/card.ts'
import { type FindingsView, findingsCard } from '#cards/findings.ts'
import { mendRequestCard } from '#cards/mend-request.ts'
import { type ProfileView, profileCard, profileSaid } from '#cards/profile.ts'
import type { CheckLine } from '#src/domain/check-lines.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, IssueId, IssueNo, RequirementNo } from '#src/domain/ids.ts'

const campaign = 3 as CampaignId
const title = '2026年对照整改年活动'
const at = (no: number) => ({ no: no as RequirementNo, title: `要求名${no}` })
const nos = (...all: number[]) => all as RequirementNo[]
const found = (id: string, of: number[]) => ({ id, nos: nos(...of), ask: nos(...of), issue: null })

/** A line of each kind. */
export const someLines: readonly CheckLine[] = [
  {
    group: 'open',
    about: {
      kind: 'pending',
      gap: 'unanswered',
      departments: [
        { name: '教务处', count: 5 },
        { name: '总务处', count: 7 },
      ],
    },
    cures: [{ kind: 'walk' }, { kind: 'remind' }],
    remarks: [],
  },
  {
    group: 'open',
    about: { kind: 'pending', gap: 'awaiting-review', departments: [{ name: '教务处', count: 1 }] },
    cures: [{ kind: 'review' }],
    remarks: [],
  },
  { group: 'open', about: { kind: 'study' }, cures: [{ kind: 'session' }], remarks: [] },
  {
    group: 'unsaid',
    about: { kind: 'gaps', gaps: ['met-without-fact'], at: at(4) },
    cures: [{ kind: 'open', assignment: 4 as AssignmentId }],
    remarks: [],
  },
  { group: 'unsaid', about: { kind: 'head' }, cures: [], remarks: [] },
  {
    group: 'profile',
    about: {
      kind: 'finding',
      finding: {
        ...found('against-profile.12.boarders', [12]),
        group: 'profile',
        about: {
          kind: 'against-profile',
          field: 'boarders',
          profile: 120,
          said: '我校没有寄宿学生',
          notApplicable: true,
        },
      },
      places: [at(12)],
    },
    cures: [{ kind: 'profile' }, { kind: 'ask', finding: 'against-profile.12.boarders', people: ['林静'] }],
    remarks: [{ kind: 'left', nos: nos(12) }],
  },
  {
    group: 'numbers',
    about: {
      kind: 'finding',
      finding: {
        ...found('numbers-differ.classes', [3, 25]),
        group: 'numbers',
        about: {
          kind: 'numbers-differ',
          measure: 'classes',
          stated: [
            { value: 10, said: '10个班', nos: nos(3) },
            { value: 12, said: '十二个教学班', nos: nos(25) },
          ],
        },
      },
      places: [at(3), at(25)],
    },
    cures: [{ kind: 'ask', finding: 'numbers-differ.classes', people: ['林静', '李四', '王五'] }],
    remarks: [{ kind: 'asked', people: ['林静'], on: '2026-11-20' as Day }],
  },
  {
    group: 'claims',
    about: {
      kind: 'finding',
      finding: { ...found('claim.35', [35]), group: 'claims', about: { kind: 'claim', words: ['多年来没有师德投诉'] } },
      places: [at(35)],
    },
    cures: [
      { kind: 'confirm', assignment: 35 as AssignmentId, revision: 2 },
      { kind: 'return', no: 35 as RequirementNo },
    ],
    remarks: [{ kind: 'accepted', nos: nos(35) }],
  },
  {
    group: 'same',
    about: {
      kind: 'finding',
      finding: {
        ...found('same-text.2', [2, 7]),
        group: 'same',
        about: { kind: 'same-text', text: '学校制定了管理办法，责任到人。' },
      },
      places: [at(2), at(7)],
    },
    cures: [],
    remarks: [],
  },
  {
    group: 'private',
    about: {
      kind: 'finding',
      finding: {
        ...found('private.7', [7]),
        group: 'private',
        about: { kind: 'private', marks: ['identity', 'phone'] },
      },
      places: [at(7)],
    },
    cures: [],
    remarks: [],
  },
  {
    group: 'names',
    about: {
      kind: 'finding',
      finding: {
        ...found('other-school.9', [9]),
        group: 'names',
        about: { kind: 'other-school', words: ['第三小学'] },
      },
      places: [at(9)],
    },
    cures: [],
    remarks: [],
  },
  {
    group: 'issues',
    about: {
      kind: 'issue',
      issue: { no: 3 as IssueNo, id: 33 as IssueId, problem: '缺名册' },
      findings: [
        { ...found('owner-missing.issue.3', []), group: 'issues', about: { kind: 'gap', gap: 'owner-missing' } },
        { ...found('due-missing.issue.3', []), group: 'issues', about: { kind: 'gap', gap: 'due-missing' } },
      ],
    },
    cures: [{ kind: 'issue', issue: 33 as IssueId }],
    remarks: [],
  },
]

export const someFindings: FindingsView = {
  campaign,
  title,
  page: 0,
  found: 21,
  lines: someLines,
  closed: false,
  noProfile: true,
  note: null,
}
export const aProfile: ProfileView = {
  campaign,
  title,
  school: '第二实验小学',
  seen: 4,
  values: {
    classes: '10',
    students: '436',
    staff: '',
    boarders: '没有',
    canteen: '有',
    bus: '没有',
    preschool: '',
    inclusion: '2',
    leftBehind: '',
  },
  said: { by: '林静', on: '2026-11-20' as Day },
  note: null,
}

export const findingSamples: Readonly<Record<string, Card>> = {
  findings: findingsCard(someFindings),
  'findings, next page': findingsCard({ ...someFindings, page: 1, note: '已确认属实；内容改动后会再请核对。' }),
  'findings after the end': findingsCard({ ...someFindings, closed: true }),
  'no findings': findingsCard({ ...someFindings, found: 0, lines: [], noProfile: false }),
  'mend request': mendRequestCard({
    name: '林静',
    title,
    items: [
      {
        assignment: 35 as AssignmentId,
        no: 35 as RequirementNo,
        requirement: '师德',
        found: ['「师德」（编号35）：“多年来没有师德投诉”'],
      },
    ],
  }),
  'school profile': profileCard(aProfile),
  'school profile, unreadable': profileCard({ ...aProfile, said: null, note: profileSaid.unreadable('boarders') }),
}
