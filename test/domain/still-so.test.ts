import { describe, expect, test } from 'vitest'
import { type Answer, blankDraft, checkAnswer, type Draft } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import { type RatingWord, usualRatings } from '#src/domain/standard.ts'
import { isStillSo, isUntouched, ratingNow, takeOver } from '#src/domain/still-so.ts'

const today = '2026-10-12' as Day
const later = '2026-12-18' as Day
const over = '2025-12-19' as Day
const met: Answer = {
  rating: '已达到',
  means: 'met',
  fact: '每周一节阅读课',
  shortcoming: null,
  measure: null,
  due: null,
  evidence: '档案盒3-2',
}
const short: Answer = {
  ...met,
  rating: '部分达到',
  means: 'partly',
  shortcoming: '周末没有开放',
  measure: '请志愿者值班',
  due: over,
}
const take = (earlier: Answer, written: Partial<Draft> = {}, ratings: readonly RatingWord[] = usualRatings) =>
  takeOver(earlier, { ...blankDraft, ...written }, ratings, today)

describe('an earlier answer taken over', () => {
  test.each<[string, Answer, Partial<Draft>, ReturnType<typeof take>['open'], Partial<Draft>]>([
    ['what was met is whole', met, {}, null, { rating: '已达到', fact: '每周一节阅读课', evidence: '档案盒3-2' }],
    ['a day that is over asks for one', short, {}, 'due', { due: null, shortcoming: '周末没有开放' }],
    ['no day at all asks for one', { ...short, due: null }, {}, 'first-due', { due: null }],
    ['a day to come is kept', { ...short, due: later }, {}, null, { due: later }],
    ['today is no day that is over', { ...short, due: today }, {}, null, { due: today }],
    ['a new day typed with it is enough', short, { due: later }, null, { due: later, shortcoming: '周末没有开放' }],
    ['the place of material may be new', met, { evidence: '盒4-1' }, null, { evidence: '盒4-1', rating: '已达到' }],
    ['the same words typed again are no others', met, { fact: '每周一节阅读课' }, null, { rating: '已达到' }],
    ['other words are read and rated anew', met, { fact: '每周两节' }, 'own-words', { rating: null, fact: '每周两节' }],
    [
      'another rating is one’s own',
      met,
      { rating: '未达到' },
      'own-words',
      { rating: '未达到', fact: '每周一节阅读课' },
    ],
    ['a shortcoming typed to what was met stays', met, { shortcoming: '缺书' }, 'own-words', { shortcoming: '缺书' }],
  ])('%s', (_, earlier, written, open, draft) => {
    const taken = take(earlier, written)
    expect(taken.open).toBe(open)
    expect(taken.draft).toMatchObject(draft)
    // Whatever is not open is a whole answer, and still so.
    if (open !== null) return
    const verdict = checkAnswer(taken.draft, usualRatings, today)
    expect(verdict.kind).toBe('accepted')
    if (verdict.kind === 'accepted') expect(isStillSo(earlier, verdict.answer)).toBe(true)
  })

  test('of another year’s words the rating is the one that means the same, and has to be said where none does', () => {
    const grades: readonly RatingWord[] = [
      { word: 'A', means: 'met' },
      { word: 'B', means: 'partly' },
      { word: 'B-', means: 'partly' },
    ]
    expect(take(met, {}, grades)).toMatchObject({ open: null, draft: { rating: 'A' } })
    expect(take(short, {}, grades)).toMatchObject({ open: 'rating', draft: { rating: null, fact: '每周一节阅读课' } })
    expect(take({ ...met, means: 'not-applicable' }, {}, grades).open).toBe('rating')
    // The same word for something else is another rating.
    expect(ratingNow({ rating: 'B', means: 'met' }, grades)).toBe('A')
    expect(ratingNow({ rating: 'B', means: 'partly' }, grades)).toBe('B')
  })
})

test('still so is the same meaning in the same words; another word of rating, day or place makes no difference', () => {
  expect(isStillSo(short, { ...short, rating: 'B', due: later, evidence: null })).toBe(true)
  for (const other of [{ fact: '别的' }, { means: 'met' as const }, { shortcoming: '缺书' }, { measure: null }]) {
    expect(isStillSo(short, { ...short, ...other })).toBe(false)
  }
})

test('it is shown where nothing has been written but when and where', () => {
  expect(isUntouched(blankDraft)).toBe(true)
  expect(isUntouched({ ...blankDraft, due: later, evidence: '盒4-1' })).toBe(true)
  for (const said of [{ rating: '已达到' }, { fact: '有' }, { shortcoming: '缺书' }, { measure: '买书' }]) {
    expect(isUntouched({ ...blankDraft, ...said })).toBe(false)
  }
})
