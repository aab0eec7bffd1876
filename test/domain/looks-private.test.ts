import { expect, test } from 'vitest'
import { privateMarks } from '#src/domain/looks-private.ts'

test.each([
  ['学生 11010519491231002X 已入学', ['identity']],
  ['11010519491231002x', ['identity']],
  ['last digit mistyped, but a date of birth: 110105201512310021', ['identity']],
  ['１１０１０５２０１５１２３１００２１', ['identity']],
  ['no date, but the right last digit: 110105999999990010', ['identity']],
  ['学籍号G11010520151231002X', ['identity']],
  ['110105 20151231 002X', ['identity']],
  ['110105-20151231-0021', ['identity']],
  ['of a cell of numbers: 1.1010520151231E+17', ['identity']],
  ['1.1010520159931E+17', []],
  ['Tel.13812345678', ['phone']],
  ['家长电话13812345678', ['phone']],
  ['138-1234-5678', ['phone']],
  ['138 1234 5678', ['phone']],
  ['+8613812345678', ['phone']],
  ['１３８１２３４５６７８', ['phone']],
  ['11010520151231002X，13812345678', ['identity', 'phone']],
  ['', []],
  ['2026年秋季共有学生412人，图书13800册', []],
  ['统一社会信用代码 12220182412345678Q', []],
  ['条码 6901234567892', []],
  ['a longer number 9911010520151231002199', []],
  ['办公室电话 0436-3234567', []],
  ['合同编号 201912345678', []],
  ['经费 13812345678.50 元', []],
  ['0.13812345678', []],
])('%j looks like %j', (text, marks) => {
  expect(privateMarks(text)).toEqual(marks)
})
