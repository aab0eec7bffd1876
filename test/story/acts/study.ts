import { coordinator, principal } from '../school.ts'
import { follow, press, type Story, say } from '../story.ts'

/** What the office notes of the week before the campaign, and the whole of section 一 that comes of the story's study. */
const session = { day: '9月11日', form: '集中学习', people: 24, about: '校长解读标准，各部门分组讨论' } as const
export const studied =
  '2026年9月11日，我校开展集中学习，24人参加，内容为：校长解读标准，各部门分组讨论。' +
  '2026年9月14日至2026年9月17日，我校在工作群逐项推送标准内容，共推送22项管理任务中的4项，1人共2次点开查看完整要求。'

/** The standard was studied before; from today on the leading group hears of a task a day. */
export async function study(story: Story): Promise<void> {
  const { town, school, stage } = story
  stage.act('The standard is studied', town.clock.now())
  const here = school.person(coordinator).in(school.leadingGroup)
  const { day, form, people, about } = session
  await follow(story, [here], async () => {
    await say(story, here, `学习 记录 ${day} ${form} ${people}人 ${about}`)
    await press(story, here, here.on(), '在本群每天学一项')
  })
}

/** The principal opens two of them, one of them twice. */
export async function readsOn(story: Story): Promise<void> {
  const { town, school, stage, checks } = story
  stage.act('A task a day', town.clock.now())
  const here = school.person(principal).in(school.leadingGroup)
  const daily = here.cards().filter((one) => one.title.startsWith('今天学一项'))
  const [first, second] = daily
  if (first === undefined || second === undefined) throw new Error('the leading group was sent nothing to study')
  await follow(story, [here, school.person(principal)], async () => {
    for (const card of [first, second, second]) await press(story, here, here.on(card), '看完整要求')
  })
  const letters = story.chronicle.letters().filter((one) => one.byBot && one.chatId === school.person(principal).chatId)
  checks.equal(
    'what was opened twice came once',
    letters.filter((one) => ['（1）', '（2）'].some((no) => one.title.startsWith(no))).length,
    2,
  )
}

/** Four tasks are enough for them. */
export async function studyEnds(story: Story): Promise<void> {
  const { town, school, stage, checks, chronicle } = story
  stage.act('Enough was studied', town.clock.now())
  const here = school.person(coordinator).in(school.leadingGroup)
  await follow(story, [here], () => say(story, here, '学习 停止'))
  const days = [1, 2, 3, 4].map((no) => chronicle.called(`今天学一项（${no}/22）`).length)
  checks.equal('a task a day, each once', days.join(' '), '1 1 1 1')
}
