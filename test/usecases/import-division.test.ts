import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { fileRefusalWords, importSaid } from '#cards/import-words.ts'
import { campaignOf, leadingGroup, openCampaign, openDivided, shares, wordsOf } from '#test/support/first-school.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'
import { sendFile } from '#test/support/send-file.ts'
import { oldOffice } from '#test/support/sent-files.ts'
import { handmadeWorkbook, rowOf, workbook } from '#test/support/workbook.ts'

const heads = ['序号', '管理任务', '条款', '牵头部门', '责任人']
const name = '责任分工表.xlsx'

let world: Recorder
let titles: Map<number, string>
let untouched: string
beforeAll(async () => {
  world = await openDivided()
  const rows = await world.database.db.transaction().execute((tx) =>
    tx
      .selectFrom('requirement')
      .select(['no', 'title'])
      .where('campaign', '=', 1 as never)
      .execute(),
  )
  titles = new Map(rows.map((row) => [row.no, row.title]))
  await world.say('zhao', '分工 导入')
  await world.keep()
  untouched = await world.dump(passing)
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** What a file and its preview leave behind before anything is confirmed. */
const passing = ['delivery', 'incoming_file', 'expected_file', 'import_plan']
const line = (no: number, department: string, person: string) => [no, null, titles.get(no) ?? '', department, person]
const table = (...rows: (string | number | null)[][]) => workbook([['责任分工表'], heads, ...rows])
const send = async (bytes: Uint8Array | Promise<Uint8Array>, as = name): Promise<string> =>
  (await sendFile(world, 'zhao', as, await bytes)).map(wordsOf).join('\n')

/** The button of the last preview. */
async function pressLast(
  button: 'confirm-import' | 'cancel-import',
  form: Record<string, string> = {},
  who = 'zhao',
): Promise<Awaited<ReturnType<Recorder['press']>>> {
  const { id, version } = await world.database.db
    .transaction()
    .execute((tx) =>
      tx.selectFrom('import_plan').select(['id', 'version']).orderBy('id', 'desc').executeTakeFirstOrThrow(),
    )
  const about = { v: 1, purpose: 'division', plan: id } as const
  return world.press(
    who,
    button === 'confirm-import' ? { ...about, do: button, seen: version } : { ...about, do: button },
    form,
  )
}

describe('a table that comes back', () => {
  test('says first what would change, and changes it when it is confirmed: drafts stay, who is new hears of it once', async () => {
    const preview = await send(
      table(line(17, '教务处', '李老师'), line(18, '教务处', '林老师'), line(19, '总务处', '孙主任')),
    )
    expect(preview).toContain('将调整2条')
    expect(preview).toContain('不用改1条')
    expect(preview).toContain(`${titles.get(17)}：教务处 林老师 → 教务处 李老师`)
    expect(await world.dump(passing)).toBe(untouched)

    const before = await shares(world)
    world.sent.length = 0
    const reply = await pressLast('confirm-import')
    expect(reply.toast?.text).toBe(importSaid.confirmed)
    const after = await shares(world)
    expect(after.li).toEqual([...(before.li ?? []), 17])
    expect(after.sun).toContain(19)
    expect(after.lin).toEqual([18])
    const told = world.sent.flatMap(({ target }) => (target.to === 'person' ? [target.person] : []))
    expect(told.toSorted()).toEqual([openIdOf('li'), openIdOf('sun')].toSorted())
  })

  test('columns in any order, under other heads, with others between them', async () => {
    const preview = await send(
      workbook([
        ['备注', '负责人', '完成时限', '责任处室', '条款内容'],
        ['', '李老师', '2026-10-01', '教务处', `17. ${titles.get(17)}`],
      ]),
    )
    expect(preview).toContain('将调整1条')
    expect(preview).toContain('「备注」「完成时限」不导入')
  })

  test('by number, by a number that is none, and by a name nobody has: row and cell are named', async () => {
    const preview = await send(
      workbook([
        ['条款编号', '牵头部门', '责任人'],
        [17, '教务处', '李老师'],
        [930, '教务处', '李老师'],
        [18, '教务处', '张三丰'],
        [19, '后勤部', '孙主任'],
      ]),
    )
    expect(preview).toContain('将调整1条')
    expect(preview).toContain('第3行「条款编号」：没有这个编号（930）')
    expect(preview).toContain('第4行「责任人」：没有找到这位老师（张三丰）')
    expect(preview).toContain('第5行「牵头部门」：没有这个部门（后勤部）')
  })

  test('merged cells hold for every row they span, and it says so', async () => {
    const bytes = workbook([heads, line(17, '教务处', '李老师'), [18, null, titles.get(18) ?? '', null, null]], {
      merge: [
        { row: 1, column: 3, rows: 2 },
        { row: 1, column: 4, rows: 2 },
      ],
    })
    const preview = await send(bytes)
    expect(preview).toContain('将调整2条')
    expect(preview).toContain('合并的「牵头部门」「责任人」按每一行都相同来读')
  })

  test('a formula counts by the result it was saved with; one without is named', async () => {
    const cell = (formula: string, value: string) => `<c t="str"><f>${formula}</f>${value}</c>`
    const text = (words: string) => `<c t="inlineStr"><is><t>${words}</t></is></c>`
    const preview = await send(
      handmadeWorkbook(
        [
          rowOf('条款编号', '牵头部门', '责任人'),
          `<row>${text('17')}${text('教务处')}${cell('A9', '<v>李老师</v>')}</row>`,
          `<row>${text('18')}${text('教务处')}<c><f>A9</f></c></row>`,
        ].join(''),
      ),
    )
    expect(preview).toContain('将调整1条')
    expect(preview).toContain('第3行「责任人」：是公式，没有算出结果，请改成文字')
  })

  test('nothing is confirmed twice, nor after it was cancelled', async () => {
    await send(table(line(17, '教务处', '李老师')))
    const cancelled = await pressLast('cancel-import')
    expect(asText(cancelled.card as never)).not.toContain('确认导入')
    const late = await pressLast('confirm-import')
    expect(late.toast?.text).toBe(importSaid.cancelled)
    expect(await world.dump(passing)).toBe(untouched)
    await world.say('zhao', '分工 导入')
    await send(table(line(17, '教务处', '李老师')))
    await pressLast('confirm-import')
    const once = await shares(world)
    expect((await pressLast('confirm-import')).toast?.text).toBe(importSaid.confirmedAlready)
    expect(await shares(world)).toEqual(once)
  })

  test('the division changed meanwhile: the card is drawn anew and nothing else happens', async () => {
    await send(table(line(17, '教务处', '李老师'), line(19, '总务处', '孙主任')))
    await world.say('zhao', '/assign 17 孙主任')
    const now = await shares(world)
    const reply = await pressLast('confirm-import')
    expect(reply.toast?.text).toBe(importSaid.standsOtherwise)
    expect(asText(reply.card as never)).toContain(`${titles.get(17)}：总务处 孙主任 → 教务处 李老师`)
    expect(await shares(world)).toEqual(now)
    await pressLast('confirm-import')
    expect((await shares(world)).li).toContain(17)
  })

  test('what it would have changed is so already: there is nothing to confirm any more', async () => {
    await send(table(line(17, '教务处', '李老师')))
    await world.say('zhao', '/assign 17 李老师')
    const reply = await pressLast('confirm-import')
    expect(reply.toast?.text).toBe(importSaid.nothingLeft)
    expect(asText(reply.card as never)).not.toContain('确认导入')
    expect((await pressLast('confirm-import')).toast?.text).toBe(importSaid.cancelled)
  })

  test('words do what the buttons do', async () => {
    await send(table(line(17, '教务处', '李老师')))
    await world.say('zhao', '分工 确认导入')
    expect((await shares(world)).li).toContain(17)
    expect(wordsOf((await world.say('zhao', '分工 确认导入'))[0])).toBe(importSaid.nothingWaits)
    await world.say('zhao', '分工 导入')
    await send(table(line(18, '教务处', '李老师')))
    await world.say('zhao', '分工 取消导入')
    expect((await shares(world)).lin).toEqual([18])
  })

  test('two people of one name are asked about; by the department with the name they are told apart', async () => {
    world.directory.peopleTable.set(openIdOf('li2'), { name: '李老师', in: ['总务处'] })
    world.clock.pass(60 * 60_000)
    await world.say('zhao', '/assign', { in: leadingGroup })
    await world.say('zhao', '分工 导入')
    const bytes = workbook([
      ['条款编号', '责任人'],
      [17, '李老师'],
      [18, '李老师（总务处）'],
    ])
    const preview = await send(bytes)
    expect(preview).toContain('将调整1条')
    expect(preview).toContain('有几位李老师，这1条是哪一位')
    const { id } = await world.database.db
      .transaction()
      .execute((tx) =>
        tx.selectFrom('person').select('id').where('open_id', '=', openIdOf('li')).executeTakeFirstOrThrow(),
      )
    await pressLast('confirm-import', { pick_0: String(id) })
    const now = await shares(world)
    expect([now.li?.includes(17), now.li2]).toEqual([true, [18]])
  })
})

describe('before the first division', () => {
  test('a whole table divides the work; one that leaves somebody out does not', async () => {
    await using fresh = await openCampaign()
    const { id } = await campaignOf(fresh)
    await fresh.say('zhao', '/assign', { in: leadingGroup })
    await fresh.say('zhao', '分工 导入')
    const rows = Array.from({ length: 92 }, (_, at) => [
      at + 1,
      at < 46 ? '教务处' : '总务处',
      at < 46 ? '林老师' : '孙主任',
    ])
    const part = (
      await sendFile(fresh, 'zhao', name, await workbook([['条款编号', '部门', '责任人'], ...rows.slice(1)]))
    ).map(wordsOf)
    expect(part.join()).toContain('还有1条没有责任人')
    expect(part.join()).not.toContain('确认导入')
    await fresh.say('zhao', '分工 导入')
    await sendFile(fresh, 'zhao', name, await workbook([['条款编号', '部门', '责任人'], ...rows]))
    await fresh.say('zhao', '分工 确认导入')
    expect(Object.fromEntries(Object.entries(await shares(fresh)).map(([who, nos]) => [who, nos.length]))).toEqual({
      lin: 46,
      sun: 46,
    })
    expect((await campaignOf(fresh)).status).toBe('open')
    expect(id).toBe((await campaignOf(fresh)).id)
  })
})

describe('what cannot be read gets one sentence, and nothing changes', () => {
  const many = () =>
    workbook([heads, ...Array.from({ length: 5_000 }, (_, at) => [at, null, '条款', '教务处', '李老师'])])
  const macroSheet = '<Override PartName="/xl/renamed.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
  const cases: readonly [string, string, () => Buffer | Promise<Buffer>, keyof typeof fileRefusalWords][] = [
    ['an .xls renamed', name, () => oldOffice('Workbook'), 'old-xls'],
    ['a file with a password', name, () => oldOffice('EncryptionInfo', 'EncryptedPackage'), 'locked'],
    ['5,000 rows', name, many, 'too-many-rows'],
    ['an empty sheet', name, () => workbook([]), 'empty-sheet'],
    ['an empty file', name, () => Buffer.alloc(0), 'empty'],
    [
      'a text of GBK renamed',
      name,
      () => Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb0, 0xe0, 0xbc, 0xb6, 0x0d, 0x0a]),
      'text',
    ],
    [
      'a table of something else',
      name,
      () =>
        workbook([
          ['姓名', '电话'],
          ['林', 1],
        ]),
      'heads-unknown',
    ],
    [
      'macros under their own name',
      '责任分工表.xlsm',
      () => handmadeWorkbook(rowOf('条款', '责任人'), { parts: { 'xl/vbaProject.bin': 'x' } }),
      'macro',
    ],
    [
      'macros under another name',
      name,
      () => handmadeWorkbook(rowOf('条款', '责任人'), { parts: { 'xl/renamed.bin': 'x' }, types: macroSheet }),
      'macro',
    ],
    [
      'a zip bomb',
      name,
      () =>
        handmadeWorkbook(rowOf('条款', '责任人'), {
          parts: { 'xl/worksheets/sheet2.xml': ' '.repeat(64 * 1024 * 1024) },
        }),
      'bomb',
    ],
    [
      'a bomb of entities',
      name,
      () => handmadeWorkbook('&a;', { parts: { 'xl/sharedStrings.xml': entities } }),
      'broken',
    ],
    ['tags thousands deep', name, () => handmadeWorkbook('<a>'.repeat(50_000)), 'broken'],
  ]
  test.each(cases)('%s', async (_, as, bytes, why) => {
    expect(await send(bytes(), as)).toBe(fileRefusalWords[why])
    expect(await world.dump(passing)).toBe(untouched)
    const plans = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('import_plan').selectAll().execute())
    expect(plans).toEqual([])
  })
})

const entities = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]><sst><si><t>&a8;</t></si></sst>`

describe('whose it is', () => {
  test('a file nobody asked for is evidence as ever, and another table asked for too late', async () => {
    world.clock.pass(31 * 60_000)
    const heard = await sendFile(world, 'zhao', '名册.xlsx', await table(line(17, '教务处', '李老师')))
    expect(heard.map(wordsOf).join()).not.toContain('导入')
    const came = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('incoming_file').selectAll().execute())
    expect(came).toEqual([])
  })

  test('named 责任分工表 it is taken from the coordinator without asking, and from nobody else', async () => {
    world.clock.pass(31 * 60_000)
    expect(await send(table(line(17, '教务处', '李老师')))).toContain('将调整1条')
    const heard: SentLetter[] = await sendFile(world, 'lin', name, await table(line(17, '教务处', '李老师')))
    expect(heard.map(wordsOf).join()).not.toContain('将调整')
  })

  test('only whoever sent it may confirm it, and nobody else hears what is in it', async () => {
    await send(table(line(17, '教务处', '李老师')))
    for (const who of ['wu', 'qian', 'lin', 'zhou']) {
      const reply = await pressLast('confirm-import', {}, who)
      expect(JSON.stringify(reply)).not.toContain('李老师')
    }
    expect(await world.dump(passing)).toBe(untouched)
  })

  test('nobody but the coordinator is asked for a table', async () => {
    for (const who of ['lin', 'chen']) {
      const heard = (await world.say(who, '分工 导入')).map(wordsOf).join()
      expect(heard).not.toBe(importSaid.sendDivision)
    }
  })
})
