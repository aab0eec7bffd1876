import { summaryCard } from '#cards/summary.ts'
import { said, sayGap, summaryChanges } from '#cards/words.ts'
import { answersOf } from '#db/answer.ts'
import { assignedRows } from '#db/assignment.ts'
import { audit, lastChange } from '#db/audit.ts'
import { type Campaign, findCampaign, loadStandard, lockCampaign } from '#db/campaign.ts'
import { memberNames } from '#db/chat.ts'
import { loadDepartments } from '#db/department.ts'
import { type StandingIssue, standingIssues } from '#db/issue-standing.ts'
import { loadPerson } from '#db/person.ts'
import { insertSummary, lastSummary, loadSummary } from '#db/summary.ts'
import type { Tx } from '#db/tx.ts'
import { summaryBlocks } from '../documents/blocks.ts'
import { summaryFileName } from '../documents/file-name.ts'
import { writeWord } from '../documents/word.ts'
import { wallClock } from '../domain/day.ts'
import type { CampaignId, PersonId } from '../domain/ids.ts'
import { countIssues } from '../domain/issue.ts'
import { count } from '../domain/progress.ts'
import { unsettled } from '../domain/review.ts'
import { placed } from '../domain/standard.ts'
import { compileSummary, type SummaryFacts } from '../domain/summary.ts'
import type { SummaryIssue } from '../domain/summary-issues.ts'
import type { Reply } from '../events.ts'
import type { Deps } from './deps.ts'
import { post } from './post.ts'
import { leads } from './roles.ts'
import { refused, type Scene, showCard } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

/**
 * `/summary`, by the coordinator or a leader, posted to the leading group wherever it was asked for. Later answers make a
 * new version; with nothing changed on the same day a word brings the last one again, and a press only says so.
 */
export async function orderSummary(scene: Scene, id: CampaignId | null): Promise<Reply> {
  const found = id === null ? await whichCampaign(scene, (one) => leads(scene, one)) : await findCampaign(scene.tx, id)
  if (found === null) return refused('no-campaign')
  const campaign = (await lockCampaign(scene.tx, found.id)) ?? found
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  if (campaign.status === 'preparing') return refused('not-divided')
  const { tx, deps, now } = scene
  const current = await currentVersion(tx, deps, campaign, now)
  if (current !== null && scene.via.kind === 'press')
    return { toast: { kind: 'info', text: said.summaryUnchanged(current) } }
  const version = current ?? (await compile(tx, deps, campaign, scene.who.id, now))
  await postSummary(tx, deps, campaign, version, scene.key, now)
  const seenAnyhow = scene.via.kind === 'message' && scene.chat === campaign.leadingChat
  return seenAnyhow ? {} : { toast: { kind: 'success', text: said.summaryStarted } }
}

/** The closing date has come: what stands there now goes to the leading group, as a new version if anything changed. */
export async function summarise(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<void> {
  const version = (await currentVersion(tx, deps, campaign, now)) ?? (await compile(tx, deps, campaign, null, now))
  await postSummary(tx, deps, campaign, version, `closing:${campaign.inspectBy}`, now)
}

/** The last version, if it was made today and nothing has changed since; null: a new one is due. */
async function currentVersion(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<number | null> {
  const last = await lastSummary(tx, campaign.id)
  const today = wallClock(now, deps.timeZone).day
  return last?.madeOn === today && last.state === (await lastChange(tx, campaign.id)) ? last.version : null
}

/** Compiles the next version. The campaign must be locked, or two versions of one number could meet. */
async function compile(tx: Tx, deps: Deps, campaign: Campaign, by: PersonId | null, now: Date): Promise<number> {
  const before = await lastSummary(tx, campaign.id)
  const version = (before?.version ?? 0) + 1
  const madeOn = wallClock(now, deps.timeZone).day
  const calendar = { work: deps.calendar, holidays: campaign.holidays }
  const summary = compileSummary(await gather(tx, deps, campaign, version, madeOn), calendar)
  const { school, title } = campaign
  const total = summary.count
  await insertSummary(tx, {
    campaign: campaign.id,
    version,
    madeOn,
    madeBy: by,
    total,
    gaps: summary.gaps.map(sayGap),
    changes: before === null ? null : summaryChanges(before, total),
    fileName: summaryFileName({ school, title, version }),
    state: await lastChange(tx, campaign.id),
    file: await writeWord(summaryBlocks(summary), { title: `${summary.activity}${summary.kind}`, school }),
  })
  await audit(tx, 'compile-summary', by, campaign.id, { version, answered: total.answered, met: total.met }, now)
  return version
}

/** The card of a version, then its file. `occasion` tells one posting of a version from another. */
async function postSummary(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  version: number,
  occasion: string,
  now: Date,
): Promise<void> {
  const { id, school, title } = campaign
  const { gaps, changes, fileName } = await loadSummary(tx, id, version)
  const total = count((await assignedRows(tx, id)).map((row) => row.means))
  const ledger = await standingIssues(tx, id, wallClock(now, deps.timeZone).day, deps.timeZone)
  const issues = countIssues(ledger.map((one) => one.standing))
  const card = summaryCard({ campaign: id, school, title, version, total, issues, gaps, changes, fileName })
  const letter = { target: { to: 'chat' as const, chat: campaign.leadingChat }, campaign: id, person: null }
  const key = `summary:${id}:${version}:${occasion}`
  await post(tx, deps.jobs, { ...letter, key, content: showCard(card) }, now)
  await post(tx, deps.jobs, { ...letter, key: `${key}:file`, content: { kind: 'summary-file', version } }, now)
}

async function gather(
  tx: Tx,
  deps: Deps,
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
      unsettled: unsettled(rows.get(one.no)?.state ?? 'open', campaign.review),
    })),
    issues: (await standingIssues(tx, campaign.id, madeOn, deps.timeZone)).map(toFact),
  }
}

function toFact(one: StandingIssue): SummaryIssue {
  const { no, problem, measure, kind, above, due, standing, struckOffOn, done, requirements } = one
  return {
    ...{ no, problem, measure, kind, above, due, standing, struckOffOn, done, requirements },
    department: one.departmentName,
    supporting: one.supporting.map((each) => each.name),
    owned: one.owner !== null && !one.ownerLeft,
  }
}
