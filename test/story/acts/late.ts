import { bystander, coordinator, headOfUnreachable, lateHead, reminded, silent, unreachable } from '../school.ts'
import { follow, press, type Story, say } from '../story.ts'
import { answerOn, fillIn, startFromCard, walkCard } from '../walk.ts'
import { passUntil } from './weeks.ts'

/** Five school days before the end, which is the last one before the holiday: the first reminder. */
export async function firstReminder(story: Story): Promise<void> {
  const { town, school, stage } = story
  stage.act('The first reminder, before the holiday', town.clock.now())
  await follow(story, [school.leadingGroup, ...[reminded, silent].map(school.person)].map(withChat), () =>
    passUntil(story, '2026-09-30T16:20'),
  )
  const who = school.person(reminded)
  await startFromCard(story, who)
  stage.aside(`${reminded} answers ${await answerOn(story, who)}`)
}

/** The holiday passes in silence; one requirement nobody can be asked about is given to somebody else. */
export async function holiday(story: Story): Promise<void> {
  const { town, school, stage, book } = story
  stage.act('The holiday, and one requirement in other hands', town.clock.now())
  await passUntil(story, '2026-10-08T10:00')
  const office = school.person(coordinator)
  const helper = school.person('马小军')
  await follow(story, [office, helper], async () => {
    await say(story, office, `/assign ${story.book.open('总务处')[0]?.no} 马小军`)
    await startFromCard(story, helper)
    await answerOn(story, helper)
  })
  stage.aside(`${book.entries().length} answered`)
}

/** A Saturday on which school is held. */
export async function secondReminder(story: Story): Promise<void> {
  const { town, school, stage } = story
  stage.act('The second reminder, on a working Saturday', town.clock.now())
  await follow(story, [school.leadingGroup, ...[bystander, silent].map(school.person)].map(withChat), () =>
    passUntil(story, '2026-10-10T16:20'),
  )
  const who = school.person(bystander)
  await startFromCard(story, who)
  stage.aside(`${bystander} answers ${await answerOn(story, who)}`)
}

/** The third goes to the heads, and about a head to the coordinator. */
export async function headsAreTold(story: Story): Promise<void> {
  const { town, school, stage } = story
  stage.act('The third one goes to the heads', town.clock.now())
  const told = [headOfUnreachable, lateHead, coordinator, silent, unreachable].map(school.person)
  await follow(story, told, () => passUntil(story, '2026-10-12T16:20'))
  const head = school.person(lateHead)
  await startFromCard(story, head)
  stage.aside(`${lateHead} answers ${await answerOn(story, head)}; ${silent} does not`)
}

/** A summary before the end, to see what is missing. */
export async function firstSummary(story: Story): Promise<void> {
  const { town, school, stage } = story
  stage.act('A summary ahead of time', town.clock.now())
  const here = school.person(coordinator).in(school.leadingGroup)
  await follow(story, [here], () => say(story, here, '/summary'))
}

/** The closing date: the summary comes by itself, and nothing can be answered any more. */
export async function closing(story: Story): Promise<void> {
  const { town, school, stage } = story
  stage.act('The closing date', town.clock.now())
  const late = school.person(silent)
  await follow(story, [school.leadingGroup, school.person(coordinator)].map(withChat), () =>
    passUntil(story, '2026-10-13T18:00'),
  )
  await follow(story, [late], async () => {
    await press(
      story,
      late,
      fillIn(late.on(walkCard(late)), story.book.knownOf(story.book.which(walkCard(late).text))),
      '提交并继续',
    )
  })
  await passUntil(story, '2026-10-16T17:00')
}

function withChat(one: { readonly chatId: string } | { readonly id: string }): { readonly chatId: string } {
  return 'chatId' in one ? one : { chatId: one.id }
}
