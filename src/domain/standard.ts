import type { RequirementNo, TaskNo } from './ids.ts'

/**
 * A catalogue: duties → tasks → requirements. Texts of the two editions are condensed in our own words, never quoted as
 * the ministry's; those of a standard of one's own are the school's. A standard may lack tasks, or both upper levels.
 */
export type Standard = {
  readonly id: string
  /** As on the notice, without book-title marks: 义务教育学校管理标准（试行）. */
  readonly title: string
  readonly documentNumber: string
  readonly duties: readonly Duty[]
  readonly ratings: readonly RatingWord[]
}
/** `title` null: the standard has no duties, and all it has stands in this one. */
export type Duty = { readonly no: number; readonly title: string | null; readonly tasks: readonly Task[] }
/** `title` null: the standard has no tasks, and all of its duty stands in this one. */
export type Task = { readonly no: TaskNo; readonly title: string | null; readonly requirements: readonly Requirement[] }
export type Requirement = {
  readonly no: RequirementNo
  readonly title: string
  readonly text: string
  /** Material a school usually has already: a hint, never a list to upload. */
  readonly evidence: readonly string[]
  /** A default for a school's own division of work, always editable. */
  readonly suggestedDepartment: string
}

/** What a rating word says about the requirement, whatever the word is: it decides counts, gaps and issues. */
export type Meaning = 'met' | 'partly' | 'unmet' | 'not-applicable'
export type RatingWord = { readonly word: string; readonly means: Meaning }

/** The neutral words of the design; 达标 is avoided (教师厅〔2025〕2号, domain facts section 0). */
export const usualRatings: readonly RatingWord[] = [
  { word: '已达到', means: 'met' },
  { word: '部分达到', means: 'partly' },
  { word: '未达到', means: 'unmet' },
  { word: '不适用', means: 'not-applicable' },
]

/** One requirement together with where it stands in its standard; null: the standard has no such level. */
export type PlacedRequirement = Requirement & {
  readonly duty: { readonly no: number; readonly title: string } | null
  readonly task: { readonly no: TaskNo; readonly title: string } | null
}

/** All requirements in catalogue order, each with its duty and task. */
export function placed(standard: Standard): PlacedRequirement[] {
  return standard.duties.flatMap((duty) =>
    duty.tasks.flatMap((task) =>
      task.requirements.map((requirement) => ({
        ...requirement,
        duty: duty.title === null ? null : { no: duty.no, title: duty.title },
        task: task.title === null ? null : { no: task.no, title: task.title },
      })),
    ),
  )
}
