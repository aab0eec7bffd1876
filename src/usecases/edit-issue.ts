import { issueFieldsCard } from '#cards/issue-fields.ts'
import { type IssueRefusal, issueNews, issueRefusals, issueSaid, kindWords } from '#cards/issue-words.ts'
import { type Department, loadDepartments } from '#db/department.ts'
import { addSupports, dropSupports, supportsOf } from '#db/issue-links.ts'
import { checkEdit } from '../domain/edit-issue.ts'
import type { DepartmentId, IssueId, PersonId } from '../domain/ids.ts'
import { mayMove } from '../domain/issue.ts'
import type { Reply } from '../events.ts'
import { findOwner } from './find-owner.ts'
import { type HeldIssue, holdForMove, moveHeld, refuse } from './hold-issue.ts'
import { type GivenFields, noValues, readEdit, readSeveral, typedValues } from './read-issue-fields.ts'
import { answerAside, type Scene } from './scene.ts'
import { showIssue } from './show-issue.ts'
import { tellOf } from './tell-about-issue.ts'

/** More than these are chosen by words: a phone's list of all a county's departments helps nobody. */
const mostChoices = 40

/** The form with an issue's fields, to whoever may edit it; before others it goes to them in private. */
export async function openIssueForm(scene: Scene, id: IssueId): Promise<Reply> {
  const held = await holdForMove(scene, { issue: id, seen: null, words: null }, 'edit')
  return held.kind === 'refused' ? held.reply : showForm(scene, held, null)
}

/** `typed`: what was given and could not be taken stands in the form again. */
async function showForm(
  scene: Scene,
  { campaign, issue, roles }: HeldIssue,
  note: string | null,
  typed: GivenFields = {},
): Promise<Reply> {
  const departments = await loadDepartments(scene.tx, campaign.id)
  const supporting = (await supportsOf(scene.tx, issue.id)).map((one) => one.id)
  const card = issueFieldsCard({
    campaignTitle: campaign.title,
    of: { kind: 'edit', issue: issue.id, no: issue.no, seen: issue.version },
    values: {
      ...noValues,
      problem: issue.problem,
      cause: issue.cause,
      measure: issue.measure,
      kind: kindWords[issue.kind],
      above: issue.above,
      due: issue.due,
      supporting: supporting.map(String),
      owner: issue.owner === null ? null : String(issue.owner),
      ...typedValues(typed),
    },
    leading: [],
    supporting: choices(departments.filter((one) => one.id !== issue.department)),
    people: mayMove('assign', roles) ? peopleOf(departments, [issue.department, ...supporting]) : [],
    note,
  })
  return scene.place === 'private' ? { card } : answerAside(scene, `issue-form:${issue.id}`, card)
}

function choices(departments: readonly Department[]): { value: string; text: string }[] {
  return departments.length > mostChoices ? [] : departments.map(({ id, name }) => ({ value: String(id), text: name }))
}

/** Of the departments that have to do with it; anybody else of the campaign's is named in words. */
function peopleOf(departments: readonly Department[], of: readonly DepartmentId[]): { value: string; text: string }[] {
  const near = departments.filter((one) => of.includes(one.id)).flatMap((one) => one.people)
  const people = [...new Map(near.map((one) => [one.id, one.name]))]
  return people.length > mostChoices ? [] : people.map(([id, name]) => ({ value: String(id), text: name }))
}

type Edit = {
  readonly issue: IssueId
  readonly seen: number | null
  readonly given: GivenFields
  /** By the form, where what is left out is empty. */
  readonly whole: boolean
}

/** Writes what was given and differs; the owner only where that is theirs to say, and the new one hears of it. */
export async function editIssue(scene: Scene, edit: Edit): Promise<Reply> {
  const held = await holdForMove(scene, { issue: edit.issue, seen: null, words: null }, 'edit')
  if (held.kind === 'refused') return held.reply
  const read = await readGiven(scene, held, edit)
  const isOld = edit.seen !== null && edit.seen !== held.issue.version
  if (isOld && typeof read !== 'string') return again(scene, held, 'old-card', edit)
  if (typeof read === 'string' && !(isOld && read === 'nothing-changed')) return again(scene, held, read, edit)
  // A second tap: what it says is kept already.
  if (typeof read === 'string') return showIssue(scene, held.campaign, held.issue, saved)
  return write(scene, held, read)
}

const saved = { toast: { kind: 'success', text: issueSaid.saved } } as const

async function readGiven(scene: Scene, held: HeldIssue, { given, whole }: Edit): Promise<Written | IssueRefusal> {
  if (!whole && ['source', 'department', 'requirements'].some((field) => field in given)) return 'not-here'
  const verdict = checkEdit(held.issue, readEdit(given, whole), scene.today)
  if (verdict.kind === 'refused') return verdict.why
  const departments = await loadDepartments(scene.tx, held.campaign.id)
  const owner = await ownerGiven(scene, held, departments, given)
  if (typeof owner === 'string') return owner
  const support = await supportGiven(scene, held, departments, given, whole)
  if (typeof support === 'string') return support
  const changed = [...Object.keys(verdict.change), ...(support === null ? [] : ['supporting'])]
  if (changed.length === 0 && owner === null) return 'nothing-changed'
  return { change: verdict.change, changed, support, owner }
}

type Written = {
  readonly change: Parameters<typeof moveHeld>[2]
  readonly changed: readonly string[]
  readonly support: Support | null
  readonly owner: PersonId | null
}

async function write(scene: Scene, held: HeldIssue, { change, changed, support, owner }: Written): Promise<Reply> {
  const { campaign } = held
  let issue = held.issue
  if (support !== null) {
    await dropSupports(scene.tx, issue.id, support.gone)
    await addSupports(scene.tx, issue.id, support.come)
  }
  if (changed.length > 0) issue = await moveHeld(scene, held, change, { did: 'edit', about: { changed } })
  if (owner !== null) {
    const about = { from: issue.owner, to: owner, why: 'given' }
    issue = await moveHeld(scene, { campaign, issue }, { owner }, { did: 'assign', about })
    await tellOf(scene, campaign, issue, owner, issueNews.given)
  }
  return showIssue(scene, campaign, issue, saved)
}

/** Said in words it is answered in words; on the form, what was typed is still there. */
async function again(scene: Scene, held: HeldIssue, why: IssueRefusal, { whole, given }: Edit): Promise<Reply> {
  if (!whole) return (await refuse(scene, held, { words: null }, why)).reply
  const text = issueRefusals[why]
  return { ...(await showForm(scene, held, text, given)), toast: { kind: 'warning', text } }
}

/** Another owner than now; null: none was named. */
async function ownerGiven(
  scene: Scene,
  { issue, roles }: HeldIssue,
  departments: readonly Department[],
  given: GivenFields,
): Promise<PersonId | null | IssueRefusal> {
  const [name] = readSeveral(given.owner)
  const mentioned = 'owner' in given && scene.via.kind === 'message' && scene.via.mentioned.length > 0
  if (name === undefined && !mentioned) return null
  if (name === String(issue.owner)) return null
  if (!mayMove('assign', roles)) return 'above-only'
  const owner = await findOwner(scene, departments, name ?? '')
  if (owner === null) return 'owner-unknown'
  return owner === issue.owner ? null : owner
}

type Support = { readonly come: readonly DepartmentId[]; readonly gone: readonly DepartmentId[] }

/** Which departments come to support it and which no longer do; null: as it was. */
async function supportGiven(
  scene: Scene,
  { issue }: HeldIssue,
  departments: readonly Department[],
  given: GivenFields,
  whole: boolean,
): Promise<Support | null | IssueRefusal> {
  const others = departments.filter((one) => one.id !== issue.department)
  if (whole ? choices(others).length === 0 : !('supporting' in given)) return null
  const named = readSeveral(given.supporting)
  const wanted = named.map((name) => others.find((one) => String(one.id) === name || one.name === name)?.id)
  if (wanted.includes(undefined)) return 'department-unknown'
  const before = (await supportsOf(scene.tx, issue.id)).map((one) => one.id)
  const after = wanted.filter((one) => one !== undefined)
  const come = after.filter((one) => !before.includes(one))
  const gone = before.filter((one) => !after.includes(one))
  return come.length + gone.length === 0 ? null : { come, gone }
}
