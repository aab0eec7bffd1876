const stop = /[，。：；！,.:;!]/u
const stops = /^[，。：；！,.:;!\s]+/u
/** 、and words alone go on with a sentence: 已达到全县先进水平的有3项 rates nothing. */
const lineEnd = /^[，。：；！,.:;!]*[^\S\n]*(?:\n|$)/u

/**
 * A rating word of the campaign at the head of what somebody says, with what follows it: 已达到，每天大课间30分钟, or the
 * word on a line of its own. Null when it does not begin so. Of words that are no more than a letter or a figure (A, 优, 3)
 * only a line of their own counts: A，B两个班 tells of classes. `rest` is empty when nothing but signs follows.
 */
export function readOpeningRating(text: string, words: readonly string[]): { word: string; rest: string } | null {
  const said = text.replaceAll(/\r\n?/gu, '\n').trim()
  const end = said.split('\n', 1)[0]?.search(stop) ?? -1
  const head = end === -1 ? (said.split('\n', 1)[0] ?? '') : said.slice(0, end)
  const plain = head.normalize('NFKC').trim()
  const word = words.find((one) => one === plain)
  const after = said.slice(head.length)
  if (word === undefined || !(lineEnd.test(after) || /\p{L}{2}$/u.test(word))) return null
  const rest = after.replace(stops, '')
  return { word, rest: /[\p{L}\p{N}]/u.test(rest) ? rest : '' }
}
