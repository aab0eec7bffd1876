import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Press } from '#cards/press.ts'
import type { CampaignId, ChatId, OpenId } from '#src/domain/ids.ts'
import { campaignOf, leadingGroup, wordsOf } from '#test/support/first-school.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf, type TablePerson } from '#test/support/school-directory.ts'
import { broken } from './invariants.ts'
import { readNumbers, recount } from './recount.ts'
import { after, Hands, type IssueAct, mayReview } from './rules.ts'
import { cast, look, names, nos, openModelSchool, pressAs, type Seen, type Who } from './town.ts'

// Any order of presses by anybody, with the bot dying in between: the rules of answers, review and issues hold.

/** The bot and its database. */
type Real = { readonly world: Recorder; readonly campaign: CampaignId }
/** What was expected and came, so that a property of nothing would be noticed. */
type Model = { left: Set<Who>; moved: Record<string, number>; hands: Hands; ended: number | null }

let real: Real
/** The directory as it was: every run begins with everybody there. */
let employed: { people: Map<OpenId, TablePerson>; chats: Map<ChatId, OpenId[]> }
beforeAll(async () => {
  const world = await openModelSchool()
  real = { world, campaign: (await campaignOf(world)).id }
  const { peopleTable, chats } = world.directory
  employed = { people: new Map(peopleTable), chats: new Map(chats) }
})
afterAll(() => real.world[Symbol.asyncDispose]())

async function holds({ world, campaign }: Real): Promise<void> {
  expect(await world.database.db.transaction().execute((tx) => broken(tx, campaign))).toEqual([])
}

const begin = (): Model => ({ left: new Set<Who>(), moved: {}, hands: new Hands(), ended: null })

function note(model: Model, what: string): void {
  model.moved[what] = (model.moved[what] ?? 0) + 1
}

abstract class Step implements fc.AsyncCommand<Model, Real> {
  readonly who: Who
  readonly diesBefore: number | null
  constructor(who: Who, diesBefore: number | null) {
    this.who = who
    this.diesBefore = diesBefore
  }
  check(model: Readonly<Model>): boolean {
    return !model.left.has(this.who)
  }
  async run(model: Model, real: Real): Promise<void> {
    const before = await look(real.world, real.campaign)
    model.hands.watch(before.issues, model.ended)
    model.ended = null
    await this.act(model, real, before)
    await holds(real)
  }
  protected abstract act(model: Model, real: Real, before: Seen): Promise<void>
}

/** What follows the press is what the second opinion says. */
class Answer extends Step {
  readonly no: number
  readonly form: Record<string, string>
  readonly isOld: boolean
  constructor(who: Who, no: number, form: Record<string, string>, isOld: boolean, diesBefore: number | null) {
    super(who, diesBefore)
    this.no = no
    this.form = form
    this.isOld = isOld
  }
  protected override async act(model: Model, real: Real, before: Seen): Promise<void> {
    const one = before.answers.get(this.no)
    if (one === undefined) throw new Error(`nobody has ${this.no}`)
    const seen = this.isOld ? Math.max(0, one.version - 1) : one.version
    const press: Press = { v: 1, do: 'submit-answer', assignment: one.id, seen }
    await pressAs(real.world, this.who, press, this.form, this.diesBefore)
    const now = (await look(real.world, real.campaign)).answers.get(this.no)
    if (this.who !== one.respondent || one.state === 'accepted') expect(now).toEqual(one)
    else if (!this.isOld) expect(now?.state).toBe('submitted')
    note(model, now?.version === one.version ? 'answer refused' : 'answer')
  }
  override toString = () =>
    `${this.who} answers ${this.no} ${JSON.stringify(this.form)}${this.isOld ? ' on an old card' : ''}`
}

/** One verdict on one answer; `fitting`: by somebody who may, on one that can take it, if there is such. */
class Verdict extends Step {
  readonly which: number
  readonly verb: 'accept-answer' | 'return-answer'
  readonly fitting: boolean
  constructor(
    who: Who,
    which: number,
    verb: 'accept-answer' | 'return-answer',
    fitting: boolean,
    diesBefore: number | null,
  ) {
    super(who, diesBefore)
    this.which = which
    this.verb = verb
    this.fitting = fitting
  }
  protected override async act(model: Model, real: Real, before: Seen): Promise<void> {
    const [from, to]: readonly [readonly string[], string] =
      this.verb === 'accept-answer' ? [['submitted'], 'accepted'] : [['submitted', 'accepted'], 'returned']
    const may = (who: Who, one: Parameters<typeof mayReview>[1] & { state: string }) =>
      from.includes(one.state) && mayReview(who, one, model.left)
    const all = [...before.answers].map(([no, one]) => [this.who, no, one] as const)
    const possible = cast
      .filter((who) => !model.left.has(who))
      .flatMap((who) => [...before.answers].map(([no, one]) => [who, no, one] as const))
      .filter(([who, , one]) => may(who, one))
    const choice = this.fitting && possible.length > 0 ? possible : all
    const [who, no, one] = choice[this.which % choice.length] ?? []
    if (who === undefined || no === undefined || one === undefined) return
    const press = { v: 1, do: this.verb, assignment: one.id, seen: one.happened } as const
    await pressAs(real.world, who, press, { reason: '请补上数字' }, this.diesBefore)
    const now = (await look(real.world, real.campaign)).answers.get(no)
    expect(now?.state).toBe(may(who, one) ? to : one.state)
    note(model, now?.state === one.state ? 'verdict refused' : this.verb)
  }
  override toString = () => `${this.fitting ? 'whoever may' : this.who} ${this.verb} ${this.which}`
}

/** Somebody does something about an issue; `fitting`: somebody who may, to one where it can be done, if there is such. */
class Move extends Step {
  readonly which: number
  readonly verb: IssueAct
  readonly fitting: boolean
  constructor(who: Who, which: number, verb: IssueAct, fitting: boolean, diesBefore: number | null) {
    super(who, diesBefore)
    this.which = which
    this.verb = verb
    this.fitting = fitting
  }
  protected override async act(model: Model, real: Real, before: Seen): Promise<void> {
    const all = before.issues.map((issue) => [this.who, issue] as const)
    const had = (no: number) => model.hands.of(before.issues, no)
    const possible = cast
      .filter((who) => !model.left.has(who))
      .flatMap((who) => before.issues.map((issue) => [who, issue] as const))
      .filter(([who, issue]) => after(this.verb, who, issue, had(issue.no)) !== null)
    const from = this.fitting && possible.length > 0 ? possible : all
    const [who, issue] = from[this.which % Math.max(1, from.length)] ?? []
    if (who === undefined || issue === undefined) return
    const press = { v: 1, do: this.verb, issue: issue.id, seen: issue.version } as const
    await pressAs(real.world, who, press, { words: '已办好' }, this.diesBefore)
    const now = (await look(real.world, real.campaign)).issues.find((one) => one.id === issue.id)
    const expected = after(this.verb, who, issue, had(issue.no))
    expect(now?.state).toBe(expected ?? issue.state)
    if (expected === null) expect(now).toEqual(issue)
    if (expected === 'struck-off' || expected === 'withdrawn') model.ended = issue.no
    note(model, expected === null ? 'move refused' : this.verb)
  }
  override toString = () => `${this.fitting ? 'whoever may' : this.who} ${this.verb} ${this.which}`
}

/** Two issues go on as one; `fitting`: two that are open, by the coordinator. */
class Join extends Step {
  readonly which: number
  readonly into: number
  readonly fitting: boolean
  constructor(who: Who, which: number, into: number, fitting: boolean, diesBefore: number | null) {
    super(fitting ? 'zhao' : who, diesBefore)
    this.which = which
    this.into = into
    this.fitting = fitting
  }
  protected override async act(model: Model, real: Real, before: Seen): Promise<void> {
    const from = this.fitting ? before.issues.filter((one) => one.state === 'open') : before.issues
    const at = this.which % Math.max(1, from.length)
    const issue = from[at]
    const into = from[this.fitting ? (at + 1) % from.length : this.into % Math.max(1, from.length)]
    if (issue === undefined || into === undefined) return
    const press = { v: 1, do: 'join-issue', issue: issue.id, into: into.id, seen: issue.version } as const
    await pressAs(real.world, this.who, press, {}, this.diesBefore)
    const now = (await look(real.world, real.campaign)).issues.find((one) => one.id === issue.id)
    const cannot = issue.id === into.id || issue.state !== 'open' || into.state !== 'open'
    if (cannot || ['zhou', 'chen'].includes(this.who)) expect(now).toEqual(issue)
    else if (this.fitting) expect(now?.state).toBe('joined')
    note(model, now?.state === issue.state ? 'join refused' : 'join')
  }
  override toString = () => `${this.who} joins ${this.which} into ${this.fitting ? 'the next' : this.into}`
}

/** Said in words, which goes through the inbox: an owner is named, a requirement or a whole share goes to somebody else. */
class Say extends Step {
  readonly words: (seen: Seen) => string | null
  readonly what: string
  constructor(who: Who, what: string, words: (seen: Seen) => string | null) {
    super(who, null)
    this.what = what
    this.words = words
  }
  protected override async act(model: Model, real: Real, before: Seen): Promise<void> {
    const words = this.words(before)
    if (words === null) return
    await real.world.say(this.who, words)
    note(model, 'said')
  }
  override toString = () => `${this.who} says ${this.what}`
}

class Leave extends Step {
  protected override async act(model: Model, real: Real): Promise<void> {
    const person = openIdOf(this.who)
    const { peopleTable, chats } = real.world.directory
    peopleTable.delete(person)
    for (const [chat, members] of chats)
      chats.set(
        chat,
        members.filter((one) => one !== person),
      )
    await real.world.happen({ kind: 'person-left', id: `left_${this.who}`, person })
    model.left.add(this.who)
    note(model, 'left')
  }
  override toString = () => `${this.who} leaves`
}

class NextDay extends Step {
  protected override async act(model: Model, real: Real): Promise<void> {
    real.world.clock.pass(26 * 3_600_000)
    await real.world.tick()
    note(model, 'day')
  }
  override toString = () => 'a day passes'
}

class Progress extends Step {
  protected override async act(model: Model, real: Real): Promise<void> {
    const card = wordsOf((await real.world.say('zhao', '/progress', { in: leadingGroup })).at(-1))
    const today = new Date(real.world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    const counted = await real.world.database.db.transaction().execute((tx) => recount(tx, real.campaign, today))
    expect(readNumbers(card)).toEqual(counted)
    note(model, 'progress')
  }
  override toString = () => '/progress equals a recount'
}

const somebody = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Who>('lin', 'li', 'qian', 'zhao', 'sun') },
  { weight: 1, arbitrary: fc.constantFrom(...cast) },
)
const forms = fc.constantFrom<Record<string, string>>(
  { rating: '已达到', fact: '有' },
  { rating: '部分达到', fact: '有', shortcoming: '缺名册', measure: '补名册', due: '2026-09-10 +0800' },
  { rating: '未达到', shortcoming: '缺名册' },
  { rating: '部分达到', fact: '有', shortcoming: '没有专用教室', due: '2026-12-20 +0800' },
)
/** Now and then the process dies, early or late in what it does. */
const dies = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
)
const no = fc.constantFrom(...nos)
const which = fc.nat({ max: 5 })
const ownersOf: Readonly<Record<number, Who>> = { 17: 'lin', 18: 'lin', 19: 'li', 20: 'li', 1: 'qian', 25: 'sun' }
/** Mostly one's own, so that more than refusals happens. */
const answers = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(no, forms, dies)
      .map(([no, form, at]) => new Answer(ownersOf[no] ?? 'lin', no, form, false, at)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(somebody, no, forms, fc.boolean(), dies).map((all) => new Answer(...all)),
  },
)
const verdicts = fc
  .tuple(
    somebody,
    fc.nat({ max: 30 }),
    fc.constantFrom<'accept-answer' | 'return-answer'>('accept-answer', 'accept-answer', 'return-answer'),
    fc.boolean(),
    dies,
  )
  .map((all) => new Verdict(...all))
/** More happens than refusals. */
const mostly = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })
const acts = fc.constantFrom<IssueAct>(
  'report-issue',
  'ask-strike-off',
  'ask-strike-off',
  'ask-strike-off',
  'strike-off',
  'strike-off',
  'strike-off',
  'return-issue',
  'withdraw-issue',
  'reopen-issue',
  'part-issue',
)
const moves = fc.tuple(somebody, fc.nat({ max: 30 }), acts, mostly, dies).map((all) => new Move(...all))
const joins = fc.tuple(somebody, which, which, fc.boolean(), dies).map((all) => new Join(...all))
const owned = fc.tuple(somebody, which, fc.constantFrom<Who>('lin', 'li', 'qian')).map(
  ([who, at, to]) =>
    new Say(who, `问题 ${at} 责任人 ${to}`, ({ issues }) => {
      const issue = issues[at % Math.max(1, issues.length)]
      return issue === undefined ? null : `台账 ${issue.no} 责任人：${names[to]}`
    }),
)
const handed = fc
  .tuple(fc.constantFrom<Who>('zhao', 'qian', 'li'), no, fc.constantFrom<Who>('lin', 'li', 'sun'))
  .map(([who, no, to]) => new Say(who, `分工 ${no} ${to}`, () => `/assign ${no} ${names[to]}`))
const rare = fc.oneof(
  fc.constantFrom<Who>('li', 'qian').map((who) => new Leave(who, null)),
  fc.constant(null).map(() => new NextDay('zhao', null)),
)
const progress = fc.constant(null).map(() => new Progress('zhao', null))

/** From the school as it was divided, and what was done by then. */
async function goThrough(all: Iterable<fc.AsyncCommand<Model, Real>>): Promise<Record<string, number>> {
  await real.world.rewind()
  for (const [who, one] of employed.people) real.world.directory.peopleTable.set(who, one)
  for (const [chat, members] of employed.chats) real.world.directory.chats.set(chat, members)
  const model = begin()
  await fc.asyncModelRun(() => ({ model, real }), all)
  await new Progress('zhao', null).run(model, real)
  return model.moved
}

// What follows is drawn by chance, which may pass a way by: here each is gone for certain.
test('every kind of press moves what it should', async () => {
  const short = { rating: '未达到', shortcoming: '缺名册' }
  const moved = await goThrough([
    new Answer('lin', 17, short, false, null),
    new Answer('li', 19, short, false, null),
    new Answer('lin', 18, { rating: '已达到', fact: '有' }, false, null),
    new Verdict('li', 0, 'return-answer', true, null),
    new Verdict('li', 0, 'accept-answer', true, null),
    new Verdict('li', 0, 'accept-answer', true, null),
    new Verdict('li', 0, 'accept-answer', true, null),
    new Answer('qian', 1, short, false, null),
    new Verdict('li', 0, 'accept-answer', true, null),
    new Join('zhao', 0, 0, true, null),
    new Move('lin', 0, 'ask-strike-off', true, null),
    new Move('lin', 0, 'strike-off', true, null),
    new NextDay('zhao', null),
    new Leave('li', null),
  ])
  const ways = ['answer', 'accept-answer', 'return-answer', 'join', 'ask-strike-off', 'strike-off', 'day', 'left']
  for (const way of ways) expect(moved[way] ?? 0, way).toBeGreaterThan(0)
}, 60_000)

test('any order of presses, by anybody, the bot dying in between', async () => {
  const commands = fc.commands(
    [
      answers,
      answers,
      answers,
      verdicts,
      verdicts,
      moves,
      moves,
      moves,
      moves,
      moves,
      joins,
      joins,
      owned,
      handed,
      progress,
      rare,
    ],
    { maxCommands: 40, size: 'max' },
  )
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      await goThrough(all)
    }),
    { numRuns: 30 },
  )
}, 300_000)
