/** @import { ChatLine, ClockFace, Conversation, PressAsk, PressOutcome, Town } from '../contract.ts' */
/** @import { WireEntry } from '../../wire.ts' */

/** The server refused, with its sentence, or was not there (`status` 0). */
export class ServerError extends Error {
  /**
   * @param {string} message
   * @param {number} status
   */
  constructor(message, status) {
    super(message)
    this.status = status
  }
}

/** The message that was sent, as far as the page needs it. @typedef {{ id: string, threadId: string | null }} Sent */

/**
 * What a message can carry wherever it is sent.
 * @typedef {{ where: string, mention?: readonly string[], replyTo?: string, inThread?: boolean }} Speaking
 */

const page = '/emulator/page'
const id = encodeURIComponent

/** Everything the page asks of its server (`contract.ts`, and the control interface for what people do). */
export const api = {
  /** @returns {Promise<Town>} */
  town: () => get(`${page}/town`),
  /**
   * @param {string} person
   * @returns {Promise<readonly ChatLine[]>}
   */
  chats: (person) => get(`${page}/people/${id(person)}/chats`),
  /**
   * @param {string} chat
   * @param {{ person: string, thread: string | null, before: number | null, limit: number }} which
   * @returns {Promise<Conversation>}
   */
  messages: (chat, which) => get(`${page}/chats/${id(chat)}/messages?${query(which)}`),
  /**
   * @param {string} person
   * @param {string} chat
   */
  markRead: (person, chat) => post(`${page}/people/${id(person)}/read`, { chat }),
  /**
   * @param {Date} to
   * @returns {Promise<ClockFace>}
   */
  moveClock: (to) => post(`${page}/clock`, { to: to.toISOString() }),
  /**
   * @param {string} person
   * @param {PressAsk} ask
   * @returns {Promise<PressOutcome>}
   */
  press: (person, ask) => post(act(person, 'press'), ask),
  /**
   * @param {string} person
   * @param {Speaking & { text: string }} said
   * @returns {Promise<Sent>}
   */
  say: (person, said) => post(act(person, 'say'), said),
  /**
   * Pictures with those who shall hear of them: a picture alone can mention nobody.
   * @param {string} person
   * @param {Speaking & { images: readonly string[] }} said
   * @returns {Promise<Sent>}
   */
  sendPost: (person, said) => post(act(person, 'send-post'), said),
  /**
   * @param {string} person
   * @param {Speaking & { name: string, base64: string }} said
   * @returns {Promise<Sent>}
   */
  sendFile: (person, said) => post(act(person, 'send-file'), said),
  /**
   * @param {string} person
   * @param {Speaking & { base64: string }} said
   * @returns {Promise<Sent>}
   */
  sendImage: (person, said) => post(act(person, 'send-image'), said),
  /**
   * @param {string} person
   * @param {string} message
   */
  recall: (person, message) => post(act(person, 'recall'), { message }),
  /**
   * What has gone over the wire of late.
   * @param {number} last
   * @returns {Promise<readonly WireEntry[]>}
   */
  wire: (last) => get(`/emulator/wire?last=${last}`),
}

/**
 * The address of the live stream.
 * @param {string} person
 * @param {boolean} wire
 */
export function liveAddress(person, wire) {
  return `${page}/live?${query({ person, wire: wire ? '1' : null })}`
}

/**
 * Where the bytes of a picture or file are.
 * @param {string} key
 */
export function fileAddress(key) {
  return `${page}/files/${id(key)}`
}

/**
 * @param {string} person
 * @param {string} what
 */
function act(person, what) {
  return `/emulator/people/${id(person)}/${what}`
}

/** @param {Record<string, string | number | null>} values */
function query(values) {
  const given = Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]]))
  return new URLSearchParams(given).toString()
}

/** @param {string} path */
function get(path) {
  return ask(path, {})
}

/**
 * @param {string} path
 * @param {unknown} body
 */
function post(path, body) {
  const headers = { 'content-type': 'application/json' }
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/**
 * @param {string} path
 * @param {RequestInit} how
 */
async function ask(path, how) {
  const response = await fetch(path, how).catch(() => null)
  if (response === null) throw new ServerError('', 0)
  const answer = await response.json().catch(() => null)
  if (!response.ok) throw new ServerError(answer?.error ?? `HTTP ${response.status}`, response.status)
  return answer
}
