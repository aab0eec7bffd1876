import type { Kysely } from 'kysely'
import { saveAnswer } from '#db/answer.ts'
import { assign } from '#db/assignment.ts'
import { changeCampaign, insertCampaign } from '#db/campaign.ts'
import { saveChat } from '#db/chat.ts'
import { insertDelivery, markSent } from '#db/delivery.ts'
import { saveDepartments } from '#db/department.ts'
import { savePeople } from '#db/person.ts'
import type { Database } from '#db/schema.ts'
import type { Tx } from '#db/tx.ts'
import { saveWalk } from '#db/walk.ts'
import { blankDraft } from '#src/domain/answer.ts'
import type { Day } from '#src/domain/day.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import { placed, type Standard } from '#src/domain/standard.ts'
import { loadCatalogues } from '#standards/catalogues.ts'

/** One person's card, and which assignments stand on it one after the other. */
export type Walker = {
  readonly person: OpenId
  readonly chat: ChatId
  readonly card: MessageId
  readonly assignments: readonly number[]
}

const peoplePerSchool = 23
const started = new Date('2026-09-07T09:00+08:00')
const dividedOn = '2026-09-07' as Day

/**
 * Lays schools that have divided the work: each has 23 people with four of the 92 requirements each, the first of which they
 * have answered, and the card of the second before them. Answers who can press what, person by person.
 */
export async function laySchools(db: Kysely<Database>, schools: number): Promise<Walker[]> {
  const standard = loadCatalogues().find((one) => one.id === 'compulsory-education-2014-trial')
  if (standard === undefined) throw new Error('the release has no catalogue of 2014')
  const walkers: Walker[] = []
  for (let no = 1; no <= schools; no += 1) {
    walkers.push(...(await db.transaction().execute((tx) => laySchool(tx, no, standard))))
  }
  return walkers
}

async function laySchool(tx: Tx, no: number, standard: Standard): Promise<Walker[]> {
  const leadingChat = `oc_leading_${no}` as ChatId
  const people = Array.from({ length: peoplePerSchool }, (_, at) => ({
    person: `ou_${no}_${at}` as OpenId,
    name: `第${no}小学${at + 1}号老师`,
  }))
  const saved = await savePeople(tx, people)
  const ids = people.flatMap(({ person }) => saved.get(person) ?? [])
  const [coordinator] = ids
  if (coordinator === undefined) throw new Error('a school without people')
  await saveChat(tx, leadingChat, '领导小组')
  const made = { school: `第${no}小学`, title: '对照整改年活动', inspectBy: '2027-09-30' as Day }
  const campaign = await insertCampaign(
    tx,
    { ...made, leadingChat, standard, coordinator, review: 'none', heads: { head: null, deputies: [] } },
    started,
  )
  await saveDepartments(
    tx,
    campaign.id,
    [{ directoryId: `od_${no}`, name: '教务处', head: coordinator, people: ids }],
    started,
  )
  const department = await tx
    .selectFrom('department')
    .select('id')
    .where('campaign', '=', campaign.id)
    .executeTakeFirstOrThrow()
  const given = placed(standard).map((one, at) => ({
    no: one.no,
    department: department.id,
    respondent: ids[at % ids.length] ?? coordinator,
    byHand: false,
  }))
  await assign(tx, campaign.id, given, dividedOn)
  await changeCampaign(tx, campaign.id, { status: 'open', dividedOn })
  const rows = await tx
    .selectFrom('assignment')
    .select(['id', 'respondent'])
    .where('campaign', '=', campaign.id)
    .orderBy('requirement_no')
    .execute()
  // Everybody has begun: nobody measures a database without an answer in it.
  const begun = rows.slice(0, peoplePerSchool)
  for (const { id, respondent } of begun) {
    await saveAnswer(tx, id, { ...blankDraft, rating: '已达到', means: 'met', fact: '已落实' }, respondent, started)
  }
  const walkers: Walker[] = []
  for (const [at, person] of ids.entries()) {
    const own = rows.slice(begun.length).filter((row) => row.respondent === person)
    const [first] = own
    if (first === undefined) continue
    const chat = `oc_private_${no}_${at}` as ChatId
    const card = `om_walk_${no}_${at}` as MessageId
    const target = { to: 'person', person: `ou_${no}_${at}` as OpenId } as const
    const letter = { key: `${card}:walk`, target, content: { kind: 'text', text: '' }, campaign: campaign.id, person }
    const delivery = await insertDelivery(tx, letter as Parameters<typeof insertDelivery>[1], started)
    if (delivery !== null) await markSent(tx, delivery, card, started)
    const walk = { person, campaign: campaign.id, at: first.id, chat, root: null, shown: null }
    await saveWalk(tx, walk, { delivery }, started)
    walkers.push({ person: `ou_${no}_${at}` as OpenId, chat, card, assignments: own.map((row) => row.id) })
  }
  return walkers
}

/** How many answers there are, every revision one. */
export async function countAnswers(db: Kysely<Database>): Promise<number> {
  const row = await db
    .selectFrom('answer')
    .select((eb) => eb.fn.countAll<string>().as('rows'))
    .executeTakeFirstOrThrow()
  return Number(row.rows)
}
