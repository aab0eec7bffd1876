import type { AppHandle } from '#src/emulator/control/app-handle.ts'
import type { Emulator } from '#src/emulator/start.ts'
import { type Person, person } from './person.ts'

export type Employment = {
  /** Departments by name, made when first named. */
  readonly departments?: readonly string[]
  /** Heads the first of them. */
  readonly head?: boolean
  readonly available?: boolean
}

/** Employs people in the emulated school, one after the other. */
export function townsfolk(emulator: Emulator, app: AppHandle): (name: string, as?: Employment) => Person {
  const departments = new Map<string, { readonly id: string }>()
  return (name, { departments: names = [], head = false, available = true } = {}) => {
    for (const one of names) if (!departments.has(one)) departments.set(one, emulator.addDepartment({ name: one }))
    const own = names.flatMap((one) => departments.get(one) ?? [])
    const handle = emulator.addPerson({ name, departments: own, available })
    const [first] = own
    if (head && first !== undefined) emulator.setHead(first, handle)
    return person(emulator, app, handle)
  }
}
