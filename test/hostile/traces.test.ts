import { sql } from 'kysely'
import mammoth from 'mammoth'
import { expect, test } from 'vitest'
import { openDivided, tell } from '#test/e2e/campaign.ts'
import type { Person } from '#test/support/person.ts'
import { pdf } from '#test/support/sent-files.ts'
import { credentials, startTown, type Town } from '#test/support/town.ts'
import { tapWire } from './wire-tap.ts'

/** The newest card of their walk: others may have come below it. */
const walkCard = (who: Person) => who.cards().findLast((card) => card.fields.some((one) => one.label === '工作情况'))

const facts = ['标记工作情况甲', '标记工作情况乙', '标记存在问题', '标记整改措施', '标记佐证材料', '标记草稿']

async function everything({ database }: Town, tables: readonly string[]): Promise<string> {
  const rows = await database.db.transaction().execute(async (tx) => {
    const all: unknown[] = []
    for (const table of tables) all.push((await sql`select * from ${sql.table(table)} order by 1`.execute(tx)).rows)
    return all
  })
  return JSON.stringify(rows)
}

test('what people write is in no line of the log and not in the record of who did what; nor is a secret', async () => {
  const lines: string[] = []
  await using town = await startTown({ over: 'webhook', logTo: { write: (line) => void lines.push(line) } })
  const { sun, here } = await openDivided(town)
  await using tap = await tapWire(town)
  await sun.on().press('开始填报')
  await sun
    .on()
    .choose('自评', '已达到')
    .fill('工作情况', '标记工作情况甲')
    .fill('佐证材料', '标记佐证材料')
    .press('提交并继续')
  await sun
    .on()
    .choose('自评', '未达到')
    .fill('存在问题', '标记存在问题')
    .fill('整改措施', '标记整改措施')
    .press('提交并继续')
  await sun.on(walkCard(sun)).fill('工作情况', '标记草稿').press('暂存')
  await tell(town, sun, '标记工作情况乙')
  await sun.sendFile('标记佐证材料.pdf')
  await town.settle()
  await sun.sendFile('标记佐证材料二.pdf', Buffer.concat([pdf, Buffer.from('标记内容')]))
  await town.settle()
  await tell(town, here, '/progress')
  await tell(town, here, '/summary')
  // Trouble of every kind writes more lines than success: a forged request, a broken table, an unreachable person.
  const [request] = tap.requests
  if (request === undefined) throw new Error('nothing was sent')
  await tap.repeat({ ...request, headers: { ...request.headers, 'x-lark-signature': 'f'.repeat(64) } })
  // The database quotes the row it refuses, in a detail of its error.
  const refuse = sql`alter table draft add constraint refused check (fact <> '标记工作情况甲') not valid`
  await town.database.db.transaction().execute((tx) => refuse.execute(tx))
  await sun.on(walkCard(sun)).fill('工作情况', '标记工作情况甲').press('暂存')
  await town.goTo('2026-09-30T18:00+08:00')

  const logged = lines.join('')
  expect(logged).toContain('"level":"error"')
  for (const marker of [...facts, '标记', '孙老师', '赵主任']) expect(logged).not.toContain(marker)
  for (const secret of [credentials.appSecret, credentials.encryptKey, credentials.verificationToken]) {
    expect(logged).not.toContain(secret)
    expect(await everything(town, ['audit', 'delivery', 'inbox'])).not.toContain(secret)
  }
  expect(logged).not.toMatch(/\bt-[A-Za-z0-9]{8,}|Bearer/)
  expect(await everything(town, ['audit'])).not.toContain('标记')
  // Neither does what came in or went out keep what was written once it is done with.
  expect(await everything(town, ['inbox', 'delivery'])).not.toContain('标记')
  expect(await everything(town, ['answer'])).toContain('标记工作情况甲')
}, 40_000)

test('a signed press, repeated as it was: nothing changes twice', async () => {
  await using town = await startTown({ over: 'webhook' })
  const { sun } = await openDivided(town)
  await using tap = await tapWire(town)
  await sun.on().press('开始填报')
  await sun.on().choose('自评', '已达到').fill('工作情况', '每天晨检').press('提交并继续')
  await tell(town, sun, '第二条也有')
  const tables = ['answer', 'draft', 'assignment', 'walk', 'audit', 'delivery', 'inbox']
  const before = await everything(town, tables)
  for (const request of [...tap.requests]) {
    const answer = await tap.repeat(request)
    expect(answer.status).toBe(200)
  }
  await town.settle()
  expect(await everything(town, tables)).toBe(before)
}, 40_000)

test('markdown, mentions and rare characters come out as they were typed, on cards and in the paper', async () => {
  await using town = await startTown()
  const { sun, here } = await openDivided(town)
  const typed = '**粗** <at id=all></at> [链](https://example.com) <b>x</b> 𠮷野家 👨‍👩‍👧 é\u0301 &amp; {{x}} $1'
  await sun.on().press('开始填报')
  await sun.on().choose('自评', '部分达到').fill('存在问题', typed).fill('工作情况', typed).press('提交并继续')
  await tell(town, here, '/issues')
  const ledger = here.lastCard()
  expect(ledger.text).toContain('𠮷野家')
  // A plain text shows whatever stands in it; markdown must not act on it.
  const acts = [...JSON.stringify(ledger.json).matchAll(/\{"tag":"markdown"[^}]*\}/g)].map(([part]) => part)
  expect(acts.length).toBeGreaterThan(0)
  expect(acts.join('')).not.toMatch(/<at id|\[链\]\(|<b>x/)
  expect(ledger.text).toContain('**粗** <at id=all></at> [链](https://example.com) <b>x</b> 𠮷野家')
  await tell(town, here, '/summary')
  const [paper] = here.files()
  if (paper === undefined) throw new Error('no paper')
  const { value } = await mammoth.extractRawText({ buffer: paper.bytes })
  expect(value).toContain(typed)
  await tell(town, sun, '/start 1')
}, 40_000)
