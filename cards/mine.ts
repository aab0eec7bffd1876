import { sayClosing } from '#src/domain/closing.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId, TaskNo } from '#src/domain/ids.ts'
import { button, type Card, card, hint, markdown, row } from './card.ts'
import { cut, longestLine } from './cut.ts'
import type { Block } from './elements.ts'
import { joined, md } from './markdown.ts'
import { otherCampaigns } from './other-campaigns.ts'
import { buttons } from './words.ts'

/** Somebody's assignments in catalogue order. */
export type MineView = {
  readonly campaign: CampaignId
  readonly campaignTitle: string
  /** From 0. */
  readonly page: number
  readonly items: readonly {
    readonly assignment: AssignmentId
    readonly taskNo: TaskNo
    readonly title: string
    readonly state: 'open' | 'draft' | 'answered'
    readonly rating: string | null
  }[]
  readonly inspectBy: Day
  readonly others: readonly { readonly campaign: CampaignId; readonly title: string; readonly open: number }[]
}

type Item = MineView['items'][number]

/** A screen or two of a phone; two elements an item, so far within the platform's 200. */
const pageSize = 20
const marks = { open: '○', draft: '◐', answered: '●' } as const

/** What is still open comes first, within that the order of the catalogue; each line opens its requirement. */
export function mineCard(view: MineView): Card {
  const { campaign, items } = view
  const answered = items.filter((item) => item.state === 'answered')
  const open = items.filter((item) => item.state !== 'answered')
  const ordered = [...open, ...answered]
  const pages = Math.max(1, Math.ceil(ordered.length / pageSize))
  const page = Math.min(view.page, pages - 1)
  const turn = (text: string, to: number) => button(text, { v: 1, do: 'show-mine', campaign, page: to })
  const moves = [
    ...(page > 0 ? [turn(buttons.pageBack, page - 1)] : []),
    ...(page < pages - 1 ? [turn(buttons.pageOn, page + 1)] : []),
  ]
  return card(
    '我的任务',
    'blue',
    [
      markdown(
        joined([
          md`共${items.length}条 · 已填${answered.length} · 待填${open.length}`,
          md`截止${sayClosing(view.inspectBy)}。`,
        ]),
      ),
      ...(open.length === 0
        ? []
        : [button(buttons.continueWalk, { v: 1, do: 'start-walk', campaign }, 'primary_filled')]),
      ...byTask(ordered.slice(page * pageSize, (page + 1) * pageSize)),
      ...(moves.length === 0 ? [] : [row(moves), hint(`第${page + 1}页/共${pages}页`)]),
      hint(`${marks.open} 待填　${marks.draft} 已暂存　${marks.answered} 已填；点一条就能打开。`),
      ...otherCampaigns(view.others),
    ],
    { subtitle: cut(view.campaignTitle, longestLine) },
  )
}

/** A small heading where a task begins, a line a requirement. */
function byTask(items: readonly Item[]): Block[] {
  return items.flatMap((item, at) => {
    const before = items[at - 1]
    const begins = before === undefined || before.taskNo !== item.taskNo || opens(before) !== opens(item)
    return begins ? [hint(`任务（${item.taskNo}）`), line(item)] : [line(item)]
  })
}

function line({ assignment, title, state, rating }: Item): Block {
  const how = rating === null ? '' : ` · ${rating}`
  return button(`${marks[state]} ${cut(title, longestLine)}${how}`, { v: 1, do: 'open-assignment', assignment }, 'text')
}

function opens(item: Item): boolean {
  return item.state !== 'answered'
}
