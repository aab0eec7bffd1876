import { cut } from '#cards/cut.ts'
import { blankDraft, type Draft, longestField, readText } from '../domain/answer.ts'
import type { RatingWord } from '../domain/standard.ts'

const fields = Object.keys(blankDraft) as (keyof Draft)[]

/**
 * A mark of each field of a form, in their order, for the buttons of the card that is drawn from `kept`: `0` for an empty
 * one. By it an older card tells what was typed on it from what it was drawn with. What was drafted before is kept nowhere
 * else, so that no table could say it.
 */
export function markForm(kept: Draft, ratings: readonly RatingWord[]): string {
  const text = (field: 'fact' | 'shortcoming' | 'measure' | 'evidence') => untouched(kept[field])
  const sent: Draft = {
    rating: ratings.some((one) => one.word === kept.rating) ? kept.rating : null,
    fact: text('fact'),
    shortcoming: text('shortcoming'),
    measure: text('measure'),
    due: kept.due,
    evidence: text('evidence'),
  }
  return fields.map((field) => mark(sent[field])).join('-')
}

/** What the form sends back of a text that nobody touched: the first part of it, where it is beyond the limit of a field. */
export function untouched(text: string | null): string | null {
  return text === null ? null : readText(cut(text, longestField))
}

/**
 * What was typed on a card since it was drawn, laid over what is kept now: a field that was left alone says nothing. A
 * card without marks does not tell, and all of it counts as typed.
 */
export function typedSince(drawn: string | undefined, typed: Draft, kept: Draft): Draft {
  if (drawn === undefined) return typed
  const marks = drawn.split('-')
  const isTyped = (field: keyof Draft, at: number) => mark(typed[field]) !== marks[at]
  return Object.assign({}, kept, ...fields.map((field, at) => (isTyped(field, at) ? { [field]: typed[field] } : {})))
}

/** FNV-1a of 32 bits. Two texts of one mark are no danger: the newer one stays in the form. */
function mark(text: string | null): string {
  if (text === null) return '0'
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}
