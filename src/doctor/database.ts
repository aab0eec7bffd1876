import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { type Connection, connect } from '#db/connect.ts'
import { readSteps, type Steps } from '#db/migrate.ts'
import { showsLife } from '../backup/bot-key.ts'
import { wasMoved } from '../backup/move.ts'
import type { Config } from '../config.ts'
import { type Finding, fine, look, skipped, wrong } from './finding.ts'
import type { OnPort } from './running-bot.ts'

/** The oldest PostgreSQL the parts work with, and the oldest ours is tested on. */
const oldest = 13
const tested = 15

/**
 * The database: of a server everything that can be seen without changing it; an embedded one belongs to the bot, so a bot
 * that runs is asked, and otherwise it is opened only where it is there already and this user's own.
 */
export async function checkDatabase(config: Config, onPort: OnPort): Promise<Finding> {
  const { database } = config
  if ('url' in database) return withConnection(database, onPort, (one) => checkServer(one, onPort))
  if (onPort.kind === 'bot') {
    if (onPort.database)
      return fine('database', { zh: '内嵌数据库，机器人正在使用', en: 'embedded, in use by the bot' })
    return wrong(
      'database',
      { zh: '内嵌数据库没有应答', en: 'the embedded database does not answer' },
      { zh: '看机器人的日志，重启它', en: "see the bot's log, restart it" },
    )
  }
  const directory = resolve(database.directory)
  if (wasMoved(directory)) {
    return wrong(
      'database',
      { zh: '内嵌数据库的数据已经搬到服务器', en: 'what was in the embedded database was moved to a server' },
      {
        zh: '填写 DATABASE_URL；确实要接着用这份旧数据，就删除 DATA_DIR 里的 moved-to-server',
        en: 'set DATABASE_URL; or delete moved-to-server in DATA_DIR to go on with the old copy',
      },
    )
  }
  // One in another container is not on this port, and its socket is not seen here: opened twice the data are destroyed.
  if (await showsLife(directory)) {
    return look(
      'database',
      {
        zh: '内嵌数据库正由不在这个端口上的机器人使用，不打开它',
        en: 'embedded, and in use by a bot that is not on this port; it is not opened',
      },
      {
        zh: '在那个机器人的容器里检查（docker exec），或用它的 PORT；机器人刚被强行停掉的话，半分钟后再试',
        en: "run this in that bot's container (docker exec), or with its PORT; if it was killed a moment ago: again in half a minute",
      },
    )
  }
  if (!existsSync(join(directory, 'PG_VERSION'))) {
    return fine('database', {
      zh: '内嵌数据库，第一次启动时建立',
      en: 'embedded; it is made at the first start',
    })
  }
  if (statSync(directory).uid !== process.getuid?.()) {
    return skipped('database', {
      zh: '内嵌数据库属于另一个用户，不打开它',
      en: 'the embedded database belongs to another user and is not opened',
    })
  }
  return withConnection(database, onPort, async (one) => saySteps(await readSteps(one.db), onPort, '内嵌', 'embedded'))
}

async function withConnection(
  where: Config['database'],
  onPort: OnPort,
  check: (connection: Connection) => Promise<Finding>,
): Promise<Finding> {
  let connection: Connection | null = null
  try {
    connection = await connect(where)
    return await check(connection)
  } catch (error) {
    return sayUnreachable('url' in where, codeOf(error), onPort)
  } finally {
    await connection?.close().catch(() => {})
  }
}

function sayUnreachable(isServer: boolean, code: string, onPort: OnPort): Finding {
  if (isServer) {
    return wrong(
      'database',
      { zh: `连不上 DATABASE_URL 的数据库${code}`, en: `the database of DATABASE_URL does not answer${code}` },
      {
        zh: '启动数据库，核对 DATABASE_URL 里的地址、用户、密码和库名',
        en: 'start it, or check address, user, password and name in DATABASE_URL',
      },
    )
  }
  return wrong(
    'database',
    { zh: `内嵌数据库打不开${code}`, en: `the embedded database cannot be opened${code}` },
    onPort.kind === 'free'
      ? {
          zh: '另一个端口上有机器人在用它，或磁盘满了、文件损坏（恢复备份）',
          en: 'a bot on another port uses it, the disk is full, or it was damaged (restore a backup)',
        }
      : { zh: '先处理端口', en: 'put the port right first' },
  )
}

type Server = {
  readonly version: number
  readonly encoding: string
  readonly may: boolean
  readonly hasQueue: boolean
}

async function checkServer({ db }: Connection, onPort: OnPort): Promise<Finding> {
  const { rows } = await sql<Server>`
    select current_setting('server_version_num')::integer / 10000 as version,
      current_setting('server_encoding') as encoding,
      has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create') as may,
      to_regnamespace('pgboss') is not null as "hasQueue"`.execute(db)
  const [server] = rows
  if (server === undefined) throw new Error('a query without a table answers one row')
  const { version } = server
  const name = `PostgreSQL ${version}`
  if (version < oldest) {
    const says = { zh: `${name} 太旧`, en: `${name} is too old` }
    return wrong('database', says, { zh: `换成 ${tested} 或更新的版本`, en: `use ${tested} or newer` })
  }
  if (server.encoding !== 'UTF8') {
    const says = { zh: `${name} 的编码是 ${server.encoding}`, en: `${name} keeps text as ${server.encoding}` }
    return wrong('database', says, { zh: '重新建一个编码为 UTF8 的库', en: 'create a database with encoding UTF8' })
  }
  const steps = await readSteps(db)
  if (!server.may && (steps.behind.length > 0 || !server.hasQueue)) {
    return wrong(
      'database',
      { zh: `${name}：这个用户不能建表`, en: `${name}: this user may not create tables` },
      {
        zh: '让它成为库的所有者（alter database … owner to …），启动时要建表',
        en: 'make it the owner of the database (alter database … owner to …): tables are made at the start',
      },
    )
  }
  const found = saySteps(steps, onPort, name, name)
  if (found.mark !== 'fine' || version >= tested) return found
  const says = { zh: `${name}，比测试过的 ${tested} 旧`, en: `${name}, older than the tested ${tested}` }
  return look('database', says, { zh: `方便时升级到 ${tested}`, en: `move to ${tested} when there is time` })
}

function saySteps({ behind, ahead }: Steps, onPort: OnPort, zh: string, en: string): Finding {
  if (ahead.length > 0) {
    return wrong(
      'database',
      { zh: `${zh}：更新的版本已经用过这个库`, en: `${en}: a newer release has used this database` },
      { zh: '安装那个版本，或恢复更新前的备份', en: 'install that release, or restore the backup from before' },
    )
  }
  if (behind.length > 0 && onPort.kind === 'bot') {
    return look(
      'database',
      { zh: `${zh}：正在运行的机器人比这里的程序旧`, en: `${en}: the bot that runs is older than this program` },
      { zh: '重启机器人', en: 'restart the bot' },
    )
  }
  if (behind.length > 0) {
    return fine('database', {
      zh: `${zh}，下次启动时建表或更新`,
      en: `${en}; the next start makes or updates its tables`,
    })
  }
  return fine('database', { zh: `${zh}，表是最新的`, en: `${en}, its tables are up to date` })
}

/** The driver's or system's code; a message might hold what stands in the address. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? ` (${code})` : ''
}
