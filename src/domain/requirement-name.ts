import type { RequirementNo, TaskNo } from './ids.ts'

/** What a requirement is called by: its task's number, or its own where the standard has no tasks. */
export type NamedRequirement = {
  readonly no: RequirementNo
  readonly taskNo: TaskNo | null
  readonly title: string
}

/** `（7）艺术教室`, or `5.艺术教室` where the standard has no tasks: a requirement as lists name it. */
export function nameRequirement({ no, taskNo, title }: NamedRequirement): string {
  return numbered({ no, taskNo }, title)
}

/** `（7）提升艺术素养`: the task a requirement stands in; where the standard has none, the requirement itself. */
export function headRequirement(named: NamedRequirement & { readonly taskTitle: string | null }): string {
  return numbered(named, named.taskTitle ?? named.title)
}

function numbered({ no, taskNo }: Omit<NamedRequirement, 'title'>, words: string): string {
  return taskNo === null ? `${no}.${words}` : `（${taskNo}）${words}`
}
