import type { Answer } from '#src/domain/answer.ts'
import { type Day, sayDay } from '#src/domain/day.ts'
import type { AssignmentId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { headRequirement } from '#src/domain/requirement-name.ts'
import { longestReason } from '#src/domain/review.ts'
import { button, type Card, card, div, form, hint, input, markdown, remark, row, submit } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Block, FormPart, Root } from './elements.ts'
import { evidenceParts, type ShownPiece } from './evidence.ts'
import { md } from './markdown.ts'
import { titleUnder } from './requirement-title.ts'
import { reviewButtons, reviewLabels } from './review-words.ts'
import { labels } from './words.ts'

/** One answer before whoever reviews it. Always private: names stand in it. */
export type ReviewView = {
  readonly campaignTitle: string
  readonly assignment: AssignmentId
  /** How much had happened to the answer when this was drawn. */
  readonly seen: number
  readonly no: RequirementNo
  readonly taskNo: TaskNo | null
  readonly taskTitle: string | null
  readonly title: string
  readonly text: string
  readonly answer: Answer
  /** Photos and files that lie with it. */
  readonly pieces: readonly ShownPiece[]
  readonly by: string
  readonly on: Day
  /** It says that what an earlier campaign was told is still so, as a sentence; null: it is an answer of its own. */
  readonly confirmed: string | null
  /** Why it came back before; null when it never did. */
  readonly returnedBefore: string | null
  /** It stands already; it can only be returned. */
  readonly accepted: boolean
  /** Null when it was opened by its number and does not wait. */
  readonly position: { readonly at: number; readonly of: number } | null
  /** Whether others wait besides. */
  readonly more: boolean
  /** What was typed as a reason and could not be taken. */
  readonly reason: string | null
  readonly note: string | null
}

export const reviewForm = 'review'

const longestText = 200
/** Of one field: four of them and all the rest stay within the platform's bytes. */
const longestShown = 1000
const longestConfirmed = 200

export function reviewCard(view: ReviewView): Card {
  const { position, note, answer } = view
  const where = position === null ? `内部编号${view.no}` : `第${position.at}条/共${position.of}条`
  const short = answer.means === 'partly' || answer.means === 'unmet'
  return card(
    `审核 · ${cut(headRequirement(view), longestLine)}`,
    view.accepted ? 'turquoise' : short ? 'yellow' : 'blue',
    [
      ...(note === null ? [] : [remark(note)]),
      ...titleUnder(view),
      hint(cut(view.text, longestText)),
      ...given(view),
      ...borneOut(view),
      hint(`${cut(view.by, longestName)}填报于${sayDay(view.on)} · ${cut(view.campaignTitle, longestName)}`),
      ...(view.confirmed === null ? [] : [hint(`${cut(view.confirmed, longestConfirmed)}。`)]),
      ...(view.returnedBefore === null ? [] : [div(`上次退回的原因：${cut(view.returnedBefore, longestReason)}`)]),
      form(reviewForm, [reasonInput(view), presses(view)]),
      ...(view.more ? [button(reviewButtons.list, { v: 1, do: 'list-review', page: 0 }, 'primary_text')] : []),
    ],
    { subtitle: where, tags: view.accepted ? ['已通过'] : [], summary: `${where} ${view.title}` },
  )
}

function given({ answer }: ReviewView): Root[] {
  const line = (label: string, text: string | null) =>
    text === null ? [] : [div(`${label}：${cut(text, longestShown)}`)]
  return [
    markdown(md`${labels.rating}：**${answer.rating}**`),
    ...line(labels.fact, answer.fact),
    ...line(labels.shortcoming, answer.shortcoming),
    ...line(labels.measure, answer.measure),
    ...line(labels.due, answer.due === null ? null : sayDay(answer.due)),
  ]
}

/** What the answer is borne out by: where the material lies, and what was sent. */
function borneOut({ answer, pieces, assignment }: ReviewView): Block[] {
  const pointer = answer.evidence === null ? [] : [div(`${labels.evidence}：${cut(answer.evidence, longestShown)}`)]
  return [...pointer, ...evidenceParts({ pieces, isPrivate: true, show: { v: 1, do: 'show-evidence', assignment } })]
}

function reasonInput({ reason }: ReviewView): FormPart {
  return input({
    name: 'reason',
    label: reviewLabels.reason,
    placeholder: '退回时写，如：请补上开放时间',
    lines: 2,
    most: longestReason,
    value: reason === null ? null : cut(reason, longestReason),
  })
}

function presses({ assignment, seen, accepted, more }: ReviewView): FormPart {
  return row([
    ...(accepted
      ? []
      : [submit(reviewButtons.accept, { v: 1, do: 'accept-answer', assignment, seen }, 'primary_filled')]),
    submit(reviewButtons.giveBack, { v: 1, do: 'return-answer', assignment, seen }),
    ...(more ? [submit(reviewButtons.skip, { v: 1, do: 'skip-review', assignment })] : []),
  ])
}
