import { describe, expect, test } from 'vitest'
import { readOpeningRating } from '#src/domain/opening-rating.ts'
import { usualRatings } from '#src/domain/standard.ts'

const usual = usualRatings.map(({ word }) => word)

describe('the usual words', () => {
  test.each<[string, string, string]>([
    ['已达到', '已达到', ''],
    [' 已达到。', '已达到', ''],
    ['已达到\n每天大课间30分钟', '已达到', '每天大课间30分钟'],
    ['已达到\r\n\r\n每天大课间30分钟\r\n有记录', '已达到', '每天大课间30分钟\n有记录'],
    ['已达到，每天大课间30分钟', '已达到', '每天大课间30分钟'],
    ['已达到,每天大课间30分钟', '已达到', '每天大课间30分钟'],
    ['已达到。我校每天大课间30分钟。', '已达到', '我校每天大课间30分钟。'],
    ['已达到：3项制度上墙', '已达到', '3项制度上墙'],
    ['不适用；我校没有寄宿学生', '不适用', '我校没有寄宿学生'],
    ['部分达到 ，有方案', '部分达到', '有方案'],
    ['已达到，。', '已达到', ''],
    ['已达到！\n', '已达到', ''],
  ])('%j opens with one', (text, word, rest) => {
    expect(readOpeningRating(text, usual)).toEqual({ word, rest })
  })

  test.each([
    '已达到全县先进水平的有3项',
    '已达到 全县先进水平的有3项',
    '已达到、部分达到的各占一半',
    '我校已达到，有记录',
    '全县已达到\n有记录',
    '达到，有记录',
    '，已达到',
    '',
  ])('%j is something else', (text) => {
    expect(readOpeningRating(text, usual)).toBeNull()
  })
})

describe('words of a campaign', () => {
  const own = ['A', 'B', '优秀', '优', 'A级']
  test.each<[string, string, string]>([
    ['优秀，每天大课间30分钟', '优秀', '每天大课间30分钟'],
    ['A级：有记录', 'A级', '有记录'],
    ['A', 'A', ''],
    ['Ａ\n每天大课间30分钟', 'A', '每天大课间30分钟'],
    ['B。\n缺名册', 'B', '缺名册'],
    ['优\n有记录', '优', '有记录'],
  ])('%j opens with one', (text, word, rest) => {
    expect(readOpeningRating(text, own)).toEqual({ word, rest })
  })

  test.each(['A，B两个班合用一间教室', 'A.一年级每天大课间', '优，良，中各占三分之一', '已达到，有记录', 'AB'])(
    'a letter counts only on a line of its own: %j',
    (text) => {
      expect(readOpeningRating(text, own)).toBeNull()
    },
  )
})

test('a very long message of signs is read at once', () => {
  const before = performance.now()
  for (const piece of ['，', ' ', '。\n', '已达到，']) readOpeningRating(`已达到${piece.repeat(20_000)}`, usual)
  expect(performance.now() - before).toBeLessThan(500)
})
