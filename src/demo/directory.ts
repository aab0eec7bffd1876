import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { holdDirectory } from '#db/hold-directory.ts'
import { DemoError } from './demo-error.ts'
import { markerNames, readMarker, writeMarker } from './marker.ts'
import { quoted } from './quoted.ts'

/** Where a demonstration keeps what it is, held by this process alone until it ends. */
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
}

/** All that is ever removed; the last is a world whose saving was cut off. */
const contents = ['bot', 'bot.log', 'town', 'town.new']

/** Takes a directory, which may not exist yet. Throws DemoError when it is somebody else's, or another demonstration runs there. */
export async function claimDirectory(path: string): Promise<DemoDirectory> {
  const named = quoted(path)
  const entries = await openDirectory(path)
  const hold = await holdDirectory(path).catch(() => {
    throw new DemoError(
      `${named} 正由另一个示范使用，请先停止它，或用 --data 换一个目录。(Another demo runs on ${named}: stop it, or choose another with --data.)`,
    )
  })
  const marked = await readMarker(path, entries)
  if (!(entries.length === 0 || isMarked(marked) || (marked === 'begun' && entries.every(isOurs)))) {
    await hold.release()
    throw new DemoError(
      `${named} 里有别的东西，不会动它，请用 --data 换一个目录。(${named} holds something else and is left alone: choose another with --data.)`,
    )
  }
  const at = { bot: join(path, 'bot'), log: join(path, 'bot.log'), town: join(path, 'town') }
  return {
    ...at,
    complete: marked === 'complete' && existsSync(at.bot),
    async clear() {
      // First, so that a clearing that is cut off is taken up by the next start.
      await writeMarker(path, 'incomplete')
      for (const name of contents) await rm(join(path, name), { recursive: true, force: true })
    },
    noteComplete: () => writeMarker(path, 'complete'),
  }
}

const isMarked = (marked: string | null) => marked === 'complete' || marked === 'incomplete'
const isOurs = (name: string) => contents.includes(name) || markerNames.includes(name)

async function openDirectory(path: string): Promise<readonly string[]> {
  try {
    await mkdir(path, { recursive: true })
    return await readdir(path)
  } catch {
    const named = quoted(path)
    throw new DemoError(
      `${named} 不能用作目录，请检查权限，或用 --data 换一个。(${named} cannot be used as a directory: look at its permissions, or choose another with --data.)`,
    )
  }
}
