import type { Card } from '#cards/card.ts'
import { finishedCard } from '#cards/finished.ts'
import { movedCard } from '#cards/moved.ts'
import { requirementCard } from '#cards/requirement.ts'
import { countSubmittedBy, formOf } from '#db/answer.ts'
import { type AssignedRow, assignedRows, type OwnRow } from '#db/assignment.ts'
import { type Campaign, campaignsOf } from '#db/campaign.ts'
import { type ShownEarlier, saveWalk, threadOf, type WalkPlace } from '#db/walk.ts'
import { type HeldAssignment, loadPlace, loadStage, loadStageAndPlace, type Stage, stageAfter } from '#db/walk-scene.ts'
import type { Draft } from '../domain/answer.ts'
import type { AssignmentId, CampaignId, MessageId } from '../domain/ids.ts'
import { count } from '../domain/progress.ts'
import { type AnswerState, isToDo } from '../domain/review.ts'
import type { Stop } from '../domain/walk.ts'
import type { Reply } from '../events.ts'
import { drawAccepted, whyReturned } from './after-verdict.ts'
import { markForm } from './drawn-form.ts'
import { post } from './post.ts'
import { answer, here, type Scene, showCard } from './scene.ts'
import { isCondensed } from './standards-here.ts'
import { viewEarlier } from './view-earlier.ts'

/** Everything of one person in one campaign, in catalogue order. */
export function ownRows(scene: Scene, campaign: CampaignId): Promise<AssignedRow[]> {
  return assignedRows(scene.tx, campaign, { respondent: scene.who.id })
}

/** Of a closed campaign only what came back can still be gone to. */
export function toStops(rows: readonly OwnRow[], status: Campaign['status']): Stop[] {
  const within = status === 'closed' ? rows.filter((row) => isToDo(row.state, status)) : rows
  return within.map((row) => ({
    assignment: row.assignment,
    answered: !isToDo(row.state, status),
    returned: row.state === 'returned',
  }))
}

/**
 * What the card says besides the requirement itself. `typed` stands in the form instead of what is kept. A toast is
 * shown to a press only; for words its text stands on the card.
 */
type Saying = {
  readonly note?: string | null
  readonly typed?: Draft
  readonly toast?: Reply['toast']
  /** What is theirs now, where the press has changed it. */
  readonly own?: readonly OwnRow[]
}

/** Goes to a requirement of theirs: its card in place of the one pressed, or as a new message; the walk remembers where. */
export async function showRequirement(
  scene: Scene,
  campaign: Campaign,
  assignment: AssignmentId,
  saying: Saying = {},
): Promise<Reply> {
  const held = heldIn(scene, campaign)
  if (held !== null && isPlain(held, assignment)) return showAfter(scene, held, assignment, saying)
  const { stage, place } =
    held === null
      ? await loadStageAndPlace(scene.tx, assignment, whoseWalk(scene, campaign))
      : { stage: await loadStage(scene.tx, assignment, scene.who.id), place: held.place }
  const { card, shown } = await drawRequirement(scene, campaign, stage, saying)
  return bring(scene, campaign, place, { at: assignment, card, shown }, saying.toast)
}

/** What a press of this campaign came in with, and the card it was on. */
function heldIn({ via }: Scene, campaign: Campaign): (HeldAssignment & { readonly card: MessageId }) | null {
  return via.kind === 'press' && via.held?.campaign.id === campaign.id ? { ...via.held, card: via.card } : null
}

/** Its card shows nothing but the requirement and what is kept: nothing of another year, and no verdict. */
function isPlain({ campaign, own }: HeldAssignment, assignment: AssignmentId): boolean {
  const state = own.find((row) => row.assignment === assignment)?.state
  return campaign.earlier === null && state !== undefined && isShownPlain(state)
}

function isShownPlain(state: AnswerState): boolean {
  return state === 'open' || state === 'submitted'
}

/**
 * Such a card decides nothing and asks for nothing more, so it is drawn when all is committed, of what was read on the way:
 * the press waits for the database once less.
 */
async function showAfter(
  scene: Scene,
  { campaign, place, card, own }: HeldAssignment & { readonly card: MessageId },
  at: AssignmentId,
  saying: Saying,
): Promise<Reply> {
  await moveWalk(scene, campaign, place, { at, shown: null, card })
  const stage = await stageAfter(scene.tx, at, saying.own ?? own)
  const draw = async () => {
    const now = stage()
    if (isShownPlain(now.assignment.state)) return (await drawRequirement(scene, campaign, now, saying)).card
    // A verdict has come between; why is not read yet.
    return scene.deps.db.transaction().execute(async (tx) => {
      return (await drawRequirement({ ...scene, tx }, campaign, now, saying)).card
    })
  }
  return { ...(saying.toast === undefined ? {} : { toast: saying.toast }), draw }
}

function whoseWalk({ who }: Scene, campaign: Campaign) {
  return { person: who.id, campaign: campaign.id }
}

async function drawRequirement(
  scene: Scene,
  campaign: Campaign,
  { assignment, asked, kept, pieces, own }: Stage,
  saying: Saying,
): Promise<{ readonly card: Card; readonly shown: ShownEarlier | null }> {
  const note = saying.note ?? (scene.via.kind === 'message' ? (saying.toast?.text ?? null) : null)
  const isBinding = assignment.state === 'accepted' && campaign.review !== 'none'
  const at = own.findIndex((row) => row.assignment === assignment.id)
  const position = { at: at + 1, of: own.length, answered: count(own.map((row) => row.means)).answered }
  if (isBinding) {
    return { card: drawAccepted(campaign, { assignment, asked, answer: kept.answer, position, note }), shown: null }
  }
  const draft = saying.typed ?? formOf(kept)
  const isKept = saying.typed === undefined
  const { view, of } = await viewEarlier(scene, campaign, assignment, { draft, isKept, title: asked.title })
  const card = requirementCard({
    campaignTitle: campaign.title,
    assignment: assignment.id,
    seen: assignment.version,
    drawn: markForm(formOf(kept), campaign.ratings),
    no: asked.no,
    taskNo: asked.taskNo,
    taskTitle: asked.taskTitle,
    title: asked.title,
    text: asked.text,
    condensed: isCondensed(scene, campaign),
    evidenceHints: asked.evidence,
    draft,
    ratings: campaign.ratings.map((one) => one.word),
    submitted: assignment.answeredRevision !== null,
    returned: await whyReturned(scene, assignment),
    position,
    owner: scene.place === 'group' ? scene.who.name : null,
    hasPrevious: at > 0,
    pieces,
    earlier: view,
    note,
  })
  const shown = of === null ? null : { seen: assignment.version, earlier: of.assignment, revision: of.revision }
  return { card, shown }
}

/** Nothing of theirs is open any more. */
export async function showFinished(scene: Scene, campaign: Campaign, toast?: Reply['toast']): Promise<Reply> {
  const rows = await ownRows(scene, campaign.id)
  const card = finishedCard({
    campaign: campaign.id,
    campaignTitle: campaign.title,
    count: count(rows.map((row) => row.means)),
    answeredByYou: await countSubmittedBy(scene.tx, campaign.id, scene.who.id),
    inspectBy: campaign.inspectBy,
    canChange: campaign.status !== 'closed',
    others: await otherCampaigns(scene, campaign.id),
  })
  const held = heldIn(scene, campaign)
  const place = held === null ? await loadPlace(scene.tx, whoseWalk(scene, campaign)) : held.place
  return bring(scene, campaign, place, { at: null, card, shown: null }, toast)
}

/** Their other running campaigns in which something is open, the most pressing first. */
export async function otherCampaigns(
  scene: Scene,
  except: CampaignId,
): Promise<{ campaign: CampaignId; title: string; open: number }[]> {
  const others = []
  for (const one of await campaignsOf(scene.tx, scene.who.id)) {
    if (one.id === except) continue
    const left = (await ownRows(scene, one.id)).filter((row) => isToDo(row.state, one.status)).length
    if (left > 0) others.push({ campaign: one.id, title: one.title, open: left })
  }
  return others
}

/** A press is answered in place, words with a new card below them. A card left behind says that the walk moved. */
async function bring(
  scene: Scene,
  campaign: Campaign,
  place: WalkPlace | null,
  { at, card, shown }: Halt & { readonly card: Card },
  toast?: Reply['toast'],
): Promise<Reply> {
  if (scene.via.kind === 'press') {
    await moveWalk(scene, campaign, place, { at, shown, card: scene.via.card })
    return { card, ...(toast === undefined ? {} : { toast }) }
  }
  if (place !== null) await retireCard(scene, campaign, place)
  const target = here(scene, 'thread')
  const delivery = await answer(scene, 'walk', target, showCard(card))
  const root = target.to === 'thread' ? target.of : null
  const walk = { person: scene.who.id, campaign: campaign.id, at, chat: scene.chat, root, shown }
  await saveWalk(scene.tx, walk, { delivery }, scene.now)
  return {}
}

type Halt = { readonly at: AssignmentId | null; readonly shown: ShownEarlier | null }

/** The walk goes on, on the card that was pressed. */
async function moveWalk(
  scene: Scene,
  campaign: Campaign,
  before: WalkPlace | null,
  { at, shown, card }: Halt & { readonly card: MessageId },
): Promise<void> {
  const isSame = before?.card === card
  if (before !== null && !isSame) await retireCard(scene, campaign, before)
  // The thread is the card's, whichever walk it showed until now: another campaign may be begun on it.
  const { root, sentAt } = isSame ? before : await threadOf(scene.tx, card)
  // It may have come before we have noted that it was sent: then only the walk knows the thread it was sent to.
  const sentTo = before !== null && before.card === null && before.chat === scene.chat ? before.root : null
  const walk = { person: scene.who.id, campaign: campaign.id, at, chat: scene.chat, root: root ?? sentTo, shown }
  await saveWalk(scene.tx, walk, { message: card, sentAt }, scene.now)
}

/** The card another one takes the place of; without this two live cards of one walk would stand about. */
async function retireCard(scene: Scene, campaign: Campaign, walk: WalkPlace): Promise<void> {
  if (walk.card === null) return
  const nearby = scene.via.kind === 'press' ? 'beside' : 'below'
  const to = walk.chat === scene.chat ? nearby : scene.place
  await post(
    scene.tx,
    scene.deps.jobs,
    {
      key: `moved:${walk.card}:${scene.key}`,
      target: { to: 'card', message: walk.card, chat: walk.chat },
      content: showCard(movedCard({ title: '填报卡片', to })),
      campaign: campaign.id,
      person: scene.who.id,
    },
    scene.now,
  )
}
