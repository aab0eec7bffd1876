import { summaryCard } from '#cards/summary.ts'
import { said, sayGap, summaryChanges } from '#cards/words.ts'
import { answersOf } from '#db/answer.ts'
import { assignedRows } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, findCampaign, loadStandard, lockCampaign } from '#db/campaign.ts'
import { memberNames } from '#db/chat.ts'
import { loadDepartments } from '#db/department.ts'
import { loadPerson } from '#db/person.ts'
import { insertSummary, lastSummary } from '#db/summary.ts'
import type { Tx } from '#db/tx.ts'
import { summaryBlocks } from '../documents/blocks.ts'
import { summaryFileName } from '../documents/file-name.ts'
import { writeWord } from '../documents/word.ts'
import { wallClock } from '../domain/day.ts'
import type { CampaignId, PersonId } from '../domain/ids.ts'
import { placed } from '../domain/standard.ts'
import { compileSummary, type SummaryFacts } from '../domain/summary.ts'
import type { Reply } from '../events.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { leads } from './roles.ts'
import { refused, type Scene, showCard } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

/** `/summary`, by the coordinator or a leader: a new version, posted to the leading group wherever it was asked for. */
export async function orderSummary(scene: Scene, id: CampaignId | null): Promise<Reply> {
  const found = id === null ? await whichCampaign(scene, (one) => leads(scene, one)) : await findCampaign(scene.tx, id)
  if (found === null) return refused('no-campaign')
  const campaign = (await lockCampaign(scene.tx, found.id)) ?? found
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  if (campaign.status === 'preparing') return refused('not-divided')
  await compile(scene.tx, scene.deps, campaign, scene.who.id, scene.now)
  const seenAnyhow = scene.via.kind === 'message' && scene.chat === campaign.leadingChat
  return seenAnyhow ? {} : { toast: { kind: 'success', text: said.summaryStarted } }
}

/**
 * Compiles the paper from the answers as they are now and keeps it as the next version; its card and file follow to the
 * leading group with this transaction. `by` null: the closing date did it. The campaign must be locked, or two versions
 * of one number could meet.
 */
export async function compile(tx: Tx, deps: Deps, campaign: Campaign, by: PersonId | null, now: Date): Promise<void> {
  const before = await lastSummary(tx, campaign.id)
  const version = (before?.version ?? 0) + 1
  const madeOn = wallClock(now, deps.timeZone).day
  const summary = compileSummary(await gather(tx, campaign, version, madeOn), {
    work: deps.calendar,
    holidays: campaign.holidays,
  })
  const { school, title } = campaign
  const fileName = summaryFileName({ school, title, version })
  const gaps = summary.gaps.map(sayGap)
  const file = await writeWord(summaryBlocks(summary), { title: `${summary.activity}${summary.kind}`, school })
  const total = summary.count
  await insertSummary(tx, { campaign: campaign.id, version, madeOn, madeBy: by, total, gaps, fileName, file })
  await audit(tx, 'compile-summary', by, campaign.id, { version, answered: total.answered, met: total.met }, now)
  const changes = before === null ? null : summaryChanges(before, total)
  const card = summaryCard({ campaign: campaign.id, school, title, version, total, gaps, changes, fileName })
  const letter = {
    target: { to: 'chat' as const, chat: campaign.leadingChat },
    campaign: campaign.id,
    person: null,
  }
  const key = `summary:${campaign.id}:${version}`
  await post(tx, deps.jobs, { ...letter, key, content: showCard(card) }, now)
  await post(tx, deps.jobs, { ...letter, key: `${key}:file`, content: { kind: 'summary-file', version } }, now)
}

async function gather(
  tx: Tx,
  campaign: Campaign,
  version: number,
  madeOn: SummaryFacts['madeOn'],
): Promise<SummaryFacts> {
  const standard = await loadStandard(tx, campaign)
  const rows = new Map((await assignedRows(tx, campaign.id)).map((row) => [row.no, row]))
  const answers = await answersOf(tx, campaign.id)
  const departments = await loadDepartments(tx, campaign.id)
  return {
    school: campaign.school,
    title: campaign.title,
    standard,
    version,
    madeOn,
    leaders: await memberNames(tx, campaign.leadingChat),
    coordinator: (await loadPerson(tx, campaign.coordinator)).name,
    departments: departments.map((one) => ({
      name: one.name,
      heads: one.heads.map((head) => head.name),
      members: one.people.length,
      requirements: [...rows.values()].filter((row) => row.department === one.id).length,
    })),
    requirements: placed(standard).map((one) => ({
      placed: one,
      department: rows.get(one.no)?.departmentName ?? null,
      respondent: rows.get(one.no)?.respondentName ?? null,
      answer: answers.get(one.no) ?? null,
    })),
  }
}
