import { daysBetween, sayDate, sayShortDay } from '#src/domain/day.ts'
import { standingOf } from '#src/domain/issue.ts'
import { nameRequirement } from '#src/domain/requirement-name.ts'
import { div, hint, markdown } from './card.ts'
import { cut, longestLine, longestName } from './cut.ts'
import type { Block } from './elements.ts'
import type { IssueView } from './issue.ts'
import { nobodyYet, noDueYet } from './issue-words.ts'
import { joined, md } from './markdown.ts'
import { beforeAndAfter } from './strike-off.ts'

const mostTitles = 5
const mostSupporting = 6
/** What of a long text stands on the card; the whole of it stands in its form. */
const longestText = 240

/** What an issue is about: the same for everybody, but for the owner's name. Why it came back is what its owner needs first. */
export function issueFacts(view: IssueView): Block[] {
  const { problem, cause, returned, compared } = view
  const facts = markdown(joined([whose(view), when(view), ...titles(view)]))
  const why = cause === null ? [] : [div(`原因：${cut(cause, longestText)}`)]
  // The problem and what was done stand side by side below: said twice, the card would be twice as long.
  if (compared !== null) return [facts, ...why, ...beforeAndAfter(compared)]
  return [
    ...(returned === null ? [] : [markdown(md`**退回原因：${cut(returned, longestText)}**`)]),
    markdown(md`**存在问题**`),
    div(cut(problem, longestText)),
    facts,
    ...why,
    ...rectified(view),
    ...(view.joinedInto === null ? [] : [hint(`已与问题 ${view.joinedInto.no} 并在一起整改。`)]),
  ]
}

function rectified({ measure, progress, place, proof }: IssueView): Block[] {
  const by = place === 'private' && progress?.by ? `${cut(progress.by, longestName)}，` : ''
  return [
    div(`整改措施：${measure === null ? '未填' : cut(measure, longestText)}`),
    ...(progress === null ? [] : [div(`最近进展（${by}${sayDate(progress.day)}）：${said(progress.said)}`)]),
    ...proof,
  ]
}

function said(text: string | null): string {
  return text === null ? '—' : cut(text, longestText)
}

function whose({ department, supporting, owner, place }: IssueView) {
  const shown = supporting.slice(0, mostSupporting).map((name) => cut(name, longestName))
  const others = `${shown.join('、')}${supporting.length > mostSupporting ? `等${supporting.length}个部门` : ''}`
  const support = others === '' ? md`` : md` · 配合：${others}`
  // Without an owner it says so before everybody; who the owner is, in private only.
  const person =
    owner === null ? md` · ${nobodyYet}` : place === 'private' ? md` · 责任人：${cut(owner, longestName)}` : md``
  return md`牵头：${cut(department, longestName)}${support}${person}`
}

function when(view: IssueView) {
  const { due, today } = view
  if (due === null) return md`整改时限：${noDueYet}`
  return md`整改时限：${sayShortDay(due)}${left(view, daysBetween(today, due))}`
}

/** Days are counted only while they are its owner's: not when it waits for a body above or for somebody to look. */
function left(view: IssueView, days: number): string {
  const standing = standingOf(view, view.today)
  if (standing !== 'in-hand' && standing !== 'due-soon' && standing !== 'overdue') return ''
  if (days < 0) return ` · 已过${-days}天`
  return days === 0 ? ' · 今天到期' : ` · 还有${days}天`
}

function titles({ requirements }: IssueView) {
  if (requirements.length === 0) return [md`对应条款：无`]
  const shown = requirements.slice(0, mostTitles).map((one) => md`对应条款：${cut(nameRequirement(one), longestLine)}`)
  return requirements.length > mostTitles ? [...shown, md`等${requirements.length}条`] : shown
}
