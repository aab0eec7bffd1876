import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { evidenceSaid } from '#cards/evidence-words.ts'
import { exportSaid } from '#cards/export-words.ts'
import type { Press } from '#cards/press.ts'
import { refusals, said } from '#cards/words.ts'
import type { EvidenceList } from '#src/domain/evidence-pack.ts'
import {
  campaignOf,
  leadingGroup,
  openCampaign,
  openDivided,
  receiverOf,
  walkPress,
  wordsOf,
} from '#test/support/first-school.ts'
import { arriving, keptAs, layEvidence, settle } from '#test/support/lay-evidence.ts'
import { layIssues, move } from '#test/support/ledger.ts'
import type { Recorder, SentLetter } from '#test/support/recorder.ts'
import { statementsOf } from '#test/support/statements.ts'

let world: Recorder
beforeAll(async () => {
  world = await openDivided()
  await world.keep()
})
beforeEach(() => world.rewind())
afterAll(() => world[Symbol.asyncDispose]())

const listIn = (letters: readonly SentLetter[]) =>
  letters.flatMap(({ content }) => (content.kind === 'evidence-list' ? [content] : []))
const codes = (list: EvidenceList | undefined) => list?.entries.map((one) => [one.code, one.place ?? one.name])

/** Somebody writes down where the paper of a requirement lies. */
async function point(who: string, no: number, evidence: string): Promise<void> {
  await world.press(who, await walkPress(world, 'submit-answer', no), { rating: '已达到', fact: '有', evidence })
}

/** Somebody sends a file in which something was found. */
async function layFile(who: string, no: number, name: string, marks: readonly ('identity' | 'phone')[] | null) {
  await world.say(who, `/start ${no}`)
  await world.send(who, { kind: 'file', name, key: name })
  const [id] = await arriving(world)
  if (id === undefined) throw new Error('nothing arrives')
  await settle(world, id, keptAs('file', name, marks))
  return id
}

async function exportPress(part: Partial<Extract<Press, { do: 'export-evidence' }>> = {}): Promise<Press> {
  const { id } = await campaignOf(world)
  return { v: 1, do: 'export-evidence', campaign: id, what: 'pack', marked: 'ask', seen: 0, ...part }
}

describe('the index', () => {
  test('has a row for everything that lies somewhere, and for nothing else', async () => {
    await point('lin', 17, '档案盒3-2，教务处')
    await layFile('lin', 17, '方案.pdf', [])
    await layEvidence(world, 'lin', 18)
    const gone = await layFile('lin', 18, '撤下的.pdf', [])
    await world.press('lin', { v: 1, do: 'withdraw-evidence', evidence: gone })
    await layEvidence(world, 'zhou', 17)
    const [card, file] = await world.say('zhao', '总结 佐证目录')
    expect(wordsOf(card)).toContain('共3件：写明存放地点 1 · 照片和文件 2')
    expect([card, file].map((one) => one && receiverOf(one))).toEqual(['zhao', 'zhao'])
    const [{ list, volume } = { list: undefined, volume: 0 }] = listIn(file ? [file] : [])
    expect(volume).toBeNull()
    expect(codes(list)).toEqual([
      ['2.4-001', '档案盒3-2，教务处'],
      ['2.4-002', '方案'],
      ['2.5-001', '照片'],
    ])
    const { rows } = await live()
    expect(list?.entries.flatMap((one) => one.file?.id ?? [])).toEqual(rows)
    expect(list?.entries.map((one) => [one.department, one.on])).toEqual(Array(3).fill(['教务处', '2026-09-07']))
  })

  /** What lies with something of the first school, as the database says it. */
  async function live() {
    const { id } = await campaignOf(world)
    const found = await world.database.db
      .transaction()
      .execute((tx) =>
        tx
          .selectFrom('evidence_use')
          .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence')
          .select('evidence.id')
          .distinct()
          .where('evidence.campaign', '=', id)
          .where('evidence_use.ended_at', 'is', null)
          .orderBy('evidence.id')
          .execute(),
      )
    return { rows: found.map((row) => row.id) }
  }

  test('what proves an issue proves its requirements, or stands with the ledger; joined, the other; withdrawn, nothing', async () => {
    const laid = await layIssues(world, 'zhao', { who: 'lin', name: '林老师', department: '教务处' })
    const prove = async (no: number) => {
      await world.say('lin', `台账 ${no}`)
      await world.send('lin', { kind: 'image', key: `proof_${no}` })
      const [id] = await arriving(world)
      if (id === undefined) throw new Error('nothing arrives')
      await settle(world, id, keptAs('photo', `proof_${no}`))
    }
    await prove(laid.open.no)
    await prove(laid.other.no)
    const list = async () =>
      listIn(await world.say('zhao', '总结 佐证目录'))[0]?.list.entries.map((one) => [one.code, one.of])
    expect(await list()).toEqual([
      ['台账-001', [`台账编号${laid.open.no}`]],
      ['台账-002', [`台账编号${laid.other.no}`]],
    ])
    await move(world, 'zhao', 'join-issue', laid.other.no, '', laid.open.no)
    expect(await list()).toEqual([
      ['台账-001', [`台账编号${laid.open.no}`]],
      ['台账-002', [`台账编号${laid.open.no}`]],
    ])
    await move(world, 'zhao', 'withdraw-issue', laid.open.no, '不是问题')
    expect(await world.say('zhao', '总结 佐证目录').then((letters) => wordsOf(letters[0]))).toBe(exportSaid.nothing)
  })

  test('with nothing anywhere a sentence says so; so does a campaign that is not divided', async () => {
    expect((await world.say('zhao', '总结 佐证包')).map(wordsOf)).toEqual([exportSaid.nothing])
    await using early = await openCampaign()
    expect((await early.say('zhao', '总结 佐证包')).map(wordsOf)).toEqual([refusals['not-divided']])
  })
})

describe('who gets it, and where', () => {
  beforeEach(async () => {
    await layEvidence(world, 'lin', 17)
  })

  test.each(['zhao', 'wu'])('%s, in private also when the leading group is asked', async (who) => {
    const letters = await world.say(who, '总结 佐证包', { in: leadingGroup })
    expect(letters.map((one) => [receiverOf(one), one.content.kind])).toEqual([
      [who, 'card'],
      [who, 'evidence-list'],
      [leadingGroup, 'text'],
    ])
    expect(wordsOf(letters[2])).toBe(said.privately)
  })

  test('pressed on the summary’s card, which stays as it is for everybody', async () => {
    const [summary] = await world.say('zhao', '总结', { in: leadingGroup })
    expect(wordsOf(summary)).toContain('佐证目录：发送「总结 佐证目录」。')
    const before = world.sent.length
    const reply = await world.press('wu', await exportPress({ what: 'index' }), {}, { chat: leadingGroup })
    expect(reply).toEqual({ toast: { kind: 'info', text: said.privately } })
    expect(world.sent.slice(before).map((one) => [receiverOf(one), one.content.kind])).toEqual([
      ['wu', 'card'],
      ['wu', 'evidence-list'],
    ])
  })

  test.each(['lin', 'li', 'sun', 'chen', 'zhou'])('nothing of it is for %s', async (who) => {
    const before = await world.dump(['delivery', 'chat'])
    const letters = await world.say(who, '总结 佐证包')
    expect(letters.map((one) => one.content.kind)).toEqual(['text'])
    expect(JSON.stringify(letters)).not.toContain('对照整改年')
    const reply = await world.press(who, await exportPress())
    expect(reply).toEqual({ toast: { kind: 'warning', text: refusals['leaders-only'] } })
    expect(await world.dump(['delivery', 'chat'])).toBe(before)
  })

  test('the audit says how much went out, and nothing of what it was', async () => {
    await point('lin', 18, '标记盒')
    await world.say('zhao', '总结 佐证包')
    const rows = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('audit').selectAll().where('did', '=', 'export-evidence').execute())
    expect(rows.map((row) => row.about)).toEqual([
      { what: 'pack', places: 1, files: 1, leftOut: 0, unchecked: 1, volumes: 1 },
    ])
  })

  test('where nothing looks private there is nothing to look at first', async () => {
    expect((await world.say('zhao', '总结 佐证包 先看材料')).map(wordsOf)).toEqual([exportSaid.noneFlagged])
  })

  test('it changes nothing a summary says', async () => {
    await world.say('zhao', '总结')
    await world.say('zhao', '总结 佐证包')
    const { id: campaign } = await campaignOf(world)
    const reply = await world.press('zhao', { v: 1, do: 'compile-summary', campaign })
    expect(reply.toast?.text).toBe(said.summaryUnchanged(1))
  })
})

test('who sends something that looks private hears it at once', async () => {
  await world.say('lin', '/start 17')
  await world.send('lin', { kind: 'file', name: '通讯录13812345678.pdf', key: 'key' })
  const [id] = await arriving(world)
  if (id === undefined) throw new Error('nothing arrives')
  const letters = await settle(world, id, keptAs('file', 'key', ['identity']))
  expect(wordsOf(letters.at(-1))).toContain('（像有身份证号、电话号码）')
})

describe('what looks as if it told of a person', () => {
  const number = '11010520151231002X'
  beforeEach(async () => {
    await layFile('lin', 17, '名册.pdf', ['identity'])
    await layFile('lin', 17, '方案.pdf', [])
    await point('lin', 17, `名册在张老师处 13812345678`)
  })

  test('is shown before anything goes out, by code and kind; never the number', async () => {
    const letters = await world.say('zhao', '总结 佐证包')
    expect(letters).toHaveLength(1)
    const words = wordsOf(letters[0])
    expect(words).toContain('2.4-001 写出的文字里像有电话号码')
    expect(words).toContain('2.4-002 文件里像有身份证号')
    expect(words).toContain('仍然导出：发送「总结 佐证包 仍然导出」。')
    expect(words).toContain('去掉后导出：发送「总结 佐证包 去掉后导出」。')
    expect(JSON.stringify(letters)).not.toMatch(/13812345678|张老师处/)
  })

  test('the index alone is asked about only for what it shows', async () => {
    const words = wordsOf((await world.say('zhao', '总结 佐证目录'))[0])
    expect(words).toContain('2.4-001')
    expect(words).not.toContain('2.4-002')
  })

  test('may be looked at first, by whoever is to decide: the files, in private', async () => {
    const { card } = await world.press('zhao', await exportPress())
    expect(JSON.stringify(card)).toContain('先看材料')
    const before = world.sent.length
    const reply = await world.press('wu', await exportPress({ marked: 'show' }), {}, { chat: leadingGroup })
    expect(reply).toEqual({ toast: { kind: 'info', text: evidenceSaid.sentPrivately } })
    const bySaying = await world.say('zhao', '总结 佐证包 先看材料')
    const letters = world.sent.slice(before)
    expect(letters.map(receiverOf)).toEqual(['wu', 'zhao', 'zhao'])
    expect(letters.flatMap(({ content }) => (content.kind === 'evidence' ? [content.evidence] : []))).toHaveLength(2)
    expect(wordsOf(bySaying.at(-1))).toBe(evidenceSaid.sentPrivately)
    expect(wordsOf((await world.say('zhao', '总结 佐证目录 先看材料'))[0])).toBe(exportSaid.noFile)
  })

  test('goes out by a press that says what it was warned of', async () => {
    const { card } = await world.press('zhao', await exportPress())
    const seen = seenOn(card)
    const before = world.sent.length
    await world.press('zhao', await exportPress({ marked: 'with', seen }))
    const [content] = listIn(world.sent.slice(before))
    expect(content?.list.entries.filter((one) => one.file !== null)).toHaveLength(2)
    expect(content?.list.entries[0]?.place).toContain('13812345678')
  })

  test('a press warned of something else shows what there is now, and nothing goes out', async () => {
    const seen = seenOn((await world.press('zhao', await exportPress())).card)
    await layFile('lin', 18, `学生${number}.pdf`, null)
    const before = world.sent.length
    const { card } = await world.press('zhao', await exportPress({ marked: 'with', seen }))
    expect(JSON.stringify(card)).toContain(refusals['old-card'])
    expect(JSON.stringify(card)).toContain('2&#46;5&#45;001')
    expect(listIn(world.sent.slice(before))).toEqual([])
    expect(seenOn(card)).not.toBe(seen)
  })

  test('is left out when asked to be, by press or word; the rest goes', async () => {
    const before = world.sent.length
    const { card } = await world.press('zhao', await exportPress({ marked: 'without' }))
    expect(JSON.stringify(card)).toContain('其中2件可能有个人信息，已经略去。')
    const lists = [listIn(world.sent.slice(before))[0], listIn(await world.say('zhao', '总结 佐证包 去掉后导出'))[0]]
    for (const content of lists) {
      expect(content?.list.entries.flatMap((one) => one.file?.id ?? [])).toHaveLength(1)
      expect(JSON.stringify(content)).not.toContain('13812345678')
    }
    expect(lists[0]?.list).toEqual(lists[1]?.list)
  })

  test('taken out by who brought it, it is asked about no more', async () => {
    const [evidence] = await world.database.db
      .transaction()
      .execute((tx) => tx.selectFrom('evidence').select('id').where('name', '=', '名册.pdf').execute())
    await world.press('lin', { v: 1, do: 'withdraw-evidence', evidence: evidence?.id ?? (0 as never) })
    await point('lin', 17, '名册在张老师处')
    expect((await world.say('zhao', '总结 佐证包')).map((one) => one.content.kind)).toEqual(['card', 'evidence-list'])
  })

  function seenOn(card: unknown): number {
    const found = /"marked":"with","seen":(\d+)/.exec(JSON.stringify(card))?.[1]
    if (found === undefined) throw new Error('no button to go on')
    return Number(found)
  }
})

test('several volumes: a letter each, with the whole index in every one; what is too large goes by itself', async () => {
  const megabytes = async (name: string, mb: number) => {
    const id = await layFile('lin', 17, name, [])
    await world.database.db.transaction().execute((tx) =>
      tx
        .updateTable('stored_file')
        .set({ bytes: mb * 1024 * 1024 })
        .from('evidence')
        .whereRef('evidence.sha256', '=', 'stored_file.sha256')
        .where('evidence.id', '=', id)
        .execute(),
    )
    return id
  }
  await megabytes('甲.pdf', 20)
  await megabytes('乙.pdf', 20)
  const large = await megabytes('丙.pdf', 29)
  const [card, ...rest] = await world.say('zhao', '总结 佐证包')
  expect(wordsOf(card)).toContain('压缩包（共2卷，每卷都有目录）马上发来；另有1个文件较大，单独发送。')
  expect(rest.map((one) => one.content)).toMatchObject([
    { kind: 'evidence-list', volume: 1 },
    { kind: 'evidence-list', volume: 2 },
    { kind: 'evidence', evidence: large },
  ])
  const [first, second] = listIn(rest)
  expect(first?.list).toEqual(second?.list)
  expect(first?.list.entries).toHaveLength(3)
})

test('it costs few questions, however much there is', async () => {
  await layFile('lin', 17, '甲.pdf', [])
  const few = await statementsOf(world, 'zhao', await exportPress())
  for (const name of ['乙', '丙', '丁']) await layFile('lin', 18, `${name}.pdf`, [])
  const many = await statementsOf(world, 'zhao', await exportPress({ seen: 1 }))
  expect(many).toHaveLength(few.length)
  expect(few.length).toBeLessThanOrEqual(20)
})
