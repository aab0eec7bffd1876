import type { CampaignId } from '#src/domain/ids.ts'
import type { OwedDepartment, OwedPerson } from '#src/domain/owed.ts'
import type { Count } from '#src/domain/progress.ts'
import { button, type Card, card, hint, markdown, panel, row } from './card.ts'
import { twoNumbers } from './counts.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Block } from './elements.ts'
import { findingButtons } from './finding-words.ts'
import { joined, type Markup, md } from './markdown.ts'
import { coverNoteTitle, traceButton } from './paper-words.ts'
import { buttons } from './words.ts'

/** What a version of the summary lacks, for the coordinator alone: it names who has not answered. */
export type CoverNoteView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly version: number
  readonly total: Count
  /** Nothing can be answered any more. */
  readonly closed: boolean
  /** What nobody answered, by whom it is given to, in the order of the catalogue. */
  readonly owed: readonly OwedDepartment[]
  /** What else the check before signing finds. */
  readonly others: number
}

/** A screen of a phone; more is folded. */
const mostOpen = 12
/** In bytes of JSON, of the 30 KB a card may have: as much of the list as leaves room for the rest. */
const mostBytes = 22_000
const longestTitle = 16

export function coverNoteCard(view: CoverNoteView): Card {
  const { campaign, title, version, total, closed, others } = view
  return card(
    coverNoteTitle(version),
    'wathet',
    [
      twoNumbers(total),
      ...unanswered(view),
      ...(others === 0 ? [] : [markdown(md`体检还看到**${others}处**缺内容或要核对。`)]),
      row([
        ...(others === 0 ? [] : [button(findingButtons.show, { v: 1, do: 'show-check', campaign, page: 0, aside: 1 })]),
        ...(closed || sizeOf(view.owed) === 0
          ? []
          : [button(buttons.previewReminders, { v: 1, do: 'preview-reminders', campaign })]),
        button(traceButton, { v: 1, do: 'send-trace', campaign }),
      ]),
      hint(closed ? '只发给您。活动已结束，要补填请先延期。' : '只发给您，群里的总结不点名。'),
    ],
    { subtitle: cut(title, longestLine) },
  )
}

function sizeOf(owed: readonly OwedDepartment[]): number {
  return owed.reduce((sum, { people }) => sum + people.reduce((all, { items }) => all + items.length, 0), 0)
}

function unanswered({ owed }: CoverNoteView): Block[] {
  const size = sizeOf(owed)
  if (size === 0) return []
  const { lines, left } = fitting(owed)
  const rest = left === 0 ? [] : [md`还有${left}条没有列出，都在自评表里，标黄的就是。`]
  const list = markdown(joined([...lines, ...rest]))
  if (size <= mostOpen) return [markdown(md`**还没有填报的${size}条**，文稿里如实留空：`), list]
  return [markdown(md`还没有填报的有**${size}条**，文稿里如实留空。`), panel(`看是哪${size}条、由谁负责`, [list])]
}

/** Whole lines, as many as fit, and how many requirements are on none of them. */
function fitting(owed: readonly OwedDepartment[]): { readonly lines: readonly Markup[]; readonly left: number } {
  const lines: Markup[] = []
  let bytes = 0
  let left = 0
  for (const { name, people } of owed) {
    const head = md`**${cut(name, longestName)}**`
    for (const [at, person] of people.entries()) {
      const added = [...(at === 0 ? [head] : []), line(person)]
      const more = added.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one.markup)), 0)
      if (left > 0 || bytes + more > mostBytes) left += person.items.length
      else {
        lines.push(...added)
        bytes += more
      }
    }
  }
  return { lines, left }
}

/** The number is the bot's own, by which words name a requirement (分工 17 张老师); titles have 、 in them. */
function line({ name, left, items }: OwedPerson): Markup {
  const said = items.map(({ no, title }) => md`${no} ${cut(title, longestTitle)}`)
  const gone = left ? md`（已离开学校，请先移交）` : md``
  return md`${cut(name, longestName)}${gone}（${items.length}条）：${joined(said, '；')}`
}
