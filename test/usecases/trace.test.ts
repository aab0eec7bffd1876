import mammoth from 'mammoth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { said } from '#cards/words.ts'
import { loadCampaign } from '#db/campaign.ts'
import { loadPaper } from '#db/summary.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { stillLeads } from '#src/usecases/roles.ts'
import { writeTrace } from '#src/usecases/write-trace.ts'
import { campaignOf, leadingGroup, openDivided, receiverOf, wordsOf } from '#test/support/first-school.ts'
import { leaveSchool } from '#test/support/hand-over.ts'
import { layIssues } from '#test/support/issues.ts'
import { convertToPdf, hasOffice, officeTime, pagesOf } from '#test/support/office.ts'
import { hasValidator, openXmlErrors } from '#test/support/open-xml.ts'
import { readBack } from '#test/support/read-zip.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { reviewPress, setReview, submit } from '#test/support/review.ts'
import { openIdOf } from '#test/support/school-directory.ts'
import { commentsOf, paragraphsOf } from '#test/support/word-comments.ts'

let world: Recorder
let campaign: CampaignId
beforeAll(async () => {
  world = await openDivided()
  await setReview(world, 'head')
  await submit(world, 'lin', 17, { rating: '已达到', fact: '从不收费' })
  world.clock.set('2026-09-08T10:03+08:00')
  const short = { rating: '部分达到', fact: '在建名册', shortcoming: '缺名册', measure: '补建名册', due: '2026-12-01' }
  await submit(world, 'lin', 18, { ...short, fact: '在做' })
  await submit(world, 'lin', 18, short)
  await world.press('qian', await reviewPress(world, 'accept-answer', 18))
  await layIssues(world, [
    {
      problem: '晨检记录不全',
      measure: '每日补记',
      state: 'struck-off',
      asked: { by: 'lin', at: '2026-09-08T10:00+08:00', said: '已补记' },
      struckOff: { by: 'wu', on: '2026-09-09' },
      requirements: [46],
    },
  ])
  await world.say('zhao', '学习 记录 9月3日 集中学习 32人 校长解读标准')
  campaign = (await campaignOf(world)).id
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const letters = (sent: Recorder['sent']) => sent.map((one) => [receiverOf(one), one.content.kind])
const traced = (version: number) =>
  world.database.db.transaction().execute((tx) => writeTrace(tx, world.deps, campaign, version, world.clock.now()))

async function fileOf(version: number): Promise<Uint8Array> {
  return (await traced(version))?.bytes ?? expect.fail('no file')
}

const versions = async () =>
  (await world.database.db.transaction().execute((tx) => tx.selectFrom('summary').select('version').execute())).length

test.each(['总结 依据', '总结 批注版', '/总结 出处', '/summary 依据'])(
  '%s is that file, to the asker alone',
  async (words) => {
    expect(letters(await world.say('zhao', words))).toEqual([
      ['zhao', 'text'],
      ['zhao', 'trace'],
    ])
  },
)

test('a leader may ask too, in the leading group it comes in private, by a press as well', async () => {
  const inGroup = await world.say('wu', '总结 依据', { in: leadingGroup })
  expect(letters(inGroup)).toEqual([
    ['wu', 'text'],
    ['wu', 'trace'],
    [leadingGroup, 'text'],
  ])
  expect(wordsOf(inGroup.at(-1))).toBe(said.privately)
  const before = world.sent.length
  const reply = await world.press('qian', { v: 1, do: 'send-trace', campaign }, {}, { chat: leadingGroup })
  expect(reply).toEqual({ toast: { kind: 'info', text: said.privately } })
  expect(letters(world.sent.slice(before))).toEqual([
    ['qian', 'text'],
    ['qian', 'trace'],
  ])
})

test('when its turn comes, who left the group or the school leads no more', async () => {
  const may = async (who: string) =>
    world.database.db.transaction().execute(async (tx) => {
      const { id } = await tx
        .selectFrom('person')
        .select('id')
        .where('open_id', '=', openIdOf(who))
        .executeTakeFirstOrThrow()
      return stillLeads(tx, await loadCampaign(tx, campaign), id)
    })
  await world.say('wu', '总结 依据', { in: leadingGroup })
  expect([await may('zhao'), await may('wu'), await may('lin')]).toEqual([true, true, false])
  await world.database.db.transaction().execute((tx) =>
    tx
      .deleteFrom('chat_member')
      .where('chat', '=', leadingGroup as never)
      .execute(),
  )
  expect([await may('zhao'), await may('wu')]).toEqual([true, false])
  await leaveSchool(world, 'zhao')
  expect(await may('zhao')).toBe(false)
})

test('a teacher, and a stranger, get a word and no file', async () => {
  for (const who of ['lin', 'sun', 'chen']) {
    expect((await world.say(who, '总结 依据')).map((one) => one.content.kind)).toEqual(['text'])
    const reply = await world.press(who, { v: 1, do: 'send-trace', campaign })
    expect(reply.toast?.kind).toBe('warning')
  }
  expect(world.sent.some((one) => one.content.kind === 'trace')).toBe(false)
  expect(await versions()).toBe(0)
})

test('it is of the version there is; without one it is made; asking makes no newer one and is no change', async () => {
  const [text] = await world.say('zhao', '总结 依据')
  expect(wordsOf(text)).toContain('（第1版）')
  expect(wordsOf(text)).toContain('发送「总结」才会发到领导小组群')
  world.clock.set('2026-09-09T10:00+08:00')
  expect(wordsOf((await world.say('zhao', '总结 依据'))[0])).not.toContain('有变化')
  expect(await versions()).toBe(1)
  await world.say('zhao', '总结')
  expect(await versions()).toBe(2)
  await submit(world, 'lin', 17, { rating: '已达到', fact: '改了' })
  const stale = await world.say('zhao', '总结 依据')
  expect(wordsOf(stale[0])).toContain('这一版之后又有变化')
  expect(stale[1]?.content).toEqual({ kind: 'trace', version: 2 })
  expect((await paragraphsOf(await fileOf(2))).join()).toContain('从不收费')
})

test('the text is that of the paper, each paragraph with what it rests on, by name and by the minute', async () => {
  await world.say('zhao', '总结')
  const bytes = await fileOf(1)
  const paper = await world.database.db.transaction().execute((tx) => loadPaper(tx, campaign, 1, 'summary'))
  const text = async (file: Uint8Array) => (await mammoth.extractRawText({ buffer: Buffer.from(file) })).value
  expect((await text(bytes)).trim()).toBe((await text(paper?.bytes ?? bytes)).split(/\n附件1\n/)[0]?.trim())
  expect((await traced(1))?.name).toBe('第一小学对照整改年活动整改工作总结（第1版·内部批注，不外报）.docx')
  const comments = await commentsOf(bytes)
  expect(new Set(comments.map((one) => one.author))).toEqual(new Set(['对标']))
  const of = (words: string) => comments.filter((one) => one.anchor.includes(words)).flatMap((one) => one.lines)
  expect(of('从不收费')).toContain('「思想品德评价」林老师 2026年9月7日 09:30提交')
  const answered = '林老师 2026年9月8日 10:03提交，改过1次；钱主任 2026年9月8日 10:03审核通过'
  expect(of('在建名册').filter((line) => line.includes(answered))).toHaveLength(1)
  expect(of('补建名册').join('\n')).toMatch(/^台账编号1：林老师 2026年9月8日 10:03登记\n/)
  expect(of('晨检记录不全').join('\n')).toContain('林老师 2026年9月8日 10:00申请销号；吴校长 2026年9月9日 15:00销号')
  expect(of('校长解读标准')).toContain('2026年9月3日集中学习：赵主任 2026年9月8日 10:03记录')
  expect(of('领导小组')).toContain('部门和人数：通讯录；分工（赵主任 2026年9月7日 09:00确认）')
  expect(of('【「').join('\n')).toMatch(/还没有填报，责任人：孙主任（总务处）/)
  // Every paragraph of text has one, headings and the ends have none.
  const paragraphs = await paragraphsOf(bytes)
  const silent = paragraphs.filter((one) => !comments.some(({ anchor }) => anchor === one))
  expect(silent.filter((one) => one.length > 30)).toEqual([])
})

test('a claim that is vouched for after the version was made is known, another revision of its answer is not', async () => {
  await world.say('zhao', '总结')
  await world.say('zhao', '体检 确认 17')
  const lines = async () => (await commentsOf(await fileOf(1))).flatMap((one) => one.lines).join('\n')
  expect(await lines()).toMatch(/「思想品德评价」林老师 2026年9月7日 09:30提交；赵主任 2026年9月8日 10:03确认属实/)
  await submit(world, 'lin', 17, { rating: '已达到', fact: '从不收费，也不代收' })
  expect(await lines()).toMatch(/「思想品德评价」林老师 2026年9月7日 09:30提交；赵主任/)
})

test('the paper that leaves the school has no comments and no name of whoever answered', async () => {
  await world.say('zhao', '总结')
  await world.say('zhao', '总结 自查报告')
  for (const kind of ['summary', 'self-check'] as const) {
    const paper = await world.database.db.transaction().execute((tx) => loadPaper(tx, campaign, 1, kind))
    const parts = await readBack(Buffer.from(paper?.bytes ?? []))
    expect(parts.map(({ name }) => name).filter((name) => /comment|people/i.test(name))).toEqual([])
    const body = parts.find(({ name }) => name === 'word/document.xml')?.content.toString() ?? ''
    expect(body).not.toMatch(/comment(Range|Reference)/)
    expect(parts.map(({ content }) => content.toString()).join()).not.toMatch(/09:30|10:03|w:author/)
    // The tables behind it name respondents, as schools hand them in; nothing else does.
    const others = parts.filter(({ name }) => name !== 'word/document.xml').map(({ content }) => content.toString())
    expect(others.join()).not.toMatch(/林老师|钱主任|赵主任|吴校长/)
    const core = parts.find(({ name }) => name === 'docProps/core.xml')?.content.toString() ?? ''
    expect(core).toContain('<dc:creator>第一小学</dc:creator>')
  }
})

test('it takes as many statements for the whole standard as for one answer', async () => {
  await world.say('zhao', '总结')
  let statements = 0
  const counted = world.database.db.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await counted.transaction().execute((tx) => writeTrace(tx, world.deps, campaign, 1, world.clock.now()))
  expect(statements).toBeLessThanOrEqual(6)
})

test.skipIf(!hasValidator())('the file keeps to the schemas of Open XML', { timeout: 60_000 }, async () => {
  await world.say('zhao', '总结')
  expect(await openXmlErrors(await fileOf(1), 'docx')).toEqual([])
})

test.skipIf(!hasOffice('docx'))('LibreOffice opens it and warns on every page', { timeout: officeTime }, async () => {
  await world.say('zhao', '总结')
  const pages = await pagesOf(await convertToPdf(await fileOf(1), 'docx'))
  expect(pages.length).toBeGreaterThan(3)
  for (const page of pages) expect(page).toContain('内部批注稿，不外报')
  expect(pages.join('').replaceAll(/\s/g, '')).toContain('从不收费')
})

test('a version from before its sentences were kept gives way to a new one', async () => {
  await world.say('zhao', '总结')
  await world.database.db.transaction().execute((tx) => tx.updateTable('summary').set({ printed: null }).execute())
  expect(await traced(1)).toBeNull()
  const [, file] = await world.say('zhao', '总结 依据')
  expect(file?.content).toEqual({ kind: 'trace', version: 2 })
})
