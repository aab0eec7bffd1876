import { describe, expect, test } from 'vitest'
import { readCheckWords } from '#src/domain/check-words.ts'
import { readNumber } from '#src/domain/chinese-number.ts'
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
  ['', { what: 'show', page: 0 }],
  ['第２页', { what: 'show', page: 1 }],
  ['确认 17', { what: 'confirm', no: 17 }],
  ['确认第17条', { what: 'confirm', no: 17 }],
  ['确认属实 17', { what: 'confirm', no: 17 }],
  ['请核对 17', { what: 'ask', no: 17 }],
  ['17', null],
  ['第0页', null],
  ['2 次', null],
  ['每年一次', null],
  ['确认', null],
  ['确认 1 7', null],
])('体检 %s', (words, expected) => {
  expect(readCheckWords(words)).toEqual(expected)
})

describe('the profile', () => {
  test('is written with labels, several at once', () => {
    const words = readProfileWords('寄宿学生：无\n自然班数：十个\n校车：2辆')
    expect(words).toEqual({ boarders: '无', classes: '十个', bus: '2辆' })
    expect(changeProfile(blankProfile, words ?? {})).toEqual({
      kind: 'read',
      profile: { ...blankProfile, boarders: 0, classes: 10, bus: 2 },
      changed: ['classes', 'boarders', 'bus'],
    })
  })

  test.each([
    ['boarders', '有', 'some'],
    ['boarders', '有120人', 120],
    ['boarders', '没有。', 0],
    ['boarders', '不填', null],
    ['students', '１，２００人', 1200],
    ['classes', '12个班', 12],
    ['staff', '', null],
  ] as const)('%s：%s', (field, said, value) => {
    const verdict = changeProfile({ ...blankProfile, boarders: 5, staff: 3 }, { [field]: said })
    expect(verdict).toMatchObject({ kind: 'read', profile: { [field]: value } })
  })

  test.each([
    ['boarders', '可能'],
    ['classes', '很多'],
    ['classes', '1.5'],
    ['students', '99999999'],
    ['staff', '没有'],
  ] as const)('%s：%s is not read, and nothing else is either', (field, said) => {
    expect(changeProfile(blankProfile, { canteen: '有', [field]: said })).toEqual({ kind: 'unreadable', field })
  })

  test('words that begin with no label are none', () => {
    expect(readProfileWords('我校有寄宿学生')).toBe(null)
  })
})
