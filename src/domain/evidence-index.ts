import type { Day } from './day.ts'
import { readLink } from './evidence.ts'
import type { EvidenceId, IssueNo, RequirementNo } from './ids.ts'
import { type PrivateMark, privateMarks } from './looks-private.ts'
import { nameRequirement } from './requirement-name.ts'
import type { PlacedRequirement } from './standard.ts'

/** A kept piece, with all it is evidence of. */
export type IndexedPiece = {
  readonly id: EvidenceId
  readonly kind: 'photo' | 'file'
  readonly name: string
  readonly sha256: string
  readonly ending: string
  readonly bytes: number
  readonly sentOn: Day
  readonly sentBy: string
  readonly requirements: readonly RequirementNo[]
  readonly issues: readonly IssueNo[]
  /** What was found inside when it came; null: nobody could look inside. */
  readonly marks: readonly PrivateMark[] | null
}

/** Where an answer says that paper lies. */
export type Pointer = { readonly words: string; readonly on: Day; readonly by: string }

/** What the index is made of. */
export type IndexFacts = {
  /** In catalogue order. */
  readonly requirements: readonly {
    readonly placed: PlacedRequirement
    readonly department: string | null
    readonly pointer: Pointer | null
  }[]
  /** `requirements`: what the issue is about, in catalogue order. */
  readonly issues: readonly {
    readonly no: IssueNo
    readonly department: string
    readonly requirements: readonly RequirementNo[]
  }[]
  /** In the order in which they came. */
  readonly pieces: readonly IndexedPiece[]
}

/** The bytes of an entry, in the file store. */
export type IndexedFile = {
  readonly id: EvidenceId
  readonly sha256: string
  readonly ending: string
  readonly bytes: number
}

/** One line of the index; all of it can be written as JSON. */
export type IndexEntry = {
  /** `1.1-001`: duty, task, and the number within the task; `台账-001` for proof of an issue from outside. */
  readonly code: string
  /** `1.1 维护学生平等入学权利`: the task by its number and title. */
  readonly folder: string
  /** What it is evidence of: （1）免试就近入学, 台账编号3. */
  readonly of: readonly string[]
  readonly type: 'place' | 'link' | 'photo' | 'file'
  /** What it is called, without an ending; of a place, what is to be found there. */
  readonly name: string
  /** Where it lies, in its keeper's words; null: it is a file. */
  readonly place: string | null
  readonly department: string | null
  /** Who wrote that or sent it. */
  readonly by: string
  readonly on: Day
  readonly file: IndexedFile | null
  /** What its own words look as if they held, and what the file does (null: nobody could look inside). */
  readonly marks: { readonly words: readonly PrivateMark[]; readonly inside: readonly PrivateMark[] | null }
}

type Line = Omit<IndexEntry, 'code' | 'folder' | 'of' | 'department'> & {
  readonly serves: readonly RequirementNo[]
  readonly issues: readonly IssueNo[]
}

/**
 * Everything that proves something, each thing once and numbered under the first task it serves; tasks in catalogue
 * order, in each first what answers point to and then what was sent; proof of issues from outside last.
 */
export function evidenceIndex(facts: IndexFacts): IndexEntry[] {
  const places = new Map(facts.requirements.map((one, at) => [one.placed.no, { ...one, at }]))
  const issues = new Map(facts.issues.map((one) => [one.no, one]))
  const pointed = facts.requirements.flatMap(({ placed, pointer }) =>
    pointer === null ? [] : [pointedLine(placed, pointer)],
  )
  const sent = facts.pieces.map((piece) =>
    sentLine(
      piece,
      piece.issues.flatMap((no) => issues.get(no)?.requirements ?? []),
    ),
  )
  const lines = [...pointed, ...sent].map(({ serves, issues: nos, ...line }) => {
    const served = [...new Set(serves)].flatMap((no) => places.get(no) ?? []).toSorted((a, b) => a.at - b.at)
    const [first] = served
    const of = [
      ...served.map(({ placed }) => nameRequirement({ ...placed, taskNo: placed.task?.no ?? null })),
      ...nos.map((no) => `台账编号${no}`),
    ]
    const department = first?.department ?? issues.get(nos[0] ?? (0 as IssueNo))?.department ?? null
    return { ...line, of, department, at: first?.at ?? Number.MAX_SAFE_INTEGER, ...groupOf(first?.placed) }
  })
  const groups = Map.groupBy(
    lines.toSorted((a, b) => a.at - b.at),
    (one) => one.mark,
  )
  return [...groups.values()].flatMap((group) =>
    group.map(({ mark, at: _, ...line }, index) => ({
      code: `${mark}-${String(index + 1).padStart(3, '0')}`,
      ...line,
    })),
  )
}

function pointedLine(placed: PlacedRequirement, { words, on, by }: Pointer): Line {
  const type = readLink(words) === null ? 'place' : 'link'
  const marks = { words: privateMarks(words), inside: [] }
  return { type, name: placed.title, place: words, by, on, file: null, marks, serves: [placed.no], issues: [] }
}

function sentLine(piece: IndexedPiece, throughIssues: readonly RequirementNo[]): Line {
  const { id, kind: type, sha256, ending, bytes, issues, sentBy: by, sentOn: on } = piece
  const tail = `.${ending}`
  const name = piece.name.toLowerCase().endsWith(tail) ? piece.name.slice(0, -tail.length) : piece.name
  const marks = { words: privateMarks(piece.name), inside: piece.marks }
  const serves = [...piece.requirements, ...throughIssues]
  return { type, name, place: null, by, on, file: { id, sha256, ending, bytes }, marks, serves, issues }
}

/** By duty and task, as far as the catalogue has them. */
function groupOf(placed: PlacedRequirement | undefined): { readonly mark: string; readonly folder: string } {
  if (placed === undefined) return { mark: '台账', folder: '台账问题' }
  const { duty, task } = placed
  const numbers = [duty?.no, task?.no].filter((no) => no !== undefined)
  const title = task?.title ?? duty?.title ?? ''
  if (numbers.length === 0) return { mark: '1', folder: '全部条款' }
  return { mark: numbers.join('.'), folder: `${numbers.join('.')} ${title}` }
}
