import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Press } from '#cards/press.ts'
import type { MessageId } from '#src/domain/ids.ts'
import { openDivided, shares, walkPress } from '#test/support/first-school.ts'
import { fallShort, historyOf, issueNo, issuePress, ledgerOf, move } from '#test/support/ledger.ts'
import { privateChat, type Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

/** Embedded, one transaction runs at a time anyhow: what two at once do to each other shows on a server alone. */
describe.skipIf(!('server' in inject('testDatabase')))('two at once, in the ledger', () => {
  let world: Recorder
  beforeAll(async () => {
    world = await openDivided()
    await world.say('zhao', '/assign 19 李老师')
    await world.say('zhao', '/assign 20 李老师')
    await world.keep()
  })
  beforeEach(() => world.rewind())
  afterAll(() => world[Symbol.asyncDispose]())

  const rounds = 8
  let count = 0
  function press(who: string, what: Press, form: object = {}): Promise<unknown> {
    count += 1
    const card = `om_ledger_at_once_${count}` as MessageId
    const event = { presser: openIdOf(who), press: what, form: { ...form }, card, chat: privateChat(who) }
    return world.inbox.receive({ kind: 'press', id: `ledger at once ${count}`, ...event })
  }
  const short = { rating: '部分达到', fact: '有', shortcoming: '缺名册' }
  const met = { rating: '已达到', fact: '已有' }
  /** Nothing may throw: a deadlock is an error of the one whom the database gave up. */
  async function repeat(round: () => Promise<readonly Promise<unknown>[]>, check: () => Promise<void>): Promise<void> {
    for (let at = 0; at < rounds; at += 1) {
      await world.rewind()
      await Promise.all(await round())
      await check()
    }
  }

  test('four who fall short: four issues, numbered one after the other', async () => {
    await repeat(
      async () => [
        press('lin', await walkPress(world, 'submit-answer', 17), short),
        press('li', await walkPress(world, 'submit-answer', 19), short),
        press('qian', await walkPress(world, 'submit-answer', 1), short),
        press('sun', await walkPress(world, 'submit-answer', (await shares(world)).sun?.[0] ?? 0), short),
      ],
      async () => expect((await ledgerOf(world)).map((one) => one.no)).toEqual([1, 2, 3, 4]),
    )
  })

  test('two answers to requirements of one issue, one struck out and one edited, while it is struck off', async () => {
    await repeat(
      async () => {
        await fallShort(world, 'lin', 17)
        await fallShort(world, 'li', 19)
        await move(world, 'qian', 'join-issue', 2, '', 1)
        await world.say('qian', '台账 1 责任人：林老师')
        await move(world, 'lin', 'ask-strike-off', 1, '已办')
        return [
          press('lin', await walkPress(world, 'submit-answer', 17), met),
          press('li', await walkPress(world, 'submit-answer', 19), { ...short, shortcoming: '名册不全' }),
          press('qian', await issuePress(world, 'strike-off', 1)),
          press('zhao', await issuePress(world, 'strike-off', 1)),
        ]
      },
      async () => {
        const states = (await historyOf(world, 1)).filter((one) => one.did === 'strike-off')
        expect(states.length).toBeLessThanOrEqual(1)
        expect(['awaiting', 'struck-off', 'open']).toContain((await issueNo(world, 1)).state)
      },
    )
  })

  test('two who join two issues into each other: one goes into the other', async () => {
    await repeat(
      async () => {
        await fallShort(world, 'lin', 17)
        await fallShort(world, 'lin', 18)
        return [
          press('lin', await issuePress(world, 'join-issue', 1, 2)),
          press('qian', await issuePress(world, 'join-issue', 2, 1)),
        ]
      },
      async () => {
        const ledger = await ledgerOf(world)
        expect(ledger.map((one) => one.state).toSorted()).toEqual(['joined', 'open'])
        expect(ledger.flatMap((one) => one.requirements).toSorted()).toEqual([17, 18])
      },
    )
  })
})
