import type { IndexEntry } from './evidence-index.ts'
import type { PrivateMark } from './looks-private.ts'

/** What is exported: the index alone, or with it the files. */
export const exportKinds = ['index', 'pack'] as const
export type ExportKind = (typeof exportKinds)[number]

/** What is to become of entries that look private: to be asked about or looked at, to go out as they are, to be left out. */
export const markedChoices = ['ask', 'show', 'with', 'without'] as const
export type MarkedChoice = (typeof markedChoices)[number]

export type ExportOrder = { readonly what: ExportKind; readonly marked: MarkedChoice }

export const exportNames: Readonly<Record<ExportKind, string>> = { index: '佐证目录', pack: '佐证包' }
export const choiceNames: Readonly<Record<Exclude<MarkedChoice, 'ask'>, string>> = {
  show: '先看材料',
  with: '仍然导出',
  without: '去掉后导出',
}

/** What follows 总结: 佐证目录, 佐证包 仍然导出; null when it is neither. */
export function readExport(words: string): ExportOrder | null {
  const word = words.normalize('NFKC').replaceAll(/\s+/gu, '')
  const what = exportKinds.find((one) => word.startsWith(exportNames[one]))
  if (what === undefined) return null
  const choice = word.slice(exportNames[what].length)
  if (choice === '') return { what, marked: 'ask' }
  const marked = markedChoices.find((one) => one !== 'ask' && choiceNames[one] === choice)
  return marked === undefined ? null : { what, marked }
}

/** An entry that looks as if it told of a person, by its code; never what it says. */
export type Flagged = {
  readonly code: string
  /** In what the index would show of it. */
  readonly words: readonly PrivateMark[]
  /** In the file, which only the pack brings. */
  readonly inside: readonly PrivateMark[]
  readonly of: string
  readonly by: string
  /** It can be looked at. */
  readonly isFile: boolean
}

/** What somebody has to look at before this leaves the school (domain facts, section 5), in the order of the index. */
export function flaggedEntries(entries: readonly IndexEntry[], what: ExportKind): Flagged[] {
  return entries.flatMap(({ code, of, by, marks, file }) => {
    const inside = what === 'pack' ? (marks.inside ?? []) : []
    if (marks.words.length + inside.length === 0) return []
    return [{ code, words: marks.words, inside, of: of[0] ?? '', by, isFile: file !== null }]
  })
}

/** Files nobody could look into by program: photos, PDFs, old documents, what was kept before anybody looked. */
export function uncheckedFiles(entries: readonly IndexEntry[]): number {
  return entries.filter(({ file, marks }) => file !== null && marks.inside === null).length
}

/**
 * A number that is another one when anything else is flagged, by which a press says what its presser was warned of.
 * FNV-1a over ids and marks, cut to what a press carries.
 */
export function warnedOf(entries: readonly IndexEntry[], what: ExportKind): number {
  const flagged = new Map(flaggedEntries(entries, what).map((one) => [one.code, one]))
  const said = entries.flatMap(({ code, of, file }) => {
    const one = flagged.get(code)
    return one === undefined ? [] : [`${file?.id ?? of.join('+')}:${one.words.join('+')}/${one.inside.join('+')}`]
  })
  let hash = 0x811c9dc5
  for (const character of said.join('\n')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 1
}

/** Said in the place of words that are left out. */
export const leftOut = '（可能有个人信息，已略去）'

/** The entries without what is flagged: words are masked, a file that is flagged has no bytes any more. */
export function withoutFlagged(entries: readonly IndexEntry[], what: ExportKind): IndexEntry[] {
  const flagged = new Set(flaggedEntries(entries, what).map((one) => one.code))
  return entries.map((entry) => {
    if (!flagged.has(entry.code)) return entry
    const { marks, name, place } = entry
    const masked = marks.words.length > 0
    return {
      ...entry,
      name: masked && place === null ? leftOut : name,
      place: masked && place !== null ? leftOut : place,
      file: null,
    }
  })
}
