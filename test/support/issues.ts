import type { Day } from '#src/domain/day.ts'
import type { IssueId, IssueNo, RequirementNo } from '#src/domain/ids.ts'
import type { IssueKind, IssueState } from '#src/domain/issue.ts'
import { campaignOf, leadingGroup } from './first-school.ts'
import type { Recorder } from './recorder.ts'
import { openIdOf } from './school-directory.ts'

export type LaidIssue = {
  readonly problem: string
  readonly department?: string
  readonly owner?: string | null
  readonly due?: string | null
  readonly kind?: IssueKind
  readonly above?: string | null
  readonly measure?: string | null
  readonly state?: Exclude<IssueState, 'joined'>
  readonly requirements?: readonly number[]
  /** When somebody of this name asked for the strike-off, and what they said. */
  readonly asked?: { readonly by: string; readonly at: string; readonly said: string }
  readonly struckOff?: { readonly by: string; readonly on: string }
  readonly supporting?: readonly string[]
}

/** Lays issues into the first school's ledger as they would stand after a while, opened on a Monday morning. */
export async function layIssues(world: Recorder, laid: readonly LaidIssue[], on = '2026-09-07'): Promise<IssueId[]> {
  const { id: campaign } = await campaignOf(world, leadingGroup)
  return world.database.db.transaction().execute(async (tx) => {
    const people = new Map(
      (await tx.selectFrom('person').select(['id', 'open_id']).execute()).map((one) => [one.open_id, one.id]),
    )
    const person = (who: string) => people.get(openIdOf(who)) ?? null
    const departments = await tx
      .selectFrom('department')
      .select(['id', 'name'])
      .where('campaign', '=', campaign)
      .execute()
    const department = (name: string) => {
      const found = departments.find((one) => one.name === name)
      if (found === undefined) throw new Error(`no department ${name}`)
      return found.id
    }
    const { last } = await tx
      .selectFrom('issue')
      .select((eb) => eb.fn.coalesce(eb.fn.max(eb.cast<number>('no', 'integer')), eb.val(0)).as('last'))
      .where('campaign', '=', campaign)
      .executeTakeFirstOrThrow()
    const rows = await tx
      .insertInto('issue')
      .values(
        laid.map((one, at) => ({
          campaign,
          no: (last + at + 1) as IssueNo,
          source: 'self' as const,
          problem: one.problem,
          cause: null,
          measure: one.measure ?? null,
          kind: one.kind ?? 'by-date',
          above: one.above ?? null,
          department: department(one.department ?? '教务处'),
          owner: one.owner === undefined ? person('lin') : one.owner === null ? null : person(one.owner),
          due: (one.due ?? null) as Day | null,
          state: one.state ?? 'open',
          joined_into: null,
          asked_by: one.asked === undefined ? null : person(one.asked.by),
          struck_off_on: (one.struckOff?.on ?? null) as Day | null,
          struck_off_by: one.struckOff === undefined ? null : person(one.struckOff.by),
          opened_on: on as Day,
        })),
      )
      .returning('id')
      .execute()
    const ids = rows.map((row) => row.id)
    for (const [at, one] of laid.entries()) {
      const issue = ids[at] as IssueId
      const entry = { issue, about: '{}', state: one.state ?? 'open' }
      const opened = { ...entry, did: 'open', said: null, by_person: person('zhao'), at: new Date(`${on}T09:00+08:00`) }
      const { asked } = one
      const asks = asked && {
        ...entry,
        did: 'ask-strike-off',
        said: asked.said,
        by_person: person(asked.by),
        at: new Date(asked.at),
      }
      const { struckOff } = one
      const strikes = struckOff && {
        ...entry,
        did: 'strike-off',
        said: null,
        by_person: person(struckOff.by),
        at: new Date(`${struckOff.on}T15:00+08:00`),
      }
      const entries = [opened, ...(asks ? [asks] : []), ...(strikes ? [strikes] : [])]
      await tx.insertInto('issue_entry').values(entries).execute()
      const links = (one.requirements ?? []).map((no) => ({
        issue,
        campaign,
        requirement_no: no as RequirementNo,
        from_answer: false,
      }))
      if (links.length > 0) await tx.insertInto('issue_requirement').values(links).execute()
      const supports = (one.supporting ?? []).map((name) => ({ issue, department: department(name) }))
      if (supports.length > 0) await tx.insertInto('issue_support').values(supports).execute()
    }
    return ids
  })
}
