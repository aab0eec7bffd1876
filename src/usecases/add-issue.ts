import { issueFieldsCard } from '#cards/issue-fields.ts'
import { type IssueRefusal, issueNews, issueRefusals, issueSaid } from '#cards/issue-words.ts'
import { requirementsToAssign } from '#db/assignment.ts'
import { audit } from '#db/audit.ts'
import { type Campaign, lockCampaign } from '#db/campaign.ts'
import { type Department, departmentsOf, loadDepartments } from '#db/department.ts'
import { insertIssue, type KeptIssue, liveIssues } from '#db/issue.ts'
import { noteIssue } from '#db/issue-entry.ts'
import { addSupports } from '#db/issue-links.ts'
import { checkEdit, type IssueText } from '../domain/edit-issue.ts'
import { kindFor } from '../domain/follow-answer.ts'
import type { CampaignId, DepartmentId, PersonId, RequirementNo } from '../domain/ids.ts'
import type { IssueSource } from '../domain/issue.ts'
import type { Reply } from '../events.ts'
import { declined } from './decline.ts'
import { findOwner } from './find-owner.ts'
import { type GivenFields, noValues, readEdit, readSeveral, readSource, typedValues } from './read-issue-fields.ts'
import { leads } from './roles.ts'
import { answerAside, refused, type Scene } from './scene.ts'
import { showIssue } from './show-issue.ts'
import { tellOf } from './tell-about-issue.ts'
import { whichCampaign } from './which-campaign.ts'

/** A campaign somebody may add issues to, its departments, and those of them they may add to. */
type Adding = {
  readonly kind: 'adding'
  readonly campaign: Campaign
  readonly departments: readonly Department[]
  readonly own: readonly Department[]
}
type Refused = { readonly kind: 'refused'; readonly reply: Reply }

/** 新增: the form of an issue found otherwise than by an answer; before others it goes to the asker in private. */
export async function offerIssue(scene: Scene, id: CampaignId): Promise<Reply> {
  const adding = await holdForAdding(scene, id)
  return adding.kind === 'refused' ? adding.reply : showForm(scene, adding, {}, null)
}

/** 台账 新增: the form, or with its fields in words the issue itself. Null: none of theirs may be added to. */
export async function addByWords(scene: Scene, given: GivenFields | null): Promise<Reply> {
  const campaign = await whichCampaign(scene, async (one) => (await mayAdd(scene, one)) !== null)
  if (campaign === null) return refused('no-campaign')
  return given === null
    ? offerIssue(scene, campaign.id)
    : addIssue(scene, { campaign: campaign.id, given, byForm: false })
}

/** Leaders add to every department, heads to their own: null for whoever may not. */
async function mayAdd(scene: Scene, campaign: Campaign): Promise<'all' | ReadonlySet<DepartmentId> | null> {
  if (campaign.status === 'preparing') return null
  if (await leads(scene, campaign)) return 'all'
  const headed = (await departmentsOf(scene.tx, campaign.id, scene.who.id)).filter((one) => one.isHead)
  return headed.length === 0 ? null : new Set(headed.map((one) => one.id))
}

async function holdForAdding(scene: Scene, id: CampaignId): Promise<Adding | Refused> {
  const campaign = await lockCampaign(scene.tx, id)
  // Another school's campaign is not even named.
  if (campaign === null) return { kind: 'refused', reply: refused('no-campaign') }
  const may = await mayAdd(scene, campaign)
  if (may === null) return { kind: 'refused', reply: declined('add-above-only') }
  const departments = await loadDepartments(scene.tx, id)
  return { kind: 'adding', campaign, departments, own: departments.filter((one) => may === 'all' || may.has(one.id)) }
}

type Add = {
  readonly campaign: CampaignId
  readonly given: GivenFields
  readonly byForm: boolean
}

/** Writes an issue into the ledger by hand; its owner, where one is named, hears of it. */
export async function addIssue(scene: Scene, { campaign: id, given, byForm }: Add): Promise<Reply> {
  const adding = await holdForAdding(scene, id)
  if (adding.kind === 'refused') return adding.reply
  const read = await readNew(scene, adding, given)
  if (typeof read === 'string') {
    if (!byForm) return declined(read)
    const text = issueRefusals[read]
    return { ...(await showForm(scene, adding, given, text)), toast: { kind: 'warning', text } }
  }
  const { supporting, ...made } = read
  const { campaign } = adding
  const same = await sameToday(scene, campaign, made)
  // A second tap, or the same words again: it is there already.
  if (same !== null) return showIssue(scene, campaign, same, added(same))
  const issue = await insertIssue(scene.tx, { ...made, campaign: id, fromAnswer: false }, scene.today)
  await addSupports(scene.tx, issue.id, supporting)
  const about = { requirements: made.requirements, source: made.source }
  await noteIssue(scene.tx, issue, { did: 'open', by: scene.who.id, said: null, about }, scene.now)
  await audit(scene.tx, 'issue-open', scene.who.id, id, { issue: issue.id }, scene.now)
  await tellOf(scene, campaign, issue, issue.owner, issueNews.given)
  return showIssue(scene, campaign, issue, added(issue))
}

function added({ no }: KeptIssue) {
  return { toast: { kind: 'success', text: issueSaid.added(no) } } as const
}

async function sameToday(scene: Scene, campaign: Campaign, made: Pick<KeptIssue, 'problem' | 'source' | 'department'>) {
  const live = await liveIssues(scene.tx, campaign.id)
  const same = live.find(
    (one) =>
      one.openedOn === scene.today &&
      one.problem === made.problem &&
      one.source === made.source &&
      one.department === made.department,
  )
  return same ?? null
}

async function showForm(
  scene: Scene,
  { campaign, departments, own }: Adding,
  typed: GivenFields,
  note: string | null,
): Promise<Reply> {
  const options = (some: readonly Department[]) => some.map((one) => ({ value: String(one.id), text: one.name }))
  const card = issueFieldsCard({
    campaignTitle: campaign.title,
    of: { kind: 'new', campaign: campaign.id },
    values: { ...noValues, department: own.length === 1 ? String(own[0]?.id) : null, ...typedValues(typed) },
    leading: options(own.slice(0, mostChoices)),
    supporting: departments.length > mostChoices ? [] : options(departments),
    // Whom it could be depends on the department: chosen on the issue's own form, or named in words.
    people: [],
    note,
  })
  return scene.place === 'private' ? { card } : answerAside(scene, 'new-issue', card)
}

/** More than these are named in words. */
const mostChoices = 40

type NewFields = IssueText & {
  readonly source: IssueSource
  readonly department: DepartmentId
  readonly owner: PersonId | null
  readonly requirements: readonly RequirementNo[]
  readonly supporting: readonly DepartmentId[]
}
const blank: IssueText = { problem: '', cause: null, measure: null, kind: 'by-date', above: null, due: null }

async function readNew(scene: Scene, adding: Adding, given: GivenFields): Promise<NewFields | IssueRefusal> {
  const edit = readEdit(given, true)
  const verdict = checkEdit(blank, edit, scene.today)
  if (verdict.kind === 'refused') return verdict.why
  const source = readSource(given.source)
  if (source === null) return 'source-unknown'
  const department = departmentGiven(adding, given)
  if (typeof department === 'string') return department
  const requirements = await requirementsGiven(scene, adding.campaign, given)
  if (requirements === null) return 'requirement-unknown'
  const supporting = readSeveral(given.supporting).map((name) => named(adding.departments, name)?.id)
  if (supporting.includes(undefined)) return 'department-unknown'
  const owner = await ownerGiven(scene, adding, given)
  if (owner === 'owner-unknown') return owner
  const text: IssueText = { ...blank, ...verdict.change }
  return {
    ...text,
    kind: edit.kind === undefined ? kindFor(text.due, scene.today) : text.kind,
    source,
    department: department.id,
    owner,
    requirements,
    supporting: supporting.filter((one) => one !== undefined && one !== department.id) as DepartmentId[],
  }
}

function named(departments: readonly Department[], name: string): Department | undefined {
  return departments.find((one) => String(one.id) === name || one.name === name)
}

/** A head of one department need not name it. */
function departmentGiven({ own, departments }: Adding, given: GivenFields): Department | IssueRefusal {
  const [name] = readSeveral(given.department)
  if (name === undefined) return (own.length === 1 ? own[0] : undefined) ?? 'department-unknown'
  const meant = named(departments, name)
  if (meant === undefined) return 'department-unknown'
  return own.some((one) => one.id === meant.id) ? meant : 'department-not-yours'
}

async function requirementsGiven(
  scene: Scene,
  campaign: Campaign,
  given: GivenFields,
): Promise<RequirementNo[] | null> {
  const nos = readSeveral(given.requirements).map((text) =>
    Number(/^第?(\d{1,3})条?$/.exec(text.normalize('NFKC'))?.[1]),
  )
  if (nos.length === 0) return []
  const known = new Set<number>((await requirementsToAssign(scene.tx, campaign.id)).map((one) => one.no))
  const unique = [...new Set(nos)].toSorted((a, b) => a - b)
  return unique.every((no) => known.has(no)) ? (unique as RequirementNo[]) : null
}

async function ownerGiven(
  scene: Scene,
  { departments }: Adding,
  given: GivenFields,
): Promise<PersonId | null | 'owner-unknown'> {
  const [name] = readSeveral(given.owner)
  const mentioned = 'owner' in given && scene.via.kind === 'message' && scene.via.mentioned.length > 0
  if (name === undefined && !mentioned) return null
  return (await findOwner(scene, departments, name ?? '')) ?? 'owner-unknown'
}
