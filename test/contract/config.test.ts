import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfig } from '#src/config.ts'

const enough = {
  FEISHU_APP_ID: 'cli_a1',
  FEISHU_APP_SECRET: 'secret-1',
  FEISHU_ENCRYPT_KEY: 'key-1',
  FEISHU_VERIFICATION_TOKEN: 'token-1',
}

test('four settings are enough; the others have a default', () => {
  expect(readConfig(enough)).toEqual({
    port: 3000,
    database: { directory: './data' },
    files: 'data/files',
    feishu: {
      appId: 'cli_a1',
      appSecret: 'secret-1',
      domain: 'https://open.feishu.cn',
      webhook: { encryptKey: 'key-1', verificationToken: 'token-1' },
    },
    timeZone: 'Asia/Shanghai',
    logLevel: 'info',
  })
})

describe('a setting is taken', () => {
  const taken: readonly [name: string, value: string, part: object][] = [
    ['PORT', '8080', { port: 8080 }],
    ['PORT', ' 8080 ', { port: 8080 }],
    ['PORT', '', { port: 3000 }],
    ['DATABASE_URL', 'postgres://u:p@db:5432/x', { database: { url: 'postgres://u:p@db:5432/x' } }],
    ['DATABASE_URL', 'postgresql://db/x', { database: { url: 'postgresql://db/x' } }],
    ['DATA_DIR', '/srv/data', { database: { directory: '/srv/data' }, files: '/srv/data/files' }],
    ['TIME_ZONE', 'Asia/Urumqi', { timeZone: 'Asia/Urumqi' }],
    ['TIME_ZONE', 'UTC', { timeZone: 'UTC' }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['FEISHU_TRANSPORT', 'webhook', { feishu: { webhook: { encryptKey: 'key-1', verificationToken: 'token-1' } } }],
    ['FEISHU_DOMAIN', 'https://open.larksuite.com/', { feishu: { domain: 'https://open.larksuite.com' } }],
    ['FEISHU_DOMAIN', 'http://127.0.0.1:4000', { feishu: { domain: 'http://127.0.0.1:4000' } }],
    ['FEISHU_DOMAIN', 'https://school.example/feishu//', { feishu: { domain: 'https://school.example/feishu' } }],
  ]
  test.each(taken)('%s=%s', (name, value, part) => {
    expect(readConfig({ ...enough, [name]: value })).toMatchObject(part)
  })
})

describe('a setting is refused, in a sentence that names it and not its value', () => {
  const refused: readonly [name: string, value: string | undefined, says: string][] = [
    ['FEISHU_APP_ID', undefined, '凭证与基础信息'],
    ['FEISHU_APP_SECRET', '', '凭证与基础信息'],
    ['FEISHU_ENCRYPT_KEY', '  ', 'Encrypt Key has to be set'],
    ['FEISHU_VERIFICATION_TOKEN', undefined, '加密策略'],
    ['FEISHU_TRANSPORT', 'pigeon', 'has to be webhook or long-connection'],
    ['FEISHU_DOMAIN', 'open.feishu.cn', 'https://open.feishu.cn'],
    ['FEISHU_DOMAIN', 'ftp://open.feishu.cn', 'https://open.feishu.cn'],
    ['FEISHU_DOMAIN', 'https://open.feishu.cn?a=1', 'https://open.feishu.cn'],
    ['PORT', '0', 'from 1 to 65535'],
    ['PORT', '65536', 'from 1 to 65535'],
    ['PORT', '3e3', 'from 1 to 65535'],
    ['PORT', 'http', 'from 1 to 65535'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x', 'postgres://'],
    ['DATABASE_URL', 'hunter2', 'postgres://'],
    ['TIME_ZONE', 'Asia/Peking', 'Asia/Shanghai'],
    ['TIME_ZONE', '+08:00', 'Asia/Shanghai'],
    ['LOG_LEVEL', 'loud', 'silent'],
  ]
  test.each(refused)('%s=%s', (name, value, says) => {
    const read = () => readConfig({ ...enough, [name]: value })
    expect(read).toThrow(name)
    expect(read).toThrow(says)
    expect(read).toThrow(/^[^\n]+\.$/)
    if (value?.includes('hunter2')) expect(read).not.toThrow('hunter2')
  })
})

describe('the long connection', () => {
  const line = {
    FEISHU_TRANSPORT: 'long-connection',
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'secret-1',
  }

  test('needs no keys, and does not look at those it is given', () => {
    const read = {
      appId: 'cli_0123456789abcdef',
      appSecret: 'secret-1',
      domain: 'https://open.feishu.cn',
      webhook: null,
    }
    expect(readConfig(line).feishu).toEqual(read)
    expect(readConfig({ ...line, FEISHU_ENCRYPT_KEY: 'k', FEISHU_VERIFICATION_TOKEN: '' }).feishu).toEqual(read)
  })

  test('needs all the rest, and an app id by which the SDK can call', () => {
    expect(() => readConfig({ ...line, FEISHU_APP_ID: 'cli_a1' })).toThrow(/^FEISHU_APP_ID has to be cli_ and .+\.$/)
    expect(() => readConfig({ ...line, FEISHU_APP_ID: '' })).toThrow(/^FEISHU_APP_ID is missing: .+\.$/)
    expect(() => readConfig({ ...line, FEISHU_APP_SECRET: '' })).toThrow(/^FEISHU_APP_SECRET is missing: .+\.$/)
    expect(() => readConfig({ ...line, PORT: '0' })).toThrow('PORT has to be')
  })
})

test('.env.example lists every setting with its default, and nothing else', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n')
  const settings = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('='))
  const source = readFileSync('src/config.ts', 'utf8')
  const known = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name)
  expect(settings.map(([name]) => name).toSorted()).toEqual(known.toSorted())
  expect(readConfig({ ...Object.fromEntries(settings), ...enough })).toEqual(readConfig(enough))
  for (const [at, line] of lines.entries()) if (/^[A-Z]/.test(line)) expect(lines[at - 1]).toMatch(/^# .+\.$/)
})
