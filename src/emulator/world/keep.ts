import { createHash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { makeIds } from './ids.ts'
import { makeNews } from './news.ts'
import type { World } from './world.ts'

/** A tenant, and what its clock showed. */
export type Kept = { readonly world: World; readonly at: Date }

/** Why a kept world cannot be taken up again, as a sentence that says what to do. */
export class KeptWorldError extends Error {}

/** To be raised with every change of what the world holds: an older file is refused, not guessed at. */
const version = 2
const mark = 'emulator-world'

/** Everything but what is made anew: ids go on in a row of their own, and nobody listens to the news yet. */
type Stored = { readonly at: Date; readonly seed: string; readonly world: Omit<World, 'ids' | 'news'> }

/**
 * Writes a world into a file. It stands there whole or not at all, and is on the disk when this returns: a process killed in
 * the middle leaves the file as it was before. All in one turn, some milliseconds: each wait of an asynchronous write lasts as
 * long as whatever else the process is busy with, and what happens meanwhile would be lost with it. Throws what the disk says.
 */
export function saveWorld({ world, at }: Kept, file: string): void {
  const { ids, news: _, ...rest } = world
  const body = serialize({ at, seed: ids.seed, world: rest } satisfies Stored)
  const head = Buffer.from(`${mark} ${version} ${digest(body)}\n`)
  const draft = `${file}.new`
  onDisk(draft, 'w', (opened) => writeFileSync(opened, Buffer.concat([head, body])))
  renameSync(draft, file)
  // The new name, too, has to outlive a loss of power.
  onDisk(dirname(file), 'r', () => {})
}

/** Reads what `saveWorld` wrote. Throws KeptWorldError when there is no such file, or it is damaged or of another version. */
export async function readWorld(file: string): Promise<Kept> {
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) throw unusable(file, 'cannot be read')
  const end = bytes.indexOf('\n')
  const [kind, number, sum] = bytes.subarray(0, Math.max(end, 0)).toString().split(' ')
  if (kind !== mark) throw unusable(file, 'holds no world')
  if (number !== String(version)) throw unusable(file, `is of version ${number}, this release reads ${version}`)
  const body = bytes.subarray(end + 1)
  if (digest(body) !== sum) throw unusable(file, 'is damaged')
  const { at, seed, world } = deserialize(body) as Stored
  // Whoever waited for the answer to a press went away with the process; left open, the card could not be changed again.
  for (const message of world.messages.values()) message.openCallbacks = 0
  return { at, world: { ...world, ids: makeIds(seed, `${randomBytes(8).toString('hex')} `), news: makeNews() } }
}

function onDisk(path: string, mode: 'r' | 'w', change: (opened: number) => void): void {
  const opened = openSync(path, mode)
  try {
    change(opened)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

function digest(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

function unusable(file: string, why: string): KeptWorldError {
  return new KeptWorldError(`${file} ${why}: start with --fresh to begin anew`)
}
