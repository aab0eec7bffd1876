import { expect, test } from 'vitest'
import { type Giving, mayGive } from '#src/domain/give-share.ts'
import { readGiveWords } from '#src/domain/give-words.ts'
import type { DepartmentId, PersonId } from '#src/domain/ids.ts'

const [lin, li, qian, sun] = [1, 2, 3, 4] as PersonId[] as [PersonId, PersonId, PersonId, PersonId]
const [teaching, service] = [10, 20] as DepartmentId[] as [DepartmentId, DepartmentId]
const own: Giving = { by: lin, from: lin, to: li, coordinates: false, heads: [], ofFrom: [teaching], ofTo: [teaching] }

test.each<[string, Partial<Giving>, object]>([
  ['their own to a colleague', {}, { kind: 'allowed', only: null }],
  ['their own to the head', { to: qian }, { kind: 'allowed', only: null }],
  ['their own out of the department', { to: sun, ofTo: [service] }, { kind: 'refused', why: 'not-your-department' }],
  ['their own, being of no department', { ofFrom: [] }, { kind: 'refused', why: 'not-your-department' }],
  ['their own to nobody of the campaign', { ofTo: [] }, { kind: 'refused', why: 'person-unknown' }],
  ['their own to themselves', { to: lin }, { kind: 'refused', why: 'to-oneself' }],
  ['somebody else’s', { by: li, to: li }, { kind: 'refused', why: 'not-yours-to-give' }],
  ['somebody else’s to nobody known', { by: li, ofTo: [] }, { kind: 'refused', why: 'not-yours-to-give' }],
  ['as a head, a member’s', { by: qian, heads: [teaching] }, { kind: 'allowed', only: [teaching] }],
  [
    'as a head, that of a member who left',
    { by: qian, heads: [teaching], ofFrom: [] },
    { kind: 'allowed', only: [teaching] },
  ],
  [
    'as a head, a member’s out of the department',
    { by: qian, heads: [teaching], to: sun, ofTo: [service] },
    { kind: 'refused', why: 'not-your-department' },
  ],
  [
    'as the coordinator, anybody’s',
    { by: sun, coordinates: true, ofFrom: [], ofTo: [service] },
    { kind: 'allowed', only: null },
  ],
  [
    'as the coordinator, to nobody',
    { by: sun, coordinates: true, ofTo: [] },
    { kind: 'refused', why: 'person-unknown' },
  ],
])('%s', (_, more, expected) => {
  expect(mayGive({ ...own, ...more })).toEqual(expected)
})

test.each([
  ['', { names: [], why: 'given', what: 'all', sure: false }],
  ['张老师', { names: ['张老师'], why: 'given', what: 'all', sure: false }],
  ['给张老师', { names: ['张老师'], why: 'given', what: 'all', sure: false }],
  ['张三 外出', { names: ['张三'], why: 'away', what: 'all', sure: false }],
  ['张三　请假　未填', { names: ['张三'], why: 'away', what: 'open', sure: false }],
  ['王老师给张老师 工作调整', { names: ['王老师', '张老师'], why: 'given', what: 'all', sure: false }],
  ['王老师→欧阳主任 全部', { names: ['王老师', '欧阳主任'], why: 'given', what: 'all', sure: false }],
  ['外出', { names: [], why: 'away', what: 'all', sure: false }],
  ['@张老师 李老师2', { names: ['李老师2'], why: 'given', what: 'all', sure: false }],
  ['张三 外出 未填 确认', { names: ['张三'], why: 'away', what: 'open', sure: true }],
  ['确认 张三', null],
  ['固定资产清单', null],
  ['一批图书给各个班级的图书角', null],
  ['外出 张老师', null],
  ['张老师 李老师 王老师', null],
  ['张老师 外出 请假', null],
  ['constructor', { names: ['constructor'], why: 'given', what: 'all', sure: false }],
])('移交 %j is read as %j', (rest, expected) => {
  expect(readGiveWords(rest)).toEqual(expected)
})
