import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut } from '#cards/cut.ts'
import { escapeMarkdown, joined, md, plainOf } from '#cards/markdown.ts'
import { anyText } from './texts.ts'

test('a value from a person is text, whatever it says', () => {
  expect(md`**${'<at id=all></at>'}**`).toEqual({ markup: '**&#60;at id&#61;all&#62;&#60;&#47;at&#62;**' })
  expect(escapeMarkdown('一\n# 二')).toBe('一&#10;&#35; 二')
  expect(escapeMarkdown('第1条，2026年11月30日（周一）')).toBe('第1条，2026年11月30日（周一）')
})

test('every sign the platform says acts is hidden (facts page, section 4.5)', () => {
  for (const sign of '&<>*_~[]()#:`|\\!') expect(escapeMarkdown(`甲${sign}乙`)).toBe(`甲&#${sign.charCodeAt(0)};乙`)
})

test('markup made here goes in as it is, once', () => {
  const bold = md`**${'a*b'}**`
  expect(md`- ${bold} ${2}`).toEqual({ markup: '- **a&#42;b** 2' })
  expect(joined([bold, md`二`])).toEqual({ markup: '**a&#42;b**\n二' })
})

test('no value leaves a sign that acts, and every one reads back as it was', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeMarkdown(text)
      expect(escaped.replaceAll(/&#\d+;/g, '')).not.toMatch(/[!-/:-@[-`{-~\t\n\r]/)
      // As CommonMark reads numeric entities, written anew here.
      const read = escaped.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
      expect(read).toBe(text)
      expect(plainOf(md`**${text}**`.markup)).toBe(text)
    }),
  )
})

test('a cut keeps letters and emoji whole and stays within its length', () => {
  expect(cut('一二三四五', 4)).toBe('一二三…')
  expect(cut('一二三四', 4)).toBe('一二三四')
  expect(cut('家👩‍👩‍👧‍👦家', 5)).toBe('家…')
  expect(cut('𠮷𠮷𠮷', 4)).toBe('𠮷…')
  expect(cut('nine e\u0301e\u0301', 7)).toBe('nine…')
  expect(cut('half \ud800 \u0000', 20)).toBe('half \ufffd  ')
  expect(cut('a\u202efdp.exe\u2066', 20)).toBe('a fdp.exe ')
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, most) => {
      const kept = cut(text, most)
      expect(kept.length).toBeLessThanOrEqual(most)
      expect(kept.isWellFormed()).toBe(true)
    }),
  )
})
