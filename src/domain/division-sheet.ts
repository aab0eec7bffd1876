import type { DivisionLine, DivisionTable } from './division-lines.ts'
import { findRequirement, indexRequirements, type RequirementIndex } from './find-requirement.ts'
import { type FoundPerson, findResponsible } from './find-responsible.ts'
import type { DepartmentId, PersonId, RequirementNo, TaskNo } from './ids.ts'

/** Whose a requirement is. */
type Holder = { readonly department: DepartmentId; readonly person: PersonId }

/** A school's division as it stands, to which a table is compared. */
export type DivisionNow = {
  readonly requirements: readonly {
    readonly no: RequirementNo
    readonly taskNo: TaskNo | null
    readonly taskTitle: string | null
    readonly title: string
    readonly text: string
    /** Null while nothing is divided. */
    readonly holder: (Holder & { readonly departmentName: string; readonly personName: string }) | null
  }[]
  /** Those there are, with everybody in them. */
  readonly departments: readonly {
    readonly id: DepartmentId
    readonly name: string
    readonly people: readonly { readonly id: PersonId; readonly name: string }[]
  }[]
}
export type RequirementNow = DivisionNow['requirements'][number]

export type DivisionChange = { readonly no: RequirementNo; readonly from: Holder | null; readonly to: Holder }

/** What is not understood: `row` and the head of its column name the cell; `text` is what stands there. */
export type DivisionTrouble = {
  readonly row: number
  readonly head: string | null
  readonly kind: DivisionTroubleKind
  readonly text: string
}
export type DivisionTroubleKind =
  | 'formula'
  | 'error'
  | 'requirement-missing'
  | 'requirement-unknown'
  | 'requirement-ambiguous'
  | 'number-unknown'
  | 'number-contradicts'
  | 'twice'
  | 'department-unknown'
  | 'person-missing'
  | 'person-unknown'
  | 'person-elsewhere'
  | 'several-people'
  | 'same-name'

/** Several people of one name, one of whom is meant. The key is the name, with the department where one is said. */
export type NameToPick = {
  readonly key: string
  readonly name: string
  readonly people: readonly { readonly id: PersonId; readonly department: string }[]
  readonly rows: readonly number[]
}

export type DivisionPlan = {
  readonly changes: readonly DivisionChange[]
  readonly troubles: readonly DivisionTrouble[]
  readonly toPick: readonly NameToPick[]
  /** Requirements the table gives to whoever has them already. */
  readonly same: number
  /** Requirements the table does not name: they stay as they are. */
  readonly absent: number
  /** Requirements nobody would have afterwards: only before the first division. */
  readonly unheld: number
}

/** Who was picked of several of one name, by the key of `NameToPick`. */
export type Picked = Readonly<Record<string, PersonId>>

/** A table that waits for its confirmation: as read, who was picked, and the changes its card shows. */
export type DivisionImport = {
  readonly table: DivisionTable
  readonly picked: Picked
  readonly shown: readonly DivisionChange[]
}

type Read =
  | { readonly kind: 'trouble'; readonly troubles: readonly DivisionTrouble[]; readonly no: RequirementNo | null }
  /** Nobody and no department: of a requirement, or of what is none (the line of a duty). */
  | { readonly kind: 'nobody'; readonly no: RequirementNo | null }
  | { readonly kind: 'pick'; readonly no: RequirementNo; readonly found: Extract<FoundPerson, { kind: 'several' }> }
  | { readonly kind: 'to'; readonly no: RequirementNo; readonly to: Holder }

/**
 * What a table would change of a division. A requirement is known by its title (or text), else by its number in the
 * catalogue; what stands under 序号 counts lines and is taken for that number only where a line says neither. What the
 * table does not name stays as it is; two lines that give one requirement to different people change nothing of it.
 */
export function planDivision(table: DivisionTable, now: DivisionNow, picked: Picked): DivisionPlan {
  const index = indexRequirements(now.requirements)
  const all = table.lines.map((line) => ({ line, read: readLine(line, table.heads, index, now, picked) }))
  const twice = contradicting(all)
  const good = all.filter(({ line }) => !twice.has(line.row))
  const targets = new Map(good.flatMap(({ read }) => (read.kind === 'to' ? [[read.no, read.to] as const] : [])))
  const changes = now.requirements.flatMap(({ no, holder }): DivisionChange[] => {
    const to = targets.get(no)
    if (to === undefined || isSame(holder, to)) return []
    const from = holder === null ? null : { department: holder.department, person: holder.person }
    return [{ no, from, to }]
  })
  const named = new Set(all.flatMap(({ read }) => read.no ?? []))
  const given = new Set(all.flatMap(({ read }) => (read.kind === 'nobody' ? [] : (read.no ?? []))))
  return {
    changes,
    troubles: [
      ...all.flatMap(({ read }) => (read.kind === 'trouble' ? read.troubles : [])),
      ...all.flatMap(({ line, read }) =>
        read.kind === 'nobody' && read.no !== null && !given.has(read.no)
          ? [troubleAt(line, table.heads.person ?? null, 'person-missing', '')]
          : [],
      ),
      ...all.flatMap(({ line, read }) =>
        twice.has(line.row) ? [troubleAt(line, table.heads.person ?? null, 'twice', titleOf(now, read.no))] : [],
      ),
    ].toSorted((a, b) => a.row - b.row),
    toPick: toPick(good, now),
    same: targets.size - changes.length,
    absent: now.requirements.filter(({ no }) => !named.has(no)).length,
    unheld: now.requirements.filter(({ no, holder }) => holder === null && !targets.has(no)).length,
  }
}

function readLine(
  line: DivisionLine,
  heads: DivisionTable['heads'],
  index: RequirementIndex,
  now: DivisionNow,
  picked: Picked,
): Read {
  const head = (column: keyof typeof heads) => heads[column] ?? null
  const wanted = findRequirement(line, index)
  if (line.unread.length > 0) {
    const troubles = line.unread.map(({ column, why }) => troubleAt(line, head(column), why, ''))
    const isKnown = wanted.kind === 'found' && !line.unread.some(({ column }) => column === 'title' || column === 'no')
    return { kind: 'trouble', troubles, no: isKnown ? wanted.requirement.no : null }
  }
  if (wanted.kind === 'trouble') {
    if (line.person === '' && line.department === '') return { kind: 'nobody', no: null }
    return { kind: 'trouble', troubles: [troubleAt(line, head(wanted.column), wanted.why, wanted.text)], no: null }
  }
  const { requirement } = wanted
  if (line.person === '' && line.department === '') return { kind: 'nobody', no: requirement.no }
  const found = findResponsible(line, requirement, now.departments, picked)
  if (found.kind === 'trouble') {
    return {
      kind: 'trouble',
      troubles: [troubleAt(line, head(found.column), found.why, found.text)],
      no: requirement.no,
    }
  }
  if (found.kind === 'several') return { kind: 'pick', no: requirement.no, found }
  return { kind: 'to', no: requirement.no, to: { department: found.department, person: found.person } }
}

/** Lines that give one requirement to different people, or leave open whether they do. */
function contradicting(all: readonly { readonly line: DivisionLine; readonly read: Read }[]): ReadonlySet<number> {
  const said = all.filter(({ read }) => read.kind !== 'trouble' && read.kind !== 'nobody')
  const wrong = [...Map.groupBy(said, ({ read }) => read.no)].flatMap(([, same]) => {
    const ways = new Set(
      same.map(({ read }) =>
        read.kind === 'to' ? JSON.stringify(read.to) : read.kind === 'pick' ? read.found.key : '',
      ),
    )
    return ways.size > 1 ? same.map(({ line }) => line.row) : []
  })
  return new Set(wrong)
}

function toPick(all: readonly { readonly line: DivisionLine; readonly read: Read }[], now: DivisionNow): NameToPick[] {
  const open = all.flatMap(({ line, read }) => (read.kind === 'pick' ? [{ row: line.row, found: read.found }] : []))
  return [...Map.groupBy(open, ({ found }) => found.key)].flatMap(([key, same]) => {
    const [first] = same
    if (first === undefined) return []
    const people = first.found.people.map((id) => ({ id, department: departmentsOf(now, id) }))
    return [{ key, name: first.found.name, people, rows: same.map(({ row }) => row) }]
  })
}

function departmentsOf({ departments }: DivisionNow, person: PersonId): string {
  const own = departments.filter((one) => one.people.some((each) => each.id === person))
  return own.map((one) => one.name).join('、')
}

function isSame(holder: RequirementNow['holder'], to: Holder): boolean {
  return holder !== null && holder.person === to.person && holder.department === to.department
}

function titleOf({ requirements }: DivisionNow, no: RequirementNo | null): string {
  return requirements.find((one) => one.no === no)?.title ?? ''
}

function troubleAt(
  { row }: DivisionLine,
  head: string | null,
  kind: DivisionTroubleKind,
  text: string,
): DivisionTrouble {
  return { row, head, kind, text: text.replaceAll(/\s+/gu, ' ').slice(0, 60).toWellFormed() }
}
