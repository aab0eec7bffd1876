import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCommand } from '#src/domain/command.ts'
import { type IssueWords, readIssueMove, readIssueWords } from '#src/domain/issue-command.ts'

const plain = (words: IssueWords | null) => words as unknown

test.each([
  ['3', { what: 'open', no: 3 }],
  ['３', { what: 'open', no: 3 }],
  ['第3号', { what: 'open', no: 3 }],
  ['问题 3', { what: 'open', no: 3 }],
  ['3 修改', { what: 'form', no: 3 }],
  ['3 进展 已报价', { what: 'move', no: 3, move: 'report', words: '已报价' }],
  ['3 进展：已报价。\n下周装', { what: 'move', no: 3, move: 'report', words: '已报价。\n下周装' }],
  ['3申请销号 已装好', { what: 'move', no: 3, move: 'ask-strike-off', words: '已装好' }],
  ['3 同意销号', { what: 'move', no: 3, move: 'strike-off', words: '' }],
  ['3 退回 还缺照片', { what: 'move', no: 3, move: 'return', words: '还缺照片' }],
  ['3 不作为问题 看错了', { what: 'move', no: 3, move: 'withdraw', words: '看错了' }],
  ['3 重开 又坏了', { what: 'move', no: 3, move: 'reopen', words: '又坏了' }],
  ['3 拆出', { what: 'move', no: 3, move: 'part', words: '' }],
  ['3 并入 5', { what: 'join', no: 3, into: 5 }],
  ['3 整改时限：2026-12-01', { what: 'edit', no: 3, fields: { due: '2026-12-01' } }],
  ['3 措施：先报价；责任人：张老师', { what: 'edit', no: 3, fields: { measure: '先报价', owner: '张老师' } }],
  ['新增', { what: 'add', fields: null }],
  [
    '新增 问题：没有台账 来源：督导检查 部门：总务处',
    { what: 'add', fields: { problem: '没有台账', source: '督导检查', department: '总务处' } },
  ],
])('台账 %s', (rest, words) => {
  expect(plain(readIssueWords(rest))).toEqual(words)
  expect(readCommand(`台账 ${rest}`)).toMatchObject({ name: 'issues' })
  const command = readCommand(`/台账${rest}`)
  expect(command?.name === 'issues' ? plain(readIssueWords(command.rest)) : command).toEqual(words)
})

test.each(['', '教务处', '第2页', '3 个问题', '进展顺利', '新增了两项', '0', '3 进展顺利', '教务处 已过时限'])(
  '台账 %s names no issue',
  (rest) => expect(readIssueWords(rest)).toBeNull(),
)

test('a sentence that only begins like one stays a fact', () => {
  for (const words of ['台账 3 个问题都已整改', '台账 新增了两项，已公示']) expect(readCommand(words)).toBeNull()
})

test('a verb stands apart from what it brings', () => {
  expect(readIssueMove('进展顺利')).toBeNull()
  expect(readIssueMove('申请销号：名册已补')).toEqual({ move: 'ask-strike-off', words: '名册已补' })
})

test('no text makes reading fail, and a long one is read quickly', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => void readIssueWords(text)))
  for (const sign of ['3', '，', ' ', '问题', '进展']) readIssueWords(sign.repeat(20_000))
})
