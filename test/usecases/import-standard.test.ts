import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { fileRefusalWords, importSaid } from '#cards/import-words.ts'
import { ratingRefusals, standardRefusals, standardSaid } from '#cards/standard-words.ts'
import { refusals } from '#cards/words.ts'
import { loadStandard } from '#db/campaign.ts'
import { ownStandards } from '#db/own-standard.ts'
import {
  campaignOf,
  leadingGroup,
  openCounty,
  otherLeadingGroup,
  setupForm,
  wordsOf,
} from '#test/support/first-school.ts'
import { gbk } from '#test/support/gbk.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { sendFile } from '#test/support/send-file.ts'
import { docx, oldOffice, pdf } from '#test/support/sent-files.ts'
import { handmadeDocument, paragraphOf, runOf } from '#test/support/word-document.ts'
import { handmadeWorkbook, rowOf, workbook } from '#test/support/workbook.ts'

let world: Recorder
let untouched: string
beforeAll(async () => {
  world = await openCounty()
  await world.keep()
  untouched = await world.dump(passing)
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** What is said and asked for, and who was met; but no standard. */
const passing = ['delivery', 'incoming_file', 'expected_file', 'import_plan', 'chat', 'chat_member', 'person']

const ask = (who = 'zhao', chat = leadingGroup) => world.say(who, '创建活动 导入标准', { in: chat })
async function send(name: string, bytes: Uint8Array | Promise<Uint8Array>, who = 'zhao'): Promise<string> {
  await ask(who, who === 'zhou' ? otherLeadingGroup : leadingGroup)
  return (await sendFile(world, who, name, await bytes)).map(wordsOf).join('\n')
}
const hear = async (who: string, words: string) => (await world.say(who, words)).map(wordsOf).join('\n')
const ownOf = (chat = leadingGroup) => world.database.db.transaction().execute((tx) => ownStandards(tx, chat))

const list = () =>
  workbook(
    [
      ['本区规范办学清单'],
      ['序号', '条款内容'],
      ...Array.from({ length: 12 }, (_, at) => [at + 1, `第${at + 1}件事，每周检查。`]),
    ],
    { sheet: '清单' },
  )
const text =
  '学校管理规范\n一、教学\n（一）课程\n1.开齐课程，不挤占。\n2.公示课表。\n二、体育\n（二）锻炼\n3.每天锻炼一小时。\n'

test('a short list: shown, confirmed with own words of rating, chosen for a campaign, which keeps its copy', async () => {
  const preview = await send('清单.xlsx', list())
  expect(preview).toContain('读到12条')
  expect(preview).toContain('1.第1件事')
  expect(await ownOf()).toEqual([])
  const said = await hear(
    'zhao',
    '创建活动 确认导入 标准名称：本校清单 自评用词：达标=已达到，基本达标=部分达到，未达标=未达到',
  )
  expect(said).toContain('《本校清单》（12条）已导入')
  const [own] = await ownOf()
  expect(own).toMatchObject({
    title: '本校清单',
    ratings: [
      { word: '达标', means: 'met' },
      { word: '基本达标', means: 'partly' },
      { word: '未达标', means: 'unmet' },
    ],
  })
  const offered = wordsOf((await world.say('zhao', '创建活动', { in: leadingGroup }))[0])
  expect(offered).toContain('本校清单（12条）')
  const form = { ...setupForm, standardId: own?.id }
  await world.press('zhao', { v: 1, do: 'create-campaign' }, form, { chat: leadingGroup })
  const campaign = await campaignOf(world)
  expect(await world.database.db.transaction().execute((tx) => loadStandard(tx, campaign))).toEqual(own)
  const division = wordsOf((await world.say('zhao', '分工', { in: leadingGroup }))[0])
  expect(division).toContain('未建议部门（12条）')
})

test.each([
  ['a text of UTF-8', '规范.txt', () => Buffer.from(text)],
  ['a text of GBK', '规范.txt', () => gbk(text)],
  [
    'a Word document',
    '规范.docx',
    () =>
      Packer.toBuffer(new Document({ sections: [{ children: text.split('\n').map((line) => new Paragraph(line)) }] })),
  ],
])('%s: duties, tasks and requirements by their numbers', async (_, name, bytes) => {
  const preview = await send(name, bytes())
  expect(preview).toContain('读到2项职责、2项任务、3条')
  expect(preview).toContain('学校管理规范')
  expect(preview).toContain('3.每天锻炼一小时')
})

test('headings of Word without numbers', async () => {
  const children = [
    new Paragraph({ text: '教学', heading: HeadingLevel.HEADING_1 }),
    new Paragraph({ text: '课程', heading: HeadingLevel.HEADING_2 }),
    new Paragraph('开齐课程，不挤占。'),
    new Paragraph('公示课表。'),
  ]
  const preview = await send('规范.docx', Packer.toBuffer(new Document({ sections: [{ children }] })))
  expect(preview).toContain('2条')
  expect(preview).toContain('1.开齐课程')
})

test('a document as Word saves it in a browser is read too', async () => {
  const body = ['1.开齐课程，不挤占。', '2.公示课表。'].map(paragraphOf).join('')
  expect(await send('规范.docx', handmadeDocument(body, {}, 'document2'))).toContain('1.开齐课程')
})

test('of tracked changes what was put in counts, what was taken out does not, and the card says so', async () => {
  const changed = `${runOf('1.每天')}<w:del><w:r><w:delText>打卡</w:delText></w:r></w:del><w:ins>${runOf('锻炼')}</w:ins><w:moveFrom>${runOf('一次')}</w:moveFrom>`
  const preview = await send('规范.docx', handmadeDocument([changed, '2.公示课表。'].map(paragraphOf).join('')))
  expect(preview).toContain('1.每天锻炼')
  expect(preview).not.toContain('打卡')
  expect(preview).not.toContain('一次')
  expect(preview).toContain('文件里有修订')
})

test('rating words that cannot be, and a name that is taken, are said; then it can be confirmed all the same', async () => {
  await send('清单.xlsx', list())
  expect(await hear('zhao', '创建活动 确认导入 自评用词：好=很好')).toContain(ratingRefusals['meaning-unknown'])
  expect(await hear('zhao', '创建活动 确认导入 标准名称：《义务教育学校管理标准》')).toContain(standardSaid.taken)
  expect(await ownOf()).toEqual([])
  await hear('zhao', '创建活动 确认导入')
  expect((await ownOf()).map((one) => one.title)).toEqual(['本区规范办学清单'])
  expect(await send('清单.xlsx', list())).toContain('本区规范办学清单（本校）')
})

test('by its buttons: pressed twice it is there once, cancelled it is not there', async () => {
  await send('清单.xlsx', list())
  const plan = await newestPlan()
  const confirm = { v: 1, do: 'confirm-import', purpose: 'standard', plan, seen: 0 } as const
  expect((await world.press('wu', confirm)).toast?.text).toBe(refusals['old-card'])
  const form = { title: '本校清单', ratings: 'A=已达到，B=未达到' }
  expect(asText((await world.press('zhao', confirm, form)).card as never)).toContain('《本校清单》')
  expect((await world.press('zhao', confirm, form)).toast?.text).toBe(importSaid.confirmedAlready)
  expect(await ownOf()).toHaveLength(1)
  await send('清单.xlsx', list())
  await world.press('zhao', { v: 1, do: 'cancel-import', purpose: 'standard', plan: await newestPlan() })
  expect(await hear('zhao', '创建活动 确认导入')).toBe(importSaid.nothingWaits)
  expect(await ownOf()).toHaveLength(1)
})

async function newestPlan() {
  const { id } = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('import_plan').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow())
  return id
}

describe('who may', () => {
  test('another school neither sees nor uses it', async () => {
    await send('清单.xlsx', list())
    await hear('zhao', '创建活动 确认导入')
    const [own] = await ownOf()
    expect(await ownOf(otherLeadingGroup)).toEqual([])
    const offered = wordsOf((await world.say('zhou', '创建活动', { in: otherLeadingGroup }))[0])
    expect(offered).not.toContain('本区规范办学清单')
    const form = { ...setupForm, standardId: own?.id }
    const made = await world.press('zhou', { v: 1, do: 'create-campaign' }, form, { chat: otherLeadingGroup })
    expect(made.toast?.text).toBe(refusals['standard-unknown'])
  })

  test('while a campaign runs, its coordinator alone; in private without a campaign nobody', async () => {
    expect(await hear('zhao', '创建活动 导入标准')).toBe(refusals['group-only'])
    await world.press('zhao', { v: 1, do: 'create-campaign' }, setupForm, { chat: leadingGroup })
    expect((await ask('wu')).map(wordsOf).join()).toBe(refusals['no-right-to-set-up'])
    expect(await hear('lin', '创建活动 导入标准')).toBe(refusals['group-only'])
    expect(await hear('zhao', '创建活动 导入标准')).toBe(standardSaid.send)
  })

  test('whoever has lost the right before confirming', async () => {
    await send('清单.xlsx', list(), 'zhao')
    await world.press('wu', { v: 1, do: 'create-campaign' }, setupForm, { chat: leadingGroup })
    expect(await hear('zhao', '创建活动 确认导入')).toBe(refusals['no-right-to-set-up'])
    expect(await ownOf()).toEqual([])
  })
})

describe('what cannot be read gets one sentence, and nothing changes', () => {
  const many = Array.from({ length: 5_000 }, (_, at) => `${at + 1}.第${at + 1}件事。`)
  const paragraphs = (count: number) => '<w:p/>'.repeat(count)
  test.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
    ['an old .doc', '规范.doc', () => oldOffice('WordDocument'), fileRefusalWords['old-format']],
    ['an .xls renamed', '规范.xlsx', () => oldOffice('Workbook'), fileRefusalWords['old-format']],
    ['a .wps', '规范.wps', () => oldOffice('WordDocument'), fileRefusalWords['old-format']],
    ['a password', '规范.docx', () => oldOffice('EncryptionInfo', 'EncryptedPackage'), fileRefusalWords.locked],
    ['macros', '规范.docm', () => handmadeDocument('', { 'word/vbaProject.bin': 'x' }), fileRefusalWords.macro],
    ['an empty file', '规范.txt', () => Buffer.alloc(0), fileRefusalWords.empty],
    ['a text of spaces', '规范.txt', () => Buffer.from(' \n\n'), standardRefusals['empty-text']],
    ['an empty sheet', '清单.xlsx', () => workbook([]), fileRefusalWords['empty-sheet']],
    [
      '5,000 rows',
      '清单.xlsx',
      () => workbook([['条款内容'], ...many.map((one) => [one])]),
      fileRefusalWords['too-many-rows'],
    ],
    ['5,000 lines', '清单.txt', () => Buffer.from(many.join('\n')), standardRefusals['too-many']],
    ['6,000 paragraphs', '规范.docx', () => handmadeDocument(paragraphs(6_000)), fileRefusalWords['too-many-rows']],
    ['no numbers', '规范.txt', () => Buffer.from('重视安全。\n每天巡查。\n'), standardRefusals['no-form']],
    ['other heads', '名册.xlsx', () => handmadeWorkbook(rowOf('姓名', '电话')), standardRefusals['no-columns']],
    [
      'a bomb',
      '规范.docx',
      () => docx({ 'word/media/image1.bmp': Buffer.alloc(128 * 1024 * 1024) }),
      fileRefusalWords.bomb,
    ],
    ['tags thousands deep', '规范.docx', () => handmadeDocument('<a>'.repeat(50_000)), fileRefusalWords.broken],
    [
      'a bomb of entities',
      '规范.docx',
      () => handmadeDocument('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>' }),
      fileRefusalWords.broken,
    ],
    ['a PDF renamed', '规范.docx', () => pdf, fileRefusalWords['not-a-standard']],
  ])('%s', async (_, name, bytes, why) => {
    expect(await send(name, bytes())).toContain(why)
    expect(await world.dump(passing)).toBe(untouched)
  })
})
