import type { Card } from '#cards/card.ts'
import { dividedCard } from '#cards/divided.ts'
import { divisionCard } from '#cards/division.ts'
import { departmentsGone } from '#cards/words.ts'
import { type AssignedRow, assignedRows, requirementsToAssign } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { type Department, loadDepartments } from '#db/department.ts'
import type { DivisionChoice } from '#db/schema.ts'
import { oneRespondent, propose, spread } from '../domain/division.ts'
import type { DepartmentId, PersonId, RequirementNo } from '../domain/ids.ts'
import type { Scene } from './scene.ts'

/** The requirements for which the catalogue suggests one department. */
type Group = { readonly key: string; readonly suggested: string; readonly nos: readonly RequirementNo[] }
/** A campaign while its work is being divided: what there is to give and who is there to take it. */
export type Table = {
  readonly campaign: Campaign
  readonly departments: readonly Department[]
  readonly groups: readonly Group[]
  readonly choice: DivisionChoice
  /** Departments the directory no longer has and how many requirements lie in them; null when all have a place. */
  readonly gone: { readonly names: readonly string[]; readonly requirements: number } | null
}

export type Given = {
  readonly no: RequirementNo
  readonly department: DepartmentId
  readonly respondent: PersonId
  /** Given in words, by the coordinator who named the person. */
  readonly byHand: boolean
}

/** The departments as last read, and which takes what: as the coordinator chose, otherwise as proposed. */
export async function layTable(scene: Scene, campaign: Campaign): Promise<Table> {
  const departments = await loadDepartments(scene.tx, campaign.id)
  const groups = grouped(await requirementsToAssign(scene.tx, campaign.id))
  const proposal = propose(
    groups.map((one) => ({ suggested: one.suggested, requirements: one.nos.length })),
    departments.map((one) => ({
      id: one.id,
      name: one.name,
      heads: one.heads.length,
      members: one.people.length - one.heads.length,
    })),
  )
  const chosen = groups.flatMap(({ suggested }) => {
    const kept = departments.find((one) => one.id === campaign.division.departments[suggested])
    const id = kept !== undefined && kept.people.length > 0 ? kept.id : (proposal.get(suggested) ?? null)
    return id === null ? [] : [[suggested, id] as const]
  })
  const choice = { ...campaign.division, departments: Object.fromEntries(chosen) }
  return { campaign, departments, groups, choice, gone: await inGoneDepartments(scene, campaign, departments) }
}

async function inGoneDepartments(scene: Scene, campaign: Campaign, departments: readonly Department[]) {
  const there = new Set(departments.map((one) => one.id))
  const lost = (await assignedRows(scene.tx, campaign.id)).filter((row) => !there.has(row.department))
  if (lost.length === 0) return null
  return { names: [...new Set(lost.map((row) => row.departmentName))], requirements: lost.length }
}

/**
 * Who gets what. What was handed over in words stays as it is; of the rest a requirement whose department has not changed
 * stays with a respondent who is still in it.
 */
export async function giveOut(scene: Scene, table: Table): Promise<Given[]> {
  const { campaign, departments, groups, choice } = table
  const before = new Map((await assignedRows(scene.tx, campaign.id)).map((row) => [row.no, row]))
  const respreads = choice.spread !== (campaign.division.confirmed?.spread ?? choice.spread)
  const load = new Map<PersonId, number>()
  const given: Given[] = []
  const give = (one: Given) => {
    given.push(one)
    load.set(one.respondent, (load.get(one.respondent) ?? 0) + 1)
  }
  const handed = handedOver([...before.values()], table)
  for (const { no, department, respondent } of handed.values()) give({ no, department, respondent, byHand: true })
  for (const department of departments) {
    const nos = groups
      .filter((group) => choice.departments[group.suggested] === department.id)
      .flatMap((group) => group.nos)
      .filter((no) => !handed.has(no))
      .toSorted((a, b) => a - b)
    const people = department.people.map((one) => one.id)
    const stays = (no: RequirementNo) => {
      const old = before.get(no)
      return !respreads && old?.department === department.id && people.includes(old.respondent) ? old.respondent : null
    }
    const fresh = whoAnswers(
      nos.filter((no) => stays(no) === null),
      department,
      choice,
      load,
    )
    for (const no of nos) {
      const respondent = stays(no) ?? fresh.get(no)
      if (respondent !== undefined) give({ no, department: department.id, respondent, byHand: false })
    }
  }
  return given
}

/**
 * What the coordinator handed over in words and has not given away with its group since: the group's department is the
 * one last confirmed, or that one is gone and nobody decided anything.
 */
function handedOver(before: readonly AssignedRow[], { campaign, departments, groups, choice }: Table) {
  const there = new Set(departments.map((one) => one.id))
  const moved = new Set(
    groups.flatMap(({ suggested, nos }) => {
      const last = campaign.division.confirmed?.departments[suggested]
      return last !== undefined && there.has(last) && last !== choice.departments[suggested] ? nos : []
    }),
  )
  const stays = before.filter(
    (row) => row.byHand && !row.respondentLeft && there.has(row.department) && !moved.has(row.no),
  )
  return new Map(stays.map((row) => [row.no, row]))
}

function whoAnswers(
  nos: readonly RequirementNo[],
  department: Department,
  choice: DivisionChoice,
  load: ReadonlyMap<PersonId, number>,
): Map<RequirementNo, PersonId> {
  const people = department.people.map((one) => one.id)
  const one = oneRespondent(
    department.heads.map((head) => head.id),
    people,
  )
  return spread(nos, choice.spread === 'head' && one !== null ? [one] : people, load)
}

function grouped(asked: readonly { readonly no: RequirementNo; readonly suggested: string }[]): Group[] {
  const groups = new Map<string, RequirementNo[]>()
  for (const { no, suggested } of asked) groups.set(suggested, [...(groups.get(suggested) ?? []), no])
  return [...groups].map(([suggested, nos], index) => ({ key: `g${index}`, suggested, nos }))
}

/** The card of a page of the division; `why`: what stood in the way of the last press. */
export function draw({ campaign, departments, groups, choice, gone }: Table, page: number, why: string | null): Card {
  return divisionCard({
    campaign: campaign.id,
    school: campaign.school,
    title: campaign.title,
    seen: campaign.divisionSeen,
    departments: departments.map((one) => ({
      id: one.id,
      name: one.name,
      heads: one.heads.map((head) => head.name),
      members: one.people.length,
    })),
    groups: groups.map((one) => ({
      key: one.key,
      suggested: one.suggested,
      requirements: one.nos.length,
      chosen: choice.departments[one.suggested] ?? null,
    })),
    spread: choice.spread,
    page,
    refused: why ?? (gone === null ? null : departmentsGone(gone.names, gone.requirements)),
  })
}

/** What the division came to. `told`: how many hear of something new. */
export async function drawDivided(scene: Scene, campaign: Campaign, told: number): Promise<Card> {
  const rows = await assignedRows(scene.tx, campaign.id)
  const names = [...new Set(rows.map((row) => row.departmentName))]
  return dividedCard({
    campaign: campaign.id,
    title: campaign.title,
    departments: names.map((name) => {
      const share = rows.filter((row) => row.departmentName === name)
      return { name, requirements: share.length, people: new Set(share.map((row) => row.respondent)).size }
    }),
    requirements: rows.length,
    respondents: told,
  })
}
