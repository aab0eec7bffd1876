import type { PressOutcome } from '#src/emulator/client/press.ts'
import type { DistantTown } from '#test/support/distant-town.ts'
import type { Hands, Person } from '#test/support/person.ts'
import { type Book, openBook } from './book.ts'
import { type Checks, openChecks } from './checks.ts'
import { type Chronicle, keepChronicle } from './chronicle.ts'
import { foundSchool, type School } from './school.ts'
import type { Stage } from './stage.ts'

/** What every act plays with. */
export type Story = {
  readonly town: DistantTown
  readonly school: School
  readonly stage: Stage
  readonly book: Book
  readonly chronicle: Chronicle
  readonly checks: Checks
  /** Chats whose new messages are told; the others only get into the chronicle. */
  readonly followed: Set<string>
}

/** How often somebody presses again when the phone shows an error. */
const mostTries = 8

/** Opens the school of the story in a town. */
export function beginStory(town: DistantTown, stage: Stage): Story {
  const followed = new Set<string>()
  const chronicle = keepChronicle(town.emulator, (letter) => {
    if (followed.has(letter.chatId)) stage.wrote(letter, placeOf(town, letter.chatId))
  })
  return { town, school: foundSchool(town), stage, book: openBook(), chronicle, checks: openChecks(), followed }
}

/** Somebody says something where they are, and everything it leads to happens. */
export async function say(story: Story, who: Person, words: string): Promise<void> {
  if (story.followed.has(who.chatId)) story.stage.said(who.name, placeOf(story.town, who.chatId), words)
  await who.say(words)
  await story.town.settle()
}

/**
 * Presses a button and answers what the phone said; when it shows an error, presses again, as people do. What the bot
 * sends besides arrives before this ends.
 */
export async function press(story: Story, who: Person, hands: Hands, button: string): Promise<PressOutcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await hands.press(button)
    if (story.followed.has(who.chatId)) story.stage.pressed(who.name, button, outcome)
    if (outcome.kind === 'answered') {
      await story.town.settle()
      return outcome
    }
    if (tries === mostTries) throw new Error(`${who.name} gave up on ${button}: ${outcome.kind} ${outcome.why}`)
    await story.town.revive()
  }
}

/** Tells what happens in these chats while `scene` is played. */
export async function follow(story: Story, chats: readonly { readonly chatId: string }[], scene: () => Promise<void>) {
  for (const { chatId } of chats) story.followed.add(chatId)
  await scene()
  for (const { chatId } of chats) story.followed.delete(chatId)
}

function placeOf(town: DistantTown, chatId: string): string {
  const chat = town.emulator.world.chats.get(chatId)
  if (chat?.kind === 'group') return chat.name
  const [person] = chat?.people ?? []
  return `${person === undefined ? '' : town.emulator.world.people.get(person)?.name}的私聊`
}
