import readSheets from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersOf } from '#db/answer.ts'
import { assignedRows } from '#db/assignment.ts'
import { standingIssues } from '#db/issue-standing.ts'
import { loadPaper } from '#db/summary.ts'
import type { Tx } from '#db/tx.ts'
import { readDay, wallClock } from '#src/domain/day.ts'
import { countIssues } from '#src/domain/issue.ts'
import { count } from '#src/domain/progress.ts'
import { type TableKind, tableKinds } from '#src/domain/tables.ts'
import { campaignOf, openDivided, walkPress } from '#test/support/first-school.ts'
import { layIssues } from '#test/support/issues.ts'
import { hasOffice, officeTime, pagesAsPictures, pagesOf, saveAs } from '#test/support/office.ts'
import { hasValidator, openXmlErrors } from '#test/support/open-xml.ts'
import type { Recorder } from '#test/support/recorder.ts'

// The tables as another program reads them, held against what the database says.
let world: Recorder
type Row = readonly unknown[]
const sheets = new Map<TableKind, { readonly note: string; readonly heads: Row; readonly rows: readonly Row[] }>()
const files = new Map<TableKind, Uint8Array>()
let printed: Readonly<Partial<Record<TableKind, Buffer>>> = {}
const isPrinted = hasOffice('xlsx')

const inTx = <Result>(ask: (tx: Tx) => Promise<Result>) => world.database.db.transaction().execute(ask)

beforeAll(async () => {
  world = await openDivided()
  const partly = { rating: '部分达到', shortcoming: '缺名册', measure: '补建', due: '2026-12-01' }
  await world.press('lin', await walkPress(world, 'submit-answer', 17), { rating: '已达到', fact: '=有〔17〕' })
  await world.press('lin', await walkPress(world, 'submit-answer', 18), { ...partly, fact: '在做〔18〕' })
  await layIssues(world, [
    { problem: '乐器无处存放', requirements: [27], owner: null, due: null },
    { problem: '师资不足', kind: 'needs-above', above: '市教育局', due: null, requirements: [29, 32] },
    {
      problem: '名册不全',
      state: 'struck-off',
      asked: { by: 'lin', at: '2026-09-08T10:00+08:00', said: '已补建' },
      struckOff: { by: 'wu', on: '2026-09-09' },
      requirements: [46],
    },
    { problem: '不是问题', state: 'withdrawn', requirements: [50] },
    { problem: '门口拥堵', requirements: [] },
  ])
  await world.say('zhao', '总结')
  const { id } = await campaignOf(world)
  for (const kind of tableKinds) {
    const paper = await inTx((tx) => loadPaper(tx, id, 1, kind))
    expect(paper?.name).toMatch(/（第1版）\.xlsx$/)
    files.set(kind, paper?.bytes ?? new Uint8Array())
    const [sheet] = await readSheets(Buffer.from(paper?.bytes ?? []))
    const [, note, heads, ...rows] = sheet?.data ?? []
    sheets.set(kind, { note: String(note?.[0]), heads: heads ?? [], rows })
  }
  const all = tableKinds.map((kind) => [`${kind}.xlsx`, files.get(kind) ?? new Uint8Array()] as const)
  if (isPrinted) printed = await saveAs(Object.fromEntries(all), 'pdf')
}, officeTime)
afterAll(() => world[Symbol.asyncDispose]())

/** What stands under a head, from the top. */
function under(kind: TableKind, head: string): unknown[] {
  const { heads, rows }: { heads: Row; rows: readonly Row[] } = sheets.get(kind) ?? { heads: [], rows: [] }
  expect(heads).toContain(head)
  return rows.map((row) => row[heads.indexOf(head)])
}

test('自评表: every requirement once, every answer with it, and the two numbers of /progress', async () => {
  const { id } = await campaignOf(world)
  const rows = await inTx((tx) => assignedRows(tx, id))
  const answers = await inTx((tx) => answersOf(tx, id))
  expect(under('self-rating', '三级指标')).toEqual(rows.map((row) => row.title))
  expect(under('self-rating', '自评等次')).toEqual(rows.map(({ no }) => answers.get(no)?.rating ?? '未填报'))
  expect(under('self-rating', '自评概述').filter((one) => one !== null)).toEqual([
    '=有〔17〕',
    '在做〔18〕\n存在问题：缺名册',
  ])
  const { total, answered, met } = count(rows.map((row) => row.means))
  expect(sheets.get('self-rating')?.note).toContain(`共${total}条，已填报${answered}条，已达到${met}条`)
  expect([answered, met]).toEqual([2, 1])
})

test('责任分工表: every requirement once, with its department, its person by name, and its day as a day', async () => {
  const campaign = await campaignOf(world)
  const rows = await inTx((tx) => assignedRows(tx, campaign.id))
  expect(under('division', '序号')).toEqual(rows.map((_, at) => at + 1))
  expect(under('division', '条款')).toEqual(rows.map((row) => row.title))
  expect(under('division', '牵头部门')).toEqual(rows.map((row) => row.departmentName))
  expect(under('division', '责任人')).toEqual(rows.map((row) => row.respondentName))
  const days = under('division', '完成时限').map(
    (one) => one instanceof Date && readDay(one.toISOString().slice(0, 10)),
  )
  expect(days).toEqual(rows.map(() => campaign.inspectBy))
})

test('整改台账: every issue once but those that are none, and the numbers of the ledger', async () => {
  const { id } = await campaignOf(world)
  const today = wallClock(world.clock.now(), 'Asia/Shanghai').day
  const issues = await inTx((tx) => standingIssues(tx, id, today, 'Asia/Shanghai'))
  const listed = issues.filter((one) => one.standing !== 'none')
  expect(under('ledger', '存在问题').toSorted()).toEqual(listed.map((one) => one.problem).toSorted())
  expect(under('ledger', '存在问题')).toHaveLength(5)
  const { live, struckOff } = countIssues(issues.map((one) => one.standing))
  expect(sheets.get('ledger')?.note).toContain(`共${live + struckOff}项，整改中${live}项，已销号${struckOff}项`)
  expect([live, struckOff]).toEqual([4, 1])
  const at = under('ledger', '存在问题').indexOf('名册不全')
  expect(under('ledger', '完成情况')[at]).toBe('已销号：已补建')
  expect(under('ledger', '销号时间')[at]).toEqual(new Date('2026-09-09T00:00:00Z'))
  expect(under('ledger', '责任人')[under('ledger', '存在问题').indexOf('乐器无处存放')]).toBe('待定')
})

test.skipIf(!hasValidator()).each(tableKinds)('%s is what the schemas of Open XML ask for', async (kind) => {
  expect(await openXmlErrors(files.get(kind) ?? new Uint8Array(), 'xlsx')).toEqual([])
})

test.skipIf(!isPrinted).each(tableKinds)(
  '%s is printed by LibreOffice on A4 across, from its first line to its last',
  async (kind) => {
    const pdf = printed[kind] ?? new Uint8Array()
    const pages = await pagesOf(pdf)
    const heads = sheets.get(kind)?.heads.map(String) ?? []
    for (const page of pages) expect(page.replaceAll(/\s/g, '')).toContain(heads.at(-1))
    const words = pages.join('').replaceAll(/\s/g, '')
    expect(words).not.toContain('###')
    const [first, last] = [sheets.get(kind)?.rows[0], sheets.get(kind)?.rows.at(-1)]
    for (const row of [first, last])
      for (const cell of row ?? [])
        if (typeof cell === 'string') expect(words).toContain(cell.replaceAll(/\s/g, '').slice(0, 4))
    const pictures = await pagesAsPictures(pdf)
    expect(pictures).toHaveLength(pages.length)
    for (const picture of pictures) {
      // Width and height of a PNG stand in its first chunk; 60 dots to the inch make A4 702 by 496.
      expect(Math.abs(picture.readUInt32BE(16) - 702)).toBeLessThan(3)
      expect(Math.abs(picture.readUInt32BE(20) - 496)).toBeLessThan(3)
    }
  },
)
