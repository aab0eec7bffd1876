import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { issueCard } from '#cards/issue.ts'
import { sayChanged, sayStanding, standingColour } from '#cards/issue-words.ts'
import type { Day } from '#src/domain/day.ts'
import type { IssueMove } from '#src/domain/issue.ts'
import { anAwaited, anIssue } from './issue-samples.ts'

const day = (text: string) => text as Day

test('an issue in words', () => {
  expect(asText(issueCard(anIssue))).toBe(
    [
      '【问题 3】［7天内到期］［限期整改］［自查］',
      '2026年对照整改年活动',
      '存在问题',
      '因安全未到基地开展学工学农',
      '牵头：德育处 · 配合：安全办 · 责任人：孙静',
      '整改时限：11月28日（周六） · 还有5天',
      '对应条款：（7）艺术活动室',
      '原因：没有安全预案',
      '整改措施：先做预案，再小批试行',
      '最近进展（孙静，11月20日）：预案已写好',
      '整改进展：',
      '与下面的问题相近，可以并在一起整改：',
      '并入问题 6：未组织社区服务（安全）',
      '【处理记录】',
      '11月20日 孙静 进展：预案已写好',
      '11月9日 孙静 登记问题',
      '也可以发送「台账 3 进展 …」「台账 3 申请销号 …」「台账 3 整改时限：2026-12-01」「台账 3 并入 6」。',
    ].join('\n'),
  )
})

test('before the leading group nobody is named, and nothing but the strike-off is pressed', () => {
  const card = issueCard({ ...anAwaited, place: 'group' })
  expect(asText(card)).not.toContain('孙静')
  const presses = [...JSON.stringify(card).matchAll(/"do":"([a-z-]+)"/g)].map(([, verb]) => verb)
  expect(new Set(presses)).toEqual(new Set(['strike-off', 'return-issue']))
})

test('before and after stand side by side to whoever may strike it off', () => {
  const columns = issueCard(anAwaited).body.elements.find((part) => part.tag === 'column_set')
  const sides = columns?.tag === 'column_set' ? columns.columns.map((one) => JSON.stringify(one)) : []
  expect(sides).toHaveLength(2)
  expect(sides[0]).toMatch(/整改前.*自评部分达到：校内开展劳动课.*劳动课安排/)
  expect(sides[1]).toMatch(/整改后.*进展：预案已写好.*结果：三年级已去了一次基地/)
})

test.each([
  ['in-hand', {}, '整改中', '还有'],
  ['due-soon', { due: day('2026-11-30') }, '7天内到期', '还有7天'],
  ['today', { due: day('2026-11-23') }, '7天内到期', '今天到期'],
  ['overdue', { due: day('2026-11-20') }, '已过时限', '已过3天'],
  ['waiting for above', { kind: 'needs-above', above: '教育局', due: day('2026-11-20') }, '待上级解决（教育局）', null],
  ['awaiting', { state: 'awaiting', due: day('2026-11-20') }, '待复查', null],
  ['struck off', { state: 'struck-off', due: day('2026-11-20') }, '已销号', null],
  ['withdrawn', { state: 'withdrawn', due: day('2026-11-20') }, '不作为问题', null],
  ['joined', { state: 'joined', due: day('2026-11-20') }, '已并入', null],
] as const)('%s has a word of its own, and days where they are its owner’s', (_, change, word, days) => {
  const view = { ...anIssue, due: day('2027-01-20'), may: new Set<IssueMove>(), ...change }
  const text = asText(issueCard(view))
  expect(text).toContain(`［${word}］`)
  if (days === null) expect(text).not.toMatch(/还有|已过\d|今天到期/)
  else expect(text).toContain(days)
})

test('every standing has a colour of its own', () => {
  const on = day('2026-11-23')
  const each = [
    ['open', 'by-date', null],
    ['open', 'by-date', '2026-11-25'],
    ['open', 'by-date', '2026-11-20'],
    ['open', 'needs-above', null],
    ['awaiting', 'by-date', null],
    ['struck-off', 'by-date', null],
    ['withdrawn', 'by-date', null],
    ['joined', 'by-date', null],
  ] as const
  const stands = each.map(([state, kind, due]) => ({ state, kind, above: null, due: due === null ? null : day(due) }))
  expect(new Set(stands.map((one) => standingColour(one, on))).size).toBe(each.length)
  expect(new Set(stands.map((one) => sayStanding(one, on))).size).toBe(each.length)
})

test('an edit says which fields it changed', () => {
  expect(sayChanged(['due', 'supporting'])).toBe('整改时限、配合部门')
  expect(sayChanged([])).toBeNull()
})

test.each<[string, IssueMove[], string]>([
  ['its owner', ['report', 'ask-strike-off'], '写一句做了什么，照片直接发来；申请销号时写整改结果'],
  ['its owner, while it waits for a look', ['report'], '写一句做了什么'],
  ['a head', ['withdraw'], '不作为问题时写原因'],
  ['whoever decides', ['strike-off', 'return', 'withdraw'], '退回、不作为问题时写原因'],
  ['a head, of what is struck off', ['reopen'], '重开时写原因'],
])('the one field asks %s for what the buttons below it send, and for nothing else', (_, may, placeholder) => {
  const card = issueCard({ ...anIssue, may: new Set(may) })
  expect(JSON.stringify(card)).toContain(`"placeholder":{"tag":"plain_text","content":"${placeholder}"}`)
})
