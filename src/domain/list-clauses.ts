/** Number of an item at the beginning of a text, a line or a clause: 1. 2、 （3） 4) ⑤; not the point of 3.5 or the 1 of 11. */
const mark =
  /[^\S\n]{0,3}(?<=^|[\s。；;：:！!？?，,])(?:[（(](?<round>\d{1,2})[)）]|(?<plain>\d{1,2})(?:[)）、．]|\.(?!\d))|(?<ringed>[①-⑩]))[^\S\n]*/gu
const bullet = /^[^\S\n]*[-–•●■◆▪·*][^\S\n]*(?=\S)/gmu

/**
 * A list as the clauses of a sentence: a paper's own paragraphs are numbered, and marks of somebody's list among them read
 * as more of those. Only what counts on from 1, or stands line by line behind the same sign, is a list; its words stay.
 */
export function withoutListMarks(text: string): string {
  const found = [...text.matchAll(mark)]
  const counts = found.every(({ groups }, at) => numberOf(groups ?? {}) === at + 1)
  if (found.length > 1 && counts) return text.replaceAll(mark, (_, ...rest) => between(text, rest))
  return [...text.matchAll(bullet)].length > 1 ? text.replaceAll(bullet, '') : text
}

function numberOf({ round, plain, ringed }: Readonly<Record<string, string | undefined>>): number {
  return ringed === undefined ? Number(round ?? plain) : (ringed.codePointAt(0) ?? 0) - 0x245f
}

/** An item that follows another on its line, with nothing but room between, begins a clause of its own. */
function between(text: string, rest: readonly unknown[]): string {
  const before = text.slice(0, rest.find((one) => typeof one === 'number') ?? 0)
  return before === '' || /[\s。；;：:！!？?，,]$/u.test(before) ? '' : '；'
}
