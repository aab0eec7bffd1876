import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import mammoth from 'mammoth'
import readSheets from 'read-excel-file/node'
import sharp, { type OverlayOptions } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersOf } from '#db/answer.ts'
import { standingIssues } from '#db/issue-standing.ts'
import { loadPaper } from '#db/summary.ts'
import { answers } from '#src/demo/answers.ts'
import { wallClock } from '#src/domain/day.ts'
import type { PaperKind, Report } from '#src/domain/papers.ts'
import { type TableKind, tableKinds } from '#src/domain/tables.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { campaignOf, openDivided, wordsOf } from '#test/support/first-school.ts'
import { openFullSchool } from '#test/support/full-school.ts'
import { hasOffice, officeTime, pagesAsPictures, pagesOf, saveAs } from '#test/support/office.ts'
import { hasValidator, openXmlErrors } from '#test/support/open-xml.ts'
import type { Recorder } from '#test/support/recorder.ts'

// A ten-class school (domain facts, sections 2.1 to 2.5) typed in, and its papers read by other programs than made them.
const standard = loadCatalogues().find((one) => one.id === 'compulsory-education-2014-trial')
const tasks = standard?.duties.flatMap((duty) => duty.tasks) ?? []
const words: Readonly<Record<Exclude<Report, 'summary'>, string>> = {
  'self-check': '总结 自查报告',
  plan: '总结 整改方案',
  rectification: '总结 整改报告',
}
const reports = ['summary', 'self-check', 'plan', 'rectification'] as const

const pictures = process.env.PICTURES ?? 'out/pictures'

let world: Recorder
const files = new Map<PaperKind, Uint8Array>()
/** As LibreOffice prints them, all at one start of it; empty where it is not. */
let printed: Readonly<Partial<Record<PaperKind, Buffer>>> = {}
const isPrinted = hasOffice('docx') && hasOffice('xlsx')
/** Each report's paragraphs without its annexes, as they stand under one another. */
const read = new Map<Report, readonly string[]>()

beforeAll(async () => {
  world = await openFullSchool()
  await world.say('zhao', '总结')
  for (const word of Object.values(words)) await world.say('zhao', word)
  const { id } = await campaignOf(world)
  for (const kind of [...reports, ...tableKinds]) {
    const paper = await world.database.db.transaction().execute((tx) => loadPaper(tx, id, 1, kind))
    files.set(kind, paper?.bytes ?? new Uint8Array())
  }
  const ending = (kind: PaperKind) => (reports.some((one) => one === kind) ? 'docx' : 'xlsx')
  const all = [...files].map(([kind, bytes]) => [`${kind}.${ending(kind)}`, bytes] as const)
  if (isPrinted) printed = await saveAs(Object.fromEntries(all), 'pdf')
  for (const report of reports) {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(files.get(report) ?? []) })
    const body = value.split(/\n附件\d*\n/)[0] ?? ''
    read.set(
      report,
      body.split('\n').filter((line) => line !== ''),
    )
  }
}, officeTime)
afterAll(() => world[Symbol.asyncDispose]())

/** The paragraphs between two headings of a report, the first included. */
function part(from: string, to?: string, report: Report = 'summary'): readonly string[] {
  const lines = read.get(report) ?? []
  const [begin, end] = [lines.indexOf(from), to === undefined ? lines.length : lines.indexOf(to)]
  expect([from, begin >= 0, to, end > begin]).toEqual([from, true, to, true])
  return lines.slice(begin + 1, end)
}

test('the outline is that of the paper schools hand in, its tasks running on from （1） to （22）', () => {
  const lines = read.get('summary') ?? []
  const annexes = lines.indexOf('附件：1.责任分工表')
  const headings = lines
    .slice(0, annexes)
    .filter((line) => /^(?:[一二三四五六]、|\d\.[^，。]+$|（\d+）[^，。]+$)/u.test(line))
  const expected = [
    '一、学习宣传，营造氛围',
    '二、健全组织，分工落实',
    '三、对照标准，逐项自查',
    ...(standard?.duties ?? []).flatMap((duty) => [
      `${duty.no}.${duty.title}`,
      ...duty.tasks.map((task) => `（${task.no}）${task.title}`),
    ]),
    ...['四、存在的问题', '五、整改措施', '六、整改成效'],
  ]
  expect(headings).toEqual(expected)
  expect(lines.slice(0, 3)).toEqual(['对照整改年活动', '整改工作总结', '第一小学'])
  expect(lines.slice(-5)).toEqual(['附件：1.责任分工表', '2.整改台账', '3.自评表', '第一小学', '2026年9月7日'])
})

test('who leads stands first in 二, then who else is in the leading group', () => {
  const [organised] = part('二、健全组织，分工落实', '三、对照标准，逐项自查')
  expect(organised).toContain('组长吴校长，成员钱主任、赵主任（按姓名音序排列）。')
})

test('every fact stands under its task, and nowhere else; every paragraph says nothing beside', () => {
  const lines = read.get('summary') ?? []
  const headings = tasks.map((task) => `（${task.no}）${task.title}`)
  for (const [at, task] of tasks.entries()) {
    const paragraph = lines[lines.indexOf(headings[at] ?? '') + 1] ?? ''
    let rest = paragraph
    for (const { no, title } of task.requirements) {
      const given = answers.find((one) => one.no === no)
      for (const said of [given?.fact, given?.shortcoming].filter((one) => one !== null && one !== undefined)) {
        expect(paragraph).toContain(said)
        const elsewhere = lines.filter((line) => line.includes(said) && line !== paragraph)
        if (said === given?.fact) expect(elsewhere).toEqual([])
        rest = rest.replace(said, '')
      }
      rest = rest.replace(`“${title}”不适用：`, '')
    }
    expect([headings[at], rest.replaceAll('。', '').replace('存在不足：', '')]).toEqual([headings[at], ''])
  }
})

test('every shortcoming is a problem in 四, has its measure in 五 and its line in the ledger, the joined two in one', async () => {
  const short = answers.filter((one) => one.shortcoming !== undefined)
  const problems = part('四、存在的问题', '五、整改措施')
  const measures = part('五、整改措施', '六、整改成效')
  expect([short.length, problems.length, measures.length]).toEqual([7, 6, 6])
  const [sheet] = await readSheets(Buffer.from(files.get('ledger') ?? []))
  const ledger = (sheet?.data ?? []).slice(3)
  const heads = (sheet?.data[2] ?? []).map(String)
  expect(ledger).toHaveLength(6)
  for (const { no, shortcoming, measure } of short) {
    const row = problems.findIndex((line) => line.includes(shortcoming ?? ''))
    expect([no, row]).not.toEqual([no, -1])
    expect(measures[row]).toContain(measure ?? '【整改措施：未填报】')
    expect(String(ledger[row]?.[heads.indexOf('存在问题')])).toContain(shortcoming)
    expect(String(ledger[row]?.[heads.indexOf('整改措施')])).toContain(measure ?? '未填报')
  }
  expect(problems.filter((line) => line.includes('学工、学农'))).toEqual([
    '3.出于安全考虑没有组织学生到基地学工、学农；没有组织社区服务和劳动技术教育。',
  ])
  expect(part('六、整改成效', '附件：1.责任分工表')).toEqual(
    expect.arrayContaining([expect.stringMatching(/^1\.还没有同社会艺术团体建立合作。已于2026年9月7日完成整改/)]),
  )
})

test('each number of the papers is the one of /progress', async () => {
  const { id } = await campaignOf(world)
  const today = wallClock(world.clock.now(), 'Asia/Shanghai').day
  const [given, issues] = await world.database.db
    .transaction()
    .execute(async (tx) => [await answersOf(tx, id), await standingIssues(tx, id, today, 'Asia/Shanghai')] as const)
  const means = [...given.values()].map((one) => one.means)
  const of = (one: string) => means.filter((each) => each === one).length
  const live = issues.filter((one) => one.standing !== 'none' && one.standing !== 'struck-off').length
  const struckOff = issues.filter((one) => one.standing === 'struck-off').length
  const progress = wordsOf((await world.say('zhao', '/progress'))[0])
  expect(progress).toContain(`已填报 ${means.length} / 92 条`)
  expect(progress).toContain(`已达到 ${of('met')} 条`)
  const [counted] = part('三、对照标准，逐项自查', '1.平等对待每位学生')
  expect(counted).toBe(
    `截至2026年9月7日，92条具体要求中已填报${means.length}条，其中已达到${of('met')}条、部分达到${of('partly')}条、未达到${of('unmet')}条、不适用${of('not-applicable')}条。`,
  )
  expect(part('六、整改成效', '附件：1.责任分工表')[0]).toContain(
    `台账共列问题${live + struckOff}项，已完成整改并销号${struckOff}项，仍在整改${live}项`,
  )
  const notes = { 'self-rating': `已填报${means.length}条，已达到${of('met')}条`, ledger: `已销号${struckOff}项` }
  for (const [kind, note] of Object.entries(notes)) {
    const [sheet] = await readSheets(Buffer.from(files.get(kind as TableKind) ?? []))
    expect(String(sheet?.data[1]?.[0])).toContain(note)
  }
})

test('the tables behind the summary say cell by cell what the workbooks say', async () => {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(files.get('summary') ?? []) })
  const tables = [...value.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table]) =>
    [...(table ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
      [...(row ?? '').matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => plain(cell ?? '')),
    ),
  )
  expect(tables).toHaveLength(3)
  for (const [at, kind] of (['division', 'ledger', 'self-rating'] as const).entries()) {
    const [sheet] = await readSheets(Buffer.from(files.get(kind) ?? []))
    const rows = (sheet?.data ?? []).slice(2).map((row) => row.map(shown))
    expect(tables[at]).toEqual(rows)
  }
})

const plain = (html: string) =>
  html
    .replaceAll('</p><p>', '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
const shown = (cell: unknown) =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : cell === null ? '' : String(cell)

test('a full school’s summary has the length of a paper: 4,000 to 6,000 characters', () => {
  const length = (read.get('summary') ?? []).join('').length
  expect(length).toBeGreaterThan(4_000)
  expect(length).toBeLessThan(6_000)
})

test('no heading without a text under it, in any report', () => {
  for (const report of reports) {
    const lines = read.get(report) ?? []
    const isHeading = (line: string) => /^[一二三四五六]、/u.test(line)
    for (const [at, line] of lines.entries())
      if (isHeading(line)) expect(isHeading(lines[at + 1] ?? '一、')).toBe(false)
  }
})

test.skipIf(!hasValidator()).each(reports)('%s keeps to the schemas of Open XML', async (report) => {
  expect(await openXmlErrors(files.get(report) ?? new Uint8Array(), 'docx')).toEqual([])
})

describe.skipIf(!isPrinted)('printed by LibreOffice', () => {
  test.each(reports)('%s: nothing lost, no heading at the foot of a page', async (report) => {
    const pages = await pagesOf(printed[report] ?? new Uint8Array())
    const words = pages.map((page) => page.replaceAll(/\s/g, '').replace(/—\d+—$/, ''))
    for (const line of read.get(report) ?? []) {
      // A paragraph may go over the foot of a page, where its number stands between.
      const [begin, end] = [line.replaceAll(/\s/g, '').slice(0, 12), line.replaceAll(/\s/g, '').slice(-12)]
      expect(words.some((page) => page.includes(begin)) || words.join('').includes(begin)).toBe(true)
      expect(words.join('')).toContain(end)
    }
    const text = pages.filter((page) => !/附件\s*\d?\s*\n|序号|一级指标/.test(page))
    for (const page of text) {
      const last =
        page
          .trimEnd()
          .replace(/—\s*\d+\s*—$/, '')
          .trimEnd()
          .split('\n')
          .at(-1)
          ?.trim() ?? ''
      expect(last).not.toMatch(/^(?:[一二三四五六]、|\d\.[^，。]{4,12}$|（\d+）[^，。]+$)/u)
    }
  })
})

test.skipIf(!isPrinted)(
  'pictures of the papers, for README and docs: PICTURES=docs/pictures npx vitest run test/papers',
  async () => {
    const paged = (kind: PaperKind) => pagesAsPictures(printed[kind] ?? new Uint8Array(), 72)
    const [summary, division, ledger] = [await paged('summary'), await paged('division'), await paged('ledger')]
    await layOut('paper-summary', [summary[0], summary[1], summary[8]])
    await layOut('paper-tables', [division[0], ledger[0]])
  },
)

/** Pages side by side, on grey. */
async function layOut(name: string, pages: readonly (Buffer | undefined)[]): Promise<void> {
  const [first, ...others] = pages.filter((page) => page !== undefined)
  expect(others).toHaveLength(pages.length - 1)
  const { width = 0, height = 0 } = await sharp(first).metadata()
  const gap = 12
  const all = [first, ...others].map((input, at) => ({ input, left: gap + at * (width + gap), top: gap }))
  const size = { width: gap + pages.length * (width + gap), height: height + 2 * gap }
  const picture = await sharp({ create: { ...size, channels: 3, background: '#d8d8d8' } })
    .composite(all as OverlayOptions[])
    .png({ palette: true })
    .toBuffer()
  expect(picture.length).toBeGreaterThan(10_000)
  await mkdir(pictures, { recursive: true })
  await writeFile(join(pictures, `${name}.png`), picture)
}

test('with nothing answered the paper says so and nothing else', async () => {
  await using empty = await openDivided()
  await empty.say('zhao', '总结')
  const { id } = await campaignOf(empty)
  const paper = await empty.database.db.transaction().execute((tx) => loadPaper(tx, id, 1, 'summary'))
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(paper?.bytes ?? []) })
  expect(value.match(/【「[^」]+」未填报】/g)).toHaveLength(92)
  expect(value).toContain('【存在的问题：未填报】')
})
