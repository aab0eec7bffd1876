import { longestField } from '#src/domain/answer.ts'
import type { IssueMove } from '#src/domain/issue.ts'
import { form, input, row, submit } from './card.ts'
import { cut } from './cut.ts'
import type { Form, Submit } from './elements.ts'
import type { IssueView } from './issue.ts'
import { issueButtons } from './issue-words.ts'

/** The name of the form, and of its one field. */
export const issueForms = { act: 'issue', words: 'words' } as const

/**
 * One field and a button for each thing that may be done now: what is written is progress, what was done, or a reason,
 * by the button that sends it. Before the leading group only what needs the group: striking off and returning.
 */
export function issueForm(view: IssueView): Form[] {
  const { issue, seen, place, may } = view
  // Who is to decide now does that; what they know of its progress they may still say in words.
  const decides = may.has('strike-off')
  const here = (move: IssueMove) => place === 'private' || move === 'strike-off' || move === 'return'
  const offered = (move: IssueMove) => may.has(move) && here(move) && !(decides && move === 'report')
  const send = (move: IssueMove, made: Submit) => (offered(move) ? [made] : [])
  const buttons = [
    ...send('strike-off', submit(issueButtons.strikeOff, { v: 1, do: 'strike-off', issue, seen }, 'primary_filled')),
    ...send('return', submit(issueButtons.return, { v: 1, do: 'return-issue', issue, seen })),
    ...send('report', submit(issueButtons.report, { v: 1, do: 'report-issue', issue, seen }, 'primary_filled')),
    ...send('ask-strike-off', submit(issueButtons.ask, { v: 1, do: 'ask-strike-off', issue, seen })),
    ...send('withdraw', submit(issueButtons.withdraw, { v: 1, do: 'withdraw-issue', issue, seen })),
    ...send('reopen', submit(issueButtons.reopen, { v: 1, do: 'reopen-issue', issue, seen })),
  ]
  if (buttons.length === 0) return []
  const { label, placeholder } = asked(offered)
  const words = input({ name: issueForms.words, label, placeholder, lines: 2, value: fitting(view.typed) })
  return [form(issueForms.act, [words, row(buttons)])]
}

/** A control refuses a longer value, and then the whole card would be refused. */
function fitting(text: string | null): string | null {
  return text === null ? null : cut(text, longestField)
}

function asked(offered: (move: IssueMove) => boolean): { label: string; placeholder: string } {
  const reports = offered('report')
  const decisions = (['return', 'withdraw', 'reopen'] as const).filter(offered).map((move) => issueButtons[move])
  const reason = decisions.length === 0 ? '' : `${decisions.join('、')}时写原因`
  // Photos are its owner's, as long as nobody has to look at them.
  const done = offered('ask-strike-off') ? '写一句做了什么，照片直接发来；申请销号时写整改结果' : '写一句做了什么'
  if (reports && reason !== '') return { label: '进展或原因', placeholder: `${done}；${reason}` }
  if (reports) return { label: '整改进展', placeholder: done }
  return { label: '意见或原因', placeholder: reason === '' ? '可不填' : reason }
}
