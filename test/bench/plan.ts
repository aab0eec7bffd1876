import { z } from 'zod'

/** How the server went about a statement. */
export type Plan = {
  readonly sql: string
  /** How long it was at work, planning and the way there left out. */
  readonly ms: number
  /** Blocks of 8 kB it looked at, wherever they lay: the same whenever it is asked, on whatever machine. */
  readonly blocks: number
  /** Tables it read from end to end. */
  readonly scanned: readonly string[]
}

type Node = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string | undefined
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly Node[] | undefined
}
const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Shared Hit Blocks': z.number().default(0),
    'Shared Read Blocks': z.number().default(0),
    Plans: z.array(node).optional(),
  }),
)
const explained = z.object({ 'Query Text': z.string(), Plan: node })

/** The plan in a message of auto_explain; null when it is another message. */
export function planIn(message: string): Plan | null {
  const [, ms, json] = /^duration: ([\d.]+) ms {2}plan:\n(.+)$/s.exec(message) ?? []
  if (json === undefined) return null
  const { 'Query Text': sql, Plan: top } = explained.parse(JSON.parse(json))
  const scanned = nodesOf(top).flatMap((one) => (one['Node Type'] === 'Seq Scan' ? [one['Relation Name'] ?? '?'] : []))
  return { sql, ms: Number(ms), blocks: top['Shared Hit Blocks'] + top['Shared Read Blocks'], scanned }
}

function nodesOf(top: Node): Node[] {
  return [top, ...(top.Plans ?? []).flatMap(nodesOf)]
}
