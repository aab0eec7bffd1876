import { expect, test } from 'vitest'
import { titleWidth } from '#src/documents/title-width.ts'
import { unbroken, widthOf } from '#src/documents/unbroken.ts'

/** The lines a title breaks into when set as wide as it is to be. */
function set(title: string): string[] {
  const width = titleWidth(title, 20)
  const lines: string[] = []
  for (const piece of unbroken(title)) {
    const last = lines.pop()
    if (last === undefined || widthOf(last) + widthOf(piece) <= width + 0.5) lines.push(`${last ?? ''}${piece}`)
    else lines.push(last, piece)
  }
  return lines
}

test.each([
  ['对照整改年活动', ['对照整改年活动']],
  ['一'.repeat(20), ['一'.repeat(20)]],
  ['义务教育学校管理标准（试行）对照整改年活动', ['义务教育学校管理标准', '（试行）对照整改年活动']],
  ['《义务教育学校管理标准（试行）》对照整改年活动', ['《义务教育学校管理标准（试行）》', '对照整改年活动']],
  ['义务教育学校管理标准（2017年版）对照整改活动', ['义务教育学校管理标准', '（2017年版）对照整改活动']],
  [
    '对照《义务教育学校管理标准》依标整改一校一案专项行动',
    ['对照《义务教育学校管理标准》', '依标整改一校一案专项行动'],
  ],
  ['规范管理提升年暨义务教育学校管理标准对标整改活动', ['规范管理提升年暨义务教育', '学校管理标准对标整改活动']],
])('%s breaks into %j', (title, lines) => {
  expect(set(title)).toEqual(lines)
})

test('a title that is one long word is still set evenly', () => {
  expect(titleWidth('长'.repeat(30), 20)).toBe(15)
})
