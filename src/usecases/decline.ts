import { type IssueRefusal, issueRefusals } from '#cards/issue-words.ts'
import type { Reply } from '../events.ts'

/** Why nothing was done about an issue, where there is no card to say it on. */
export function declined(why: IssueRefusal): Reply {
  return { toast: { kind: 'warning', text: issueRefusals[why] } }
}
