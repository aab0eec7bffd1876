import { findingSaid } from '#cards/finding-words.ts'
import { refusals } from '#cards/words.ts'
import { readCheckWords } from '../domain/check-words.ts'
import type { Reply } from '../events.ts'
import { askToMend } from './ask-to-mend.ts'
import { confirmClaim } from './confirm-claim.ts'
import { refused, type Scene } from './scene.ts'
import { campaignToCheck, check, drawCheck, showCheck } from './show-check.ts'

/** `/check` in words: 体检, 体检 第2页, and what its buttons do: 体检 确认 17, 体检 请核对 17. */
export async function checkByWords(scene: Scene, rest: string): Promise<Reply> {
  const asked = readCheckWords(rest)
  if (asked === null) return refused('check-unclear')
  if (asked.what === 'show') return showCheck(scene, { campaign: null, page: asked.page })
  const found = await campaignToCheck(scene, null)
  if ('refusal' in found) return found.refusal
  const { campaign } = found
  const { no } = asked
  if (asked.what === 'ask') return askToMend(scene, { campaign: campaign.id, meant: { no }, page: 0 })
  const { findings, context } = await check(scene, campaign)
  const row = context.rows.get(no)
  if (row === undefined) return { toast: { kind: 'warning', text: refusals['requirement-unknown'] } }
  const claims = findings.some(({ about, nos }) => about.kind === 'claim' && nos.includes(no))
  if (!claims || row.revision === null)
    return drawCheck(scene, campaign, 0, { kind: 'info', text: findingSaid.nothingToConfirm })
  return confirmClaim(scene, { assignment: row.assignment, seen: row.revision, page: 0 })
}
