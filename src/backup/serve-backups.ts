import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Log } from '../log.ts'
import { layKey } from './bot-key.ts'
import { type Source, writeBackup } from './write-backup.ts'

const patienceMs = 5_000

export type BackupService = { stop(): Promise<void> }

/**
 * Lets `npm run backup` ask a bot for a backup while it runs on the embedded database, which is its alone: over the socket
 * by which it holds the directory, with the key that lies in it. `stop` breaks off what is under way.
 */
export async function serveBackups(
  directory: string,
  source: Source,
  { log, now }: { readonly log: Log; readonly now: () => Date },
): Promise<BackupService> {
  const { hold } = source.connection
  if (hold === null) return { stop: async () => {} }
  const key = await layKey(directory)
  const callers = new Map<Socket, Promise<void>>()
  const answer = async (caller: Socket) => {
    try {
      if (!key.fits(await hear(caller))) return void caller.destroy()
      const { files, parts } = await writeBackup(source, caller, now())
      log.info({ tables: Object.keys(parts).length, files: files.count }, 'a backup was handed out')
    } catch (error) {
      log.error({ err: error }, 'a backup was broken off')
      caller.destroy()
    }
  }
  hold.onCall((caller) => {
    caller.on('error', () => {})
    callers.set(
      caller,
      answer(caller).finally(() => callers.delete(caller)),
    )
  })
  return {
    async stop() {
      hold.onCall((caller) => void caller.destroy())
      for (const caller of callers.keys()) caller.destroy()
      await Promise.all(callers.values())
      await key.drop()
    },
  }
}

/** The line a caller says first; nothing when it hangs up, or says nothing for a while. */
async function hear(caller: Socket): Promise<string> {
  caller.setTimeout(patienceMs, () => caller.destroy())
  const said = once(caller, 'data').then(([chunk]) => String(chunk).trim())
  const gone = once(caller, 'close').then(() => '')
  const heard = await Promise.race([said, gone])
  caller.setTimeout(0)
  return heard
}
