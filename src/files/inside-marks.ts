import type { Content } from '../domain/evidence.ts'
import { type PrivateMark, privateMarks } from '../domain/looks-private.ts'
import { readLines } from './document-text.ts'

/**
 * What the words of a file look as if they held (identity numbers, telephones); null: nobody can look inside by program,
 * as into a photo, a PDF, a document of before 2007.
 */
export async function insideMarks(bytes: Uint8Array, content: Content): Promise<PrivateMark[] | null> {
  const found = new Set<PrivateMark>()
  const isRead = await readLines(bytes, content, (line) => {
    for (const mark of privateMarks(line)) found.add(mark)
  })
  // What was found before reading came to an end is there all the same.
  return isRead || found.size > 0 ? [...found].toSorted() : null
}
