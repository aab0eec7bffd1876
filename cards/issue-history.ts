import { sayDate } from '#src/domain/day.ts'
import { div, panel } from './card.ts'
import { cut, longestName } from './cut.ts'
import type { Block } from './elements.ts'
import type { IssueView } from './issue.ts'
import { deedWords } from './issue-words.ts'

/** The last of what happened, folded, the newest first. Before a group without anybody's name. */
export function issueHistory({ history, place }: IssueView): Block[] {
  if (history.length === 0) return []
  const lines = history.map(({ day, did, by, said }) => {
    const who = place === 'private' && by !== null ? ` ${cut(by, longestName)}` : ''
    return div(`${sayDate(day)}${who} ${deedWords[did] ?? did}${said === null ? '' : `：${cut(said, 100)}`}`)
  })
  return [panel('处理记录', lines)]
}
