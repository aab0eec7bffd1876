import { Kysely } from 'kysely'
import { connect, openPool } from '#db/connect.ts'
import type { Database } from '#db/schema.ts'
import { serverDialect } from '#db/server-dialect.ts'
import { openFileStore } from '#src/files/store.ts'
import { makeLog } from '#src/log.ts'
import { wire } from '#src/wiring.ts'
import { remembering } from './remembering.ts'
import { app } from './sealed.ts'

// The bot, with a database that answers from memory once it is told to: what the process alone costs, and how fast it
// could be if a database cost nothing.

const [, , url = '', directory = ''] = process.argv
// Whoever measures it has ended, one way or the other.
process.on('disconnect', () => process.exit())
const dialect = remembering(serverDialect(openPool(url), 'select 1'))
process.on('message', () => dialect.forgetDatabase())
const bot = await wire({
  connection: { ...(await connect({ url })), db: new Kysely<Database>({ dialect }) },
  files: await openFileStore(directory),
  access: { appId: app.id, appSecret: app.secret, domain: 'http://127.0.0.1:9' },
  seal: { appId: app.id, encryptKey: app.encryptKey, verificationToken: app.verificationToken },
  timeZone: 'Asia/Shanghai',
  log: makeLog('info'),
  now: () => new Date(),
  everyMinute: false,
})
process.send?.({ port: await bot.start(0) })
