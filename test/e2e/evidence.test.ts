import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { evidenceRefusalWords, evidenceSaid } from '#cards/evidence-words.ts'
import { NotKeptError } from '#src/ports.ts'
import type { Person } from '#test/support/person.ts'
import { bomb, docx, pdf, photoWithPlace, program } from '#test/support/sent-files.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

const resource = 'GET /open-apis/im/v1/messages/:message_id/resources/:file_key'

async function startWalk(town: Town): Promise<Person> {
  const { sun } = await openDivided(town)
  await sun.on().press('开始填报')
  return sun
}

/** Until nothing waits for a later try either. */
async function settle(town: Town): Promise<void> {
  await town.settle()
  await town.bot.queue.settled({ delayed: true })
  await town.settle()
}

const trays = (who: Person) => who.cards().filter((card) => card.title.includes('佐证材料'))

describe('sent in private, during a walk', () => {
  test('a photo is kept without its place, and seen on the card that tells of it', async () => {
    await using town = await startTown()
    const sun = await startWalk(town)
    await sun.sendImage(await photoWithPlace())
    await settle(town)
    const [tray, ...others] = trays(sun)
    expect(others).toEqual([])
    expect(tray?.title).toBe('已收到佐证材料 照片 1')
    const [kept, ...more] = await town.files.kept()
    expect(more).toEqual([])
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 200, height: 400 })
    const key = /"img_key":"([^"]+)"/.exec(JSON.stringify(tray?.json))?.[1] ?? ''
    const shown = town.emulator.file(key).bytes
    expect(shown.equals(kept ?? Buffer.alloc(0))).toBe(true)
    expect(shown.includes('Exif')).toBe(false)
    expect((await sharp(shown).metadata()).exif).toBeUndefined()
  })

  test('ten photos at once are told of by one card, and what is half typed on the walk’s card is not lost', async () => {
    await using town = await startTown()
    const sun = await startWalk(town)
    const walk = sun.lastCard()
    const hands = sun.on(walk).choose('自评', '已达到').fill('工作情况', '打了一半')
    for (let grey = 0; grey < 10; grey++) await sun.sendImage(await photoWithPlace(grey * 20))
    await settle(town)
    expect(trays(sun).map((card) => card.title)).toEqual(['已收到佐证材料 照片 10'])
    const pressed = await hands.press('暂存')
    expect(pressed.toast?.content).toBe('已暂存，随时可以回来继续。')
    expect(sun.on(walk).value('工作情况')).toBe('打了一半')
    expect(JSON.stringify(pressed.card)).toContain('照片 10')
  }, 60_000)

  test('the same photo twice is kept once', async () => {
    await using town = await startTown()
    const sun = await startWalk(town)
    const photo = await photoWithPlace()
    await sun.sendImage(photo)
    await settle(town)
    await sun.sendImage(photo)
    await settle(town)
    expect(await town.files.kept()).toHaveLength(1)
    expect(trays(sun)).toHaveLength(1)
    expect(trays(sun)[0]?.text).toContain(evidenceRefusalWords['already-there'])
  })

  test('a file goes to another requirement, or serves two, and is taken back', async () => {
    await using town = await startTown()
    const sun = await startWalk(town)
    await sun.sendFile('体检名册.docx', docx())
    await settle(town)
    const [tray] = trays(sun)
    if (tray === undefined) throw new Error('no card')
    expect(tray.text).toContain('文件《体检名册.docx》')
    const field = tray.fields.find((one) => one.label === '用于哪些条款')
    const [first, second, third] = field?.options.map((one) => one.text) ?? []
    await sun
      .on(tray)
      .choose('用于哪些条款', second ?? '', third ?? '')
      .press('保存')
    expect(await used(town)).toHaveLength(2)
    expect(sun.on(tray).value('用于哪些条款')).toHaveLength(2)
    await sun
      .on(tray)
      .choose('用于哪些条款', first ?? '')
      .press('保存')
    expect(await used(town)).toHaveLength(1)
    const shown = await sun.on(tray).press('继续填报')
    expect(JSON.stringify(shown.card)).toContain('体检名册.docx')
    await tell(town, sun, '撤下 1')
    expect(sun.lastText()).toContain('已撤下')
    expect(await used(town)).toEqual([])
    expect(await rows(town)).toHaveLength(4)
  })

  test('by words alone: 佐证 moves it, 查看佐证 sends it again', async () => {
    await using town = await startTown()
    const sun = await startWalk(town)
    await sun.sendFile('说明.pdf', pdf)
    await settle(town)
    const own = (await assigned(town, sun)).map((one) => one.no)
    await tell(town, sun, `佐证 ${own[0]}、${own[1]}`)
    expect(await used(town)).toHaveLength(2)
    await tell(town, sun, '佐证 99')
    expect(sun.lastText()).toContain('没有找到这一条')
    await tell(town, sun, '查看佐证')
    expect(sun.files().at(-1)).toMatchObject({ name: '说明.pdf', bytes: pdf })
  })

  test('words and pictures in one message: the words are the fact, every picture is evidence', async () => {
    await using town = await startTown()
    const sun = await startWalk(town)
    await sun.sendPost('每学期体检一次', [await photoWithPlace(1), await photoWithPlace(99)])
    await settle(town)
    expect(trays(sun)[0]?.title).toBe('已收到佐证材料 照片 2')
    const walk = sun.cards().findLast((card) => card.fields.some((one) => one.label === '工作情况'))
    expect(sun.on(walk).value('工作情况')).toBe('每学期体检一次')
  })

  test('a link alone is written down as where the evidence lies', async () => {
    await using town = await startTown()
    const sun = await startWalk(town)
    await tell(town, sun, 'https://school.example/docs/1')
    expect(sun.on().value('佐证材料')).toContain('https://school.example/docs/1')
    expect(sun.on().value('工作情况')).toBe('')
  })
})

describe('what is not taken is said, and nothing of it is kept', () => {
  test.each<[string, string, () => Buffer, string]>([
    ['a renamed program', '体检名册.docx', () => program, evidenceRefusalWords.program],
    ['a zip bomb', '体检名册.docx', bomb, evidenceRefusalWords.bomb],
    ['a file of 101 MB', '体检名册.pdf', () => Buffer.alloc(101 * 1024 * 1024), evidenceRefusalWords['too-large']],
    ['a file of 31 MB', '体检名册.pdf', () => Buffer.alloc(31 * 1024 * 1024), evidenceRefusalWords['too-large']],
  ])('%s', async (_, name, make, words) => {
    await using town = await startTown()
    const sun = await startWalk(town)
    await sun.sendFile(name, make())
    await settle(town)
    expect(trays(sun).map((card) => card.title)).toEqual(['佐证材料'])
    expect(trays(sun)[0]?.text).toContain(words)
    expect(await nothingKept(town)).toBe(true)
  })

  test('a download that breaks half way is tried again', async () => {
    await using town = await startTown()
    const sun = await startWalk(town)
    town.emulator.failNext({ api: resource, times: 2, how: { kind: 'cut-halfway' } })
    await sun.sendImage(await photoWithPlace())
    await settle(town)
    expect(trays(sun).map((card) => card.title)).toEqual(['已收到佐证材料 照片 1'])
  }, 30_000)

  test('a full disk: a sentence for the teacher, a line for the operator, and later it works', async () => {
    const lines: string[] = []
    await using town = await startTown({ logTo: { write: (line) => void lines.push(line) } })
    const sun = await startWalk(town)
    town.files.fail(new NotKeptError('ENOSPC'))
    await sun.sendFile('体检名册.pdf', pdf)
    await settle(town)
    expect(trays(sun)[0]?.text).toContain(evidenceRefusalWords['no-room'])
    expect(await nothingKept(town)).toBe(true)
    const about = lines.map((line) => JSON.parse(line)).filter((line) => line.code === 'ENOSPC')
    expect(about).toEqual([expect.objectContaining({ level: 'error' })])
    town.files.fail(null)
    await sun.sendFile('体检名册.pdf', pdf)
    await settle(town)
    expect(await town.files.kept()).toEqual([pdf])
  })
})

describe('in the thread of a group', () => {
  test('no picture, no thumbnail, no name of a file ever stands there; who sent it alone may press', async () => {
    await using town = await startTown()
    const { sun, qian } = await openDivided(town)
    const group = await town.group('德育处工作群', [sun, qian])
    await tell(town, sun.in(group), '填报')
    const thread = sun.in(group).lastCard().threadId ?? ''
    const there = sun.in(group, thread)
    await there.sendPost('', [await photoWithPlace()])
    await there.sendFile('王小明体检表.pdf', pdf)
    await settle(town)
    const tray = there.cards().findLast((card) => card.title.includes('佐证材料'))
    if (tray === undefined) throw new Error('no card')
    expect(tray.title).toBe('已收到佐证材料 照片 1 · 文件 1')
    const stranger = await qian.in(group, thread).on(tray).press('撤下1')
    expect(stranger.toast?.content).toBe('这是孙老师发来的材料，请由本人操作。')
    const walk = await sun.in(group, thread).on(tray).press('继续填报')
    expect(JSON.stringify(walk.card)).toContain('照片 1 · 文件 1')
    const shown = await there.on().press('查看材料')
    expect(shown.toast?.content).toBe(evidenceSaid.sentPrivately)
    await settle(town)
    expect(sun.files().map((file) => file.name)).toEqual(['王小明体检表.pdf'])
    const ofBot = town.emulator.messages(group.id).filter((one) => one.from.kind === 'app')
    expect(ofBot.length).toBeGreaterThan(1)
    for (const one of ofBot) {
      expect(['interactive', 'text']).toContain(one.kind)
      expect(JSON.stringify(one)).not.toMatch(/img_key|"tag":"img"|王小明/)
    }
  })
})

test('names and contents of files are in no line of the log and not in the record of who did what', async () => {
  const lines: string[] = []
  await using town = await startTown({ logTo: { write: (line) => void lines.push(line) } })
  const sun = await startWalk(town)
  await sun.sendFile('标记名册.pdf', Buffer.concat([pdf, Buffer.from('标记内容')]))
  await sun.sendFile('标记程序.exe', program)
  await settle(town)
  town.files.fail(new NotKeptError('ENOSPC'))
  await sun.sendFile('标记满盘.txt', Buffer.from('标记文本'))
  await settle(town)
  expect(trays(sun).at(-1)?.text).toContain(evidenceRefusalWords['no-room'])
  await tell(town, sun, '撤下 1')
  const audit = await town.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('audit').select(['did', 'about']).execute())
  expect(audit.map((one) => one.did)).toContain('withdraw-evidence')
  expect(JSON.stringify(audit) + lines.join('\n')).not.toMatch(/标记/)
})

function rows({ database }: Town) {
  return database.db.transaction().execute((tx) => tx.selectFrom('evidence_use').selectAll().execute())
}

async function used(town: Town) {
  return (await rows(town)).filter((one) => one.ended_at === null)
}

async function nothingKept(town: Town): Promise<boolean> {
  const stored = await town.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('stored_file').selectAll().execute())
  return stored.length === 0 && (await town.files.kept()).length === 0 && (await town.files.drafts()).length === 0
}

function assigned({ database, app: _ }: Town, who: Person) {
  return database.db.transaction().execute((tx) =>
    tx
      .selectFrom('assignment')
      .innerJoin('person', 'person.id', 'assignment.respondent')
      .select('assignment.requirement_no as no')
      .where('person.open_id', '=', who.openId() as never)
      .orderBy('assignment.requirement_no')
      .execute(),
  )
}
