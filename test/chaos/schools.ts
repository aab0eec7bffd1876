import { type Person, person } from '#test/support/person.ts'
import type { Somebody } from './people.ts'
import type { ChaosTown } from './town.ts'

/** One school of the county, with a campaign of its own that its leading group leads. */
export type School = {
  readonly name: string
  readonly group: { readonly id: string; readonly name: string }
  readonly coordinator: Person
  /** Everybody who may be asked something, the coordinator among them. */
  readonly people: readonly Person[]
}

/** The day by which all of them inspect. */
export const inspectBy = '2026-09-18'
const departments = ['教务处', '德育处', '总务处', '体卫艺处'] as const
/** So that each has about two of the 92 requirements. */
const mostPeople = 50
const numerals = '一二三四五六七八九十'
/** What is set up is set up in peace. */
const patienceMs = 180_000

/** Employs so many people in as many schools as that takes, and lets each school set up its campaign and divide it. */
export async function foundSchools(town: ChaosTown, people: number): Promise<readonly School[]> {
  const count = Math.ceil(people / mostPeople)
  const schools = Array.from({ length: count }, (_, index) => {
    const share = Math.floor(people / count) + (index < people % count ? 1 : 0)
    return employ(town, `第${numerals[index] ?? index + 1}小学`, share)
  })
  for (const school of schools) await town.emulator.addBot(school.group, town.app)
  await rest(town)
  for (const school of schools) await here(school).say('/setup')
  await rest(town)
  await Promise.all(schools.map(setUp))
  await rest(town)
  for (const school of schools) await here(school).say('/assign')
  await rest(town)
  await Promise.all(schools.map(divide))
  await rest(town)
  return schools
}

/** Everybody with a share, numbered through the schools. */
export function employed(schools: readonly School[]): readonly Somebody[] {
  let who = 0
  return schools.flatMap(({ people, group }, school) =>
    people.map(
      (person): Somebody => ({ who: who++, school, person, group, seen: new Set(), written: 0, thread: null }),
    ),
  )
}

/** The coordinator in the leading group. */
export function here({ coordinator, group }: School): Person {
  return coordinator.in(group)
}

async function rest(town: ChaosTown): Promise<void> {
  if (await town.settle(patienceMs)) return
  throw new Error(`setting up the schools does not come to an end: ${await stuck(town)}`)
}

/** What the bots still have to do, by their own account. */
async function stuck({ bots, emulator }: ChaosTown): Promise<string> {
  const [bot] = bots.alive()
  const jobs = await bot?.query(`select name, state, count(*)::int as count from pgboss.job
    where state in ('created', 'retry', 'active') group by 1, 2`)
  return JSON.stringify({
    jobs,
    retries: emulator.waitingRetries(),
    faults: bots.faults,
    starts: bots.starts(),
    log: bots.log().slice(-1_000),
  })
}

function employ({ emulator, app }: ChaosTown, name: string, share: number): School {
  const itself = emulator.addDepartment({ name })
  const below = departments.map((one) => emulator.addDepartment({ name: one, parent: itself }))
  const people = Array.from({ length: share }, (_, index) => {
    const department = below[index % below.length] ?? itself
    const handle = emulator.addPerson({ name: `${name}${index + 1}号老师`, departments: [department] })
    if (index < below.length) emulator.setHead(department, handle)
    return person(emulator, app, handle)
  })
  const leaders = people.slice(0, below.length)
  const [coordinator] = leaders
  if (coordinator === undefined) throw new Error(`nobody works at ${name}`)
  const group = emulator.addGroup({ name: `${name}领导小组`, members: leaders.map((one) => one.handle) })
  return { name, group, coordinator, people }
}

async function setUp(school: School): Promise<void> {
  const done = await here(school)
    .on()
    .fill('学校名称', school.name)
    .fill('活动名称', `${school.name}对照整改年活动`)
    .choose('对照标准', '义务教育学校管理标准（试行）（92条）')
    .pick('自查截止日期', inspectBy)
    .press('创建活动')
  if (done.kind !== 'answered') throw new Error(`${school.name} was not set up: ${done.why}`)
}

/** Groups of requirements go to whichever department has least so far, and there evenly to its people. */
async function divide(school: School): Promise<void> {
  const form = here(school).on().choose('责任人', '平均分给部门成员')
  const load = new Map<string, number>(departments.map((name) => [name, 0]))
  for (const { label } of here(school).lastCard().fields) {
    const [, requirements] = /（(\d+)条）$/.exec(label) ?? []
    if (requirements === undefined) continue
    const [least = departments[0]] = [...load].toSorted(([, one], [, other]) => one - other).map(([name]) => name)
    form.choose(label, least)
    load.set(least, (load.get(least) ?? 0) + Number(requirements))
  }
  const done = await form.press('确认分工')
  if (done.kind !== 'answered') throw new Error(`${school.name} was not divided: ${done.why}`)
}
