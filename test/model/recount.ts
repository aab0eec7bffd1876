import { sql } from 'kysely'
import type { Tx } from '#db/tx.ts'

/** The line of numbers that a card should show, counted by the database alone on a day of the school. */
export async function recount(tx: Tx, campaign: number, today: string): Promise<{ two: string; issues: string }> {
  const answers = await sql<{ answered: number; met: number }>`
    select count(a.revision)::int as answered, count(*) filter (where a.means = 'met')::int as met
    from assignment s left join answer a on a.assignment = s.id and a.revision = s.answered_revision
    where s.campaign = ${campaign}`.execute(tx)
  const issues = await sql<Record<string, number>>`
    select
      count(*) filter (where state in ('open', 'awaiting'))::int as live,
      count(*) filter (where state = 'open' and kind <> 'needs-above' and due >= ${today} and due <= ${today}::date + 7)::int as soon,
      count(*) filter (where state = 'open' and kind <> 'needs-above' and due < ${today})::int as overdue,
      count(*) filter (where state = 'open' and kind = 'needs-above')::int as above,
      count(*) filter (where state = 'awaiting')::int as awaiting,
      count(*) filter (where state = 'struck-off')::int as struck
    from issue where campaign = ${campaign}`.execute(tx)
  const { live = 0, soon = 0, overdue = 0, above = 0, awaiting = 0, struck = 0 } = issues.rows[0] ?? {}
  const among = [
    ['7天内到期', soon],
    ['已过时限', overdue],
    ['待上级解决', above],
    ['待复查', awaiting],
  ] as const
  const said = among.flatMap(([word, number]) => (number === 0 ? [] : [`${word}${number}项`])).join('、')
  const { answered = 0, met = 0 } = answers.rows[0] ?? {}
  return {
    two: `${answered} ${met}`,
    issues: live + struck === 0 ? '' : `待整改${live}项${said === '' ? '' : `，其中${said}`}；已销号${struck}项`,
  }
}

/** The same off a card of /progress in words. */
export function readNumbers(text: string): { two: string; issues: string } {
  const [, answered, met] = /已填报 (\d+) \/ \d+ 条[\s\S]*?已达到 (\d+) 条/.exec(text) ?? []
  return { two: `${answered} ${met}`, issues: /待整改\d+项[^\n]*?已销号\d+项/.exec(text)?.[0] ?? '' }
}
