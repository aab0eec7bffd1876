import { type ExportKind, exportNames, type Flagged } from '#src/domain/evidence-guard.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { button, type Card, card, hint, markdown, remark, row } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import { exportButtons, sayComing, sayMarks } from './export-words.ts'
import { joined, md } from './markdown.ts'

/** What is about to leave the school and looks as if it told of a person. Private: it names who brought it. */
export type ExportWarningView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly what: ExportKind
  readonly flagged: readonly Flagged[]
  readonly seen: number
  /** Why it is shown again; null the first time. */
  readonly note: string | null
}

const mostFlagged = 20

/** Names pieces by their codes and says of what kind they are; never the numbers themselves. */
export function exportWarningCard({ campaign, title, what, flagged, seen, note }: ExportWarningView): Card {
  const lines = flagged
    .slice(0, mostFlagged)
    .map((one) => md`**${one.code}** ${sayMarks(one)} · ${cut(one.of, longestLine)} · ${cut(one.by, longestName)}`)
  const rest = flagged.length > mostFlagged ? [md`等${flagged.length}件`] : []
  const press = { v: 1, do: 'export-evidence', campaign, what } as const
  return card(
    `${exportNames[what]}：先看看有没有个人信息`,
    'orange',
    [
      ...(note === null ? [] : [remark(note)]),
      markdown(md`下面**${flagged.length}件**像有身份证号或电话号码，请先看一看。学生和家长的个人信息不要报出学校。`),
      markdown(joined([...lines, ...rest])),
      hint('要改：请这位老师在收到材料的卡片上「撤下」，或改写「佐证材料」一栏，再导出。只是像，不一定是。'),
      row([
        ...(flagged.some((one) => one.isFile) ? [button(exportButtons.show, { ...press, marked: 'show', seen })] : []),
        button(exportButtons.without, { ...press, marked: 'without', seen }, 'primary_filled'),
        button(exportButtons.with, { ...press, marked: 'with', seen }),
      ]),
    ],
    { subtitle: cut(title, longestLine) },
  )
}

/** What is on its way. */
export type ExportedView = {
  readonly campaign: CampaignId
  readonly title: string
  readonly what: ExportKind
  readonly places: number
  readonly files: number
  /** Entries left out because they look private. */
  readonly leftOut: number
  /** Files nobody could look into by program. */
  readonly unchecked: number
  readonly volumes: number
  readonly alone: number
}

export function exportedCard(view: ExportedView): Card {
  const { campaign, what, places, files, leftOut, unchecked, volumes, alone } = view
  const press = { v: 1, do: 'export-evidence', campaign, what: 'pack', marked: 'ask', seen: 0 } as const
  return card(
    exportNames[what],
    'green',
    [
      markdown(md`共**${places + files}件**：写明存放地点 ${places} · 照片和文件 ${files}`),
      ...(leftOut === 0 ? [] : [markdown(md`其中${leftOut}件可能有个人信息，已经略去。`)]),
      ...(unchecked === 0 || what === 'index'
        ? []
        : [
            markdown(md`有${unchecked}个文件（照片、PDF等）程序看不到里面，上报前请您看一遍，有学生个人信息的先撤下。`),
          ]),
      markdown(md`${sayComing(what, volumes, alone)}`),
      hint('只发给您。同一份材料用于几条的，只列一次。'),
      ...(what === 'index' && files > 0 ? [button(exportButtons.pack, press)] : []),
    ],
    { subtitle: cut(view.title, longestLine) },
  )
}
