import { AppType, Client, DefaultCache, LoggerLevel } from '@larksuiteoapi/node-sdk'
import type { NewApp } from '#src/emulator/control/app-handle.ts'
import { startEmulator } from '#src/emulator/start.ts'
import type { Switches } from '#src/emulator/switches.ts'
import { startFakeBot } from './fake-bot.ts'

export const secret = 'the-app-secret'
export const encryptKey = 'an encrypt key'

type Options = { switches?: Partial<Switches>; app?: Partial<NewApp>; now?: () => Date }

/** The emulator with one app, its webhook, a department of three and a group, and the real SDK pointed at it. */
export async function startTown({ switches = {}, app: more = {}, now }: Options = {}) {
  const emulator = await startEmulator({ switches, ...(now ? { now } : {}) })
  const bot = await startFakeBot(encryptKey)
  const office = emulator.addDepartment({ name: '办公室' })
  const lin = emulator.addPerson({ name: '林老师', departments: [office] })
  const chen = emulator.addPerson({ name: '陈老师', departments: [office] })
  const group = emulator.addGroup({ name: '领导小组', members: [lin, chen] })
  const app = emulator.addApp({
    appId: 'cli_0123456789abcdef',
    appSecret: secret,
    encryptKey,
    verificationToken: 'vt',
    botName: '对标',
    ...more,
  })
  app.forceUrls({ event: bot.url, callback: bot.url })
  const client = sdkClient(emulator.url)
  return {
    ...{ emulator, bot, office, lin, chen, group, app, client },
    async [Symbol.asyncDispose]() {
      await emulator.stop()
      await bot[Symbol.asyncDispose]()
    },
  }
}

/** The SDK with a token cache of its own: the usual one is shared by the whole process. */
export function sdkClient(domain: string, appSecret = secret, appId = 'cli_0123456789abcdef'): Client {
  const say = () => {}
  const logger = { error: say, warn: say, info: say, debug: say, trace: say }
  const cache = new DefaultCache()
  return new Client({
    appId,
    appSecret,
    domain,
    cache,
    logger,
    loggerLevel: LoggerLevel.error,
    appType: AppType.SelfBuild,
  })
}

export type Refused = { status: number; code: number; msg: string; headers: Record<string, string> }

/** How a call ended: HTTP 4xx throws in the SDK, HTTP 200 with a code does not. */
export async function refusal(call: Promise<unknown>): Promise<Refused> {
  try {
    const answer = (await call) as { code?: number; msg?: string } | null
    return { status: 200, code: answer?.code ?? 0, msg: answer?.msg ?? '', headers: {} }
  } catch (error) {
    const { response } = error as {
      response?: { status: number; data: { code: number; msg: string }; headers: Record<string, string> }
    }
    if (!response) throw error
    return { status: response.status, code: response.data.code, msg: response.data.msg, headers: response.headers }
  }
}

export const text = (words: string) => JSON.stringify({ text: words })

/** A card of 2.0 around some elements. */
export function card(...elements: object[]) {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: '自查' }, template: 'blue' },
    body: { elements },
  }
}

export const words = (content: string) => ({ tag: 'plain_text', content })
export const button = (content: string, more: object = {}) => ({
  tag: 'button',
  text: words(content),
  behaviors: [{ type: 'callback', value: { do: content } }],
  ...more,
})
export const form = (...elements: object[]) => ({
  tag: 'form',
  name: 'f',
  elements: [...elements, button('提交', { name: 'submit', form_action_type: 'submit' })],
})
