import { bystander, heir } from '../school.ts'
import { follow, press, type Story, say } from '../story.ts'
import { answerOne, walkCard } from '../walk.ts'

/** A walk in a thread of the department's group: somebody else presses, a reply is the fact, a picture the evidence. */
export async function walkInThread(story: Story): Promise<void> {
  const { town, school, stage, book } = story
  stage.act('A walk in a thread of the group', town.clock.now())
  const who = school.person(heir).in(school.moralGroup)
  await follow(story, [who], async () => {
    await say(story, who, '填报')
    const card = walkCard(who)
    stage.aside('somebody else presses: the card stays as it is')
    const other = school.person(bystander).in(school.moralGroup)
    await press(story, other, other.on(card), '提交并继续')
    if (card.threadId === null) throw new Error('the card does not stand in a thread')
    const thread = who.in(school.moralGroup, card.threadId)
    const one = book.which(card.text)
    const given = book.knownOf(one)
    await say(story, thread, given.fact ?? '')
    stage.aside('a picture of the register, in the thread')
    await thread.sendPost('', [Buffer.from(onePixel, 'base64')])
    await town.settle()
    await press(story, thread, thread.on(walkCard(thread)).choose('自评', given.rating), '提交并继续')
    book.submit(one, given, who.name)
    await answerOne(story, thread)
  })
}

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
