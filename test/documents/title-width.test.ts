import { expect, test } from 'vitest'
import { titleWidth } from '#src/documents/title-width.ts'

/** The lines a title breaks into when set `width` characters wide. */
function set(title: string): string[] {
  const width = titleWidth(title, 20)
  return [...title].reduce<string[]>((lines, one, index) => {
    if (index % width === 0) lines.push('')
    lines[lines.length - 1] += one
    return lines
  }, [])
}

test.each([
  ['对照整改年活动', ['对照整改年活动']],
  ['一'.repeat(20), ['一'.repeat(20)]],
  ['义务教育学校管理标准（试行）对照整改年活动', ['义务教育学校管理标准（', '试行）对照整改年活动']],
  ['《义务教育学校管理标准（试行）》对照整改年活动', ['《义务教育学校管理标准（试行）》', '对照整改年活动']],
  ['规范管理提升年暨义务教育学校管理标准对标整改活动', ['规范管理提升年暨义务教育', '学校管理标准对标整改活动']],
  [
    '教育集团东校区二〇二六年义务教育学校管理标准对照整改提升年暨规范管理自查自纠工作专项活动',
    ['教育集团东校区二〇二六年义务教育', '学校管理标准对照整改提升年暨规范', '管理自查自纠工作专项活动'],
  ],
])('%s breaks into %j', (title, lines) => {
  expect(set(title)).toEqual(lines)
})

test('a title that is one long word is still set evenly', () => {
  expect(set('A'.repeat(30)).map((one) => one.length)).toEqual([15, 15])
})
