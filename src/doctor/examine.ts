import { dirname } from 'node:path'
import type { Config } from '../config.ts'
import { checkDatabase } from './database.ts'
import { type Finding, type Subject, skipped, type Words } from './finding.ts'
import { checkDisk, checkNode, checkZone } from './machine.ts'
import { checkApp, checkReach, reach } from './platform.ts'
import { lookAtPort, sayPort } from './running-bot.ts'
import { checkSettings } from './settings.ts'
import { type Try, tryLine } from './try-line.ts'

/** The clock is an argument, so that a test can be wrong about it. */
export type Examination = Pick<Try, 'to' | 'looks' | 'pause' | 'tell'> & { readonly now: () => Date }

const afterSettings: readonly Subject[] = ['disk', 'platform', 'credentials', 'port', 'database']

/**
 * Looks at everything between the environment and a teacher's press, one finding after the other; changes nothing but
 * for the one card it sends when somebody is named. What cannot be looked at yet is said to be skipped.
 */
export async function* examine(
  env: Readonly<Record<string, string | undefined>>,
  how: Examination,
): AsyncGenerator<Finding> {
  yield checkNode()
  const { config, findings } = checkSettings(env)
  yield* findings
  if (config !== null) return yield* examineWith(config, how)
  const words: Words = { zh: '要先改好设置', en: 'needs the settings first' }
  for (const about of afterSettings) yield skipped(about, words)
}

async function* examineWith(config: Config, how: Examination): AsyncGenerator<Finding> {
  yield await checkDisk(dirname(config.files))
  yield checkZone(config.timeZone, how.now())
  const { appId, appSecret, domain } = config.feishu
  yield* await checkReach(domain, how.now)
  const platform = reach({ appId, appSecret, domain })
  yield* checkApp(platform)
  const onPort = await lookAtPort(config.port)
  yield sayPort(config.port, onPort)
  yield await checkDatabase(config, onPort)
  yield* await tryLine({ ...how, platform, port: config.port, onPort, byLine: config.feishu.webhook === null })
}
