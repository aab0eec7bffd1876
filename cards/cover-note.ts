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
      ...(others === 0
        ? []
        : [markdown(md`体检${view.owed.length === 0 ? '' : '还'}看到**${others}处**缺内容或要核对。`)]),
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

/**
 * A line a person, with as much of it as fits: who owes more than a card has room for is named all the same, and those
 * after them too. `left`: how many requirements are on no line.
 */
function fitting(owed: readonly OwedDepartment[]): { readonly lines: readonly Markup[]; readonly left: number } {
  const people = owed.reduce((sum, one) => sum + one.people.length, 0)
  const lines: Markup[] = []
  let room = mostBytes
  let after = people
  let left = 0
  for (const department of owed) {
    const head = md`**${cut(department.name, longestName)}**`
    for (const [at, person] of department.people.entries()) {
      const heads = at === 0 ? [head] : []
      // An even share of what is left; whoever needs less leaves more to the others.
      const shown = shownOf(person, room / after - bytesOf(heads))
      after -= 1
      left += person.items.length - shown
      if (shown === 0) continue
      const added = [...heads, line(person, shown)]
      lines.push(...added)
      room -= bytesOf(added)
    }
  }
  return { lines, left }
}

/** How many of somebody's requirements a line of so many bytes has room for. */
function shownOf(person: OwedPerson, most: number): number {
  if (bytesOf([line(person, person.items.length)]) <= most) return person.items.length
  let bytes = bytesOf([line(person, 0)])
  const shown = person.items.findIndex((item) => {
    bytes += bytesOf([said(item)]) + bytesOf([md`；`])
    return bytes > most
  })
  return Math.max(shown, 0)
}

function bytesOf(lines: readonly Markup[]): number {
  return lines.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one.markup)), 0)
}

/** The number is the bot's own, by which words name a requirement (分工 17 张老师); titles have 、 in them. */
function line({ name, left, items }: OwedPerson, shown: number): Markup {
  const gone = left ? md`（已离开学校，请先移交）` : md``
  const rest = shown < items.length ? [md`……`] : []
  return md`${cut(name, longestName)}${gone}（${items.length}条）：${joined([...items.slice(0, shown).map(said), ...rest], '；')}`
}

function said({ no, title }: OwedPerson['items'][number]): Markup {
  return md`${no} ${cut(title, longestTitle)}`
}
