import type { Day } from '#src/domain/day.ts'
import type { IssueId, IssueNo } from '#src/domain/ids.ts'
import type { IssueKind, IssueMove, IssueSource, IssueState } from '#src/domain/issue.ts'
import type { NamedRequirement } from '#src/domain/requirement-name.ts'
import { button, type Card, card, hint, remark, row } from './card.ts'
import { cut, longestLine } from './cut.ts'
import type { Block, Root } from './elements.ts'
import { issueFacts } from './issue-facts.ts'
import { issueForm } from './issue-form.ts'
import { issueHistory } from './issue-history.ts'
import { issueButtons, kindWords, sayStanding, sourceWords, standingColour } from './issue-words.ts'
import type { BeforeAndAfter } from './strike-off.ts'

/** One issue as somebody sees it. What stands before a group names departments and nobody (design, principle 2). */
export type IssueView = {
  readonly issue: IssueId
  readonly no: IssueNo
  readonly seen: number
  readonly campaignTitle: string
  readonly place: 'private' | 'group'
  readonly state: IssueState
  readonly kind: IssueKind
  readonly above: string | null
  readonly source: IssueSource
  readonly due: Day | null
  readonly today: Day
  readonly problem: string
  readonly cause: string | null
  readonly measure: string | null
  readonly requirements: readonly NamedRequirement[]
  readonly department: string
  readonly supporting: readonly string[]
  /** Null: nobody yet. */
  readonly owner: string | null
  readonly progress: IssueLine | null
  /** Why it came back, while that is the last word on it. */
  readonly returned: string | null
  /** The newest first. */
  readonly history: readonly (IssueLine & { readonly did: string })[]
  /** Its own photos and files, so that whoever sent them sees that they are there. */
  readonly proof: readonly Block[]
  /** To whoever may strike it off now: what was, and what was done. */
  readonly compared: BeforeAndAfter | null
  /** What whoever sees this may do now. */
  readonly may: ReadonlySet<IssueMove>
  readonly joinedInto: { readonly issue: IssueId; readonly no: IssueNo } | null
  /** Others that look the same and may be gone on with together. */
  readonly alike: readonly { readonly issue: IssueId; readonly no: IssueNo; readonly problem: string }[]
  /** What was typed, when it could not be taken. */
  readonly typed: string | null
  readonly note: string | null
}
/** Something said about an issue; `by` is null when nobody did, and nowhere shown before a group. */
export type IssueLine = { readonly day: Day; readonly by: string | null; readonly said: string | null }

const mostAlike = 3

/** The card of one issue, with what may be done about it now and by whom it is seen. */
export function issueCard(view: IssueView): Card {
  const { no, note } = view
  return card(
    `问题 ${no}`,
    standingColour(view, view.today),
    [
      ...(note === null ? [] : [remark(note)]),
      ...issueFacts(view),
      ...issueForm(view),
      ...others(view),
      ...issueHistory(view),
      ...byWords(view),
    ],
    {
      subtitle: cut(view.campaignTitle, longestLine),
      tags: [sayStanding(view, view.today), kindWords[view.kind], sourceWords[view.source]],
      summary: `问题 ${no} · ${view.problem}`,
    },
  )
}

function others({ issue, seen, may, place, joinedInto, alike }: IssueView): Root[] {
  if (place === 'group') return []
  const edit = may.has('edit') ? [button(issueButtons.edit, { v: 1, do: 'open-issue-form', issue })] : []
  const to =
    joinedInto === null
      ? []
      : [button(`${issueButtons.open}问题 ${joinedInto.no}`, { v: 1, do: 'open-issue', issue: joinedInto.issue })]
  const part = may.has('part') ? [button(issueButtons.part, { v: 1, do: 'part-issue', issue, seen })] : []
  const presses = [...edit, ...to, ...part]
  return [
    ...(presses.length === 0 ? [] : [row(presses)]),
    ...(may.has('join') ? proposals({ issue, seen, alike }) : []),
  ]
}

/** Going on with two as one is proposed, never done by itself. */
function proposals({ issue, seen, alike }: Pick<IssueView, 'issue' | 'seen' | 'alike'>): Block[] {
  if (alike.length === 0) return []
  const buttons = alike
    .slice(0, mostAlike)
    .map((one) =>
      button(
        `并入问题 ${one.no}：${cut(one.problem, 30)}`,
        { v: 1, do: 'join-issue', issue, into: one.issue, seen },
        'primary_text',
      ),
    )
  return [hint('与下面的问题相近，可以并在一起整改：'), ...buttons]
}

const spoken = [
  ['report', '进展 …'],
  ['ask-strike-off', '申请销号 …'],
  ['strike-off', '同意销号'],
  ['return', '退回 …'],
  ['edit', '整改时限：2026-12-01'],
  ['withdraw', '不作为问题 …'],
  ['reopen', '重开 …'],
  ['part', '拆出'],
] as const satisfies readonly (readonly [IssueMove, string])[]

/** Whoever sees no buttons does all of it by words (design, principle 6). */
function byWords({ no, may, alike, place }: IssueView): Root[] {
  const words = spoken.filter(([move]) => may.has(move)).map(([, words]) => `「台账 ${no} ${words}」`)
  const [first] = alike
  const join = may.has('join') && place === 'private' && first !== undefined ? [`「台账 ${no} 并入 ${first.no}」`] : []
  return words.length === 0 ? [] : [hint(`也可以发送${[...words, ...join].join('')}。`)]
}
