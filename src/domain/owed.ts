import type { RequirementNo } from './ids.ts'

/** A requirement nobody has answered, and whom it is given to. */
export type OwedRow = {
  readonly no: RequirementNo
  readonly title: string
  readonly departmentName: string
  readonly respondentName: string
  readonly respondent: number
  readonly respondentLeft: boolean
}
export type OwedDepartment = { readonly name: string; readonly people: readonly OwedPerson[] }
export type OwedPerson = {
  readonly name: string
  /** They are no longer at the school. */
  readonly left: boolean
  readonly items: readonly { readonly no: RequirementNo; readonly title: string }[]
}

/** By department and in it by person, both in the order of the catalogue: nobody stands before others for owing more. */
export function groupOwed(rows: readonly OwedRow[]): OwedDepartment[] {
  return [...Map.groupBy(rows, (one) => one.departmentName)].map(([name, ofDepartment]) => ({
    name,
    people: [...Map.groupBy(ofDepartment, (one) => one.respondent).values()].map((own) => ({
      name: own[0]?.respondentName ?? '',
      left: own[0]?.respondentLeft ?? false,
      items: own.map(({ no, title }) => ({ no, title })),
    })),
  }))
}
