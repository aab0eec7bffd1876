import { type Connection, connect } from '../feishu/connection.ts'
import { type Activation, type Console, makeConsole } from '../feishu/console.ts'
import { makeDirectory } from '../feishu/directory.ts'
import { neededScopes, type Scope } from '../feishu/scopes.ts'
import { type Directory, MessengerError } from '../ports.ts'
import { type Finding, fine, look, type Subject, sayTrouble, skipped, type Words, wrong } from './finding.ts'

/** The platform as this app reaches it. */
export type Platform = { readonly connection: Connection; readonly console: Console; readonly directory: Directory }

export function reach(access: { appId: string; appSecret: string; domain: string }): Platform {
  const connection = connect(access)
  return { connection, console: makeConsole(connection), directory: makeDirectory(connection) }
}

const publish: Words = {
  zh: '然后在「版本管理与发布」创建新版本并发布',
  en: 'then publish a version: nothing takes effect before',
}

/**
 * Whether the platform can be reached, and how far the clock is from its own (the Date of any answer). `now`: the clock
 * the bot would go by.
 */
export async function checkReach(domain: string, now: () => Date): Promise<Finding[]> {
  const asked = now().getTime()
  let date: number
  try {
    const answer = await fetch(`${domain}/open-apis/bot/v3/info`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    await answer.body?.cancel()
    date = Date.parse(answer.headers.get('date') ?? '')
  } catch (error) {
    const code = codeOf(error)
    return [
      wrong(
        'platform',
        { zh: `连不上 ${domain}${code}`, en: `${domain} cannot be reached${code}` },
        { zh: '检查网络、防火墙和 FEISHU_DOMAIN', en: 'check the network, the firewall and FEISHU_DOMAIN' },
      ),
      skipped('clock', { zh: '没有可以对照的时间', en: 'there is no time to compare with' }),
    ]
  }
  const reached = fine('platform', { zh: `${domain} 可以访问`, en: `${domain} answers` })
  if (Number.isNaN(date)) {
    return [reached, skipped('clock', { zh: '平台没有告诉时间', en: 'the platform did not tell the time' })]
  }
  // The header has whole seconds, rounded down.
  return [reached, judgeClock(Math.round(((asked + now().getTime()) / 2 - date - 500) / 1_000))]
}

/** The webhook refuses what is signed more than five minutes ahead; whoever is that far off is late for everything else. */
export function judgeClock(seconds: number): Finding {
  const off = Math.abs(seconds)
  const way: Words = seconds > 0 ? { zh: '快', en: 'fast' } : { zh: '慢', en: 'slow' }
  const says: Words =
    off <= 5
      ? { zh: '与飞书一致', en: "agrees with the platform's" }
      : { zh: `比飞书${way.zh} ${off} 秒`, en: `${off} s ${way.en}` }
  const todo: Words = {
    zh: '打开自动对时（NTP）；超过 5 分钟网址回调会被拒收，提醒也不准时',
    en: 'turn on NTP; beyond five minutes the webhook refuses events, and reminders come at the wrong time',
  }
  if (off > 300) return wrong('clock', says, todo)
  return off > 30 ? look('clock', says, todo) : fine('clock', says)
}

/** Credentials, bot, scopes and range, each once those before it allow it to be asked. */
export async function* checkApp(platform: Platform): AsyncGenerator<Finding> {
  const rest = ['bot', 'scopes', 'range'] as const
  try {
    await platform.connection.call(async () => {})
  } catch (error) {
    const { code, todo } = sayTrouble(error)
    yield wrong('credentials', { zh: `平台不认${code}`, en: `not accepted${code}` }, todo)
    for (const about of rest) yield skipped(about, { zh: '要先有可用的凭证', en: 'needs credentials first' })
    return
  }
  yield fine('credentials', { zh: 'App ID 和 App Secret 可用', en: 'App ID and App Secret are accepted' })
  yield await asked('bot', () => checkBot(platform.console))
  yield await asked('scopes', () => checkScopes(platform.console))
  yield await asked('range', () => checkRange(platform))
}

/** What the platform refuses to tell is a finding of its own. */
async function asked(about: Subject, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check()
  } catch (error) {
    const { code, todo } = sayTrouble(error)
    return wrong(about, { zh: `平台没有回答${code}`, en: `the platform refused${code}` }, todo)
  }
}

const idle: Readonly<Record<Exclude<Activation, 'ready'>, Words>> = {
  'not-installed': { zh: '应用还没有发布', en: 'the app has not been published' },
  stopped: { zh: '应用被管理员停用', en: 'an administrator has stopped the app' },
  'not-enabled': { zh: '应用等待管理员启用', en: 'the app waits for an administrator' },
  lapsed: { zh: '应用因套餐到期而停用', en: 'the app has been stopped because a plan has lapsed' },
}

async function checkBot(console: Console): Promise<Finding> {
  const { name, activation } = await console.self()
  if (activation === 'ready') return fine('bot', { zh: `「${name}」已启用`, en: `「${name}」 is enabled` })
  return wrong('bot', idle[activation], {
    zh: '在「版本管理与发布」创建版本、设置可用范围并发布，请管理员审核、启用',
    en: 'create a version under 版本管理与发布, set 可用范围, publish; an administrator approves and enables it',
  })
}

async function checkScopes(console: Console): Promise<Finding> {
  const granted = await console.scopes().catch((error: unknown) => {
    // The one call that tells; where it is not offered the calls themselves say what they lack.
    if (error instanceof MessengerError && (error.kind === 'content' || error.kind === 'settings')) return null
    throw error
  })
  if (granted === null) {
    return look(
      'scopes',
      { zh: '平台不提供清单', en: 'the platform offers no list' },
      { zh: '请对照 README 核对「权限管理」', en: 'compare 权限管理 with the list in the README' },
    )
  }
  const missing = neededScopes.filter(({ scope, or }) => ![scope, ...or].some((one) => granted.has(one)))
  if (missing.length === 0) {
    return fine('scopes', { zh: `需要的 ${neededScopes.length} 项都有`, en: `all ${neededScopes.length} are granted` })
  }
  const list = (language: keyof Words) =>
    missing.map((one) => sayScope(one, language)).join(language === 'zh' ? '、' : ', ')
  return wrong(
    'scopes',
    { zh: `缺少 ${list('zh')}`, en: `missing: ${list('en')}` },
    { zh: `在「权限管理」开通，${publish.zh}`, en: `add them under 权限管理, ${publish.en}` },
  )
}

function sayScope({ scope, for: what }: Scope, language: keyof Words): string {
  return language === 'zh' ? `${scope}（${what.zh}）` : `${scope} (${what.en})`
}

async function checkRange({ console, directory }: Platform): Promise<Finding> {
  const { departments: tops, people } = await console.range()
  const widen: Words = {
    zh: `在「权限管理」的「通讯录权限范围」选全员或参加的部门，${publish.zh}`,
    en: `choose all staff, or the departments that take part, under 通讯录权限范围, ${publish.en}`,
  }
  if (tops.length === 0) {
    const alone = {
      zh: `没有部门，只有单独选的 ${people.length} 人`,
      en: `no department, ${people.length} people named singly`,
    }
    return wrong('range', people.length === 0 ? { zh: '空的', en: 'empty' } : alone, widen)
  }
  const all = await directory.departments(null, true)
  const whole = await directory.departments('0', false).then(
    () => true,
    (error: unknown) => {
      if (error instanceof MessengerError && (error.code === 40004 || error.code === 40014)) return false
      throw error
    },
  )
  if (whole) return fine('range', { zh: `全员，共 ${all.length} 个部门`, en: `all staff (departments: ${all.length})` })
  const named = all.slice(0, 5).map((one) => one.name)
  const more: Words = all.length > 5 ? { zh: '等', en: ' …' } : { zh: '', en: '' }
  return look(
    'range',
    {
      zh: `只有 ${all.length} 个部门：${named.join('、')}${more.zh}`,
      en: `only these (${all.length}): ${named.join(', ')}${more.en}`,
    },
    { zh: `还有部门要参加的话，${widen.zh}`, en: `if more take part: ${widen.en}` },
  )
}

/** The system's code of a failed request; nothing else of the error. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
  return typeof cause?.code === 'string' ? ` (${cause.code})` : ''
}
