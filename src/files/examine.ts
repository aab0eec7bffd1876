import { judgeContent } from '../domain/evidence.ts'
import type { Examined } from '../ports.ts'
import { readContent } from './content.ts'
import { insideMarks } from './inside-marks.ts'
import { cleanPhoto } from './photo.ts'

/** What becomes of bytes somebody sent: kept as they are, as a cleaned photo, or refused. `name` null: sent as a photo. */
export async function examine(name: string | null, bytes: Uint8Array): Promise<Examined> {
  if (bytes.length === 0) return { kind: 'refused', why: 'empty' }
  const content = await readContent(bytes)
  const verdict = judgeContent(name, content)
  switch (verdict.kind) {
    case 'refused':
      return verdict
    case 'file':
      return { kind: 'file', ending: verdict.ending, bytes, marks: await insideMarks(bytes, content) }
    case 'photo': {
      const photo = await cleanPhoto(bytes)
      return photo.kind === 'refused' ? photo : { kind: 'photo', ending: 'jpg', bytes: photo.bytes, marks: null }
    }
  }
}
