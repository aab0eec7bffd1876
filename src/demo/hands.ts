import { type CardView, type FieldView, lookAt } from '#src/emulator/client/look.ts'
import type { PersonHandle } from '#src/emulator/control/person-handle.ts'
import type { Emulator } from '#src/emulator/start.ts'
import type { Place, School } from './school.ts'

/** Somebody in one place: in their private chat with the bot, in a group, or in a thread of it. */
export type Hands = {
  readonly name: string
  /** Says something to the bot; in a group that mentions it. Answers the id of the message. */
  tell(text: string): Promise<string>
  /** Says something to the others of the group. */
  chatter(text: string): Promise<void>
  /** The newest card here on which a button of this name stands; null when there is none. */
  card(button: string): SeenCard | null
  /** Fills in fields by their labels and presses a button of a card. Throws when the phone or the bot does not take it. */
  press(card: SeenCard, button: string, typed?: Readonly<Record<string, string>>): Promise<void>
  /** Looks at everything in the chat. */
  read(): Promise<void>
}

export type SeenCard = CardView & { readonly message: string; readonly thread: string | null }

/** Gives somebody of the school hands in a group or, without one, in private; `thread`: in the thread of that message. */
export function hands(
  emulator: Emulator,
  { app }: School,
  who: PersonHandle,
  group: Place | null,
  thread: string | null,
): Hands {
  const chat = group?.id ?? emulator.privateChat(who, app).id
  const reply = thread === null ? {} : { replyTo: thread, inThread: true }
  const say = (text: string, mention: object) => who.say(chat, text, { ...mention, ...reply })
  return {
    name: who.name,
    tell: async (text) => (await say(text, group === null ? {} : { mention: app })).id,
    chatter: async (text) => void (await say(text, {})),
    card(button) {
      const cards = emulator
        .messages(chat, { seenBy: who })
        .flatMap((each): SeenCard[] =>
          each.card === null || each.deleted ? [] : [{ ...lookAt(each.card), message: each.id, thread: each.threadId }],
        )
      return cards.findLast((card) => card.buttons.some(({ label }) => label === button)) ?? null
    },
    async press(card, button, typed = {}) {
      const found = card.buttons.find(({ label }) => label === button)
      if (found === undefined) throw new Error(`${who.name} sees no ${button} on ${card.title}`)
      const form = Object.fromEntries(Object.entries(typed).map(([label, text]) => entered(card, label, text)))
      const { kind, code, why, toast } = await emulator.press(who, card.message, { button: found.path, form })
      if (kind !== 'answered' || toast?.type === 'warning' || toast?.type === 'error') {
        throw new Error(`${button} of ${who.name} was not taken: ${why ?? toast?.content ?? code}`)
      }
    },
    async read() {
      // The door the page uses: the platform tells the bot what was read in private.
      const answer = await fetch(`${emulator.url}/emulator/page/people/${who.id}/read`, {
        method: 'POST',
        body: JSON.stringify({ chat }),
      })
      if (!answer.ok) throw new Error(`${who.name} could not read: ${await answer.text()}`)
    },
  }
}

/** What is typed under a label, as the control holds it: an option is chosen by its text. */
function entered({ fields }: CardView, label: string, text: string): readonly [name: string, value: string] {
  const field = fields.find((each) => each.label === label || each.alsoCalled.includes(label))
  if (field === undefined) throw new Error(`the card has no field ${label}: ${fields.map((each) => each.label)}`)
  return [field.name, field.tag === 'select_static' ? optionOf(field, text) : text]
}

function optionOf({ label, options }: FieldView, text: string): string {
  const option = options.find((each) => each.text === text)
  if (option === undefined) throw new Error(`${label} offers no ${text}`)
  return option.value
}
