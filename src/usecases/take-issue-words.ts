import { issueRefusals, issueSaid } from '#cards/issue-words.ts'
import { labels } from '#cards/words.ts'
import { loadCampaign } from '#db/campaign.ts'
import { focusOf, type IssueFocus, saveFocus } from '#db/issue-focus.ts'
import { readText } from '../domain/answer.ts'
import { isCourtesy, longestSaid, readWalkWord } from '../domain/command.ts'
import type { Piece } from '../domain/evidence.ts'
import { readIssueFields, readIssueMove } from '../domain/issue-command.ts'
import { readLabelled } from '../domain/labelled.ts'
import type { Reply } from '../events.ts'
import { declined } from './decline.ts'
import { editIssue } from './edit-issue.ts'
import { moveByWords } from './issue-by-words.ts'
import { reportProgress } from './rectify-issue.ts'
import type { Scene } from './scene.ts'
import { takeEvidence } from './take-evidence.ts'

/** Labels that no issue has: whoever writes them is answering a requirement. */
const ofAnswers = [labels.rating, labels.fact, labels.evidence] as const

/** Only in private: in a group words belong to the thread they stand in. */
function focusHere({ tx, place, who }: Scene): Promise<IssueFocus | null> {
  return place === 'private' ? focusOf(tx, who.id) : Promise.resolve(null)
}

/**
 * Words of somebody who has an issue of theirs before them: its verbs and labels alone do what they do after its number,
 * any other sentence is progress. Null: they have none, or it is plainly an answer to a requirement.
 */
export async function takeIssueWords(scene: Scene, text: string): Promise<Reply | null> {
  const said = readText(text)
  const focus = said === null ? null : await focusHere(scene)
  if (said === null || focus === null || readWalkWord(text) !== null) return null
  if (text.length > longestSaid) return { toast: { kind: 'warning', text: issueRefusals['too-long'] } }
  if (await isOfAnswers(scene, focus, text)) return null
  // Meant for an issue by its number, this one or another, and not understood: no progress of anything.
  if (/^\s*[/、]?台账\s*[\d０-９]/u.test(text)) return declined('unclear')
  if (isCourtesy(text)) return { toast: { kind: 'info', text: issueSaid.courtesy } }
  const move = readIssueMove(text)
  if (move !== null) return moveByWords(scene, { id: focus.issue }, move)
  const fields = readIssueFields(text)
  if (fields !== null) return editIssue(scene, { issue: focus.issue, seen: null, given: fields, whole: false })
  return reportProgress(scene, { issue: focus.issue, seen: null, words: said })
}

async function isOfAnswers({ tx }: Scene, focus: IssueFocus, text: string): Promise<boolean> {
  const named = readLabelled(text, Object.values(labels))
  if (named !== null && ofAnswers.some((label) => named.has(label))) return true
  const { ratings } = await loadCampaign(tx, focus.campaign)
  return ratings.some((one) => one.word === text.trim().replace(/[。.！!]$/, ''))
}

/** Photos and files of somebody who has an issue of theirs before them are its proof; null: they have none. */
export async function takeProof(scene: Scene, pieces: readonly Piece[]): Promise<Reply | null> {
  const focus = await focusHere(scene)
  if (focus === null) return null
  await saveFocus(scene.tx, scene.who.id, { ...focus, chat: scene.chat }, scene.now)
  return takeEvidence(scene, { issue: focus.issue }, pieces)
}
