import { type NamedRequirement, nameRequirement } from '#src/domain/requirement-name.ts'
import { askingButton, button, type Card, card, hint, markdown, remark, row } from './card.ts'
import { cut, longestLine } from './cut.ts'
import { joined, md } from './markdown.ts'
import { reviewButtons } from './review-words.ts'
import { buttons } from './words.ts'

/** Everything that waits for one reviewer, a page at a time; accepting accepts just what the page shows. */
export type ReviewListView = {
  readonly page: number
  readonly pages: number
  readonly total: number
  /** Of this page. */
  readonly items: readonly (NamedRequirement & { readonly rating: string; readonly fallsShort: boolean })[]
  /** The versions of this page's answers, as the press carries them. */
  readonly shown: string
  readonly note: string | null
}

/** Lines on a page: read in one go on a phone, and far within the platform's limits. */
export const listPage = 40

export function reviewListCard(view: ReviewListView): Card {
  const { page, pages, total, items, shown } = view
  const all = pages === 1 ? `${items.length}条` : `本页${items.length}条`
  const short = items.filter((one) => one.fallsShort).length
  const turn = (text: string, to: number) => button(text, { v: 1, do: 'list-review', page: to })
  return card(
    '等您审核的内容',
    'blue',
    [
      ...(view.note === null ? [] : [remark(view.note)]),
      markdown(short === 0 ? md`共${total}条。` : md`共${total}条，本页有${short}条还有差距（标▲），请多看一眼。`),
      markdown(
        joined(
          items.map(
            (one) =>
              md`${one.fallsShort ? '▲ ' : ''}${cut(nameRequirement(one), longestLine)} · ${cut(one.rating, 20)}`,
          ),
        ),
      ),
      row([
        askingButton(
          `${reviewButtons.list}（${all}）`,
          { v: 1, do: 'accept-all', shown, page },
          { title: `通过${all}？`, text: '这里列出的都会记为已通过；有了变化的不会一起通过。' },
          'primary_filled',
        ),
        button(reviewButtons.goOn, { v: 1, do: 'start-review' }),
        ...(page > 0 ? [turn(buttons.pageBack, page - 1)] : []),
        ...(page < pages - 1 ? [turn(buttons.pageOn, page + 1)] : []),
      ]),
      ...(pages > 1 ? [hint(`第${page + 1}页/共${pages}页`)] : []),
    ],
    { summary: `等您审核的内容：${total}条` },
  )
}
