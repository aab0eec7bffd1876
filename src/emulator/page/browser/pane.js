/** @import { Conversation, PageMessage } from '../contract.ts' */
/** @import { Pane } from './state.js' */

/** How many messages one step up or down adds, and how many are drawn at most. */
export const step = 30
const mostDrawn = 120

/**
 * An empty pane that waits for its first messages.
 * @param {string} person who looks at it
 * @param {string} chat
 * @param {string | null} thread
 * @param {string | null} root
 * @returns {Pane}
 */
export function newPane(person, chat, thread, root) {
  return {
    ...{ person, chat, thread, root, info: null, messages: [], more: false, from: 0, to: null },
    ...{ loading: true, problem: null, atEnd: true, seen: false, fresh: 0 },
  }
}

/**
 * Whether two panes show the same place to the same person.
 * @param {Pane} pane
 * @param {Pane} other
 */
export function isSamePane(pane, other) {
  const names = /** @type {const} */ (['person', 'chat', 'thread', 'root'])
  return names.every((name) => pane[name] === other[name])
}

/**
 * The messages that are drawn.
 * @param {Pane} pane
 */
export function drawn({ messages, from, to }) {
  return messages.filter((message) => message.n >= from && (to === null || message.n <= to))
}

/**
 * The pane after its newest messages were asked anew. What came over the live stream in the meantime (it is not in `before`)
 * is newer than the answer.
 * @param {Pane} pane
 * @param {Conversation} answer
 * @param {readonly PageMessage[]} before what the pane held when the question was asked
 * @returns {Pane}
 */
export function withNewest(pane, answer, before) {
  const known = new Set(before)
  const late = pane.messages.filter((message) => !known.has(message))
  const start = { ...pane, info: answer.chat, messages: keepCards(before, answer.messages), more: answer.more }
  const full = late.reduce(put, { ...start, loading: false, problem: null })
  const isFirst = before.length === 0
  if (isFirst || drawn(full).length === 0) return followEnd({ ...full, to: null }, step)
  return full.to === null ? followEnd(full, mostDrawn) : full
}

/**
 * The pane with older messages before its first one, and a step of them drawn. If it begins elsewhere by now, as it may after a
 * reconnect, there would be a hole below them: they are left out, and asked for again from where it begins.
 * @param {Pane} pane
 * @param {Conversation} answer
 * @param {number} before the place of the message they were asked to come before
 * @returns {Pane}
 */
export function withOlder(pane, answer, before) {
  if (pane.messages[0]?.n !== before) return { ...pane, loading: false }
  const known = new Set(pane.messages.map((message) => message.id))
  const older = answer.messages.filter((message) => !known.has(message.id))
  return stepUp({ ...pane, messages: [...older, ...pane.messages], more: answer.more, loading: false })
}

/**
 * The pane with one new or changed message. A change of what was never loaded leaves it as it is.
 * @param {Pane} pane
 * @param {PageMessage} message
 * @param {boolean} isOwn
 * @returns {Pane}
 */
export function withMessage(pane, message, isOwn) {
  const isNew = message.n > (pane.messages.at(-1)?.n ?? -1)
  const next = put(pane, message)
  if (!isNew || message.deleted) return next
  if (isOwn || (pane.atEnd && pane.to === null)) return followEnd({ ...next, atEnd: true, to: null }, mostDrawn)
  const isFull = next.to === null && drawn(next).length > mostDrawn
  return { ...next, seen: false, fresh: pane.fresh + 1, to: isFull ? (pane.messages.at(-1)?.n ?? null) : next.to }
}

/**
 * A step up: what is too far below is no longer drawn.
 * @param {Pane} pane
 * @returns {Pane}
 */
export function stepUp(pane) {
  const { messages } = pane
  const first = messages.findIndex((message) => message.n >= pane.from)
  const start = Math.max(0, (first < 0 ? messages.length : first) - step)
  const end = Math.min(messages.length, start + mostDrawn)
  const last = pane.to === null ? messages.length : messages.findLastIndex((each) => each.n <= (pane.to ?? 0)) + 1
  return between(pane, start, Math.min(end, last))
}

/**
 * A step down: what is too far above is no longer drawn.
 * @param {Pane} pane
 * @returns {Pane}
 */
export function stepDown(pane) {
  const { messages, to } = pane
  if (to === null) return pane
  const last = messages.findLastIndex((message) => message.n <= to) + 1
  const end = Math.min(messages.length, last + step)
  const first = messages.findIndex((message) => message.n >= pane.from)
  return between(pane, Math.max(first, end - mostDrawn), end)
}

/**
 * The pane at its newest messages.
 * @param {Pane} pane
 * @returns {Pane}
 */
export function atNewest(pane) {
  return followEnd({ ...pane, to: null, atEnd: true, fresh: 0 }, step)
}

/**
 * The pane with a message in the middle of what is drawn.
 * @param {Pane} pane
 * @param {string} id of a message that is loaded
 * @returns {Pane}
 */
export function around(pane, id) {
  const at = pane.messages.findIndex((message) => message.id === id)
  const isDrawn = drawn(pane).some((message) => message.id === id)
  if (at < 0 || isDrawn) return pane
  return between(pane, Math.max(0, at - step), Math.min(pane.messages.length, at + step))
}

/**
 * @param {Pane} pane
 * @param {number} start
 * @param {number} end
 * @returns {Pane}
 */
function between(pane, start, end) {
  const { messages } = pane
  const to = end >= messages.length ? null : (messages[end - 1]?.n ?? null)
  return { ...pane, from: messages[start]?.n ?? 0, to, atEnd: pane.atEnd && to === null }
}

/**
 * Lets go of what is above the newest `most`; never draws more than was drawn.
 * @param {Pane} pane
 * @param {number} most
 * @returns {Pane}
 */
function followEnd(pane, most) {
  const first = pane.messages.at(-most)?.n ?? 0
  return { ...pane, from: Math.max(pane.from, first) }
}

/**
 * @param {Pane} pane
 * @param {PageMessage} message
 * @returns {Pane}
 */
function put(pane, message) {
  const { messages } = pane
  const at = messages.findIndex((each) => each.n >= message.n)
  if (at < 0) return { ...pane, messages: [...messages, message] }
  const old = messages[at]
  if (old?.id === message.id) {
    return message.version < old.version ? pane : { ...pane, messages: messages.with(at, keepCard(old, message)) }
  }
  if (at === 0 && pane.more) return pane
  return { ...pane, messages: messages.toSpliced(at, 0, message) }
}

/**
 * @param {readonly PageMessage[]} old
 * @param {readonly PageMessage[]} messages
 */
function keepCards(old, messages) {
  const byId = new Map(old.map((message) => [message.id, message]))
  return messages.map((message) => keepCard(byId.get(message.id) ?? null, message))
}

/**
 * A message whose card says the same keeps the card object: it is not drawn anew, and what is being typed into it stays.
 * @param {PageMessage | null} old
 * @param {PageMessage} message
 * @returns {PageMessage}
 */
function keepCard(old, message) {
  const isSame = old?.card != null && JSON.stringify(old.card) === JSON.stringify(message.card)
  return isSame ? { ...message, card: old.card } : message
}
