import { assignedRows } from '#db/assignment.ts'
import { type Campaign, campaignLedBy } from '#db/campaign.ts'
import { loadDepartments } from '#db/department.ts'
import { loadPerson } from '#db/person.ts'
import { lastRemindedOf, remindedIn } from '#db/reminder.ts'
import type { Tx } from '#db/tx.ts'
import type { Day } from '#src/domain/day.ts'
import type { ChatId, OpenId, PersonId } from '#src/domain/ids.ts'
import { digestTo, type PastReminder } from '#src/domain/reminder.ts'
import { isOwed } from '#src/domain/review.ts'

/** What the bot knows of the campaign, as far as it says what may be tried on the page. */
export type Outlook = {
  /** The one the leading group runs, else the latest one that was closed; null: none yet. */
  readonly campaign: Pick<Campaign, 'status' | 'inspectBy' | 'remindHour' | 'remindOn' | 'holidays'> | null
  readonly coordinator: OpenId | null
  /** Those at the school who have not answered everything, in the order of the catalogue. */
  readonly owing: readonly Owing[]
}

export type Owing = {
  readonly person: OpenId
  readonly open: number
  readonly assignedOn: Day
  readonly past: readonly PastReminder[]
  readonly lastReminded: Day | null
  /** Whether there is a head or coordinator who could be asked to help. */
  readonly hasSomebodyToTell: boolean
}

export const unknownYet: Outlook = { campaign: null, coordinator: null, owing: [] }

/** Reads it for the campaign that this group leads. */
export async function readOutlook(tx: Tx, leading: ChatId): Promise<Outlook> {
  const found = await campaignLedBy(tx, leading)
  if (found === null) return unknownYet
  const { status, inspectBy, remindHour, remindOn, holidays } = found
  const { openId: coordinator } = await loadPerson(tx, found.coordinator)
  const campaign = { status, inspectBy, remindHour, remindOn, holidays }
  return { campaign, coordinator, owing: status === 'open' ? await owingIn(tx, found) : [] }
}

async function owingIn(tx: Tx, { id, coordinator }: Campaign): Promise<readonly Owing[]> {
  const rows = (await assignedRows(tx, id)).filter((row) => isOwed(row.state) && !row.respondentLeft)
  const byPerson = Map.groupBy(rows, (row) => row.respondent)
  const past = Map.groupBy(await remindedIn(tx, id), (one) => one.person)
  const last = await lastRemindedOf(tx, [...byPerson.keys()])
  const heads = new Map((await loadDepartments(tx, id)).map((one) => [one.id, one.heads[0]?.id ?? null]))
  const owing: Owing[] = []
  for (const [person, own] of byPerson) {
    const [first] = own
    if (first === undefined) continue
    owing.push({
      person: await openIdOf(tx, person),
      open: own.length,
      assignedOn:
        own
          .map((row) => row.assignedOn)
          .toSorted()
          .at(-1) ?? first.assignedOn,
      past: (past.get(person) ?? []).map(({ kind, day }) => ({ kind, on: day })),
      lastReminded: last.get(person) ?? null,
      hasSomebodyToTell: digestTo(person, heads.get(first.department) ?? null, coordinator) !== null,
    })
  }
  return owing
}

async function openIdOf(tx: Tx, person: PersonId): Promise<OpenId> {
  return (await loadPerson(tx, person)).openId
}
