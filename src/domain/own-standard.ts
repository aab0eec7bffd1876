import type { RequirementNo, TaskNo } from './ids.ts'
import type { Duty, RatingWord, Requirement } from './standard.ts'

/** Something in a file that its sender should look at before the standard is used. `line` as the file counts them. */
export type Trouble =
  /** The numbering leaps: one may be missing, or was numbered twice. */
  | { readonly kind: 'leap'; readonly line: number; readonly from: number; readonly to: number }
  /** A heading or paragraph that is none of the requirements, and was left out. */
  | { readonly kind: 'left-out'; readonly line: number; readonly text: string }
  /** A table of a Word document without the heads of a standard; `text` tells which, `rows` how many something stands in. */
  | { readonly kind: 'table-left-out'; readonly line: number; readonly rows: number; readonly text: string }
  | { readonly kind: 'twice'; readonly line: number; readonly first: number }
  | { readonly kind: 'cut'; readonly line: number }
  /** A row in which the column of the requirement is empty. */
  | { readonly kind: 'no-text'; readonly line: number }
  /** A cell whose text is not to be trusted: as if nothing stood there. */
  | { readonly kind: 'unread'; readonly line: number; readonly head: string; readonly why: 'formula' | 'error' }

/** One requirement as it was found in a file, with the headings it stood under. */
export type Found = {
  readonly line: number
  readonly duty: string | null
  readonly task: string | null
  /** Null: its text has to say it. */
  readonly title: string | null
  readonly text: string
  readonly evidence: readonly string[]
  /** Who usually does this, where the file says so. */
  readonly department: string | null
}

/** What was made of a file: nothing of it holds before its sender has confirmed it. */
export type OwnStandard = {
  readonly title: string | null
  readonly documentNumber: string | null
  readonly duties: readonly Duty[]
}
/** The same, waiting to be confirmed. */
export type StandardImport = {
  readonly standard: OwnStandard
  readonly title: string
  readonly ratings: readonly RatingWord[]
  readonly troubles: readonly Trouble[]
  /** The document shows changes that somebody has yet to accept. */
  readonly tracked: boolean
  /** Sheets that were not read. */
  readonly others: readonly string[]
}
export type OwnStandardRefusal = 'no-form' | 'no-columns' | 'too-few' | 'too-many' | 'empty-text'
export type OwnStandardVerdict =
  | { readonly kind: 'read'; readonly standard: OwnStandard; readonly troubles: readonly Trouble[] }
  | { readonly kind: 'refused'; readonly why: OwnStandardRefusal }

/** Far above any standard for schools (92); each is asked of somebody. */
export const mostRequirements = 300
const longestText = 2_000
const longestTitle = 30
const longestHeading = 60

/** Where a file suggests nobody, all of it is one group of the division. */
export const unsuggested = '未建议部门'

/**
 * Numbers what was found and puts it under its duties and tasks. Numbers run on through the whole (standards/README.md).
 * Refused: fewer than two requirements are no standard, more than `mostRequirements` nobody could answer.
 */
export function assemble(
  head: Pick<OwnStandard, 'title' | 'documentNumber'>,
  found: readonly Found[],
  troubles: readonly Trouble[],
): OwnStandardVerdict {
  if (found.length < 2) return { kind: 'refused', why: 'too-few' }
  if (found.length > mostRequirements) return { kind: 'refused', why: 'too-many' }
  const numbered = found.map((one, index) => ({ ...one, no: (index + 1) as RequirementNo }))
  let tasks = 0
  const duties = runs(numbered, (one) => one.duty).map((ofDuty, index) => ({
    no: index + 1,
    title: heading(ofDuty[0]?.duty ?? null),
    tasks: runs(ofDuty, (one) => one.task).map((ofTask) => ({
      no: ++tasks as TaskNo,
      title: heading(ofTask[0]?.task ?? null),
      requirements: ofTask.map((one) => toRequirement(one)),
    })),
  }))
  const all = [...troubles.map(brief), ...repeated(found), ...overlong(found)].toSorted((a, b) => a.line - b.line)
  return { kind: 'read', standard: { ...head, duties }, troubles: all }
}

/** How many of each level there are; a level the standard lacks counts none. */
export function countLevels(duties: readonly Duty[]): { duties: number; tasks: number; requirements: number } {
  const tasks = duties.flatMap((duty) => duty.tasks)
  return {
    duties: duties.filter((duty) => duty.title !== null).length,
    tasks: tasks.filter((task) => task.title !== null).length,
    requirements: tasks.reduce((sum, task) => sum + task.requirements.length, 0),
  }
}

/** What was left out may be as long as the file; its beginning is enough to find it. */
function brief(trouble: Trouble): Trouble {
  return trouble.kind === 'left-out' || trouble.kind === 'table-left-out'
    ? { ...trouble, text: shorten(trouble.text, longestHeading) }
    : trouble
}

function toRequirement(found: Found & { readonly no: RequirementNo }): Requirement {
  const text = found.text.slice(0, longestText).toWellFormed()
  const title = shorten(found.title ?? nameOf(text), longestTitle)
  return {
    no: found.no,
    title,
    text,
    evidence: found.evidence,
    suggestedDepartment: found.department ?? unsuggested,
  }
}

/**
 * What a requirement is called in lists and papers: its first sentence, or of a long one what stands before its first
 * pause. 、 is none: 严禁挤占体育课 is but half of 严禁挤占体育课、大课间. What is too long for a name all the same ends
 * between two things it lists, and says that it goes on.
 */
function nameOf(text: string): string {
  const [sentence = ''] = text.replaceAll(/(?<=[、，,])\s*\n\s*/gu, '').split(/[。；！？;!?\n]/u, 1)
  const name = sentence.replace(/(?<![\s，：、,:.])[\s，：、,:.]+$/u, '').trim()
  if (name === '') return text
  if ([...name].length <= longestTitle) return name
  const [clause = name] = name.split(/[，：,:]/u, 1)
  // 师德，… pauses too early to say anything.
  const said = [...clause].length >= 4 ? clause.trim() : name
  const fitting = [...said].slice(0, longestTitle).join('')
  const last = [...said].length <= longestTitle ? -1 : fitting.lastIndexOf('、')
  return last < 4 ? said : `${fitting.slice(0, last)}…`
}

function heading(text: string | null): string | null {
  return text === null ? null : shorten(text, longestHeading).replace(/(?<![。：:；;，,])[。：:；;，,]+$/u, '')
}

function shorten(text: string, most: number): string {
  const letters = [...text.slice(0, longestText).replaceAll(/\s+/gu, ' ').trim()]
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`
}

function runs<One>(all: readonly One[], by: (one: One) => string | null): One[][] {
  const found: One[][] = []
  for (const one of all) {
    const last = found.at(-1)
    if (last?.[0] !== undefined && by(last[0]) === by(one)) last.push(one)
    else found.push([one])
  }
  return found
}

function repeated(found: readonly Found[]): Trouble[] {
  const lines = new Map<string, number>()
  return found.flatMap(({ text, line }) => {
    // As it is kept: what is merged downwards stands in hundreds of rows, as long as a file may be.
    const plain = text.slice(0, longestText).normalize('NFKC').replaceAll(/\s/gu, '')
    const first = lines.get(plain)
    if (first === undefined) lines.set(plain, line)
    return first === undefined ? [] : [{ kind: 'twice' as const, line, first }]
  })
}

function overlong(found: readonly Found[]): Trouble[] {
  return found.flatMap(({ text, line }) => (text.length > longestText ? [{ kind: 'cut' as const, line }] : []))
}
