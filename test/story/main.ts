import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startDistantTown } from '#test/support/distant-town.ts'
import { divide } from './acts/divide.ts'
import { everybodyElse } from './acts/everybody-else.ts'
import { halfWay } from './acts/half-way.ts'
import { hello } from './acts/hello.ts'
import { closing, firstReminder, firstSummary, headsAreTold, holiday, secondReminder } from './acts/late.ts'
import { beforeLeaving, leaving } from './acts/leaving.ts'
import { rectify } from './acts/rectify.ts'
import { setUp } from './acts/set-up.ts'
import { readsOn, studied, study, studyEnds } from './acts/study.ts'
import { returnToDraft, walkInPrivate } from './acts/walk-in-private.ts'
import { walkInThread } from './acts/walk-in-thread.ts'
import { walkInWords } from './acts/walk-in-words.ts'
import { passUntil } from './acts/weeks.ts'
import { table } from './checks.ts'
import { checkData, checkLedger, checkLedgerPaper } from './checks-of-ledger.ts'
import { checkLetters, checkWire } from './checks-of-letters.ts'
import { checkPaper, lastWord, readPaper } from './checks-of-paper.ts'
import { coordinator } from './school.ts'
import { terminal } from './stage.ts'
import { beginStory, type Story } from './story.ts'

// A school's campaign from the first card to the last paper, told in the terminal.
const began = performance.now()
const write = (line: string) => void process.stdout.write(`${line}\n`)
await using town = await startDistantTown({ at: '2026-09-14T10:00+08:00' })
const story = beginStory(town, terminal(write))

await perform(story, play)
await judge(story)
await perform(story, rectify)
const papers = await judgeLedger(story)

const { all } = story.checks
const differing = all.filter((one) => !one.holds).length
write('')
write(table(all))
write('')
write(
  `${all.length} checks, ${differing} differ; ${papers} papers in out/; ${Math.round((performance.now() - began) / 1000)} s`,
)
if (town.log() !== '') write(`what the bot complained about:\n${town.log()}`)
process.exitCode = differing === 0 ? 0 : 1

/** Plays as far as it goes: what was seen until somebody found no control is worth reading all the same. */
async function perform(story: Story, acts: (story: Story) => Promise<void>): Promise<void> {
  try {
    await acts(story)
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
    story.checks.none('every act can be played', [said])
  }
}

/** The acts up to the closing date in their order; throws when somebody finds no control they need. */
async function play(story: Story): Promise<void> {
  await hello(story)
  await setUp(story)
  await study(story)
  await divide(story)
  await passUntil(story, '2026-09-15T15:40')
  await walkInPrivate(story)
  await passUntil(story, '2026-09-16T12:40')
  await walkInThread(story)
  await walkInWords(story)
  await readsOn(story)
  await passUntil(story, '2026-09-17T16:30')
  await everybodyElse(story)
  await beforeLeaving(story)
  await passUntil(story, '2026-09-18T15:10')
  await studyEnds(story)
  await returnToDraft(story)
  await passUntil(story, '2026-09-21T09:10')
  await leaving(story)
  await halfWay(story)
  await firstReminder(story)
  await holiday(story)
  await secondReminder(story)
  await firstSummary(story)
  await headsAreTold(story)
  await closing(story)
}

/** Holds everything that came until the closing date against what was said. */
async function judge(story: Story): Promise<void> {
  checkLetters(story)
  const last = lastWord(papersOf(story))
  story.checks.equal('a paper came', last.length > 0, true)
  if (last.length > 0) checkPaper(story, await readPaper(last), studied)
}

/** The same of the ledger: cards, database and paper have to agree. The papers go to out/; answers how many there are. */
async function judgeLedger(story: Story): Promise<number> {
  await checkLedger(story)
  checkWire(story)
  const papers = papersOf(story)
  await mkdir('out', { recursive: true })
  for (const { name, bytes } of papers) await writeFile(join('out', name), bytes)
  checkLedgerPaper(story, await readPaper(lastWord(papers)))
  await story.town.readData((tx) => checkData(story, tx))
  return papers.length
}

function papersOf({ school }: Story) {
  return school.person(coordinator).in(school.leadingGroup).files()
}
