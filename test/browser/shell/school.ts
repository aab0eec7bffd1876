import { type Emulator, type StartOptions, startEmulator } from '#src/emulator/start.ts'
import { type CallbackAnswer, startButtonBot } from './button-bot.ts'

type Person = ReturnType<Emulator['addPerson']>

/** A small school with a bot whose answers the test chooses. */
export type School = AsyncDisposable & {
  readonly emulator: Emulator
  readonly appId: string
  readonly lin: Person
  /** Two people of one name, in two departments. */
  readonly wangs: readonly [teacher: Person, caretaker: Person]
  /** lin and both of the same name, with the bot. */
  readonly group: { readonly id: string }
  /** lin and the bot. */
  readonly privateChat: { readonly id: string }
  /** Sends a card as the bot. */
  sendCard(chat: { readonly id: string }, card: object): Promise<void>
  /** Puts another card in place of the newest of a chat. */
  changeCard(chat: { readonly id: string }, card: object): Promise<void>
  /** What the bot answers to presses from now on; null: nothing at all. */
  answerWith(answer: CallbackAnswer): void
  /** The address of a place in the page. */
  at(...place: readonly { readonly id: string }[]): string
}

/** Monday, 14 September 2026, 10:05 in the school. */
export const monday = new Date('2026-09-14T02:05:00Z')

export async function openSchool(options: StartOptions = {}): Promise<School> {
  const emulator = await startEmulator({ now: () => monday, seed: 'school', ...options })
  const app = emulator.addApp({
    appId: 'cli_00000000000000aa',
    appSecret: 'secret',
    verificationToken: 'token',
    botName: '对标',
  })
  const bot = await startButtonBot(emulator.url)
  await app.setRequestUrl(bot.url)
  const teaching = emulator.addDepartment({ name: '教务处' })
  const supplies = emulator.addDepartment({ name: '总务处' })
  const lin = emulator.addPerson({ name: '林晓燕', departments: [teaching.id], jobTitle: '语文教师' })
  const teacher = emulator.addPerson({ name: '王芳', departments: [teaching.id], jobTitle: '数学教师' })
  const caretaker = emulator.addPerson({ name: '王芳', departments: [supplies.id], jobTitle: '后勤' })
  const group = emulator.addGroup({ name: '全体教师', members: [lin, teacher, caretaker] })
  await emulator.addBot(group, app, lin)
  return {
    emulator,
    appId: app.id,
    lin,
    wangs: [teacher, caretaker],
    group,
    privateChat: emulator.privateChat(lin, app),
    sendCard: (chat, card) => bot.send(chat.id, card),
    changeCard: (chat, card) => bot.change(emulator.messages(chat).at(-1)?.id ?? '', card),
    answerWith: bot.answerWith,
    at: (...place) => `${emulator.url}/#/${place.map(({ id }) => id).join('/')}`,
    async [Symbol.asyncDispose]() {
      await bot.stop()
      await emulator.stop()
    },
  }
}

/** A card with a field in a form and a button to hand it in. */
export function formCard(title: string): object {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: title, i18n_content: { en_us: `${title} (en)` } } },
    body: {
      elements: [
        {
          tag: 'form',
          name: 'f',
          elements: [
            { tag: 'input', name: 'fact', label: { tag: 'plain_text', content: '工作情况' } },
            {
              tag: 'button',
              name: 'go',
              text: { tag: 'plain_text', content: '提交' },
              form_action_type: 'submit',
              behaviors: [{ type: 'callback', value: { do: 'go' } }],
            },
          ],
        },
      ],
    },
  }
}
