import { type Meaning, type RatingWord, usualRatings } from './standard.ts'

const separators = /[，,、；;\n]/u
const longestWord = 10
const mostWords = 8

export type RatingWordsRefusal = 'unclear' | 'meaning-unknown' | 'too-long' | 'twice' | 'too-many' | 'one-sided'
export type ReadRatingWords =
  | { readonly kind: 'read'; readonly ratings: readonly RatingWord[] }
  | { readonly kind: 'refused'; readonly why: RatingWordsRefusal }

/**
 * A school's own words of rating, in their order: `A=已达到，B=部分达到，C=未达到`. Behind = stands which of the usual
 * words it means (standard.ts), as counts, gaps and issues go by that; a usual word alone means itself. At least one has
 * to mean met, and one that something is missing.
 */
export function readRatingWords(typed: string): ReadRatingWords {
  const pieces = typed
    .normalize('NFKC')
    .split(separators)
    .map((piece) => piece.trim().replace(/。$/u, ''))
    .filter((piece) => piece !== '')
  if (pieces.length > mostWords) return refused('too-many')
  const ratings: RatingWord[] = []
  for (const piece of pieces) {
    const [word = '', named, ...more] = piece.split('=').map((part) => part.trim())
    const means = meaningOf(named ?? word)
    if (word === '' || more.length > 0) return refused('unclear')
    if (means === null) return refused('meaning-unknown')
    if ([...word].length > longestWord) return refused('too-long')
    if (ratings.some((one) => one.word === word)) return refused('twice')
    ratings.push({ word, means })
  }
  const means = new Set(ratings.map((one) => one.means))
  const isWhole = means.has('met') && (means.has('partly') || means.has('unmet'))
  return isWhole ? { kind: 'read', ratings } : refused('one-sided')
}

/** The same words as they are typed. */
export function sayRatingWords(ratings: readonly RatingWord[]): string {
  return ratings
    .map(({ word, means }) => {
      const usual = usualRatings.find((one) => one.means === means)?.word
      return usual === word ? word : `${word}=${usual}`
    })
    .join('，')
}

function meaningOf(word: string): Meaning | null {
  return usualRatings.find((one) => one.word === word)?.means ?? null
}

function refused(why: RatingWordsRefusal): ReadRatingWords {
  return { kind: 'refused', why }
}
