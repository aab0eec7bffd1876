import { sql } from 'kysely'
import type { Tx } from '#db/tx.ts'
import { byHand, eight, numbers } from './acts/rectify.ts'
import { coordinator, principal } from './school.ts'
import { type Story, say } from './story.ts'

/** How the eight stand at the end, as the story left them. */
const expected = '待整改5项，其中7天内到期1项、已过时限1项、待上级解决1项；已销号2项'

/** The numbers on three cards, and each issue's own word. */
export async function checkLedger(story: Story): Promise<void> {
  const { school, checks } = story
  const group = school.person(principal).in(school.leadingGroup)
  const office = school.person(coordinator)
  await say(story, group, '/progress')
  checks.equal('/progress counts the issues', numbers(group.lastCard().text), expected)
  await say(story, group, '台账')
  const before = group.lastCard().text
  checks.equal('/issues counts the same', numbers(before), expected)
  const names = school.people.map((one) => one.name).filter((name) => before.includes(name))
  checks.none('the ledger before the group names nobody', names)
  for (const [word, lines] of Object.entries({ 已过时限: 1, 待上级解决: 1, 已销号: 2 })) {
    await say(story, office, `台账 ${word}`)
    const shown = office.lastCard().buttons.filter((one) => /^\d+ · /.test(one.label)).length
    checks.equal(`/issues ${word} shows`, shown, lines)
  }
}

/** The database, counted by itself, and every history from its opening to where it stands. */
export async function checkData({ checks }: Story, tx: Tx): Promise<void> {
  const { rows } = await sql<{ state: string; issues: number }>`
    select state, count(*)::int as issues from issue group by state order by state`.execute(tx)
  const said = rows.map(({ state, issues }) => `${state} ${issues}`).join(', ')
  checks.equal('the database holds', said, 'joined 1, open 5, struck-off 2')
  const entries = await sql<{ did: string; times: number }>`
    select did, count(*)::int as times from issue_entry where did in ('open', 'ask-strike-off', 'return', 'strike-off',
      'join', 'take-in', 'owner-left') group by did order by did`.execute(tx)
  const history = entries.rows.map(({ did, times }) => `${did} ${times}`).join(', ')
  const all = 'ask-strike-off 4, join 1, open 8, owner-left 1, return 2, strike-off 2, take-in 1'
  checks.equal('and every step of their history', history, all)
  const met = await sql<{ met: number }>`
    select count(*)::int as met from assignment s join answer a on a.assignment = s.id and a.revision = s.answered_revision
    where a.means = 'met' and s.requirement_no in (${eight.artists}, ${eight.appraisal})`.execute(tx)
  checks.equal('what was struck off is rated again', met.rows[0]?.met, 2)
  const photos = await sql<{ photos: number }>`
    select count(*)::int as photos from evidence_use join evidence on evidence.id = evidence_use.evidence
    where evidence_use.issue is not null and evidence.state = 'kept' and ended_at is null`.execute(tx)
  checks.equal('the photo lies with its issue', photos.rows[0]?.photos, 1)
}

/** The last paper: each problem once, what waits and what is late told apart, what was struck off said with its result. */
export function checkLedgerPaper({ book, checks }: Story, paper: readonly string[]): void {
  const fourth = paper.indexOf('四、存在的问题')
  const fifth = paper.indexOf('五、整改措施')
  const problems = paper.slice(fourth + 1, fifth).join('\n')
  const rest = paper.slice(fifth + 1).join('\n')
  const open = [eight.room, eight.service, eight.training, eight.quality].map(
    (no) => book.entries().find((one) => one.asked.no === no)?.given.shortcoming ?? '?',
  )
  const missing = [...open, byHand].filter((problem) => problems.split(problem).length !== 2)
  checks.none('四 names each open problem once', missing)
  checks.equal('五 names the body above', rest.includes('县教育局'), true)
  checks.equal('and what was done where it is struck off', rest.includes('新办法经教代会通过'), true)
  const told = '台账共列问题7项，已完成整改并销号2项，仍在整改5项（其中已过整改时限1项、等待上级解决1项）。'
  checks.equal('and the numbers of the ledger', rest.includes(told), true)
}
