import { type Day, sayShortDay } from '#src/domain/day.ts'
import type { CampaignId, ItemNo } from '#src/domain/ids.ts'
import type { StudySession } from '#src/domain/study-session.ts'
import { paperDay } from '#src/domain/summary-sentence.ts'
import { button, type Card, card, hint, markdown, remark, row } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Root } from './elements.ts'
import { joined, type Markup, md } from './markdown.ts'
import { noteExample, studyButtons } from './study-words.ts'

/** How the study of the standard stands. It may stand before a group: nobody is named on it. */
export type StudyView = {
  readonly campaign: CampaignId
  readonly title: string
  /** By day, each with its number. */
  readonly sessions: readonly (StudySession & { readonly no: number })[]
  readonly daily: DailyView
  readonly note: string | null
}

/** How far the items of the day are. */
export type DailyView = {
  readonly seen: number
  readonly runs: boolean
  /** What the group that hears of them is called; '': nobody tells; null: never begun. */
  readonly group: string | null
  readonly botLeft: boolean
  readonly sent: number
  readonly items: number
  readonly readers: number
  readonly openings: number
  /** Null: none is left, or no school day is in sight. */
  readonly next: { readonly no: ItemNo; readonly title: string; readonly day: Day } | null
  /** Asked for in a group that does not hear of them yet. */
  readonly mayStart: boolean
  readonly ended: boolean
}

/** What is worth showing on a phone; the paper has all of them. */
const mostSessions = 10

export function studyCard(view: StudyView): Card {
  const { campaign } = view
  return card(
    '学习宣传',
    'blue',
    [
      ...(view.note === null ? [] : [remark(view.note)]),
      ...daily(view),
      ...sessions(view),
      button(studyButtons.openSession, { v: 1, do: 'open-session', campaign }),
      hint(`也可以发话来记，如「${noteExample}」。${sayTakeBack(view)}`),
      hint('总结的“学习宣传”一节按这里的记录写。'),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}

function daily({ campaign, daily: view }: StudyView): Root[] {
  const { seen, runs, mayStart, ended } = view
  const presses = [
    ...(mayStart ? [button(studyButtons.start, { v: 1, do: 'start-study', campaign, seen })] : []),
    ...(runs ? [button(studyButtons.stop, { v: 1, do: 'stop-study', campaign, seen })] : []),
  ]
  return [
    markdown(joined(sayDaily(view))),
    ...(presses.length === 0 ? [] : [row(presses)]),
    ...(runs || mayStart || ended ? [] : [hint('要在群里每天学一项：在那个群里 @我 发送「学习 开始」。')]),
  ]
}

function sayDaily({ runs, group, botLeft, sent, items, readers, openings, next }: DailyView): Markup[] {
  if (group === null) return [md`每天学一项：还没有开始，共${items}项。`]
  const opened = openings === 0 ? '' : `，${readers}人共${openings}次点开完整要求`
  const lines = [md`每天学一项：已发**${sent}/${items}项**${opened}`]
  if (!runs) return [...lines, next === null ? md`各项都已发过。` : md`现在停着。`]
  const where = group === '本群' || group === '' ? group || '一个群' : `「${cut(group, longestName)}」`
  if (botLeft) return [...lines, md`我已不在${where}里，发不出去。请把我加回去，或在别的群 @我 发送「学习 开始」。`]
  if (next === null) return [...lines, md`在${where}。`]
  return [...lines, md`在${where}；下一项${sayShortDay(next.day)}：（${next.no}）${cut(next.title, longestLine)}`]
}

function sessions({ sessions: all }: StudyView): Root[] {
  if (all.length === 0) return [markdown(md`还没有记录学习。`)]
  const earlier = all.length - mostSessions
  const lines = all.slice(-mostSessions).map(sayOne)
  const more = earlier > 0 ? [md`更早的还有${earlier}次。`] : []
  return [markdown(md`已记录学习**${all.length}次**`), markdown(joined([...lines, ...more]))]
}

/** By the number of the last line, which a reader has before them. */
function sayTakeBack({ sessions: all }: StudyView): string {
  const last = all.at(-1)
  return last === undefined ? '' : `记错了按编号撤下，如「学习 撤下 ${last.no}」，再记一次。`
}

function sayOne({ no, on, form, about, people }: StudyView['sessions'][number]): Markup {
  const size = people === null ? '' : `，${people}人`
  return md`［${no}］${paperDay(on)} ${cut(form, longestLine)}${size}：${cut(about, longestLine)}`
}
