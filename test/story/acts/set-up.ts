import { campaignTitle, coordinator, principal, schoolName } from '../school.ts'
import { follow, press, type Story, say } from '../story.ts'

export const inspectBy = '2026-10-13'

/** The principal sets the campaign up; a date that lies back is refused, and what was typed stays. */
export async function setUp(story: Story): Promise<void> {
  const { town, school, stage } = story
  stage.act('The campaign is set up', town.clock.now())
  const here = school.person(principal).in(school.leadingGroup)
  await follow(story, [here], async () => {
    await say(story, here, '/setup')
    const form = here
      .on()
      .fill('学校名称', schoolName)
      .fill('活动名称', campaignTitle)
      .choose('对照标准', '义务教育学校管理标准（试行）（92条）')
      .pick('自查截止日期', '2026-09-01')
      .pick('联络员', coordinator)
    await press(story, here, form, '创建活动')
    if (here.lastCard().buttons.some((one) => one.label === '创建活动')) {
      await press(story, here, here.on().pick('自查截止日期', inspectBy), '创建活动')
    }
  })
}
