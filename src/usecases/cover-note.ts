import { coverNoteCard } from '#cards/cover-note.ts'
import type { AssignedRow } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { loadPerson } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { Finding } from '../domain/check-findings.ts'
import type { PersonId } from '../domain/ids.ts'
import { groupOwed } from '../domain/owed.ts'
import { count } from '../domain/progress.ts'
import { isLacking } from '../domain/summary-gaps.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { showCard } from './scene.ts'

/**
 * What a version lacks, to the coordinator in private, once a version, and not when it lacks nothing. When they have left
 * the school, whoever of the leading group ordered it coordinates in their place (`mayCoordinate`) and gets it; nobody
 * ordered it: nobody does, as it names people and a group must not read it. Answers whether somebody has it.
 */
export async function sendCoverNote(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  of: {
    readonly version: number
    readonly rows: readonly AssignedRow[]
    readonly findings: readonly Finding[]
    readonly orderedBy: PersonId | null
  },
  now: Date,
): Promise<boolean> {
  const { version, rows, findings, orderedBy } = of
  if (!findings.some(({ about }) => about.kind === 'gap' && isLacking(about.gap))) return false
  const coordinator = await loadPerson(tx, campaign.coordinator)
  const reader = coordinator.left ? (orderedBy === null ? null : await loadPerson(tx, orderedBy)) : coordinator
  if (reader === null) return false
  const card = coverNoteCard({
    campaign: campaign.id,
    title: campaign.title,
    version,
    total: count(rows.map((row) => row.means)),
    closed: campaign.status === 'closed',
    owed: groupOwed(rows.filter((row) => row.means === null)),
    others: findings.filter(({ about }) => about.kind !== 'gap' || about.gap !== 'unanswered').length,
  })
  const key = `cover-note:${campaign.id}:${version}`
  const target = { to: 'person' as const, person: reader.openId }
  await post(tx, deps.jobs, { key, target, content: showCard(card), campaign: campaign.id, person: reader.id }, now)
  return true
}
