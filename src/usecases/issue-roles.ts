import type { Campaign } from '#db/campaign.ts'
import { departmentsOf } from '#db/department.ts'
import type { KeptIssue } from '#db/issue.ts'
import { ownersSinceItBegan } from '#db/issue-owner.ts'
import { requirementsAnsweredBy, supportedBy } from '#db/issue-people.ts'
import type { IssueId } from '../domain/ids.ts'
import type { IssueRoles } from '../domain/issue.ts'
import { leads } from './roles.ts'
import type { Scene } from './scene.ts'

/**
 * What the person of this scene is to each of a campaign's issues, in the same few queries for one as for all of them.
 * Issues of another campaign get no answer: whatever asks about one has taken it for this campaign's by mistake.
 */
export async function issueRoles(
  scene: Scene,
  campaign: Campaign,
  issues: readonly Pick<KeptIssue, 'id' | 'campaign' | 'department' | 'owner' | 'askedBy' | 'requirements'>[],
): Promise<Map<IssueId, IssueRoles>> {
  const { tx, who } = scene
  const departments = await departmentsOf(tx, campaign.id, who.id)
  const headed = new Set(departments.filter((one) => one.isHead).map((one) => one.id))
  const answers = await requirementsAnsweredBy(tx, campaign.id, who.id)
  const supports = await supportedBy(
    tx,
    campaign.id,
    departments.map((one) => one.id),
  )
  const owners = await ownersSinceItBegan(
    tx,
    issues.map((one) => one.id),
  )
  const leading = await leads(scene, campaign)
  return new Map(
    issues
      .filter((issue) => issue.campaign === campaign.id)
      .map((issue) => [
        issue.id,
        {
          owner: issue.owner === who.id,
          head: headed.has(issue.department),
          leads: leading,
          concerned: supports.has(issue.id) || issue.requirements.some((no) => answers.has(no)),
          asker: issue.askedBy === who.id,
          hadIt: owners.get(issue.id)?.has(who.id) ?? false,
        },
      ]),
  )
}

/** Of one issue. */
export async function rolesIn(scene: Scene, campaign: Campaign, issue: KeptIssue): Promise<IssueRoles> {
  const roles = (await issueRoles(scene, campaign, [issue])).get(issue.id)
  return roles ?? { owner: false, head: false, leads: false, concerned: false, asker: false, hadIt: false }
}
