/** Somebody who can be mentioned in a chat: a person, a bot or everybody. @typedef {{ id: string, name: string, detail: string, kind: 'person' | 'bot' | 'all' }} Candidate */
/** A mention that was picked from the list: where its `@` stands. @typedef {{ at: number, id: string, name: string }} Mark */
/** @typedef {{ text: string, marks: readonly Mark[] }} Draft */

/** The sign as an English and as a Chinese keyboard writes it. */
const sign = /[@＠]/

/**
 * The marks after the text was edited: those the edit touched are gone, those behind it have moved. Where the caret stands
 * now tells which of two equal names was deleted.
 * @param {Draft} draft
 * @param {string} after
 * @param {number} caret
 * @returns {readonly Mark[]}
 */
export function moveMarks({ text: before, marks }, after, caret) {
  const mostHead = Math.min(before.length, caret)
  let head = 0
  while (head < mostHead && before[head] === after[head]) head++
  const mostTail = Math.min(before.length - head, after.length - caret)
  let tail = 0
  while (tail < mostTail && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const moved = marks.flatMap((mark) => {
    if (endOf(mark) <= head) return [mark]
    const isBehind = mark.at >= before.length - tail
    return isBehind ? [{ ...mark, at: mark.at + after.length - before.length }] : []
  })
  return moved.filter(({ at, name }) => sign.test(after[at] ?? '') && after.startsWith(name, at + 1))
}

/**
 * The word behind the `@` the caret stands in, for the list of people; null when it stands in none.
 * @param {Draft} draft
 * @param {number} caret
 * @returns {{ at: number, query: string } | null}
 */
export function openMention({ text, marks }, caret) {
  const word = /(?:^|[^A-Za-z0-9._%+-])[@＠]([^\s@＠]{0,20})$/.exec(text.slice(0, caret))
  if (word === null) return null
  const query = word[1] ?? ''
  const at = caret - query.length - 1
  return marks.some((mark) => mark.at === at) ? null : { at, query }
}

/**
 * The draft with somebody from the list in place of the word that was typed for them.
 * @param {Draft} draft
 * @param {{ at: number, query: string }} word
 * @param {Candidate} who
 * @returns {Draft & { caret: number }}
 */
export function withMention(draft, { at, query }, { id, name }) {
  const text = `${draft.text.slice(0, at)}@${name} ${draft.text.slice(at + 1 + query.length).replace(/^ /, '')}`
  const caret = at + name.length + 2
  const marks = [...moveMarks(draft, text, caret), { at, id, name }].toSorted((a, b) => a.at - b.at)
  return { text, marks, caret }
}

/**
 * Who a text mentions, in order: those picked from the list, and names typed out that only one has. `unclear`: names typed
 * out that several have.
 * @param {Draft} draft
 * @param {readonly Candidate[]} candidates
 * @returns {{ mentions: readonly Mark[], unclear: readonly string[] }}
 */
export function mentionsIn({ text, marks }, candidates) {
  const names = [...new Set(candidates.map(({ name }) => name))].toSorted((a, b) => b.length - a.length)
  /** @type {Mark[]} */
  const mentions = []
  /** @type {Set<string>} */
  const unclear = new Set()
  for (let at = 0; at < text.length; at++) {
    if (!sign.test(text[at] ?? '')) continue
    const picked = marks.find((mark) => mark.at === at)
    const name = picked?.name ?? names.find((each) => each !== '' && text.startsWith(each, at + 1))
    if (name === undefined) continue
    const [first, ...others] = candidates.filter((each) => each.name === name)
    if (picked) mentions.push(picked)
    else if (others.length > 0) unclear.add(name)
    else if (first) mentions.push({ at, id: first.id, name })
    at += name.length
  }
  return { mentions, unclear: [...unclear] }
}

/**
 * A text as it is sent: `{@}` stands where somebody is mentioned, those mentioned beside it.
 * @param {string} text
 * @param {readonly Mark[]} mentions in order
 * @returns {{ text: string, mention: readonly string[] }}
 */
export function toSend(text, mentions) {
  if (mentions.length === 0) return { text: text.trim(), mention: [] }
  // Whoever writes the placeholder itself would move everybody's place.
  const plain = (/** @type {string} */ part) => part.replaceAll('{@}', '{＠}')
  const parts = mentions.map((mark, index) => `${plain(text.slice(startOf(mentions, index), mark.at))}{@}`)
  const rest = plain(text.slice(startOf(mentions, mentions.length)))
  return { text: [...parts, rest].join('').trim(), mention: mentions.map(({ id }) => id) }
}

/**
 * What is said beside the mentions.
 * @param {string} text
 * @param {readonly Mark[]} mentions in order
 */
export function withoutMentions(text, mentions) {
  return mentions.reduceRight((rest, mark) => rest.slice(0, mark.at) + rest.slice(endOf(mark)), text).trim()
}

/** @param {Mark} mark */
function endOf({ at, name }) {
  return at + 1 + name.length
}

/**
 * @param {readonly Mark[]} mentions
 * @param {number} index
 */
function startOf(mentions, index) {
  const last = mentions[index - 1]
  return last === undefined ? 0 : endOf(last)
}
