import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { evidenceSaid } from '#cards/evidence-words.ts'
import { fileOutsideWalk, refusals, said } from '#cards/words.ts'
import type { AssignmentId, TrayId } from '#src/domain/ids.ts'
import {
  assignmentOf,
  leadingGroup,
  openDivided,
  otherLeadingGroup,
  receiverOf,
  teachers,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import { arriving, keptAs, layEvidence, settle } from '#test/support/lay-evidence.ts'
import type { Recorder } from '#test/support/recorder.ts'
import { reviewPress, setReview } from '#test/support/review.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const image = (key: string) => ({ kind: 'image', key }) as const
const file = (name: string, key = name) => ({ kind: 'file', name, key }) as const

const last = async (letters: ReturnType<Recorder['say']>) => wordsOf((await letters).at(-1))

function table(name: 'evidence' | 'evidence_tray' | 'evidence_use' | 'delivery') {
  return world.database.db.transaction().execute((tx) => tx.selectFrom(name).selectAll().orderBy('id').execute())
}
/** Requirements for which something lies there now. */
async function uses(): Promise<number[]> {
  const rows = await world.database.db
    .transaction()
    .execute((tx) =>
      tx
        .selectFrom('evidence_use')
        .innerJoin('assignment', 'assignment.id', 'evidence_use.assignment')
        .select('assignment.requirement_no as no')
        .where('evidence_use.ended_at', 'is', null)
        .orderBy('no')
        .execute(),
    )
  return rows.map(({ no }) => no)
}
const saving = async (tray: TrayId, seen: number, ...nos: number[]) => {
  const ids: AssignmentId[] = []
  for (const no of nos) ids.push((await assignmentOf(world, no)).id)
  const form = { uses: ids.map(String) }
  return [{ v: 1, do: 'save-evidence-uses', tray, seen } as const, form] as const
}

describe('where what is sent lands', () => {
  test('on the requirement that is open, without anything of its answer changing', async () => {
    await world.say('lin', '/start 18')
    const before = await assignmentOf(world, 18)
    const card = world.sent.at(-1)?.message
    expect(await world.send('lin', image('img_1'))).toEqual([])
    expect(await uses()).toEqual([18])
    expect(await assignmentOf(world, 18)).toEqual(before)
    const press = await walkPress(world, 'keep-draft', 18)
    const kept = await world.press('lin', press, { fact: '打了一半' }, card === undefined ? {} : { card })
    expect(kept.toast?.text).toBe(said.draftKept)
  })

  test('the same picture twice in one message is one piece', async () => {
    await world.say('lin', '/start 17')
    await world.send('lin', { kind: 'post', text: '', attached: [image('img_1'), image('img_1')] })
    expect(await table('evidence')).toHaveLength(1)
    expect(await uses()).toEqual([17])
  })

  test('signs nobody sees are taken out of a name: they could show a program as a paper', async () => {
    await layEvidence(world, 'lin', 17, file('名册\u202efdp\u2066.exe\u0007'))
    expect(await table('evidence')).toMatchObject([{ name: '名册fdp.exe' }])
  })

  test('within two minutes to one card, later to another', async () => {
    await layEvidence(world, 'lin', 17, image('a'))
    world.clock.pass(119_000)
    const { letters } = await layEvidence(world, 'lin', 17, image('b'))
    expect(letters.map((one) => one.target.to)).toEqual(['card'])
    world.clock.pass(2_000)
    const later = await layEvidence(world, 'lin', 17, image('c'))
    expect(later.letters.map((one) => one.target.to)).toEqual(['person'])
    expect(await table('evidence_tray')).toHaveLength(2)
  })

  test('another requirement has another card at once', async () => {
    await layEvidence(world, 'lin', 17)
    const { letters } = await layEvidence(world, 'lin', 18)
    expect(letters.map((one) => one.target.to)).toEqual(['person'])
  })

  test('words and pictures: 填报 18 opens what they are for; other words come after them', async () => {
    await world.say('lin', '/start 17')
    const attached = [image('img_1'), image('img_2')]
    await world.send('lin', { kind: 'post', text: '填报 18', attached })
    expect(await uses()).toEqual([18, 18])
    await world.send('lin', { kind: 'post', text: '上一条', attached: [image('img_3')] })
    expect(await uses()).toEqual([18, 18, 18])
  })

  test('the card was gone on with: what comes later has a card of its own', async () => {
    const { letters } = await layEvidence(world, 'lin', 17, image('a'))
    const card = letters.at(-1)?.message
    if (card === undefined) throw new Error('no card')
    const { id } = await assignmentOf(world, 17)
    await world.press('lin', { v: 1, do: 'open-assignment', assignment: id }, {}, { card })
    await world.send('lin', image('b'))
    const [piece] = await arriving(world)
    if (piece === undefined) throw new Error('nothing arrives')
    expect((await settle(world, piece, keptAs('photo', 'b'))).map((one) => one.target.to)).toEqual(['person'])
  })

  test.each([
    ['no walk', 'chen', async () => {}, fileOutsideWalk],
    ['a walk at its end', 'lin', finishAll, said.nothingOpen],
    [
      'somebody else has it now',
      'lin',
      async () => void (await world.say('zhao', '/assign 17 李老师')),
      refusals['not-assigned'],
    ],
    ['the campaign is closed', 'lin', async () => void (await world.tick('2026-09-30T18:00+08:00')), refusals.closed],
  ])('%s: nothing is taken, and that is said', async (_, who, make, words) => {
    if (who === 'lin') await world.say('lin', '/start 17')
    await make()
    expect((await world.send(who, file('名册.pdf'))).map(wordsOf)).toEqual([words])
    expect((await world.send(who, { kind: 'post', text: '', attached: [image('x')] })).map(wordsOf)).toEqual([words])
    expect(await table('evidence')).toEqual([])
  })

  async function finishAll(): Promise<void> {
    for (const no of [17, 18]) {
      await world.press('lin', await walkPress(world, 'submit-answer', no), { rating: '已达到', fact: '有' })
    }
  }

  test('in a group only what stands in the thread of one’s own walk', async () => {
    const thread = (await world.say('lin', '/start', { in: teachers })).at(-1)?.target
    if (thread?.to !== 'thread') throw new Error('no thread')
    await world.send('lin', image('a'), { in: teachers, unaddressed: true })
    await world.send('li', image('b'), { in: teachers, root: thread.of, unaddressed: true })
    expect(await table('evidence')).toEqual([])
    await world.send('lin', image('c'), { in: teachers, root: thread.of, unaddressed: true })
    const [piece] = await arriving(world)
    if (piece === undefined) throw new Error('nothing arrives')
    const [card] = await settle(world, piece, keptAs('photo', 'c'))
    expect(card?.target).toEqual({ to: 'thread', of: thread.of, chat: teachers })
    expect(JSON.stringify(card?.content)).not.toContain('"img"')
  })
})

describe('what it is for', () => {
  test('several requirements, or another', async () => {
    const { tray } = await layEvidence(world, 'lin', 17)
    const both = await saving(tray, 1, 17, 18)
    expect((await world.press('lin', ...both)).toast?.text).toBe(evidenceSaid.usesSaved)
    expect(await uses()).toEqual([17, 18])
    await world.press('lin', ...(await saving(tray, 2, 18)))
    expect(await uses()).toEqual([18])
    const history = await table('evidence_use')
    expect(history.filter((one) => 'ended_by' in one && one.ended_by !== null)).toHaveLength(1)
  })

  test('pressed twice it is said again; an older card changes nothing', async () => {
    const { tray } = await layEvidence(world, 'lin', 17)
    const press = await saving(tray, 1, 18)
    await world.press('lin', ...press)
    const before = await world.dump()
    expect((await world.press('lin', ...press)).toast?.text).toBe(evidenceSaid.usesSaved)
    expect((await world.press('lin', ...(await saving(tray, 1, 17)))).toast?.text).toBe(refusals['old-card'])
    expect(await world.dump()).toBe(before)
  })

  test.each<[string, unknown]>([
    ['an empty list', []],
    ['an empty text', ''],
    ['null', null],
    ['nothing at all', undefined],
    ['no numbers', ['x', '-1', '1.5']],
  ])('%s takes nothing away', async (_, uses_) => {
    const { tray } = await layEvidence(world, 'lin', 17)
    const reply = await world.press('lin', { v: 1, do: 'save-evidence-uses', tray, seen: 1 }, { uses: uses_ })
    expect(reply.toast?.text).toBe(evidenceSaid.chooseOne)
    expect(await uses()).toEqual([17])
  })

  test('never for what is somebody else’s, of this school or another', async () => {
    const { tray } = await layEvidence(world, 'lin', 17)
    const foreign = (await assignmentOf(world, 17, otherLeadingGroup)).id
    for (const id of [(await assignmentOf(world, 1)).id, foreign]) {
      const reply = await world.press('lin', { v: 1, do: 'save-evidence-uses', tray, seen: 1 }, { uses: [String(id)] })
      expect(reply.toast?.text).toBe(refusals['not-assigned'])
    }
    expect(await uses()).toEqual([17])
  })

  test('nobody but its sender says what it is for, not even where they answer themselves', async () => {
    const { tray } = await layEvidence(world, 'lin', 17)
    await world.press('lin', ...(await saving(tray, 1, 17, 18)))
    await world.say('zhao', '/assign 17 李老师')
    for (const who of ['li', 'qian', 'zhao']) {
      const reply = await world.press(who, ...(await saving(tray, 2, 17)))
      expect(reply).toEqual({ toast: { kind: 'warning', text: evidenceSaid.notYourEvidence } })
    }
    expect(await uses()).toEqual([17, 18])
  })

  test('by words', async () => {
    await layEvidence(world, 'lin', 17)
    expect((await world.say('lin', '佐证 17、18')).map((one) => one.target.to)).toEqual(['card', 'person'])
    expect(await uses()).toEqual([17, 18])
    expect((await world.say('lin', '佐证 1')).map(wordsOf)).toEqual([refusals['requirement-unknown']])
    expect((await world.say('lin', '撤下 9')).map(wordsOf)).toEqual([evidenceSaid.noPiece])
    await world.say('lin', '撤下 1')
    expect(await uses()).toEqual([])
    expect((await world.say('lin', '撤下 1')).map(wordsOf)).toEqual([evidenceSaid.noPiece])
  })

  test('without anything sent the words are a fact', async () => {
    await world.say('lin', '/start 17')
    await world.say('lin', '撤下 1')
    const { id } = await assignmentOf(world, 17)
    const drafts = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('draft').select('fact').where('assignment', '=', id).execute())
    expect(drafts).toEqual([{ fact: '撤下 1' }])
  })
})

describe('taking back', () => {
  test('by who sent it, once; its history stays', async () => {
    const { evidence } = await layEvidence(world, 'lin', 17)
    const press = { v: 1, do: 'withdraw-evidence', evidence } as const
    expect((await world.press('lin', press)).toast?.text).toBe(evidenceSaid.withdrawn)
    expect(await uses()).toEqual([])
    const before = await world.dump()
    expect((await world.press('lin', press)).toast?.text).toBe(evidenceSaid.withdrawn)
    expect(await world.dump()).toBe(before)
    expect(await table('evidence_use')).toMatchObject([{ ended_at: world.clock.now() }])
    expect(await table('evidence')).toMatchObject([{ state: 'kept' }])
  })

  test('by who answers there now, from that requirement alone', async () => {
    const { tray, evidence } = await layEvidence(world, 'lin', 17)
    await world.press('lin', ...(await saving(tray, 1, 17, 18)))
    await world.say('zhao', '/assign 17 李老师')
    const { id } = await assignmentOf(world, 17)
    const [, list] = await showTo('li', id)
    expect(list).toContain('撤下')
    await world.say('li', '/start 17')
    expect((await world.say('li', '撤下材料 2')).map(wordsOf)).toEqual([evidenceSaid.nothingListed])
    expect(await last(world.say('li', '撤下材料 1'))).toContain(evidenceSaid.withdrawn)
    expect(await uses()).toEqual([18])
    const reply = await world.press('li', { v: 1, do: 'withdraw-evidence', evidence })
    expect(reply.toast?.text).toBe(evidenceSaid.notYourEvidence)
    expect(await uses()).toEqual([18])
    await world.press('lin', {
      v: 1,
      do: 'withdraw-evidence',
      evidence,
      assignment: (await assignmentOf(world, 18)).id,
    })
    expect(await uses()).toEqual([])
  })

  test('not after the answer was accepted, nor after the end', async () => {
    const { evidence, tray } = await layEvidence(world, 'lin', 17)
    const press = { v: 1, do: 'withdraw-evidence', evidence } as const
    await world.press('lin', await walkPress(world, 'submit-answer', 17), { rating: '已达到', fact: '有' })
    await setReview(world, 'head')
    await world.press('qian', await reviewPress(world, 'accept-answer', 17))
    expect((await world.press('lin', press)).toast?.text).toBe(refusals.closed)
    expect(JSON.stringify(await world.press('lin', ...(await saving(tray, 1, 18))))).toContain(refusals.closed)
    await world.tick('2026-09-30T18:00+08:00')
    expect((await world.press('lin', press)).toast?.text).toBe(refusals.closed)
    expect(await uses()).toEqual([17])
  })
})

/** What somebody gets who presses 查看材料: the pieces, then the words of what follows. */
async function showTo(who: string, assignment: AssignmentId, on: object = {}): Promise<[number, string, string[]]> {
  const before = world.sent.length
  const reply = await world.press(who, { v: 1, do: 'show-evidence', assignment }, {}, on)
  const letters = world.sent.slice(before)
  const pieces = letters.filter((one) => one.content.kind === 'evidence')
  const rest = letters.filter((one) => one.content.kind !== 'evidence').map(wordsOf)
  return [pieces.length, [reply.toast?.text, ...rest].join('\n'), letters.map(receiverOf)]
}

describe('looking at it', () => {
  test.each([
    ['lin', 2, 'who answers'],
    ['qian', 2, 'the head of the department'],
    ['zhao', 2, 'the coordinator'],
    ['wu', 2, 'a leader'],
    ['li', 0, 'another teacher of the department'],
    ['sun', 0, 'the head of another department'],
    ['zhou', 0, 'the coordinator of another school'],
    ['chen', 0, 'somebody of no school'],
  ])('%s gets %i pieces: %s', async (who, pieces) => {
    await layEvidence(world, 'lin', 17, image('a'))
    await layEvidence(world, 'lin', 17, file('名册.pdf'))
    for (const one of ['zhao', 'wu', 'qian']) await world.say(one, '/help', { in: leadingGroup })
    const { id } = await assignmentOf(world, 17)
    for (const on of [{}, { chat: teachers }]) {
      const [count, words, receivers] = await showTo(who, id, on)
      expect(count).toBe(pieces)
      expect(words).toContain(pieces === 0 ? evidenceSaid.notForYou : evidenceSaid.sentPrivately)
      expect(receivers.every((one) => one === who)).toBe(true)
    }
  })

  test('who sent it sees that, and nothing else, after the requirement went to another', async () => {
    await layEvidence(world, 'lin', 17, image('a'))
    await world.say('zhao', '/assign 17 李老师')
    await layEvidence(world, 'li', 17, image('b'))
    const { id } = await assignmentOf(world, 17)
    expect((await showTo('lin', id))[0]).toBe(1)
    expect((await showTo('li', id))[0]).toBe(2)
  })

  test('what was taken back is not sent any more', async () => {
    const { evidence } = await layEvidence(world, 'lin', 17)
    await world.press('lin', { v: 1, do: 'withdraw-evidence', evidence })
    expect((await showTo('lin', (await assignmentOf(world, 17)).id)).slice(0, 2)).toEqual([
      0,
      evidenceSaid.nothingThere,
    ])
  })

  test('the requirement’s card shows photos in private, and only numbers in a group', async () => {
    await layEvidence(world, 'lin', 17, image('a'))
    await layEvidence(world, 'lin', 17, file('王小明.pdf'))
    const own = JSON.stringify((await world.say('lin', '/start 17')).at(-1)?.content)
    expect(own).toMatch(/"img_key":"img_a"/)
    expect(own).toContain('王小明.pdf')
    const group = JSON.stringify((await world.say('lin', '/start 17', { in: teachers })).at(-1)?.content)
    expect(group).toContain('照片 1 · 文件 1')
    expect(group).not.toMatch(/img_a|"img"|王小明/)
  })
})
