import { helpCard } from '#cards/help.ts'
import { campaignsOf } from '#db/campaign.ts'
import { departmentsOf } from '#db/department.ts'
import { count, open } from '../domain/progress.ts'
import type { Reply } from '../events.ts'
import { isLeader } from './roles.ts'
import type { Scene } from './scene.ts'
import { ownRows } from './walk-card.ts'

/** What this person can do here and now. */
export async function showHelp(scene: Scene): Promise<Reply> {
  const running = (await campaignsOf(scene.tx, scene.who.id)).filter((one) => one.status !== 'closed')
  const roles = { leader: false, coordinator: false, respondent: false, head: false }
  let left = 0
  for (const campaign of running) {
    const rows = await ownRows(scene, campaign.id)
    roles.leader ||= await isLeader(scene, campaign)
    roles.coordinator ||= campaign.coordinator === scene.who.id
    roles.respondent ||= rows.length > 0
    roles.head ||= (await departmentsOf(scene.tx, campaign.id, scene.who.id)).some((one) => one.isHead)
    left += open(count(rows.map((row) => row.means)))
  }
  return { card: helpCard({ place: scene.place, roles, campaigns: running, open: left }) }
}
