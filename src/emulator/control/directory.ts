import type { Platform } from '../platform.ts'
import { tellOfDepartment, tellOfPerson } from '../world/directory-events.ts'
import type { Department, Person } from '../world/world.ts'
import { type PersonHandle, personHandle } from './person-handle.ts'
import { idOf, type Ref, the } from './refs.ts'

export type NewPerson = {
  readonly name: string
  readonly departments?: readonly Ref[]
  readonly email?: string | null
  readonly jobTitle?: string
  /** Inside the availability range of the apps (default); outside: 230013 and no way to find the bot. */
  readonly available?: boolean
  readonly timeZone?: string
}
export type DepartmentHandle = { readonly id: string; readonly departmentId: string; readonly name: string }

/** What the administrator of the tenant does; every step is told to the apps that may see it. */
export type DirectoryControl = {
  addDepartment(made: { name: string; parent?: Ref; head?: Ref }): DepartmentHandle
  renameDepartment(department: Ref, name: string): void
  removeDepartment(department: Ref): void
  setHead(department: Ref, person: Ref | null): void
  addPerson(made: NewPerson): PersonHandle
  updatePerson(person: Ref, change: Partial<NewPerson>): void
  /** Resignation: out of all groups, contact.user.deleted_v3, sends are refused. */
  removePerson(person: Ref): void
}

export function directoryControl(platform: Platform): DirectoryControl {
  const { world } = platform
  return {
    addDepartment({ name, parent, head }) {
      const department: Department = {
        id: world.ids.next('od-'),
        departmentId: world.ids.short(),
        name,
        parent: parent === undefined ? null : the(world, 'departments', parent).id,
        head: head === undefined ? null : the(world, 'people', head).id,
        order: (world.departments.size + 1) * 1000,
      }
      world.departments.set(department.id, department)
      tellOfDepartment(platform, 'created', department)
      return { id: department.id, departmentId: department.departmentId, name }
    },
    renameDepartment(ref, name) {
      const department = the(world, 'departments', ref)
      const old = { name: department.name }
      department.name = name
      tellOfDepartment(platform, 'updated', department, old)
    },
    removeDepartment(ref) {
      const department = the(world, 'departments', ref)
      const isUsed = [...world.people.values()].some(
        (each) => !each.resigned && each.departments.includes(department.id),
      )
      if (isUsed) throw new Error(`${department.name} still has members`)
      tellOfDepartment(platform, 'deleted', department)
      world.departments.delete(department.id)
    },
    setHead(ref, head) {
      const department = the(world, 'departments', ref)
      const old = { leader_user_id: department.head ?? '' }
      department.head = head === null ? null : the(world, 'people', head).id
      tellOfDepartment(platform, 'updated', department, old)
    },
    addPerson(made) {
      const id = world.ids.short()
      const person: Person = {
        id,
        unionId: world.ids.of('on_', id),
        name: made.name,
        email: made.email ?? null,
        jobTitle: made.jobTitle ?? '',
        departments: (made.departments ?? []).map((each) => the(world, 'departments', each).id),
        available: made.available ?? true,
        resigned: false,
        timeZone: made.timeZone ?? 'Asia/Shanghai',
        stopped: new Set(),
      }
      world.people.set(id, person)
      tellOfPerson(platform, 'created', person, null)
      return personHandle(platform, person)
    },
    updatePerson(ref, change) {
      const person = the(world, 'people', ref)
      const old = changed(person, change)
      if (change.name !== undefined) person.name = change.name
      if (change.email !== undefined) person.email = change.email
      if (change.jobTitle !== undefined) person.jobTitle = change.jobTitle
      if (change.available !== undefined) person.available = change.available
      if (change.timeZone !== undefined) person.timeZone = change.timeZone
      if (change.departments !== undefined) {
        person.departments = change.departments.map((each) => the(world, 'departments', each).id)
      }
      tellOfPerson(platform, 'updated', person, old)
    },
    removePerson(ref) {
      const person = the(world, 'people', idOf(ref))
      tellOfPerson(platform, 'deleted', person, null)
      person.resigned = true
      for (const chat of world.chats.values()) if (chat.kind === 'group') chat.people.delete(person.id)
      for (const department of world.departments.values()) if (department.head === person.id) department.head = null
    },
  }
}

/** old_object of an update holds the changed fields only. */
function changed(person: Person, change: Partial<NewPerson>): object {
  return {
    ...(change.name === undefined ? {} : { name: person.name }),
    ...(change.email === undefined ? {} : { email: person.email }),
    ...(change.jobTitle === undefined ? {} : { job_title: person.jobTitle }),
    ...(change.departments === undefined ? {} : { department_ids: person.departments }),
  }
}
