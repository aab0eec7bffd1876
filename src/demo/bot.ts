import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { AppHandle } from '#src/emulator/control/app-handle.ts'
import type { Emulator } from '#src/emulator/start.ts'
import type { App } from '#src/emulator/world/world.ts'
import { makeLog } from '#src/log.ts'
import { type Running, start } from '#src/start.ts'
import { logTo } from './bot-log.ts'
import { timeZone } from './days.ts'
import type { DemoDirectory } from './directory.ts'

/** The scopes of README.md, and no more: in a group the bot hears only what mentions it. */
const scopes = [
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:chat:readonly',
  'im:resource',
  'im:message:readonly',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
]

/** Likewise the events; a menu it has not. */
const events = [
  'im.message.receive_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'contact.user.created_v3',
  'contact.user.updated_v3',
  'contact.user.deleted_v3',
]

/** The app as an administrator of the platform makes it. Its keys are new ones: the bot's port is open to the network. */
export function addApp(emulator: Emulator): AppHandle {
  const secret = () => randomBytes(16).toString('hex')
  return emulator.addApp({
    appId: 'cli_d0e0d0e0d0e0d0e0',
    appSecret: secret(),
    encryptKey: secret(),
    verificationToken: secret(),
    botName: '对标',
    scopes,
    events,
  })
}

/** The only app there is; kept with the platform. */
export function theApp({ world }: Emulator): App {
  const [app] = world.apps.values()
  if (app === undefined) throw new Error('the platform of the demonstration has no app')
  return app
}

/** The bot as `npm start` starts it, on a free port; what it would write to its terminal goes to a file. */
export async function startBot(emulator: Emulator, directory: DemoDirectory, now: () => Date): Promise<Running> {
  const { id, secret, encryptKey, verificationToken } = theApp(emulator)
  const running = await start(
    {
      port: 0,
      database: { directory: directory.bot },
      files: join(directory.bot, 'files'),
      feishu: {
        appId: id,
        appSecret: secret,
        domain: emulator.url,
        webhook: { encryptKey: encryptKey ?? '', verificationToken },
      },
      timeZone,
      logLevel: 'warn',
    },
    { log: makeLog('warn', logTo(directory.log)), now, everyMinute: true },
  )
  await emulator.app(id).setRequestUrl(`http://127.0.0.1:${running.port}/webhook/feishu`)
  return running
}
