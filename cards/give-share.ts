import type { CampaignId, PersonId } from '#src/domain/ids.ts'
import { type Card, card, form, hint, markdown, remark, select, submit } from './card.ts'
import { cut, longestLine } from './cut.ts'
import { handOverButtons, handOverLabels, partWords, reasonWords, type ShareSize, saySize } from './hand-over-words.ts'
import { type Heir, heirSelect } from './heir-select.ts'
import { joined, md } from './markdown.ts'

/** The form by which somebody gives their own share to a colleague of their department. */
export type GiveShareView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly person: PersonId
  readonly seen: number
  readonly size: ShareSize
  /** Of the requirements, those still to be answered. */
  readonly open: number
  readonly people: readonly Heir[]
  readonly chosen: { readonly to: PersonId | null; readonly why: 'away' | 'given'; readonly what: 'all' | 'open' }
  readonly note: string | null
}

export const giveControls = { to: 'to', why: 'why', what: 'what' } as const

/** An option counts as an element, of which a card has 200. */
const mostOptions = 120

/** To whom, why, what, and one button. Drafts and answers go along. */
export function giveShareCard(view: GiveShareView): Card {
  const { campaign, person, seen, size, open, chosen } = view
  return card(
    '移交我的任务',
    'blue',
    [
      ...(view.note === null ? [] : [remark(view.note)]),
      markdown(
        joined([
          md`您现在有**${saySize(size)}**${open > 0 ? `，其中待填${open}条` : ''}。`,
          md`填过的内容会一起交给接手的老师。`,
        ]),
      ),
      form('give', [
        ...heirSelect({
          name: giveControls.to,
          label: handOverLabels.to,
          people: view.people,
          chosen: chosen.to,
          most: mostOptions,
        }),
        ...select({
          name: giveControls.why,
          label: handOverLabels.why,
          options: Object.entries(reasonWords).map(([value, text]) => ({ value, text })),
          chosen: chosen.why,
        }),
        ...select({
          name: giveControls.what,
          label: handOverLabels.what,
          options: Object.entries(partWords).map(([value, text]) => ({ value, text })),
          chosen: chosen.what,
        }),
        submit(handOverButtons.give, { v: 1, do: 'give-share', campaign, person, seen }, 'primary_filled'),
      ]),
      hint('要交给其他部门的老师，请联系联络员。'),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}
