import { oldSchool } from '../school.ts'
import { follow, type Story, say } from '../story.ts'
import { isWalking, walkCard } from '../walk.ts'

/** Somebody who never presses a button: all of it by words. */
export async function walkInWords(story: Story): Promise<void> {
  const { town, school, stage, book } = story
  stage.act('A walk in words alone', town.clock.now())
  const who = school.person(oldSchool)
  await follow(story, [who], async () => {
    await say(story, who, '填报')
    while (isWalking(who)) {
      const one = book.which(walkCard(who).text)
      const given = book.knownOf(one)
      const lines = [
        ['自评', given.rating],
        ['工作情况', given.fact],
        ['存在问题', given.shortcoming],
        ['整改措施', given.measure],
        ['整改时限', given.due],
        ['佐证材料', given.evidence],
      ].flatMap(([label, value]) => (value === null || value === undefined ? [] : [`${label}：${value}`]))
      await say(story, who, lines.join('\n'))
      await say(story, who, '提交')
      book.submit(one, given, who.name)
    }
  })
}
