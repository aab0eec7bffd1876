import { coordinator, heir, leaver } from '../school.ts'
import { follow, press, type Story, say } from '../story.ts'
import { answerOn, answerOne, fillIn, startFromCard, walkCard } from '../walk.ts'

/** Answers one requirement and keeps a draft of the next. */
export async function beforeLeaving(story: Story): Promise<void> {
  const { town, school, stage, book } = story
  stage.act('Somebody begins who will not stay', town.clock.now())
  const who = school.person(leaver)
  await follow(story, [who], async () => {
    await startFromCard(story, who)
    await answerOne(story, who)
    await press(story, who, fillIn(who.on(walkCard(who)), book.knownOf(book.which(walkCard(who).text))), '暂存')
  })
}

/** They leave the school; the coordinator is told, hands their share over in words, and the draft goes with it. */
export async function leaving(story: Story): Promise<void> {
  const { town, school, stage, book } = story
  stage.act('Somebody leaves the school', town.clock.now())
  const office = school.person(coordinator)
  const next = school.person(heir)
  await follow(story, [office, next], async () => {
    town.emulator.removePerson(school.person(leaver).handle)
    await town.settle()
    await say(story, office, `分工 ${leaver} ${heir}`)
    await say(story, next, '填报')
  })
  await follow(story, [next], async () => {
    await openDraft(story)
    await answerOn(story, next)
  })
  stage.aside(`${heir} is done: ${book.entries().filter((one) => one.by === heir).length} answers`)
}

/** Goes by the list to the requirement of which a draft was inherited. */
async function openDraft(story: Story): Promise<void> {
  const next = story.school.person(heir)
  await say(story, next, '我的任务')
  const line = next.lastCard().buttons.find((one) => one.label.startsWith('◐'))
  if (line === undefined) throw new Error(`the draft of ${leaver} is gone`)
  await press(story, next, next.on(), line.label)
  const card = walkCard(next)
  const kept = story.book.knownOf(story.book.which(card.text)).fact
  story.checks.equal('a draft went over with the requirement', next.on(card).value('工作情况'), kept)
}
