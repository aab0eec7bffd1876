import type { SeenMessage } from '#src/emulator/control/seen-message.ts'
import type { Emulator } from '#src/emulator/start.ts'

/** A message as it was when it came, before any change of its card. */
export type Letter = {
  readonly message: SeenMessage
  /** Who wrote it, and whether that is the bot. */
  readonly from: string
  readonly byBot: boolean
  readonly at: Date
  readonly chatId: string
  /** Title of a card, text of a message, name of a file. */
  readonly title: string
}

export type Chronicle = {
  /** Everything said so far, oldest first. */
  readonly letters: () => readonly Letter[]
  /** Letters of the bot with this title, or one that ends so. */
  readonly called: (title: string) => readonly Letter[]
}

/** Writes down every message of the town once it is there; `heard` is told of those of the bot. */
export function keepChronicle(emulator: Emulator, heard: (letter: Letter) => void): Chronicle {
  const letters: Letter[] = []
  let read = 0
  const catchUp = () => {
    const ids = [...emulator.world.messages.keys()].slice(read)
    read += ids.length
    for (const id of ids) {
      const message = emulator.message(id)
      const letter: Letter = {
        message,
        from: message.from.name,
        byBot: message.from.kind === 'app',
        at: new Date(message.createdAt),
        chatId: message.chatId,
        title: message.text,
      }
      letters.push(letter)
      if (letter.byBot) heard(letter)
    }
  }
  // The platform notes a call once its message stands in the chat, before it answers the bot.
  emulator.wire.listen(catchUp)
  return {
    letters: () => {
      catchUp()
      return letters
    },
    called: (title) => {
      catchUp()
      return letters.filter((one) => one.byBot && one.title.endsWith(title))
    },
  }
}

/**
 * Messages of the bot that say the same as one before in the same place on the same day, with nobody having said anything
 * there since. (A card near its fourteen days is brought anew, days later and in the same words.)
 */
export function saidTwice(letters: readonly Letter[]): readonly Letter[] {
  const since = new Map<string, Set<string>>()
  const twice: Letter[] = []
  for (const letter of letters) {
    if (!letter.byBot) {
      since.delete(letter.chatId)
      continue
    }
    const said = since.get(letter.chatId) ?? new Set<string>()
    const day = letter.at.toISOString().slice(0, 10)
    const words = `${day} ${letter.message.kind} ${letter.message.threadId} ${letter.message.content}`
    if (said.has(words)) twice.push(letter)
    since.set(letter.chatId, said.add(words))
  }
  return twice
}
