import type { DivisionLine } from './division-lines.ts'
import type { DivisionNow, Picked, RequirementNow } from './division-sheet.ts'
import type { DepartmentId, PersonId } from './ids.ts'
import { called } from './table-column.ts'

export type FoundPerson =
  | { readonly kind: 'found'; readonly department: DepartmentId; readonly person: PersonId }
  | { readonly kind: 'several'; readonly key: string; readonly name: string; readonly people: readonly PersonId[] }
  | {
      readonly kind: 'trouble'
      readonly why: 'department-unknown' | 'person-missing' | 'person-unknown' | 'person-elsewhere' | 'several-people'
      readonly column: 'department' | 'person'
      readonly text: string
    }

type Departments = DivisionNow['departments']
type Department = Departments[number]

/**
 * Who a line gives its requirement to: somebody of the campaign's departments, by name; of several of one name the one in
 * the line's department, or in the one written with the name, or whoever was picked. Who holds it already is meant
 * whenever the line says no other than what stands.
 */
export function findResponsible(
  line: DivisionLine,
  { holder }: RequirementNow,
  departments: Departments,
  picked: Picked,
): FoundPerson {
  if (line.person === '') return { kind: 'trouble', why: 'person-missing', column: 'person', text: '' }
  const saysNothingNew =
    holder !== null &&
    plain(line.person) === plain(called(holder.personName)) &&
    (line.department === '' || plain(line.department) === plain(holder.departmentName)) &&
    departments.some((one) => one.people.some((each) => each.id === holder.person))
  if (saysNothingNew) return { kind: 'found', department: holder.department, person: holder.person }
  const department = line.department === '' ? null : named(departments, line.department)
  if (department === undefined) {
    return { kind: 'trouble', why: 'department-unknown', column: 'department', text: line.department }
  }
  const read = readName(line.person, departments)
  if (read.kind === 'trouble') return { ...read, column: 'person', text: line.person }
  const places = [department, read.department].flatMap((one) => one ?? [])
  const people = read.people.filter((person) => places.every((one) => isIn(one, person)))
  const [only, ...more] = people
  if (only === undefined) return { kind: 'trouble', why: 'person-elsewhere', column: 'person', text: line.person }
  const place = places[0] ?? null
  if (more.length === 0) return { kind: 'found', department: placeOf(only, place, holder, departments), person: only }
  const key = place === null ? read.name : `${read.name}|${place.id}`
  const chosen = people.find((one) => one === picked[key])
  if (chosen === undefined) return { kind: 'several', key, name: read.name, people }
  return { kind: 'found', department: placeOf(chosen, place, holder, departments), person: chosen }
}

/** The department said; else the requirement's own while the person is in it; else the first of theirs. */
function placeOf(
  person: PersonId,
  said: Department | null,
  holder: RequirementNow['holder'],
  departments: Departments,
): DepartmentId {
  const own = departments.filter((one) => isIn(one, person))
  const found = said ?? own.find((one) => one.id === holder?.department) ?? own[0]
  if (found === undefined) throw new Error('somebody of no department was found in one')
  return found.id
}

type ReadName =
  | {
      readonly kind: 'name'
      readonly name: string
      readonly people: readonly PersonId[]
      readonly department: Department | null
    }
  | { readonly kind: 'trouble'; readonly why: 'person-unknown' | 'several-people' }

/** 张 伟, 张伟（教务处） and 教务处张伟 alike. Two names are nobody's: a requirement has one who answers for it. */
function readName(text: string, departments: Departments): ReadName {
  const whole = plain(text)
  // By its places: an expression would look at a cell full of brackets once for each of them.
  const bracket = whole.endsWith(')') ? whole.indexOf('(', 1) : -1
  const inBrackets = whole.slice(bracket + 1, -1)
  const before = departments.find((one) => whole.length > plain(one.name).length && whole.startsWith(plain(one.name)))
  const ways: readonly (readonly [name: string, department: Department | null])[] = [
    [whole, null],
    ...(bracket < 0 ? [] : [[whole.slice(0, bracket), named(departments, inBrackets) ?? null] as const]),
    ...(before === undefined ? [] : [[whole.slice(plain(before.name).length), before] as const]),
  ]
  for (const [name, department] of ways) {
    const people = withName(departments, name)
    if (people.length > 0 && (name === whole || department !== null)) return { kind: 'name', name, people, department }
  }
  const parts = text
    .normalize('NFKC')
    .split(/[、,;/\s]+|和|及/u)
    .filter((part) => part !== '')
  const known = parts.filter((part) => withName(departments, plain(part)).length > 0)
  return { kind: 'trouble', why: known.length > 1 ? 'several-people' : 'person-unknown' }
}

function withName(departments: Departments, name: string): PersonId[] {
  const same = departments.flatMap((one) => one.people).filter((one) => name !== '' && plain(one.name) === name)
  return [...new Set(same.map((one) => one.id))]
}

function named(departments: Departments, name: string): Department | undefined {
  return departments.find((one) => plain(one.name) === plain(name))
}

function isIn(department: Department, person: PersonId): boolean {
  return department.people.some((one) => one.id === person)
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '')
}
