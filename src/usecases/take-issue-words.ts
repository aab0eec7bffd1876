import { issueRefusals, issueSaid } from '#cards/issue-words.ts'
import { labels } from '#cards/words.ts'
import { loadCampaign } from '#db/campaign.ts'
import { type IssueFocus, saveFocus } from '#db/issue-focus.ts'
import { readText } from '../domain/answer.ts'
import { longestSaid, readWalkWord } from '../domain/command.ts'
import { isCourtesy } from '../domain/courtesy.ts'
import type { Piece } from '../domain/evidence.ts'
import { isLive } from '../domain/issue.ts'
import { readIssueFields, readIssueMove } from '../domain/issue-command.ts'
import { readLabelled } from '../domain/labelled.ts'
import type { Reply } from '../events.ts'
import type { Before } from './before-them.ts'
import { declined } from './decline.ts'
import { editIssue } from './edit-issue.ts'
import { moveByWords } from './issue-by-words.ts'
import { reportProgress } from './rectify-issue.ts'
import type { Scene } from './scene.ts'
import { takeEvidence } from './take-evidence.ts'

type Focus = NonNullable<Before['issue']>

/** Labels that no issue has: whoever writes them is answering a requirement. */
const ofAnswers = [labels.rating, labels.fact, labels.evidence] as const

/**
 * Words of somebody who has an issue before them: its verbs and labels alone do what they do after its number, and any
 * other sentence of its owner is progress, but while it waits for a look: whoever looks must not find it changed by a
 * remark. Null: it is plainly an answer to a requirement, or nothing at all.
 */
export async function takeIssueWords(scene: Scene, focus: Focus, text: string): Promise<Reply | null> {
  const said = readText(text)
  if (said === null || readWalkWord(text) !== null) return null
  if (text.length > longestSaid) return { toast: { kind: 'warning', text: issueRefusals['too-long'] } }
  if (await isOfAnswers(scene, focus, text)) return null
  // Meant for an issue by its number, this one or another, and not understood: no progress of anything.
  if (/^\s*[/、]?台账\s*[\d０-９]/u.test(text)) return declined('unclear')
  if (isCourtesy(text)) return { toast: { kind: 'info', text: issueSaid.courtesy } }
  if (focus.isOld) return { toast: { kind: 'info', text: issueSaid.openFirst(focus.no) } }
  const move = readIssueMove(text)
  if (move !== null) return moveByWords(scene, { id: focus.issue }, move)
  const fields = readIssueFields(text)
  if (fields !== null) return editIssue(scene, { issue: focus.issue, seen: null, given: fields, whole: false })
  const why = whyNotNoted(scene, focus)
  return why ?? reportProgress(scene, { issue: focus.issue, seen: null, words: said })
}

/** Why a loose sentence is no progress of it; null: it is. */
function whyNotNoted({ who }: Scene, { owner, state, no }: Focus): Reply | null {
  if (owner === who.id && state === 'open') return null
  const text = owner === who.id && state === 'awaiting' ? issueSaid.awaitsLook(no) : issueSaid.notNoted(no)
  return { toast: { kind: 'info', text } }
}

async function isOfAnswers({ tx }: Scene, focus: IssueFocus, text: string): Promise<boolean> {
  const named = readLabelled(text, Object.values(labels))
  if (named !== null && ofAnswers.some((label) => named.has(label))) return true
  const { ratings } = await loadCampaign(tx, focus.campaign)
  return ratings.some((one) => one.word === text.trim().replace(/[。.！!]$/, ''))
}

/** Photos and files of somebody who has an issue of theirs before them are its proof. */
export async function takeProof(scene: Scene, focus: Focus, pieces: readonly Piece[]): Promise<Reply> {
  if (focus.isOld) return { toast: { kind: 'info', text: issueSaid.openFirst(focus.no) } }
  if (focus.owner !== scene.who.id || !isLive(focus.state)) {
    return { toast: { kind: 'info', text: issueSaid.notNoted(focus.no) } }
  }
  await saveFocus(scene.tx, scene.who.id, { ...focus, chat: scene.chat }, scene.now)
  return takeEvidence(scene, { issue: focus.issue }, pieces)
}
