import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { holdDirectory } from '#db/hold-directory.ts'
import { DemoError } from './demo-error.ts'

/** Where a demonstration keeps what it is, held by this process alone. */
export type DemoDirectory = {
  /** The bot's embedded database. */
  readonly bot: string
  readonly log: string
  /** The emulated platform with its clock. */
  readonly town: string
  /** Whether the past was made here to its end; otherwise it is made anew. */
  readonly complete: boolean
  /** Removes what earlier runs have left. */
  clear(): Promise<void>
  noteComplete(): Promise<void>
  /** Leaves it to the next one; the end of the process does, too. */
  release(): Promise<void>
}

/** Only a directory in which this stands is ever emptied. */
const markerName = 'demo.json'
const marker = (complete: boolean) => `${JSON.stringify({ duibiao: 'demo', complete })}\n`

/** Takes a directory, which may not exist yet. Throws DemoError when it is somebody else's, or another demonstration runs there. */
export async function claimDirectory(path: string): Promise<DemoDirectory> {
  const entries = await openDirectory(path)
  const hold = await holdDirectory(path).catch(() => {
    throw new DemoError(
      `${path} 正由另一个示范使用，请先停止它，或用 --data 换一个目录。(Another demo runs on ${path}: stop it, or choose another with --data.)`,
    )
  })
  const marked = await readMarker(join(path, markerName))
  if (marked === null && entries.length > 0) {
    await hold.release()
    throw new DemoError(
      `${path} 里有别的东西，不会动它，请用 --data 换一个目录。(${path} holds something else and is left alone: choose another with --data.)`,
    )
  }
  const note = (complete: boolean) => writeFile(join(path, markerName), marker(complete))
  const at = { bot: join(path, 'bot'), log: join(path, 'bot.log'), town: join(path, 'town') }
  return {
    ...at,
    complete: marked === marker(true) && existsSync(at.bot),
    async clear() {
      // First, so that a clearing that is cut off is taken up by the next start.
      await note(false)
      for (const one of Object.values(at)) await rm(one, { recursive: true, force: true })
    },
    noteComplete: () => note(true),
    release: hold.release,
  }
}

async function openDirectory(path: string): Promise<readonly string[]> {
  try {
    await mkdir(path, { recursive: true })
    return await readdir(path)
  } catch {
    throw new DemoError(
      `${path} 不能用作目录，请检查权限，或用 --data 换一个。(${path} cannot be used as a directory: look at its permissions, or choose another with --data.)`,
    )
  }
}

async function readMarker(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === marker(true) || text === marker(false) ? text : null
}
