import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type DistantTown, startDistantTown } from '#test/support/distant-town.ts'
import { onServer, urlOf } from '#test/support/server.ts'
import { divide } from '../story/acts/divide.ts'
import { everybodyElse } from '../story/acts/everybody-else.ts'
import { hello } from '../story/acts/hello.ts'
import { firstSummary } from '../story/acts/late.ts'
import { beforeLeaving, leaving } from '../story/acts/leaving.ts'
import { setUp } from '../story/acts/set-up.ts'
import { walkInPrivate } from '../story/acts/walk-in-private.ts'
import { walkInThread } from '../story/acts/walk-in-thread.ts'
import { checkOnce } from '../story/checks-of-letters.ts'
import { checkPaper, lastWord, notStudied, readPaper } from '../story/checks-of-paper.ts'
import { checkProgress } from '../story/checks-of-progress.ts'
import { bystander, lateHead, principal, reminded, silent } from '../story/school.ts'
import { silence } from '../story/stage.ts'
import { beginStory, say } from '../story/story.ts'
import { fillIn, startFromCard, walkCard } from '../story/walk.ts'

const server = process.env.DATABASE_URL ?? ''

// Two processes need a server: the embedded database belongs to one. `npm run test:postgres` runs this.
describe.skipIf(server === '')('two bot processes on one database', () => {
  test('act as one: every event goes to both, every tick falls on both at once', { timeout: 240_000 }, async () => {
    await using database = await newDatabase()
    await using town = await startDistantTown({
      at: '2026-09-14T10:00+08:00',
      on: { databaseUrl: database.url, processes: 2 },
      // The second delivery of each event reaches the other process.
      switches: { duplicates: 1 },
    })
    const story = beginStory(town, silence)
    await hello(story)
    await setUp(story)
    await divide(story)
    await town.goTo('2026-09-15T15:40+08:00')
    await walkInPrivate(story)
    await walkInThread(story)
    await everybodyElse(story, ['钱玉梅', '孙立', '孟晓燕'])
    await beforeLeaving(story)
    await leaving(story)
    await town.goTo('2026-09-30T16:00+08:00')
    const here = story.school.person(principal).in(story.school.leadingGroup)
    await say(story, here, '/progress')
    checkProgress(story, here.lastCard().text, 'at the end')
    await firstSummary(story)
    await town.goTo('2026-10-13T18:00+08:00')

    checkPaper(story, await readPaper(lastWord(here.files())), notStudied)
    checkOnce(story, [])
    expect(story.checks.all.filter((one) => !one.holds)).toEqual([])
    const remindedOnce = story.chronicle.called('还有几条等您填报').map((one) => one.chatId)
    expect(new Set(remindedOnce).size).toBe(remindedOnce.length)
    for (const name of [reminded, bystander, silent, lateHead]) {
      expect(remindedOnce).toContain(story.school.person(name).chatId)
    }
    expect(story.chronicle.called('本周自查进度')).toHaveLength(1)
  })

  test('what reaches both at the same moment happens once, and words keep their order', {
    timeout: 60_000,
  }, async () => {
    await using database = await newDatabase()
    await using town = await startDistantTown({
      at: '2026-09-14T10:00+08:00',
      on: { databaseUrl: database.url, processes: 2 },
    })
    const story = beginStory(town, silence)
    await hello(story)
    await setUp(story)
    await divide(story)
    await town.goTo('2026-09-15T09:00+08:00')
    const who = story.school.person('钱玉梅')
    await startFromCard(story, who)
    const card = walkCard(who)
    const given = story.book.knownOf(story.book.which(card.text))

    // Two taps at once: each process takes one.
    const taps = await Promise.all([1, 2].map(() => fillIn(who.on(card), given).press('提交并继续')))
    await town.settle()
    expect(taps.map((one) => one.kind)).toEqual(['answered', 'answered'])
    expect(taps.map((one) => one.toast?.content)).toEqual(['已提交。', '已提交。'])
    expect(walkCard(who).subtitle).toMatch(/^第2条.*已填1$/)

    // Five sentences without waiting: each process takes every other one.
    const sentences = ['一句', '二句', '三句', '四句', '五句']
    for (const sentence of sentences) await who.say(sentence)
    await town.settle()
    expect(who.on(walkCard(who)).value('工作情况')).toBe(sentences.join('\n'))
    expect(wentWell(town)).toBe(true)
  })
})

async function newDatabase(): Promise<AsyncDisposable & { readonly url: string }> {
  const name = `duibiao_two_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name}`)
  return {
    url: urlOf(server, name),
    [Symbol.asyncDispose]: () => onServer(server, `drop database ${name} with (force)`),
  }
}

/** No press failed, and nothing was refused but letters to whoever cannot be reached. */
function wentWell({ emulator }: DistantTown): boolean {
  return emulator.wire.entries.every((one) => !('code' in one) || one.code === 0 || one.code === 230013)
}
