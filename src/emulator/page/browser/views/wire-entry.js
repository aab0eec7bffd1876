/** @import { WireEntry } from '../../../wire.ts' */
/** @import { Words } from '../words.js' */

/**
 * What an entry of the wire is about, in a line.
 * @param {WireEntry} entry
 * @param {Words} words
 * @param {(id: string) => string} nameOf
 */
export function titleOf(entry, words, nameOf) {
  switch (entry.kind) {
    case 'api':
      return `${entry.method} ${entry.path}${entry.query === '' ? '' : `?${entry.query.replace(/^\?/, '')}`}`
    case 'event':
      return `${entry.type}${entry.attempt > 1 ? ` · ${words.attempt(entry.attempt)}` : ''}`
    case 'callback':
      return `card.action.trigger · ${nameOf(entry.personId)}`
    case 'challenge':
      return entry.url
  }
}

/**
 * How it failed: the platform's code or the status, and why; null when it did not.
 * @param {WireEntry} entry
 * @returns {string | null}
 */
export function failure(entry) {
  switch (entry.kind) {
    case 'api':
      if (entry.code === 0 && entry.status < 400) return null
      return spaced(entry.code || `HTTP ${entry.status}`, entry.msg)
    case 'event':
      return entry.ok ? null : spaced(entry.status === null ? '' : `HTTP ${entry.status}`, entry.why)
    case 'callback':
      return entry.code === 0 ? null : spaced(entry.code, entry.why)
    case 'challenge':
      return entry.ok ? null : spaced('', entry.why)
  }
}

/**
 * What was sent and answered, each under its name.
 * @param {WireEntry} entry
 * @param {Words} words
 * @returns {readonly (readonly [label: string, body: unknown])[]}
 */
export function bodiesOf(entry, words) {
  switch (entry.kind) {
    case 'api': {
      const { status, code, msg } = entry
      return [
        [words.request, entry.request],
        [words.answer, { status, code, msg }],
      ]
    }
    case 'event':
      return [
        [words.payload, entry.payload],
        [words.answer, { status: entry.status, why: entry.why }],
      ]
    case 'callback':
      return [
        [words.payload, entry.payload],
        [words.answer, entry.answer],
      ]
    case 'challenge':
      return [[words.answer, { ok: entry.ok, why: entry.why }]]
  }
}

/** @param {readonly (string | number | null)[]} parts */
function spaced(...parts) {
  return parts.filter((part) => part !== null && part !== '').join(' ')
}
