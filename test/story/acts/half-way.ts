import { checkProgress } from '../checks-of-progress.ts'
import { coordinator, principal, unreachable } from '../school.ts'
import { follow, type Story, say } from '../story.ts'

/** `/progress`: before the leading group, for one department, for the coordinator alone, for somebody who leads nothing. */
export async function halfWay(story: Story): Promise<void> {
  const { town, school, stage, checks } = story
  stage.act('How far it is', town.clock.now())
  const group = school.person(principal).in(school.leadingGroup)
  const office = school.person(coordinator)
  const teacher = school.person('郑凯')
  await follow(story, [group, office, teacher], async () => {
    await say(story, group, '/progress')
    checkProgress(story, group.lastCard().text, '/progress half way')
    await say(story, group, '进度 德育处')
    stage.aside(`${unreachable} was never reached: the coordinator alone is told`)
    await say(story, office, '进度')
    checks.equal(
      'the coordinator reads who was not reached',
      /没有送达的消息（1）\n(.+)：/.exec(office.lastText())?.[1],
      unreachable,
    )
    await say(story, teacher, '进度')
  })
}
