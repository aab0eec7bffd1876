import { expect, test } from 'vitest'
import { assassin } from '#test/support/assassin.ts'
import { startDistantTown } from '#test/support/distant-town.ts'
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
import { principal } from '../story/school.ts'
import { silence } from '../story/stage.ts'
import { beginStory, say } from '../story/story.ts'

test('a campaign whose bot is killed at every turn ends as if nothing had happened', { timeout: 240_000 }, async () => {
  await using town = await startDistantTown({ at: '2026-09-14T10:00+08:00' })
  const story = beginStory(town, silence)
  const { kills } = assassin(town, 20260914)

  await hello(story)
  await setUp(story)
  await divide(story)
  await town.goTo('2026-09-15T15:40+08:00')
  await walkInPrivate(story)
  await walkInThread(story)
  await everybodyElse(story, ['钱玉梅', '孙立'])
  await beforeLeaving(story)
  await leaving(story)
  await town.goTo('2026-09-30T16:00+08:00')
  await firstSummary(story)
  await say(story, story.school.person(principal).in(story.school.leadingGroup), '/progress')
  checkProgress(story, story.school.person(principal).in(story.school.leadingGroup).lastCard().text, 'at the end')
  await town.goTo('2026-10-13T18:00+08:00')

  const papers = story.school.person(principal).in(story.school.leadingGroup).files()
  checkPaper(story, await readPaper(lastWord(papers)), notStudied)
  checkOnce(story, [])
  expect(story.checks.all.filter((one) => !one.holds)).toEqual([])
  expect(kills.length).toBeGreaterThanOrEqual(8)
})
