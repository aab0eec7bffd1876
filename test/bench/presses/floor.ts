import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { adaptKoa, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk'
import Koa from 'koa'
import pg from 'pg'
import { app } from './sealed.ts'

// The least a bot can do that loses nothing: the SDK's own adapter verifies and decrypts, one INSERT keeps the event, and
// the answer is a card of the size of ours, always the same. It decides nothing and knows nobody.

const [, , url = '', cardFile = ''] = process.argv
const card: unknown = JSON.parse(readFileSync(cardFile, 'utf8'))
// As many connections as the bot has (db/connect.ts).
const pool = new pg.Pool({ connectionString: url, max: 10 })
pool.on('error', () => {})
// Whoever measures it has ended, one way or the other.
process.on('disconnect', () => process.exit())
await pool.query('create table floor (key text primary key, event jsonb not null, received_at timestamptz not null)')

const dispatcher = new EventDispatcher({
  encryptKey: app.encryptKey,
  verificationToken: app.verificationToken,
  loggerLevel: LoggerLevel.error,
}).register({
  'card.action.trigger': async (event: { event_id?: string }) => {
    await pool.query('insert into floor (key, event, received_at) values ($1, $2, $3) on conflict do nothing', [
      event.event_id,
      JSON.stringify(event),
      new Date(),
    ])
    return { toast: { type: 'success', content: '已提交。' }, card: { type: 'raw', data: card } }
  },
})
const server = createServer(new Koa().use(adaptKoa('/webhook/feishu', dispatcher)).callback())
server.listen(0, () => process.send?.({ port: (server.address() as AddressInfo).port }))
