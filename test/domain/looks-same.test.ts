import { expect, test } from 'vitest'
import { looksSame } from '#src/domain/looks-same.ts'
import { eightShortcomings } from '#test/support/eight-shortcomings.ts'

const described = (problem: string, cause: string | null = null) => ({ problem, cause })

test('of the eight a school had, the two held back over safety look the same and no others', () => {
  const pairs = eightShortcomings.flatMap((a, at) =>
    eightShortcomings.slice(at + 1).flatMap((b) => (looksSame(a, b) && looksSame(b, a) ? [[a.row, b.row]] : [])),
  )
  expect(pairs).toEqual([[3, 6]])
})

test.each([
  ['nearly the same words', described('图书室开放时间短'), described('图书室的开放时间短。'), true],
  ['punctuation and width alone', described('缺名册，缺签字'), described('缺名册、缺签字 '), true],
  ['one cause', described('没有跑道', '场地小'), described('不开游泳课', '场地小。'), true],
  ['one subject', described('消防安全演练少'), described('食品安全台账不全'), false],
  ['nothing in common', described('缺名册'), described('门卫室没有台账'), false],
  ['nothing to read', described('。。'), described('！'), false],
])('%s', (_, a, b, same) => expect([looksSame(a, b), looksSame(b, a)]).toEqual([same, same]))
