import { z } from 'zod'
import type { RequirementNo, TaskNo } from '#src/domain/ids.ts'
import { type Standard, usualRatings } from '#src/domain/standard.ts'

const text = z.string().trim().min(1)
const no = z.int().positive()

const requirement = z.object({
  no: no.transform((value) => value as RequirementNo),
  title: text,
  summary: text,
  evidence: z.array(text),
  suggestedDepartment: text,
})
const task = z.object({
  no: no.transform((value) => value as TaskNo),
  title: text,
  requirements: z.array(requirement).min(1),
})
const duty = z.object({ no, title: text, tasks: z.array(task).min(1) })
const catalogueSchema = z.object({
  id: text.regex(/^[a-z0-9-]+$/, 'an id is made of small letters, digits and hyphens'),
  title: text,
  documentNumber: text,
  duties: z.array(duty).min(1),
})

/** How many duties, tasks and requirements an edition officially has. */
export type Size = { readonly duties: number; readonly tasks: number; readonly requirements: number }

/** A catalogue file that cannot be used. The message names the file and the place in it, for whoever edited it. */
export class CatalogueError extends Error {
  constructor(file: string, place: string, problem: string) {
    super(`${file}: ${place === '' ? 'the whole file' : place}: ${problem}`)
    this.name = 'CatalogueError'
  }
}

/**
 * One catalogue, from the text of its file. Numbers must run on without a gap through the whole document, because
 * schools number the tasks of their reports that way (standards/README.md); `size` is held when it is known.
 * Throws `CatalogueError`.
 */
export function readCatalogue(file: string, content: string, size: Size | null): Standard {
  const parsed = catalogueSchema.safeParse(parseJson(file, content))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new CatalogueError(file, (issue?.path ?? []).join('.'), issue?.message ?? 'not a catalogue')
  }
  const { id, title, documentNumber, duties } = parsed.data
  const tasks = duties.flatMap((one) => one.tasks)
  const requirements = tasks.flatMap((one) => one.requirements)
  runsOn(file, 'duty', duties)
  runsOn(file, 'task', tasks)
  runsOn(file, 'requirement', requirements)
  if (size !== null) {
    holds(file, 'duties', duties.length, size.duties)
    holds(file, 'tasks', tasks.length, size.tasks)
    holds(file, 'requirements', requirements.length, size.requirements)
  }
  return {
    id,
    title,
    documentNumber,
    ratings: usualRatings,
    duties: duties.map((one) => ({ ...one, tasks: one.tasks.map(asTask) })),
  }
}

function asTask(read: z.infer<typeof task>) {
  return { ...read, requirements: read.requirements.map(({ summary, ...rest }) => ({ ...rest, text: summary })) }
}

function parseJson(file: string, content: string): unknown {
  try {
    return JSON.parse(content)
  } catch (cause) {
    throw new CatalogueError(file, '', `not JSON (${cause instanceof Error ? cause.message : 'unreadable'})`)
  }
}

function runsOn(file: string, kind: string, list: readonly { readonly no: number; readonly title: string }[]): void {
  const at = list.findIndex((one, index) => one.no !== index + 1)
  const found = list[at]
  if (found === undefined) return
  throw new CatalogueError(file, `${kind} 「${found.title}」`, `has the number ${found.no}, expected ${at + 1}`)
}

function holds(file: string, what: string, found: number, expected: number): void {
  if (found !== expected) throw new CatalogueError(file, what, `${found} of them, expected ${expected}`)
}
