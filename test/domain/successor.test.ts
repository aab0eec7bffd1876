import { expect, test } from 'vitest'
import type { DepartmentId, PersonId } from '#src/domain/ids.ts'
import { proposeSuccessors } from '#src/domain/successor.ts'

const [qian, lin, li, zhao, sun] = [1, 2, 3, 4, 5] as PersonId[] as [PersonId, PersonId, PersonId, PersonId, PersonId]
const [teaching, service, gone] = [10, 20, 30] as DepartmentId[] as [DepartmentId, DepartmentId, DepartmentId]

const load = (...of: readonly (readonly [PersonId, number])[]) => new Map(of)
type Case = {
  readonly from: PersonId
  readonly heads: readonly PersonId[]
  readonly people: readonly PersonId[]
  readonly load?: ReadonlyMap<PersonId, number>
  readonly coordinator?: PersonId | null
}
test.each<[string, Case, PersonId | null]>([
  ['the head of a small department', { from: lin, heads: [qian], people: [qian, li], load: load([qian, 30]) }, qian],
  [
    'of a larger one whoever carries least',
    { from: lin, heads: [qian], people: [qian, li, sun], load: load([qian, 9], [li, 3], [sun, 2]) },
    sun,
  ],
  [
    'the head where nobody carries less',
    { from: lin, heads: [qian], people: [li, sun, qian], load: load([qian, 2], [li, 2], [sun, 2]) },
    qian,
  ],
  [
    'of a head who leaves whoever carries least',
    { from: qian, heads: [], people: [lin, li], load: load([lin, 4]) },
    li,
  ],
  ['of a head still listed the same', { from: qian, heads: [qian], people: [qian, lin, li], load: load([lin, 4]) }, li],
  ['the other head, of two', { from: qian, heads: [qian, sun], people: [qian, sun, li], load: load([sun, 8]) }, li],
  ['the coordinator where nobody is left', { from: lin, heads: [], people: [], load: load() }, zhao],
  ['the coordinator where only they themselves are', { from: lin, heads: [lin], people: [lin] }, zhao],
  ['nobody where the coordinator has left too', { from: lin, heads: [], people: [], coordinator: null }, null],
  ['nobody where they are the coordinator', { from: zhao, heads: [], people: [], coordinator: zhao }, null],
])('%s is proposed', (_, { from, heads, people, coordinator = zhao, load: carried = load() }, expected) => {
  const departments = [{ id: teaching, heads, people }]
  const parts = [{ department: teaching, size: 2 }]
  const proposal = proposeSuccessors({ from, parts, departments, load: carried, coordinator })
  expect([...proposal]).toEqual([[teaching, expected]])
})

test('for each department its own, the coordinator for one that is gone', () => {
  const proposal = proposeSuccessors({
    from: lin,
    parts: [
      { department: gone, size: 1 },
      { department: service, size: 2 },
      { department: teaching, size: 3 },
    ],
    departments: [
      { id: teaching, heads: [qian], people: [qian] },
      { id: service, heads: [sun], people: [sun] },
    ],
    load: load(),
    coordinator: zhao,
  })
  expect(Object.fromEntries(proposal)).toEqual({ [gone]: zhao, [service]: sun, [teaching]: qian })
})

test('what is proposed for one department counts when the next one is placed, the largest first', () => {
  const people = [qian, li, sun]
  const proposal = proposeSuccessors({
    from: lin,
    parts: [
      { department: teaching, size: 1 },
      { department: service, size: 5 },
    ],
    departments: [
      { id: teaching, heads: [], people },
      { id: service, heads: [], people },
    ],
    load: load([sun, 4]),
    coordinator: null,
  })
  expect(Object.fromEntries(proposal)).toEqual({ [service]: qian, [teaching]: li })
})
