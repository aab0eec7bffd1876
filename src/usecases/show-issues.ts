import { sourceWords } from '#cards/issue-words.ts'
import { type LedgerRow, type LedgerView, ledgerCard } from '#cards/ledger.ts'
import { type Campaign, findCampaign } from '#db/campaign.ts'
import { departmentsOf, loadDepartments } from '#db/department.ts'
import { type StandingIssue, standingIssues } from '#db/issue-standing.ts'
import type { CampaignId, DepartmentId } from '../domain/ids.ts'
import { countIssues, isListed, type LedgerFilter, maySee } from '../domain/issue.ts'
import { readLedgerWords } from '../domain/ledger-words.ts'
import type { Reply } from '../events.ts'
import { issueRoles } from './issue-roles.ts'
import { leads } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { whichCampaign } from './which-campaign.ts'

type Asked = { readonly page: number; readonly standing: LedgerFilter }

/** `/issues` in words: 台账, 台账 教务处 待上级解决, 台账 第2页. */
export async function showIssuesByWords(scene: Scene, rest: string): Promise<Reply> {
  const asked = readLedgerWords(rest)
  const campaign = await whichCampaign(scene, (one) => leads(scene, one))
  if (campaign === null) return refused('no-campaign')
  if (asked === null) return refused('department-unknown')
  const seen = await seenBy(scene, campaign)
  const department = departmentNamed(seen, asked.department)
  return department === undefined
    ? refused('department-unknown')
    : show(scene, campaign, seen, { ...asked, department })
}

/** A page of the ledger, narrowed or not, by a press; `department` 0 is all of them. */
export async function showIssues(
  scene: Scene,
  asked: Asked & { readonly campaign: CampaignId; readonly department: number },
): Promise<Reply> {
  const campaign = await findCampaign(scene.tx, asked.campaign)
  const seen = campaign === null ? null : await seenBy(scene, campaign)
  // A card that was passed on, or forged: another school's ledger is not even named.
  if (campaign === null || seen === null || !seen.mayKnow) return refused('no-campaign')
  const department = seen.known.find((one) => one.id === asked.department) ?? null
  return show(scene, campaign, seen, { ...asked, department })
}

type Choice = { readonly id: DepartmentId; readonly name: string }
type Seen = {
  readonly issues: readonly StandingIssue[]
  /** In which these lie. */
  readonly departments: readonly Choice[]
  /** Those and any other the person may ask about. */
  readonly known: readonly Choice[]
  readonly leading: boolean
  readonly heading: boolean
  /** Has anything to do with the campaign. */
  readonly mayKnow: boolean
}

/**
 * Leaders see everything, heads what lies in their departments, others what they own or what concerns them (mayMove's
 * neighbour maySee).
 */
async function seenBy(scene: Scene, campaign: Campaign): Promise<Seen> {
  const all = await standingIssues(scene.tx, campaign.id, scene.today, scene.deps.timeZone)
  const roles = await issueRoles(scene, campaign, all)
  const issues = all.filter((one) => {
    const own = roles.get(one.id)
    return own !== undefined && maySee(own)
  })
  const own = await departmentsOf(scene.tx, campaign.id, scene.who.id)
  const leading = await leads(scene, campaign)
  const lying = issues.map((one) => ({ id: one.department, name: one.departmentName }))
  return {
    issues,
    departments: onceEach(lying),
    known: onceEach([...lying, ...(leading ? await loadDepartments(scene.tx, campaign.id) : own)]),
    leading,
    heading: own.some((one) => one.isHead),
    mayKnow: leading || own.length > 0 || issues.length > 0,
  }
}

function onceEach(departments: readonly Choice[]): Choice[] {
  const names = new Map(departments.map((one) => [one.id, one.name]))
  return [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.id - b.id)
}

/** The department meant: its whole name, else the only one that holds the words; null for all, undefined for none such. */
function departmentNamed({ known }: Seen, asked: string): Choice | null | undefined {
  if (asked === '') return null
  const like = known.filter((one) => one.name.includes(asked))
  return known.find((one) => one.name === asked) ?? (like.length === 1 ? like[0] : undefined)
}

async function show(
  scene: Scene,
  campaign: Campaign,
  seen: Seen,
  { page, standing, department }: Asked & Pick<LedgerView, 'department'>,
): Promise<Reply> {
  const of = department === null ? seen.issues : seen.issues.filter((one) => one.department === department.id)
  const beforeOthers = scene.place === 'group' && scene.chat === campaign.leadingChat
  const card = ledgerCard({
    campaign: campaign.id,
    title: campaign.title,
    today: scene.today,
    page,
    department,
    standing,
    departments: seen.departments,
    count: countIssues(of.map((one) => one.standing)),
    rows: of.filter((one) => isListed(one.standing, standing)).map((one) => toRow(one, !beforeOthers)),
    partial: !seen.leading,
    mayAdd: campaign.status !== 'preparing' && (seen.leading || seen.heading),
  })
  if (scene.place === 'private' || beforeOthers) return { card }
  return answerAside(scene, 'issues', card)
}

/** `named`: with its owner, who is named in private only (design, principle 2). */
function toRow(one: StandingIssue, named: boolean): LedgerRow {
  const { id: issue, no, problem, state, kind, above, due, standing, struckOffOn } = one
  const row = { issue, no, problem, state, kind, above, due, standing, struckOffOn, department: one.departmentName }
  const where = one.title ?? sourceWords[one.source]
  return named ? { ...row, where, owner: one.ownerName } : { ...row, where }
}
