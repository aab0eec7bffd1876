import { lstat, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Says that a directory is a demonstration's, and whether its past was made to the end. */
export type Marker = 'complete' | 'incomplete'

const whole = 'demo.json'
const draft = `${whole}.new`
export const markerNames: readonly string[] = [whole, draft]

const text = (marker: Marker) => `${JSON.stringify({ duibiao: 'demo', complete: marker === 'complete' })}\n`
const longest = text('incomplete').length

/** Marks a directory. A crash or a full disk leaves the marker as it was; throws what the disk says. */
export async function writeMarker(directory: string, marker: Marker): Promise<void> {
  await writeFile(join(directory, draft), text(marker), { flush: true })
  await rename(join(directory, draft), join(directory, whole))
}

/** The marker of a directory with these entries; 'begun' when its writing was cut off, and null when it is no demonstration's. */
export async function readMarker(directory: string, entries: readonly string[]): Promise<Marker | 'begun' | null> {
  const found = markerNames.filter((name) => entries.includes(name))
  const [first, ...others] = await Promise.all(found.map((name) => readShort(join(directory, name))))
  if (first === undefined) return null
  if (entries.includes(whole) && first === text('complete')) return 'complete'
  if (entries.includes(whole) && first === text('incomplete')) return 'incomplete'
  return [first, ...others].every(isBegun) ? 'begun' : null
}

const isBegun = (written: string | null) =>
  written !== null && [text('complete'), text('incomplete')].some((marker) => marker.startsWith(written))

/** What stands in a file that may be a marker; null is anything else, which is not read. */
async function readShort(file: string): Promise<string | null> {
  const found = await lstat(file).catch(() => null)
  return found?.isFile() && found.size <= longest ? readFile(file, 'utf8').catch(() => null) : null
}
