import { campaignLedBy, campaignsOf } from '#db/campaign.ts'
import { findIssueByNo, type KeptIssue } from '#db/issue.ts'
import { readText } from '../domain/answer.ts'
import type { IssueNo } from '../domain/ids.ts'
import { maySee } from '../domain/issue.ts'
import { type IssueWords, readIssueWords, type SpokenMove } from '../domain/issue-command.ts'
import type { Reply } from '../events.ts'
import { addByWords } from './add-issue.ts'
import { declined } from './decline.ts'
import { editIssue, openIssueForm } from './edit-issue.ts'
import type { Asked } from './hold-issue.ts'
import { rolesIn } from './issue-roles.ts'
import { joinIssues, partIssue } from './join-issues.ts'
import { askStrikeOff, reportProgress } from './rectify-issue.ts'
import { reopenIssue } from './reopen-issue.ts'
import type { Scene } from './scene.ts'
import { showIssueEvidence } from './show-evidence.ts'
import { openIssue } from './show-issue.ts'
import { returnIssue, strikeOff } from './strike-off.ts'
import { withdrawIssue } from './withdraw-issue.ts'

const moves: Readonly<Record<SpokenMove, (scene: Scene, asked: Asked) => Promise<Reply>>> = {
  report: reportProgress,
  'ask-strike-off': askStrikeOff,
  'strike-off': strikeOff,
  return: returnIssue,
  withdraw: withdrawIssue,
  reopen: reopenIssue,
  part: partIssue,
}

/** 台账 3 and what may follow it (design, principle 6). Null: it names no issue, but perhaps a department. */
export async function issueByWords(scene: Scene, rest: string): Promise<Reply | null> {
  const said = readIssueWords(rest)
  if (said === null) return null
  if (said.what === 'add') return addByWords(scene, said.fields)
  const issue = await issueNumbered(scene, said.no)
  return issue === null ? declined('unknown') : doSaid(scene, issue, said)
}

/** What words say about an issue somebody has found. */
export async function moveByWords(
  scene: Scene,
  issue: Pick<KeptIssue, 'id'>,
  { move, words }: { readonly move: SpokenMove; readonly words: string },
): Promise<Reply> {
  return moves[move](scene, { issue: issue.id, seen: null, words: readText(words) })
}

async function doSaid(scene: Scene, issue: KeptIssue, said: Exclude<IssueWords, { what: 'add' }>): Promise<Reply> {
  switch (said.what) {
    case 'open':
      return openIssue(scene, issue.id)
    case 'form':
      return openIssueForm(scene, issue.id)
    case 'evidence':
      return showIssueEvidence(scene, issue.id)
    case 'move':
      return moveByWords(scene, issue, said)
    case 'edit':
      return editIssue(scene, { issue: issue.id, seen: null, given: said.fields, whole: false })
    case 'join': {
      const into = await findIssueByNo(scene.tx, issue.campaign, said.into)
      const asked = { issue: issue.id, seen: null, words: null }
      return into === null ? declined('cannot-join') : joinIssues(scene, { ...asked, into: into.id })
    }
  }
}

/**
 * The issue somebody calls by this number: of the campaign their group leads, else of the first of theirs, the most
 * pressing foremost, that has one they may see.
 */
async function issueNumbered(scene: Scene, no: IssueNo): Promise<KeptIssue | null> {
  const led = scene.place === 'group' ? await campaignLedBy(scene.tx, scene.chat) : null
  for (const campaign of led === null ? await campaignsOf(scene.tx, scene.who.id) : [led]) {
    const issue = await findIssueByNo(scene.tx, campaign.id, no)
    if (issue !== null && maySee(await rolesIn(scene, campaign, issue))) return issue
  }
  return null
}
