import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatLine, ClockFace, Conversation, PageMessage, Town, TownPerson } from '#src/emulator/page/contract.ts'

/** What the page in the browser sees and does, without a browser. */
export type PageClient = {
  town(): Promise<Town>
  /** Somebody by name. */
  person(name: string): Promise<TownPerson>
  chats(who: TownPerson): Promise<readonly ChatLine[]>
  messages(who: TownPerson, chat: string): Promise<readonly PageMessage[]>
  /** Everything somebody sees: their chats, with all that stands in them. */
  everything(name: string): Promise<object>
  /** Says something to the bot in a chat of that name and answers what the bot says. */
  ask(name: string, chat: string, text: string): Promise<PageMessage>
  moveClock(to: string): Promise<ClockFace>
}

/** The page of a demonstration at this address. */
export function pageClient(url: string): PageClient {
  const call = async <T>(path: string, body?: object): Promise<T> => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const answer = await fetch(`${url}/emulator/${path}`, sent)
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const town = () => call<Town>('page/town')
  const person = async (name: string) => known((await town()).people.find((one) => one.name === name))
  const chats = (who: TownPerson) => call<readonly ChatLine[]>(`page/people/${who.id}/chats`)
  const messages = async (who: TownPerson, chat: string) =>
    (await call<Conversation>(`page/chats/${chat}/messages?person=${who.id}&limit=100`)).messages
  return {
    town,
    person,
    chats,
    messages,
    async everything(name) {
      const who = await person(name)
      const lines = await chats(who)
      return { lines, messages: await Promise.all(lines.map(({ id }) => messages(who, id))) }
    },
    async ask(name, chatName, text) {
      const who = await person(name)
      const chat = known((await chats(who)).find((line) => line.name === chatName))
      const [app] = (await town()).apps
      const mention = chat.kind === 'group' ? { mention: app?.id } : {}
      const asked = await call<{ id: string }>(`people/${who.id}/say`, { where: chat.id, text, ...mention })
      for (;;) {
        const all = await messages(who, chat.id)
        const answer = all.slice(all.findIndex(({ id }) => id === asked.id)).find(({ from }) => from.kind === 'app')
        if (answer !== undefined) return answer
        // Asked without a pause, one process would keep the other from answering.
        await sleep(20)
      }
    },
    moveClock: (to) => call<ClockFace>('page/clock', { to }),
  }
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('there is nothing of that name')
  return found
}
