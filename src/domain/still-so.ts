import type { Answer, Draft } from './answer.ts'
import type { Day } from './day.ts'
import type { RatingWord } from './standard.ts'
import { paperDay } from './summary-sentence.ts'

/** An answer of an earlier campaign taken over: what stands in the form then, and what keeps it from being submitted. */
export type TakenOver = {
  readonly draft: Draft
  /** A day that is over, or never was, is no day to mend by; a rating without its like; words of this year. */
  readonly open: 'due' | 'first-due' | 'rating' | 'own-words' | null
}

/**
 * An earlier answer taken over into this year's form. What was written this year goes before it, field by field, so that
 * nothing typed is lost; then it is the person's to read and rate, as only an answer left as it was is still so. A day
 * and a place where material lies may be new: they say when and where, not how things stand.
 */
export function takeOver(earlier: Answer, written: Draft, ratings: readonly RatingWord[], today: Day): TakenOver {
  const rating = ratingNow(earlier, ratings)
  const isOwn =
    (written.rating !== null && written.rating !== rating) ||
    (['fact', 'shortcoming', 'measure'] as const).some(
      (field) => written[field] !== null && written[field] !== earlier[field],
    )
  const due = earlier.due !== null && earlier.due >= today ? earlier.due : null
  const draft: Draft = {
    // A rating of last year beside words of this one would be nobody's.
    rating: written.rating ?? (isOwn ? null : rating),
    fact: written.fact ?? earlier.fact,
    shortcoming: written.shortcoming ?? earlier.shortcoming,
    measure: written.measure ?? earlier.measure,
    due: written.due ?? due,
    evidence: written.evidence ?? earlier.evidence,
  }
  return { draft, open: isOwn ? 'own-words' : stillOpen(draft, earlier) }
}

function stillOpen(draft: Draft, earlier: Answer): TakenOver['open'] {
  if (draft.rating === null) return 'rating'
  if (earlier.shortcoming === null || draft.due !== null) return null
  return earlier.due === null ? 'first-due' : 'due'
}

/** That somebody said of this year what an earlier campaign was told: who and when, and who had said it first. Days are the school's. */
export type Confirmed = {
  readonly by: string
  readonly on: Day
  readonly earlier: { readonly campaignTitle: string; readonly by: string; readonly on: Day }
}

/** `沿用「2025年活动」的填报（王老师 2025年11月3日），由张老师于2026年10月12日确认仍然如此`, for whoever asks where it comes from. */
export function sayConfirmed({ by, on, earlier }: Confirmed): string {
  const first = `${earlier.by} ${paperDay(earlier.on)}`
  return `沿用「${earlier.campaignTitle}」的填报（${first}），由${by}于${paperDay(on)}确认仍然如此`
}

/** Whether an answer says of this year what an earlier one said of its own: same meaning, same words. */
export function isStillSo(earlier: Answer, now: Answer): boolean {
  return (['means', 'fact', 'shortcoming', 'measure'] as const).every((field) => earlier[field] === now[field])
}

/**
 * The word of this campaign for an earlier rating: the same word where it means the same, else the only one of that
 * meaning. Null: there is none, or there are several, and which of them is for a person to say.
 */
export function ratingNow(earlier: Pick<Answer, 'rating' | 'means'>, ratings: readonly RatingWord[]): string | null {
  const meant = ratings.filter((one) => one.means === earlier.means)
  const same = meant.find((one) => one.word === earlier.rating)
  return same?.word ?? (meant.length === 1 ? (meant[0]?.word ?? null) : null)
}

/**
 * What was answered before is shown where nothing of this year says yet how things stand: beside such words it would only
 * be long. A day and a place where material lies say no more than when and where.
 */
export function isUntouched(draft: Draft): boolean {
  return (['rating', 'fact', 'shortcoming', 'measure'] as const).every((field) => draft[field] === null)
}
