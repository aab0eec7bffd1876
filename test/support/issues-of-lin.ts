import { changeIssue, insertIssue } from '#db/issue.ts'
import { findPerson } from '#db/person.ts'
import type { Day } from '#src/domain/day.ts'
import type { RequirementNo } from '#src/domain/ids.ts'
import type { IssueState } from '#src/domain/issue.ts'
import { assignmentOf, campaignOf } from './first-school.ts'
import type { Recorder } from './recorder.ts'
import { openIdOf } from './school-directory.ts'

const today = '2026-09-07' as Day

/** An issue of the first school, of the department that answers 17, in whatever state; whose it is by name of the cast. */
export async function openIssue(
  world: Recorder,
  owner: string,
  problem: string,
  more: { readonly state?: IssueState; readonly requirements?: readonly number[] } = {},
): Promise<void> {
  const campaign = await campaignOf(world)
  const { id } = await assignmentOf(world, 17)
  await world.database.db.transaction().execute(async (tx) => {
    const person = await findPerson(tx, openIdOf(owner))
    const head = await findPerson(tx, openIdOf('qian'))
    const lies = await tx.selectFrom('assignment').select('department').where('id', '=', id).executeTakeFirstOrThrow()
    if (person === null || head === null) throw new Error(`nobody is ${owner}`)
    const requirements = (more.requirements ?? []) as RequirementNo[]
    const made = await insertIssue(
      tx,
      {
        campaign: campaign.id,
        source: 'self',
        problem,
        cause: null,
        measure: null,
        kind: 'by-date',
        above: null,
        department: lies.department,
        owner: person.id,
        due: null,
        requirements,
        fromAnswer: requirements.length === 1,
      },
      today,
    )
    const state = more.state ?? 'open'
    const into = await tx.selectFrom('issue').select('id').where('id', '<>', made.id).executeTakeFirst()
    await changeIssue(tx, made, {
      state,
      askedBy: state === 'awaiting' || state === 'struck-off' ? person.id : null,
      ...(state === 'struck-off' ? { struckOffOn: today, struckOffBy: head.id } : {}),
      ...(state === 'joined' ? { joinedInto: into?.id ?? null } : {}),
    })
  })
}

/** Every issue of the first school as one line: what, whose, how it stands, who asked. */
export async function ledgerOf({ database }: Recorder): Promise<string[]> {
  const rows = await database.db
    .transaction()
    .execute((tx) =>
      tx
        .selectFrom('issue')
        .leftJoin('person as owner', 'owner.id', 'issue.owner')
        .leftJoin('person as asker', 'asker.id', 'issue.asked_by')
        .select(['issue.problem', 'issue.state', 'owner.open_id as owner', 'asker.open_id as asker'])
        .orderBy('issue.no')
        .execute(),
    )
  const short = (id: string | null) => id?.slice('ou_'.length) ?? '-'
  return rows.map((row) => `${row.problem}: ${row.state} ${short(row.owner)} ${short(row.asker)}`)
}
