import type { FilePurpose } from './domain/incoming-file.ts'
import { readSheet } from './files/read-sheet.ts'
import { readStandard } from './files/read-standard.ts'
import type { FileReader } from './jobs/read-file.ts'
import type { Deps } from './usecases/deps.ts'
import { isStandard, planStandard } from './usecases/import-standard.ts'
import { isTemplate, planTemplate } from './usecases/import-template.ts'
import { isDivision, planDivisionFile, refuseFile, sceneOfFile } from './usecases/plan-division.ts'

/** What becomes of a file that changes the bot's own tables, by what it was sent for: how it is read, and what for. */
export function fileReaders(deps: Deps, now: () => Date): Readonly<Record<FilePurpose, FileReader>> {
  return {
    division: async (bytes) => {
      const read = await readSheet(bytes, { named: '责任分工表', isTable: isDivision })
      return async (tx, file) => {
        const scene = await sceneOfFile(tx, deps, file, now())
        return read.kind === 'refused' ? refuseFile(scene, read.why) : planDivisionFile(scene, file, read.sheet)
      }
    },
    standard: async (bytes, name) => {
      const read = await readStandard(bytes, name, { named: '标准', isTable: isStandard })
      return async (tx, file) => {
        const scene = await sceneOfFile(tx, deps, file, now())
        return read.kind === 'refused' ? refuseFile(scene, read.why) : planStandard(scene, file, read)
      }
    },
    template: async (bytes) => {
      const read = await readSheet(bytes, { named: '', isTable: isTemplate })
      return async (tx, file) => {
        const scene = await sceneOfFile(tx, deps, file, now())
        return read.kind === 'refused' ? refuseFile(scene, read.why) : planTemplate(scene, file, read.sheet)
      }
    },
  }
}
