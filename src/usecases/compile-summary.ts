import { summaryCard } from '#cards/summary.ts'
import { said, sayGap, summaryChanges } from '#cards/words.ts'
import { answeredRevisions } from '#db/answer.ts'
import { assignedRows } from '#db/assignment.ts'
import { audit, lastChange } from '#db/audit.ts'
import { type Campaign, findCampaign, lockCampaign } from '#db/campaign.ts'
import { wasPosted } from '#db/delivery.ts'
import { standingIssues } from '#db/issue-standing.ts'
import { insertPaper, insertSummary, lastSummary, loadPrinted, loadSummary, papersOf } from '#db/summary.ts'
import type { Tx } from '#db/tx.ts'
import { wallClock } from '../domain/day.ts'
import type { CampaignId, PersonId } from '../domain/ids.ts'
import { countIssues } from '../domain/issue.ts'
import { boundTogether, changeSince, type PaperKind, readPaperKind } from '../domain/papers.ts'
import { count } from '../domain/progress.ts'
import { studySentences } from '../domain/study.ts'
import type { Reply } from '../events.ts'
import type { Target } from '../ports.ts'
import { sendCoverNote } from './cover-note.ts'
import type { Deps } from './deps.ts'
import { findPoints } from './find-points.ts'
import { gatherFacts } from './gather-facts.ts'
import { post } from './post.ts'
import { leads } from './roles.ts'
import { refused, type Scene, showCard } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'
import { layReport, writePaper, writeReport } from './write-paper.ts'

/**
 * `/summary`, by the coordinator or a leader, posted to the leading group wherever it was asked for; `/summary 自评表` one
 * paper alone. Later answers make a new version; with nothing changed on the same day a word brings the last one again,
 * and a press only says so.
 */
export async function orderSummary(scene: Scene, id: CampaignId | null, named = ''): Promise<Reply> {
  const found = id === null ? await whichCampaign(scene, (one) => leads(scene, one)) : await findCampaign(scene.tx, id)
  if (found === null) return refused('no-campaign')
  const campaign = (await lockCampaign(scene.tx, found.id)) ?? found
  if (!(await leads(scene, campaign))) return refused('leaders-only')
  if (campaign.status === 'preparing') return refused('not-divided')
  const only = readPaperKind(named)
  if (named !== '' && only === null) return refused('paper-unknown')
  const { tx, deps, now } = scene
  const current = await currentVersion(tx, deps, campaign, now)
  // One that 总结 依据 or a single paper asked for was made, and nobody in the group has seen it.
  if (current !== null && scene.via.kind === 'press' && (await wasPosted(tx, campaign.id, current)))
    return { toast: { kind: 'info', text: said.summaryUnchanged(current) } }
  const version = current ?? (await compile(tx, deps, campaign, scene.who.id, now))
  const order = { occasion: scene.key, by: scene.who.id }
  if (only === null) await postSummary(tx, deps, campaign, version, order, now)
  else await postPaper(tx, deps, campaign, version, only, scene.key, now)
  const seenAnyhow = scene.via.kind === 'message' && scene.chat === campaign.leadingChat
  return seenAnyhow ? {} : { toast: { kind: 'success', text: said.summaryStarted } }
}

/**
 * The closing date has come: what stands there now goes to the leading group, as a new version if anything changed.
 * Answers whether the coordinator was told what it lacks.
 */
export async function summarise(tx: Tx, deps: Deps, campaign: Campaign, now: Date): Promise<boolean> {
  const version = (await currentVersion(tx, deps, campaign, now)) ?? (await compile(tx, deps, campaign, null, now))
  return postSummary(tx, deps, campaign, version, { occasion: `closing:${campaign.inspectBy}`, by: null }, now)
}

/**
 * The last version as it was printed, made now if there is none that kept what it printed. `fresh`: only just made, so
 * nobody has its papers yet; `stale`: something has changed since it was made.
 */
export async function printedVersion(
  scene: Scene,
  held: Campaign,
): Promise<{ readonly version: number; readonly fresh: boolean; readonly stale: boolean }> {
  const { tx, deps, who, now } = scene
  const last = await lastSummary(tx, held.id)
  if (last === null || (await loadPrinted(tx, held.id, last.version)) === null)
    return { version: await compile(tx, deps, held, who.id, now), fresh: true, stale: false }
  return { version: last.version, fresh: false, stale: last.state !== (await lastChange(tx, held.id)) }
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
  const facts = await gatherFacts(tx, deps, campaign, version, madeOn)
  const laid = layReport('summary', facts, calendarOf(deps, campaign))
  const { summary, annexes } = laid
  const { count: total, gaps } = summary
  const says = {
    answers: await answeredRevisions(tx, campaign.id),
    issues: Object.fromEntries(facts.issues.map((one) => [one.no, one.standing])),
    study: studySentences(facts.study)
      .map((one) => one.text)
      .join(''),
  }
  await insertSummary(tx, {
    campaign: campaign.id,
    version,
    madeOn,
    madeBy: by,
    total,
    gaps: gaps.map(sayGap),
    changes: before === null ? null : summaryChanges(before, total, changeSince(before.says, says)),
    says,
    printed: { summary, annexes: annexes.map(({ name }) => name) },
    state: await lastChange(tx, campaign.id),
  })
  for (const kind of boundTogether) {
    // What is kept as printed and what the paper says are one: laid once.
    const paper =
      kind === 'summary' ? await writeReport(laid, facts) : await writePaper(kind, facts, calendarOf(deps, campaign))
    await insertPaper(tx, { campaign: campaign.id, version, kind }, paper)
  }
  await audit(tx, 'compile-summary', by, campaign.id, { version, answered: total.answered, met: total.met }, now)
  return version
}

/** A version of today says what stands now, so a paper of it that nobody asked for before is made from that. */
async function madePaper(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  version: number,
  kind: PaperKind,
  now: Date,
): Promise<void> {
  if ((await papersOf(tx, campaign.id, version)).has(kind)) return
  const facts = await gatherFacts(tx, deps, campaign, version, wallClock(now, deps.timeZone).day)
  const paper = await writePaper(kind, facts, calendarOf(deps, campaign))
  await insertPaper(tx, { campaign: campaign.id, version, kind }, paper)
}

/**
 * The card of a version, then its papers, then to the coordinator what it lacks. `occasion` tells one posting of a version
 * from another; `by`: who ordered it, null at the closing date.
 */
async function postSummary(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  version: number,
  { occasion, by }: { readonly occasion: string; readonly by: PersonId | null },
  now: Date,
): Promise<boolean> {
  const { id, school, title } = campaign
  const { gaps, changes } = await loadSummary(tx, id, version)
  const rows = await assignedRows(tx, id)
  const total = count(rows.map((row) => row.means))
  const ledger = await standingIssues(tx, id, wallClock(now, deps.timeZone).day, deps.timeZone)
  const issues = countIssues(ledger.map((one) => one.standing))
  const names = await papersOf(tx, id, version)
  const files = boundTogether.flatMap((kind) => names.get(kind) ?? [])
  const { findings } = await findPoints(tx, deps, campaign, wallClock(now, deps.timeZone).day)
  const found = findings.length
  const card = summaryCard({ campaign: id, school, title, version, total, issues, gaps, found, changes, files })
  const letter = { target: groupOf(campaign), campaign: id, person: null }
  const key = `summary:${id}:${version}:${occasion}`
  await post(tx, deps.jobs, { ...letter, key, content: showCard(card) }, now)
  for (const kind of boundTogether) await postPaper(tx, deps, campaign, version, kind, occasion, now)
  return sendCoverNote(tx, deps, campaign, { version, rows, findings, orderedBy: by }, now)
}

async function postPaper(
  tx: Tx,
  deps: Deps,
  campaign: Campaign,
  version: number,
  paper: PaperKind,
  occasion: string,
  now: Date,
): Promise<void> {
  await madePaper(tx, deps, campaign, version, paper, now)
  const key = `summary:${campaign.id}:${version}:${occasion}:${paper}`
  const content = { kind: 'summary-file', version, paper } as const
  await post(tx, deps.jobs, { key, target: groupOf(campaign), content, campaign: campaign.id, person: null }, now)
}

function groupOf({ leadingChat }: Campaign): Target {
  return { to: 'chat', chat: leadingChat }
}

function calendarOf(deps: Deps, { holidays }: Campaign) {
  return { work: deps.calendar, holidays }
}
