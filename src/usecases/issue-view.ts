import type { Card } from '#cards/card.ts'
import { evidenceParts } from '#cards/evidence.ts'
import { type IssueView, issueCard } from '#cards/issue.ts'
import { sayChanged } from '#cards/issue-words.ts'
import type { Press } from '#cards/press.ts'
import type { BeforeAndAfter } from '#cards/strike-off.ts'
import type { Campaign } from '#db/campaign.ts'
import { departmentNames } from '#db/department.ts'
import { type EvidencePiece, evidenceOf } from '#db/evidence.ts'
import { findIssue, type KeptIssue, liveIssues } from '#db/issue.ts'
import { type Covered, coveredBy } from '#db/issue-covers.ts'
import { entriesOf, type KeptEntry } from '#db/issue-entry.ts'
import { supportsOf } from '#db/issue-links.ts'
import { loadPerson } from '#db/person.ts'
import { wallClock } from '../domain/day.ts'
import type { AssignmentId, IssueId } from '../domain/ids.ts'
import { type IssueRoles, mayMove, movesOf } from '../domain/issue.ts'
import { looksSame } from '../domain/looks-same.ts'
import { issueRoles } from './issue-roles.ts'
import type { Scene } from './scene.ts'

const shownEntries = 8
/** As far back as progress and the last decision are looked for. */
const readEntries = 60
const mostAlike = 3

/** What stands on the card besides the issue itself. */
export type Saying = { readonly note?: string | null; readonly typed?: string | null }

/**
 * The card of an issue as the person of this scene sees it: `place` group is the leading group, before which everybody
 * is a leader and nobody is named.
 */
export async function drawIssue(
  scene: Scene,
  campaign: Campaign,
  issue: KeptIssue,
  roles: IssueRoles,
  saying: Saying,
): Promise<Card> {
  const { tx } = scene
  const may = movesOf(issue.state, roles)
  const covered = await coveredBy(tx, issue.id)
  const decides = may.has('strike-off')
  const evidence = sorted(
    scene,
    issue.id,
    await evidenceOf(tx, { assignments: decides ? toCovered(covered) : [], issues: [issue.id] }),
  )
  const entries = await entriesOf(tx, issue.id, readEntries)
  const names = await departmentNames(tx, campaign.id)
  const into = issue.joinedInto === null ? null : await findIssue(tx, issue.joinedInto)
  const lastDecision = entries.find((one) => decisions.has(one.did))
  const progress = entries.find((one) => (one.did === 'report' || one.did === 'ask-strike-off') && one.said !== null)
  const view: IssueView = {
    issue: issue.id,
    no: issue.no,
    seen: issue.version,
    campaignTitle: campaign.title,
    place: scene.place,
    state: issue.state,
    kind: issue.kind,
    above: issue.above,
    source: issue.source,
    due: issue.due,
    today: scene.today,
    problem: issue.problem,
    cause: issue.cause,
    measure: issue.measure,
    requirements: covered,
    department: names.get(issue.department) ?? '',
    supporting: (await supportsOf(tx, issue.id)).map((one) => one.name),
    owner: issue.owner === null ? null : (await loadPerson(tx, issue.owner)).name,
    progress: progress === undefined ? null : toLine(scene, progress),
    returned: lastDecision?.did === 'return' && issue.state === 'open' ? lastDecision.said : null,
    history: entries.slice(0, shownEntries).map((one) => ({ ...toLine(scene, one), did: one.did })),
    proof: evidence.proof,
    compared: decides ? compare(issue, covered, entries, evidence) : null,
    may,
    joinedInto: into === null ? null : { issue: into.id, no: into.no },
    alike: may.has('join') && scene.place === 'private' ? await alikeTo(scene, campaign, issue) : [],
    typed: saying.typed ?? null,
    note: saying.note ?? null,
  }
  return issueCard(view)
}

const decisions: ReadonlySet<string> = new Set(['return', 'ask-strike-off', 'strike-off', 'reopen'])

function toLine({ deps }: Scene, { at, by, said, changed }: KeptEntry) {
  return { day: wallClock(at, deps.timeZone).day, by, said: said ?? sayChanged(changed) }
}

type Evidence = Pick<BeforeAndAfter, 'answered' | 'proof'>

/** What lies with the answers, and what with the issue itself. */
function sorted({ place }: Scene, issue: IssueId, pieces: readonly EvidencePiece[]): Evidence {
  const isPrivate = place === 'private'
  const parts = (of: readonly EvidencePiece[], show: Press | null) => evidenceParts({ pieces: of, isPrivate, show })
  return {
    answered: parts(
      pieces.filter((one) => one.assignment !== null),
      null,
    ),
    proof: parts(
      pieces.filter((one) => one.issue !== null),
      { v: 1, do: 'show-issue-evidence', issue },
    ),
  }
}

function toCovered(covered: readonly Covered[]): AssignmentId[] {
  return covered.flatMap((one) => (one.assignment === null ? [] : [one.assignment]))
}

/** What the answers said and what was done since the issue last began, with the evidence of both. */
function compare(
  issue: KeptIssue,
  covered: readonly Covered[],
  entries: readonly KeptEntry[],
  evidence: Evidence,
): BeforeAndAfter {
  const begun = entries.findIndex((one) => one.did === 'reopen')
  const since = (begun === -1 ? entries : entries.slice(0, begun)).toReversed()
  return {
    problem: issue.problem,
    answers: covered.flatMap(({ rating, fact, shortcoming }) =>
      rating === null || shortcoming === null ? [] : [{ rating, fact, shortcoming }],
    ),
    measure: issue.measure,
    progress: since.flatMap((one) => (one.did === 'report' && one.said !== null ? [one.said] : [])),
    done: since.findLast((one) => one.did === 'ask-strike-off')?.said ?? null,
    ...evidence,
  }
}

/** Open ones of the same campaign that look the same, as far as this person may join both. */
async function alikeTo(scene: Scene, campaign: Campaign, issue: KeptIssue): Promise<IssueView['alike']> {
  const open = (await liveIssues(scene.tx, campaign.id)).filter((one) => one.state === 'open' && one.id !== issue.id)
  const alike = open.filter((one) => looksSame(issue, one))
  if (alike.length === 0) return []
  const roles = await issueRoles(scene, campaign, alike)
  return alike
    .filter((one) => {
      const own = roles.get(one.id)
      return own !== undefined && mayMove('join', own)
    })
    .slice(0, mostAlike)
    .map(({ id, no, problem }) => ({ issue: id, no, problem }))
}
