import { expect, test } from 'vitest'
import { startDistantTown } from '#test/support/distant-town.ts'
import { divide } from '../story/acts/divide.ts'
import { hello } from '../story/acts/hello.ts'
import { eight, rectify } from '../story/acts/rectify.ts'
import { setUp } from '../story/acts/set-up.ts'
import { passUntil } from '../story/acts/weeks.ts'
import { asked } from '../story/catalogue.ts'
import { checkData, checkLedger, checkLedgerPaper } from '../story/checks-of-ledger.ts'
import { lastWord, readPaper } from '../story/checks-of-paper.ts'
import { coordinator, staff } from '../story/school.ts'
import { beginStory, type Story, say } from '../story/story.ts'
import { answerOne, isWalking, walkCard } from '../story/walk.ts'

const quiet = { act() {}, aside() {}, said() {}, pressed() {}, wrote() {}, progress() {} }

/** Whoever has this requirement answers it, by going there in words. */
async function answer(story: Story, no: number): Promise<void> {
  const one = asked.find((each) => each.no === no)
  if (one === undefined) throw new Error(`the standard has no ${no}`)
  const department = story.book.departmentOf(one)
  for (const { name } of staff.filter((each) => each.department === department)) {
    const who = story.school.person(name)
    await say(story, who, `/start ${no}`)
    if (!isWalking(who) || story.book.which(walkCard(who).text).no !== no) continue
    await answerOne(story, who)
    return
  }
  throw new Error(`nobody of ${department} was given ${no}`)
}

test('the eight shortcomings of a school, each to its end or to where it waits', async () => {
  await using town = await startDistantTown({ at: '2026-10-12T10:00+08:00' })
  const story = beginStory(town, quiet)
  for (const act of [hello, setUp, divide]) await act(story)
  for (const no of Object.values(eight)) await answer(story, no)
  await passUntil(story, '2026-10-16T17:00')
  await rectify(story)
  await checkLedger(story)
  const papers = story.school.person(coordinator).in(story.school.leadingGroup).files()
  checkLedgerPaper(story, await readPaper(lastWord(papers)))
  await town.readData((tx) => checkData(story, tx))
  expect(story.checks.all.filter((one) => !one.holds)).toEqual([])
  expect(story.checks.all.length).toBeGreaterThan(15)
}, 240_000)
