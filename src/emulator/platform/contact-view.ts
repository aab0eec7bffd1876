import { hasScope, openIdFor } from '../world/people.ts'
import { membersOf, subtree } from '../world/range.ts'
import type { App, Department, Person, World } from '../world/world.ts'

export type DepartmentIdType = 'open_department_id' | 'department_id'
export type UserIdType = 'open_id' | 'union_id' | 'user_id'

/** Scopes that carry every field of the directory at once (the older, broad ones). */
const broad = ['contact:contact:readonly', 'contact:contact:readonly_as_app', 'contact:contact:access_as_app']

function may(app: App, ...scopes: readonly string[]): boolean {
  return hasScope(app, ...broad, ...scopes)
}

export function userId(world: World, app: App, personId: string, type: UserIdType): string {
  if (type === 'user_id') return personId
  if (type === 'union_id') return world.people.get(personId)?.unionId ?? ''
  return openIdFor(world, app.id, personId)
}

export function departmentId(world: World, id: string | null, type: DepartmentIdType): string {
  if (id === null) return '0'
  return type === 'open_department_id' ? id : (world.departments.get(id)?.departmentId ?? '')
}

/** A person as the directory shows them: a field without its scope is absent, and that is no error (contact v3). */
export function userView(
  world: World,
  app: App,
  person: Person,
  userType: UserIdType,
  depType: DepartmentIdType,
): object {
  const leader = leaderOf(world, person)
  const department_ids = person.departments.map((id) => departmentId(world, id, depType))
  return {
    open_id: openIdFor(world, app.id, person.id),
    union_id: person.unionId,
    ...(may(app, 'contact:user.employee_id:readonly') ? { user_id: person.id } : {}),
    ...(may(app, 'contact:user.base:readonly') ? { name: person.name, en_name: '', nickname: '' } : {}),
    ...(may(app, 'contact:user.email:readonly') && person.email !== null ? { email: person.email } : {}),
    ...(may(app, 'contact:user.department:readonly')
      ? {
          department_ids: department_ids.length > 0 ? department_ids : ['0'],
          orders: department_ids.map((department_id, at) => ({
            department_id,
            user_order: 0,
            department_order: 1,
            is_primary_dept: at === 0,
          })),
        }
      : {}),
    ...(may(app, 'contact:user.employee:readonly')
      ? {
          leader_user_id: leader === null ? '' : userId(world, app, leader, userType),
          job_title: person.jobTitle,
          status: statusView(person),
          employee_no: '',
          employee_type: 1,
          is_tenant_manager: false,
        }
      : {}),
  }
}

export function statusView(person: Person): object {
  return { is_frozen: false, is_resigned: person.resigned, is_activated: true, is_exited: false, is_unjoin: false }
}

/** The head of the first department that is led by somebody else. */
function leaderOf(world: World, person: Person): string | null {
  for (const id of person.departments) {
    const head = world.departments.get(id)?.head ?? null
    if (head !== null && head !== person.id) return head
  }
  return null
}

/** A department: the name needs one scope, its place and head another. */
export function departmentView(
  world: World,
  app: App,
  department: Department,
  userType: UserIdType,
  depType: DepartmentIdType,
): object {
  const head = department.head === null ? null : userId(world, app, department.head, userType)
  return {
    ...(may(app, 'contact:department.base:readonly') ? { name: department.name, i18n_name: {} } : {}),
    department_id: department.departmentId,
    open_department_id: department.id,
    ...(may(app, 'contact:department.organize:readonly')
      ? {
          parent_department_id: departmentId(world, department.parent, depType),
          ...(head === null ? {} : { leader_user_id: head, leaders: [{ leaderType: 1, leaderID: head }] }),
          order: String(department.order),
          member_count: countBelow(world, department.id),
          status: { is_deleted: false },
        }
      : {}),
  }
}

/** Everybody in the department and below, each once. */
function countBelow(world: World, id: string): number {
  const people = new Set<string>()
  for (const each of subtree(world, id)) for (const person of membersOf(world, each)) people.add(person.id)
  return people.size
}
