import { readFileSync } from 'node:fs'
import type { Standard } from '#src/domain/standard.ts'
import { CatalogueError, readCatalogue, type Size } from './schema.ts'

/** Sizes as on the notices 教基〔2017〕9号 and 教基一〔2014〕10号; the edition in force comes first, so forms offer it first. */
const editions: readonly { readonly file: string; readonly size: Size }[] = [
  { file: 'compulsory-education-2017.json', size: { duties: 6, tasks: 22, requirements: 88 } },
  { file: 'compulsory-education-2014-trial.json', size: { duties: 6, tasks: 22, requirements: 92 } },
]

/** Every standard a campaign can be run against, read from this folder. Throws `CatalogueError` on the first bad file. */
export function loadCatalogues(folder: URL = new URL('.', import.meta.url)): Standard[] {
  const standards = editions.map(({ file, size }) => readCatalogue(file, readFile(folder, file), size))
  const twice = standards.find((one, index) => standards.findIndex((other) => other.id === one.id) !== index)
  if (twice !== undefined) throw new CatalogueError('standards', 'id', `${twice.id} is used by two files`)
  return standards
}

function readFile(folder: URL, file: string): string {
  try {
    return readFileSync(new URL(file, folder), 'utf8')
  } catch {
    throw new CatalogueError(file, '', 'cannot be read; the release is incomplete')
  }
}
