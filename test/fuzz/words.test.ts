import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCheckWords } from '#src/domain/check-words.ts'
import {
  commands,
  isLikeBefore,
  longestSaid,
  readCommand,
  readJump,
  readReview,
  readWalkWord,
} from '#src/domain/command.ts'
import { readEvidenceWord } from '#src/domain/evidence.ts'
import { readGiveWords } from '#src/domain/give-words.ts'
import { readIssueWords } from '#src/domain/issue-command.ts'
import { readLedgerWords } from '#src/domain/ledger-words.ts'
import { readProfileWords } from '#src/domain/school-profile.ts'
import { readStandardWords } from '#src/domain/standard-command.ts'
import { readStudyWords } from '#src/domain/study-command.ts'
import { readTemplateWords } from '#src/domain/table-template.ts'
import { runs } from '#test/support/fuzz.ts'
import { growsTooFast, pumps } from '#test/support/processor-time.ts'

/** Everything that reads what somebody typed. A message has 150 KB at most; longer than 10,000 characters it is refused. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  readCommand,
  readJump,
  readReview,
  readWalkWord,
  isLikeBefore,
  readCheckWords,
  readEvidenceWord,
  readGiveWords,
  readIssueWords,
  readLedgerWords,
  readProfileWords,
  readStandardWords,
  readStudyWords,
  readTemplateWords,
}
/** Read whole, whatever its length, before anything is known of it. */
const unbounded = ['readCommand', 'readWalkWord', 'isLikeBefore', 'readEvidenceWord']

const chineseWords = commands.map(([, chinese]) => chinese)
/** Behind these a text may go on for long. */
const longBehind = ['新增', '退回', '记录', '问题：'] as const
const words = commands.flatMap(([english, chinese]) => [`/${english}`, chinese])
const pieces = fc.oneof(
  fc.constantFrom(
    ...words,
    '确认',
    '新增',
    '退回',
    '第1条',
    '（3）',
    '问题：',
    '时限：2026-99-99',
    '给',
    '→',
    '、',
    '/',
    '／',
  ),
  fc.constantFrom(
    '\u0000',
    '\ud83d',
    '\ude00',
    '\u202e',
    '\u200b',
    '\ufeff',
    '𠮷',
    '👨‍👩‍👧',
    '\r\n',
    '__proto__',
    'constructor',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.tuple(fc.constantFrom(...pumps), fc.nat(3_000)).map(([sign, times]) => sign.repeat(times)),
)
const typed = fc.array(pieces, { maxLength: 6 }).map((all) => all.join(''))
const names: readonly string[] = [...commands.map(([name]) => name), 'unknown']

test('whatever is typed is a command or none, and what follows its word stood in the text', () => {
  fc.assert(
    fc.property(typed, (text) => {
      for (const read of Object.values(readers)) read(text)
      const command = readCommand(text)
      if (command === null) return
      expect(names).toContain(command.name)
      if (command.name === 'unknown') expect(command.word.length).toBeLessThanOrEqual(30)
      else expect(text.includes(command.rest)).toBe(true)
    }),
    runs(250),
  )
})

describe.each(Object.entries(readers))('%s', (name, read) => {
  test('a long text takes as long as it is', () => {
    const short = unbounded.includes(name) ? 150_000 / 8 : longestSaid / 8
    const before = name === 'readCommand' ? ['', '/', ...chineseWords] : ['', ...longBehind]
    const slow = before.flatMap((word) =>
      pumps
        .filter((pump) => growsTooFast((length) => read(`${word} ${pump.repeat(length / pump.length)}\u0001`), short))
        .map((pump) => `${word} ${JSON.stringify(pump)}`),
    )
    expect(slow).toEqual([])
  })
})
