import { expect, test } from 'vitest'
import { findDivisionHeads } from '#src/domain/division-heads.ts'
import { readDivisionTable } from '#src/domain/division-lines.ts'
import type { Sheet, SheetCell } from '#src/domain/sheet.ts'

const cell = (text: string): SheetCell => ({ text, merged: false, trouble: null })
const sheetOf = (...rows: string[][]): Sheet => ({
  name: '分工',
  others: [],
  rows: rows.map((texts, at) => ({ no: at + 1, cells: texts.map(cell) })),
})

test.each<[string, string[], Record<string, number> | null]>([
  [
    'our own',
    ['序号', '管理任务', '条款', '牵头部门', '责任人'],
    { row: 0, task: 1, title: 2, department: 3, person: 4 },
  ],
  ['another order', ['负责人', '处室', '内容'], { person: 0, department: 1, title: 2 }],
  ['spaced, starred and explained', ['责 任 人*', '条款编号（必填）'], { person: 0, no: 1 }],
  ['a head twice: the first counts', ['责任人', '条款', '负责人'], { person: 0, title: 1 }],
  ['nobody responsible', ['序号', '条款', '牵头部门'], null],
  ['nothing to be responsible for', ['责任人', '部门'], null],
  ['a sentence that holds the words', ['本表责任人请按条款填写', ''], null],
])('heads: %s', (_, heads, expected) => {
  const found = findDivisionHeads(sheetOf(['某小学责任分工表'], heads))
  const columns = found === null ? null : Object.fromEntries([...found.columns].map(([column, { at }]) => [column, at]))
  expect(columns).toEqual(expected)
})

test('heads stand near the top: a line far below is none', () => {
  const far = Array.from({ length: 15 }, () => ['说明'])
  expect(findDivisionHeads(sheetOf(...far, ['条款', '责任人']))).toBeNull()
  expect(findDivisionHeads(sheetOf(...far.slice(1), ['条款', '责任人']))?.row).toBe(15)
})

test('lines: a note below the table is none, what has a title is one, whoever it names', () => {
  const table = readDivisionTable(
    sheetOf(
      ['条款', '牵头部门', '责任人', '备注'],
      ['一、保障学生平等权益', '', '', ''],
      ['均衡编班', '教导处', '林静', ''],
      ['学籍管理', '教导处', '', ''],
      ['', '', '', '注：以上如有变动另行通知'],
    ),
  )
  expect(table?.lines.map(({ row, title, person }) => [row, title, person])).toEqual([
    [2, '一、保障学生平等权益', ''],
    [3, '均衡编班', '林静'],
    [4, '学籍管理', ''],
  ])
  expect(table?.ignored).toEqual(['备注'])
})
