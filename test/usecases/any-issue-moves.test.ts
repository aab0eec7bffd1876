import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IssueState, issueMoves } from '#src/domain/issue.ts'
import { openDivided } from '#test/support/first-school.ts'
import { fallShort, type IssueVerb, isMet, ledgerOf, move } from '#test/support/ledger.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await fallShort(world, 'lin', 17)
  await fallShort(world, 'lin', 18, { shortcoming: '缺签字' })
  await world.keep()
})
afterAll(() => world[Symbol.asyncDispose]())

const verbs: readonly IssueVerb[] = [
  'report-issue',
  'ask-strike-off',
  'strike-off',
  'return-issue',
  'withdraw-issue',
  'reopen-issue',
  'join-issue',
  'part-issue',
]
type Step =
  | { readonly do: 'move'; readonly who: string; readonly verb: IssueVerb; readonly no: number }
  | { readonly do: 'answer'; readonly no: number; readonly shortcoming: string | null }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      who: fc.constantFrom('lin', 'lin', 'qian', 'zhao', 'chen'),
      verb: fc.constantFrom(...verbs),
      no: fc.constantFrom(1, 2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      no: fc.constantFrom(17, 18),
      shortcoming: fc.constantFrom('缺名册', '缺签字', null),
    }),
  },
)

async function run(one: Step): Promise<void> {
  if (one.do === 'move') await move(world, one.who, one.verb, one.no, '写明了', one.no === 1 ? 2 : 1)
  else if (one.shortcoming === null) await isMet(world, 'lin', one.no)
  else await fallShort(world, 'lin', one.no, { shortcoming: one.shortcoming })
}

type Line = { readonly issue: number; readonly state: IssueState; readonly said: string | null; readonly at: Date }
function history(): Promise<Line[]> {
  return world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('issue_entry').select(['issue', 'state', 'said', 'at']).orderBy('id').execute())
}

test('whatever is done by anybody: no state without its line, no line that ever changes, no way but the table’s', async () => {
  let moved = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
      await world.rewind()
      let before = { ledger: await ledgerOf(world), lines: await history() }
      for (const one of steps) {
        await run(one)
        const now = { ledger: await ledgerOf(world), lines: await history() }
        expect(now.lines.slice(0, before.lines.length)).toEqual(before.lines)
        for (const issue of now.ledger) {
          const was = before.ledger.find((each) => each.id === issue.id)
          const fresh = now.lines.slice(before.lines.length).filter((line) => line.issue === issue.id)
          if (was === undefined || was.version !== issue.version) expect(fresh.length).toBeGreaterThan(0)
          else expect(issue).toEqual(was)
          if (fresh.length > 0) expect(fresh.at(-1)?.state).toBe(issue.state)
          let state: IssueState = was?.state ?? 'open'
          for (const line of fresh) {
            if (line.state !== state) expect(Object.values(issueMoves[state])).toContain(line.state)
            state = line.state
            moved += 1
          }
        }
        before = now
      }
    }),
    { numRuns: 30, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false },
  )
  // A property of nothing would hold as well.
  expect(moved).toBeGreaterThan(20)
}, 60_000)
