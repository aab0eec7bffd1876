import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { countElements } from '#cards/check.ts'
import { type DivisionView, divisionCard, divisionPages } from '#cards/division.ts'
import type { DepartmentId } from '#src/domain/ids.ts'
import { refusalOf } from './platform.ts'
import { aDivision } from './samples.ts'

const withDepartments = (many: number): DivisionView => ({
  ...aDivision,
  departments: Array.from({ length: many }, (_, at) => ({
    id: (at + 1) as DepartmentId,
    name: `部门${at + 1}`,
    heads: ['王主任', '李主任', '赵主任'],
    members: 5,
  })),
})

test.each([
  [3, 1],
  [8, 1],
  [40, 4],
  [150, 11],
  [400, 11],
])('%i departments take %i pages, every group on exactly one', (departments, pages) => {
  const view = withDepartments(departments)
  const split = divisionPages(view)
  expect(split).toHaveLength(pages)
  expect(split.flat()).toEqual(view.groups)
  for (let page = 0; page < pages; page += 1) {
    const card = divisionCard({ ...view, page })
    expect(refusalOf(card)).toBeNull()
    expect(countElements(card)).toBeLessThanOrEqual(200)
    const shown = split[page]?.map((group) => `"name":"${group.key}"`) ?? []
    for (const name of shown) expect(JSON.stringify(card)).toContain(name)
  }
})

test('there is a way on and back where there is one, and 确认分工 on every page', () => {
  const buttonsOn = (page: number) =>
    ['上一页', '下一页', '确认分工'].filter((text) =>
      JSON.stringify(divisionCard({ ...withDepartments(40), page })).includes(`"content":"${text}"`),
    )
  expect(buttonsOn(0)).toEqual(['下一页', '确认分工'])
  expect(buttonsOn(1)).toEqual(['上一页', '下一页', '确认分工'])
  expect(buttonsOn(3)).toEqual(['上一页', '确认分工'])
  expect(buttonsOn(99)).toEqual(buttonsOn(3))
})

test('what was chosen stays chosen, even behind the first 150, and the card says that words reach the others', () => {
  const [first] = aDivision.groups
  if (first === undefined) throw new Error('the sample has groups')
  const view = { ...withDepartments(400), groups: [{ ...first, chosen: 399 as DepartmentId }] }
  const card = divisionCard(view)
  expect(JSON.stringify(card)).toContain('"initial_option":"399"')
  expect(asText(card)).toContain('只有前150个')
})

test('a department without members can take nothing', () => {
  const empty = aDivision.departments.map((department) => ({ ...department, members: 0 }))
  const half = empty.map((department, at) => ({ ...department, members: at }))
  expect(JSON.stringify(divisionCard({ ...aDivision, departments: half }))).not.toContain('"value":"1"')
  expect(asText(divisionCard({ ...aDivision, departments: empty }))).toContain('还没有看到部门和成员')
})
