import { sayClosing } from '#src/domain/closing.ts'
import type { Day } from '#src/domain/day.ts'
import type { AssignmentId, CampaignId } from '#src/domain/ids.ts'
import { type NamedRequirement, nameRequirement } from '#src/domain/requirement-name.ts'
import { button, type Card, card, hint, markdown, row } from './card.ts'
import { cut, longestLine } from './cut.ts'
import type { Block } from './elements.ts'
import { handOverButtons } from './hand-over-words.ts'
import { joined, md } from './markdown.ts'
import { otherCampaigns } from './other-campaigns.ts'
import { buttons } from './words.ts'

/** Somebody's assignments in catalogue order. */
export type MineView = {
  readonly campaign: CampaignId
  readonly campaignTitle: string
  /** From 0. */
  readonly page: number
  readonly items: readonly (NamedRequirement & {
    readonly assignment: AssignmentId
    readonly state: 'open' | 'draft' | 'returned' | 'answered' | 'accepted'
    readonly rating: string | null
  })[]
  readonly inspectBy: Day
  readonly others: readonly { readonly campaign: CampaignId; readonly title: string; readonly open: number }[]
}

type Item = MineView['items'][number]

/** A screen or two of a phone; two elements an item, so far within the platform's 200. */
const pageSize = 20
const marks = { open: '○', draft: '◐', returned: '↩', answered: '●', accepted: '✓' } as const

/** What came back and what is still open come first, within each the order of the catalogue; each line opens its requirement. */
export function mineCard(view: MineView): Card {
  const { campaign, items } = view
  const returned = items.filter((item) => item.state === 'returned')
  const open = items.filter((item) => item.state === 'open' || item.state === 'draft')
  const done = items.filter((item) => item.state === 'answered' || item.state === 'accepted')
  const ordered = [...returned, ...open, ...done]
  const back = returned.length === 0 ? '' : ` · 退回待改${returned.length}`
  const marked = [
    ...(returned.length === 0 ? [] : [`${marks.returned} 退回待改`]),
    ...[`${marks.open} 待填`, `${marks.draft} 已暂存`, `${marks.answered} 已填`],
    ...(items.some((item) => item.state === 'accepted') ? [`${marks.accepted} 已通过`] : []),
  ]
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
          md`共${items.length}条 · 已填${done.length + returned.length} · 待填${open.length}${back}`,
          md`截止${sayClosing(view.inspectBy)}。`,
        ]),
      ),
      ...(open.length + returned.length === 0
        ? []
        : [button(buttons.continueWalk, { v: 1, do: 'start-walk', campaign }, 'primary_filled')]),
      ...byTask(ordered.slice(page * pageSize, (page + 1) * pageSize)),
      ...(moves.length === 0 ? [] : [row(moves), hint(`第${page + 1}页/共${pages}页`)]),
      hint(`${marked.join('　')}；点一条就能打开。`),
      button(handOverButtons.offer, { v: 1, do: 'offer-share', campaign }),
      ...otherCampaigns(view.others),
    ],
    { subtitle: cut(view.campaignTitle, longestLine) },
  )
}

/** A small heading where a task begins, a line a requirement. */
function byTask(items: readonly Item[]): Block[] {
  return items.flatMap((item, at) => {
    const before = items[at - 1]
    const begins = before === undefined || before.taskNo !== item.taskNo || runOf(before) !== runOf(item)
    return begins && item.taskNo !== null ? [hint(`任务（${item.taskNo}）`), line(item)] : [line(item)]
  })
}

function line(item: Item): Block {
  const { assignment, state, rating, taskNo } = item
  const title = taskNo === null ? nameRequirement(item) : item.title
  const how = rating === null ? '' : ` · ${rating}`
  return button(
    `${marks[state]} ${cut(title, longestLine)}${how}`,
    { v: 1, do: 'open-assignment', assignment },
    'primary_text',
  )
}

/** Which of the three runs of the list it stands in. */
function runOf({ state }: Item): 'returned' | 'open' | 'done' {
  if (state === 'returned') return state
  return state === 'open' || state === 'draft' ? 'open' : 'done'
}
