import { expect, test } from 'vitest'
import { mostColumns, mostRows } from '#src/domain/sheet.ts'
import { readMarkup } from '#src/files/markup.ts'
import { readDocument } from '#src/files/read-document.ts'
import { handmadeDocument, paragraphOf } from '#test/support/word-document.ts'

const wideRow = '<w:tr><w:tc><w:gridSpan w:val="60"/></w:tc></w:tr>'
const tooMany = { kind: 'refused', why: 'too-many-rows' }

test.each([
  ['one table of rows without a paragraph', `<w:tbl>${wideRow.repeat(300_000)}</w:tbl>`],
  ['rows of many tables', `<w:tbl>${wideRow.repeat(50)}</w:tbl>`.repeat(100)],
  ['tables without a row', '<w:tbl></w:tbl>'.repeat(500_000)],
])('%s: refused, and read no further than that', async (_, body) => {
  expect(await readDocument(handmadeDocument(body))).toEqual(tooMany)
})

test('reading ends where there is too much: what follows is not even looked at', async () => {
  const rows = wideRow.repeat(mostRows + 1)
  expect(await readDocument(handmadeDocument(`<w:tbl>${rows}</w:tbl></w:unopened>`))).toEqual(tooMany)
  expect(await readDocument(handmadeDocument(`${paragraphOf('一').repeat(5_001)}</w:unopened>`))).toEqual(tooMany)
})

test('the most rows there may be are read, however wide, and what is spanned is one cell for all', async () => {
  const read = await readDocument(handmadeDocument(`<w:tbl>${wideRow.repeat(mostRows)}</w:tbl>`))
  if (read.kind === 'refused') throw new Error(read.why)
  const cells = read.tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
  expect(cells).toHaveLength(mostRows * mostColumns)
  expect(new Set(cells).size).toBe(1)
})

test('a cell that spans more than is left does not make its row wider than a row may be', async () => {
  const read = await readDocument(handmadeDocument(`<w:tbl>${wideRow.replace('<w:tc>', '<w:tc/><w:tc>')}</w:tbl>`))
  if (read.kind === 'refused') throw new Error(read.why)
  expect(read.tables[0]?.rows[0]?.cells).toHaveLength(mostColumns)
})

test('what is merged downwards a thousand times is no longer than a cell may be', async () => {
  const cell = (kind: string, text: string) => `<w:tr><w:tc><w:vMerge${kind}/>${text}</w:tc></w:tr>`
  const long = paragraphOf('长'.repeat(4_000)).repeat(100)
  const body = `<w:tbl>${cell(' w:val="restart"', long)}${cell('', '').repeat(1_000)}</w:tbl>`
  const read = await readDocument(handmadeDocument(body))
  if (read.kind === 'refused') throw new Error(read.why)
  expect(Math.max(...(read.tables[0]?.rows ?? []).map(({ cells }) => cells[0]?.text.length ?? 0))).toBeLessThan(10_001)
})

test('an element of more attributes than any has is none of Office, a long one of few is', () => {
  const attributes = Array.from({ length: 100_000 }, (_, at) => `a${at}=">"`).join(' ')
  let looks = 0
  const open = () => {
    looks += 1
  }
  expect(readMarkup(Buffer.from(`<w:p ${attributes}/>`), { open })).toBe(false)
  expect(looks).toBe(0)
  expect(readMarkup(Buffer.from(`<w:p gfxdata="${'A'.repeat(2_000_000)}"/>`), { open })).toBe(true)
})
