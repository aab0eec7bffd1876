import type { EvidenceId, IssueNo, RequirementNo } from './ids.ts'
import { type PrivateMark, privateMarks } from './looks-private.ts'
import type { PlacedRequirement } from './standard.ts'

/** A kept piece, with all it is evidence of. */
export type IndexedPiece = {
  readonly id: EvidenceId
  readonly kind: 'photo' | 'file'
  readonly name: string
  readonly sha256: string
  readonly ending: string
  readonly bytes: number
  readonly requirements: readonly RequirementNo[]
  readonly issues: readonly IssueNo[]
  /** What was found inside when it came; null: nobody can look inside by program (a photo, a PDF, an old document). */
  readonly marks: readonly PrivateMark[] | null
}

/** What the index is made of: pieces, and where answers say that paper lies. */
export type IndexFacts = {
  /** In catalogue order. */
  readonly requirements: readonly {
    readonly placed: PlacedRequirement
    readonly department: string | null
    readonly pointer: string | null
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

/** One line of the index. */
export type IndexEntry = {
  /** `1.1-001`: duty, task, and the number within the task; `台账-001` for proof of an issue from outside. */
  readonly code: string
  readonly folder: string
  readonly titles: readonly string[]
  readonly issues: readonly IssueNo[]
  readonly department: string | null
  /** Where it lies, as its keeper wrote; or what the file is called. */
  readonly says: string
  /** Null: it lies where its words say. */
  readonly piece: IndexedPiece | null
  readonly marks: readonly PrivateMark[]
}

/**
 * Everything that proves something, each thing once and numbered under the first task it serves; tasks in catalogue
 * order, in each first what answers point to and then what was sent; proof of issues from outside last.
 */
export function evidenceIndex(facts: IndexFacts): IndexEntry[] {
  const places = new Map(facts.requirements.map((one, at) => [one.placed.no, { ...one, at }]))
  const issues = new Map(facts.issues.map((one) => [one.no, one]))
  const pointed = facts.requirements.flatMap(({ placed, pointer }) =>
    pointer === null ? [] : [{ serves: [placed.no], issues: [], says: pointer, piece: null }],
  )
  const sent = facts.pieces.map((piece) => {
    const throughIssues = piece.issues.flatMap((no) => issues.get(no)?.requirements ?? [])
    return { serves: [...piece.requirements, ...throughIssues], issues: piece.issues, says: piece.name, piece }
  })
  const orderOf = (no: RequirementNo) => places.get(no)?.at ?? Number.MAX_SAFE_INTEGER
  const lines = [...pointed, ...sent].map((one) => {
    const serves = [...new Set(one.serves)].toSorted((a, b) => orderOf(a) - orderOf(b))
    const first = serves[0] === undefined ? undefined : places.get(serves[0])
    const ofIssue = one.issues[0] === undefined ? undefined : issues.get(one.issues[0])
    const department = first?.department ?? ofIssue?.department ?? null
    return { ...one, serves, department, ...groupOf(first?.placed), at: first?.at ?? Number.MAX_SAFE_INTEGER }
  })
  const groups = Map.groupBy(
    lines.toSorted((a, b) => a.at - b.at),
    (one) => one.mark,
  )
  return [...groups.values()].flatMap((group) =>
    group.map(({ mark, folder, serves, issues: of, department, says, piece }, index) => ({
      code: `${mark}-${String(index + 1).padStart(3, '0')}`,
      folder,
      titles: serves.flatMap((no) => places.get(no)?.placed.title ?? []),
      issues: of,
      department,
      says,
      piece,
      marks: [...new Set([...privateMarks(says), ...(piece?.marks ?? [])])],
    })),
  )
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

/** What the messenger takes as one file from a bot is 30 MB (facts page, section 3.4); a zip adds a little to its parts. */
export const mostVolumeBytes = 28 * 1024 * 1024

/** A file of the pack: where it stands in it, and which kept bytes it is. */
export type PackedFile = { readonly path: string; readonly sha256: string; readonly bytes: number }

/** The entries that are files, in as few volumes as keep within `most` bytes each, in the order of the index. */
export function packVolumes(
  entries: readonly IndexEntry[],
  safeName: (name: string) => string,
  most: number = mostVolumeBytes,
): PackedFile[][] {
  const volumes: PackedFile[][] = []
  let room = 0
  for (const { code, folder, piece } of entries) {
    if (piece === null) continue
    const ending = `.${piece.ending}`
    const name = piece.name.toLowerCase().endsWith(ending) ? piece.name.slice(0, -ending.length) : piece.name
    const file = {
      path: `${safeName(folder)}/${safeName(`${code} ${name}`)}${ending}`,
      sha256: piece.sha256,
      bytes: piece.bytes,
    }
    if (volumes.length === 0 || file.bytes > room) {
      volumes.push([])
      room = most
    }
    volumes.at(-1)?.push(file)
    room -= file.bytes
  }
  return volumes
}
