import { assignedCard } from '#cards/assigned.ts'
import { takenOverAnswered } from '#cards/words.ts'
import { assignedRows } from '#db/assignment.ts'
import type { Campaign } from '#db/campaign.ts'
import { loadPerson } from '#db/person.ts'
import type { PersonId } from '../domain/ids.ts'
import { countOwed } from '../domain/review.ts'
import { post } from './post.ts'
import { type Scene, showCard } from './scene.ts'

/** One private message to each: how many are theirs to answer still, by when, and the button to start. */
export async function tellRespondents(scene: Scene, campaign: Campaign, people: readonly PersonId[]): Promise<void> {
  const rows = await assignedRows(scene.tx, campaign.id)
  const coordinator = await loadPerson(scene.tx, campaign.coordinator)
  for (const id of people) {
    const person = await loadPerson(scene.tx, id)
    const own = rows.filter((row) => row.respondent === id)
    const open = countOwed(own.map((row) => row.state))
    const card = assignedCard({
      campaign: campaign.id,
      name: person.name,
      school: campaign.school,
      title: campaign.title,
      count: open,
      inspectBy: campaign.inspectBy,
      coordinator: coordinator.name,
    })
    const allAnswered = { kind: 'text', text: takenOverAnswered(campaign.title, own.length) } as const
    await post(
      scene.tx,
      scene.deps.jobs,
      {
        key: `assigned:${campaign.id}:${id}:${scene.key}`,
        target: { to: 'person', person: person.openId },
        content: open === 0 ? allAnswered : showCard(card),
        campaign: campaign.id,
        person: id,
      },
      scene.now,
    )
  }
}
