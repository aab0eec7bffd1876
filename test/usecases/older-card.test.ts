import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { refusals, said } from '#cards/words.ts'
import type { MessageId } from '#src/domain/ids.ts'
import type { Reply } from '#src/events.ts'
import { type DrawnCard, drawnCard } from '#test/support/drawn-card.ts'
import { assignmentOf, openDivided } from '#test/support/first-school.ts'
import { openSecondYear } from '#test/support/last-year.ts'
import type { Recorder } from '#test/support/recorder.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const monday = {
  rating: '部分达到',
  fact: '周一写的',
  shortcoming: '周一说还缺',
  measure: '周一打算',
  evidence: '盒一',
}
const tuesday = { rating: '已达到', fact: '周二写的', evidence: '盒二' }
/** Two messages in lin's chat: the one of Monday was left standing when the other one came. */
const older = { card: 'om_older' as MessageId }
const newer = { card: 'om_newer' as MessageId }
const shown = ({ card }: Reply) => (card === undefined ? '' : asText(card))

/** The card of 18 as it is now, in one of the two messages. */
async function open(on: typeof older): Promise<DrawnCard> {
  const { id } = await assignmentOf(world, 18)
  return drawnCard(await world.press('lin', { v: 1, do: 'open-assignment', assignment: id }, {}, on))
}

async function keptOf18() {
  const { id } = await assignmentOf(world, 18)
  return world.database.db.transaction().execute(async (tx) => ({
    answers: await tx
      .selectFrom('answer')
      .select(['fact', 'evidence'])
      .where('assignment', '=', id)
      .orderBy('revision')
      .execute(),
    draft: await tx.selectFrom('draft').selectAll().where('assignment', '=', id).executeTakeFirst(),
  }))
}

type Way = { readonly name: string; readonly verb: 'submit-answer' | 'keep-draft' }
const ways: readonly Way[] = [
  { name: 'submitted', verb: 'submit-answer' },
  { name: 'kept as a draft', verb: 'keep-draft' },
]

describe.each(ways)('a card drawn when other words were $name', ({ verb }) => {
  let card: DrawnCard
  let before: Awaited<ReturnType<typeof keptOf18>>
  beforeEach(async () => {
    await world.press('lin', (await open(older)).press(verb), monday, older)
    card = await open(older)
    expect(card.form).toMatchObject(monday)
    await world.press('lin', (await open(newer)).press(verb), tuesday, newer)
    before = await keptOf18()
  })

  test.each(['skip', 'go-back'] as const)(
    'and left untouched: %s is obeyed, and its words never come back over newer ones',
    async (leave) => {
      const reply = await world.press('lin', card.press(leave), card.form, older)
      expect(shown(reply)).toContain('第1条/共2条')
      const now = await open(older)
      expect(now.form).toMatchObject({ ...tuesday, shortcoming: '' })
      await world.press('lin', now.press('skip'), now.form, older)
      expect(await keptOf18()).toEqual(before)
    },
  )

  test.each(['submit-answer', 'keep-draft'] as const)(
    'and left untouched: %s does nothing and shows what is kept now',
    async (press) => {
      const reply = await world.press('lin', card.press(press), card.form, older)
      expect(reply.toast).toEqual({ kind: 'warning', text: refusals['old-card'] })
      const now = drawnCard(reply)
      expect(now.form).toMatchObject({ ...tuesday, shortcoming: '', measure: '', due: '' })
      await world.press('lin', now.press('skip'), now.form, older)
      expect(await keptOf18()).toEqual(before)
    },
  )

  test.each(['submit-answer', 'keep-draft', 'skip'] as const)(
    'and typed on in one field: %s shows what was typed, beside what is kept now',
    async (press) => {
      const reply = await world.press('lin', card.press(press), { ...card.form, evidence: '盒三' }, older)
      expect(reply.toast).toEqual({ kind: 'warning', text: refusals['old-card'] })
      const now = drawnCard(reply)
      expect(now.form).toMatchObject({ ...tuesday, evidence: '盒三', shortcoming: '' })
      expect(await keptOf18()).toEqual(before)
      await world.press('lin', now.press('skip'), now.form, older)
      expect((await keptOf18()).draft).toMatchObject({ ...tuesday, evidence: '盒三', shortcoming: null })
    },
  )

  test('what was typed, shown again and overtaken once more is still what was typed', async () => {
    const typed = { ...card.form, fact: '周三写的' }
    const again = drawnCard(await world.press('lin', card.press('skip'), typed, older))
    await world.press('lin', (await open(newer)).press(verb), { ...tuesday, evidence: '盒四' }, newer)
    const reply = await world.press('lin', again.press('skip'), again.form, older)
    expect(drawnCard(reply).form).toMatchObject({ rating: '已达到', fact: '周三写的', evidence: '盒四' })
  })

  test('a field emptied on it is shown empty', async () => {
    const reply = await world.press('lin', card.press('skip'), { ...card.form, evidence: '' }, older)
    expect(drawnCard(reply).form).toMatchObject({ ...tuesday, evidence: '' })
  })

  test('older words typed again on the current card are obeyed', async () => {
    const reply = await world.press('lin', (await open(newer)).press('submit-answer'), monday, newer)
    expect(reply.toast?.text).toBe(verb === 'submit-answer' ? said.changed : said.submitted)
    expect((await keptOf18()).answers.at(-1)).toEqual({ fact: '周一写的', evidence: '盒一' })
  })

  test('a card from before this release does not say what it was drawn with: its words are shown again', async () => {
    const press = card.press('skip')
    const reply = await world.press('lin', { ...press, drawn: undefined } as typeof press, card.form, older)
    expect(drawnCard(reply).form).toMatchObject(monday)
    expect(await keptOf18()).toEqual(before)
  })
})

test('a text too long for its field, of which the card shows the first part, is left alone too', async () => {
  const long = Array.from({ length: 300 }, (_, at) => `第${at}次活动`).join('，')
  await world.press('lin', (await open(older)).press('keep-draft'), { fact: long }, older)
  const card = await open(older)
  expect(card.form.fact?.length).toBeLessThanOrEqual(1000)
  await world.press('lin', (await open(newer)).press('submit-answer'), tuesday, newer)
  const before = await keptOf18()
  expect(shown(await world.press('lin', card.press('go-back'), card.form, older))).toContain('第1条/共2条')
  expect(await keptOf18()).toEqual(before)
})

test('仍然如此 on an older card: where material lies now is not overtaken by where it lay then', async () => {
  await using second = await openSecondYear()
  const { id } = await assignmentOf(second, 17)
  const look = (on: typeof older) => second.press('lin', { v: 1, do: 'open-assignment', assignment: id }, {}, on)
  const keepAt = async (evidence: string, on: typeof older) =>
    second.press('lin', drawnCard(await look(on)).press('keep-draft'), { evidence }, on)
  await keepAt('盒一', older)
  const card = drawnCard(await look(older))
  await keepAt('盒二', newer)
  const reply = await second.press('lin', card.press('confirm-earlier'), card.form, older)
  expect(reply.toast?.text).toBe(refusals['old-card'])
  expect(drawnCard(reply).form).toMatchObject({ rating: '', evidence: '盒二' })
})
