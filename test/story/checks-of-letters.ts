import { lookAt } from '#src/emulator/client/look.ts'
import { type Letter, saidTwice } from './chronicle.ts'
import {
  bystander,
  coordinator,
  headOfUnreachable,
  heir,
  isSchoolDay,
  lateHead,
  reminded,
  silent,
  staff,
  unreachable,
} from './school.ts'
import type { Story } from './story.ts'

/** 2026-09-30 16:00, by the school's clock. */
function when({ at }: Letter): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** Everything the bot ever sent: once, in time, to the right people, and before the group without names. */
export function checkLetters(story: Story): void {
  checkOnce(story, ['马小军'])
  const tookOver = story.chronicle.called('请您接手').map((one) => `${ownerOf(story, one)}`)
  story.checks.equal('whoever takes over a share is told so once', tookOver.join(' '), heir)
  checkReminders(story)
  checkHours(story)
  checkNames(story)
}

/** What is said once is said once, whatever became of the bot meanwhile; to the heirs what they were given later, too. */
export function checkOnce(story: Story, heirs: readonly string[]): void {
  const { checks, chronicle } = story
  checks.none(
    'no message came twice',
    saidTwice(chronicle.letters()).map((one) => `${one.title} (${ownerOf(story, one)}, ${when(one)})`),
  )
  checks.equal('one greeting in each group', chronicle.called('大家好，我是自查整改助手').length, 2)
  const told = chronicle.called('请您填报自查内容').map((one) => ownerOf(story, one))
  const withShare = staff.filter((one) => one.department !== null && one.name !== unreachable).map((one) => one.name)
  checks.equal(
    'one notice to each with a share',
    told.toSorted().join(' '),
    [...withShare, ...heirs].toSorted().join(' '),
  )
  const titled = chronicle.letters().filter((one) => one.byBot && one.title.startsWith('整改工作总结（第'))
  const [notes = [], summaries = []] = [true, false].map((is) =>
    titled.filter((one) => one.title.endsWith('还缺什么') === is),
  )
  const versions = summaries.map((one) => one.title.slice('整改工作总结'.length))
  checks.equal('a summary of each version', versions.join(''), versions.map((_, n) => `（第${n + 1}版）`).join(''))
  const papers = chronicle.called('.docx').map((one) => one.title.slice(-'（第1版）.docx'.length, -'.docx'.length))
  checks.equal('and its paper', papers.join(''), versions.join(''))
  checks.equal(
    'what each lacks, to the coordinator alone',
    notes.map((one) => `${ownerOf(story, one)}${one.title.slice('整改工作总结'.length)}`).join(''),
    versions.map((version) => `${coordinator}${version}还缺什么`).join(''),
  )
}

function checkReminders(story: Story): void {
  const { checks, chronicle } = story
  const byPerson = (title: string) =>
    chronicle
      .called(title)
      .map((one) => `${ownerOf(story, one)} ${when(one)}`)
      .toSorted()
      .join(', ')
  const [first, second] = ['2026-09-30 16:00', '2026-10-10 16:00']
  const private_ = [
    ...[reminded, bystander, silent, lateHead].map((name) => `${name} ${first}`),
    ...[bystander, silent, lateHead].map((name) => `${name} ${second}`),
  ]
  checks.equal('private reminders, at most two each', byPerson('还有几条等您填报'), private_.toSorted().join(', '))
  const digests = [coordinator, headOfUnreachable, lateHead].map((name) => `${name} 2026-10-12 16:00`)
  checks.equal('the third goes to the heads', byPerson('的填报情况'), digests.toSorted().join(', '))
  checks.equal(
    'one digest a week, on its last school day',
    chronicle.called('本周自查进度').map(when).join(', '),
    '2026-09-20 16:00, 2026-09-24 16:00, 2026-09-30 16:00, 2026-10-10 16:00',
  )
  const toNobody = chronicle.letters().filter((one) => one.byBot && ownerOf(story, one) === unreachable)
  checks.equal(`${unreachable}, who cannot be reached, got`, toNobody.length, 0)
}

/** What comes at the closing hour itself, when the working day ends. */
const closingHour = '2026-10-13 18:00'

function checkHours({ checks, chronicle }: Story): void {
  const late = chronicle.letters().filter((one) => {
    const [day = '', time = ''] = when(one).split(' ')
    const inSchool = isSchoolDay(day) && time >= '08:00' && time < '18:00'
    return one.byBot && !inSchool && when(one) !== closingHour
  })
  checks.none(
    'nothing on a day off, before 8 or from 18:00 on',
    late.map((one) => `${one.title} ${when(one)}`),
  )
}

/** From the division on: those who were ever late are named in no group, neither then nor in a card as it stands now. */
function checkNames({ checks, chronicle, school, town }: Story): void {
  const groups = [school.leadingGroup.id, school.moralGroup.id]
  const divided = chronicle.letters().findIndex((one) => one.title === '请您填报自查内容')
  const public_ = chronicle
    .letters()
    .slice(divided)
    .filter((one) => one.byBot && groups.includes(one.chatId))
  const named = public_.flatMap(({ message }) => {
    const now = town.emulator.message(message.id)
    const words = [message, now].map((one) => (one.card === null ? one.text : lookAt(one.card).text)).join('\n')
    return [reminded, bystander, silent, lateHead, unreachable].filter((name) => words.includes(name))
  })
  checks.none(`no late person named in ${public_.length} messages to groups`, named)
}

/** Whose private chat a letter stands in. */
function ownerOf({ school }: Story, { chatId }: Letter): string {
  return school.people.find((one) => one.chatId === chatId)?.name ?? 'a group'
}

/** What went over the wire: refused for good reason only, and every press answered in time. */
export function checkWire({ checks, town, school }: Story): void {
  const refused = town.emulator.wire.entries.flatMap((one) => (one.kind === 'api' && one.code !== 0 ? [one] : []))
  const toUnreachable = school.person(unreachable).openId()
  const fair = (one: (typeof refused)[number]) =>
    (one.code === 230013 && JSON.stringify(one.request).includes(toUnreachable)) ||
    // After a holiday a card may be past its fourteen days: it is brought anew, but the old one cannot say so any more.
    (one.code === 230031 && one.method === 'PATCH')
  const wrong = refused.filter((one) => !fair(one))
  checks.none(
    'the platform refused only who cannot be reached, and changes of dead cards',
    wrong.map((one) => `${one.method} ${one.path} ${one.code} ${one.msg}`),
  )
  const presses = town.emulator.wire.entries.flatMap((one) => (one.kind === 'callback' ? [one] : []))
  checks.none(
    `${presses.length} presses, each answered`,
    presses.filter((one) => one.code !== 0).map((one) => `${one.code} ${one.why}`),
  )
  const slowest = Math.round(Math.max(...presses.map((one) => one.ms)))
  checks.equal(`the slowest in less than 3 s (${slowest} ms)`, slowest < 3000, true)
}
