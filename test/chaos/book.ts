import type { PressOutcome } from '#src/emulator/client/press.ts'
import { stands } from './watch.ts'

/** One press on a requirement's card, as the phone showed it. */
export type Pressed = {
  readonly school: number
  /** The number of the requirement in the school's catalogue, as its card says it. */
  readonly no: number
  readonly verb: 'submit' | 'keep'
  readonly text: string
  /**
   * `taken`: the bot said that it stands, or is kept. `unsure`: it said that perhaps it is not. `other`: something else, a
   * refusal as a rule. `failed`: the phone showed an error.
   */
  readonly heard: 'taken' | 'unsure' | 'other' | 'failed'
  readonly toast: string
  /** The code the phone showed; 0: none. */
  readonly code: number
}

/** What people know, without asking the bot. */
export type Book = {
  readonly presses: Pressed[]
  /** Sentences that were sent, and as which messages. */
  readonly sentences: { readonly message: string; readonly text: string }[]
  /** Deeds that came to nothing because there was no card to do them on, or no control on it. */
  undone: number
}

export function openBook(): Book {
  return { presses: [], sentences: [], undone: 0 }
}

const kept = '已暂存，随时可以回来继续。'
const unsure: readonly string[] = ['出了点问题，可能没有保存，请再试一次', '还在处理，请稍等片刻再看']

export function heardIn({ kind, toast }: PressOutcome, verb: Pressed['verb']): Pressed['heard'] {
  if (kind !== 'answered') return 'failed'
  const said = toast?.content ?? ''
  if (verb === 'submit' ? stands.includes(said) : said === kept) return 'taken'
  return unsure.includes(said) ? 'unsure' : 'other'
}
