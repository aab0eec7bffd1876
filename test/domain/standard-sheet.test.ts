import { expect, test } from 'vitest'
import { countLevels, unsuggested } from '#src/domain/own-standard.ts'
import type { Sheet, SheetCell } from '#src/domain/sheet.ts'
import { placed } from '#src/domain/standard.ts'
import { readStandardSheet } from '#src/domain/standard-sheet.ts'

const cell = (text: string, trouble: SheetCell['trouble'] = null): SheetCell => ({ text, merged: false, trouble })
type Rows = readonly (readonly (string | SheetCell)[])[]
const sheetOf = (...rows: Rows): Sheet => ({
  name: '表',
  others: [],
  rows: rows.map((cells, at) => ({
    no: at + 1,
    cells: cells.map((one) => (typeof one === 'string' ? cell(one) : one)),
  })),
})

function read(...rows: Rows) {
  const verdict = readStandardSheet(sheetOf(...rows), '本校清单.xlsx')
  if (verdict.kind === 'refused') throw new Error(verdict.why)
  const { title, duties } = verdict.standard
  return { title, ...countLevels(duties), all: placed({ duties } as never), troubles: verdict.troubles }
}

test('columns in any order; a duty or task holds on until the next', () => {
  const standard = read(
    ['《某区管理清单》'],
    ['建议部门', '管理任务', '管 理 职 责', '条款内容', '佐证'],
    ['教务处', '课程', '教学', '开齐课程，不挤占。', '课表；公示照片'],
    ['', '', '', '作业公示。', ''],
    ['', '锻炼', '体育', '每天锻炼一小时。', ''],
  )
  expect(standard).toMatchObject({ title: '某区管理清单', duties: 2, tasks: 2, requirements: 3, troubles: [] })
  expect(standard.all[0]).toMatchObject({
    title: '开齐课程，不挤占',
    evidence: ['课表', '公示照片'],
    suggestedDepartment: '教务处',
  })
  expect(standard.all[1]).toMatchObject({ task: { title: '课程' }, suggestedDepartment: unsuggested })
  expect(standard.all[2]).toMatchObject({ duty: { title: '体育' }, task: { title: '锻炼' } })
})

test('one column is a short list; its name is the name of the file', () => {
  const standard = read(['序号', '条款名称', '条款内容'], ['1', '课程', '开齐课程。'], ['2', '锻炼', '每天一小时。'])
  expect(standard).toMatchObject({ title: '本校清单', duties: 0, tasks: 0, requirements: 2 })
  expect(standard.all.map((one) => [one.title, one.text])).toEqual([
    ['课程', '开齐课程。'],
    ['锻炼', '每天一小时。'],
  ])
})

test.each([
  [
    ['事项', '具体要求', '责任科室'],
    ['阳光体育', '严禁挤占体育课、大课间。', '体育组'],
    '阳光体育',
    '严禁挤占体育课、大课间。',
    '体育组',
  ],
  [['自查事项', '具体要求', '责任处室'], ['作业管理', '作业公示。', '教务处'], '作业管理', '作业公示。', '教务处'],
  [
    ['事项', '责任科室'],
    ['严禁挤占体育课、大课间', '体育组'],
    '严禁挤占体育课、大课间',
    '严禁挤占体育课、大课间',
    '体育组',
  ],
  [
    ['序号', '检查内容'],
    ['1', '严禁挤占体育课、大课间。'],
    '严禁挤占体育课、大课间',
    '严禁挤占体育课、大课间。',
    unsuggested,
  ],
  [['序号', '自查事项', '备注'], ['1', '严禁挤占体育课。', ''], '严禁挤占体育课', '严禁挤占体育课。', unsuggested],
] as const)('the heads %j are known', (heads, row, title, text, suggestedDepartment) => {
  const standard = read(
    heads,
    row,
    [...row].map((one) => `${one}二`),
  )
  expect(standard.all[0]).toMatchObject({ title, text, suggestedDepartment })
})

test('a row without a requirement and a formula without a result are named', () => {
  const rows = [['条款内容', '部门'], ['开齐课程。'], ['', '教务处'], [cell('', 'formula')], ['开齐课程。']] as const
  expect(read(...rows).troubles).toEqual([
    { kind: 'no-text', line: 3 },
    { kind: 'unread', line: 4, head: '条款内容', why: 'formula' },
    { kind: 'twice', line: 5, first: 2 },
  ])
})

test.each([
  [
    'no-columns',
    [
      ['姓名', '电话'],
      ['王老师', '1'],
    ],
  ],
  [
    'no-columns',
    [
      ['序号', '名称'],
      ['1', '第一小学'],
    ],
  ],
  ['too-few', [['条款内容'], ['开齐课程。']]],
] as const)('%s is refused', (why, rows) => {
  expect(readStandardSheet(sheetOf(...rows), 'x.xlsx')).toEqual({ kind: 'refused', why })
})
