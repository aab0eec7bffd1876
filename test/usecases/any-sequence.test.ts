import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pressSchema } from '#cards/press.ts'
import { assignedRows } from '#db/assignment.ts'
import { readText } from '#src/domain/answer.ts'
import { count } from '#src/domain/progress.ts'
import { assignmentOf, campaignOf, leadingGroup, teachers, wordsOf } from '#test/support/first-school.ts'
import { earlierOf, lastMet, openSecondYear } from '#test/support/last-year.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
const nos = [17, 18, 19, 20] as const
const people = ['lin', 'li', 'chen'] as const
beforeAll(async () => {
  world = await openSecondYear({ 17: lastMet, 18: { ...lastMet, fact: '每天开放' } })
  await world.say('zhao', '/assign 19 李老师')
  await world.say('zhao', '/assign 20 李老师')
  await world.keep()
})
afterAll(() => world[Symbol.asyncDispose]())

type Step =
  | {
      readonly do: (typeof verbs)[number]
      readonly who: (typeof people)[number]
      readonly no: (typeof nos)[number]
      /** How many states behind the card is. */
      readonly behind: number
      readonly form: Record<string, string>
    }
  | { readonly do: 'say'; readonly who: (typeof people)[number]; readonly words: string }
  | { readonly do: 'reassign'; readonly no: (typeof nos)[number]; readonly to: string }

const whole = fc.constantFrom<Record<string, string>>(
  { rating: '已达到', fact: '有' },
  { rating: '已达到', fact: '每学期一次' },
  { rating: '部分达到', fact: '有', shortcoming: '缺名册', due: '2026-10-20 +0800' },
  { rating: '不适用', fact: '没有' },
)
const broken = fc.record(
  {
    rating: fc.constantFrom('已达到', '未达到', '优秀'),
    fact: fc.constantFrom('有', ' '),
    due: fc.constantFrom('2026-10-20 +0800', '2020-01-01'),
  },
  { requiredKeys: [] },
)
const verbs = [
  'submit-answer',
  'submit-answer',
  'submit-answer',
  'keep-draft',
  'go-back',
  'skip',
  'confirm-earlier',
  'take-over-earlier',
] as const
/** Mostly one's own, and now and then somebody else's. */
const whose = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(['lin', 17] as const, ['lin', 18] as const, ['li', 19] as const, ['li', 20] as const),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...people), fc.constantFrom(...nos)) },
)
const press = fc
  .tuple(fc.constantFrom(...verbs), whose, fc.constantFrom(0, 0, 0, 1), fc.oneof(whole, whole, broken))
  .map(([verb, [who, no], behind, form]): Step => ({ do: verb, who, no, behind, form }))
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: press },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      who: fc.constantFrom(...people),
      words: fc.constantFrom(
        '/start',
        '提交',
        '仍然如此',
        '填入修改',
        '跳过',
        '上一条',
        '已达到',
        '每周一次',
        '/start 18',
        '自评：不适用\n工作情况：无',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('reassign' as const),
      no: fc.constantFrom(...nos),
      to: fc.constantFrom('李老师', '林老师'),
    }),
  },
)

type State = Awaited<ReturnType<typeof look>>
async function look() {
  return world.database.db.transaction().execute(async (tx) => {
    const assignments = await tx
      .selectFrom('assignment')
      .innerJoin('person', 'person.id', 'assignment.respondent')
      .select([
        'assignment.id',
        'requirement_no as no',
        'version',
        'answered_revision as latest',
        'person.open_id as of',
      ])
      .where(
        'assignment.campaign',
        '=',
        (
          await tx
            .selectFrom('campaign')
            .select('id')
            .where('leading_chat', '=', leadingGroup)
            .orderBy('id', 'desc')
            .executeTakeFirstOrThrow()
        ).id,
      )
      .execute()
    const answers = await tx
      .selectFrom('answer')
      .innerJoin('person', 'person.id', 'answer.submitted_by')
      .select(['assignment', 'revision', 'rating', 'fact', 'person.open_id as by'])
      .orderBy('assignment')
      .orderBy('revision')
      .execute()
    return { assignments, answers }
  })
}

async function run(one: Step): Promise<void> {
  // As people need to read a card; words that come sooner are about no card.
  world.clock.pass(5_000)
  if (one.do === 'say') await world.say(one.who, one.words)
  else if (one.do === 'reassign') await world.say('zhao', `/assign ${one.no} ${one.to}`)
  else {
    const { id, version } = await assignmentOf(world, one.no)
    const seen = Math.max(0, version - one.behind)
    const { earlier, revision } = (await earlierOf(world, one.no)) ?? { earlier: id, revision: 1 }
    const pressed = pressSchema.parse({ v: 1, do: one.do, assignment: id, seen, earlier, revision })
    await world.press(one.who, pressed, isCarried(one.do) ? {} : one.form, { chat: teachers })
  }
}

const isCarried = (verb: string) => verb.endsWith('-earlier')

function held(before: State, one: Step, now: State): void {
  for (const { id, no, version, latest, of } of now.assignments) {
    const was = before.assignments.find((each) => each.id === id)
    const history = now.answers.filter((each) => each.assignment === id)
    // Complete, and the last one counts.
    expect(history.map((each) => each.revision)).toEqual(history.map((_, at) => at + 1))
    expect(latest).toBe(history.length === 0 ? null : history.length)
    // Nothing of it ever changes, and the version only grows.
    const earlier = before.answers.filter((each) => each.assignment === id)
    expect(history.slice(0, earlier.length)).toEqual(earlier)
    expect(version).toBeGreaterThanOrEqual(was?.version ?? 0)
    if (history.length === earlier.length) continue
    // New is at most one, by whoever it was given to, and what they said.
    expect(history).toHaveLength(earlier.length + 1)
    expect(version).toBeGreaterThan(was?.version ?? 0)
    const fresh = history.at(-1)
    expect(fresh?.by).toBe(of)
    expect(one).toMatchObject({ who: of.slice('ou_'.length) })
    if (one.do === 'say') expect(['提交', '仍然如此']).toContain(one.words)
    else if (one.do === 'confirm-earlier') expect(one.no).toBe(no)
    else if (one.do !== 'submit-answer') expect.fail(`${one.do} submitted something`)
    // A press without a form says nothing of its own: it submits what is kept, as the word does.
    else if (Object.keys(one.form).length > 0) {
      expect(fresh).toMatchObject({ rating: one.form.rating, fact: readText(one.form.fact) })
    }
    if (one.do === 'submit-answer') expect(no).toBe(one.no)
  }
}

test('whatever several people press and say: each answer is what its owner submitted last, and none is lost', async () => {
  let answered = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await world.rewind()
      let before = await look()
      for (const one of steps) {
        await run(one)
        const now = await look()
        held(before, one, now)
        before = now
      }
      answered += before.answers.length
      const { id } = await campaignOf(world)
      const rows = await world.database.db.transaction().execute((tx) => assignedRows(tx, id))
      const counted = count(rows.map((row) => row.means))
      const latest = before.assignments.filter((each) => each.latest !== null)
      expect(counted).toMatchObject({ total: 92, answered: latest.length })
      const shown = wordsOf((await world.say('zhao', '/progress', { in: leadingGroup })).at(-1))
      expect(shown).toContain(`已填报 ${counted.answered} / 92`)
      expect(shown).toContain(`已达到 ${counted.met} 条`)
    }),
    { numRuns: 30, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false },
  )
  // A property of nothing would hold as well.
  expect(answered).toBeGreaterThan(10)
}, 40_000)
