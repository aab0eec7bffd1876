import { expect, test } from 'vitest'
import type { Sheet } from '#src/domain/sheet.ts'
import { readTemplate } from '#src/domain/template-sheet.ts'

function aSheet(rows: readonly (readonly string[])[], name = 'Sheet1'): Sheet {
  const cell = (text: string) => ({ text, merged: false, trouble: null })
  return { name, rows: rows.map((cells, at) => ({ no: at + 1, cells: cells.map(cell) })), others: [] }
}

const found = (sheet: Sheet, file = '附件.xlsx') => {
  const read = readTemplate(sheet, file)
  return read.kind === 'template'
    ? [
        read.found.table,
        ...read.found.columns.map(({ column, head }) => (column === head ? head : `${head}=${column}`)),
      ]
    : read.why
}

test('the table is known by its sheet, else by its title, else by its file, else by its heads', () => {
  const heads = ['序号', '条款', '责任人']
  expect(found(aSheet([heads], '整改台账'), '自评表.xlsx')).toEqual([
    'ledger',
    '序号=row',
    '条款=requirements',
    '责任人=owner',
  ])
  expect(found(aSheet([['第一小学责任分工表'], heads]), '自评表.xlsx')).toContain('责任人=respondent')
  expect(found(aSheet([heads]), '第一小学责任分工表.xlsx')).toContain('责任人=respondent')
  expect(found(aSheet([['存在问题', '问题来源', '是否销号']]))).toContain('是否销号=struckOff')
  expect(found(aSheet([['序号', '备注']]))).toBe('template-unknown')
  expect(found(aSheet([['姓名', '电话']], '自评表'))).toBe('template-unknown')
  // Named after two tables it is named after none.
  expect(found(aSheet([heads], '自评与台账'))).not.toBe('ledger')
})

test('the heads are the line with most of them: what is above and below is not looked at', () => {
  const rows = [['自评表'], ['学校：', '', '第一小学'], ['条款', '自评', '', '备注'], ['均衡编班', '已达到', '有', '']]
  expect(found(aSheet(rows))).toEqual(['self-rating', '条款=requirement', '自评=rating', '备注=null'])
  const read = readTemplate(aSheet(rows), '')
  expect(read.kind === 'template' && read.found.headless).toEqual(['C'])
})

test('of heads in two lines the one that says more', () => {
  const rows = [['自评表'], ['条款', '自评', ''], ['条款', '自评等次', '自评概述']]
  expect(found(aSheet(rows))).toEqual(['self-rating', '条款=requirement', '自评等次=rating', '自评概述=overview'])
  const own = [...rows.slice(0, 2), ['条款', '自评等次', '班级意见']]
  expect(found(aSheet(own))).toEqual(['self-rating', '条款=requirement', '自评等次=rating', '班级意见=null'])
})

test('a formula without a result, two heads of one name, none that is known', () => {
  const sheet = aSheet([['条款', '自评等次', '']], '自评表')
  const trouble = { text: '', merged: false, trouble: 'formula' } as const
  expect(found({ ...sheet, rows: sheet.rows.map((row) => ({ ...row, cells: [...row.cells, trouble] })) })).toBe(
    'template-formula',
  )
  expect(found(aSheet([['条款', '备注', '备 注']], '自评表'))).toBe('twice')
  expect(found(aSheet([], '自评表'))).toBe('template-unknown')
})
