import { loadCampaign } from '#db/campaign.ts'
import type { PaperFile } from '#db/summary.ts'
import { loadPrinted } from '#db/summary.ts'
import { traceFacts } from '#db/trace.ts'
import type { Tx } from '#db/tx.ts'
import { summaryBlocks } from '../documents/blocks.ts'
import { traceFileName } from '../documents/file-name.ts'
import { writeTracedWord } from '../documents/word.ts'
import type { CampaignId } from '../domain/ids.ts'
import { traceHead, traceLines } from '../domain/trace.ts'
import type { Deps } from './deps.ts'

/**
 * The text of a version with a comment on each paragraph: who stands behind it. Null when the version did not keep what
 * it printed. Made anew each time, so that it knows of what was confirmed or accepted since.
 */
export async function writeTrace(
  tx: Tx,
  { timeZone }: Pick<Deps, 'timeZone'>,
  campaign: CampaignId,
  version: number,
  now: Date,
): Promise<PaperFile | null> {
  const printed = await loadPrinted(tx, campaign, version)
  if (printed === null) return null
  const { title } = await loadCampaign(tx, campaign)
  const facts = await traceFacts(tx, campaign, version, now, timeZone)
  const { summary, annexes } = printed
  const notes = {
    head: traceHead(facts),
    of: (sentences: Parameters<typeof traceLines>[0]) => traceLines(sentences, facts),
  }
  const about = { title: `${summary.activity}${summary.kind}`, school: summary.school }
  const bytes = await writeTracedWord(summaryBlocks(summary, annexes, notes), about, facts.now)
  return { name: traceFileName({ school: summary.school, title, version }), bytes }
}
