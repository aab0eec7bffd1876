import type { Answer } from '#src/domain/answer.ts'
import { sayDay } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { headRequirement } from '#src/domain/requirement-name.ts'
import { button, type Card, card, div, hint, remark, row } from './card.ts'
import { cut, longestName } from './cut.ts'
import { titleUnder } from './requirement-title.ts'
import { acceptedNote } from './review-words.ts'
import { buttons, labels } from './words.ts'

/** A requirement of somebody's walk whose answer was accepted: to read, not to change. */
export type AcceptedView = {
  readonly campaign: CampaignId
  readonly campaignTitle: string
  readonly assignment: AssignmentId
  readonly seen: number
  readonly no: RequirementNo
  readonly taskNo: TaskNo | null
  readonly taskTitle: string | null
  readonly title: string
  readonly answer: Answer | null
  readonly position: { readonly at: number; readonly of: number; readonly answered: number }
  readonly hasPrevious: boolean
  readonly note: string | null
}

const longestShown = 1000

/** Without a form: nothing can be typed that would be refused. */
export function acceptedCard(view: AcceptedView): Card {
  const { assignment, seen, answer, note } = view
  const { at, of, answered } = view.position
  const where = `第${at}条/共${of}条 · 已填${answered}`
  const line = (label: string, text: string | null) =>
    text === null ? [] : [div(`${label}：${cut(text, longestShown)}`)]
  return card(
    headRequirement(view),
    'green',
    [
      ...(note === null || note === acceptedNote ? [] : [remark(note)]),
      ...titleUnder(view),
      div(acceptedNote),
      ...line(labels.rating, answer?.rating ?? null),
      ...line(labels.fact, answer?.fact ?? null),
      ...line(labels.shortcoming, answer?.shortcoming ?? null),
      ...line(labels.measure, answer?.measure ?? null),
      ...line(labels.due, answer?.due == null ? null : sayDay(answer.due)),
      ...line(labels.evidence, answer?.evidence ?? null),
      hint(cut(view.campaignTitle, longestName)),
      row([
        ...(view.hasPrevious ? [button(buttons.goBack, { v: 1, do: 'go-back', assignment, seen })] : []),
        button(buttons.skip, { v: 1, do: 'skip', assignment, seen }),
        button(buttons.showMine, { v: 1, do: 'show-mine', campaign: view.campaign, page: 0 }),
      ]),
    ],
    { subtitle: where, tags: ['已通过'], summary: `${where} ${view.title}` },
  )
}
