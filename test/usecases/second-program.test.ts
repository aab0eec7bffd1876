import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadPaper } from '#db/summary.ts'
import { type TableKind, tableKinds } from '#src/domain/tables.ts'
import { campaignOf, openDivided, wordsOf } from '#test/support/first-school.ts'
import { hasOffice, officeTime, saveAs } from '#test/support/office.ts'
import { readSheet } from '#test/support/read-sheet.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'
import { sendFile } from '#test/support/send-file.ts'

/** The bot's own tables, sent back as they came or saved anew by another program: nothing is to change by them. */
let world: Recorder
let own: Readonly<Record<TableKind, Buffer>>
beforeAll(async () => {
  world = await openDivided()
  // Somebody whose name the directory hides.
  world.directory.peopleTable.set(openIdOf('sun'), { name: '', in: ['总务处'], heads: '总务处' })
  await world.database.db
    .transaction()
    .execute((tx) => tx.updateTable('person').set({ name: '' }).where('open_id', '=', openIdOf('sun')).execute())
  own = await exported()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

async function exported(): Promise<Readonly<Record<TableKind, Buffer>>> {
  await world.say('zhao', '总结')
  const { id } = await campaignOf(world)
  const { db } = world.database
  const papers = await db.transaction().execute((tx) => {
    const load = async (kind: TableKind) =>
      [kind, Buffer.from((await loadPaper(tx, id, 1, kind))?.bytes ?? [])] as const
    return Promise.all(tableKinds.map(load))
  })
  return Object.fromEntries(papers) as Record<TableKind, Buffer>
}

async function sendDivision(bytes: Uint8Array): Promise<string> {
  await world.say('zhao', '分工 导入')
  return (await sendFile(world, 'zhao', '责任分工表.xlsx', bytes)).map(wordsOf).join('\n')
}
async function sendTemplate(bytes: Uint8Array): Promise<string> {
  await world.say('zhao', '总结 模板 自评表')
  return (await sendFile(world, 'zhao', '表.xlsx', bytes)).map(wordsOf).join('\n')
}

test('as it came', async () => {
  expect((await readSheet(own.division)).flat()).toContain('（未知姓名）')
  expect(await sendDivision(own.division)).toContain('将调整0条\n不用改92条\n')
})

test.skipIf(!hasOffice('xlsx'))(
  'saved anew by LibreOffice, straight and by way of its own format',
  async () => {
    const sent = Object.fromEntries(tableKinds.map((kind) => [`${kind}.xlsx`, own[kind]]))
    const between = Object.entries(await saveAs(sent, 'ods')).map(([name, bytes]) => [`${name}-by-ods.ods`, bytes])
    const back = await saveAs({ ...sent, ...Object.fromEntries(between) }, 'xlsx')
    expect(Object.keys(back).toSorted()).toEqual(tableKinds.flatMap((kind) => [kind, `${kind}-by-ods`]).toSorted())
    for (const [name, bytes] of Object.entries(back)) {
      expect(bytes).not.toEqual(own[name as TableKind])
      expect([name, await sendTemplate(bytes)]).toEqual([name, expect.stringContaining('和现在的栏目一样')])
      if (!name.startsWith('division')) continue
      const heard = await sendDivision(bytes)
      expect([name, heard]).toEqual([name, expect.stringContaining('将调整0条\n不用改92条\n')])
      expect(heard).not.toContain('没有看懂')
    }
  },
  officeTime,
)
