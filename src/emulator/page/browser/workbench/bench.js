/** @import { CardPress, Env, Json } from '../card/env.js' */
/** @import { CardVerdict } from './check.js' */

/**
 * What the workbench shows.
 *
 * @typedef {object} Bench
 * @property {string} source
 * @property {string} example '' once the source was changed.
 * @property {Json | null} card
 * @property {string | null} problem Why the source is no card.
 * @property {string} key Another one for another card.
 * @property {'phone' | 'desk'} width
 * @property {'light' | 'dark'} theme
 * @property {Env['language']} language
 * @property {'back' | 'waits' | 'expired'} answer What comes of a press, or that none is possible.
 * @property {Env} env
 * @property {CardVerdict | 'not checked' | null} verdict null while it is being asked for.
 * @property {readonly CardPress[]} sent By this card, newest first.
 *
 * @typedef {object} Change
 * @property {(name: string) => void} example
 * @property {(source: string) => void} source
 * @property {(width: Bench['width']) => void} width
 * @property {(theme: Bench['theme']) => void} theme
 * @property {(language: Bench['language']) => void} language
 * @property {(answer: Bench['answer']) => void} answer
 */

export {}
