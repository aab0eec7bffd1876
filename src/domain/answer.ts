import { type Day, readDay } from './day.ts'
import type { Meaning, RatingWord } from './standard.ts'

/** Longest text one field takes, in characters: the platform's own limit for an input of a card. */
export const longestField = 1000

/** What stands in the form of one requirement: nothing is required of a draft. Absent is null, never ''. */
export type Draft = {
  readonly rating: string | null
  readonly fact: string | null
  readonly shortcoming: string | null
  readonly measure: string | null
  readonly due: Day | null
  readonly evidence: string | null
}
export const blankDraft: Draft = {
  rating: null,
  fact: null,
  shortcoming: null,
  measure: null,
  due: null,
  evidence: null,
}

/** An answer as submitted: one revision, never changed afterwards. */
export type Answer = Omit<Draft, 'rating'> & { readonly rating: string; readonly means: Meaning }

export type AnswerGap =
  | 'rating-missing'
  | 'rating-unknown'
  | 'fact-missing'
  | 'shortcoming-missing'
  | 'reason-missing'
  | 'due-past'
  | 'too-long'
export type AnswerVerdict =
  | { readonly kind: 'accepted'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly why: AnswerGap }

/**
 * Whether a filled form is a complete answer (design, "outside contract"): 已达到 needs the fact alone, 部分达到 and
 * 未达到 the shortcoming, 不适用 its reason (said in the fact). A measure is asked for, but its absence stops nobody.
 * `today` is the school's day: a date to mend something by cannot lie before it.
 */
export function checkAnswer(draft: Draft, ratings: readonly RatingWord[], today: Day): AnswerVerdict {
  if (draft.rating === null) return refused('rating-missing')
  const rating = ratings.find((one) => one.word === draft.rating)
  if (rating === undefined) return refused('rating-unknown')
  const texts = [draft.fact, draft.shortcoming, draft.measure, draft.evidence]
  if (texts.some((text) => text !== null && text.length > longestField)) return refused('too-long')
  if (rating.means === 'met' && draft.fact === null) return refused('fact-missing')
  if (rating.means === 'not-applicable' && draft.fact === null) return refused('reason-missing')
  const fallsShort = rating.means === 'partly' || rating.means === 'unmet'
  if (fallsShort && draft.shortcoming === null) return refused('shortcoming-missing')
  if (fallsShort && draft.due !== null && draft.due < today) return refused('due-past')
  // What belongs to a shortcoming is dropped with it, or the papers would list measures against nothing.
  const mending = fallsShort
    ? { shortcoming: draft.shortcoming, measure: draft.measure, due: draft.due }
    : { shortcoming: null, measure: null, due: null }
  return { kind: 'accepted', answer: { ...draft, ...mending, rating: rating.word, means: rating.means } }
}

/** A field as typed → as kept: trimmed, line ends made one kind, control characters dropped, blank → null. */
export function readText(typed: unknown): string | null {
  if (typeof typed !== 'string') return null
  const kept = typed
    .replaceAll(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: Postgres refuses NUL, Word refuses the others
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .toWellFormed()
    .trim()
  return kept === '' ? null : kept
}

/** A date picker's value (`2026-12-01 +0800`, or `2026-12-01` typed) → the day; null when empty or no day. */
export function readDue(picked: unknown): Day | null {
  return typeof picked === 'string' ? readDay(picked.trim().slice(0, 10)) : null
}

export function sameDraft(a: Draft, b: Draft): boolean {
  return (Object.keys(blankDraft) as (keyof Draft)[]).every((field) => a[field] === b[field])
}

function refused(why: AnswerGap): AnswerVerdict {
  return { kind: 'refused', why }
}
