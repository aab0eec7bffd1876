import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { migrate, migrations } from '#db/migrate.ts'
import { readConfig } from '#src/config.ts'
import { checkDatabase } from '#src/doctor/database.ts'
import { sayFinding } from '#src/doctor/say.ts'
import { openEmptyDatabase, openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { onServer, urlOf } from '#test/support/server.ts'

const free = { kind: 'free' } as const
const bot = { kind: 'bot', database: true, queue: true, line: true } as const
const configOf = (more: Record<string, string>) =>
  readConfig({
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'secret',
    FEISHU_ENCRYPT_KEY: 'key',
    FEISHU_VERIFICATION_TOKEN: 'token',
    ...more,
  })

describe('embedded data', () => {
  let directory: string
  const look = async (onPort: Parameters<typeof checkDatabase>[1] = free) =>
    sayFinding(await checkDatabase(configOf({ DATA_DIR: directory }), onPort), 'zh')
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'duibiao-doctor-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  test('nothing yet, one of an earlier release, one of this, one that is held, one of a later release', async () => {
    expect(await look()).toBe('✓ 数据库：内嵌数据库，第一次启动时建立')
    const early = await connect({ directory })
    await migrate(early.db, { upTo: Object.keys(migrations)[3] ?? '' })
    await early.close()
    expect(await look()).toBe('✓ 数据库：内嵌，下次启动时建表或更新')
    const now = await connect({ directory })
    await migrate(now.db)
    expect(await look()).toMatch(/^✗ 数据库：内嵌数据库打不开 \(EADDRINUSE\) → 另一个端口上有机器人在用它/)
    expect(await look(bot)).toBe('✓ 数据库：内嵌数据库，机器人正在使用')
    expect(await look({ ...bot, database: false })).toMatch(/^✗ 数据库：内嵌数据库没有应答 → /)
    await now.close()
    expect(await look()).toBe('✓ 数据库：内嵌，表是最新的')
    const later = await connect({ directory })
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(later.db)
    await later.close()
    expect(await look()).toMatch(/^✗ 数据库：内嵌：更新的版本已经用过这个库 → 安装那个版本/)
  })

  // Two embedded databases on the same files destroy them, and neither sees the other's socket.
  test('data whose bot lives in another container are not opened', async () => {
    await writeFile(join(directory, 'backup-key'), 'of the bot')
    expect(await look()).toMatch(/^! 数据库：内嵌数据库正由不在这个端口上的机器人使用，不打开它 → .*docker exec/)
    const before = new Date(Date.now() - 60_000)
    await utimes(join(directory, 'backup-key'), before, before)
    expect(await look()).toMatch(/^✗ 数据库：内嵌：更新的版本/)
  })

  test('data that were moved to a server start no bot', async () => {
    await writeFile(join(directory, 'moved-to-server'), '')
    expect(await look()).toMatch(/^✗ 数据库：.*已经搬到服务器 → .*DATABASE_URL/)
  })
})

// Written once for whichever database there is: here it needs a server.
const from = inject('testDatabase')
const server = 'server' in from ? from.server : null

describe.skipIf(server === null)('a server', () => {
  const look = async (url: string, onPort: Parameters<typeof checkDatabase>[1] = free) =>
    sayFinding(await checkDatabase(configOf({ DATABASE_URL: url }), onPort), 'zh')
  const urlOfDatabase = async ({ db }: TestDatabase, user?: string) => {
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
    const url = new URL(urlOf(server ?? '', rows[0]?.name ?? ''))
    if (user !== undefined) url.username = user
    return url.href
  }

  test('as this release leaves it, empty, and of an older and a newer one', async () => {
    await using ready = await openTestDatabase()
    expect(await look(await urlOfDatabase(ready))).toMatch(/^✓ 数据库：PostgreSQL \d+，表是最新的$/)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(ready.db)
    expect(await look(await urlOfDatabase(ready))).toMatch(/^✗ .*更新的版本已经用过这个库/)
    await using empty = await openEmptyDatabase()
    const url = await urlOfDatabase(empty)
    expect(await look(url)).toMatch(/^✓ 数据库：PostgreSQL \d+，下次启动时建表或更新$/)
    expect(await look(url, bot)).toMatch(/^! .*正在运行的机器人比这里的程序旧 → 重启机器人$/)
    // Looking has made nothing.
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(
      empty.db,
    )
    expect(rows[0]?.count).toBe(0)
  })

  test('a user who may not create tables, and one who is not there', async () => {
    await using empty = await openEmptyDatabase()
    const user = `duibiao_doctor_${randomBytes(4).toString('hex')}`
    await onServer(server ?? '', `create role ${user} login`)
    expect(await look(await urlOfDatabase(empty, user))).toMatch(/^✗ .*：这个用户不能建表 → 让它成为库的所有者/)
    await onServer(server ?? '', `drop role ${user}`)
    expect(await look(await urlOfDatabase(empty, user))).toMatch(/^✗ 数据库：连不上 DATABASE_URL 的数据库 \(28000\) → /)
  })

  test('a database that is not there, and one that cannot hold Chinese', async () => {
    expect(await look(urlOf(server ?? '', 'duibiao_is_not_here'))).toMatch(/^✗ .* \(3D000\) → /)
    const name = `duibiao_latin_${randomBytes(4).toString('hex')}`
    await onServer(server ?? '', `create database ${name} template template0 encoding 'LATIN1' locale 'C'`)
    expect(await look(urlOf(server ?? '', name))).toMatch(/^✗ .*的编码是 LATIN1 → 重新建一个编码为 UTF8 的库/)
    await onServer(server ?? '', `drop database ${name}`)
  })
})
