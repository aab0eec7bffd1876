import { type CallbackResult, callBack } from '../delivery/callback.ts'
import type { Line } from '../delivery/courier.ts'
import { isOld } from '../platform/message-change.ts'
import type { Platform } from '../platform.ts'
import { openIdFor, personByAnyId } from '../world/people.ts'
import type { App, CardJson, Message, Person } from '../world/world.ts'
import { callbackOf, formAction, type Placed, placedElements, textOf } from './card-tree.ts'
import { collectForm, type FormValues } from './form.ts'
import { type FieldValue, isSeveral, take } from './values.ts'

/**
 * What a person does to a card. A control is meant by its path, its `name`, its `element_id` or the text on it.
 * `form`: what was typed into the form around the button. `confirm: false` answers the dialog with "cancel". `seen`: the
 * version of the card that was looked at, for who does not look and press at the same moment.
 */
export type Press = { readonly confirm?: boolean; readonly seen?: number } & (
  | { readonly button: string; readonly form?: FormValues }
  | { readonly control: string; readonly value: FieldValue }
)

export type PressOutcome = {
  /**
   * answered: the bot answered, and the client took it; failed: it shows `code`; blocked: the client sent nothing and
   * says `why`; stale: it sent nothing, because the card has changed since it was looked at; local: nothing needed to be sent (a reset, a link, a checker without a behavior).
   */
  readonly kind: 'answered' | 'failed' | 'blocked' | 'stale' | 'local'
  readonly code: number
  readonly why: string | null
  readonly toast: CallbackResult['toast']
  /** The card that replaced the one pressed; null: the old one stays, and what was typed snaps back. */
  readonly card: CardJson | null
  readonly opened: string | null
  readonly dialog: { readonly title: string; readonly text: string } | null
  readonly latencyMs: number
}

const quiet: Omit<PressOutcome, 'kind'> = {
  code: 0,
  why: null,
  toast: null,
  card: null,
  opened: null,
  dialog: null,
  latencyMs: 0,
}
const blocked = (why: string): PressOutcome => ({ ...quiet, kind: 'blocked', why })

/** Presses a card as a phone would: what the phone refuses never reaches the bot. */
export async function press(
  platform: Platform,
  line: Line,
  person: Person,
  message: Message,
  ask: Press,
): Promise<PressOutcome> {
  const chat = platform.world.chats.get(message.chatId)
  const app = platform.world.apps.get(message.sender.id)
  const sees = chat?.people.has(person.id) && !message.deleted && (message.onlyFor ?? person.id) === person.id
  if (!sees || person.resigned) return blocked(`${person.name} does not see this message`)
  if (!app || message.card === null) return blocked('the message is not a card of a bot')
  if (ask.seen !== undefined && ask.seen !== message.cardVersion) return { ...quiet, kind: 'stale' }
  if (isOld(platform, message)) return blocked('cards are alive for 14 days')
  const found = find(message.card, 'button' in ask ? ask.button : ask.control, 'button' in ask)
  if (typeof found === 'string') return blocked(found)
  if (found.node.disabled === true) return blocked(textOf(found.node.disabled_tips) || 'the control is disabled')
  const dialog = dialogOf(found.node)
  const outcome =
    dialog !== null && ask.confirm === false
      ? blocked('the dialog was cancelled')
      : await act(platform, line, app, person, message, found, ask)
  return { ...outcome, dialog }
}

type Act = (...all: [Platform, Line, App, Person, Message, Placed, Press]) => Promise<PressOutcome>

const act: Act = async (platform, line, app, person, message, placed, ask) => {
  const made = actionOf(platform, app, person, message, placed, ask)
  if (made.kind === 'stays') return made.outcome
  const action = { ...made.action, timezone: person.timeZone }
  const result = await platform.work.during(callBack(platform, line, app, person, message, action))
  const { code, why, toast, card, latencyMs } = result
  return { ...quiet, kind: code === 0 ? 'answered' : 'failed', code, why, toast, card, latencyMs }
}

type Made = { kind: 'sent'; action: object } | { kind: 'stays'; outcome: PressOutcome }
type Making = (...all: [Platform, App, Person, Message, Placed, Press]) => Made

const sent = (action: object): Made => ({ kind: 'sent', action })
const stays = (outcome: PressOutcome): Made => ({ kind: 'stays', outcome })

/** The `action` of the callback (callback page): which fields it has depends on the control and on the form around. */
const actionOf: Making = (platform, app, person, message, placed, ask) => {
  const { node, tag, form } = placed
  const callback = callbackOf(node)
  const value = callback ? { value: callback.value } : {}
  const name = typeof node.name === 'string' && node.name !== '' ? { name: node.name } : {}
  if ('control' in ask) {
    // In a form values travel with the submit; their own callbacks do not fire.
    if (form !== null) return stays({ ...quiet, kind: 'local' })
    const people = offered(platform, app, message)
    const checked = take(node, ask.value, person, platform.now(), people(node))
    if (checked.kind === 'blocked') return stays(blocked(checked.why))
    if (tag === 'checker' && !callback) return stays({ ...quiet, kind: 'local' })
    return sent({ ...value, tag, ...name, ...valueField(node, checked.value) })
  }
  const url = urlOf(node)
  const deed = form === null ? null : formAction(node)
  if (deed === 'reset') return stays({ ...quiet, kind: 'local' })
  if (deed === null && !callback) return stays({ ...quiet, kind: 'local', opened: url })
  if (form === null || message.card === null) return sent({ ...value, tag, ...name })
  const { plainButtonInForm, submitValue } = platform.switches
  if (deed === null && plainButtonInForm === 'no-callback') return stays({ ...quiet, kind: 'local' })
  if (deed === null && plainButtonInForm === 'without-form-value') return sent({ ...value, tag, ...name })
  const collected = collectForm({
    card: message.card,
    form,
    typed: ask.form ?? {},
    person,
    now: platform.now(),
    switches: platform.switches,
    people: offered(platform, app, message),
  })
  if (collected.kind === 'blocked') return stays(blocked(collected.why))
  const carried = deed === 'submit' && submitValue === 'absent' ? {} : value
  return sent({ ...carried, tag: 'button', ...name, form_value: collected.formValue })
}

function valueField(node: CardJson, value: unknown): object {
  if (node.tag === 'input') return { input_value: value }
  if (node.tag === 'checker') return { checked: value }
  return isSeveral(node) || node.tag === 'select_img' ? { options: value } : { option: value }
}

/** The people a control offers: its options that exist, or the members of the chat when none does. */
function offered(platform: Platform, app: App, message: Message): (node: CardJson) => ReadonlySet<string> {
  return (node) => {
    const listed = ((node.options ?? []) as CardJson[]).map((each) => String(each.value))
    const real = listed.filter((id) => personByAnyId(platform.world, app, id) !== null)
    if (real.length > 0) return new Set(real)
    const members = platform.world.chats.get(message.chatId)?.people ?? []
    return new Set([...members].map((id) => openIdFor(platform.world, app.id, id)))
  }
}

function find(card: CardJson, wanted: string, isButton: boolean): Placed | string {
  const pressable = placedElements(card).filter(
    (each) => isButton === ['button', 'interactive_container'].includes(each.tag),
  )
  const ways: readonly ((each: Placed) => boolean)[] = [
    (each) => each.path === wanted,
    (each) => each.node.name === wanted,
    (each) => each.node.element_id === wanted,
    (each) => textOf(each.node.text) === wanted,
  ]
  for (const way of ways) {
    const found = pressable.filter(way)
    if (found.length > 1) return `several controls are called ${wanted}`
    if (found[0]) return found[0]
  }
  const names = pressable.map((each) => textOf(each.node.text) || String(each.node.name ?? each.path))
  return `the card has no ${isButton ? 'button' : 'control'} ${wanted}; it has: ${names.join(', ') || 'none'}`
}

function dialogOf(node: CardJson): PressOutcome['dialog'] {
  const confirm = node.confirm
  if (typeof confirm !== 'object' || confirm === null) return null
  const { title, text } = confirm as { title?: unknown; text?: unknown }
  return { title: textOf(title), text: textOf(text) }
}

function urlOf(node: CardJson): string | null {
  const behaviors = Array.isArray(node.behaviors) ? (node.behaviors as CardJson[]) : []
  const url = behaviors.find((each) => each.type === 'open_url')?.default_url
  return typeof url === 'string' ? url : null
}
