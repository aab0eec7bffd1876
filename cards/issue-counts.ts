import type { IssueCount } from '#src/domain/issue.ts'
import { markdown } from './card.ts'
import type { Markdown } from './elements.ts'
import { standingWords } from './issue-words.ts'
import { md } from './markdown.ts'

/** 待整改5项，其中7天内到期1项、已过时限1项、待上级解决2项；已销号3项: each number under its own word. */
export function sayIssues(of: IssueCount): string {
  const parts: readonly (readonly [string, number])[] = [
    [standingWords['due-soon'], of.dueSoon],
    [standingWords.overdue, of.overdue],
    [standingWords['waiting-for-above'], of.waiting],
    [standingWords.awaiting, of.awaiting],
  ]
  const among = parts.flatMap(([word, number]) => (number === 0 ? [] : [`${word}${number}项`]))
  const live = `待整改${of.live}项${among.length === 0 ? '' : `，其中${among.join('、')}`}`
  return `${live}；${standingWords['struck-off']}${of.struckOff}项`
}

/** A line under the two numbers; nothing while there is no issue, or it would only be in the way. */
export function issueNumbers(of: IssueCount, whose = '整改'): Markdown[] {
  return of.live + of.struckOff === 0 ? [] : [markdown(md`${whose}：${sayIssues(of)}`)]
}
