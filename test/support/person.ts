import { type ButtonView, type CardView, type FieldView, lookAt } from '#src/emulator/client/look.ts'
import type { PressOutcome } from '#src/emulator/client/press.ts'
import type { FieldValue } from '#src/emulator/client/values.ts'
import type { AppHandle } from '#src/emulator/control/app-handle.ts'
import type { PersonHandle, SayOptions } from '#src/emulator/control/person-handle.ts'
import type { SeenMessage } from '#src/emulator/control/seen-message.ts'
import type { Emulator } from '#src/emulator/start.ts'
import type { CardJson } from '#src/emulator/world/world.ts'

/** A card in a chat, as somebody sees it now. */
export type SeenCard = CardView & {
  readonly messageId: string
  readonly threadId: string | null
  readonly json: CardJson
}

/** Somebody in one place: their private chat with the bot, a group, or a thread of it. */
export type Person = {
  readonly name: string
  readonly id: string
  readonly handle: PersonHandle
  readonly chatId: string
  openId(): string
  /** The same person in a group, or in a thread of it; there the bot is mentioned unless told otherwise. */
  in(chat: { readonly id: string }, thread?: string): Person
  say(text: string, options?: SayOptions): Promise<SeenMessage>
  sendFile(name: string, bytes?: Buffer, options?: SayOptions): Promise<SeenMessage>
  sendImage(bytes: Buffer, options?: SayOptions): Promise<SeenMessage>
  /** Words with pictures in one rich text: in a group the only way in which a picture mentions the bot. */
  sendPost(text: string, images?: readonly Buffer[], options?: SayOptions): Promise<SeenMessage>
  recall(message: { readonly id: string }): Promise<void>
  /** All messages here that were not recalled, oldest first. */
  messages(): readonly SeenMessage[]
  lastMessage(): SeenMessage
  /** Words of the newest message of the bot, whatever its kind. */
  lastText(): string
  cards(): readonly SeenCard[]
  /** The newest card here. */
  lastCard(): SeenCard
  files(): readonly { readonly name: string; readonly bytes: Buffer }[]
  /** Hands on a card (the newest one). What was typed is lost when the bot answers without a new card. */
  on(card?: SeenCard): Hands
}

/** All controls are meant by their labels. Everything throws, with the labels there are, when a client does not offer it. */
export type Hands = {
  /** Chooses options by their texts. */
  choose(label: string, ...options: string[]): Hands
  /** Types text; '' empties the field. */
  fill(label: string, text: string): Hands
  /** Picks a date `2026-12-01`, a time `08:00` or both, or people by their names. */
  pick(label: string, ...what: string[]): Hands
  check(label: string, on?: boolean): Hands
  /** What a field holds now. */
  value(label: string): FieldValue
  /** Presses a button; throws when the phone sends nothing. `confirm: false` cancels its dialog. */
  press(label: string, options?: { confirm?: boolean }): Promise<PressOutcome>
  /** Presses a button and answers what the phone said, whether it sent anything or not. */
  tryPress(label: string, options?: { confirm?: boolean }): Promise<PressOutcome>
  /** Uses a control outside a form, which calls the bot at once. */
  use(label: string, value: FieldValue): Promise<PressOutcome>
}

type Place = { readonly chatId: string; readonly thread: string | null; readonly isPrivate: boolean }

/** Gives somebody hands and eyes for one bot. They start in the private chat with it. */
export function person(emulator: Emulator, app: AppHandle, handle: PersonHandle): Person {
  const chatId = emulator.privateChat(handle, app).id
  return at(emulator, app, handle, { chatId, thread: null, isPrivate: true })
}

function at(emulator: Emulator, app: AppHandle, handle: PersonHandle, place: Place): Person {
  const messages = () =>
    emulator
      .messages(place.chatId, { seenBy: handle, ...(place.thread === null ? {} : { thread: place.thread }) })
      .filter((each) => !each.deleted)
  const newest = <T>(all: readonly T[], what: string): T => {
    const last = all.at(-1)
    if (last === undefined) throw new Error(`${handle.name} sees no ${what} here`)
    return last
  }
  const cards = () => messages().flatMap((each) => (each.card === null ? [] : [seenCard(each, each.card)]))
  /** In a group the bot hears what mentions it; in a thread an answer hangs on its first message. */
  const manners = (options: SayOptions): SayOptions => {
    const root = place.thread === null ? undefined : messages().find((each) => each.rootId === null)
    return {
      ...(place.isPrivate ? {} : { mention: app }),
      ...(root ? { replyTo: root, inThread: true } : {}),
      ...options,
    }
  }
  const fromBot = () => messages().filter((each) => each.from.kind === 'app')
  return {
    name: handle.name,
    id: handle.id,
    handle,
    chatId: place.chatId,
    openId: () => handle.openId(app),
    in: (chat, thread) => at(emulator, app, handle, { chatId: chat.id, thread: thread ?? null, isPrivate: false }),
    say: (text, options = {}) => handle.say(place.chatId, text, manners(options)),
    sendFile: (name, bytes = Buffer.from(name), options = {}) =>
      handle.sendFile(place.chatId, name, bytes, manners(options)),
    sendImage: (bytes, options = {}) => handle.sendImage(place.chatId, bytes, manners(options)),
    sendPost: (text, images = [], options = {}) =>
      handle.sendPost(place.chatId, { content: [[{ tag: 'text', text }]], images }, manners(options)),
    recall: (message) => handle.recall(message),
    messages,
    lastMessage: () => newest(messages(), 'message'),
    lastText() {
      const last = newest(fromBot(), 'message of the bot')
      return last.card === null ? last.text : lookAt(last.card).text
    },
    cards,
    lastCard: () => newest(cards(), 'card'),
    files: () =>
      messages()
        .filter((each) => each.kind === 'file')
        .flatMap((each) => each.files.map((key) => emulator.file(key))),
    on: (card) => hands(emulator, handle, card ?? newest(cards(), 'card')),
  }
}

function seenCard(message: SeenMessage, json: CardJson): SeenCard {
  return { ...lookAt(json), messageId: message.id, threadId: message.threadId, json }
}

function hands(emulator: Emulator, handle: PersonHandle, card: SeenCard): Hands {
  const typed = new Map<string, FieldValue>()
  /** The card as it stands now: somebody else may have pressed it meanwhile. */
  const now = (): CardView => lookAt(emulator.message(card.messageId).card ?? card.json)
  const field = (label: string): FieldView => {
    const found = called(now().fields, label, 'field')
    if (found.disabled) throw new Error(`the field ${label} is disabled`)
    return found
  }
  const set = (found: FieldView, value: FieldValue): Hands => {
    if (!found.inForm) throw new Error(`${found.label} stands outside a form: use(label, value) calls the bot at once`)
    typed.set(found.name, value)
    return self
  }
  const tryPress = async (label: string, options: { confirm?: boolean } = {}): Promise<PressOutcome> => {
    const button = called(now().buttons, label, 'button')
    const form = button.inForm ? { form: Object.fromEntries(typed) } : {}
    const outcome = await emulator.press(handle, card.messageId, { button: button.path, ...form, ...options })
    // A link or a refused answer leaves what was typed; a reset and an accepted answer do not.
    if (outcome.kind === 'answered' || (outcome.kind === 'local' && button.action === 'reset')) typed.clear()
    return outcome
  }
  const self: Hands = {
    choose(label, ...options) {
      const found = field(label)
      const values = options.map((text) => option(found, text))
      if (!found.several && values.length > 1) throw new Error(`${label} takes one option`)
      return set(found, found.several ? values : (values[0] ?? ''))
    },
    fill(label, text) {
      const found = field(label)
      if (found.tag !== 'input') throw new Error(`${label} is a ${found.tag}, nothing can be typed there`)
      return set(found, text)
    },
    pick(label, ...what) {
      const found = field(label)
      if (found.tag.endsWith('select_person')) {
        const ids = what.map((name) => option(withPeople(emulator, card.messageId, found), name))
        return set(found, found.several ? ids : (ids[0] ?? ''))
      }
      if (!found.tag.includes('picker')) throw new Error(`${label} is a ${found.tag}, nothing can be picked there`)
      return set(found, what[0] ?? '')
    },
    check(label, on = true) {
      const found = field(label)
      if (found.tag !== 'checker') throw new Error(`${label} is a ${found.tag}, not a checker`)
      return set(found, on)
    },
    value(label) {
      const found = called(now().fields, label, 'field')
      return typed.get(found.name) ?? found.value
    },
    async press(label, options) {
      const outcome = await tryPress(label, options)
      if (outcome.kind === 'blocked') throw new Error(`${handle.name} could not press ${label}: ${outcome.why}`)
      return outcome
    },
    tryPress,
    use(label, value) {
      const found = field(label)
      if (found.inForm) throw new Error(`${label} stands in a form: it calls the bot with the form's button`)
      const chosen = found.options.find((each) => each.text === value)?.value ?? value
      return emulator.press(handle, card.messageId, { control: found.path, value: chosen })
    },
  }
  return self
}

/** What is called so: by its first name if that means one thing, else by any other. */
function called<T extends ButtonView | FieldView>(all: readonly T[], label: string, kind: string): T {
  const first = all.filter((each) => each.label === label)
  const found = first.length > 0 ? first : all.filter((each) => 'alsoCalled' in each && each.alsoCalled.includes(label))
  if (found.length === 1 && found[0]) return found[0]
  const labels = all.map((each) => each.label).join('、') || 'none'
  if (found.length === 0) throw new Error(`the card has no ${kind} ${label}; it has: ${labels}`)
  throw new Error(`the card has ${found.length} of the ${kind} ${label}; it has: ${labels}`)
}

function option(field: FieldView, text: string): string {
  const found = field.options.find((each) => each.text === text)
  if (found) return found.value
  const texts = field.options.map((each) => each.text).join('、')
  throw new Error(`${field.label} has no option ${text}; it has: ${texts || 'none'}`)
}

/** People are offered by their names: the listed ones, or the members of the chat when none is listed. */
function withPeople(emulator: Emulator, messageId: string, field: FieldView): FieldView {
  const { chatId, from } = emulator.message(messageId)
  const listed = new Set(field.options.map((each) => each.value))
  const all = [...emulator.world.people.values()].map((each) => ({
    text: each.name,
    value: emulator.person(each).openId(from.id),
    isMember: emulator.world.chats.get(chatId)?.people.has(each.id) ?? false,
  }))
  const named = all.filter((each) => listed.has(each.value))
  return { ...field, options: named.length > 0 ? named : all.filter((each) => each.isMember) }
}
