import type { Card } from '#cards/card.ts'
import { refusals } from '#cards/words.ts'
import { beginInTime } from '#db/begin-in-time.ts'
import { saveChat, seenInChat } from '#db/chat.ts'
import { claim, enterPress, lockUnhandled, markHandled } from '#db/inbox.ts'
import { meetPerson, type Person } from '#db/person.ts'
import type { Tx } from '#db/tx.ts'
import { enterHolding } from '#db/walk-scene.ts'
import { type CommandName, readCommand } from './domain/command.ts'
import { wallClock } from './domain/day.ts'
import type { ChatId, OpenId } from './domain/ids.ts'
import type { InboundEvent, MessageEvent, PressEvent, Reply, RosterEvent } from './events.ts'
import { MessengerError } from './ports.ts'
import { routeMessage, runCommand, runPress, say } from './router.ts'
import { answeredBy } from './usecases/answer-requirement.ts'
import type { Deps } from './usecases/deps.ts'
import { leaveChat, sayHello } from './usecases/keep-roster.ts'
import { personLeaves } from './usecases/person-leaves.ts'
import { readPerson, refresh } from './usecases/refresh.ts'
import type { Scene } from './usecases/scene.ts'

/** Where everything that happens comes in, whatever brought it. */
export type Inbox = {
  /**
   * Takes an event for good, once: a press to its effect and its answer, everything else into the queue. When it
   * returns, the event is durable and may be acknowledged. Throws when the database does not answer.
   */
  receive(event: InboundEvent): Promise<Reply | null>
  /**
   * Handles a queued event; its effect and the note that it is handled commit together. May be called twice. Throws
   * MessengerError while the platform gives no answer to what has to be asked first.
   */
  handle(key: string): Promise<void>
  /** Handles it with what is known, when the platform has not answered for a while: an old list beats silence. */
  handleWithoutAsking(key: string): Promise<void>
}

/** `report` hears of what the platform refuses to tell us; the event is handled all the same. */
export function openInbox(deps: Deps, now: () => Date, report: (trouble: MessengerError) => void): Inbox {
  return {
    receive: (event) => {
      if (event.kind === 'ignored') return Promise.resolve(null)
      return event.kind === 'press' ? takePress(deps, event, now()) : queue(deps, event, now())
    },
    handle: (key) => handle(deps, key, now(), (event) => prepare(deps, event, now(), report)),
    handleWithoutAsking: (key) => handle(deps, key, now(), () => Promise.resolve(null)),
  }
}

/** Of the 2.5 s in which the platform is answered (webhook): what has not begun by then is answered as not done. */
const beginWithinMs = 2_000

/** The platform asks to claim messages by message id; other events have an id of their own (facts page, section 1.1). */
function keyOf(event: MessageEvent | RosterEvent): string {
  return event.kind === 'message' ? `message:${event.message}` : `event:${event.id}`
}

/** Events of one person are handled in the order in which they came. */
function groupOf(event: MessageEvent | RosterEvent): string {
  if (event.kind === 'message') return event.sender
  return 'chat' in event ? event.chat : event.person
}

function queue(deps: Deps, event: MessageEvent | RosterEvent, now: Date): Promise<null> {
  const key = keyOf(event)
  const first = (tx: Tx) => claim(tx, key, event, now)
  return beginInTime(deps.db, beginWithinMs, first, async (tx, isNew) => {
    if (isNew) await deps.jobs.enqueue(tx, 'handle-event', { key }, { group: groupOf(event) })
    return null
  })
}

async function takePress(deps: Deps, event: PressEvent, now: Date): Promise<Reply> {
  const key = `press:${event.id}`
  const { presser, chat } = event
  const about = event.press === null ? null : answeredBy(event.press)
  const pressed = { key, presser, chat, now }
  const first = async (tx: Tx) => {
    if (about !== null) return enterHolding(tx, pressed, about)
    const entered = await enterPress(tx, pressed)
    return entered === null ? null : { ...entered, held: null }
  }
  const obey = async (tx: Tx, entered: Awaited<ReturnType<typeof first>>): Promise<Reply> => {
    if (entered === null || event.press === null) return { toast: { kind: 'info', text: refusals['old-card'] } }
    const { isGroup, who, held } = entered
    const place = isGroup ? 'group' : 'private'
    const via = { kind: 'press', card: event.card, held } as const
    const scene = sceneOf(deps, tx, now, key, who ?? (await meetPerson(tx, presser)), chat, place, via)
    const reply = await runPress(scene, event.press, event.form)
    await noteMember(scene)
    return reply
  }
  const shared = about === null ? deps.db : deps.shared
  const { draw, ...reply } = await beginInTime(deps.db, beginWithinMs, first, obey, shared)
  return draw === undefined ? reply : { ...reply, card: await drawCard(draw) }
}

/** What was pressed is kept by now: trouble of the database must not be taken for the kind that has undone it. */
async function drawCard(draw: NonNullable<Reply['draw']>): Promise<Card> {
  try {
    return await draw()
  } catch (cause) {
    throw new Error('what was pressed is kept, but its card could not be drawn', { cause })
  }
}

type Prepare = (event: InboundEvent) => Promise<OpenId | null>

async function handle(deps: Deps, key: string, now: Date, prepare: Prepare): Promise<void> {
  const waiting = await deps.db.transaction().execute((tx) => lockUnhandled(tx, key))
  if (waiting === null) return
  const bot = await prepare(waiting)
  await deps.db.transaction().execute(async (tx) => {
    const event = await lockUnhandled(tx, key)
    if (event === null) return
    if (event.kind === 'message') await takeMessage(deps, tx, key, event, bot, now)
    else if (event.kind !== 'press' && event.kind !== 'ignored') await takeRoster(deps, tx, key, event, now)
    await markHandled(tx, key, now)
  })
}

/**
 * Asks the platform what handling will need, before the transaction. Answers who the bot is, where that matters. What it
 * refuses to tell (a missing scope) is reported and done without; no answer at all is thrown, to be tried again.
 */
async function prepare(
  deps: Deps,
  event: InboundEvent,
  now: Date,
  report: (trouble: MessengerError) => void,
): Promise<OpenId | null> {
  try {
    await ask(deps, event, now)
  } catch (error) {
    if (!(error instanceof MessengerError) || error.kind === 'again' || error.kind === 'unknown') throw error
    report(error)
  }
  return event.kind === 'message' && event.place === 'group' ? deps.self() : null
}

async function ask(deps: Deps, event: InboundEvent, now: Date): Promise<void> {
  switch (event.kind) {
    case 'message': {
      const text = 'text' in event.said ? event.said.text : ''
      const chat = event.place === 'group' ? event.chat : null
      return refresh(deps, { sender: event.sender, chat, command: commandIn(text) }, now)
    }
    case 'menu':
      return refresh(deps, { sender: event.person, chat: null, command: commandIn(`/${event.key}`) }, now)
    case 'bot-added':
      return refresh(deps, { sender: event.by, chat: event.chat, command: 'help' }, now)
    case 'person-changed':
      return readPerson(deps, event.person, keyOf(event), now)
  }
}

function commandIn(text: string): CommandName | null {
  const command = readCommand(text)
  return command === null || command.name === 'unknown' ? null : command.name
}

async function takeMessage(
  deps: Deps,
  tx: Tx,
  key: string,
  event: MessageEvent,
  bot: OpenId | null,
  now: Date,
): Promise<void> {
  if (event.place === 'group') await saveChat(tx, event.chat, '')
  // Without knowing who we are: the platform brings us a group's message only when it mentions us, save with one scope,
  // and whoever calls us mentions us first.
  const us = bot ?? (event.place === 'group' ? (event.mentions[0]?.who ?? null) : null)
  const others = event.mentions.map((one) => one.who).filter((who) => who !== us)
  const mentioned = us !== null && event.mentions.some((one) => one.who === us)
  const addressed = event.place === 'private' || mentioned
  const { message, root, at: sentAt } = event
  const via = { kind: 'message' as const, message, sentAt, root, mentioned: others }
  const scene = await setScene(deps, tx, now, key, event.sender, event.chat, event.place, via)
  await routeMessage(scene, event, addressed)
  await noteMember(scene)
}

async function takeRoster(deps: Deps, tx: Tx, key: string, event: RosterEvent, now: Date): Promise<void> {
  switch (event.kind) {
    case 'bot-added':
      return sayHello(tx, deps, event.chat, event.name, key, now)
    case 'bot-removed':
      return leaveChat(tx, deps, event.chat, key, now)
    case 'person-left':
      return personLeaves(tx, deps, event.person, key, now)
    case 'person-changed':
      return
    case 'menu': {
      // A press on the bot's menu names no chat; it is always the private one, which the person stands for.
      const chat = event.person as string as ChatId
      const via = { kind: 'message' as const, message: null, sentAt: null, root: null, mentioned: [] }
      const scene = await setScene(deps, tx, now, key, event.person, chat, 'private', via)
      await say(scene, await runCommand(scene, readCommand(`/${event.key}`) ?? { name: 'help', rest: '' }), 'chat')
    }
  }
}

async function setScene(
  deps: Deps,
  tx: Tx,
  now: Date,
  key: string,
  openId: OpenId,
  chat: ChatId,
  place: Scene['place'],
  via: Scene['via'],
): Promise<Scene> {
  return sceneOf(deps, tx, now, key, await meetPerson(tx, openId), chat, place, via)
}

function sceneOf(
  deps: Deps,
  tx: Tx,
  now: Date,
  key: string,
  who: Person,
  chat: ChatId,
  place: Scene['place'],
  via: Scene['via'],
): Scene {
  return { tx, deps, now, today: wallClock(now, deps.timeZone).day, who, chat, place, key, via }
}

/**
 * Whoever writes or presses in a group is in it. Noted last: everywhere the chat's row is locked before those of its
 * members, and a press that took them the other way round would wait for a message that waits for it.
 */
async function noteMember({ tx, place, chat, who }: Scene): Promise<void> {
  if (place === 'group') await seenInChat(tx, chat, who.id)
}
