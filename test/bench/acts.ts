import type { AssignmentId, CampaignId, IssueId } from '#src/domain/ids.ts'
import { assignmentOf, issueOf, leadingGroupOf, openIdOf } from './county.ts'
import type { Office } from './office.ts'

/** What somebody of a school asks the bot for. */
export type Act = { readonly name: string; readonly run: (office: Office, school: number) => Promise<unknown> }

/** Somebody of each kind, by their place in the school (county.ts): 16 still owes requirement 16, 10 owns issues. */
const coordinator = 1
const head = 4
const respondent = 16
const owner = 10
const leader = 50

const campaign = (school: number) => school as CampaignId
const says = (name: string, k: number, text: string): Act => ({
  name,
  run: (office, school) => office.say(openIdOf(school, k), text),
})

/** The four the limit is about. */
export const main: readonly Act[] = [
  says('/progress, by a leader', leader, '/progress'),
  {
    name: '/progress, in the leading group',
    run: (office, school) => office.say(openIdOf(school, coordinator), '/progress', leadingGroupOf(school)),
  },
  says('/progress, one’s own', respondent, '/progress'),
  says('/mine', respondent, '/mine'),
  says('/issues, by a leader', leader, '/issues'),
  says('/issues, by an owner', owner, '/issues'),
  {
    name: 'next card: an answer is submitted',
    run: (office, school) =>
      office.press(
        openIdOf(school, respondent),
        { v: 1, do: 'submit-answer', assignment: assignmentOf(school, 16) as AssignmentId, seen: 3 },
        { rating: '部分达到', fact: '有制度，也已公示。', shortcoming: '缺名册', measure: '月底前补齐' },
      ),
  },
  {
    name: 'next card: skipped',
    run: (office, school) =>
      office.press(openIdOf(school, respondent), {
        v: 1,
        do: 'skip',
        assignment: assignmentOf(school, 56) as AssignmentId,
        seen: 3,
      }),
  },
]

/** Everything else that somebody waits for. */
export const others: readonly Act[] = [
  says('/help', respondent, '/help'),
  says('/start', respondent, '/start'),
  says('a sentence as a fact', respondent, '学校每学期开展一次检查。'),
  {
    name: '/issues, narrowed by a press',
    run: (office, school) =>
      office.press(openIdOf(school, leader), {
        v: 1,
        do: 'show-issues',
        campaign: campaign(school),
        page: 0,
        department: 0,
        standing: 'overdue',
      }),
  },
  {
    name: 'an issue’s card',
    run: (office, school) =>
      office.press(openIdOf(school, owner), { v: 1, do: 'open-issue', issue: issueOf(school, 10) as IssueId }),
  },
  {
    name: 'progress of an issue is reported',
    run: (office, school) =>
      office.press(
        openIdOf(school, owner),
        { v: 1, do: 'report-issue', issue: issueOf(school, 10) as IssueId, seen: 0 },
        { words: '已购置' },
      ),
  },
  says('/review', head, '/review'),
  {
    name: 'the list of what waits for a reviewer',
    run: (office, school) => office.press(openIdOf(school, head), { v: 1, do: 'list-review', page: 0 }),
  },
  says('/assign', coordinator, '/assign'),
  says('/remind', coordinator, '/remind'),
  says('体检', coordinator, '体检'),
  says('学习', coordinator, '学习'),
  says('/summary', coordinator, '/summary'),
  says('移交', coordinator, '移交'),
]
