import { exportNames } from '#src/domain/evidence-guard.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import type { IssueCount } from '#src/domain/issue.ts'
import type { Count } from '#src/domain/progress.ts'
import { button, type Card, card, div, hint, markdown, panel } from './card.ts'
import { twoNumbers } from './counts.ts'
import { cut, longestLine } from './cut.ts'
import type { Block } from './elements.ts'
import { findingButtons, sayFound } from './finding-words.ts'
import { issueNumbers } from './issue-counts.ts'
import { joined, md } from './markdown.ts'
import { buttons, sayCount } from './words.ts'

/** A compiled summary; its papers follow as files. */
export type SummaryView = {
  readonly campaign: CampaignId
  readonly school: string
  readonly title: string
  readonly version: number
  readonly total: Count
  readonly issues: IssueCount
  /** What is missing or does not fit, a plain line each. */
  readonly gaps: readonly string[]
  /** How many points the check before signing finds, the missing ones among them. */
  readonly found: number
  /** What is new since the version before, as a sentence; null for the first. */
  readonly changes: string | null
  /** What the files that follow are called. */
  readonly files: readonly string[]
}

const mostGaps = 30
const longestGap = 80

export function summaryCard(view: SummaryView): Card {
  const { campaign, total, changes } = view
  return card(
    `整改工作总结（第${view.version}版）`,
    'green',
    [
      twoNumbers(total),
      ...issueNumbers(view.issues),
      ...(changes === null ? [] : [markdown(md`${cut(changes, 300)}`)]),
      ...gaps(view.gaps),
      ...checked(view),
      ...view.files.map((name) => div(`文件：${cut(name, 120)}`)),
      hint('文件可以直接修改。只写了老师们填报的内容，没有填的如实留空。'),
      button(buttons.updateSummary, { v: 1, do: 'compile-summary', campaign }),
      button(exportNames.index, { v: 1, do: 'export-evidence', campaign, what: 'index', marked: 'ask', seen: 0 }),
    ],
    { subtitle: cut(view.school, longestLine), summary: `整改工作总结第${view.version}版：${sayCount(total)}` },
  )
}

/** How many and no more: what they are is shown in private. */
function checked({ campaign, found }: SummaryView): Block[] {
  if (found === 0) return []
  return [hint(sayFound(found)), button(findingButtons.show, { v: 1, do: 'show-check', campaign, page: 0 })]
}

/** Missing things are shown as missing (design, principle 3). */
function gaps(lines: readonly string[]): Block[] {
  if (lines.length === 0) return [markdown(md`没有发现缺漏。`)]
  const shown = lines.slice(0, mostGaps).map((line) => md`${cut(line, longestGap)}`)
  const rest = lines.length > mostGaps ? [md`等${lines.length}处`] : []
  return [panel(`还缺或需要核对的地方（${lines.length}处）`, [markdown(joined([...shown, ...rest]))])]
}
