import { describe, expect, test } from 'vitest'
import { readNumber } from '#src/domain/chinese-number.ts'
import { readCheckWords } from '#src/domain/check-command.ts'
import { blankProfile, changeProfile, readProfileWords } from '#src/domain/school-profile.ts'

test.each([
  ['12', 12],
  ['1,200', 1200],
  ['1.2万', 12_000],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['九十九', 99],
  ['一百', 100],
  ['一百二', 120],
  ['一百二十', 120],
  ['一百零二', 102],
  ['两百', 200],
  ['一千零五十', 1050],
  ['一万二千', 12_000],
  ['二〇二六', 2026],
  ['百', 100],
  ['十百', null],
  ['二三十', null],
  ['班', null],
  ['', null],
])('%s is %s', (words, value) => {
  expect(readNumber(words)).toBe(value)
})

test.each([
  ['', { what: 'show', group: 'all', page: 0 }],
  ['1', { what: 'show', group: 'open', page: 0 }],
  ['５ 第2页', { what: 'show', group: 'claims', page: 1 }],
  ['确认 17', { what: 'confirm', no: 17 }],
  ['确认第17条', { what: 'confirm', no: 17 }],
  ['4 请 17', { what: 'ask', group: 'numbers', no: 17 }],
  ['4请17', { what: 'ask', group: 'numbers', no: 17 }],
  ['11', null],
  ['4 17', null],
  ['2 次', null],
  ['记录齐全', null],
  ['确认', null],
  ['请 17', null],
])('检查 %s', (words, expected) => {
  expect(readCheckWords(words)).toEqual(expected)
})

describe('the profile', () => {
  test('is written with labels, several at once', () => {
    const words = readProfileWords('寄宿学生：无\n自然班数：十个\n统计口径：2026年9月1日')
    expect(words).toEqual({ boarders: '无', classes: '十个', asOf: '2026年9月1日' })
    expect(changeProfile(blankProfile, words ?? {})).toEqual({
      kind: 'read',
      profile: { ...blankProfile, boarders: false, classes: 10, asOf: '2026-09-01' },
      changed: ['classes', 'boarders', 'asOf'],
    })
  })

  test.each([
    ['boarders', '有', true],
    ['boarders', '没有。', false],
    ['boarders', '不填', null],
    ['students', '１，２００人', 1200],
    ['classes', '12个班', 12],
    ['staff', '', null],
  ] as const)('%s：%s', (field, said, value) => {
    const verdict = changeProfile({ ...blankProfile, boarders: true, staff: 3 }, { [field]: said })
    expect(verdict).toMatchObject({ kind: 'read', profile: { [field]: value } })
  })

  test.each([
    ['boarders', '可能'],
    ['classes', '很多'],
    ['classes', '1.5'],
    ['students', '99999999'],
    ['asOf', '九月'],
  ] as const)('%s：%s is not read, and nothing else is either', (field, said) => {
    expect(changeProfile(blankProfile, { canteen: '有', [field]: said })).toEqual({ kind: 'unreadable', field })
  })

  test('words that begin with no label are none', () => {
    expect(readProfileWords('我校有寄宿学生')).toBe(null)
  })
})
