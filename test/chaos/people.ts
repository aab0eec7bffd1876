import { setTimeout as wait } from 'node:timers/promises'
import { longestField } from '#src/domain/answer.ts'
import type { Hands, Person, SeenCard } from '#test/support/person.ts'
import { type Book, heardIn } from './book.ts'
import { type Deed, natureOf } from './deeds.ts'

/** Somebody with a share, from day to day. */
export type Somebody = {
  readonly who: number
  readonly school: number
  readonly person: Person
  readonly group: { readonly id: string }
  /** Numbers of the requirements they have had before them. */
  readonly seen: Set<number>
  /** How much they have written in sentences, in characters. */
  written: number
  /** The thread of the group they answer in, once there is one. */
  thread: string | null
}

/** How long somebody waits for a card that has to be sent before they turn to something else. */
const cardMs = 4_000
/** Nobody presses again at once when the phone shows an error. */
const againMs = 1_000
const due = '2026-09-24'

/** Does the deeds of a day, one after the other. Never throws for what a bot in trouble does not show. */
export async function live(somebody: Somebody, deeds: readonly Deed[], book: Book): Promise<void> {
  for (const deed of deeds) {
    await wait(deed.thinkMs)
    await act(somebody, deed, book).catch(() => {
      book.undone += 1
    })
  }
}

async function act(somebody: Somebody, deed: Deed, book: Book): Promise<void> {
  const place = placeOf(somebody)
  const card = walkCard(place) ?? (await begin(somebody))
  if (card === null) {
    book.undone += 1
    return
  }
  const no = numberOn(card)
  somebody.seen.add(no)
  switch (deed.kind) {
    case 'say':
      if (!hasRoom(somebody, deed.text)) {
        await place.say('跳过')
        return
      }
      book.sentences.push({ message: (await place.say(deed.text)).id, text: deed.text })
      return
    case 'say-skip':
      await place.say('跳过')
      return
    case 'skip':
    case 'back':
      await place.on(card).tryPress(deed.kind === 'skip' ? '跳过' : '上一条')
      return
    case 'submit':
    case 'twice':
    case 'keep':
      return press(somebody, deed, { place, card, no }, book)
  }
}

/**
 * Whether so many words more surely go in; they are counted then. All of them may land in one field: what is said to a bot
 * in trouble, 跳过 too, is heard much later.
 */
function hasRoom(somebody: Somebody, text: string): boolean {
  const now = somebody.written + text.length + 1
  if (now > longestField) return false
  somebody.written = now
  return true
}

type Before = { readonly place: Person; readonly card: SeenCard; readonly no: number }

/** Presses, twice at once where that is the deed, and again while the phone shows an error and patience lasts. */
async function press({ school }: Somebody, deed: Deed, { place, card, no }: Before, book: Book): Promise<void> {
  const verb = deed.kind === 'keep' ? 'keep' : 'submit'
  const button = verb === 'keep' ? '暂存' : '提交并继续'
  for (let tries = 0; tries <= deed.patience; tries += 1) {
    const now = tries === 0 ? card : walkCard(place)
    // It went on without them seeing it: their words are about the one they had before them.
    if (now === null || numberOn(now) !== no) return
    const taps = deed.kind === 'twice' ? 2 : 1
    const hands = fillIn(place.on(now), deed)
    const outcomes = await Promise.all(Array.from({ length: taps }, () => hands.tryPress(button)))
    for (const outcome of outcomes) {
      if (outcome.kind === 'blocked') continue
      const heard = heardIn(outcome, verb)
      book.presses.push({
        school,
        no,
        verb,
        text: deed.text,
        heard,
        toast: outcome.toast?.content ?? '',
        code: outcome.code,
      })
    }
    if (outcomes.some((one) => heardIn(one, verb) === 'taken' || heardIn(one, verb) === 'other')) return
    await wait(againMs)
  }
}

function fillIn(hands: Hands, { rating, text }: Deed): Hands {
  hands.choose('自评', rating).fill('工作情况', text)
  const falls = rating !== '已达到'
  hands.fill('存在问题', falls ? `${text}，还差一些` : '').fill('整改措施', falls ? '下月补上' : '')
  return falls ? hands.pick('整改时限', due) : hands.pick('整改时限', '')
}

function placeOf({ who, person, group, thread }: Somebody): Person {
  if (natureOf(who) !== 'in-thread') return person
  return thread === null ? person.in(group) : person.in(group, thread)
}

/** Opens the walk: from a card that offers it, else by a word, and waits a moment for its card. */
async function begin(somebody: Somebody): Promise<SeenCard | null> {
  const inThread = natureOf(somebody.who) === 'in-thread'
  const offer = inThread ? null : offerIn(somebody.person)
  if (offer !== null) {
    await somebody.person.on(offer.card).tryPress(offer.button)
    return walkCard(somebody.person)
  }
  const again = [...somebody.seen].at(somebody.seen.size === 0 ? 0 : -1)
  const place = inThread ? somebody.person.in(somebody.group) : somebody.person
  const word = again === undefined ? '填报' : `/start ${again}`
  const asked = await place.say(word)
  for (const until = performance.now() + cardMs; performance.now() < until; await wait(100)) {
    if (inThread) somebody.thread = place.messages().find((one) => one.rootId === asked.id)?.threadId ?? somebody.thread
    const card = walkCard(placeOf(somebody))
    if (card !== null) return card
  }
  return null
}

const offers = ['开始填报', '继续填报']

function offerIn(person: Person): { readonly card: SeenCard; readonly button: string } | null {
  for (const card of person.cards().toReversed()) {
    const button = card.buttons.find((one) => offers.includes(one.label))
    if (button !== undefined) return { card, button: button.label }
  }
  return null
}

/** The newest card here on which something can be submitted. */
function walkCard(person: Person): SeenCard | null {
  return person.cards().findLast((one) => one.buttons.some((each) => each.label === '提交并继续')) ?? null
}

function numberOn(card: SeenCard): number {
  const [, no] = /内部编号(\d+)/.exec(card.text) ?? []
  if (no === undefined) throw new Error(`a requirement's card without its number: ${card.text}`)
  return Number(no)
}
