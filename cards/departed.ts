import type { CampaignId, DepartmentId, PersonId } from '#src/domain/ids.ts'
import { type Card, card, form, hint, markdown, remark, submit } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { FormPart, Root } from './elements.ts'
import { byWords, handOverButtons, handOverLabels, type ShareSize, saySize } from './hand-over-words.ts'
import { type Heir, heirSelect } from './heir-select.ts'
import { joined, md } from './markdown.ts'

/** Somebody has left the school: what they leave behind, and who is proposed to take it over. */
export type DepartedView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly person: PersonId
  readonly name: string
  readonly seen: number
  readonly size: ShareSize
  /** Of the requirements, those nobody has answered or that came back. */
  readonly open: number
  readonly parts: readonly DepartedPart[]
  /** Why the last press did nothing, or what has changed; null when nothing is to be said. */
  readonly note: string | null
}
export type DepartedPart = {
  readonly department: DepartmentId
  readonly name: string
  readonly size: ShareSize
  /** Who may take it over, the one proposed among them. */
  readonly people: readonly Heir[]
  readonly proposed: PersonId | null
}

/** The control in which a department's part is given to somebody. */
export function departedControl(department: DepartmentId): string {
  return `to_${department}`
}

/** More than this nobody carries for; the proposal stands for the others. */
const mostParts = 8
/** An option counts as an element, of which a card has 200. */
const mostOptions = 120

/** One choice a department, set to whoever is proposed, and one button for all of it. */
export function departedCard(view: DepartedView): Card {
  const { size, open, note } = view
  const shown = view.parts.filter((one) => one.people.length > 0).slice(0, mostParts)
  const each = Math.floor(mostOptions / Math.max(1, shown.length))
  return card(
    '请安排接手老师',
    'orange',
    [
      ...(note === null ? [] : [remark(note)]),
      markdown(
        joined([
          md`${cut(view.name, longestName)}已离开学校，「${cut(view.title, longestLine)}」中留下**${saySize(size)}**。`,
          ...(size.requirements > 0
            ? [md`其中待填${open}条，已填${size.requirements - open}条；填过的内容都在。`]
            : []),
        ]),
      ),
      ...(shown.length === 0 ? [] : [chooser(view, shown, each)]),
      hint(byWords(view.name)),
    ],
    { subtitle: cut(view.title, longestLine), summary: `${cut(view.name, longestName)}已离开学校，请安排接手老师` },
  )
}

function chooser({ campaign, person, seen, parts }: DepartedView, shown: readonly DepartedPart[], each: number): Root {
  const settle = submit(
    handOverButtons.settle,
    { v: 1, do: 'settle-departure', campaign, person, seen },
    'primary_filled',
  )
  const rest = parts.filter((one) => one.proposed !== null).length > shown.length
  return form('departed', [
    ...shown.flatMap((part) => choice(part, each)),
    ...(rest ? [hint('其他部门的按建议交给接手老师。')] : []),
    settle,
  ])
}

function choice({ department, name, size, people, proposed }: DepartedPart, most: number): FormPart[] {
  const label = `${cut(name, longestName)}（${saySize(size)}）${handOverLabels.to}`
  return heirSelect({ name: departedControl(department), label, people, chosen: proposed, most })
}
