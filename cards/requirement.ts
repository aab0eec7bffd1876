import type { Draft } from '#src/domain/answer.ts'
import type { AssignmentId, TaskNo } from '#src/domain/ids.ts'
import type { Card } from './card.ts'

/** One requirement of somebody's walk, with what stands in its form. */
export type RequirementView = {
  readonly campaignTitle: string
  readonly assignment: AssignmentId
  readonly seen: number
  readonly taskNo: TaskNo
  readonly taskTitle: string
  readonly title: string
  readonly text: string
  readonly evidenceHints: readonly string[]
  readonly draft: Draft
  readonly ratings: readonly string[]
  /** A submitted answer is being changed. */
  readonly submitted: boolean
  readonly position: { readonly at: number; readonly of: number; readonly answered: number }
  /** Whose card it is, when it stands in a group; null in private. */
  readonly owner: string | null
  readonly hasPrevious: boolean
  /** What came of the last press, as a sentence of `words`: a refusal, a draft kept. */
  readonly note: string | null
}

/** The name of the form, and of its controls: the fields of a draft. */
export const answerForm = 'answer'

export declare function requirementCard(view: RequirementView): Card
