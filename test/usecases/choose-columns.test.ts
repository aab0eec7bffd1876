import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fileRefusalWords, importSaid } from '#cards/import-words.ts'
import { templateRefusals } from '#cards/template-words.ts'
import { refusals } from '#cards/words.ts'
import { loadPaper } from '#db/summary.ts'
import type { TableKind } from '#src/domain/tables.ts'
import { campaignOf, openDivided, wordsOf } from '#test/support/first-school.ts'
import { readSheet } from '#test/support/read-sheet.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { sendFile } from '#test/support/send-file.ts'
import { oldOffice } from '#test/support/sent-files.ts'
import { handmadeWorkbook, rowOf, workbook } from '#test/support/workbook.ts'

let world: Recorder
let untouched: string
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
  untouched = await world.dump(passing)
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

/** What is said and asked for, and when the group's members were last read; but no column. */
const passing = ['delivery', 'incoming_file', 'expected_file', 'import_plan', 'chat']
const usual = ['一级指标', '二级指标', '三级指标', '自评等次', '自评概述', '材料目录', '评估等次', '评估意见']

const hear = async (who: string, words: string) => (await world.say(who, words)).map(wordsOf).join('\n')
async function send(bytes: Uint8Array | Promise<Uint8Array>, as = '表.xlsx'): Promise<string> {
  await world.say('zhao', '总结 模板 自评表')
  return (await sendFile(world, 'zhao', as, await bytes)).map(wordsOf).join('\n')
}

/** The heads of a table in the newest version, as another program reads them. */
async function headsOf(kind: TableKind = 'self-rating'): Promise<unknown[]> {
  return (await paperOf(kind)).rows[2] ?? []
}
async function paperOf(kind: TableKind) {
  await world.say('zhao', '总结')
  const { id } = await campaignOf(world)
  return world.database.db.transaction().execute(async (tx) => {
    const { version } = await tx
      .selectFrom('summary')
      .select('version')
      .where('campaign', '=', id)
      .orderBy('version', 'desc')
      .executeTakeFirstOrThrow()
    const paper = await loadPaper(tx, id, version, kind)
    const bytes = Buffer.from(paper?.bytes ?? [])
    return { version, bytes, rows: await readSheet(bytes) }
  })
}

async function pressLast(who: string, verb: 'confirm-import' | 'cancel-import') {
  const { id } = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('import_plan').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow())
  const about = { v: 1, purpose: 'template', plan: id } as const
  return world.press(who, verb === 'confirm-import' ? { ...about, do: verb, seen: 0 } : { ...about, do: verb })
}

describe('in words', () => {
  test('columns are shown, set, and made the usual ones again; only a change makes a new version', async () => {
    expect(await headsOf()).toEqual(usual)
    expect(await hear('zhao', '总结 模板 自评表')).toContain(`自评表现在的栏目：${usual.join('、')}。`)
    const said = await hear('zhao', '总结 模板 自评表 序号，管理要求=三级指标，校内评定=自评等次，自评概述，备注')
    expect(said).toContain('下次出总结就用：序号、管理要求、校内评定、自评概述、备注。')
    expect(said).toContain('留空、由学校手填的：备注。')
    const changed = await paperOf('self-rating')
    expect(changed.rows[2]).toEqual(['序号', '管理要求', '校内评定', '自评概述', '备注'])
    expect(changed.rows[3]?.slice(2)).toEqual(['未填报', null, null])
    expect(changed.version).toBe(2)
    await world.say('zhao', '总结 模板 自评表 序号，管理要求=三级指标，校内评定=自评等次，自评概述，备注')
    expect((await paperOf('self-rating')).version).toBe(2)
    expect(await headsOf('ledger')).toContain('是否销号')
    await world.say('zhao', '总结 模板 自评表 恢复')
    expect(await headsOf()).toEqual(usual)
    expect(
      await world.database.db.transaction().execute((tx) => tx.selectFrom('table_template').selectAll().execute()),
    ).toEqual([])
  })

  test('more columns than a short line holds are a command all the same', async () => {
    const heads = '序号，一级指标，二级指标，三级指标，自评等次，自评概述，存在问题，整改措施，整改时限，材料目录'
    expect(await hear('zhao', `总结 模板 自评表 ${heads}`)).toContain('栏目改好了')
    expect(await headsOf()).toEqual(heads.split('，'))
  })

  test.each([
    ['总结 模板 自评表 甲，乙', templateRefusals['none-known']],
    ['总结 模板 自评表 序号，序号', templateRefusals.twice],
    ['总结 模板', refusals['template-unclear']],
    ['/总结 模板 名册', refusals['template-unclear']],
    ['总结 模板 确认导入', importSaid.nothingWaits],
  ])('%s changes nothing', async (words, why) => {
    expect(await hear('zhao', words)).toBe(why)
    expect(await world.dump(passing)).toBe(untouched)
  })

  test('nobody but the coordinator sees or changes them', async () => {
    for (const who of ['wu', 'qian', 'lin']) {
      for (const words of ['总结 模板 自评表', '总结 模板 自评表 序号，条款', '总结 模板 自评表 恢复'])
        expect(await hear(who, words)).not.toContain('栏目')
    }
    expect(await asked()).toEqual([])
    expect(await world.dump(passing)).toBe(untouched)
  })
})

/** Who is asked for a file. */
function asked() {
  return world.database.db.transaction().execute((tx) => tx.selectFrom('expected_file').selectAll().execute())
}

describe('by a file', () => {
  test('the bot’s own table, changed in Excel: shown first, used once it is confirmed', async () => {
    const { bytes, rows } = await paperOf('self-rating')
    expect(await send(bytes)).toContain('和现在的栏目一样')
    for (const kind of ['division', 'ledger'] as const)
      expect(await send((await paperOf(kind)).bytes)).toContain('和现在的栏目一样')
    const own = ['校内评定=自评等次', '三级指标', '自评概述', '复核签字', '自评结果']
    const preview = await send(workbook([...rows.slice(0, 2), own] as never, { sheet: '自评表' }))
    expect(preview).toContain('从左到右5个栏目')
    expect(preview).toContain('1. 校内评定（填自评等次）')
    expect(preview).toContain('4. 复核签字（不认识，留空手填）')
    expect(preview).toContain('5. 自评结果（另一栏已有，留空手填）')
    expect(preview).toContain('现在有、以后没有的：一级指标、二级指标、材料目录、评估等次、评估意见')
    expect(await headsOf()).toEqual(usual)
    const reply = await pressLast('zhao', 'confirm-import')
    expect(reply.toast?.text).toBe(importSaid.confirmed)
    expect(await headsOf()).toEqual(['校内评定', '三级指标', '自评概述', '复核签字', '自评结果'])
    expect((await pressLast('zhao', 'confirm-import')).toast?.text).toBe(importSaid.confirmedAlready)
  })

  test('the division comes back under the school’s own heads', async () => {
    await world.say('zhao', '总结 模板 责任分工表 编号，自查要点=条款，牵头科室=牵头部门，具体负责老师=责任人')
    const { rows } = await paperOf('division')
    expect(rows[2]).toEqual(['编号', '自查要点', '牵头科室', '具体负责老师'])
    const changed = rows.map((row) => (row[0] === 17 ? [row[0], row[1], '教务处', '李老师'] : row))
    await world.say('zhao', '分工 导入')
    const heard = await sendFile(world, 'zhao', '责任分工表.xlsx', await workbook(changed as never))
    expect(heard.map(wordsOf).join('\n')).toContain('将调整1条\n不用改91条')
  })

  test('words do what the buttons do, and cancelled nothing happens', async () => {
    const table = () => workbook([['三级指标', '自评等次']], { sheet: '自评表' })
    await send(table())
    expect((await pressLast('zhao', 'cancel-import')).toast?.text).toBe(importSaid.cancelled)
    expect((await pressLast('zhao', 'confirm-import')).toast?.text).toBe(importSaid.cancelled)
    expect(await world.dump(passing)).toBe(untouched)
    await send(table())
    expect(await hear('zhao', '总结 模板 确认导入')).toContain('三级指标、自评等次')
    expect(await headsOf()).toEqual(['三级指标', '自评等次'])
  })

  test('only whoever sent it may confirm it', async () => {
    await send(workbook([['三级指标', '自评等次']], { sheet: '自评表' }))
    for (const who of ['wu', 'qian', 'lin']) await pressLast(who, 'confirm-import')
    expect(await world.dump(passing)).toBe(untouched)
  })

  test('merged heads in two lines and a head that is a formula with its result', async () => {
    const two = workbook(
      [
        ['条款', '自评', null],
        [null, '自评等次', '自评概述'],
      ],
      {
        sheet: '自评表',
        merge: [{ row: 0, column: 0, rows: 2 }],
      },
    )
    expect(await send(two)).toContain('1. 条款（填三级指标）\n2. 自评等次\n3. 自评概述')
    const head = '<row><c t="str"><f>A9</f><v>自评等次</v></c><c t="inlineStr"><is><t>条款</t></is></c></row>'
    expect(await send(handmadeWorkbook(head), '自评表.xlsx')).toContain('1. 自评等次\n2. 条款（填三级指标）')
  })

  const named = { sheet: '自评表' }
  const formula = '<row><c t="inlineStr"><is><t>条款</t></is></c><c><f>A9</f></c></row>'
  const cases: readonly [string, () => Buffer | Promise<Buffer>, string][] = [
    ['two heads of one name', () => workbook([['条款', '备注', '备注']], named), templateRefusals.twice],
    ['no heads', () => workbook([['第一小学'], ['说明']], named), fileRefusalWords['template-unknown']],
    ['heads nobody knows', () => workbook([['姓名', '电话']]), fileRefusalWords['template-unknown']],
    ['a head that is a formula', () => handmadeWorkbook(formula), fileRefusalWords['template-unknown']],
    ['a head of 300 characters', () => workbook([['条款', '长'.repeat(300)]], named), templateRefusals['too-long']],
    [
      '30 heads',
      () => workbook([['条款', ...Array.from({ length: 30 }, (_, at) => `栏${at}`)]], named),
      templateRefusals['too-many'],
    ],
    ['an empty sheet', () => workbook([], named), fileRefusalWords['empty-sheet']],
    ['an .xls renamed', () => oldOffice('Workbook'), fileRefusalWords['old-xls']],
    ['a password', () => oldOffice('EncryptionInfo', 'EncryptedPackage'), fileRefusalWords.locked],
    [
      '5,000 rows',
      () => workbook([['条款', '自评等次'], ...Array.from({ length: 5_000 }, () => ['条款', '有'])], named),
      fileRefusalWords['too-many-rows'],
    ],
    [
      'macros',
      () => handmadeWorkbook(rowOf('条款', '自评等次'), { parts: { 'xl/vbaProject.bin': 'x' } }),
      fileRefusalWords.macro,
    ],
    ['text', () => Buffer.from('条款,自评等次\n'), fileRefusalWords.text],
  ]
  test.each(cases)('%s: one sentence, and nothing changes', async (_, bytes, why) => {
    expect(await send(bytes())).toContain(why)
    expect(await world.dump(passing)).toBe(untouched)
  })
})
