import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDivisionTable } from '#src/domain/division-lines.ts'
import type { Sheet } from '#src/domain/sheet.ts'
import { readStandardSheet } from '#src/domain/standard-sheet.ts'
import { readStandardText } from '#src/domain/standard-text.ts'
import { readTemplate } from '#src/domain/template-sheet.ts'
import { readSheet } from '#src/files/read-sheet.ts'
import { readStandard } from '#src/files/read-standard.ts'
import { type Edit, edited } from '#test/fuzz/edited.ts'
import { runs } from '#test/support/fuzz.ts'
import { handmadeDocument, paragraphOf, runOf } from '#test/support/word-document.ts'
import { handmadeWorkbook, rowOf } from '#test/support/workbook.ts'

/** Whatever a file holds, its readers answer soon, with what Postgres can keep or a refusal of their own. */
const made = (name: string) => readFileSync(new URL(`../fixtures/files/${name}`, import.meta.url))
/** Of the processor's time; the slowest that was seen takes a tenth of it. */
const longestMs = 5_000

async function check(bytes: Uint8Array, name: string): Promise<void> {
  const began = process.cpuUsage()
  const wanted = { named: '分工', isTable: () => true }
  const sheet = await readSheet(bytes, wanted)
  const standard = await readStandard(bytes, name, wanted)
  const found = [
    sheet,
    standard,
    ...(sheet.kind === 'sheet' ? meanings(sheet.sheet, name) : []),
    ...(standard.kind === 'document' ? [readStandardText(standard.paragraphs)] : []),
  ]
  const { user, system } = process.cpuUsage(began)
  expect((user + system) / 1_000).toBeLessThan(longestMs)
  expect(['sheet', 'refused']).toContain(sheet.kind)
  expect(['sheet', 'document', 'refused']).toContain(standard.kind)
  // As it is kept, and as the preview is: JSON writes what cannot be kept as an escape.
  expect(JSON.stringify(found)).not.toMatch(/\\u(?:0000|d[89a-f])/u)
}

function meanings(sheet: Sheet, name: string): unknown[] {
  return [readDivisionTable(sheet), readStandardSheet(sheet, name), readTemplate(sheet, name)]
}

test('bytes changed, cut short or made up', async () => {
  const files = ['division.xls', 'locked.xlsx', 'division.xlsx', 'tracked.docx'].map((name) => made(name))
  const broken = fc
    .record({
      file: fc.constantFrom(...files),
      length: fc.nat(),
      bytes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
    })
    .map(({ file, length, bytes }) => {
      const copy = Buffer.from(file)
      for (const [at, byte] of bytes) copy[at % copy.length] = byte
      // Half of them whole: the list of a zip stands at its end.
      return length % 2 === 0 ? copy : copy.subarray(0, length % copy.length)
    })
  const any = fc.oneof(broken, fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }).map(Buffer.from))
  await fc.assert(
    fc.asyncProperty(any, fc.constantFrom('表.xlsx', '标准.txt'), (bytes, name) => check(bytes, name)),
    runs(150),
  )
})

/** What a text of a file may hold and still be whole. */
const signs = [
  ...[
    '&#0;',
    '&#1;',
    '&#xD842;',
    '&#xFFFFFFF;',
    '_x0000_',
    '_xDC00_',
    '𠮷',
    '\u200b',
    '&b;',
    '&amp;lt;',
    '<![CDATA[<]]>',
  ],
  ...[
    '17',
    '条款',
    '责任人',
    '条款内容',
    '自评等次',
    '第一条',
    '（二）',
    '1.1.1.1.1',
    '①',
    '、',
    '。',
    '𠮷'.repeat(3_000),
  ],
]
const markup = [
  ...['<', '>', '"', '/>', '&', '\0', '<!DOCTYPE a [<!ENTITY b "c">]>', ']]>', '<?x', '<!--', 'xmlns:w="w"'],
  ...[
    '<row r="1048576">',
    '<c r="XFD1">',
    '<c t="s"><v>-1</v></c>',
    '<v>1e999</v>',
    '</c>',
    '</row>',
    '<rPh>',
    '</is>',
  ],
  ...['<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="ZZZ1:A9999999"/>', '<w:p>', '</w:p>', '<w:del>', '</w:del>'],
  ...['<Fallback>', '<w:ilvl w:val="-1"/>', '<w:outlineLvl w:val="99"/>'],
]
const anyWords = fc.array(fc.constantFrom(...signs), { maxLength: 4 }).map((parts) => parts.join(''))
const anyEdits = fc.array(fc.record({ at: fc.nat(), cut: fc.nat(12), put: fc.constantFrom(...markup) }), {
  maxLength: 2,
})

const spoken = (text: string) => `<c t="inlineStr"><is><t>${text}</t><rPh sb="0" eb="1"><t>s</t></rPh></is></c>`
const rowsWith = (words: string) =>
  `${rowOf('条款', '责任人', '条款内容', words)}<row r="2"><c r="A2"><f>B1</f><v>17</v></c><c r="B2" s="1"/>${spoken(words)}</row>${rowOf(words, '林老师', words)}</sheetData><mergeCells><mergeCell ref="A1:B3"/></mergeCells><sheetData>`
const paragraphsWith = (words: string) =>
  [
    '<w:pPr><w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>',
    `1.${words}`,
    `<w:ins>${runOf(`2.${words}`)}</w:ins><w:del>${runOf('x')}</w:del>`,
  ]
    .map(paragraphOf)
    .join('')
const sheetsWith = (words: string) =>
  `<workbook><sheets><sheet name="${words.replaceAll('<', '')}" sheetId="1" r:id="rId1"/></sheets></workbook>`

test('texts and markup changed within a file that is whole', async () => {
  const files: readonly ((words: string, edits: readonly Edit[]) => Buffer)[] = [
    (words, edits) => handmadeWorkbook(edited(rowsWith(words), edits)),
    (words, edits) => handmadeDocument(edited(paragraphsWith(words), edits)),
    (words, edits) =>
      handmadeWorkbook(`${rowOf('条款', '责任人')}<row>${'<c t="s"><v>0</v></c>'.repeat(2)}</row>`, {
        parts: { 'xl/sharedStrings.xml': edited(`<sst><si><t>${words}</t></si></sst>`, edits) },
      }),
    (words, edits) =>
      handmadeWorkbook(rowsWith(''), { parts: { 'xl/workbook.xml': edited(sheetsWith(words), edits) } }),
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), anyWords, anyEdits, (file, words, edits) =>
      check(file(words, edits), '表.xlsx'),
    ),
    runs(300),
  )
})

test('lines of any numbering', async () => {
  const line = fc.tuple(fc.constantFrom(...signs), fc.string({ unit: 'binary', maxLength: 9 }), anyWords)
  const text = fc
    .array(
      line.map((parts) => parts.join('')),
      { maxLength: 40 },
    )
    .map((lines) => lines.join('\n'))
  await fc.assert(
    fc.asyncProperty(text, (words) => check(Buffer.from(words), '标准.txt')),
    runs(100),
  )
})

test('a sheet that a thousand tabs name is read once', async () => {
  const sheets = '<sheet name="表" sheetId="1" r:id="rId1"/>'.repeat(1_000)
  const bytes = handmadeWorkbook(rowOf('条款'), {
    parts: { 'xl/workbook.xml': `<workbook><sheets>${sheets}</sheets></workbook>` },
  })
  let looks = 0
  const isTable = () => {
    looks += 1
    return false
  }
  expect(await readSheet(bytes, { named: '', isTable })).toMatchObject({ kind: 'sheet', sheet: { others: [] } })
  expect(looks).toBe(1)
})
