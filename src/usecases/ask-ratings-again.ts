import { askedAgainCard } from '#cards/asked-again.ts'
import { emptyRatings } from '#db/answer.ts'
import type { Campaign } from '#db/campaign.ts'
import type { KeptIssue } from '#db/issue.ts'
import { type Covered, coveredBy, coveredElsewhere } from '#db/issue-covers.ts'
import { loadPerson } from '#db/person.ts'
import { askAgain } from '#db/review.ts'
import type { PersonId } from '../domain/ids.ts'
import { post } from './post.ts'
import { type Scene, showCard } from './scene.ts'

/**
 * A strike-off says that what fell short is done, and leaves the rating to whoever answers (decision 0024): their
 * answers come back, each with a form to rate anew, unless another live issue still covers the requirement. Answers how
 * many, and whose they are.
 */
export async function askRatingsAgain(
  scene: Scene,
  campaign: Campaign,
  issue: KeptIssue,
): Promise<{ readonly answers: number; readonly people: ReadonlySet<PersonId> }> {
  const covered = await coveredBy(scene.tx, issue.id)
  const elsewhere = await coveredElsewhere(scene.tx, issue, issue.requirements)
  const short = covered.filter((one) => one.shortcoming !== null && !elsewhere.has(one.no))
  const asked = new Set(
    await askAgain(
      scene.tx,
      short.flatMap((one) => one.assignment ?? []),
      scene.now,
    ),
  )
  await emptyRatings(scene.tx, [...asked], scene.who.id, scene.now)
  const theirs = Map.groupBy(
    short.filter((one) => one.assignment !== null && asked.has(one.assignment)),
    (one) => one.respondent,
  )
  for (const [person, rows] of theirs) if (person !== null) await tell(scene, campaign, issue, person, rows)
  return { answers: asked.size, people: new Set([...theirs.keys()].filter((one) => one !== null)) }
}

async function tell(
  scene: Scene,
  campaign: Campaign,
  issue: KeptIssue,
  whom: PersonId,
  rows: readonly Covered[],
): Promise<void> {
  const person = await loadPerson(scene.tx, whom)
  if (person.left) return
  const card = askedAgainCard({
    campaignTitle: campaign.title,
    no: issue.no,
    problem: issue.problem,
    requirements: rows.flatMap(({ assignment, no, taskNo, title }) =>
      assignment === null ? [] : [{ assignment, no, taskNo, title }],
    ),
  })
  await post(
    scene.tx,
    scene.deps.jobs,
    {
      key: `asked-again:${issue.id}:${issue.version}:${person.id}`,
      target: { to: 'person', person: person.openId },
      content: showCard(card),
      campaign: campaign.id,
      person: person.id,
    },
    scene.now,
  )
}
