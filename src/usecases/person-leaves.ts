import { coordinatorLeft, personLeft } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, campaignsOf, lockCampaign } from '#db/campaign.ts'
import { noteHandOvers } from '#db/hand-over.ts'
import { campaignsOwning, changeOwners } from '#db/issue-owner.ts'
import { findPerson, loadPerson, markLeft, type Person, takeFromLists } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import type { CampaignId, OpenId } from '../domain/ids.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { showCard } from './scene.ts'
import { drawDeparted, type Left, leftBehind } from './settle-departure.ts'
import { isEmpty } from './share.ts'
import { tellCoordinator } from './tell-coordinator.ts'

/**
 * Somebody left the school: they are asked nothing any more and own no issue; what they answered, drafted and hold stays.
 * Each coordinator hears once what is left behind and who is proposed for it; of a coordinator the leading group hears.
 * Said again, or by two processes at once, it happens once: the person's row is the lock.
 */
export async function personLeaves(tx: Tx, deps: Deps, openId: OpenId, key: string, now: Date): Promise<void> {
  const person = await findPerson(tx, openId)
  if (person === null || !(await markLeft(tx, person.id, now))) return
  const campaigns: Campaign[] = []
  // In one order, and before the lists of members: a press of theirs holds its campaign when it notes who is in a group.
  for (const id of await concerned(tx, person)) {
    const campaign = await lockCampaign(tx, id)
    if (campaign !== null) campaigns.push(campaign)
  }
  await takeFromLists(tx, person.id)
  for (const campaign of campaigns) await leave(tx, deps, campaign, { ...person, left: true }, key, now)
}

async function concerned(tx: Tx, person: Person): Promise<CampaignId[]> {
  const ids = [...(await campaignsOf(tx, person.id)).map((one) => one.id), ...(await campaignsOwning(tx, person.id))]
  return [...new Set(ids)].toSorted((a, b) => a - b)
}

/** After the end of a campaign only issues and answers that came back wait for anybody. */
async function leave(tx: Tx, deps: Deps, campaign: Campaign, person: Person, key: string, now: Date): Promise<void> {
  const { share } = await leftBehind(tx, campaign, person)
  const coordinates = campaign.coordinator === person.id && campaign.status !== 'closed'
  if (campaign.status === 'closed' && isEmpty(share)) return
  await audit(tx, 'person-left', person.id, campaign.id, {}, now)
  if (isEmpty(share)) {
    if (coordinates) await tellGroup(tx, deps, campaign, person, null, key, now)
    return
  }
  const owned = share.issues.filter((issue) => issue.owner === person.id)
  const toNobody = owned.map((issue) => ({ issue, owner: null, department: issue.department }))
  await changeOwners(tx, toNobody, { did: 'owner-left', by: null, why: 'left' }, now)
  const assignments = share.rows.map((row) => row.assignment)
  const issues = share.issues.map((issue) => issue.id)
  await noteHandOvers(tx, campaign.id, [{ from: person.id, to: null, why: 'left', assignments, issues }], null, now)
  const coordinator = await loadPerson(tx, campaign.coordinator)
  // Drawn again: what is noted by now is what the card has seen.
  const left = await leftBehind(tx, campaign, person)
  if (coordinator.left) return tellGroup(tx, deps, campaign, person, left, key, now)
  const content = showCard(drawDeparted(left, null))
  const target = { to: 'person' as const, person: coordinator.openId }
  const letter = { key: `${key}:left:${campaign.id}`, target, content, campaign: campaign.id, person: coordinator.id }
  await post(tx, deps.jobs, letter, now)
}

/** In words and without a card, which anybody there could press: whoever of the group takes it up does so by words. */
async function tellGroup(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  person: Person,
  left: Left | null,
  key: string,
  now: Date,
): Promise<void> {
  const lines = [
    ...(campaign.coordinator === person.id ? [coordinatorLeft(person.name, campaign.title)] : []),
    ...(left === null
      ? []
      : [
          personLeft(
            person.name,
            campaign.title,
            left.parts.map(({ name, share }) => ({
              name,
              requirements: share.rows.length,
              issues: share.issues.length,
            })),
          ),
        ]),
  ]
  await tellCoordinator(tx, deps, campaign, { key: `${key}:left:${campaign.id}`, text: lines.join('\n') }, now)
}
