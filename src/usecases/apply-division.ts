import { assign } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import type { DivisionChange } from '../domain/division-sheet.ts'
import { type Move, moveShares, tellHeirs } from './hand-over.ts'
import { following } from './reassign.ts'
import type { Scene } from './scene.ts'
import { loadHoldings } from './share.ts'
import { tellRespondents } from './tell-respondents.ts'

/**
 * Gives requirements to the departments and people named: drafts, answers and history stay with them, issues that are
 * about nothing else and were in the same hands go along, and each new respondent hears of it once. The campaign is held
 * by the caller. Returns how many hear of it.
 */
export async function applyDivision(
  scene: Scene,
  campaign: Campaign,
  changes: readonly DivisionChange[],
): Promise<number> {
  const holdings = await loadHoldings(scene.tx, campaign)
  const rows = new Map(holdings.rows.map((row) => [row.no, row]))
  const handed = changes.filter(({ from, to }) => from !== null && from.person !== to.person)
  const moves = [...Map.groupBy(handed, ({ from, to }) => `${from?.person} ${to.person}`).values()].flatMap(
    (same): Move[] => {
      const [first] = same
      if (first === undefined || first.from === null) return []
      // The department said in the table, not the one it lay in: moveShares keeps it where the heir is in it.
      const own = same.flatMap(({ no }) => rows.get(no) ?? [])
      const placed = own.map((row) => ({
        ...row,
        department: same.find((one) => one.no === row.no)?.to.department ?? row.department,
      }))
      return [
        { from: first.from.person, to: first.to.person, share: { rows: placed, issues: following(holdings, own) } },
      ]
    },
  )
  if (moves.length > 0) await moveShares(scene, campaign, moves, 'given')
  // New to everybody, or to another department of the same person.
  const others = changes.filter(({ from, to }) => from === null || from.person === to.person)
  const given = others.map(({ no, to }) => ({ no, department: to.department, respondent: to.person, byHand: true }))
  await assign(scene.tx, campaign.id, given, scene.today)
  const withIssues = new Set(moves.filter((one) => one.share.issues.length > 0).map((one) => one.to))
  await tellHeirs(
    scene,
    campaign,
    moves.filter((one) => withIssues.has(one.to)),
    'given',
  )
  const news = new Set(changes.filter(({ from, to }) => from?.person !== to.person).map(({ to }) => to.person))
  await tellRespondents(
    scene,
    campaign,
    [...news].filter((one) => !withIssues.has(one)),
  )
  return news.size
}
