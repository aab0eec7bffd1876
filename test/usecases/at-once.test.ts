import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Press } from '#cards/press.ts'
import type { ChatId, MessageId } from '#src/domain/ids.ts'
import type { Reply } from '#src/events.ts'
import { personLeaves } from '#src/usecases/person-leaves.ts'
import { tick } from '#src/usecases/tick.ts'
import {
  assignmentOf,
  campaignOf,
  leadingGroup,
  openDivided,
  setupForm,
  shares,
  teachers,
  walkPress,
} from '#test/support/first-school.ts'
import { handingOf, leaveSchool } from '#test/support/hand-over.ts'
import { privateChat, type Recorder } from '#test/support/recorder.ts'
import { openIdOf } from '#test/support/school-directory.ts'

/** Embedded, one transaction runs at a time anyhow: what two at once do to each other shows on a server alone. */
describe.skipIf(!('server' in inject('testDatabase')))('two at once', () => {
  let world: Recorder
  beforeAll(async () => {
    world = await openDivided()
    await world.keep()
  })
  beforeEach(() => world.rewind())
  afterAll(() => world[Symbol.asyncDispose]())

  const rounds = 8
  const met = { rating: '已达到', fact: '有' }
  let count = 0
  function press(who: string, what: Press, form: object = {}, chat: ChatId = privateChat(who)): Promise<Reply | null> {
    count += 1
    return world.inbox.receive({
      kind: 'press',
      id: `at once ${count}`,
      presser: openIdOf(who),
      press: what,
      form: { ...form },
      card: `om_at_once_${count}` as MessageId,
      chat,
    })
  }
  const rowsOf = (table: 'answer' | 'campaign' | 'summary' | 'reminder' | 'hand_over') =>
    world.database.db.transaction().execute((tx) => tx.selectFrom(table).selectAll().execute())
  /** Nothing may throw: a deadlock is an error of the one whom the database gave up. */
  async function repeat(round: () => Promise<readonly Promise<unknown>[]>, check: () => Promise<void>): Promise<void> {
    for (let at = 0; at < rounds; at += 1) {
      await world.rewind()
      await Promise.all(await round())
      await check()
    }
  }

  test('two submits of one card: one answer', async () => {
    await repeat(
      async () => {
        const what = await walkPress(world, 'submit-answer', 17)
        return [press('lin', what, met), press('lin', what, { ...met, fact: '另一句' }), press('lin', what, met)]
      },
      async () => expect(await rowsOf('answer')).toHaveLength(1),
    )
  })

  test('two cards of one person, one going on and one going back', async () => {
    await repeat(
      async () => [
        press('lin', await walkPress(world, 'submit-answer', 17), met),
        press('lin', await walkPress(world, 'go-back', 18), { fact: '写到一半' }),
        press('lin', await walkPress(world, 'skip', 17), { fact: '别的' }),
      ],
      async () => expect((await rowsOf('answer')).length).toBeLessThanOrEqual(1),
    )
  })

  test('a submit and the end: in the summary or refused', async () => {
    await repeat(
      async () => [
        press('lin', await walkPress(world, 'submit-answer', 17), met),
        tick(world.deps, new Date('2026-09-30T18:00+08:00')),
        tick(world.deps, new Date('2026-09-30T18:00+08:00')),
      ],
      async () => {
        const answers = await rowsOf('answer')
        expect(await rowsOf('summary')).toMatchObject([{ answered: answers.length }, { answered: 0 }])
        expect((await campaignOf(world)).status).toBe('closed')
      },
    )
  })

  test('a submit, a first start and a new division', async () => {
    await repeat(
      async () => {
        const { id, divisionSeen } = await campaignOf(world)
        const confirm = { v: 1, do: 'confirm-division', campaign: id, page: 0, seen: divisionSeen } as const
        const start = { v: 1, do: 'start-walk', campaign: id } as const
        return [
          press('lin', await walkPress(world, 'submit-answer', 17), met),
          press('zhao', confirm, { spread: 'members' }, leadingGroup),
          press('sun', start),
          press('qian', start),
          press('lin', start),
        ]
      },
      async () => expect((await assignmentOf(world, 17)).answeredRevision ?? 0).toBe((await rowsOf('answer')).length),
    )
  })

  test('two who set up in one group: one campaign', async () => {
    await repeat(
      async () =>
        ['lin', 'li', 'chen'].map((who) =>
          press(who, { v: 1, do: 'create-campaign' }, { ...setupForm, title: who }, teachers),
        ),
      async () => expect(await rowsOf('campaign')).toHaveLength(3),
    )
  })

  test('settings saved by hand while somebody writes in the group', async () => {
    await repeat(
      async () => {
        const { id } = await campaignOf(world)
        return [
          press('zhao', { v: 1, do: 'save-settings', campaign: id }, { ...setupForm, title: '甲' }, leadingGroup),
          world.say('zhao', '/setup 活动名称：乙', { in: leadingGroup }),
          press('zhao', { v: 1, do: 'save-settings', campaign: id }, { ...setupForm, title: '丙' }, leadingGroup),
        ]
      },
      async () => expect(['甲', '乙', '丙']).toContain((await campaignOf(world)).title),
    )
  })

  test('two who ask for the summary: one version, because nothing lies between', async () => {
    await repeat(
      async () => {
        const { id } = await campaignOf(world)
        return ['zhao', 'wu'].map((who) => press(who, { v: 1, do: 'compile-summary', campaign: id }))
      },
      async () => expect((await rowsOf('summary')).map((one) => ('version' in one ? one.version : 0))).toEqual([1]),
    )
  })

  test('two who remind, and the clock: everybody hears once', async () => {
    world.clock.set('2026-09-22T16:00+08:00')
    for (let at = 0; at < rounds; at += 1) {
      await world.rewind()
      world.clock.set('2026-09-22T16:00+08:00')
      const { id } = await campaignOf(world)
      await Promise.all([
        press('zhao', { v: 1, do: 'send-reminders', campaign: id }),
        press('wu', { v: 1, do: 'send-reminders', campaign: id }),
        tick(world.deps, world.clock.now()),
      ])
      const people = (await rowsOf('reminder')).map((one) => ('person' in one ? one.person : null))
      expect(people).toHaveLength(5)
      expect(new Set(people).size).toBe(5)
    }
  })

  test('somebody who leaves, said by two events, while they press in a group and their share is given away', async () => {
    const leaves = (id: string) =>
      world.deps.db
        .transaction()
        .execute((tx) => personLeaves(tx, world.deps, openIdOf('lin'), `event:${id}`, world.clock.now()))
    await repeat(
      async () => [
        leaves('deleted'),
        leaves('resigned'),
        press('lin', await walkPress(world, 'keep-draft', 17), { fact: '写到一半' }, teachers),
        world.say('zhao', '移交 林老师 李老师'),
      ],
      async () => {
        const rows = (await rowsOf('hand_over')).map((one) => ('to_person' in one ? one.to_person : 0))
        expect(rows.filter((to) => to === null).length).toBeLessThanOrEqual(1)
        expect((await shares(world)).li).toEqual([17, 18])
      },
    )
  })

  test('two who press 确认交接: handed over once, everybody told once', async () => {
    await leaveSchool(world, 'lin')
    const { person, seen } = await handingOf(world, 'lin')
    const { id } = await campaignOf(world)
    const what: Press = { v: 1, do: 'settle-departure', campaign: id, person, seen }
    const before = (await rowsOf('hand_over')).length
    await Promise.all([press('zhao', what), press('zhao', what), press('zhao', what)])
    expect(await rowsOf('hand_over')).toHaveLength(before + 1)
  })
})
