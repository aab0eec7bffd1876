import { readNumbered } from './numbered-line.ts'
import type { Paragraph } from './standard-text.ts'

/** A numbered line, or a heading, with what stands below it. */
export type Node = {
  readonly line: number
  /** How it is numbered, see readNumbered; of headings, lists and what stands under a heading, what they are. */
  readonly way: string
  readonly no: number | null
  /** Its number as written. */
  readonly sign: string
  readonly text: string
  readonly style: 'heading' | 'list' | null
  readonly parent: Node | null
  readonly body: string[]
  readonly children: Node[]
}

export type Tree = {
  readonly roots: readonly Node[]
  /** What stands before the first number. */
  readonly before: readonly Paragraph[]
  /** What looks like neither a number's text nor its continuation: a signature, a heading without a number. */
  readonly loose: readonly Paragraph[]
}

/** A short line without an end is no sentence of the requirement above it: a signature, a date, a heading. */
const longestLoose = 25

/**
 * Puts each paragraph where it belongs. A way of numbering not met yet in this branch begins a level below; one that was
 * goes back up to its own. Never deeper than there are ways of numbering, so no text can nest far.
 */
export function plant(paragraphs: readonly Paragraph[]): Tree {
  const roots: Node[] = []
  const before: Paragraph[] = []
  const loose: Paragraph[] = []
  let branch: Node[] = []
  let isLoose = false
  for (const paragraph of paragraphs) {
    const begun = begin(paragraph)
    const above = branch.at(-1)
    if (begun !== null) {
      isLoose = false
      const at = branch.findIndex(
        (node) => node.way === begun.way || (node.way === underHeading && begun.way !== underHeading),
      )
      branch = grow(roots, at === -1 ? branch : branch.slice(0, at), begun)
    } else if (above === undefined) before.push(paragraph)
    else if (isLoose || looksLoose(paragraph, above)) {
      isLoose = true
      loose.push(paragraph)
    } else if (above.way === underHeading || (above.style === 'heading' && above.sign === '')) {
      const at = above.way === underHeading ? -1 : undefined
      branch = grow(roots, branch.slice(0, at), { ...unnumbered(paragraph), way: underHeading })
    } else above.body.push(paragraph.text.trim())
  }
  return { roots, before, loose }
}

/** Under a heading of Word's without a number every paragraph stands for itself. */
const underHeading = 'under-heading'

type Begun = Omit<Node, 'parent' | 'body' | 'children'>

function begin(paragraph: Paragraph): Begun | null {
  const { text, style, line } = paragraph
  const numbered = readNumbered(text)
  const kind = style?.kind ?? null
  if (numbered !== null) {
    const trimmed = text.trim()
    const sign = trimmed.slice(0, Math.max(0, trimmed.length - numbered.rest.length))
    return { line, way: numbered.way, no: numbered.no, sign, text: numbered.rest, style: kind }
  }
  return style === null ? null : { ...unnumbered(paragraph), way: `${style.kind}-${style.level}`, style: kind }
}

function unnumbered({ line, text }: Paragraph): Omit<Begun, 'way'> {
  return { line, no: null, sign: '', text: text.trim(), style: null }
}

function grow(roots: Node[], branch: readonly Node[], begun: Begun): Node[] {
  const parent = branch.at(-1) ?? null
  const node: Node = { ...begun, parent, body: [], children: [] }
  ;(parent?.children ?? roots).push(node)
  return [...branch, node]
}

function looksLoose({ text }: Paragraph, above: Node): boolean {
  if (above.way === underHeading || above.style === 'heading') return false
  const trimmed = text.trim()
  const hasEnded = /[。！？；.!?;]$/u.test(above.body.at(-1) ?? above.text)
  return hasEnded && [...trimmed].length <= longestLoose && !/[。！？；：，、.!?;:,]$/u.test(trimmed)
}
