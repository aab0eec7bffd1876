import { departmentView, userView } from '../platform/contact-view.ts'
import type { Platform } from '../platform.ts'
import { hasScope } from './people.ts'
import { departmentsInRange, personInRange } from './range.ts'
import type { App, Department, Person } from './world.ts'

const scopes = ['contact:contact.base:readonly', 'contact:contact:readonly_as_app', 'contact:contact:access_as_app']

/** Tells every app that may see the person (contact.user.*_v3); `inRange` is asked before they are gone. */
export function tellOfPerson(
  platform: Platform,
  what: 'created' | 'updated' | 'deleted',
  person: Person,
  old: object | null,
): void {
  platform.world.news.tell({ kind: 'town' })
  for (const app of platform.world.apps.values()) {
    if (!hasScope(app, ...scopes) || !personInRange(platform.world, app, person)) continue
    const full = userView(platform.world, app, person, 'open_id', 'open_department_id')
    // updated: the page says that department_ids is not really filled, although its sample shows it.
    const { department_ids, orders: _, ...rest } = full as { department_ids?: string[]; orders?: unknown }
    const old_object = what === 'deleted' ? { department_ids } : old
    const object = what === 'created' ? full : rest
    const event = { object, ...(old_object === null ? {} : { old_object }) }
    platform.emit(app.id, `contact.user.${what}_v3`, event, 'directory')
  }
}

/** Tells every app that may see the department (contact.department.*_v3). */
export function tellOfDepartment(
  platform: Platform,
  what: 'created' | 'updated' | 'deleted',
  department: Department,
  old: object | null = null,
): void {
  platform.world.news.tell({ kind: 'town' })
  for (const app of platform.world.apps.values()) {
    if (!hasScope(app, ...scopes) || !departmentsInRange(platform.world, app).has(department.id)) continue
    const view = departmentView(platform.world, app, department, 'open_id', 'open_department_id')
    const object = what === 'deleted' ? { ...view, status: { is_deleted: true } } : view
    const event = { object, ...(old === null ? {} : { old_object: old }) }
    platform.emit(app.id, `contact.department.${what}_v3`, event, 'directory')
  }
}

/** The data range of an app was changed in the console (contact.scope.updated_v3): time for a full re-read. */
export function tellOfRange(platform: Platform, app: App): void {
  const { contactRange } = app
  const departments = contactRange === 'all' ? [...platform.world.departments.keys()] : contactRange.departments
  const list = departments.flatMap((id) => platform.world.departments.get(id) ?? [])
  const users = contactRange === 'all' ? [] : contactRange.users.flatMap((id) => platform.world.people.get(id) ?? [])
  const event = {
    added: {
      departments: list.map((each) => departmentView(platform.world, app, each, 'open_id', 'open_department_id')),
      users: users.map((each) => userView(platform.world, app, each, 'open_id', 'open_department_id')),
      user_groups: [],
    },
    removed: { departments: [], users: [], user_groups: [] },
  }
  platform.emit(app.id, 'contact.scope.updated_v3', event, 'directory')
}
