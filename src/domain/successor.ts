import type { DepartmentId, PersonId } from './ids.ts'

/** A department as it is now: nobody who left is in it, in the order in which they were first seen. */
type Staff = {
  readonly id: DepartmentId
  readonly heads: readonly PersonId[]
  readonly people: readonly PersonId[]
}

/** A share to be taken over: from whom, and how much of it lies in each department. */
type Parting = {
  readonly from: PersonId
  readonly parts: readonly { readonly department: DepartmentId; readonly size: number }[]
  readonly departments: readonly Staff[]
  /** Requirements and issues in the hands of each; nobody named here carries nothing. */
  readonly load: ReadonlyMap<PersonId, number>
  /** Null when they have left too. */
  readonly coordinator: PersonId | null
}

/** With no more people than this left, a department is its head and one other: the head takes it. */
const smallDepartment = 2

/**
 * Who is proposed to take over each department's part, the coordinator decides: somebody of that department; its head
 * where it is small or nobody in it carries less than they do, else whoever carries least. A head's own part, and that of
 * a department without a head, goes to whoever carries least in it. Where nobody is left: the coordinator, or null. The
 * largest part is placed first, and counts when the next one is.
 */
export function proposeSuccessors(parting: Parting): Map<DepartmentId, PersonId | null> {
  const load = new Map(parting.load)
  const proposal = new Map<DepartmentId, PersonId | null>(parting.parts.map((one) => [one.department, null]))
  for (const { department, size } of parting.parts.toSorted((a, b) => b.size - a.size)) {
    const staff = parting.departments.find((one) => one.id === department)
    const to = (staff === undefined ? null : ofDepartment(staff, parting.from, load)) ?? elsewhere(parting)
    proposal.set(department, to)
    if (to !== null) load.set(to, (load.get(to) ?? 0) + size)
  }
  return proposal
}

function ofDepartment(staff: Staff, from: PersonId, load: ReadonlyMap<PersonId, number>): PersonId | null {
  const carries = (person: PersonId) => load.get(person) ?? 0
  const others = staff.people.filter((one) => one !== from).toSorted((a, b) => carries(a) - carries(b))
  const [least] = others
  if (least === undefined) return null
  const head = staff.heads.includes(from) ? undefined : staff.heads.find((one) => others.includes(one))
  if (head === undefined) return least
  return others.length <= smallDepartment || carries(head) <= carries(least) ? head : least
}

function elsewhere({ from, coordinator }: Parting): PersonId | null {
  return coordinator === from ? null : coordinator
}
