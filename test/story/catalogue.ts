import { readFileSync } from 'node:fs'

type Duty = {
  readonly no: number
  readonly title: string
  readonly tasks: readonly {
    readonly no: number
    readonly title: string
    readonly requirements: readonly {
      readonly no: number
      readonly title: string
      readonly suggestedDepartment: string
    }[]
  }[]
}

/** The 2014 edition as the project publishes it; read as the file it is, not through the bot. */
export const standard: { readonly title: string; readonly documentNumber: string; readonly duties: readonly Duty[] } =
  JSON.parse(readFileSync(new URL('../../standards/compulsory-education-2014-trial.json', import.meta.url), 'utf8'))

export type Asked = {
  readonly no: number
  readonly title: string
  readonly suggested: string
  readonly task: number
  readonly duty: number
}

/** Its requirements in order; no two have the same title, so a card tells by its words which one it asks. */
export const asked: readonly Asked[] = standard.duties.flatMap((duty) =>
  duty.tasks.flatMap((task) =>
    task.requirements.map(({ no, title, suggestedDepartment }) => ({
      no,
      title,
      suggested: suggestedDepartment,
      task: task.no,
      duty: duty.no,
    })),
  ),
)
