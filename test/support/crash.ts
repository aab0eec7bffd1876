import type { KyselyPlugin, PluginTransformQueryArgs, RootOperationNode } from 'kysely'

/** The process dies here: thrown out of a statement, so that its transaction is never committed. */
export class Crash extends Error {}

/** Lets the process die before a statement, once: `before(3)` lets two more pass. `null`: it lives on. */
export type CrashPlan = { before(statement: number | null): void; readonly plugin: KyselyPlugin }

export function crashPlan(): CrashPlan {
  let left: number | null = null
  return {
    before(statement) {
      left = statement
    },
    plugin: {
      transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
        if (left !== null) left -= 1
        if (left !== 0) return node
        left = null
        throw new Crash('the process died')
      },
      transformResult: ({ result }) => Promise.resolve(result),
    },
  }
}
