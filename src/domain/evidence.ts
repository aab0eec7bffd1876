import type { AssignmentId, IssueId, PersonId } from './ids.ts'

export type EvidenceKind = 'photo' | 'file'

/** What a piece is evidence of. */
export type Landing = { readonly assignment: AssignmentId } | { readonly issue: IssueId }

/** One thing somebody sent: how the platform names it, and how they did (a photo has no name). */
export type Piece = { readonly kind: EvidenceKind; readonly name: string | null; readonly key: string }

/** Why a piece is not kept. Its sender hears a sentence for each (cards/evidence-words.ts). */
export const evidenceRefusals = [
  'too-large',
  'empty',
  'program',
  'archive',
  'video',
  'heic',
  'type-not-taken',
  'ending-false',
  'photo-unreadable',
  'photo-too-large',
  'many-pages',
  'file-unreadable',
  'locked',
  'macro',
  'bomb',
  'recalled',
  'download-broken',
  'no-room',
  // Nothing is wrong with it: the same lies there.
  'already-there',
] as const
export type EvidenceRefusal = (typeof evidenceRefusals)[number]

/**
 * The most that is kept of one piece: what comes in has to go out again, and the platform takes files of 30 MB from a bot
 * (facts page, section 3.4).
 */
export const mostEvidenceBytes = 30 * 1024 * 1024

/** What the bytes say they are, whatever the name says. `other`: none of those that matter here. */
export type Content =
  | { readonly is: 'jpg' | 'png' | 'webp' | 'gif' | 'tif' | 'heic' | 'pdf' | 'text' }
  /** A zip without the parts of an Office document in it, and one with them. */
  | { readonly is: 'zip' }
  | { readonly is: 'office'; readonly ending: 'docx' | 'xlsx' | 'pptx'; readonly macro: boolean }
  /** The container of Office before 2007 and of WPS, or what a password locks a newer document into. */
  | { readonly is: 'old-office'; readonly ending: 'doc' | 'xls' | 'ppt'; readonly macro: boolean }
  | { readonly is: 'locked-office' }
  | { readonly is: 'program' | 'archive' | 'video' | 'other' }
  /** A zip that would fill a disk once unpacked, and one whose list cannot be read. */
  | { readonly is: 'bomb' | 'broken-zip' }

export type Verdict =
  | { readonly kind: 'photo' }
  | { readonly kind: 'file'; readonly ending: string }
  | { readonly kind: 'refused'; readonly why: EvidenceRefusal }

const photos = ['jpg', 'png', 'webp', 'gif', 'tif'] as const
/** Names for the same ending. */
const aliases: Readonly<Record<string, string>> = { jpeg: 'jpg', jpe: 'jpg', jfif: 'jpg', tiff: 'tif', text: 'txt' }
/** WPS keeps its documents as Office did, under endings of its own. */
const oldEndings: Readonly<Record<string, string>> = {
  doc: 'doc',
  xls: 'xls',
  ppt: 'ppt',
  wps: 'doc',
  et: 'xls',
  dps: 'ppt',
}
const officeEndings = ['docx', 'xlsx', 'pptx']
const textEndings = ['txt', 'csv']

/** The ending of a name, folded: `名册.XLSX` → xlsx. Null without one. */
export function endingOf(name: string): string | null {
  const found = /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase()
  return found === undefined ? null : (aliases[found] ?? found)
}

/**
 * Whether a piece is taken, by what it is and what its name says it is: photos, and the documents a school office keeps.
 * A name that says something else than the content is refused and not corrected: somebody else would open it by its name.
 * `name` null: sent as a photo.
 */
export function judgeContent(name: string | null, content: Content): Verdict {
  const refused = refusalOf(content)
  if (refused !== null) return { kind: 'refused', why: refused }
  const ending = name === null ? null : endingOf(name)
  if (isPhoto(content.is)) {
    return ending === null || ending === content.is ? { kind: 'photo' } : { kind: 'refused', why: 'ending-false' }
  }
  if (name === null) return { kind: 'refused', why: 'photo-unreadable' }
  if (fits(ending ?? '', content)) return { kind: 'file', ending: ending ?? '' }
  if (content.is === 'locked-office') return { kind: 'refused', why: 'locked' }
  return { kind: 'refused', why: isTaken(ending) ? 'ending-false' : 'type-not-taken' }
}

/** What is refused whatever it is called. */
function refusalOf(content: Content): EvidenceRefusal | null {
  switch (content.is) {
    case 'program':
    case 'video':
    case 'heic':
    case 'bomb':
    case 'archive':
      return content.is
    case 'zip':
      return 'archive'
    case 'broken-zip':
      return 'file-unreadable'
    case 'office':
    case 'old-office':
      return content.macro ? 'macro' : null
    default:
      return null
  }
}

function fits(ending: string, content: Content): boolean {
  switch (content.is) {
    case 'pdf':
      return ending === 'pdf'
    case 'office':
      return ending === content.ending
    case 'old-office':
      return oldEndings[ending] === content.ending
    case 'text':
      return textEndings.includes(ending)
    default:
      return false
  }
}

function isTaken(ending: string | null): boolean {
  const all: readonly string[] = [...photos, ...officeEndings, ...textEndings, ...Object.keys(oldEndings), 'pdf']
  return ending !== null && all.includes(ending)
}

function isPhoto(is: Content['is']): is is (typeof photos)[number] {
  return (photos as readonly string[]).includes(is)
}

/** Pieces for one requirement sent this soon after the first of them are told of by one card. */
export const trayOpenMs = 2 * 60_000
/** A card has room for so many; the next one begins a new card. */
export const mostOnTray = 20

/** Whether one more piece joins what was sent before. */
export function joinsTray(tray: { readonly openedAt: Date; readonly pieces: number }, now: Date): boolean {
  return now.getTime() - tray.openedAt.getTime() <= trayOpenMs && tray.pieces < mostOnTray
}

/** A web address and nothing else, as typed or as the platform writes it ([words](address)); null otherwise. */
export function readLink(text: string): string | null {
  const said = text.trim()
  const wrapped = /^\[[^\]\n]{0,2000}\]\((https?:\/\/[^\s()]{1,2000})\)$/i.exec(said)?.[1]
  return wrapped ?? (/^https?:\/\/\S{1,2000}$/i.test(said) ? said : null)
}

export type EvidenceWord =
  | { readonly do: 'use'; readonly requirements: readonly number[] }
  | { readonly do: 'withdraw'; readonly piece: number }
  | { readonly do: 'withdraw-listed'; readonly piece: number }
  | { readonly do: 'show' }

/**
 * What the buttons of a tray's card do, in words (design, principle 6): 佐证 17、18 says what the pieces are for, 撤下 2
 * takes one back, 查看佐证 sends what lies with the requirement and lists it, 撤下材料 2 takes one off that list. Null:
 * none of them.
 */
export function readEvidenceWord(text: string): EvidenceWord | null {
  const said = text
    .normalize('NFKC')
    .trim()
    .replace(/^\//, '')
    .replace(/[.。!]$/, '')
  if (said.length > 200) return null
  if (/^查看(?:佐证|材料|佐证材料)$/.test(said)) return { do: 'show' }
  const [, ofList, piece] = /^撤下(材料)?\s*第?\s*(\d{1,2})\s*件?$/.exec(said) ?? []
  if (piece !== undefined) return { do: ofList === undefined ? 'withdraw' : 'withdraw-listed', piece: Number(piece) }
  const listed = /^佐证\s*([\d第条\s、,和]+)$/.exec(said)?.[1]?.match(/\d+/g) ?? []
  return listed.length === 0 ? null : { do: 'use', requirements: listed.map(Number) }
}

/**
 * Who may take a piece back from where it lies: whoever sent it, and whoever answers there now, while that may still be
 * changed.
 */
export function mayTakeBack(
  by: PersonId,
  use: { readonly sentBy: PersonId; readonly answeredBy: PersonId | null; readonly isOpen: boolean },
): 'may' | 'closed' | 'not-theirs' {
  if (by !== use.sentBy && by !== use.answeredBy) return 'not-theirs'
  return use.isOpen ? 'may' : 'closed'
}

/** Pieces as papers list them: files by their names, photos, which have none, by their number. */
export function namedPieces(pieces: readonly { readonly kind: EvidenceKind; readonly name: string }[]): string[] {
  const photos = pieces.filter((one) => one.kind === 'photo').length
  const files = pieces.flatMap((one) => (one.kind === 'file' ? [one.name] : []))
  return photos === 0 ? files : [...files, `照片${photos}张`]
}
