import { type ImportStandardView, importStandardCard } from '#cards/import-standard.ts'
import { noticeCard } from '#cards/notice.ts'
import {
  ratingRefusals,
  standardControls,
  standardImported,
  standardRefusals,
  standardSaid,
} from '#cards/standard-words.ts'
import { refusals } from '#cards/words.ts'
import { audit } from '#db/audit.ts'
import { insertPlan, type KeptPlan, lockPlan, settlePlan } from '#db/import-plan.ts'
import type { IncomingFile } from '#db/incoming-file.ts'
import { insertOwnStandard } from '#db/own-standard.ts'
import { readText } from '../domain/answer.ts'
import type { ChatId } from '../domain/ids.ts'
import { countLevels, type StandardImport } from '../domain/own-standard.ts'
import { readRatingWords, sayRatingWords } from '../domain/rating-words.ts'
import { longestName, plainTitle } from '../domain/setup.ts'
import type { Sheet } from '../domain/sheet.ts'
import { usualRatings } from '../domain/standard.ts'
import { readStandardDocument, type WordTable } from '../domain/standard-document.ts'
import { readStandardSheet } from '../domain/standard-sheet.ts'
import type { Paragraph } from '../domain/standard-text.ts'
import type { Reply } from '../events.ts'
import { mayBring } from './bring-standard.ts'
import { tellSender } from './plan-division.ts'
import { refused, type Scene, showCard } from './scene.ts'
import { saySettled } from './settle-import.ts'
import { standardsHere } from './standards-here.ts'

/** What a file was read as. */
type Read =
  | { readonly kind: 'sheet'; readonly sheet: Sheet }
  | {
      readonly kind: 'document'
      readonly paragraphs: readonly Paragraph[]
      readonly tables: readonly WordTable[]
      readonly tracked: boolean
    }

/**
 * What becomes of a standard of one's own once its file is read: a private card of what was found, kept until it is
 * confirmed; or a sentence why nothing can be made of it. No campaign changes by it.
 */
export async function planStandard(scene: Scene, file: IncomingFile, read: Read): Promise<void> {
  if (file.chat === null) throw new Error(`a standard without a group: ${file.id}`)
  if (!(await mayBring(scene, file.chat)))
    return tellSender(scene, { kind: 'text', text: refusals['no-right-to-set-up'] })
  const verdict =
    read.kind === 'sheet' ? readStandardSheet(read.sheet, file.name) : readStandardDocument(read, file.name)
  if (verdict.kind === 'refused') return tellSender(scene, { kind: 'text', text: standardRefusals[verdict.why] })
  const { standard, troubles } = verdict
  const plan = {
    standard,
    troubles,
    title: await freeTitle(scene, file.chat, standard.title ?? file.name.replace(/\.[a-z]{2,5}$/iu, '')),
    ratings: usualRatings,
    tracked: read.kind === 'document' && read.tracked,
    others: read.kind === 'sheet' ? read.sheet.others : [],
  }
  const about = { person: file.person, purpose: 'standard', campaign: null, chat: file.chat } as const
  const kept = await insertPlan(scene.tx, { ...about, plan }, scene.now)
  return tellSender(scene, showCard(importStandardCard(viewOf(kept, plan))))
}

/** Whether a sheet has the heads of a standard. */
export function isStandard(sheet: Sheet): boolean {
  const read = readStandardSheet(sheet, '')
  return read.kind === 'read' || read.why !== 'no-columns'
}

/** 确认导入 of a standard: with the name and the rating words of the form, else those it shows. Once. */
export async function confirmStandard(
  scene: Scene,
  { id, chat }: KeptPlan,
  ask: { readonly seen: number; readonly form: Readonly<Record<string, unknown>> },
): Promise<Reply> {
  if (chat === null) return refused('old-card')
  if (!(await mayBring(scene, chat))) return refused('no-right-to-set-up')
  const kept = await lockPlan(scene.tx, id)
  if (kept === null || kept.purpose !== 'standard') return refused('old-card')
  if (kept.outcome !== null) return saySettled(kept.outcome)
  if (kept.version !== ask.seen) return refused('old-card')
  const { plan } = kept
  const title = field(ask.form[standardControls.title], plan.title)
    .replaceAll(/[《》]/gu, '')
    .replaceAll(/\s+/gu, ' ')
  const typed = field(ask.form[standardControls.ratings], sayRatingWords(plan.ratings))
  const again = (why: string): Reply => ({
    card: importStandardCard({ ...viewOf(kept, plan), title, ratings: typed, refused: why }),
    toast: { kind: 'warning', text: why },
  })
  if (title === '' || [...title].length > longestName) return again(standardSaid.titleMissing)
  if (await isTaken(scene, chat, title)) return again(standardSaid.taken)
  const words = readRatingWords(typed)
  if (words.kind === 'refused') return again(ratingRefusals[words.why])
  const { duties, documentNumber } = plan.standard
  const standard = await insertOwnStandard(
    scene.tx,
    { title, documentNumber: documentNumber ?? '', duties, ratings: words.ratings, chat, person: scene.who.id },
    scene.now,
  )
  if (standard === null) return again(standardSaid.taken)
  await settlePlan(scene.tx, id, 'confirmed', scene.now)
  const { requirements } = countLevels(duties)
  await audit(scene.tx, 'import-standard', scene.who.id, null, { plan: id, standard, requirements }, scene.now)
  const text = standardImported(title, requirements)
  return { card: noticeCard({ title: '标准已导入', text }), toast: { kind: 'success', text } }
}

function viewOf(kept: Pick<KeptPlan, 'id' | 'version'>, plan: StandardImport): ImportStandardView {
  const { standard, troubles, tracked, others, title, ratings } = plan
  const drawn = { id: kept.id, seen: kept.version }
  return { plan: drawn, standard, troubles, tracked, others, title, ratings: sayRatingWords(ratings), refused: null }
}

/** An emptied field is said to be empty, one that did not come along keeps what the card shows. */
function field(typed: unknown, otherwise: string): string {
  return typeof typed === 'string' ? (readText(typed) ?? '').trim() : otherwise
}

async function isTaken(scene: Scene, chat: ChatId, title: string): Promise<boolean> {
  return (await standardsHere(scene, chat)).some((one) => plainTitle(one.title) === plainTitle(title))
}

/** The name the file has; where the group has a standard of that name, one it does not have. */
async function freeTitle(scene: Scene, chat: ChatId, title: string): Promise<string> {
  const name = [...title.replaceAll(/\s+/gu, ' ').trim()].slice(0, longestName - 6).join('')
  return (await isTaken(scene, chat, name)) ? `${name}（本校）` : name
}
