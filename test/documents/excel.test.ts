import readSheets from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { writeExcel } from '#src/documents/excel.ts'
import type { Day } from '#src/domain/day.ts'
import type { Cell } from '#src/domain/table-column.ts'
import type { PaperTable } from '#src/domain/tables.ts'
import { convertToPdf, hasOffice, officeTime, pagesOf } from '#test/support/office.ts'
import { zipEntry } from './zip-entry.ts'

function aTable(rows: readonly (readonly Cell[])[], change: Partial<PaperTable> = {}): PaperTable {
  const widths = rows[0]?.map(() => 10) ?? [10]
  return {
    title: '整改台账',
    school: '第一小学',
    note: '共1项',
    heads: widths.map((_, at) => `栏目${at + 1}`),
    widths,
    centred: widths.map(() => false),
    rows,
    ...change,
  }
}

/** All cells as another program reads them, heads first. */
async function read(table: PaperTable) {
  const [sheet] = await readSheets(Buffer.from(await writeExcel(table, '整改台账')))
  expect(sheet?.sheet).toBe('整改台账')
  return sheet?.data ?? []
}

test('title, school and note, heads, then the rows: words as words, numbers as numbers, days as days', async () => {
  const rows = await read(aTable([[1, '有', { day: '2026-11-24' as Day }, null]]))
  expect(rows).toEqual([
    ['整改台账', null, null, null],
    ['第一小学　　共1项', null, null, null],
    ['栏目1', '栏目2', '栏目3', '栏目4'],
    [1, '有', new Date('2026-11-24T00:00:00Z'), null],
  ])
})

test.each(['=1+1', '+86 10', '-3', '@学校', '=cmd|"/c calc"!A1', '\t=1', '00123', '1e5', '2026-11-24', 'TRUE'])(
  '%j stays the words it is, also for somebody who goes into the cell',
  async (words) => {
    const bytes = await writeExcel(aTable([[words]]), '整改台账')
    const sheet = zipEntry(bytes, 'xl/worksheets/sheet1.xml')
    expect(sheet).not.toContain('<f')
    expect(/<c r="A4" s="(\d+)" t="s">/.exec(sheet)).not.toBeNull()
    expect((await read(aTable([[words]])))[3]).toEqual([words.trim()])
    if (!/^[=+\-@\t]/.test(words)) return
    const style = Number(/<c r="A4" s="(\d+)"/.exec(sheet)?.[1])
    const styles = zipEntry(bytes, 'xl/styles.xml')
    const ofCell = /<cellXfs.*?<\/cellXfs>/.exec(styles)?.[0].split('<xf ')[style + 1] ?? ''
    const format = /numFmtId="(\d+)"/.exec(ofCell)?.[1] ?? 'none'
    expect(styles).toMatch(new RegExp(`<numFmt (?=[^>]*numFmtId="${format}")[^>]*formatCode="@"`))
  },
)

test('rare characters and markup survive, what no workbook can hold is dropped', async () => {
  const words = '𠮷祥班🏫 <b>5 < 6 & "七"</b>\n第二行'
  expect((await read(aTable([[`${words}\u0000\ufffe\ud800`]])))[3]).toEqual([words])
})

test('A4 across, as wide as one page, the heads on each, page numbers at the foot', async () => {
  const bytes = await writeExcel(aTable([['有']]), '整改台账')
  const sheet = zipEntry(bytes, 'xl/worksheets/sheet1.xml')
  expect(sheet).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
  expect(sheet).toMatch(
    /<pageSetup (?=[^>]*paperSize="9")(?=[^>]*orientation="landscape")(?=[^>]*fitToWidth="1")[^>]*fitToHeight="0"/,
  )
  expect(sheet).toMatch(/<pageSetup[^>]*\/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页<\/oddFooter>/)
  const names = zipEntry(bytes, 'xl/workbook.xml')
  expect(names).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="0">\'整改台账\'!$3:$3</definedName>')
})

test('only title and note are merged, and rows grow with what somebody writes into them', async () => {
  const sheet = zipEntry(await writeExcel(aTable([['有', '有']]), '整改台账'), 'xl/worksheets/sheet1.xml')
  expect([...sheet.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, ref]) => ref)).toEqual(['A1:B1', 'A2:B2'])
  expect(sheet).not.toContain('customHeight')
})

test('what is missing catches the eye, what is stated does not', async () => {
  const bytes = await writeExcel(aTable([['未填报', '待定', '未分工', '有']]), '整改台账')
  const sheet = zipEntry(bytes, 'xl/worksheets/sheet1.xml')
  const styles = ['A4', 'B4', 'C4', 'D4'].map((at) => new RegExp(`<c r="${at}" s="(\\d+)"`).exec(sheet)?.[1])
  expect(new Set(styles.slice(0, 3)).size).toBe(1)
  expect(styles[3]).not.toBe(styles[0])
  expect(zipEntry(bytes, 'xl/styles.xml')).toMatch(/FFFF00/i)
})

test('what is too long for one row goes on in the next, whole', async () => {
  const long = Array.from({ length: 3_000 }, (_, at) => '一二三四五六七八九十'[at % 10]).join('')
  const rows = (await read(aTable([[1, long, '短']]))).slice(3)
  expect(rows.length).toBeGreaterThan(1)
  expect(rows[0]?.[0]).toBe(1)
  expect(rows.slice(1).map(([no, , short]) => [no, short])).toEqual(rows.slice(1).map(() => [null, null]))
  expect(rows.map((row) => String(row[1]).replace('（接上行）', '')).join('')).toBe(long)
  const sheet = zipEntry(await writeExcel(aTable([[1, long, '短']]), '整改台账'), 'xl/worksheets/sheet1.xml')
  for (const [, height] of sheet.matchAll(/ ht="([\d.]+)"/g)) expect(Number(height)).toBeLessThan(409)
})

test.skipIf(!hasOffice('xlsx'))(
  'LibreOffice opens it and prints every word, heads on every page and no column off the paper',
  { timeout: officeTime },
  async () => {
    const rows = Array.from({ length: 60 }, (_, at) => [
      at + 1,
      `〔${at + 1}〕${'均衡编班，家长代表监督。'.repeat(1 + (at % 7))}完`,
      { day: '2026-11-24' as Day },
      ...Array.from({ length: 9 }, (_, column) => `第${column}栏`),
      '末栏',
    ])
    const widths = [3, 14, 7, ...Array.from({ length: 9 }, () => 8), 5]
    const pages = await pagesOf(await convertToPdf(await writeExcel(aTable(rows, { widths }), '整改台账'), 'xlsx'))
    expect(pages.length).toBeGreaterThan(1)
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('栏目13')
      expect(page).toContain('末栏')
      expect(page).toContain(`第 ${at + 1} 页，共 ${pages.length} 页`)
    }
    const all = pages.join('')
    for (const at of rows.keys()) expect(all).toContain(`〔${at + 1}〕`)
    expect(all.match(/2026-11-24/g)).toHaveLength(60)
    // The last word of each cell is there too: no row is lower than what stands in it.
    expect(all.match(/完/g)).toHaveLength(60)
    expect(all).not.toContain('###')
  },
)
