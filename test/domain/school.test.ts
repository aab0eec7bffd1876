import { expect, test } from 'vitest'
import { looksLikeOneSchool, mostDepartments, sameName } from '#src/domain/school.ts'

test.each<[string, readonly string[], boolean]>([
  ['nothing', [], true],
  ['the offices of a small school', ['校长室', '教导处', '总务处'], true],
  ['the parts of one school', ['小学部', '初中部', '小学', '初中', '东校区'], true],
  ['a school and its offices', ['实验小学', '教务处', '德育处'], true],
  ['grades and classes', ['一年级', '一年级1班', '二年级'], true],
  ['two schools', ['第一小学', '教务处', '第二小学'], false],
  ['two schools by their short names', ['一小', '二小'], false],
  ['two schools in full-width forms', ['３小', '城关 中学'], false],
  ['more than one school has', Array.from({ length: mostDepartments + 1 }, (_, no) => `部门${no}`), false],
])('%s', (_, names, one) => {
  expect(looksLikeOneSchool(names)).toBe(one)
})

test('a name is the same in full-width forms and with spaces, and in nothing else', () => {
  expect(sameName(' 第１小 学', '第1小学')).toBe(true)
  expect(sameName('第一小学', '县第一小学')).toBe(false)
  expect(sameName(' ', '')).toBe(false)
})
