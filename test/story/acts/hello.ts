import { follow, type Story } from '../story.ts'

/** The bot is added to the two groups and greets each with one card. */
export async function hello(story: Story): Promise<void> {
  const { town, school, stage } = story
  stage.act('The bot is added to the groups', town.clock.now())
  await follow(story, [{ chatId: school.leadingGroup.id }], async () => {
    for (const group of [school.leadingGroup, school.moralGroup]) {
      await town.emulator.addBot(group, town.app)
      await town.settle()
    }
  })
}
