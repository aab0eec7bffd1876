import { expect, test } from 'vitest'
import { readRatingWords, sayRatingWords } from '#src/domain/rating-words.ts'
import { usualRatings } from '#src/domain/standard.ts'

test('the usual words are read as they are said', () => {
  expect(sayRatingWords(usualRatings)).toBe('已达到，部分达到，未达到，不适用')
  expect(readRatingWords(sayRatingWords(usualRatings))).toEqual({ kind: 'read', ratings: usualRatings })
})

test('own words keep their order and say what they mean', () => {
  const ratings = [
    { word: 'A', means: 'met' },
    { word: 'B', means: 'met' },
    { word: 'C', means: 'unmet' },
    { word: '不适用', means: 'not-applicable' },
  ]
  expect(readRatingWords('Ａ＝已达到，B = 已达到；C=未达到、不适用。')).toEqual({ kind: 'read', ratings })
})

test.each([
  ['', 'one-sided'],
  ['已达到', 'one-sided'],
  ['A=已达到，B=已达到', 'one-sided'],
  ['A=好，B=未达到', 'meaning-unknown'],
  ['优秀，未达到', 'meaning-unknown'],
  ['A=已达到=B，未达到', 'unclear'],
  ['=已达到，未达到', 'unclear'],
  ['A=已达到，A=未达到', 'twice'],
  [`${'长'.repeat(11)}=已达到，未达到`, 'too-long'],
  [Array.from({ length: 9 }, (_, at) => `${at}=已达到`).join('，'), 'too-many'],
])('%s is refused', (typed, why) => {
  expect(readRatingWords(typed)).toEqual({ kind: 'refused', why })
})
