import { longestField } from './answer.ts'
import type { Day } from './day.ts'
import type { Issue, IssueKind } from './issue.ts'

/** What may be written down about an issue by whoever may edit it. */
export type IssueText = Pick<Issue, 'problem' | 'cause' | 'measure' | 'kind' | 'above' | 'due'>
/** As somebody gave it: absent is not touched, null is emptied, `unread` was said but not understood. */
export type IssueEdit = {
  readonly problem?: string | null
  readonly cause?: string | null
  readonly measure?: string | null
  readonly kind?: IssueKind | 'unread'
  readonly above?: string | null
  readonly due?: Day | null | 'unread'
}
export type EditGap = 'problem-missing' | 'above-missing' | 'kind-unknown' | 'due-unread' | 'due-past' | 'too-long'
export type EditVerdict =
  | { readonly kind: 'accepted'; readonly change: Partial<IssueText> }
  | { readonly kind: 'refused'; readonly why: EditGap }

/** How much a name of a body above may take: it stands in a word on every card. */
export const longestBody = 60

/**
 * What an edit changes, or why not. A date may not be set into the past, but one that lies there already keeps nobody
 * from mending the rest. What is asked of a body above has to name it.
 */
export function checkEdit(issue: IssueText, edit: IssueEdit, today: Day): EditVerdict {
  if (edit.problem === null) return refused('problem-missing')
  if (edit.kind === 'unread') return refused('kind-unknown')
  if (edit.due === 'unread') return refused('due-unread')
  const { problem, due, kind, ...rest } = edit
  const given = {
    ...rest,
    ...(problem === undefined ? {} : { problem }),
    ...(due === undefined ? {} : { due }),
    ...(kind === undefined ? {} : { kind }),
  }
  const texts = [given.problem, given.cause, given.measure]
  if (texts.some((text) => (text?.length ?? 0) > longestField)) return refused('too-long')
  if ((given.above?.length ?? 0) > longestBody) return refused('too-long')
  const after = { ...issue, ...given }
  if (after.kind === 'needs-above' && after.above === null) return refused('above-missing')
  if (after.due !== null && after.due !== issue.due && after.due < today) return refused('due-past')
  const fields = Object.keys(given) as (keyof IssueText)[]
  return {
    kind: 'accepted',
    change: Object.fromEntries(
      fields.filter((field) => after[field] !== issue[field]).map((field) => [field, after[field]]),
    ),
  }
}

function refused(why: EditGap): EditVerdict {
  return { kind: 'refused', why }
}
