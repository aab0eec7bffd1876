import { expect, test } from 'vitest'
import { flaggedEntries, readExport, uncheckedFiles, warnedOf, withoutFlagged } from '#src/domain/evidence-guard.ts'
import { evidenceIndex } from '#src/domain/evidence-index.ts'
import { facts, no, piece } from '#test/support/index-facts.ts'

const entries = evidenceIndex(facts)

test('the index is looked at for what it shows, the pack for what it brings too', () => {
  const codes = (what: 'index' | 'pack') => flaggedEntries(entries, what).map((one) => one.code)
  expect(codes('index')).toEqual(['2.4-001'])
  expect(codes('pack')).toEqual(['2.4-001', '2.4-002'])
})

test('a warning names codes and kinds, never what stands there', () => {
  const named = evidenceIndex({ ...facts, pieces: [piece(5, { name: '张三13812345678.pdf', requirements: [no(1)] })] })
  const flagged = flaggedEntries(named, 'pack')
  expect(flagged).toHaveLength(2)
  expect(JSON.stringify(flagged)).not.toMatch(/13812345678|张三/)
})

test('what a press was warned of is another number when anything else is flagged', () => {
  const more = evidenceIndex({ ...facts, pieces: [...facts.pieces, piece(5, { issues: [], marks: ['phone'] })] })
  const others = evidenceIndex({ ...facts, pieces: [...facts.pieces, piece(5, { marks: [] })] })
  expect(warnedOf(entries, 'pack')).not.toBe(warnedOf(entries, 'index'))
  expect(warnedOf(more, 'pack')).not.toBe(warnedOf(entries, 'pack'))
  expect(warnedOf(others, 'pack')).toBe(warnedOf(entries, 'pack'))
  expect(warnedOf(entries, 'pack')).toBeLessThanOrEqual(2_147_483_647)
})

test('what is flagged is left out, and nothing else is changed', () => {
  const kept = withoutFlagged(entries, 'pack')
  expect(kept.map((one) => one.code)).toEqual(entries.map((one) => one.code))
  expect(kept.filter((_, at) => ![3, 4].includes(at))).toEqual(entries.filter((_, at) => ![3, 4].includes(at)))
  expect(kept[3]).toMatchObject({ place: '（可能有个人信息，已略去）', file: null })
  expect(kept[4]).toMatchObject({ name: '名册2', place: null, file: null })
})

test('a name that looks private goes, with its file', () => {
  const named = evidenceIndex({ ...facts, pieces: [piece(5, { name: '13812345678.pdf', requirements: [no(1)] })] })
  expect(withoutFlagged(named, 'index')[1]).toMatchObject({ name: '（可能有个人信息，已略去）', file: null })
})

test('files nobody could look into are counted', () => {
  expect(uncheckedFiles(entries)).toBe(2)
})

test.each([
  ['佐证目录', { what: 'index', marked: 'ask' }],
  ['佐证包', { what: 'pack', marked: 'ask' }],
  ['佐证包 仍然导出', { what: 'pack', marked: 'with' }],
  ['佐证 目录 去掉后导出', { what: 'index', marked: 'without' }],
  ['佐证包 先看材料', { what: 'pack', marked: 'show' }],
  ['佐证', null],
  ['佐证包 导出', null],
  ['', null],
])('%j orders %j', (words, order) => {
  expect(readExport(words)).toEqual(order)
})
