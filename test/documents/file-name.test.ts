import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paperFileName, traceFileName } from '#src/documents/file-name.ts'

test.each([
  [{ school: '第一小学', title: '对照整改年活动', version: 2 }, '第一小学对照整改年活动整改工作总结（第2版）.docx'],
  [{ school: '第一小学', title: '活动整改工作总结', version: 1 }, '第一小学活动整改工作总结（第1版）.docx'],
  [{ school: '../一/小:学', title: '<活动>|"?*\\', version: 1 }, '一小学活动整改工作总结（第1版）.docx'],
  [{ school: '一小\u202ecod.', title: '活\n动', version: 1 }, '一小cod.活动整改工作总结（第1版）.docx'],
  [{ school: '𠮷祥小学🏫', title: '整改', version: 10 }, '𠮷祥小学🏫整改整改工作总结（第10版）.docx'],
])('%j is filed as %s', (of, name) => {
  expect(paperFileName(of, 'summary', 'docx')).toBe(name)
})

test('any names give a name every system takes', () => {
  const name = fc.string({ unit: 'binary', maxLength: 120 })
  fc.assert(
    fc.property(name, name, fc.integer({ min: 1, max: 9999 }), (school, title, version) => {
      const file = paperFileName({ school, title, version }, 'summary', 'docx')
      expect(file.endsWith(`整改工作总结（第${version}版）.docx`)).toBe(true)
      expect(Buffer.byteLength(file)).toBeLessThanOrEqual(255)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
      expect(file).not.toMatch(/[\\/:*?"<>|\u0000-\u001f\u007f\u202e]|^[.\s]/)
      expect(file.isWellFormed()).toBe(true)
    }),
  )
})

test('the one with comments says by its name that it stays inside, however long the names are', () => {
  expect(traceFileName({ school: '第一小学', title: '对照整改年活动', version: 2 })).toBe(
    '第一小学对照整改年活动整改工作总结（第2版·内部批注，不外报）.docx',
  )
  const long = traceFileName({ school: '长'.repeat(200), title: '活动', version: 9999 })
  expect(long.endsWith('整改工作总结（第9999版·内部批注，不外报）.docx')).toBe(true)
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255)
})

test('a long name is cut between characters, not through one', () => {
  const file = paperFileName({ school: '👨‍👩‍👧'.repeat(60), title: '活动', version: 1 }, 'summary', 'docx')
  expect(file.replace('整改工作总结（第1版）.docx', '')).toMatch(/^(👨👩👧)+$/u)
})
