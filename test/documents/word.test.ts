import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import { summaryBlocks } from '#src/documents/blocks.ts'
import { writeTracedWord, writeWord } from '#src/documents/word.ts'
import type { Day } from '#src/domain/day.ts'
import { compileSummary, type SummaryFacts } from '#src/domain/summary.ts'
import type { PaperTable } from '#src/domain/tables.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { hasValidator, openXmlErrors } from '#test/support/open-xml.ts'
import { commentsOf } from '#test/support/word-comments.ts'
import { anAnswer, aStandard, noStudy, someFacts } from '../domain/summary-facts.ts'
import { zipEntry } from './zip-entry.ts'

async function word(facts: SummaryFacts): Promise<Uint8Array> {
  const summary = compileSummary(facts, { work: officialCalendar, holidays: [] })
  return await writeWord(summaryBlocks(summary), { title: summary.activity, school: summary.school })
}

const read = async (bytes: Uint8Array) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
const html = async (bytes: Uint8Array) => (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value
/** Headings as levels and texts, as another program sees them. */
const outline = async (bytes: Uint8Array) =>
  [...(await html(bytes)).matchAll(/<h([1-6])>(.*?)<\/h\1>/g)].map(([, level, text]) => `${level} ${text}`)

const standard = loadCatalogues().find((one) => one.id === 'compulsory-education-2014-trial') ?? aStandard([[1]])
const numbers = Array.from({ length: 92 }, (_, index) => index + 1)
const allButTwo = Object.fromEntries(
  numbers
    .filter((no) => no !== 5 && no !== 50)
    .map((no) => [
      no,
      anAnswer(no === 7 ? 'unmet' : 'met', { fact: `第〔${no}〕项已落实`, shortcoming: no === 7 ? '灯坏' : null }),
    ]),
)

test('the outline is one a reader can navigate: five parts, the duties, the tasks running on', async () => {
  const headings = await outline(await word(someFacts(standard, allButTwo)))
  let task = 0
  const expected = [
    '1 一、学习宣传，营造氛围',
    '1 二、健全组织，分工落实',
    '1 三、对照标准，逐项自查',
    ...standard.duties.flatMap((duty) => [
      `2 ${duty.no}.${duty.title}`,
      ...duty.tasks.map((one) => {
        task += 1
        return `3 （${task}）${one.title}`
      }),
    ]),
    '1 四、存在的问题',
    '1 五、整改措施',
  ]
  expect(headings).toEqual(expected)
})

test('every fact is in the file once and in order, gaps are marked, the ends are where they belong', async () => {
  const text = await read(await word(someFacts(standard, allButTwo)))
  const kept = numbers.filter((no) => no !== 5 && no !== 50)
  expect(text.match(/〔\d+〕项已落实/g)).toEqual(kept.map((no) => `〔${no}〕项已落实`))
  expect(text.match(/【「[^」]+」未填报】/g)).toHaveLength(2)
  expect(text.match(/灯坏/g)).toHaveLength(2)
  const lines = text.split('\n').filter((line) => line !== '')
  expect(lines.slice(0, 3)).toEqual(['对照整改年活动', '整改工作总结', '第一小学'])
  expect(lines.slice(-3)).toEqual([expect.stringMatching(/^以上是我校/), '第一小学', '2026年11月23日'])
})

test('what is missing catches the eye, what is stated does not', async () => {
  const document = zipEntry(
    await word(someFacts(aStandard([[2]]), { 1: anAnswer('met', { fact: '已落实' }) }, { study: noStudy })),
    'word/document.xml',
  )
  const runs = [...document.matchAll(/<w:r>(.*?)<\/w:r>/g)].map(([, run]) => run ?? '')
  const marked = runs.filter((run) => run.includes('w:highlight')).map((run) => /<w:t[^>]*>(.*?)</.exec(run)?.[1])
  expect(marked).toEqual(['【学习宣传情况：未填报】', '【尚有1条未填报】', '【「要求名2」未填报】'])
})

test('rare characters and emoji survive, markup is text, what Word cannot hold is dropped', async () => {
  const fact = '𠮷祥班🏫👨‍👩‍👧 <b>5 < 6 & "七"</b>'
  const facts = someFacts(aStandard([[1]]), { 1: anAnswer('met', { fact: `${fact}\u0000\u000b\ufffe\ud800` }) })
  const text = await read(await word({ ...facts, school: '𠮷祥&<小学>\u0001' }))
  expect(text).toContain(`${fact.replace('"七"', '“七”')}。`)
  expect(text).toContain('𠮷祥&<小学>\n')
})

test('what somebody wrote is no field, no link and no object of Word', async () => {
  const fact =
    'HYPERLINK "https://x.example/a" { DDEAUTO c:\\\\calc } https://x.example/b <w:fldSimple w:instr="TOC"/> INCLUDEPICTURE "file://x"'
  const bytes = await word(someFacts(aStandard([[1]]), { 1: anAnswer('met', { fact }) }))
  const body = zipEntry(bytes, 'word/document.xml')
  expect(body).not.toMatch(/<w:(?:instrText|fldSimple|fldChar|hyperlink|object|altChunk|attachedTemplate)\b/)
  expect(zipEntry(bytes, 'word/_rels/document.xml.rels')).not.toContain('External')
  expect(await read(bytes)).toContain('https://x.example/b <w:fldSimple')
})

test.each([0, 1, 3, 200])('a standard of %i requirements in one task makes a paper', async (size) => {
  const text = await read(await word(someFacts(size === 0 ? aStandard([]) : aStandard([[size]]), {})))
  expect(text).toContain(`${size}条具体要求中已填报0条`)
})

test('a sign that turns the direction of writing in a name mirrors nothing', async () => {
  const facts = someFacts(
    aStandard([[1]]),
    {},
    {
      leadingGroup: { head: null, deputies: [], members: ['\u202e周校长', '\u2067陈主任'] },
    },
  )
  expect(await read(await word(facts))).toMatch(/[^\u202a-\u202e\u2066-\u2069]周校长/)
  expect(await read(await word(facts))).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
})

test('from the last sentence on all stays on the page of the date', async () => {
  const bytes = await word(someFacts(aStandard([[1]]), {}))
  const document = zipEntry(bytes, 'word/document.xml')
  const ends = ['ClosingText', 'Signature', 'Date'].map((id) => document.lastIndexOf(`<w:pStyle w:val="${id}"/>`))
  expect(ends).toEqual(ends.toSorted((a, b) => a - b))
  expect(ends[0]).toBeGreaterThan(0)
  const styles = zipEntry(bytes, 'word/styles.xml')
  for (const id of ['ClosingText', 'FirstAnnex', 'NextAnnex', 'Signature'])
    expect(new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`).exec(styles)?.[0]).toContain('<w:keepNext/>')
})

test('the page and the type are those of GB/T 9704', async () => {
  const bytes = await word(someFacts(aStandard([[1]]), {}))
  const document = zipEntry(bytes, 'word/document.xml')
  expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"')
  expect(document).toContain('<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"')
  expect(document).toMatch(/<w:docGrid [^>]*w:linePitch="580"/)
  const styles = zipEntry(bytes, 'word/styles.xml')
  const style = (id: string) => new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`).exec(styles)?.[0]
  const looks = {
    Title: ['方正小标宋简体', 44],
    BodyText: ['仿宋', 32],
    Heading1: ['黑体', 32],
    Heading2: ['楷体', 32],
    Heading3: ['仿宋', 32],
  }
  for (const [id, [chinese, size]] of Object.entries(looks)) {
    expect(style(id)).toContain(`w:eastAsia="${chinese}"`)
    expect(style(id)).toContain(`<w:sz w:val="${size}"/>`)
  }
  expect(style('BodyText')).toContain('w:line="580" w:lineRule="exact"')
  expect(style('BodyText')).toContain('w:firstLineChars="200"')
  for (const [id, level] of Object.entries({ Heading1: 0, Heading2: 1, Heading3: 2 })) {
    expect(style(id)).toContain(`<w:outlineLvl w:val="${level}"/>`)
  }
})

test('titles are in 小标宋 and not bold, and every Chinese face named has one to stand in for it', async () => {
  const bytes = await writeWord(
    summaryBlocks(compileSummary(someFacts(aStandard([[1]]), {}), { work: officialCalendar, holidays: [] }), ['甲']),
    { title: '总结', school: '第一小学' },
    [table('甲表', 1)],
  )
  const styles = zipEntry(bytes, 'word/styles.xml')
  for (const id of ['Title', 'AnnexTitle']) {
    const style = new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`).exec(styles)?.[0]
    expect(style).toContain('w:eastAsia="方正小标宋简体"')
    expect(style).not.toMatch(/<w:b\/>|<w:b w:val="true"/)
  }
  const fonts = zipEntry(bytes, 'word/fontTable.xml')
  const standIns = [...fonts.matchAll(/w:name="([^"]+)"><w:altName w:val="([^"]+)"/g)].map(([, name, other]) => [
    name,
    other,
  ])
  expect(Object.fromEntries(standIns)).toEqual({
    方正小标宋简体: '宋体',
    仿宋: '仿宋_GB2312',
    楷体: '楷体_GB2312',
    黑体: 'SimHei',
    宋体: 'SimSun',
  })
  const parts = ['word/styles.xml', 'word/document.xml', 'word/footer1.xml']
    .map((part) => zipEntry(bytes, part))
    .join('')
  const named = new Set([...parts.matchAll(/w:eastAsia="(\p{Script=Han}+)"/gu)].map(([, name]) => name))
  expect([...named].filter((name) => !standIns.some(([known]) => known === name))).toEqual([])
  expect(named.size).toBe(5)
})

describe('comments', () => {
  const summary = compileSummary(someFacts(standard, allButTwo), { work: officialCalendar, holidays: [] })
  const about = { title: '总结', school: '第一小学' }
  const at = { day: '2026-10-12' as Day, hour: 10, minute: 3 }
  const told = (sentences: readonly { readonly text: string }[]) => [
    `段落：${sentences.map((one) => one.text).join('')}`,
    '<第二行> & "引号"',
  ]
  const traced = () => writeTracedWord(summaryBlocks(summary, [], { head: ['不外报'], of: told }), about, at)

  test('each is on the paragraph it is about and on all of it, by the program, at the hour of the school', async () => {
    const [head, ...others] = await commentsOf(await traced())
    expect(head).toEqual({
      author: '对标',
      date: '2026-10-12T10:03:00.000Z',
      lines: ['不外报'],
      anchor: '整改工作总结',
    })
    expect(others.map(({ lines }) => lines)).toEqual(
      others.map(({ anchor }) => [`段落：${anchor}`, '<第二行> & "引号"']),
    )
    const texts = summary.sections.flatMap(({ parts }) => parts.filter((one) => one.kind === 'text'))
    expect(others).toHaveLength(texts.length + 2)
  })

  test('the text is the same without them, and so are its headings', async () => {
    const bytes = await writeWord(summaryBlocks(summary, [], { head: ['不外报'], of: told }), about)
    expect(await read(bytes)).toBe(await read(await traced()))
    expect(await outline(await traced())).toEqual(await outline(bytes))
    expect(() => zipEntry(bytes, 'word/comments.xml')).toThrow('not in the archive')
    expect(zipEntry(bytes, 'word/document.xml')).not.toContain('comment')
    expect(zipEntry(bytes, '[Content_Types].xml')).not.toContain('comment')
  })

  test('every page of them says that it stays inside, odd and even', async () => {
    const bytes = await traced()
    for (const part of ['word/header1.xml', 'word/header2.xml'])
      expect(zipEntry(bytes, part)).toContain('内部批注稿，不外报')
  })

  test.runIf(hasValidator())('the file keeps to the schemas of Open XML', { timeout: 60_000 }, async () => {
    expect(await openXmlErrors(await traced(), 'docx')).toEqual([])
  })
})

test('pages are numbered — 1 —, odd ones on the right and even ones on the left', async () => {
  const bytes = await word(someFacts(aStandard([[1]]), {}))
  expect(zipEntry(bytes, 'word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
  const sides = ['word/footer1.xml', 'word/footer2.xml'].map((name) => {
    const footer = zipEntry(bytes, name)
    expect(footer).toMatch(/— <.*PAGE.*> —</)
    return /<w:jc w:val="(\w+)"/.exec(footer)?.[1]
  })
  expect(sides).toEqual(['right', 'left'])
})

test('the date ends four characters from the right and the school stands centred above it', async () => {
  const document = zipEntry(await word({ ...someFacts(aStandard([[1]]), {}), school: '第一小学' }), 'word/document.xml')
  const indents = [...document.matchAll(/<w:pStyle w:val="(?:Signature|Date)"\/><w:ind [^>]*w:right="(\d+)"/g)].map(
    ([, right]) => Number(right),
  )
  // 2026年11月23日 takes 7 characters of the grid, 第一小学 takes 4.
  expect(indents).toEqual([Math.round(5.5 * 316), 4 * 316])
})

const table = (title: string, rows: number): PaperTable => ({
  title,
  school: '第一小学',
  note: `共${rows}条`,
  heads: ['序号', '条款', '完成时限'],
  widths: [4, 20, 10],
  centred: [true, false, true],
  rows: Array.from({ length: rows }, (_, at) => [
    at + 1,
    `第${at + 1}条\n两行`,
    at === 0 ? '未填报' : { day: '2026-12-01' as Day },
  ]),
})

describe('annexes', () => {
  const blocks = (names: readonly string[]) =>
    summaryBlocks(compileSummary(someFacts(aStandard([[1]]), {}), { work: officialCalendar, holidays: [] }), names)
  const about = { title: '总结', school: '第一小学' }

  test('are named before the signature, several by number, one without; none, nothing', () => {
    const lines = (names: readonly string[]) =>
      blocks(names)
        .filter(({ style }) => style.endsWith('annex'))
        .map(({ stretches }) => stretches.map((one) => one.text).join(''))
    expect(lines([])).toEqual([])
    expect(lines(['整改台账'])).toEqual(['附件：整改台账'])
    expect(lines(['责任分工表', '整改台账', '自评表'])).toEqual(['附件：1.责任分工表', '2.整改台账', '3.自评表'])
    expect(blocks(['整改台账']).at(-3)?.style).toBe('first-annex')
  })

  test('each is a section on its side, its mark above, its heads repeated, every cell once', async () => {
    const bytes = await writeWord(blocks(['甲', '乙']), about, [table('甲表', 3), table('乙表', 1)])
    const document = zipEntry(bytes, 'word/document.xml')
    const sizes = [...document.matchAll(/<w:pgSz [^>]*>/g)].map(([size]) => size)
    expect(sizes).toHaveLength(3)
    expect(sizes[0]).not.toContain('landscape')
    for (const size of sizes.slice(1)) {
      expect(size).toContain('w:w="16838"')
      expect(size).toContain('w:h="11906"')
      expect(size).toContain('w:orient="landscape"')
    }
    expect(document.match(/<w:tblHeader/g)).toHaveLength(2)
    expect(document.match(/<w:highlight w:val="yellow"\/>(?:(?!<\/w:r>).)*未填报<\/w:t>/g)).toHaveLength(2)
    const lines = (await read(bytes)).split('\n').filter((line) => line !== '')
    expect(lines.slice(lines.indexOf('附件1'))).toEqual([
      ...['附件1', '甲表', '第一小学　　共3条', '序号', '条款', '完成时限', '1', '第1条', '两行', '未填报'],
      ...['2', '第2条', '两行', '2026-12-01', '3', '第3条', '两行', '2026-12-01'],
      ...['附件2', '乙表', '第一小学　　共1条', '序号', '条款', '完成时限', '1', '第1条', '两行', '未填报'],
    ])
  })

  test('a table as wide as any stands within the margins', async () => {
    const wide = { ...table('宽表', 1), heads: Array.from({ length: 20 }, (_, at) => `栏${at}`) }
    const bytes = await writeWord(blocks(['宽']), about, [
      { ...wide, widths: wide.heads.map(() => 30), centred: [], rows: [wide.heads] },
    ])
    const widths = [...zipEntry(bytes, 'word/document.xml').matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, one]) =>
      Number(one),
    )
    expect(widths).toHaveLength(20)
    expect(widths.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(16838 - 2 * 1134)
  })

  test.runIf(hasValidator())(
    'the file keeps to the schemas of Open XML',
    async () => {
      const bytes = await writeWord(blocks(['甲']), about, [table('甲表', 3)])
      expect(await openXmlErrors(bytes, 'docx')).toEqual([])
    },
    60_000,
  )
})
