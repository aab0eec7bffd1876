import { coordinator, heir } from '../school.ts'
import { follow, press, type Story, say } from '../story.ts'

/** The coordinator corrects the proposal in one place and confirms; everybody is told in private. */
export async function divide(story: Story): Promise<void> {
  const { town, school, stage, book } = story
  stage.act('The work is divided', town.clock.now())
  const here = school.person(coordinator).in(school.leadingGroup)
  await follow(story, [here, school.person(heir)], async () => {
    await say(story, here, '分工')
    const party = here.lastCard().fields.find((one) => one.label.startsWith('党支部'))
    if (party === undefined) throw new Error('the division does not ask about 党支部')
    const form = here.on().choose(party.label, '教科室')
    book.divide(chosen(here.lastCard().fields, (label) => form.value(label)))
    await press(story, here, form, '确认分工')
    // Pressed again because the phone had shown an error: the card is then the newest form, and is confirmed as it is.
    if (here.lastCard().buttons.some((one) => one.label === '确认分工')) await press(story, here, here.on(), '确认分工')
  })
}

type Field = {
  readonly label: string
  readonly options: readonly { readonly text: string; readonly value: string }[]
}

/** 教务处（23条） → the department chosen there, by the texts on the form. */
function chosen(fields: readonly Field[], valueAt: (label: string) => unknown): Map<string, string> {
  return new Map(
    fields.flatMap(({ label, options }) => {
      const [, suggested] = /^(.+)（\d+条）$/.exec(label) ?? []
      const picked = options.find((one) => one.value === valueAt(label))
      return suggested === undefined || picked === undefined ? [] : [[suggested, picked.text] as const]
    }),
  )
}
