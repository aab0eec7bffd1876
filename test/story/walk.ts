import type { Given } from '#src/demo/answers.ts'
import type { PressOutcome } from '#src/emulator/client/press.ts'
import type { Hands, Person, SeenCard } from '#test/support/person.ts'
import type { Asked } from './catalogue.ts'
import { press, type Story } from './story.ts'

/** The card of somebody's walk, wherever in their chat it stands: the newest one that can be submitted. */
export function walkCard(who: Person): SeenCard {
  const card = who.cards().findLast((one) => one.buttons.some((each) => each.label === '提交并继续'))
  if (card === undefined)
    throw new Error(`${who.name} has no requirement before them; the last card is ${who.lastCard().text}`)
  return card
}

export function isWalking(who: Person): boolean {
  return who.cards().some((one) => one.buttons.some((each) => each.label === '提交并继续'))
}

/** Opens the walk from the newest card that offers it: the notice, a reminder, the list. */
export async function startFromCard(story: Story, who: Person): Promise<void> {
  const offers = ['开始填报', '继续填报']
  const card = who.cards().findLast((one) => one.buttons.some((each) => offers.includes(each.label)))
  const button = card?.buttons.find((each) => offers.includes(each.label))
  if (card === undefined || button === undefined) throw new Error(`${who.name} was sent nothing to start from`)
  await press(story, who, who.on(card), button.label)
}

/** Fills in what the school knows; nothing is pressed. */
export function fillIn(hands: Hands, given: Given): Hands {
  hands.choose('自评', given.rating).fill('工作情况', given.fact ?? '')
  if (given.shortcoming !== undefined) hands.fill('存在问题', given.shortcoming)
  if (given.measure !== undefined) hands.fill('整改措施', given.measure)
  if (given.due !== undefined) hands.pick('整改时限', given.due)
  if (given.evidence !== undefined) hands.fill('佐证材料', given.evidence)
  return hands
}

/** Answers what the card asks with what the school knows, and notes it once the bot has taken it. */
export async function answerOne(story: Story, who: Person): Promise<Asked> {
  const card = walkCard(who)
  const one = story.book.which(card.text)
  const given = story.book.knownOf(one)
  const outcome = await press(story, who, fillIn(who.on(card), given), '提交并继续')
  if (!wasTaken(outcome)) throw new Error(`${one.title} was not taken: ${outcome.toast?.content}`)
  story.book.submit(one, given, who.name)
  return one
}

/** By its toast; a second press after an error on the phone is told that it was submitted already. */
export function wasTaken({ toast }: PressOutcome): boolean {
  return toast !== null && ['已提交。', '已更新。'].includes(toast.content)
}

/** Answers from the card on until nothing is left or `most` are done; answers how many. */
export async function answerOn(story: Story, who: Person, most = Number.POSITIVE_INFINITY): Promise<number> {
  let done = 0
  while (done < most && isWalking(who)) {
    await answerOne(story, who)
    done += 1
  }
  return done
}
