import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatId } from '#src/domain/ids.ts'
import { type Emulator, type StartOptions, startEmulator } from '#src/emulator/start.ts'
import { defaultSwitches } from '#src/emulator/switches.ts'
import { readWorld } from '#src/emulator/world/keep.ts'
import { keepSaving } from '#src/emulator/world/keep-saving.ts'
import { makeLog } from '#src/log.ts'
import type { Running } from '#src/start.ts'
import { addApp, startBot, theApp } from './bot.ts'
import { logTo } from './bot-log.ts'
import { makeClock } from './clock.ts'
import { beginning, timeZone } from './days.ts'
import { DemoError } from './demo-error.ts'
import type { DemoDirectory } from './directory.ts'
import { foresee } from './foresee.ts'
import { landmarksOf } from './landmarks.ts'
import { keepLookout } from './lookout.ts'
import { type Outlook, readOutlook, unknownYet } from './outlook.ts'
import { makePast } from './past.ts'
import { foundSchool, leadingGroup } from './school.ts'
import { suggestionsFor } from './suggestions.ts'
import { type Schedule, timeMachine } from './time-machine.ts'

export type Demo = {
  /** Where the page is. */
  readonly url: string
  /** Lets what is under way end, saves everything and stops. */
  stop(): Promise<void>
}

export type DemoOptions = {
  readonly port: number
  readonly directory: DemoDirectory
  /** Makes the past anew although there is one. */
  readonly fresh: boolean
  /** Breaks off the making of the past, which then begins anew at the next start. */
  readonly stopping: AbortSignal
  /** Hears what takes its time now: the making of the past, or the start alone. */
  readonly preparing: (what: 'past' | 'start') => void
  /** Hears of changes that could not be saved. */
  readonly unsaved: (error: unknown) => void
}

/** Nobody else on the network is invited. */
const host = '127.0.0.1'
/** What is under way may take so long when the demonstration is stopped. */
const patienceMs = 2_000
const beatMs = 60_000
/** While a busy machine makes the past, nobody waits in front of a phone. */
const unhurried = { eventTimeoutMs: 60_000, callbackTimeoutMs: 60_000, challengeTimeoutMs: 60_000 }

/**
 * Starts platform, bot and page on one clock; the past of the school is made or taken up. Throws DemoError, StartError or
 * KeptWorldError, each with a sentence, when that cannot be, and the signal's reason when it is told to stop before.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { directory, port, stopping } = options
  const kept = directory.complete && !options.fresh ? await readWorld(directory.town) : null
  const clock = makeClock(kept?.at ?? beginning)
  const log = makeLog('warn', logTo(directory.log))
  const schedule: Schedule = {
    tick: () => running.bot.tick(),
    settle: () => settle(emulator, running),
  }
  const machine = timeMachine(clock, schedule)
  const emulator: Emulator = await openPlatform({
    ...{ port, now: clock.now, switches: unhurried },
    ...(kept === null ? {} : { world: kept.world }),
    clock: {
      timeZone,
      async moveTo(to, passing) {
        await machine.moveTo(to, passing)
        await lookout.refresh()
        save()
      },
      landmarks: () => landmarksOf(foresee(lookout.outlook(), clock.now())),
    },
    suggestions: () => suggestionsFor(emulator, theApp(emulator), lookout.outlook(), clock.now()),
  })
  const lookout = keepLookout(emulator.world.news, {
    look: () => lookAtCampaign(emulator, running),
    settle: schedule.settle,
    failed: (error) => log.warn({ err: error }, 'the suggestions stay as they are: the data could not be read'),
  })
  options.preparing(kept === null ? 'past' : 'start')
  if (kept === null) await directory.clear()
  const school = kept === null ? foundSchool(emulator, addApp(emulator)) : null
  const keeping = keepSaving(emulator.world, directory.town, { now: clock.now, failed: options.unsaved })
  const save = () => {
    try {
      keeping.save()
    } catch (error) {
      options.unsaved(error)
    }
  }
  stopping.throwIfAborted()
  const running = await startBot(emulator, directory, clock.now)
  if (school !== null) {
    await makePast({ emulator, school, clock, schedule, stopping })
    keeping.save()
    await directory.noteComplete()
  }
  Object.assign(emulator.switches, defaultSwitches)
  clock.run()
  await lookout.begin()
  // The clock goes on when nothing else happens; killed, it goes back a minute at most.
  const beat = setInterval(save, beatMs)
  return {
    url: emulator.url,
    async stop() {
      clearInterval(beat)
      await machine.stop()
      await lookout.stop()
      await Promise.race([schedule.settle(), sleep(patienceMs)])
      try {
        await running.stop()
        await emulator.stop()
      } finally {
        keeping.stop()
        save()
      }
    },
  }
}

async function lookAtCampaign({ world }: Emulator, { connection }: Running): Promise<Outlook> {
  const leading = [...world.chats.values()].find(({ name }) => name === leadingGroup)
  if (leading === undefined) return unknownYet
  return connection.db.transaction().execute((tx) => readOutlook(tx, leading.id as ChatId))
}

async function openPlatform(options: StartOptions & { readonly port: number }): Promise<Emulator> {
  return startEmulator({ host, seed: 'demo', ...options }).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall !== 'listen') throw error
    const other = options.port === 4100 ? 4200 : 4100
    throw new DemoError(
      `端口 ${options.port} 用不了，多半已被占用，请换一个：npm run demo -- --port ${other}。(Port ${options.port} cannot be used: choose another with --port.)`,
    )
  })
}

async function settle(emulator: Emulator, { bot }: Running): Promise<void> {
  await emulator.settle()
  await bot.queue.settled()
  await emulator.settle()
}
