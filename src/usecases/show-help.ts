import { helpCard } from '#cards/help.ts'
import { openFirst, unknownWords } from '#cards/words.ts'
import { campaignsOf } from '#db/campaign.ts'
import { departmentsOf } from '#db/department.ts'
import { countOwed } from '../domain/review.ts'
import type { Reply } from '../events.ts'
import { queueOf } from './review-rights.ts'
import { isLeader } from './roles.ts'
import type { Scene } from './scene.ts'
import { ownRows } from './walk-card.ts'

/** What this person can do here and now. */
export async function showHelp(scene: Scene): Promise<Reply> {
  const all = await campaignsOf(scene.tx, scene.who.id)
  const running = all.filter((one) => one.status !== 'closed')
  const roles = { leader: false, coordinator: false, respondent: false, head: false, reviewer: false }
  let left = 0
  for (const campaign of running) {
    const rows = await ownRows(scene, campaign.id)
    roles.leader ||= await isLeader(scene, campaign)
    roles.coordinator ||= campaign.coordinator === scene.who.id
    roles.respondent ||= rows.length > 0
    const heads = (await departmentsOf(scene.tx, campaign.id, scene.who.id)).some((one) => one.isHead)
    roles.head ||= heads
    const ofReview = campaign.review !== 'none' && campaign.status === 'open'
    roles.reviewer ||= ofReview && (campaign.coordinator === scene.who.id || (campaign.review === 'head' && heads))
    left += countOwed(rows.map((row) => row.state))
  }
  roles.reviewer ||= (await queueOf(scene.tx, scene.who.id, null)).answers.length > 0
  return { card: helpCard({ place: scene.place, roles, campaigns: running, ended: all[0]?.title ?? null, open: left }) }
}

/** What to say to words that mean nothing here: who owes something probably meant to fill it in. */
export async function explainWords(scene: Scene): Promise<Reply> {
  const running = (await campaignsOf(scene.tx, scene.who.id)).filter((one) => one.status === 'open')
  const rows = (await Promise.all(running.map((one) => ownRows(scene, one.id)))).flat()
  const left = countOwed(rows.map((row) => row.state))
  // How much somebody owes is said to them alone (design, principle 2).
  const text = scene.place === 'private' && left > 0 ? openFirst(left) : unknownWords
  return { toast: { kind: 'info', text } }
}
