import {
  bystander,
  careful,
  heir,
  lateHead,
  leaver,
  oldSchool,
  principal,
  reminded,
  silent,
  staff,
  unreachable,
} from '../school.ts'
import type { Story } from '../story.ts'
import { answerOn, startFromCard } from '../walk.ts'

/** Those who simply do what they were asked. */
export const diligent = staff
  .map((one) => one.name)
  .filter(
    (name) =>
      ![principal, careful, oldSchool, leaver, heir, bystander, reminded, unreachable, lateHead, silent].includes(name),
  )

/** They press their way through, one after the other. */
export async function everybodyElse(story: Story, names: readonly string[] = diligent): Promise<void> {
  const { town, school, stage, book } = story
  stage.act('Most people answer within a minute each', town.clock.now())
  for (const [index, name] of names.entries()) {
    const who = school.person(name)
    await startFromCard(story, who)
    const done = await answerOn(story, who)
    stage.progress(index + 1, names.length, `${name}: ${done} answered, ${book.entries().length} in all`)
  }
  // One who begins and does not go on.
  await startFromCard(story, school.person(silent))
  await answerOn(story, school.person(silent), 1)
}
