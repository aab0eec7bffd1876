import Koa from 'koa'
import { sql } from 'kysely'
import type { Card } from '#cards/card.ts'
import { nothingChanged, outcomeUnknown } from '#cards/words.ts'
import { loadCampaign } from '#db/campaign.ts'
import type { Connection } from '#db/connect.ts'
import { readStanding } from '#db/standing.ts'
import { tidyEmbedded } from '#db/tidy-embedded.ts'
import { isCertainlyUndone } from '#db/trouble.ts'
import manifest from '#package.json' with { type: 'json' }
import { loadCatalogues } from '#standards/catalogues.ts'
import { officialCalendar } from './calendar.ts'
import { mostEvidenceBytes } from './domain/evidence.ts'
import { mostFileBytes } from './domain/incoming-file.ts'
import { makeDoor } from './door.ts'
import type { PressEvent } from './events.ts'
import type { Access, Seal } from './feishu/app.ts'
import { makeAttachments } from './feishu/attachments.ts'
import { makeMessenger } from './feishu/client.ts'
import { connect as connectFeishu } from './feishu/connection.ts'
import { makeDirectory } from './feishu/directory.ts'
import { explain } from './feishu/explain.ts'
import { openLine } from './feishu/long-connection.ts'
import { webhook } from './feishu/webhook.ts'
import { fileReaders } from './file-readers.ts'
import { examine } from './files/examine.ts'
import { packFiles } from './files/pack.ts'
import { health } from './health.ts'
import { type Inbox, openInbox } from './inbox.ts'
import { deliverJobs } from './jobs/deliver.ts'
import { handleEventJob } from './jobs/handle-event.ts'
import type { AnyJob, Job } from './jobs/job.ts'
import { keepEvidenceJob } from './jobs/keep-evidence.ts'
import { pause } from './jobs/pause.ts'
import { openQueue, type Queue } from './jobs/queue.ts'
import { readFileJob } from './jobs/read-file.ts'
import { tickJob } from './jobs/tick.ts'
import type { Log } from './log.ts'
import { type Metrics, makeMetrics } from './metrics.ts'
import type { FileStore, JobName, Letter, Messenger } from './ports.ts'
import type { Deps } from './usecases/deps.ts'
import { refuseFile, sceneOfFile } from './usecases/plan-division.ts'
import { post } from './usecases/post.ts'
import { stillWanted } from './usecases/remind.ts'
import { stillLeads } from './usecases/roles.ts'
import { settleEvidence } from './usecases/settle-evidence.ts'
import { heardOfTest } from './usecases/test-connection.ts'
import { tick } from './usecases/tick.ts'
import { writeTrace } from './usecases/write-trace.ts'

export type BotParts = {
  readonly connection: Connection
  /** Where photos and files are kept. */
  readonly files: FileStore
  readonly access: Access
  /** Null: events come by the long connection, and nobody can post any. */
  readonly seal: Seal | null
  readonly timeZone: string
  readonly log: Log
  /** The clock of everything that is decided; waits and limits go by real time. */
  readonly now: () => Date
  /** Looks at the clock every minute; without it only when `tick` is called. */
  readonly everyMinute: boolean
}

/** The bot, joined but not listening yet. */
export type Bot = {
  readonly queue: Queue
  readonly messenger: Messenger
  /** Does whatever is due now. */
  tick(): Promise<void>
  /** Begins to work on the queue and takes requests on a port (0: any free one); answers the port. The line is not waited for. */
  start(port: number): Promise<number>
  /** Takes no more requests and lets what runs end; see `start` for how long. The database stays open. */
  stop(): Promise<void>
}

/** Joins the parts by hand. Throws when the database or a catalogue cannot be used. */
export async function wire({
  connection,
  files,
  access,
  seal,
  timeZone,
  log,
  now,
  everyMinute,
}: BotParts): Promise<Bot> {
  const { db, shared } = connection
  const platform = connectFeishu(access, { now })
  const messenger = makeMessenger(platform)
  const queue = await openQueue(connection, log, everyMinute ? timeZone : null)
  const deps: Deps = {
    db,
    shared,
    jobs: queue,
    directory: makeDirectory(platform),
    self: async () => (await messenger.self()).bot,
    calendar: officialCalendar,
    standards: loadCatalogues(),
    timeZone,
    sayFailure: ({ why, code }) =>
      why === 'outcome-unknown'
        ? outcomeUnknown
        : explain({ kind: why === 'broken' || why === 'not-needed' ? 'content' : why, code }).coordinator,
  }
  const inbox = openInbox(deps, now, (trouble) => {
    log.error({ kind: trouble.kind, code: trouble.code }, explain(trouble).operator)
  })
  const metrics = makeMetrics({
    depth: queue.depth,
    tickAge: queue.tickAge,
    standing: () => readStanding(db, now()),
    pool: connection.pool,
    build: {
      version: manifest.version,
      node: process.versions.node,
      database: connection.embedded === null ? 'server' : 'embedded',
    },
    now,
  })
  const jobs = [
    handleEventJob(inbox.handle, inbox.handleWithoutAsking),
    ...deliverJobs({
      db,
      messenger,
      files,
      pack: packFiles,
      trace: (tx, campaign, version) => writeTrace(tx, deps, campaign, version, now()),
      log,
      explain: (error) => explain(error).operator,
      count: metrics.delivery,
      stillWanted: (tx, reminder) => stillWanted(tx, deps, reminder, now()),
      stillMay: async (tx, { campaign, person }) => stillLeads(tx, await loadCampaign(tx, campaign), person),
      pause,
      now,
    }),
    keepEvidenceJob({
      db,
      jobs: queue,
      attachments: makeAttachments(platform),
      messenger,
      files,
      mostBytes: mostEvidenceBytes,
      examine,
      settle: (tx, piece, outcome) => settleEvidence(tx, deps, piece, outcome, now()),
      explain: (error) => explain(error).operator,
      log,
    }),
    readFileJob({
      db,
      attachments: makeAttachments(platform),
      mostBytes: mostFileBytes,
      readers: fileReaders(deps, now),
      refuse: async (tx, file, why) => refuseFile(await sceneOfFile(tx, deps, file, now()), why),
      explain: (error) => explain(error).operator,
      log,
      now,
    }),
    tickJob({
      db,
      now,
      tidy: async () => (connection.embedded === null ? undefined : tidyEmbedded(db)),
      tick: (at) => tick(deps, at),
    }),
  ]
  const receive = timed(metrics, inbox, log)
  /** What is being taken, some of it longer than its sender waits: nobody else will do it. */
  const taking = new Set<Promise<unknown>>()
  const kept: Inbox['receive'] = (event) => {
    const taken = receive(event)
    taking.add(taken)
    void taken.catch(() => {}).then(() => taking.delete(taken))
    return taken
  }
  const takes = { receive: kept, now, log }
  const line =
    seal === null
      ? openLine({ access, ...takes, sendCard: (press, card) => sendAfter(deps, press, card, now()) })
      : null
  if (line !== null) metrics.watchLine(line.isConnected)
  const checks = {
    database: () => sql`select 1`.execute(db),
    queue: queue.depth,
    ...(line === null ? {} : { 'long-connection': line.check }),
  }
  const app = new Koa()
  // A client that hangs up in the middle is its own affair; koa would write it to standard error.
  app.on('error', (error: unknown) => log.debug({ err: error }, 'a request broke off'))
  if (seal !== null) app.use(webhook({ seal, ...takes, refused: metrics.refused }).routes())
  app.use(
    health({
      checks,
      registry: metrics.registry,
      heard: (code) => db.transaction().execute((tx) => heardOfTest(tx, code)),
      refusals: metrics.refusals,
    }).routes(),
  )
  const door = makeDoor(app.callback())
  return {
    queue,
    messenger,
    tick: () => tick(deps, now()),
    async start(port) {
      await queue.work(jobs.map((job) => counted(metrics, job)))
      const listening = await door.open(port)
      line?.start()
      return listening
    },
    async stop() {
      const closed = Promise.all([door.close(), line?.stop()])
      await Promise.all([closed.then(() => Promise.allSettled(taking)), queue.stop()])
    },
  }
}

/** A card that could not be the answer to a press, by the queue, in the place of the one that was pressed. */
function sendAfter(
  { db, jobs }: Deps,
  { id, card: message, chat }: PressEvent,
  card: Card,
  at: Date,
): Promise<unknown> {
  const target = { to: 'card', message, chat } as const
  const letter: Letter = { key: `answer:${id}`, target, content: { kind: 'card', card }, campaign: null, person: null }
  return db.transaction().execute((tx) => post(tx, jobs, letter, at))
}

/** The inbox, with how long each press took written down; who presses in vain is told what is certain. */
function timed(metrics: Metrics, { receive }: Inbox, log: Log): Inbox['receive'] {
  return async (event) => {
    if (event.kind !== 'press') return receive(event)
    const began = performance.now()
    let outcome: 'answered' | 'failed' = 'failed'
    try {
      const reply = await receive(event)
      outcome = 'answered'
      return reply
    } catch (error) {
      if (!isCertainlyUndone(error)) throw error
      log.warn({ err: error, id: event.id }, 'a press was turned away: the database is in trouble')
      return { toast: { kind: 'error', text: nothingChanged } }
    } finally {
      metrics.press((performance.now() - began) / 1_000, outcome)
    }
  }
}

/** The job, with its end without success written down. */
function counted(metrics: Metrics, job: AnyJob): AnyJob {
  const { giveUp } = job as Job<JobName>
  const counting: Job<JobName>['giveUp'] = (payload) => {
    metrics.gaveUp(job.name)
    return giveUp(payload)
  }
  return { ...job, giveUp: counting } as AnyJob
}
