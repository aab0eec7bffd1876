import { careful } from '../school.ts'
import { follow, press, type Story, say } from '../story.ts'
import { answerOn, answerOne, fillIn, startFromCard, walkCard } from '../walk.ts'

/** Somebody careful: keeps a draft, looks back, skips, corrects what was submitted; one draft is left for later. */
export async function walkInPrivate(story: Story): Promise<void> {
  const { town, school, stage, book } = story
  stage.act('A careful walk in private', town.clock.now())
  const who = school.person(careful)
  await follow(story, [who], async () => {
    await startFromCard(story, who)
    const first = await answerOne(story, who)
    const second = book.knownOf(book.which(walkCard(who).text))
    stage.aside('the second one is kept, the first looked at again, the second skipped')
    await press(story, who, fillIn(who.on(walkCard(who)), second), '暂存')
    await press(story, who, who.on(walkCard(who)), '上一条')
    await press(story, who, who.on(walkCard(who)), '跳过')
    await press(story, who, who.on(walkCard(who)), '跳过')
    stage.aside('an answer is not complete: half a rating has to say what is missing')
    await press(story, who, who.on(walkCard(who)).choose('自评', '部分达到'), '提交并继续')
    await answerOne(story, who)
    stage.aside('the first answer is changed')
    await say(story, who, `/start ${first.no}`)
    const better = { ...book.knownOf(first), evidence: '档案盒9-1，教务处' }
    await press(story, who, fillIn(who.on(walkCard(who)), better), '提交并继续')
    book.submit(first, better, who.name)
  })
}

/** Days later: the draft stands in the form as it was typed, and only has to be submitted; then the rest. */
export async function returnToDraft(story: Story): Promise<void> {
  const { town, school, stage, book, checks } = story
  stage.act('A draft is returned to', town.clock.now())
  const who = school.person(careful)
  await follow(story, [who], async () => {
    await say(story, who, '填报')
    const one = book.which(walkCard(who).text)
    const given = book.knownOf(one)
    const hands = who.on(walkCard(who))
    checks.equal('a draft stands in the form three days later', hands.value('工作情况'), given.fact)
    await press(story, who, hands, '提交并继续')
    book.submit(one, given, who.name)
    await answerOn(story, who)
  })
}
