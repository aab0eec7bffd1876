import { endingOf } from './evidence.ts'
import type { CampaignId, ChatId } from './ids.ts'

/** What a file that is no evidence is for: it changes the bot's own tables, once its preview is confirmed. */
export const filePurposes = ['division', 'standard', 'template'] as const
export type FilePurpose = (typeof filePurposes)[number]

/** That somebody was asked for a file, about which campaign, or (where there is none yet) for which group. */
export type Expected = {
  readonly purpose: FilePurpose
  readonly campaign: CampaignId | null
  readonly chat: ChatId | null
  readonly askedAt: Date
}

/** Long enough to find a file and send it; what comes later is meant for something else. */
const expectedForMs = 30 * 60_000

const tables = ['xlsx', 'xls', 'xlsm', 'xlsb', 'xltx', 'et', 'ods', 'csv']
/** Whether a file says by its name that it is a table, of whatever program. */
export function isTableName(name: string): boolean {
  return tables.includes(endingOf(name) ?? '')
}

/**
 * Endings of files that may be what was asked for, the wrong ones among them that people take for it: those hear why
 * not. Everything else sent meanwhile, a photo or a PDF, is evidence as ever.
 */
const endings: Readonly<Record<FilePurpose, readonly string[]>> = {
  division: tables,
  standard: [...tables, 'docx', 'doc', 'docm', 'dotx', 'wps', 'odt', 'rtf', 'txt', 'md'],
  template: tables,
}

/** Whether a file is the one that was asked for. `expected` null: nothing was. */
export function isAwaited(expected: Expected | null, name: string, now: Date): boolean {
  if (expected === null || now.getTime() - expected.askedAt.getTime() > expectedForMs) return false
  const ending = endingOf(name)
  return ending !== null && endings[expected.purpose].includes(ending)
}

/** Whether a file nobody asked for says by its name that it is a table of the division (design, "outside contract"). */
export function isNamedDivision(name: string): boolean {
  return name.includes('责任分工表') && isTableName(name)
}

/** 导入, 确认导入, 取消导入 behind a command: to be asked for a file, and what the buttons of its preview do; null: none of them. */
export function readImportWord(words: string): 'ask' | 'confirm' | 'cancel' | null {
  switch (words.trim()) {
    case '导入':
      return 'ask'
    case '确认导入':
      return 'confirm'
    case '取消导入':
      return 'cancel'
    default:
      return null
  }
}

/** The most that is fetched of such a file: a table with its formats, or an official text, has a few hundred kilobytes. */
export const mostFileBytes = 10 * 1024 * 1024

/** Why nothing can be made of a file. Its sender hears a sentence for each (cards/import-words.ts). */
export type FileRefusal =
  | 'too-large'
  | 'recalled'
  | 'download-broken'
  | 'empty'
  | 'not-a-table'
  | 'text'
  | 'old-xls'
  | 'old-format'
  | 'not-a-standard'
  | 'locked'
  | 'macro'
  | 'bomb'
  | 'broken'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'empty-sheet'
  | 'heads-unknown'
  | 'template-unknown'
