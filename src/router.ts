import type { Press } from '#cards/press.ts'
import { fileOutsideWalk, refusals, said as spoken } from '#cards/words.ts'
import { type Walk, walkAt } from '#db/walk.ts'
import { readText } from './domain/answer.ts'
import { type Command, confirmWord, readCommand, readJump } from './domain/command.ts'
import { readConnectionTest } from './domain/connection-test.ts'
import { readEvidenceWord } from './domain/evidence.ts'
import type { Attached, MessageEvent, PressEvent, Reply, Said } from './events.ts'
import { addIssue, offerIssue } from './usecases/add-issue.ts'
import { answerRequirement } from './usecases/answer-requirement.ts'
import { askForDivision } from './usecases/ask-for-file.ts'
import { askToMend } from './usecases/ask-to-mend.ts'
import { assignByCommand } from './usecases/assign-by-command.ts'
import { beforeThem } from './usecases/before-them.ts'
import { saveUses, withdrawEvidence } from './usecases/change-evidence.ts'
import { checkByWords } from './usecases/check-by-words.ts'
import { orderSummary } from './usecases/compile-summary.ts'
import { confirmClaim } from './usecases/confirm-claim.ts'
import { startStudy, stopStudy } from './usecases/daily-study.ts'
import { confirmDivision, turnPage } from './usecases/divide-work.ts'
import { editIssue, openIssueForm } from './usecases/edit-issue.ts'
import { evidenceByWords } from './usecases/evidence-by-words.ts'
import { exportEvidence } from './usecases/export-evidence.ts'
import { giveByCommand } from './usecases/give-by-words.ts'
import { giveShare, offerShare } from './usecases/give-share.ts'
import { issueByWords } from './usecases/issue-by-words.ts'
import { joinIssues, partIssue } from './usecases/join-issues.ts'
import { profileByWords, readProfileForm, saveProfile, showProfile } from './usecases/keep-profile.ts'
import { noteSession, offerSession, readSessionForm } from './usecases/note-session.ts'
import { openStudyItem } from './usecases/open-study-item.ts'
import { readDraft, readUses } from './usecases/read-form.ts'
import { askStrikeOff, reportProgress } from './usecases/rectify-issue.ts'
import { previewReminders, sendReminders } from './usecases/remind-by-hand.ts'
import { reopenIssue } from './usecases/reopen-issue.ts'
import { reviewAnswer } from './usecases/review-answer.ts'
import { reviewByWords } from './usecases/review-by-words.ts'
import { acceptShown, listReviews } from './usecases/review-list.ts'
import { openReviewed, skipReviewed, startReview } from './usecases/review-walk.ts'
import { answer, here, type Scene, showCard } from './usecases/scene.ts'
import { sendTrace } from './usecases/send-trace.ts'
import { noHeads } from './usecases/set-heads.ts'
import { createCampaign, offerSetup, saveSettings } from './usecases/set-up-campaign.ts'
import { settleDeparture } from './usecases/settle-departure.ts'
import { cancelImport, confirmImport } from './usecases/settle-import.ts'
import { showCheck } from './usecases/show-check.ts'
import { showEvidence, showIssueEvidence } from './usecases/show-evidence.ts'
import { explainWords, showHelp } from './usecases/show-help.ts'
import { openIssue } from './usecases/show-issue.ts'
import { showIssues, showIssuesByWords } from './usecases/show-issues.ts'
import { showMine } from './usecases/show-mine.ts'
import { showProgress } from './usecases/show-progress.ts'
import { openAssignment, startWalk } from './usecases/start-walk.ts'
import { strangersCard } from './usecases/strangers-card.ts'
import { returnIssue, strikeOff } from './usecases/strike-off.ts'
import { studyByWords } from './usecases/study-by-words.ts'
import { summaryByWords } from './usecases/summary-by-words.ts'
import { takeEarlier } from './usecases/take-earlier.ts'
import { takeEvidence, toPieces } from './usecases/take-evidence.ts'
import { takeFile } from './usecases/take-file.ts'
import { takeIssueWords, takeProof } from './usecases/take-issue-words.ts'
import { takeWords } from './usecases/take-words.ts'
import { takeTestPress, takeTestWords } from './usecases/test-connection.ts'
import { withdrawIssue } from './usecases/withdraw-issue.ts'

/**
 * What a message leads to. `addressed`: said in private or with a mention of the bot; what is not is heard only in the
 * thread of the sender's own walk.
 */
export async function routeMessage(scene: Scene, event: MessageEvent, addressed: boolean): Promise<void> {
  const { said } = event
  const walk = await walkHere(scene, event)
  if (!addressed && walk === null) return
  switch (said.kind) {
    case 'text':
      return routeWords(scene, walk, said.text, addressed)
    case 'file':
    case 'image':
      return routeAttached(scene, walk, [said])
    case 'post':
      return routePost(scene, event, walk, said, addressed)
    case 'other':
      return scene.place === 'private' ? say(scene, hint(refusals['only-text']), 'thread') : undefined
  }
}

function walkHere(scene: Scene, { root, message }: MessageEvent): Promise<Walk | null> {
  return walkAt(scene.tx, scene.who.id, scene.place === 'private' ? 'private' : (root ?? message))
}

async function routeWords(scene: Scene, last: Walk | null, text: string, addressed: boolean): Promise<void> {
  const test = addressed ? readConnectionTest(text) : null
  if (test !== null) return say(scene, await takeTestWords(scene, test), 'thread')
  const command = addressed ? readCommand(text) : null
  if (command !== null) return say(scene, await runCommand(scene, command), 'chat')
  const { walk, issue } = await beforeThem(scene, last)
  const word = readEvidenceWord(text)
  const changed = word === null ? null : await evidenceByWords(scene, walk, word)
  if (changed !== null) return say(scene, changed, 'thread')
  const aboutIssue = issue === null ? null : await takeIssueWords(scene, issue, text)
  if (aboutIssue !== null) return say(scene, aboutIssue, 'thread')
  if (walk !== null && text.trim() !== '') return say(scene, await takeWords(scene, walk, text), 'thread')
  return say(scene, text.trim() === '' ? await showHelp(scene) : await explainWords(scene), 'thread')
}

async function routeAttached(scene: Scene, last: Walk | null, attached: readonly Attached[]): Promise<void> {
  if (await takeFile(scene, attached)) return
  const { walk, issue } = await beforeThem(scene, last)
  if (issue !== null) return say(scene, await takeProof(scene, issue, toPieces(attached)), 'thread')
  if (walk === null) return scene.place === 'private' ? say(scene, hint(fileOutsideWalk), 'thread') : undefined
  if (walk.at === null) return say(scene, hint(spoken.nothingOpen), 'thread')
  return say(scene, await takeEvidence(scene, { assignment: walk.at }, toPieces(attached)), 'thread')
}

/** A command may open what the pictures are for (填报 17); other words may leave it (提交). */
async function routePost(
  scene: Scene,
  event: MessageEvent,
  walk: Walk | null,
  { text, attached }: Extract<Said, { kind: 'post' }>,
  addressed: boolean,
): Promise<void> {
  if (addressed && readCommand(text) !== null) {
    await routeWords(scene, walk, text, addressed)
    return routeAttached(scene, await walkHere(scene, event), attached)
  }
  await routeAttached(scene, walk, attached)
  const isHeard = walk !== null || scene.place === 'group'
  if (text !== '' && isHeard) await routeWords(scene, walk, text, addressed)
}

/** The answer to words: a card as one, a toast as a line of text. */
export async function say(scene: Scene, { card, toast }: Reply, how: 'chat' | 'thread'): Promise<void> {
  if (card !== undefined) await answer(scene, 'card', here(scene, how), showCard(card))
  else if (toast !== undefined) await answer(scene, 'text', here(scene, 'thread'), { kind: 'text', text: toast.text })
}

function hint(text: string): Reply {
  return { toast: { kind: 'info', text } }
}

/** One use case for each command (design, "Commands"). */
export async function runCommand(scene: Scene, command: Command): Promise<Reply> {
  switch (command.name) {
    case 'help':
      return showHelp(scene)
    case 'start':
      return startWalk(scene, { campaign: null, jump: readJump(command.rest) })
    case 'mine':
      return showMine(scene, { campaign: null, page: 0 })
    case 'progress':
      return showProgress(scene, { campaign: null, department: command.rest })
    case 'issues':
      return (await issueByWords(scene, command.rest)) ?? showIssuesByWords(scene, command.rest)
    case 'review':
      return reviewByWords(scene, command.rest)
    case 'setup':
      return offerSetup(scene, command.rest)
    case 'assign':
      return assignByCommand(scene, command.rest)
    case 'hand-over':
      return giveByCommand(scene, command.rest)
    case 'remind':
      return command.rest === confirmWord ? sendReminders(scene, null) : previewReminders(scene, null)
    case 'study':
      return studyByWords(scene, command.rest)
    case 'check':
      return checkByWords(scene, command.rest)
    case 'profile':
      return profileByWords(scene, command.rest)
    case 'summary':
      return summaryByWords(scene, command.rest)
    case 'unknown':
      return explainWords(scene)
  }
}

/** One use case for each press. In a group a walk's card answers nobody but its owner, whatever button it shows. */
export async function runPress(scene: Scene, press: Press, form: PressEvent['form']): Promise<Reply> {
  const stranger = await strangersCard(scene)
  if (stranger !== null) return { toast: { kind: 'warning', text: stranger } }
  switch (press.do) {
    case 'open-setup':
      return offerSetup(scene, '')
    case 'create-campaign':
      return createCampaign(scene, form)
    case 'save-settings':
      return saveSettings(scene, press.campaign, press.heads === undefined ? form : { ...noHeads, ...form })
    case 'show-division':
      return turnPage(scene, { ...press, form })
    case 'confirm-division':
      return confirmDivision(scene, { ...press, form })
    case 'start-walk':
      return startWalk(scene, { campaign: press.campaign, jump: null })
    case 'submit-answer':
      return answerRequirement(scene, { ...press, typed: readDraft(form), next: 'submit' })
    case 'keep-draft':
      return answerRequirement(scene, { ...press, typed: readDraft(form), next: 'keep' })
    case 'go-back':
      return answerRequirement(scene, { ...press, typed: readDraft(form), next: 'back' })
    case 'skip':
      return answerRequirement(scene, { ...press, typed: readDraft(form), next: 'skip' })
    case 'confirm-earlier':
      return takeEarlier(scene, { ...press, shown: press, typed: readDraft(form), do: 'confirm' })
    case 'take-over-earlier':
      return takeEarlier(scene, { ...press, shown: press, typed: readDraft(form), do: 'take-over' })
    case 'open-assignment':
      return openAssignment(scene, press.assignment)
    case 'show-mine':
      return showMine(scene, press)
    case 'show-progress':
      return showProgress(scene, { campaign: press.campaign, department: '' })
    case 'show-issues':
      return showIssues(scene, press)
    case 'open-issue':
      return openIssue(scene, press.issue)
    case 'new-issue':
      return offerIssue(scene, press.campaign)
    case 'add-issue':
      return addIssue(scene, { campaign: press.campaign, given: form, byForm: true })
    case 'open-issue-form':
      return openIssueForm(scene, press.issue)
    case 'save-issue':
      return editIssue(scene, { ...press, given: form, whole: true })
    case 'report-issue':
      return reportProgress(scene, { ...press, words: readText(form.words) })
    case 'ask-strike-off':
      return askStrikeOff(scene, { ...press, words: readText(form.words) })
    case 'strike-off':
      return strikeOff(scene, { ...press, words: readText(form.words) })
    case 'return-issue':
      return returnIssue(scene, { ...press, words: readText(form.words) })
    case 'withdraw-issue':
      return withdrawIssue(scene, { ...press, words: readText(form.words) })
    case 'reopen-issue':
      return reopenIssue(scene, { ...press, words: readText(form.words) })
    case 'join-issue':
      return joinIssues(scene, { ...press, words: null })
    case 'part-issue':
      return partIssue(scene, { ...press, words: null })
    case 'preview-reminders':
      return previewReminders(scene, press.campaign)
    case 'send-reminders':
      return sendReminders(scene, press.campaign)
    case 'compile-summary':
      return orderSummary(scene, press.campaign)
    case 'send-trace':
      return sendTrace(scene, press.campaign)
    case 'export-evidence':
      return exportEvidence(scene, press)
    case 'show-check':
      return showCheck(scene, press)
    case 'confirm-claim':
      return confirmClaim(scene, press)
    case 'ask-to-mend':
      return askToMend(scene, { ...press, meant: { finding: press.finding } })
    case 'show-profile':
      return showProfile(scene, press.campaign)
    case 'save-profile':
      return saveProfile(scene, { ...press, typed: readProfileForm(form) })
    case 'start-study':
      return startStudy(scene, press)
    case 'stop-study':
      return stopStudy(scene, press)
    case 'open-study-item':
      return openStudyItem(scene, press.campaign, press.item)
    case 'open-session':
      return offerSession(scene, press.campaign)
    case 'note-session':
      return noteSession(scene, { ...press, given: readSessionForm(form) })
    case 'save-evidence-uses':
      return saveUses(scene, { ...press, chosen: readUses(form) })
    case 'withdraw-evidence':
      return withdrawEvidence(scene, { evidence: press.evidence, assignment: press.assignment ?? null })
    case 'show-evidence':
      return showEvidence(scene, press.assignment)
    case 'show-issue-evidence':
      return showIssueEvidence(scene, press.issue)
    case 'settle-departure':
      return settleDeparture(scene, { ...press, form })
    case 'offer-share':
      return offerShare(scene, press.campaign)
    case 'give-share':
      return giveShare(scene, { ...press, form })
    case 'test-connection':
      return takeTestPress(scene, press.code)
    case 'import-division':
      return askForDivision(scene, press.campaign)
    case 'confirm-import':
      return confirmImport(scene, { ...press, form })
    case 'cancel-import':
      return cancelImport(scene, press.plan)
    case 'start-review':
      return startReview(scene)
    case 'open-review':
      return openReviewed(scene, press.no, press.campaign)
    case 'accept-answer':
      return reviewAnswer(scene, { ...press, verdict: 'accept', reason: readText(form.reason) })
    case 'return-answer':
      return reviewAnswer(scene, { ...press, verdict: 'return', reason: readText(form.reason) })
    case 'skip-review':
      return skipReviewed(scene, press.assignment)
    case 'list-review':
      return listReviews(scene, press.page)
    case 'accept-all':
      return acceptShown(scene, press.shown, press.page)
  }
}
