import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const nameOf = (directory: string) => join(directory, 'backup-key')
const beatMs = 10_000
/** Three beats, and then it is dead. */
const aliveMs = 30_000

/** What lets another process of the same user ask a bot for a backup: who may read the directory may have what is in it. */
export type BotKey = { fits(said: string): boolean; drop(): Promise<void> }

/** Puts a new key into a bot's directory, and lets everybody see there that the bot lives for as long as it does. */
export async function layKey(directory: string): Promise<BotKey> {
  const key = randomBytes(32).toString('hex')
  const path = nameOf(directory)
  await rm(path, { force: true })
  await writeFile(path, key, { mode: 0o600, flag: 'wx' })
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), beatMs).unref()
  return {
    fits: (said) => said.length === key.length && timingSafeEqual(Buffer.from(said), Buffer.from(key)),
    async drop() {
      clearInterval(beat)
      await rm(path, { force: true })
    },
  }
}

/** Null: no bot that can be asked has been started there. */
export function readKey(directory: string): Promise<string | null> {
  return readFile(nameOf(directory), 'utf8').catch(() => null)
}

/**
 * Whether a bot has shown a moment ago that it lives there. One in another container cannot be called, and two embedded
 * databases on the same files destroy them.
 */
export async function showsLife(directory: string): Promise<boolean> {
  const key = await stat(nameOf(directory)).catch(() => null)
  return key !== null && Date.now() - key.mtimeMs < aliveMs
}
