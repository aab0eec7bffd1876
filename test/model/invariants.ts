import { sql } from 'kysely'
import type { Tx } from '#db/tx.ts'
import type { CampaignId } from '#src/domain/ids.ts'
import { type IssueMove, type IssueState, issueMoves } from '#src/domain/issue.ts'
import { type AnswerMove, type AnswerState, answerMoves } from '#src/domain/review.ts'

/** What must hold whatever was done, in one campaign, read from the tables alone. Answers sentences of what does not. */
export async function broken(tx: Tx, campaign: number): Promise<string[]> {
  return [
    ...(await answersDiffer(tx, campaign)),
    ...(await historiesDiffer(tx, campaign)),
    ...(await strikeOffsOfOnesOwn(tx, campaign)),
    ...(await ownersMissing(tx, campaign)),
    ...(await shortcomingsUnfollowed(tx, campaign)),
  ]
}

type AnswerStep = { assignment: number; move: AnswerMove; order: number; nth: number }

/** One state per answer: the one its submissions and verdicts lead to, step by step by the table, and no other. */
async function answersDiffer(tx: Tx, campaign: number): Promise<string[]> {
  const { rows } = await sql<AnswerStep>`
    select assignment, 'submit' as move, revision * 2 as "order", 0 as nth
      from answer join assignment on assignment.id = answer.assignment where campaign = ${campaign}
    union all
    select assignment, case verdict when 'accepted' then 'accept' when 'returned' then 'return' else 'ask-again' end,
      revision * 2 + 1, review.id from review join assignment on assignment.id = review.assignment
      where campaign = ${campaign}
    order by 1, 3, 4`.execute(tx)
  const kept = await sql<{ id: number; state: AnswerState; latest: number | null; last: number | null }>`
    select id, state, answered_revision as latest, (select max(revision) from answer where assignment = assignment.id) as last
    from assignment where campaign = ${campaign}`.execute(tx)
  const steps = Map.groupBy(rows, (row) => row.assignment)
  const { review } = await tx
    .selectFrom('campaign')
    .select('review')
    .where('id', '=', campaign as CampaignId)
    .executeTakeFirstOrThrow()
  return kept.rows.flatMap(({ id, state, latest, last }) => {
    const found: string[] = []
    let at: AnswerState = 'open'
    for (const { move } of steps.get(id) ?? []) {
      const next: AnswerState | undefined = answerMoves[at][move]
      // The setting does not change here, so what was accepted under it was never submitted again.
      const bound = at === 'accepted' && move === 'submit' && review !== 'none'
      if (next === undefined || bound) found.push(`answer ${id}: ${move} from ${at}`)
      else at = next
    }
    if (at !== state) found.push(`answer ${id} is ${state}, its history says ${at}`)
    return found.concat(latest === last ? [] : [`answer ${id} shows revision ${latest} of ${last}`])
  })
}

type Entry = { issue: number; did: string; state: IssueState; by: number | null; now: IssueState; at: Date }

function entriesOf(tx: Tx, campaign: number): Promise<Map<number, Entry[]>> {
  return sql<Entry>`
    select entry.issue, entry.did, entry.state, entry.by_person as by, issue.state as now, entry.at
    from issue_entry entry join issue on issue.id = entry.issue where issue.campaign = ${campaign} order by entry.id`
    .execute(tx)
    .then(({ rows }) => Map.groupBy(rows, (row) => row.issue))
}

/** Complete: it begins with the opening, every change of state is one of the table's, and the last one is how it stands. */
async function historiesDiffer(tx: Tx, campaign: number): Promise<string[]> {
  const entries = await entriesOf(tx, campaign)
  const { rows } = await sql<{ id: number }>`select id from issue where campaign = ${campaign}`.execute(tx)
  return rows.flatMap(({ id }) => {
    const history = entries.get(id) ?? []
    const found = history[0]?.did === 'open' ? [] : [`issue ${id} begins with ${history[0]?.did}`]
    for (const [index, { state }] of history.entries()) {
      const before = history[index - 1]?.state ?? 'open'
      const ways = Object.values(issueMoves[before] as Partial<Record<IssueMove, IssueState>>)
      if (state !== before && !ways.includes(state)) found.push(`issue ${id} went from ${before} to ${state}`)
    }
    const last = history.at(-1)
    return last === undefined || last.state === last.now
      ? found
      : [...found, `issue ${id} is ${last.now}, not ${last.state}`]
  })
}

/** Nobody strikes off their own: who did is neither its owner nor the last to have asked for it. */
async function strikeOffsOfOnesOwn(tx: Tx, campaign: number): Promise<string[]> {
  const entries = await entriesOf(tx, campaign)
  const { rows } = await sql<{ id: number }>`
    select id from issue where campaign = ${campaign} and struck_off_by is not null
      and (struck_off_by = owner or struck_off_by = asked_by)`.execute(tx)
  const byHistory = [...entries].flatMap(([id, history]) =>
    history.flatMap((entry, index) => {
      if (entry.did !== 'strike-off') return []
      const asked = history.slice(0, index).findLast((one) => one.did === 'ask-strike-off')
      return asked === undefined || asked.by === entry.by ? [`issue ${id} was struck off by whoever asked`] : []
    }),
  )
  return [...rows.map(({ id }) => `issue ${id} was struck off by its own`), ...byHistory]
}

/** A live issue has an owner who is at the school, or none: then its card says so (looked at by the test that presses). */
async function ownersMissing(tx: Tx, campaign: number): Promise<string[]> {
  const { rows } = await sql<{ id: number }>`
    select issue.id from issue join person on person.id = issue.owner
    where campaign = ${campaign} and state in ('open', 'awaiting') and left_at is not null`.execute(tx)
  return rows.map(({ id }) => `issue ${id} belongs to somebody who has left`)
}

/** Every answer that falls short is followed by one issue, unless somebody said it is none; what is met holds none open. */
async function shortcomingsUnfollowed(tx: Tx, campaign: number): Promise<string[]> {
  const { rows } = await sql<{ no: number; means: string; issues: number; held: number }>`
    select a.requirement_no as no, answer.means,
      (select count(*)::int from issue_requirement r join issue on issue.id = r.issue
        where r.campaign = a.campaign and r.requirement_no = a.requirement_no and r.from_answer
          and (issue.state in ('open', 'awaiting', 'struck-off') or (issue.state = 'withdrawn'
            and (select did from issue_entry where issue = r.issue and did in ('withdraw', 'follow-answer')
              order by id desc limit 1) = 'withdraw'))) as issues,
      (select count(*)::int from issue_requirement r join issue on issue.id = r.issue
        where r.campaign = a.campaign and r.requirement_no = a.requirement_no and r.from_answer
          and issue.state in ('open', 'awaiting')) as held
    from assignment a join answer on answer.assignment = a.id and answer.revision = a.answered_revision
    where a.campaign = ${campaign}`.execute(tx)
  return rows.flatMap(({ no, means, issues, held }) => {
    if (means === 'partly' || means === 'unmet') return issues === 1 ? [] : [`requirement ${no} has ${issues} issues`]
    return held === 0 ? [] : [`requirement ${no} is ${means} and holds an issue open`]
  })
}
