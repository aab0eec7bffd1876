import { type Config, parseSettings, readConfig, type schema } from '../config.ts'
import { type Finding, fine, type Words, wrong } from './finding.ts'

type Environment = Readonly<Record<string, string | undefined>>

const console = '从开发者后台「凭证与基础信息」复制'
const encryption = '从开发者后台「事件与回调」的「加密策略」复制'
const todo: Readonly<Record<keyof typeof schema.shape, string>> = {
  FEISHU_APP_ID: `${console}（cli_ 开头）`,
  FEISHU_APP_SECRET: console,
  FEISHU_TRANSPORT: '写 webhook 或 long-connection',
  FEISHU_ENCRYPT_KEY: `${encryption}（先在那里设置一个 Encrypt Key）`,
  FEISHU_VERIFICATION_TOKEN: encryption,
  FEISHU_DOMAIN: '写 https://open.feishu.cn，或不写',
  PORT: '写 1 到 65535 的数字，例如 3000',
  DATABASE_URL: '写成 postgres://用户:密码@地址:5432/库名；用内嵌数据库就不写',
  DATA_DIR: '写一个目录，例如 ./data',
  TIME_ZONE: '写时区的名称，例如 Asia/Shanghai',
  LOG_LEVEL: '写 info，或不写',
}

/** The settings, or a line for each that is missing or wrong; what they hold is never said. */
export function checkSettings(env: Environment): { readonly config: Config | null; readonly findings: Finding[] } {
  const read = parseSettings(env)
  if (!read.success) {
    const each = read.error.issues.map(({ path, message }) => sayWrong(String(path[0]), message))
    return { config: null, findings: each }
  }
  const config = readConfig(env)
  const isServer = 'url' in config.database
  const byLine = config.feishu.webhook === null
  const says: Words = {
    zh: `齐全，${byLine ? '长连接' : '网址回调'}，${isServer ? 'PostgreSQL' : '内嵌数据库'}`,
    en: `complete: ${byLine ? 'long connection' : 'webhook'}, ${isServer ? 'PostgreSQL' : 'embedded database'}`,
  }
  return { config, findings: [fine('settings', says)] }
}

function sayWrong(name: string, message: string): Finding {
  const isMissing = message.includes('is missing')
  const zh = Object.hasOwn(todo, name) ? todo[name as keyof typeof todo] : '对照 .env.example 修改'
  return wrong(
    'settings',
    { zh: isMissing ? `缺少 ${name}` : `${name} 的值不对`, en: isMissing ? `${name} is missing` : `${name} is wrong` },
    { zh, en: message.replace(/^.*?: /, '').replace(/\.$/, '') },
  )
}
