import { expect, test } from 'vitest'
import { asClause, asSentence, inChinese } from '#src/domain/summary-sentence.ts'

test.each([
  ['每学期体检一次', '每学期体检一次。'],
  ['每学期体检一次。', '每学期体检一次。'],
  ['每学期体检一次；', '每学期体检一次。'],
  ['从不收费！', '从不收费！'],
  ['他说：“好。”', '他说：“好。”'],
  ['名册齐全（见档案盒）', '名册齐全（见档案盒）。'],
  ['1.体检\n2.复查', '体检；复查。'],
  ['做了三件事：①体检 ②复查；③公示。', '做了三件事：体检；复查；公示。'],
  ['有三项：\n- 体检\n- 复查', '有三项：体检；复查。'],
  ['1、2年级每周4节，3.5小时', '1、2年级每周4节，3.5小时。'],
  ['1.只有一项', '1.只有一项。'],
  ['（2）乙；（3）丙', '（2）乙；（3）丙。'],
  ['已体检，\r\n　已复查。\n\n已归档', '已体检，已复查。已归档。'],
  ['见附件…', '见附件…'],
  ['无', '无。'],
  ['，', '，'],
  ['班级 🏫', '班级 🏫。'],
])('%j stands in the paper as %j', (typed, sentence) => {
  expect(asSentence(typed)).toBe(sentence)
})

test.each([
  ['换灯。', '换灯'],
  ['换灯；\n修门；', '换灯；修门'],
  ['换灯！', '换灯！'],
  ['。', '。'],
])('%j stands inside a sentence as %j', (typed, clause) => {
  expect(asClause(typed)).toBe(clause)
})

test.each([
  [1, '一'],
  [6, '六'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [99, '九十九'],
  [100, '100'],
])('%i is %s', (number, said) => {
  expect(inChinese(number)).toBe(said)
})
