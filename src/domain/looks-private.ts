/** What is not to leave the school by accident: an identity card's number, a telephone's (domain facts, section 5). */
export type PrivateMark = 'identity' | 'phone'

/** In one piece, or place, birth and rest apart as people write them. */
const identity = /(?<![\dXx])\d{6}([ -]?)\d{8}\1\d{3}[\dXx](?![\dXx])/g
/** A cell that took it for a number: fifteen digits of it are left, the birth among them. */
const rounded = /(?<![\d.])(\d)\.(\d{9,16})E\+17(?!\d)/g
/** With spaces or dashes as people write them, and +86 before it. */
const phone = /(?<!\d)(?<!\d\.)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d|\.\d)/
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

/**
 * What a text looks as if it held, in any of the widths digits are written in; empty when nothing. An identity number is
 * known by its date of birth or its last digit (GB 11643), so that a mistyped one is found too; a guess for a person to
 * look at, never a verdict.
 */
export function privateMarks(text: string): PrivateMark[] {
  const plain = text.normalize('NFKC').replaceAll(rounded, (_, first, rest) => `${first}${rest}`.padEnd(18, '0'))
  const marks: PrivateMark[] = []
  if ((plain.match(identity) ?? []).some((found) => isIdentity(found.replaceAll(/[ -]/g, '')))) marks.push('identity')
  if (phone.test(plain.replaceAll(identity, ' '))) marks.push('phone')
  return marks
}

function isIdentity(number: string): boolean {
  const [month, day] = [Number(number.slice(10, 12)), Number(number.slice(12, 14))]
  const born = /^(?:19|20)$/.test(number.slice(6, 8)) && month >= 1 && month <= 12 && day >= 1 && day <= 31
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return born || checks[sum % 11] === number[17]?.toUpperCase()
}
