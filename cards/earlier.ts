import { type Answer, longestField } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId } from '#src/domain/ids.ts'
import { paperDay } from '#src/domain/summary-sentence.ts'
import { div, hint, markdown, panel, row, submit } from './card.ts'
import { cut, longestName } from './cut.ts'
import { earlierButtons } from './earlier-words.ts'
import type { FormPart } from './elements.ts'
import { md } from './markdown.ts'
import { labels } from './words.ts'

/** What an earlier campaign was answered, as the card of the requirement shows it. */
export type EarlierView = {
  readonly assignment: AssignmentId
  readonly revision: number
  readonly answer: Answer
  /** This campaign's word for its rating where that is another; null: the same word, or none that is plain. */
  readonly ratingNow: string | null
  /** How the requirement was called then, where it was called otherwise. */
  readonly otherTitle: string | null
  readonly campaignTitle: string
  /** Null before a group. */
  readonly by: string | null
  readonly on: Day
  readonly pieces: number
}

/** Short: enough to know it again. Where something was left out, the whole of it is folded away below. */
const longestFact = 160
const longestOther = 80

/** The block above the fields with its two buttons; they send the form, so that nothing typed below is lost. */
export function earlierParts(
  view: EarlierView,
  on: { readonly assignment: AssignmentId; readonly seen: number; readonly drawn: string },
): FormPart[] {
  const { answer, assignment: earlier, revision } = view
  const press = { v: 1, ...on, earlier, revision } as const
  const line = (label: string, text: string | null) =>
    text === null ? [] : [`${label}：${inOneLine(text, longestOther)}`]
  const told = [
    ...(answer.fact === null ? [] : [inOneLine(answer.fact, longestFact)]),
    ...line(labels.shortcoming, answer.shortcoming),
    ...line(labels.measure, answer.measure),
    ...line(labels.due, answer.due === null ? null : paperDay(answer.due)),
    ...line(labels.evidence, answer.evidence),
  ]
  return [
    markdown(md`**上次填报：${cut(answer.rating, longestName)}**${nowCalled(view)}`),
    ...(told.length === 0 ? [] : [div(told.join('\n'))]),
    ...whole(answer),
    hint([from(view), ...notes(view)].join('\n')),
    row([
      submit(earlierButtons.confirm, { ...press, do: 'confirm-earlier' }, 'primary_filled'),
      submit(earlierButtons.takeOver, { ...press, do: 'take-over-earlier' }),
    ]),
  ]
}

/** Nobody confirms in one press what they could not have read. */
function whole({ fact, shortcoming, measure, evidence }: Answer): FormPart[] {
  const isCut = (text: string | null, most: number) => text !== null && inOneLine(text, most).endsWith('…')
  if (!isCut(fact, longestFact) && ![shortcoming, measure, evidence].some((text) => isCut(text, longestOther)))
    return []
  const parts = [
    [labels.fact, fact],
    [labels.shortcoming, shortcoming],
    [labels.measure, measure],
    [labels.evidence, evidence],
  ] as const
  const lines = parts.flatMap(([label, text]) => (text === null ? [] : [`${label}：${cut(text, longestField)}`]))
  return [panel('上次填报的全文', [div(lines.join('\n'))])]
}

/** A list of many short lines would push the buttons off the screen. */
function inOneLine(text: string, most: number): string {
  return cut(text.replaceAll(/\s+/g, ' '), most)
}

function nowCalled({ ratingNow }: EarlierView): string {
  return ratingNow === null ? '' : `（今年为「${cut(ratingNow, longestName)}」）`
}

function from({ campaignTitle, by, on }: EarlierView): string {
  const who = by === null ? '' : `${cut(by, longestName)} `
  return `${who}${paperDay(on)} · ${cut(campaignTitle, longestName)}`
}

function notes({ otherTitle, pieces }: EarlierView): string[] {
  return [
    ...(otherTitle === null ? [] : [`当时的条款是「${cut(otherTitle, longestName)}」，请对照今年的要求。`]),
    ...(pieces === 0 ? [] : [`当时的${pieces}个附件没有带来，今年要用请再发一次。`]),
  ]
}
