import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { lookAt } from '#src/emulator/client/look.ts'
import type { PageMessage } from '#src/emulator/page/contract.ts'
import { readWorld } from '#src/emulator/world/keep.ts'
import { demoCommand } from './demo-command.ts'
import { type PageClient, pageClient } from './page-client.ts'

const leading = '对照整改领导小组'
const people = ['梁书平', '方静', '姚丽', '石春燕', '邹明']
const everything = (page: PageClient) => Promise.all(people.map(page.everything))
/** A card of numbers, without the time at which they were counted. */
const shown = ({ card }: PageMessage) => (card === null ? '' : lookAt(card).text.replace(/统计时间.*/, ''))

/** A busy machine starts a bot in many seconds. */
const patience = { timeout: 120_000 }

let root = ''
/** A demonstration that was started for the first time, and stopped; every test works on a copy of it. */
let played = ''
let seen: readonly object[] = []
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'duibiao-demo-'))
  played = join(root, 'played')
  await using first = demoCommand(played)
  const page = pageClient(await first.url())
  expect(shown(await page.ask('梁书平', leading, '/progress'))).toContain('已填报\n48 / 92 条')
  seen = await everything(page)
  await first.says(/Ctrl-C stops/)
  first.signal('SIGINT')
  expect(await first.ended()).toBe(0)
  expect(first.written().match(/http:\/\/\S+/g)).toHaveLength(1)
}, patience.timeout)
afterAll(() => rm(root, { recursive: true, force: true }))

async function copied(name: string): Promise<string> {
  await cp(played, join(root, name), { recursive: true })
  return join(root, name)
}

test('about half is answered, in every way there is', patience, async () => {
  const connection = await connect({ directory: join(await copied('answers'), 'bot') })
  const rows = await connection.db.transaction().execute((tx) =>
    tx
      .selectFrom('assignment')
      .leftJoin('answer', (on) =>
        on
          .onRef('answer.assignment', '=', 'assignment.id')
          .onRef('answer.revision', '=', 'assignment.answered_revision'),
      )
      .leftJoin('draft', 'draft.assignment', 'assignment.id')
      .select(['assignment.respondent', 'answer.rating', 'answer.due', 'answer.evidence', 'draft.fact as draft'])
      .execute(),
  )
  await connection.close()
  const answered = rows.filter(({ rating }) => rating !== null)
  expect(rows).toHaveLength(92)
  expect(answered).toHaveLength(48)
  expect(new Set(answered.map(({ rating }) => rating))).toEqual(new Set(['已达到', '部分达到', '未达到', '不适用']))
  expect(answered.filter(({ due }) => due !== null).length).toBeGreaterThan(2)
  expect(answered.filter(({ evidence }) => evidence !== null).length).toBeGreaterThan(1)
  expect(rows.filter(({ rating, draft }) => rating === null && draft !== null)).toHaveLength(1)
  expect(new Set(rows.map(({ respondent }) => respondent)).size).toBeGreaterThan(30)
})

test(
  'a second run goes on exactly where the first one stopped; one that was killed loses nothing either',
  patience,
  async () => {
    const data = await copied('again')
    await using second = demoCommand(data)
    const url = await second.url()
    const page = pageClient(url)
    expect((await fetch(url)).status).toBe(200)
    expect(await everything(page)).toEqual(seen)
    const { clock, suggestions, people: all } = await page.town()
    expect(clock.now).toMatch(/^2026-10-14T01:4/)
    expect(suggestions).toHaveLength(5)
    for (const { person, chat } of suggestions) {
      const chats = await Promise.all(all.filter(({ id }) => id === person).map(page.chats))
      expect(chats.flat().map(({ id }) => id)).toContain(chat)
    }

    for (const [directory, sentence] of [
      [data, /正由另一个示范使用/],
      [join(root, 'elsewhere'), /端口 \d+ 用不了，多半已被占用，请换一个：npm run demo -- --port 4100/],
    ] as const) {
      await using other = demoCommand(directory, '--fresh', '--port', new URL(url).port)
      expect(await other.ended()).toBe(1)
      expect(other.written().trim().split('\n')).toEqual([expect.stringMatching(sentence)])
    }

    // The schedule sees 16:00 of the next day, and the clock is where it was moved to.
    await page.moveClock('2026-10-15T09:00:00Z')
    const [alone] = await page.chats(await page.person('蔡佳'))
    expect(alone?.last).toMatchObject({ from: '对标', at: expect.stringMatching(/^2026-10-15T08:00/) })
    const said = await page.ask('梁书平', leading, '/progress')
    expect(JSON.stringify(seen)).not.toContain(said.id)
    const kept = () => readWorld(join(data, 'town'))
    await expect.poll(async () => (await kept()).world.messages.has(said.id), patience).toBe(true)
    await page.moveClock('2026-10-15T10:00:00Z')
    const before = await everything(page)
    second.signal('SIGKILL')
    await second.ended()

    await using third = demoCommand(data)
    const later = pageClient(await third.url())
    expect(await everything(later)).toEqual(before)
    expect((await later.town()).clock.now).toMatch(/^2026-10-15T10:00/)
    expect((await later.town()).suggestions).toHaveLength(4)
    const again = await later.ask('梁书平', leading, '/progress')
    expect(shown(again)).toEqual(shown(said))
    expect(JSON.stringify(before)).not.toContain(again.id)

    // What may be tried follows the closing date, and after the end what is suggested opens the campaign again.
    await later.ask('方静', leading, '/setup 自查截止日期：2026-11-05')
    const closing = async () => (await later.town()).clock.landmarks.at(-1)?.at
    await expect.poll(closing, patience).toBe('2026-11-05T10:00:00.000Z')
    expect((await later.moveClock('2026-11-05T10:30:00Z')).landmarks).toEqual([])
    const first = async () => (await later.town()).suggestions[0]
    const putOff = await first()
    expect(putOff?.label.zh).toBe('办公室延期，接着填')
    await later.ask('方静', leading, putOff?.draft?.replace('@对标 ', '') ?? '')
    await expect.poll(async () => (await first())?.label.zh, patience).toBe('老师填一条（90 秒）')
    expect((await later.town()).clock.landmarks.length).toBeGreaterThan(1)
  },
)

test('--fresh begins anew, and so does the start after a past that was broken off', patience, async () => {
  const data = await copied('fresh')
  await using fresh = demoCommand(data, '--fresh')
  await fresh.says(/首次准备/)
  // Ctrl-C reaches it twice: from the terminal, and from npm.
  fresh.signal('SIGINT')
  fresh.signal('SIGTERM')
  expect(await fresh.ended()).toBe(0)

  await using next = demoCommand(data)
  await next.says(/首次准备/)
})
