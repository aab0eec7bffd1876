import { asText } from '#cards/as-text.ts'
import type { Press } from '#cards/press.ts'
import type { Assignment } from '#db/assignment.ts'
import { type Campaign, campaignLedBy } from '#db/campaign.ts'
import type { AssignmentId, ChatId } from '#src/domain/ids.ts'
import type { Deps } from '#src/usecases/deps.ts'
import { openRecorder, type Recorder, type SentLetter } from './recorder.ts'
import { openIdOf } from './school-directory.ts'

/** The leading groups of the two schools of the county, and a group of teachers that leads nothing. */
export const leadingGroup = 'oc_leading' as ChatId
export const otherLeadingGroup = 'oc_leading_2' as ChatId
export const teachers = 'oc_teachers' as ChatId

/**
 * Who plays: zhao coordinates the first school's campaign, wu and qian are in its leading group, qian heads 教务处 where
 * lin and li teach, sun heads 总务处; zhou coordinates the second school's. chen is of neither.
 */
export const cast = ['zhao', 'wu', 'qian', 'lin', 'li', 'sun', 'zhou', 'chen'] as const

/** A county of two schools, the bot in their groups; nothing is set up. */
export async function openCounty(start?: string, standards?: Deps['standards']): Promise<Recorder> {
  const recorder = await openRecorder(start, standards)
  const { departmentsTable, peopleTable, chats } = recorder.directory
  for (const school of ['第一小学', '第二小学']) departmentsTable.set(school, null)
  for (const name of ['办公室', '教务处', '总务处']) departmentsTable.set(name, '第一小学')
  departmentsTable.set('二小办公室', '第二小学')
  peopleTable.set(openIdOf('zhao'), { name: '赵主任', in: ['办公室'], heads: '办公室' })
  peopleTable.set(openIdOf('qian'), { name: '钱主任', in: ['教务处'], heads: '教务处' })
  peopleTable.set(openIdOf('lin'), { name: '林老师', in: ['教务处'] })
  peopleTable.set(openIdOf('li'), { name: '李老师', in: ['教务处'] })
  peopleTable.set(openIdOf('sun'), { name: '孙主任', in: ['总务处'], heads: '总务处' })
  peopleTable.set(openIdOf('wu'), { name: '吴校长' })
  peopleTable.set(openIdOf('zhou'), { name: '周主任', in: ['二小办公室'], heads: '二小办公室' })
  peopleTable.set(openIdOf('chen'), { name: '陈老师' })
  chats.set(leadingGroup, ['zhao', 'wu', 'qian'].map(openIdOf))
  chats.set(otherLeadingGroup, ['zhou'].map(openIdOf))
  chats.set(teachers, ['lin', 'li', 'chen'].map(openIdOf))
  for (const [id, chat] of [leadingGroup, otherLeadingGroup, teachers].entries()) {
    const by = openIdOf(chat === otherLeadingGroup ? 'zhou' : 'zhao')
    await recorder.happen({ kind: 'bot-added', id: `added_${id}`, chat, by, name: '' })
  }
  return recorder
}

export const setupForm = {
  school: '第一小学',
  title: '对照整改年活动',
  standardId: 'compulsory-education-2014-trial',
  inspectBy: '2026-09-30 +0800',
}

/** The first school's campaign, made by zhao; nothing is divided. */
export async function openCampaign(start?: string): Promise<Recorder> {
  const recorder = await openCounty(start)
  await recorder.press('zhao', { v: 1, do: 'create-campaign' }, setupForm, { chat: leadingGroup })
  return recorder
}

/**
 * Both schools' campaigns, divided by their coordinators. Everything of a department goes to its head, then lin is given
 * requirements 17 and 18; of the second school everything is zhou's. All of it is half an hour old.
 */
export async function openDivided(start = '2026-09-07T09:00+08:00'): Promise<Recorder> {
  const recorder = await openCounty(start)
  await setUpBoth(recorder)
  return recorder
}

/** Both schools set up and divided, in a county whose bot knows their groups; half an hour goes by. */
export async function setUpBoth(recorder: Recorder): Promise<void> {
  await recorder.press('zhao', { v: 1, do: 'create-campaign' }, setupForm, { chat: leadingGroup })
  await divide(recorder, 'zhao', leadingGroup)
  await recorder.say('zhao', '/assign 17 林老师')
  await recorder.say('zhao', '/assign 18 林老师')
  const form = { ...setupForm, school: '第二小学', title: '二小整改' }
  await recorder.press('zhou', { v: 1, do: 'create-campaign' }, form, { chat: otherLeadingGroup })
  await divide(recorder, 'zhou', otherLeadingGroup)
  // Everybody has been seen everywhere they may press, so that a refused press has nothing new to note.
  for (const who of cast) await recorder.press(who, { v: 1, do: 'open-setup' }, {}, { chat: teachers })
  for (const who of ['zhao', 'wu', 'qian'])
    await recorder.press(who, { v: 1, do: 'open-setup' }, {}, { chat: leadingGroup })
  recorder.clock.pass(30 * 60_000)
}

export async function divide(recorder: Recorder, who: string, chat: ChatId): Promise<void> {
  await recorder.say(who, '/assign', { in: chat })
  const campaign = await campaignOf(recorder, chat)
  const press: Press = { v: 1, do: 'confirm-division', campaign: campaign.id, page: 0, seen: campaign.divisionSeen }
  await recorder.press(who, press, { spread: 'head' }, { chat })
}

export async function campaignOf({ database }: Recorder, chat: ChatId = leadingGroup): Promise<Campaign> {
  const found = await database.db.transaction().execute((tx) => campaignLedBy(tx, chat))
  if (found === null) throw new Error(`${chat} leads nothing`)
  return found
}

/** The assignment of one requirement, as it is now. */
export async function assignmentOf(
  recorder: Recorder,
  no: number,
  chat: ChatId = leadingGroup,
): Promise<Pick<Assignment, 'id' | 'version' | 'answeredRevision' | 'respondent'>> {
  const campaign = await campaignOf(recorder, chat)
  return recorder.database.db.transaction().execute((tx) =>
    tx
      .selectFrom('assignment')
      .select(['id', 'version', 'answered_revision as answeredRevision', 'respondent'])
      .where('campaign', '=', campaign.id)
      .where('requirement_no', '=', no as never)
      .executeTakeFirstOrThrow(),
  )
}

/** What a button of a requirement's card carries now. */
export async function walkPress(
  recorder: Recorder,
  verb: 'submit-answer' | 'keep-draft' | 'go-back' | 'skip',
  no: number,
  chat: ChatId = leadingGroup,
): Promise<Press & { readonly assignment: AssignmentId; readonly seen: number }> {
  const { id, version } = await assignmentOf(recorder, no, chat)
  return { v: 1, do: verb, assignment: id, seen: version }
}

/** Which requirements of the first school's campaign are whose, by the names of the cast. */
export async function shares({ database }: Recorder): Promise<Record<string, number[]>> {
  const rows = await database.db
    .transaction()
    .execute((tx) =>
      tx
        .selectFrom('assignment')
        .innerJoin('campaign', 'campaign.id', 'assignment.campaign')
        .innerJoin('person', 'person.id', 'assignment.respondent')
        .select(['person.open_id as who', 'assignment.requirement_no as no'])
        .where('campaign.leading_chat', '=', leadingGroup)
        .orderBy('assignment.requirement_no')
        .execute(),
    )
  const found: Record<string, number[]> = {}
  for (const { who, no } of rows) found[who.slice('ou_'.length)] = [...(found[who.slice('ou_'.length)] ?? []), no]
  return found
}

/** What a letter says, card or line. */
export function wordsOf(letter: SentLetter | undefined): string {
  if (letter === undefined) return ''
  const { content } = letter
  return content.kind === 'card'
    ? asText(content.card)
    : content.kind === 'text'
      ? content.text
      : content.kind === 'evidence'
        ? `evidence ${content.evidence}`
        : content.kind === 'trace'
          ? `trace ${content.version}`
          : content.kind === 'evidence-list'
            ? `evidence ${content.volume === null ? 'index' : `volume ${content.volume}`}`
            : `file ${content.version}`
}

/** Who a letter goes to: somebody of the cast, or a chat. */
export function receiverOf({ target }: SentLetter): string {
  return target.to === 'person'
    ? target.person.slice('ou_'.length)
    : target.to === 'card'
      ? target.message
      : target.chat
}
