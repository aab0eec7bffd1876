import { findingSaid, sayAbout } from '#cards/finding-words.ts'
import { mendRequestCard } from '#cards/mend-request.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, holdCampaign } from '#db/campaign.ts'
import { claimMendRequests } from '#db/check.ts'
import { loadPerson } from '#db/person.ts'
import { type CheckedRow, toAsk } from '../domain/check-lines.ts'
import type { CampaignId, PersonId, RequirementNo } from '../domain/ids.ts'
import type { Reply } from '../events.ts'
import { post } from './post.ts'
import { refused, type Scene, showCard } from './scene.ts'
import { type Checked, campaignToCheck, check, drawCheck } from './show-check.ts'

/** A finding by its id, or all that concerns a requirement. */
type Meant = { readonly finding: string } | { readonly no: RequirementNo }

/**
 * 请…核对: whoever could put a finding right gets one private message about it, with their answer a press away; about one
 * answer once a day at most.
 */
export async function askToMend(
  scene: Scene,
  ask: {
    readonly campaign: CampaignId
    readonly meant: Meant
    readonly page: number
  },
): Promise<Reply> {
  const { tx, who, now, today } = scene
  const campaign = await holdCampaign(tx, ask.campaign)
  if (campaign === null) return refused('old-card')
  const found = await campaignToCheck(scene, campaign.id)
  if ('refusal' in found) return found.refusal
  if (campaign.status === 'closed') return refused('closed')
  const checked = await check(scene, campaign)
  const { meant } = ask
  const named = checked.findings.flatMap((one) => {
    if ('finding' in meant) return one.id === meant.finding ? toAsk(one, checked.context) : []
    return toAsk(one, checked.context).filter((row) => row.no === meant.no)
  })
  const answered = [...new Map(named.map((row) => [row.assignment, row])).values()].flatMap((row) =>
    row.revision === null ? [] : [{ ...row, revision: row.revision }],
  )
  const fresh = await claimMendRequests(tx, answered, today, who.id)
  const rows = answered.filter((row) => fresh.has(row.assignment))
  if (rows.length === 0) return drawCheck(scene, campaign, ask.page, { kind: 'info', text: findingSaid.nobodyToAsk })
  for (const [respondent, of] of Map.groupBy(rows, (row) => row.respondent))
    await write(scene, campaign, respondent, of, checked)
  await audit(tx, 'ask-to-mend', who.id, campaign.id, { requirements: rows.length }, now)
  const people = [...new Set(rows.map((row) => row.respondentName))]
  return drawCheck(scene, campaign, ask.page, { kind: 'success', text: findingSaid.asked(people) })
}

async function write(
  scene: Scene,
  campaign: Campaign,
  respondent: PersonId,
  rows: readonly CheckedRow[],
  { findings, context }: Checked,
): Promise<void> {
  const { openId, name } = await loadPerson(scene.tx, respondent)
  const card = mendRequestCard({
    name,
    title: campaign.title,
    items: rows.map(({ assignment, no, title }) => ({
      assignment,
      no,
      requirement: title,
      found: findings
        .filter((one) => one.ask.includes(no))
        .map((one) =>
          sayAbout(
            one,
            one.nos.flatMap((each) => context.rows.get(each) ?? []),
          ),
        ),
    })),
  })
  const key = `${scene.key}:mend:${respondent}`
  const letter = { key, target: { to: 'person', person: openId }, content: showCard(card) } as const
  await post(scene.tx, scene.deps.jobs, { ...letter, campaign: campaign.id, person: respondent }, scene.now)
}
