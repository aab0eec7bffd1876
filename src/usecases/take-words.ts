import { earlierSaid } from '#cards/earlier-words.ts'
import { answerGaps, labels, said } from '#cards/words.ts'
import { saveDraft } from '#db/answer.ts'
import { audit } from '#db/audit.ts'
import { findCampaign } from '#db/campaign.ts'
import type { Walk } from '#db/walk.ts'
import { type Draft, longestField, readText } from '../domain/answer.ts'
import { readTypedDay } from '../domain/calendar.ts'
import { isLikeBefore, longestSaid, readWalkWord } from '../domain/command.ts'
import { isCourtesy } from '../domain/courtesy.ts'
import { readLink } from '../domain/evidence.ts'
import { splitLabelled } from '../domain/labelled.ts'
import { readOpeningRating } from '../domain/opening-rating.ts'
import type { RatingWord } from '../domain/standard.ts'
import type { Reply } from '../events.ts'
import { answerRequirement, holdForAnswer } from './answer-requirement.ts'
import type { Scene } from './scene.ts'
import { takeEarlier } from './take-earlier.ts'
import { showRequirement } from './walk-card.ts'

const fields = {
  [labels.rating]: 'rating',
  [labels.fact]: 'fact',
  [labels.shortcoming]: 'shortcoming',
  [labels.measure]: 'measure',
  [labels.due]: 'due',
  [labels.evidence]: 'evidence',
} as const
type Label = keyof typeof fields
const allLabels = Object.keys(fields) as Label[]

/**
 * Words typed during a walk (design, flow 3 and principle 6): the name of a button does what it does, labelled lines
 * fill their fields, a rating word is the rating, alone or before what else is said (已达到，每天大课间30分钟), a link alone is
 * evidence, and any other sentence is the fact of the current requirement; a mere 谢谢 is none.
 * A fact that is there already is added to, never replaced: nothing said is lost.
 */
export async function takeWords(scene: Scene, walk: Walk, text: string): Promise<Reply> {
  if (walk.at === null) return { toast: { kind: 'info', text: said.nothingOpen } }
  if (text.length > longestSaid) return { toast: { kind: 'warning', text: answerGaps['too-long'] } }
  const word = readWalkWord(text)
  if (word === 'confirm' || word === 'take-over') {
    // Where nothing is carried over they are words like any others.
    const campaign = await findCampaign(scene.tx, walk.campaign)
    if (campaign !== null && campaign.earlier !== null) {
      const shown = word === 'confirm' && !isRead(scene, walk) ? null : walk.shown
      return takeEarlier(scene, { assignment: walk.at, shown, typed: null, do: word })
    }
  } else if (word !== null) {
    return answerRequirement(scene, { assignment: walk.at, seen: null, typed: null, next: word })
  }
  // 沿用 alone says nothing of this year, but it would stand in the paper as its fact.
  if (walk.shown !== null && isLikeBefore(text)) return { toast: { kind: 'info', text: earlierSaid.meant } }
  if (isCourtesy(text)) return { toast: { kind: 'info', text: said.courtesy } }
  return fill(scene, walk, (kept, ratings) => filled(kept, text, ratings))
}

/**
 * Nobody reads a card in less. 仍然如此 sent twice, by a double tap or because no answer seemed to come, must not vouch for
 * the next requirement, whose card has come in between.
 */
const shortestLookMs = 3_000

/** Whether words are about the card as it stands: it was there to be read, and they do not reply to an older one. */
function isRead({ via, place, now }: Scene, walk: Walk): boolean {
  if (via.kind !== 'message' || walk.drawnAt === null) return false
  if (place === 'private' && via.root !== null && via.root !== walk.card) return false
  return (via.sentAt ?? now).getTime() - walk.drawnAt.getTime() >= shortestLookMs
}

type Filled = { readonly draft: Draft; readonly note: string }

async function fill(
  scene: Scene,
  walk: Walk,
  change: (kept: Draft, ratings: readonly RatingWord[]) => Filled,
): Promise<Reply> {
  if (walk.at === null) return {}
  const held = await holdForAnswer(scene, walk.at)
  if (held.kind !== 'held') return held.reply
  const { draft, note } = change(held.kept, held.campaign.ratings)
  // A text kept whole from a card, too long as it is, does not stand in the way of the other fields.
  const texts = (['rating', 'fact', 'shortcoming', 'measure', 'evidence'] as const).filter(
    (field) => draft[field] !== held.kept[field],
  )
  if (texts.some((field) => (draft[field]?.length ?? 0) > longestField)) {
    return { toast: { kind: 'warning', text: answerGaps['too-long'] } }
  }
  const { assignment } = held
  await saveDraft(scene.tx, assignment.id, draft, scene.who.id, scene.now)
  const about = { assignment: assignment.id, requirement: assignment.requirement }
  await audit(scene.tx, 'keep-words', scene.who.id, walk.campaign, about, scene.now)
  return showRequirement(scene, held.campaign, assignment.id, { note })
}

function filled(kept: Draft, text: string, ratings: readonly RatingWord[]): Filled {
  const words = ratings.map(({ word }) => word)
  const { before, values } = splitLabelled(text, allLabels)
  const opening = readOpeningRating(before, words)
  if (values.size > 0 && (before === '' || opening !== null)) return withLabelled(kept, opening, values, words)
  const link = readLink(text)
  if (link !== null) return { draft: { ...kept, evidence: added(kept.evidence, link, '；') }, note: said.linkTaken }
  if (opening === null) {
    return { draft: { ...kept, fact: added(kept.fact, readText(text), '\n') }, note: said.factTaken }
  }
  const rated = { ...kept, rating: opening.word }
  const isMore = opening.rest !== '' && !isCourtesy(opening.rest)
  return { draft: isMore ? filled(rated, opening.rest, ratings).draft : rated, note: said.wordsTaken }
}

type Opening = ReturnType<typeof readOpeningRating>

/** A rating said before the labels is the rating, unless a label says another; what follows it goes before the fact. */
function withLabelled(kept: Draft, opening: Opening, values: Map<Label, string>, words: readonly string[]): Filled {
  const named: Partial<Record<keyof Draft, string>> = Object.fromEntries(
    [...values].map(([label, value]) => [fields[label], value]),
  )
  const labelled = readOpeningRating(named.rating ?? '', words)
  const rating = labelled?.word ?? named.rating ?? opening?.word
  const facts = [opening?.rest ?? '', labelled?.rest ?? '', named.fact ?? ''].filter((one) => one !== '')
  const fact = facts.length === 0 ? named.fact : facts.join('\n')
  const unread = (named.due ?? '') !== '' && readTypedDay(named.due ?? '') === null
  return { draft: withNamed(kept, { ...named, rating, fact }), note: unread ? said.dueUnreadable : said.wordsTaken }
}

function withNamed(kept: Draft, named: Partial<Record<keyof Draft, string>>): Draft {
  return {
    rating: named.rating === undefined ? kept.rating : readText(named.rating),
    fact: named.fact === undefined ? kept.fact : readText(named.fact),
    shortcoming: named.shortcoming === undefined ? kept.shortcoming : readText(named.shortcoming),
    measure: named.measure === undefined ? kept.measure : readText(named.measure),
    due: named.due === undefined ? kept.due : named.due === '' ? null : (readTypedDay(named.due) ?? kept.due),
    evidence: named.evidence === undefined ? kept.evidence : readText(named.evidence),
  }
}

function added(before: string | null, more: string | null, between: string): string | null {
  if (before === null || more === null) return before ?? more
  return before.includes(more) ? before : `${before}${between}${more}`
}
