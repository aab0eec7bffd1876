import type { Day, WallClock } from './day.ts'
import type { IssueNo, RequirementNo } from './ids.ts'
import { type Confirmed, sayConfirmed } from './still-so.ts'
import type { Summary } from './summary.ts'
import { type DataSource, paperDay, restsOnAnswers, type Sentence } from './summary-sentence.ts'

/** What a version of the summary printed, kept with it: its sentences with their sources, and the names of its annexes. */
export type Printed = { readonly summary: Summary; readonly annexes: readonly string[] }

/** A moment by the school's clock. */
export type Moment = Pick<WallClock, 'day' | 'hour' | 'minute'>
/** Who did something, and when; `by` null: nobody in particular, the clock or the directory. */
export type Deed = { readonly by: string | null; readonly at: Moment }

/** Who stands behind a version, as far as its sentences can ask: about the very revisions of answers that it printed. */
export type TraceFacts = {
  readonly version: number
  readonly madeOn: Day
  /** Null: it was made on the closing date. */
  readonly madeBy: string | null
  readonly now: Moment
  readonly coordinator: string
  readonly settings: Deed | null
  /** When the members of the leading group were read last. */
  readonly membersReadAt: Moment | null
  /** Who said who heads the leading group, or that nobody does. */
  readonly heads: Deed | null
  readonly division: Deed | null
  /** Who let the standard be sent to be studied. */
  readonly studySent: Deed | null
  readonly sessions: ReadonlyMap<number, TracedSession>
  readonly requirements: ReadonlyMap<RequirementNo, TracedRequirement>
  readonly issues: ReadonlyMap<IssueNo, TracedIssue>
}
export type TracedSession = Deed & { readonly on: Day; readonly form: string }
export type TracedRequirement = {
  readonly title: string
  /** Whom it is given to now. */
  readonly department: string
  readonly respondent: string
  readonly respondentLeft: boolean
  /** Null: nobody had answered. */
  readonly answer: TracedAnswer | null
}
export type TracedAnswer = Deed & {
  /** How often it had been submitted before. */
  readonly changes: number
  readonly review: (Deed & { readonly verdict: 'accepted' | 'returned' | 'asked-again' }) | null
  /** Who vouched for what it claims without exception. */
  readonly vouched: Deed | null
  /** The answer of an earlier campaign that this one says still holds; null: it was written for this campaign. */
  readonly confirmed: Confirmed['earlier'] | null
}
export type TracedIssue = {
  readonly department: string
  readonly owner: string | null
  readonly reported: Deed | null
  /** Who asked for the strike-off, the last time. */
  readonly asked: Deed | null
  readonly struckOff: Deed | null
}

/** What stands above everything else: that the file stays inside, and how old what it says is. */
export function traceHead({ version, madeOn, madeBy, now }: TraceFacts): string[] {
  const by = madeBy === null ? '到截止日期自动' : `由${madeBy}`
  return [
    '内部批注，不外报。正文与整改工作总结相同。',
    `第${version}版，${paperDay(madeOn)}${by}汇总；批注截至${sayMoment(now)}。`,
  ]
}

/**
 * Who stands behind the sentences of one paragraph, a line each: the campaign's data in the order of the sentences, then
 * issues by their numbers, then answers in catalogue order, then whom to ask for what is missing.
 */
export function traceLines(sentences: readonly Sentence[], facts: TraceFacts): string[] {
  const issues = [...new Set(sentences.flatMap((one) => one.issues))].toSorted((a, b) => a - b)
  const nos = [...new Set(sentences.flatMap(({ source }) => (restsOnAnswers(source) ? source : [])))]
  const lines = [
    ...sentences.flatMap(({ source }) => (restsOnAnswers(source) ? [] : ofData(source, facts))),
    ...issues.map((no) => ofIssue(no, facts)),
    ...nos.toSorted((a, b) => a - b).map((no) => ofRequirement(no, facts)),
    ...sentences.filter((one) => one.missing).flatMap((one) => whomToAsk(one, facts)),
  ]
  return [...new Set(lines)]
}

/** `2026年10月12日 10:03`. */
export function sayMoment({ day, hour, minute }: Moment): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${paperDay(day)} ${two(hour)}:${two(minute)}`
}

function sayDeed({ by, at }: Deed, did: string): string {
  return `${by === null ? '' : `${by} `}${sayMoment(at)}${by === null ? '自动' : ''}${did}`
}

function ofData(source: DataSource, facts: TraceFacts): string[] {
  const { settings, heads, division, membersReadAt, studySent, sessions, coordinator } = facts
  const then = (deed: Deed | null, did: string) => (deed === null ? '' : `（${sayDeed(deed, did)}）`)
  if (typeof source === 'object') {
    if (source.sessions.length === 0) return [`学习宣传还没有记录，请联络员${coordinator}发送「学习 记录」`]
    return source.sessions.flatMap((no) => {
      const one = sessions.get(no)
      return one === undefined ? [] : [`${paperDay(one.on)}${one.form}：${sayDeed(one, '记录')}`]
    })
  }
  switch (source) {
    case 'settings':
      return [`活动名称、标准、联络员：活动设置${then(settings, '保存')}`]
    case 'leading-group':
      return [
        `成员：领导小组群的名单${membersReadAt === null ? '' : `（${sayMoment(membersReadAt)}读取）`}`,
        ...(heads === null ? [] : [`组长、副组长：活动设置${then(heads, '保存')}`]),
      ]
    case 'division':
      return [`部门和人数：通讯录；分工${then(division, '确认')}`]
    case 'answers':
      return ['按各条填报计数，谁填的见各段批注']
    case 'ledger':
      return ['按整改台账计数，谁登记、谁销号见各段批注']
    case 'study-sent':
      return [`推送和点开的数：系统记录${then(studySent, '开始推送')}`]
  }
}

function ofIssue(no: IssueNo, { issues }: TraceFacts): string {
  const issue = issues.get(no)
  const deeds = [
    ...(issue?.reported == null ? [] : [sayDeed(issue.reported, '登记')]),
    ...(issue?.asked == null ? [] : [sayDeed(issue.asked, '申请销号')]),
    ...(issue?.struckOff == null ? [] : [sayDeed(issue.struckOff, '销号')]),
  ]
  return deeds.length === 0 ? `台账编号${no}` : `台账编号${no}：${deeds.join('；')}`
}

function ofRequirement(no: RequirementNo, { requirements }: TraceFacts): string {
  const found = requirements.get(no)
  if (found === undefined) return `编号${no}：还没有分工`
  const { title, answer } = found
  return answer === null
    ? `「${title}」还没有填报，责任人：${responsible(found)}`
    : `「${title}」${ofAnswer(answer).join('；')}`
}

const verdicts = { accepted: '审核通过', returned: '退回待改', 'asked-again': '请责任人重新自评' } as const

function ofAnswer({ by, at, changes, review, vouched, confirmed }: TracedAnswer): string[] {
  const submitted = sayDeed({ by, at }, `提交${changes === 0 ? '' : `，改过${changes}次`}`)
  const still = confirmed === null ? submitted : sayConfirmed({ by: by ?? '', on: at.day, earlier: confirmed })
  return [
    still,
    ...(review === null ? [] : [sayDeed(review, verdicts[review.verdict])]),
    ...(vouched === null ? [] : [sayDeed(vouched, '确认属实')]),
  ]
}

/** Of what nobody answered it has been said who is to; here what an answer or an issue leaves open. */
function whomToAsk({ text, source, issues: nos }: Sentence, { requirements, issues }: TraceFacts): string[] {
  if (nos.length > 0)
    return nos.flatMap((no) => {
      const issue = issues.get(no)
      return issue === undefined ? [] : [`${text}责任人：${issue.owner ?? '未确定'}（${issue.department}）`]
    })
  if (!restsOnAnswers(source)) return []
  return source.flatMap((no) => {
    const found = requirements.get(no)
    return found === undefined || found.answer === null ? [] : [`${text}责任人：${responsible(found)}`]
  })
}

function responsible({ department, respondent, respondentLeft }: TracedRequirement): string {
  return `${respondent}（${department}${respondentLeft ? '，已离开学校' : ''}）`
}
