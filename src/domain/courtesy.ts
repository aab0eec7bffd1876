const words =
  '谢谢 谢谢您 谢谢你 谢谢您了 多谢 感谢 感谢您 收到 好 好的 好滴 好嘞 嗯 嗯嗯 哦 行 可以 明白 知道了 了解 辛苦 辛苦了 辛苦您了 麻烦了 麻烦您了 您 您了 你好 您好 在吗 早上好 下午好 晚上好 晚安 ok 再见'
    .split(' ')
    .toSorted((a, b) => b.length - a.length)
    .join('|')
/** 钱主任, 各位老师: only with a title, or 行政楼 would be 行 said to somebody. Whom one thanks may have none: 谢谢张三. */
const somebody = '(?:\\p{Script=Han}{0,2}(?:老师|主任|校长|书记|组长|干事|处长|科长|园长|领导|大家|各位))'
const thanked = '(?:(?:谢谢|多谢)\\p{Script=Han}{2,3}$)'
const polite = new RegExp(`^${somebody}?(?:(?:${thanked}|${words})${somebody}?)+$`, 'u')
/** Nobody is polite at greater length; the pattern need not be tried on more. */
const longest = 30

/**
 * Whether somebody is only being polite, to somebody or nobody in particular: 好的谢谢钱主任，辛苦了. Such words are no
 * fact and no progress of a school, and must not end up in a paper.
 */
export function isCourtesy(text: string): boolean {
  if (text.length > 2 * longest) return false
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    // Signs, spaces, and the smiles of the client: [微笑].
    .replaceAll(/\[\p{Script=Han}{1,4}\]/gu, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
  return said.length <= longest && polite.test(said)
}
