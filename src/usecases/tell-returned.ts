import { returnedCard } from '#cards/review-notices.ts'
import { assignedRows } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { renewLetter } from '#db/delivery.ts'
import { loadPerson } from '#db/person.ts'
import { firstReturnOf } from '#db/review.ts'
import type { ChatId, PersonId } from '../domain/ids.ts'
import { post } from './post.ts'
import { type Scene, showCard } from './scene.ts'

const hourMs = 3_600_000

/**
 * Tells a respondent that answers of theirs came back, at the first one; those that the same reviewer returns within an
 * hour change the number on that card. When what it was about is mended, the next return is a message again. Who has left the school is told nothing: the coordinator knows.
 */
export async function tellReturned(scene: Scene, campaign: Campaign, respondent: PersonId): Promise<void> {
  const { tx, deps, now } = scene
  const person = await loadPerson(tx, respondent)
  if (person.left) return
  const own = await assignedRows(tx, campaign.id, { respondent })
  const returned = own.filter((row) => row.state === 'returned').length
  const { id, title } = campaign
  const content = showCard(returnedCard({ campaign: id, title, name: person.name, returned }))
  const since = new Date(now.getTime() - hourMs)
  const key = `returned:${await firstReturnOf(tx, { campaign: id, respondent, by: scene.who.id, since })}`
  const letter = { target: { to: 'person', person: person.openId }, content, campaign: id, person: respondent } as const
  if ((await post(tx, deps.jobs, { ...letter, key }, now)) !== null) return
  const there = await renewLetter(tx, key, content)
  if (there === 'renewed') return
  const again = `${key}:${scene.key}`
  if (there === null) {
    // On its way with the number from before, or never arrived: this one says it right.
    await post(tx, deps.jobs, { ...letter, key: again }, now)
    return
  }
  // Changes of cards in a private chat wait in line with its messages; that line is called by the person.
  const target = { to: 'card', message: there, chat: person.openId as string as ChatId } as const
  await post(tx, deps.jobs, { ...letter, target, key: again }, now)
}
