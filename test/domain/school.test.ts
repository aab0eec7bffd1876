import { expect, test } from 'vitest'
import { looksLikeOneSchool, mostDepartments, namesAgree, sameName } from '#src/domain/school.ts'

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

test.each<[string, string, boolean]>([
  ['第一小学', '大安市第一小学', true],
  ['大安市第一小学', '吉林省大安市第一小学', true],
  ['实验小学', '县实验小学', true],
  ['城关 小学', '清河县清河镇城关小学', true],
  ['第一小学', '第一小学', true],
  ['第一小学', '第一小学东校区', false],
  ['第一小学', '第一小学分校', false],
  ['实验小学', '第二实验小学', false],
  ['实验小学', '大安市第二实验小学', false],
  ['第一小学', '东校区第一小学', false],
  ['第一小学', '大安市第一小学（北校区）', false],
  ['白城市第一小学', '大安市第一小学', false],
  ['', '第一小学', false],
])('a name without its place is the same: %s, %s', (one, other, agree) => {
  expect(namesAgree(one, other)).toBe(agree)
  expect(namesAgree(other, one)).toBe(agree)
})
