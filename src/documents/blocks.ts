import type { Summary } from '#src/domain/summary.ts'
import type { Part } from '#src/domain/summary-findings.ts'
import { paperDay, type Sentence } from '#src/domain/summary-sentence.ts'

/** What a paragraph of a paper is; how that looks is the writer's business. */
export type BlockStyle =
  | 'title'
  | 'school'
  | 'body'
  | 'section'
  | 'duty'
  | 'task'
  | 'closing'
  | 'first-annex'
  | 'next-annex'
  | 'signature'
  | 'date'
/** A stretch of text; `missing` says that something is not stated yet and must catch the eye. */
export type Stretch = { readonly text: string; readonly missing: boolean }
/** `notes`: what is said of it in a comment, a line each; none in a paper that leaves the school. */
export type Block = {
  readonly style: BlockStyle
  readonly stretches: readonly Stretch[]
  readonly notes: readonly string[]
}

/** What is noted of the title and of each paragraph. */
export type Notes = {
  readonly head: readonly string[]
  readonly of: (sentences: readonly Sentence[]) => readonly string[]
}
const none: Notes = { head: [], of: () => [] }

/**
 * The paper as paragraphs from top to bottom, in the order of the form (domain facts, section 2.1); `annexes`: the names of
 * the tables behind it. Pure.
 */
export function summaryBlocks(summary: Summary, annexes: readonly string[] = [], notes = none): Block[] {
  return [
    plain('title', summary.activity),
    plain('title', summary.kind, notes.head),
    plain('school', summary.school),
    body(summary.opening, notes),
    ...summary.sections.flatMap(({ heading, parts }) => [
      plain('section', heading),
      ...parts.map((part) => partBlock(part, notes)),
    ]),
    body(summary.closing, notes, 'closing'),
    ...annexBlocks(annexes),
    plain('signature', summary.school),
    plain('date', paperDay(summary.signedOn)),
  ]
}

/** 附件说明: only several are numbered, none ends with a full stop (GB/T 9704-2012, 7.3.4). */
function annexBlocks(names: readonly string[]): Block[] {
  return names.map((name, at) => {
    const numbered = names.length === 1 ? name : `${at + 1}.${name}`
    return at === 0 ? plain('first-annex', `附件：${numbered}`) : plain('next-annex', numbered)
  })
}

/** What stands above an annex, `at` from 0. */
export function annexMark(at: number, of: number): string {
  return of === 1 ? '附件' : `附件${at + 1}`
}

function partBlock(part: Part, notes: Notes): Block {
  return part.kind === 'text' ? body(part.sentences, notes) : plain(part.kind, part.heading)
}

function plain(style: BlockStyle, text: string, notes: readonly string[] = []): Block {
  return { style, stretches: [{ text, missing: false }], notes }
}

function body(sentences: readonly Sentence[], notes: Notes, style: 'body' | 'closing' = 'body'): Block {
  return { style, stretches: sentences.reduce(join, []), notes: notes.of(sentences) }
}

/** Neighbours that look alike are one stretch: programs break and hang punctuation badly where stretches meet. */
function join(stretches: readonly Stretch[], { text, missing }: Sentence): Stretch[] {
  const last = stretches.at(-1)
  if (last === undefined || last.missing !== missing) return [...stretches, { text, missing }]
  return [...stretches.slice(0, -1), { text: last.text + text, missing }]
}
