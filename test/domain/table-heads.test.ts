import { expect, test } from 'vitest'
import { plainHead } from '#src/domain/table-heads.ts'

test.each([
  ['责 任 人（必填）', '责任人'],
  ['责任人(必填)（甲）*', '责任人'],
  ['责任人（', '责任人('],
  // A cell that once kept the process busy for half a second: for each bracket the rest was looked through.
  ['（'.repeat(32_767), '('.repeat(20)],
])('the head %s is %s', (written, plain) => expect(plainHead(written)).toBe(plain))
