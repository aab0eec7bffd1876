import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneRespondent, propose, type SchoolDepartment, spread } from '#src/domain/division.ts'
import type { DepartmentId, PersonId, RequirementNo } from '#src/domain/ids.ts'

const catalogue = [
  '校长室',
  '办公室',
  '教务处',
  '德育处',
  '总务处',
  '安全办',
  '教科室',
  '工会',
  '体卫艺处',
  '少先队',
  '党支部',
]
const groups = catalogue.map((suggested) => ({ suggested, requirements: 8 }))

const school = (...names: string[]): SchoolDepartment[] =>
  names.map((name, index) => ({ id: (index + 1) as DepartmentId, name, heads: 1, members: 3 }))

/** The proposal in words: suggested → the school's own name. */
function names(departments: SchoolDepartment[], asked = groups) {
  const nameOf = new Map(departments.map((one) => [one.id, one.name]))
  return Object.fromEntries(
    [...propose(asked, departments)].map(([suggested, id]) => [suggested, id && nameOf.get(id)]),
  )
}

test('a school with all eleven keeps them', () => {
  expect(names(school(...catalogue.toReversed()))).toEqual(Object.fromEntries(catalogue.map((one) => [one, one])))
})

test('a small school of three departments maps eleven onto them', () => {
  expect(names(school('教导处', '总务处', '办公室'))).toEqual({
    校长室: '办公室',
    办公室: '办公室',
    党支部: '办公室',
    工会: '办公室',
    教务处: '教导处',
    教科室: '教导处',
    体卫艺处: '教导处',
    德育处: '教导处',
    少先队: '教导处',
    总务处: '总务处',
    安全办: '总务处',
  })
})

test.each([
  ['教务处', ['语文组', '教导处'], '教导处'],
  ['教务处', ['分校教务处', '教务处'], '教务处'],
  ['教务处', ['课程教学中心'], '课程教学中心'],
  ['教务处', ['第一小学教务处'], '第一小学教务处'],
  ['德育处', ['教导处', '政教处'], '政教处'],
  ['德育处', ['教学处', '学生发展中心'], '学生发展中心'],
  ['少先队', ['德育处', '校团委'], '校团委'],
  ['少先队', ['教务处', '德育处'], '德育处'],
  ['总务处', ['教务处', '后勤保障中心'], '后勤保障中心'],
  ['总务处', ['总务 处', '后勤处'], '总务 处'],
  ['安全办', ['总务处', '安保科'], '安保科'],
  ['安全办', ['教务处', '后勤处'], '后勤处'],
  ['教科室', ['教务处', '教研室'], '教研室'],
  ['体卫艺处', ['教务处', '体艺卫处'], '体艺卫处'],
  ['办公室', ['教务办公室', '安全办公室', '校办'], '校办'],
  ['办公室', ['学生处办公室', '行政办公室'], '行政办公室'],
  ['校长室', ['教务处', '党政办公室'], '党政办公室'],
  ['党支部', ['办公室', '党总支'], '党总支'],
  ['工会', ['教务处', '办公室'], '办公室'],
])('%s goes, among %j, to %s', (suggested, departments, expected) => {
  expect(names(school(...departments), [{ suggested, requirements: 5 }])).toEqual({ [suggested]: expected })
})

test('a department without people is never proposed, whatever its name', () => {
  const departments: SchoolDepartment[] = [
    { id: 1 as DepartmentId, name: '教务处', heads: 0, members: 0 },
    { id: 2 as DepartmentId, name: '后勤处', heads: 0, members: 2 },
  ]
  expect(names(departments, [{ suggested: '教务处', requirements: 30 }])).toEqual({ 教务处: '后勤处' })
})

test('departments nobody can tell apart share the work by how many they are', () => {
  const departments: SchoolDepartment[] = [
    { id: 1 as DepartmentId, name: '一年级组', heads: 1, members: 0 },
    { id: 2 as DepartmentId, name: '二年级组', heads: 1, members: 5 },
  ]
  const asked = ['教务处', '德育处', '总务处'].map((suggested) => ({ suggested, requirements: 10 }))
  expect(names(departments, asked)).toEqual({ 教务处: '一年级组', 德育处: '二年级组', 总务处: '二年级组' })
})

test('a suggestion this release does not know is placed too, and nobody is proposed where nobody is', () => {
  expect(names(school('教务处'), [{ suggested: '宿管科', requirements: 3 }])).toEqual({ 宿管科: '教务处' })
  expect(names(school('教务处', '宿管科'), [{ suggested: '宿管科', requirements: 3 }])).toEqual({ 宿管科: '宿管科' })
  expect(names([])).toEqual(Object.fromEntries(catalogue.map((one) => [one, null])))
})

test('every suggested department gets a department with people, if there is one', () => {
  const department = fc.record({
    id: fc.integer({ min: 1, max: 999 }).map((id) => id as DepartmentId),
    name: fc.oneof(fc.constantFrom(...catalogue, '教导处', '后勤', '语文组'), fc.string()),
    heads: fc.nat({ max: 2 }),
    members: fc.nat({ max: 4 }),
  })
  fc.assert(
    fc.property(fc.uniqueArray(department, { selector: (one) => one.id, maxLength: 8 }), (departments) => {
      const peopled = departments.filter((one) => one.heads + one.members > 0).map((one) => one.id)
      const proposal = propose(groups, departments)
      expect([...proposal.keys()]).toEqual(catalogue)
      for (const id of proposal.values()) {
        if (peopled.length === 0) expect(id).toBeNull()
        else expect(peopled).toContain(id)
      }
    }),
  )
})

const [li, wang, zhao] = [1, 2, 3] as PersonId[] as [PersonId, PersonId, PersonId]
const numbers = (count: number) => Array.from({ length: count }, (_, index) => (index * 3 + 1) as RequirementNo)

test('seven requirements among three: one piece each, the larger one to whoever carries least', () => {
  expect([
    ...spread(
      numbers(7),
      [li, wang, zhao],
      new Map([
        [li, 5],
        [wang, 0],
        [zhao, 2],
      ]),
    ).values(),
  ]).toEqual([li, li, wang, wang, wang, zhao, zhao])
})

test('whatever is spread: all of it, in order, in one piece a person, differing by at most one', () => {
  const people = fc.uniqueArray(
    fc.integer({ min: 1, max: 40 }).map((id) => id as PersonId),
    { minLength: 1, maxLength: 12 },
  )
  const carried = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 40 }).map((id) => id as PersonId),
      fc.nat({ max: 30 }),
    ),
  )
  fc.assert(
    fc.property(fc.nat({ max: 92 }), people, carried, (count, who, load) => {
      const all = [...spread(numbers(count), who, new Map(load))]
      expect(all.map(([no]) => no)).toEqual(numbers(count))
      const pieces = all.map(([, person]) => person).filter((person, index, list) => person !== list[index - 1])
      expect(new Set(pieces).size).toBe(pieces.length)
      const sizes = who.map((person) => all.filter(([, owner]) => owner === person).length)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }),
  )
})

test('nobody to spread over: nothing is given', () => {
  expect(spread(numbers(5), [], new Map()).size).toBe(0)
})

test.each([
  [[li, wang], [zhao], li],
  [[], [zhao, wang], zhao],
  [[], [], null],
])('heads %j and members %j: %j answers for all', (heads, members, expected) => {
  expect(oneRespondent(heads, members)).toBe(expected)
})
