import { assemble, type Found, type OwnStandardVerdict, type Trouble } from './own-standard.ts'
import { type Node, plant } from './text-tree.ts'

/** A paragraph of a text. A line of a plain text is one too. */
export type Paragraph = {
  /** As people count the paragraphs of the file, empty ones too: the first is 1. */
  readonly line: number
  readonly text: string
  /** What the program that wrote it knows: a heading of some level, a list numbered by itself; null: neither. */
  readonly style: { readonly kind: 'heading' | 'list'; readonly level: number } | null
}

/**
 * A standard as its text is published: duties, tasks and requirements under each other, each level numbered in its own
 * way (一、（一）1. or 第一条, by the styles of Word), all of them, the lower two or the lowest alone. Which way is which
 * level is found from the text: the level most of its ends stand on is that of the requirements. Refused: nothing in it
 * is numbered or a heading.
 */
export function readStandardText(paragraphs: readonly Paragraph[]): OwnStandardVerdict {
  const said = paragraphs.filter((one) => one.text.trim() !== '')
  if (said.length === 0) return { kind: 'refused', why: 'empty-text' }
  const { roots, before, loose } = plant(said)
  const all = roots.flatMap(branches)
  const form = commonForm(all)
  if (form === null) return { kind: 'refused', why: 'no-form' }
  const items = all.filter((path) => formOf(path) === form)
  const shared = sharedLevels(items)
  const found = items.map((path) => toFound(path.slice(shared)))
  const troubles = [
    ...leaps(items, shared),
    ...leftOut(roots, new Set(items.flat())),
    ...loose.map(({ line, text }) => ({ kind: 'left-out' as const, line, text })),
  ]
  return assemble(headOf(before, roots, items), found, troubles)
}

/** From the top to a node. */
type Path = readonly Node[]

function branches(node: Node): Path[] {
  return [[node], ...node.children.flatMap(branches).map((path) => [node, ...path])]
}

function formOf(path: Path): string {
  return path.map((node) => node.way).join(' ')
}

/** The ways of numbering, from the top, at whose end most of the text's ends stand; null when there are no two such. */
function commonForm(paths: readonly Path[]): string | null {
  const counts = new Map<string, number>()
  for (const path of paths.filter((one) => one.at(-1)?.children.length === 0)) {
    counts.set(formOf(path), (counts.get(formOf(path)) ?? 0) + 1)
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a)
  return best === undefined || best[1] < 2 ? null : best[0]
}

/** Levels from the top that all items have in one node: 二、基本内容 around the whole standard is no duty of it. */
function sharedLevels(items: readonly Path[]): number {
  const deepest = (items[0]?.length ?? 1) - 1
  let level = 0
  while (level < deepest && items.every((path) => path[level] === items[0]?.[level])) level++
  return level
}

function toFound(path: Path): Found {
  const node = path.at(-1) as Node
  const above = path.slice(0, -1).slice(-2)
  const isNamed = node.style === 'heading' && node.body.length > 0
  return {
    line: node.line,
    duty: above[0]?.text ?? null,
    task: above[1]?.text ?? null,
    title: isNamed ? node.text : null,
    text: [...(isNamed ? [] : [node.text]), ...node.body, ...node.children.flatMap(flat)].join('\n').trim(),
    evidence: [],
    department: null,
  }
}

/** What stands below a requirement is part of its text, with its numbers. */
function flat(node: Node): string[] {
  return [`${node.sign}${node.text}`, ...node.body, ...node.children.flatMap(flat)]
}

/** Numbers run on, or begin again under another heading; anything else is said. */
function leaps(items: readonly Path[], shared: number): Trouble[] {
  const troubles: Trouble[] = []
  const levels = items[0]?.length ?? 0
  for (let level = shared; level < levels; level++) {
    const nodes = [...new Set(items.map((path) => path[level] as Node))]
    for (const [index, node] of nodes.entries()) {
      const before = nodes[index - 1]
      const begins = before === undefined || before.parent !== node.parent
      if (node.no === null || (begins && node.no === 1)) continue
      const from = before === undefined ? 0 : before.no
      if (from !== null && node.no !== from + 1) troubles.push({ kind: 'leap', line: node.line, from, to: node.no })
    }
  }
  return troubles
}

/** Numbered parts that hold no requirement: the topmost of each. */
function leftOut(nodes: readonly Node[], kept: ReadonlySet<Node>): Trouble[] {
  return nodes.flatMap((node) => {
    if (!kept.has(node)) return [{ kind: 'left-out' as const, line: node.line, text: node.text }]
    const isItem = !node.children.some((child) => kept.has(child))
    return isItem ? [] : leftOut(node.children, kept)
  })
}

/** Title and number of the document, from what stands before its first number. */
function headOf(before: readonly Paragraph[], roots: readonly Node[], items: readonly Path[]) {
  const top = items.every((path) => path[0] === items[0]?.[0]) ? items[0]?.[0] : undefined
  const heads = [
    ...before.map((one) => one.text.trim()),
    ...(roots.length === 1 && top?.style === 'heading' ? [top.text] : []),
  ].slice(0, 30)
  const number = heads.map((text) => /[\p{Script=Han}]{1,8}[〔［[（(]\d{4}[〕］\])）]\d{1,4}号/u.exec(text)?.[0])
  const named = heads.map((text) => /《([^《》]{4,60})》/u.exec(text)?.[1])
  const short = heads.find((text) => [...text].length >= 4 && [...text].length <= 40 && !/[。；，号]$/u.test(text))
  const title = (short?.replaceAll(/[《》]/gu, '') ?? named.find((one) => one !== undefined) ?? null)?.trim() ?? null
  return { title, documentNumber: number.find((one) => one !== undefined) ?? null }
}
