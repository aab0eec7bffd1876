import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { openIdFor } from '#src/emulator/world/people.ts'
import { makeWorld } from '#src/emulator/world/world.ts'
import type { Attempt } from './limits.ts'

export const credentials = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'secret-of-the-app',
  FEISHU_ENCRYPT_KEY: 'key-of-the-app',
  FEISHU_VERIFICATION_TOKEN: 'token-of-the-app',
} as const

/** The emulator by its own command, so that it keeps its time whatever the bots do. Its limits are on. */
export type DistantPlatform = {
  readonly url: string
  /** Their open ids, in the order in which they were added. */
  addPeople(count: number): Promise<string[]>
  /** Every call for a message so far. */
  attempts(): Promise<Attempt[]>
  stop(): Promise<void>
}

const seed = 'bench'
const program = fileURLToPath(new URL('../../src/emulator/main.ts', import.meta.url))
const wire = z.array(
  z.object({
    kind: z.string(),
    at: z.iso.datetime(),
    method: z.string().optional(),
    path: z.string().optional(),
    code: z.number().optional(),
    ms: z.number().optional(),
    request: z.unknown(),
  }),
)
const asked = z.object({ receive_id: z.string(), uuid: z.string() })

export async function startPlatform(): Promise<DistantPlatform> {
  const child = spawn(process.execPath, [program, '--port', '0', '--seed', seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/emulator${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  await ask('POST', '/apps', {
    appId: credentials.FEISHU_APP_ID,
    appSecret: credentials.FEISHU_APP_SECRET,
    encryptKey: credentials.FEISHU_ENCRYPT_KEY,
    verificationToken: credentials.FEISHU_VERIFICATION_TOKEN,
    botName: '对标',
  })
  // One seed, one row of ids: what an app calls somebody is not shown to whoever controls the world.
  const same = makeWorld(seed)
  return {
    url,
    async addPeople(count) {
      const ids: string[] = []
      for (let at = 0; at < count; at += 1)
        ids.push(z.object({ id: z.string() }).parse(await ask('POST', '/people', { name: `王老师${at}` })).id)
      return ids.map((id) => openIdFor(same, credentials.FEISHU_APP_ID, id))
    },
    async attempts() {
      const calls = wire.parse(await ask('GET', '/wire')).filter((one) => one.kind === 'api' && one.method === 'POST')
      return calls
        .filter((one) => one.path === '/open-apis/im/v1/messages')
        .map(({ at, request, code }) => {
          const { receive_id: to, uuid } = asked.parse(request)
          return { at: Date.parse(at), to, uuid, code: code ?? 0 }
        })
    },
    async stop() {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the emulator says nothing')
  for await (const line of createInterface(child.stdout)) {
    const url = /listening at (\S+)$/.exec(line)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('the emulator did not start')
}
