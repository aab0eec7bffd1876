import type { Card } from '#cards/card.ts'
import { findingsCard } from '#cards/findings.ts'
import { answeredRevisions } from '#db/answer.ts'
import { assignedRows } from '#db/assignment.ts'
import { type Campaign, findCampaign } from '#db/campaign.ts'
import { mendRequests } from '#db/check.ts'
import { issuesOf } from '#db/issue.ts'
import { submittedIn } from '#db/review.ts'
import type { Finding } from '../domain/check-findings.ts'
import { type CheckContext, checkLines } from '../domain/check-lines.ts'
import type { AssignmentId, CampaignId } from '../domain/ids.ts'
import type { SchoolProfile } from '../domain/school-profile.ts'
import type { Reply } from '../events.ts'
import { findPoints } from './find-points.ts'
import { queueOf, reviewersOfAll, rightsSince } from './review-rights.ts'
import { leads } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

/** `/check`: what to look at before the paper is signed, for the coordinator and the leaders. `campaign` null: by words. */
export async function showCheck(
  scene: Scene,
  asked: { readonly campaign: CampaignId | null; readonly page: number; readonly aside?: 1 | undefined },
): Promise<Reply> {
  const campaign = await campaignToCheck(scene, asked.campaign)
  if ('refusal' in campaign) return campaign.refusal
  if (asked.aside === undefined) return drawCheck(scene, campaign.campaign, asked.page)
  return answerAside(scene, 'check', await cardOf(scene, campaign.campaign, asked.page, null))
}

type ToCheck = { readonly campaign: Campaign } | { readonly refusal: Reply }

/** The campaign somebody may check; else why not. Another school's is not even named. */
export async function campaignToCheck(scene: Scene, id: CampaignId | null): Promise<ToCheck> {
  const campaign = await (id === null ? whichCampaign(scene, (one) => leads(scene, one)) : findCampaign(scene.tx, id))
  if (campaign === null) return { refusal: refused('no-campaign') }
  if (!(await leads(scene, campaign))) return { refusal: refused('leaders-only') }
  return campaign.status === 'preparing' ? { refusal: refused('not-divided') } : { campaign }
}

/** What is found, and all that says what can be done about it. */
export type Checked = {
  readonly findings: readonly Finding[]
  readonly context: CheckContext
  readonly profile: SchoolProfile
}

export async function check(scene: Scene, campaign: Campaign): Promise<Checked> {
  const { tx, deps, who, today } = scene
  const { findings, profile } = await findPoints(tx, deps, campaign, today)
  const revisions = await answeredRevisions(tx, campaign.id)
  const rows = await assignedRows(tx, campaign.id)
  const waits = findings.some(({ about }) => about.kind === 'gap' && about.gap === 'awaiting-review')
  const queue = waits ? (await queueOf(tx, who.id, rightsSince(scene))).answers : []
  const context: CheckContext = {
    rows: new Map(rows.map((row) => [row.no, { ...row, revision: revisions[row.no] ?? null }])),
    issues: new Map((await issuesOf(tx, campaign.id)).map((one) => [one.no, one])),
    asked: await mendRequests(tx, campaign.id),
    today,
    reader: who.id,
    returnable: await returnableBy(scene, campaign),
    reviews: queue.some((one) => one.campaign === campaign.id),
    status: campaign.status,
    review: campaign.review,
  }
  return { findings, context, profile }
}

/** What was accepted and the reader, as its reviewer, could return. */
async function returnableBy(scene: Scene, campaign: Campaign): Promise<ReadonlySet<AssignmentId>> {
  if (campaign.review === 'none') return new Set()
  const accepted = await submittedIn(scene.tx, [campaign.id], 'accepted')
  const reviewers = await reviewersOfAll(scene.tx, [campaign], accepted, rightsSince(scene))
  return new Set([...reviewers].flatMap(([assignment, who]) => (who.includes(scene.who.id) ? [assignment] : [])))
}

/** A press is answered in place, words with a new card; before others with a word that it came in private. */
export async function drawCheck(
  scene: Scene,
  campaign: Campaign,
  page: number,
  toast?: Reply['toast'],
): Promise<Reply> {
  const card = await cardOf(scene, campaign, page, scene.via.kind === 'message' ? (toast?.text ?? null) : null)
  if (scene.place === 'group') return answerAside(scene, 'check', card)
  return { card, ...(toast === undefined ? {} : { toast }) }
}

async function cardOf(scene: Scene, campaign: Campaign, page: number, note: string | null): Promise<Card> {
  const { findings, context, profile } = await check(scene, campaign)
  return findingsCard({
    campaign: campaign.id,
    title: campaign.title,
    page,
    found: findings.length,
    lines: checkLines(findings, context),
    closed: campaign.status === 'closed',
    noProfile: Object.values(profile).every((value) => value === null),
    note,
  })
}
