import { expect, test } from 'vitest'
import { inPaperStyle } from '#src/domain/paper-style.ts'
import { asClause, asSentence } from '#src/domain/summary-sentence.ts'

test.each([
  ['开展"阳光体育"和"书香校园"活动', '开展“阳光体育”和“书香校园”活动'],
  ['读"Hello"一课和"你好"一课', '读"Hello"一课和“你好”一课'],
  ['"先进班级"称号，"课后', '“先进班级”称号，"课后'],
  ["他说'学生要'先'学'后教", '他说‘学生要’先‘学’后教'],
])('what is quoted: %s', (typed, printed) => {
  expect(inPaperStyle(typed)).toBe(printed)
})

test.each([
  '教室配55"一体机，办公室配65"一体机',
  "Let's开展英语角，It's fun",
  "墙高5'，操场长200'",
  "the students'作品，the teachers'作品",
  'PPT"示范课"评比，"阳光"活动',
  'PPT"甲"和PPT"乙"和PPT"丙"',
  '"配55"一体机"',
])('no pair is made up: %s', (typed) => {
  expect(inPaperStyle(typed)).toBe(typed)
})

test('inches beside a quotation stay inches', () => {
  expect(inPaperStyle('配55"一体机，开展"阳光"活动，配65"一体机')).toBe('配55"一体机，开展“阳光”活动，配65"一体机')
  expect(inPaperStyle("在'Let's开展英语角'活动中")).toBe("在‘Let's开展英语角’活动中")
})

test.each([
  ['http://a.cn/?名=1', 'http://a.cn/?名=1'],
  ['见https://a.cn/b?x=1,已公示;邮箱:a.b@c.cn.', '见https://a.cn/b?x=1，已公示；邮箱：a.b@c.cn.'],
  ['(见http://a.cn/b(1)和www.b.cn/?年=2)', '（见http://a.cn/b(1)和www.b.cn/?年=2）'],
  ['"见http://a.cn"一栏', '“见http://a.cn”一栏'],
  ['图\uFFFC见http://a.cn', '图\uFFFC见http://a.cn'],
])('an address stays as it is: %s', (typed, printed) => {
  expect(inPaperStyle(typed)).toBe(printed)
})

/** The fastest of several: whatever else the machine does only makes it slower. */
function timeOf(text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now()
    inPaperStyle(text)
    asSentence(text)
    asClause(text)
    return performance.now() - began
  })
  return Math.min(...times)
}

test.each([
  ['one quotation mark that nobody closed', (n: number) => `"${'检查'.repeat(n / 2)}`],
  ['one apostrophe that nobody closed', (n: number) => `'${'检查'.repeat(n / 2)}`],
  ['quotation marks alone', (n: number) => '"'.repeat(n)],
  ['brackets that nobody closed', (n: number) => '('.repeat(n)],
  ['room between two words', (n: number) => `检${' '.repeat(n)}a`],
  ['signs with room after each', (n: number) => ', '.repeat(n / 2)],
  ['commas before the end', (n: number) => `${'，'.repeat(n)}检`],
  ['points', (n: number) => `检${'.'.repeat(n)}`],
  ['dashes', (n: number) => `检${'-'.repeat(n)}a`],
  ['beginnings of addresses', (n: number) => 'http://a('.repeat(n / 9)],
  ['what might be an address of mail', (n: number) => 'a.'.repeat(n / 2)],
])('eight times the length takes about eight times as long, not sixty-four: %s', (_, textOf) => {
  timeOf(textOf(4_000))
  // A floor, as what takes no time at all has no ratio.
  expect(timeOf(textOf(32_000)) / Math.max(timeOf(textOf(4_000)), 0.05)).toBeLessThan(32)
})
