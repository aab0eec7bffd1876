import { readCheckWords } from './check-words.ts'
import { readExport } from './evidence-guard.ts'
import { isLikelyName, readGiveWords } from './give-words.ts'
import type { RequirementNo, TaskNo } from './ids.ts'
import { readImportWord } from './incoming-file.ts'
import { readIssueWords } from './issue-command.ts'
import { isLikelyDepartment, readLedgerWords } from './ledger-words.ts'
import { asksTrace, readPaperKind } from './papers.ts'
import { readProfileWords } from './school-profile.ts'
import { readStandardWords } from './standard-command.ts'
import { readStudyWords } from './study-command.ts'
import { readTemplateWords } from './table-template.ts'

export const commands = [
  ['help', '帮助'],
  ['start', '填报'],
  ['mine', '我的任务'],
  ['progress', '进度'],
  ['issues', '台账'],
  ['review', '审核'],
  ['setup', '创建活动'],
  ['assign', '分工'],
  ['hand-over', '移交'],
  ['study', '学习'],
  ['remind', '催办'],
  ['check', '体检'],
  ['profile', '学校概况'],
  ['summary', '总结'],
] as const
export type CommandName = (typeof commands)[number][0]
/** Every Chinese word of a command; some have a second one that people use. */
const chineseWords: readonly (readonly [CommandName, string])[] = [...commands, ['check', '检查']]
/** What a message asks for; `rest` is what follows the word, as typed. `unknown`: a slash and a word that is none of ours. */
export type Command =
  | { readonly name: CommandName; readonly rest: string }
  | { readonly name: 'unknown'; readonly word: string }

/** The set-up form in words: what follows its word is a label, 创建活动 学校名称：… Its values may be long. */
const labelled = /^\p{Script=Han}{2,8}\s*:/u
const departmentName = /^[\p{L}\p{N}()·]{1,16}$/u
// A name of a person, or the title of a requirement: 分工 均衡编班 张老师.
const somebody = '(?:[\\p{Script=Han}·]{1,8}\\w{0,3}|[\\w.-]{1,20})'
const something = '[\\p{L}\\p{N}、《》()·_.-]{1,20}'
const handedOver = new RegExp(`^(?:${somebody}|${something}(?:\\s*给\\s*|\\s*→\\s*|\\s+)${somebody})$`, 'u')
const byNumber = /^(?:\(\s*\d+\s*\)|第?\d+条?(?=$|[\s给、→]))[^。!?:;]*$/u
const byChoice = /^\S+\s*=\s*\S+$/u

/** `分工 确认`, `催办 确认`: what the buttons 确认分工 and 确认催办 do, for whoever sees no cards (design, principle 6). */
export const confirmWord = '确认'

/** Longer words, in characters, are no answer and no setting of anybody: they are refused before they are read. */
export const longestSaid = 10_000

/** A bare word in a longer message is part of a sentence: a fact, not a command. */
const longestBare = 30

const edge = '[\\s\\u200b-\\u200d\\u2060,.;:!?~。，；：！？、…“”‘’"\'「」]'
// A Chinese keyboard writes 、 where the key says /, so that is a slash too when a word follows. The counts are bounded
// and the end is looked at once a run, or a message of nothing but commas would keep the process busy.
const slashed = new RegExp(
  `^${edge}{0,20}(?<slash>[/、])\\s{0,20}(?<word>[a-z]+(?:-[a-z]+)*|\\p{Script=Han}+|[\\p{L}\\d]+)(?<after>[^]*)$`,
  'u',
)
const leading = new RegExp(`^${edge}+`, 'u')
const trailing = new RegExp(`(?<!${edge})${edge}+$`, 'u')
const around = new RegExp(`^${edge}+|(?<!${edge})${edge}+$`, 'gu')

/**
 * The command in a message, or null when it is none (design, "Commands"). `/word` and the Chinese word, with or without
 * a slash; case, full-width forms, kinds of spaces and punctuation around it do not matter. Without a slash a Chinese
 * word counts only alone, or in one short line before a space and something the command could be asked about: 分工 明确，
 * 责任到人 is a fact. Of the English ones only help counts without a slash.
 */
export function readCommand(text: string): Command | null {
  const folded = fold(text)
  const slash = slashed.exec(folded)
  if (slash !== null) {
    const from = text.length - (slash.groups?.after ?? '').length
    return readSlashed(slash.groups?.word ?? '', text.slice(from), slash.groups?.slash === '/')
  }
  const bare = folded.replaceAll(around, '')
  if (bare === 'help') return { name: 'help', rest: '' }
  const spaced = spacedOut(bare)
  if (spaced !== null) return spaced
  const [word = ''] = bare.split(/\s/u, 1)
  const found = chineseWords.find(([, chinese]) => chinese === word)
  if (found === undefined) return null
  const after = text.slice(folded.indexOf(word) + word.length)
  // What is written out in labels keeps its signs: a label with nothing behind it empties its field.
  const isLabelled =
    found[0] === 'profile' ? readProfileWords(after) : found[0] === 'issues' ? readIssueWords(after) : null
  if (isLabelled !== null) return { name: found[0], rest: tidy(found[0], after) }
  const about = bare.slice(word.length).trim()
  const long =
    found[0] === 'setup' ||
    (found[0] === 'study' && readStudyWords(about) !== null) ||
    (found[0] === 'summary' && isTemplate(about)) ||
    (found[0] === 'review' && withReason.test(about))
  if (!long && ([...bare].length > longestBare || bare.includes('\n'))) return null
  if (about !== '' && !isPlausible(found[0], about)) return null
  return { name: found[0], rest: tidy(found[0], after) }
}

/** A Chinese word alone with spaces between its characters, as some keyboards leave them: 进 度. */
function spacedOut(text: string): Command | null {
  const found =
    text.length > longestBare ? undefined : chineseWords.find(([, word]) => word === text.replaceAll(/\s/gu, ''))
  return found === undefined ? null : { name: found[0], rest: '' }
}

/** Whether a command could be asked about what follows its word, folded and not empty. */
function isPlausible(command: CommandName, about: string): boolean {
  switch (command) {
    case 'start':
      return readJump(about) !== null
    case 'progress':
      return departmentName.test(about) && isLikelyDepartment(about)
    case 'issues':
      return asksLedger(about) || readIssueWords(about) !== null
    case 'setup':
      return labelled.test(about) || readStandardWords(about) !== null
    case 'assign':
      return (
        readImportWord(about) !== null ||
        [byNumber, byChoice].some((way) => way.test(about)) ||
        (handedOver.test(about) && namesSomebody(about))
      )
    case 'hand-over':
      return readGiveWords(about)?.names.every(isLikelyName) ?? false
    case 'review':
      return readReview(about) !== null
    case 'study':
      return readStudyWords(about) !== null
    case 'remind':
      return about === confirmWord
    case 'check':
      return readCheckWords(about) !== null
    case 'summary':
      return readPaperKind(about) !== null || asksTrace(about) || readExport(about) !== null || isTemplate(about)
    // Its labels have been looked for above.
    case 'profile':
    case 'help':
    case 'mine':
      return false
  }
}

/** 总结 模板 and a table, with as many columns behind as somebody writes; not what else is said of a 模板. */
function isTemplate(about: string): boolean {
  const order = readTemplateWords(about)
  return order !== null && (order.kind !== 'unclear' || about.trim() === '模板')
}

function asksLedger(about: string): boolean {
  const said = readLedgerWords(about)
  return said !== null && (said.department === '' || isLikelyDepartment(said.department))
}

/** 分工 确认 and 分工 均衡编班 张老师, but not 分工 明确: what stands alone has to be somebody. */
function namesSomebody(about: string): boolean {
  return /[\s给→]/u.test(about) || isLikelyName(about)
}

function readSlashed(word: string, after: string, withSlash: boolean): Command | null {
  const english = commands.find(([name]) => name === word)
  if (english !== undefined) return { name: english[0], rest: tidy(english[0], after) }
  // A slash says it is a command, so nothing need stand between the word and what follows: /进度教务处.
  const chinese = chineseWords.find(([, name]) => word.startsWith(name))
  if (chinese === undefined) {
    const spaced = spacedOut(fold(word + after).replaceAll(around, ''))
    return spaced ?? (withSlash ? { name: 'unknown', word: word.slice(0, longestBare) } : null)
  }
  const [name, itsWord] = chinese
  if (!withSlash && word !== itsWord) return null
  return { name, rest: tidy(name, word.slice(itsWord.length) + after) }
}

/** What is written out (labelled values, a reason) keeps its punctuation; the rest names a number or a department. */
function tidy(name: CommandName, rest: string): string {
  const said = rest.replace(leading, '')
  const isWritten =
    name === 'setup' ||
    name === 'profile' ||
    (name === 'issues' && readIssueWords(said) !== null) ||
    (name === 'review' && withReason.test(said))
  return isWritten ? said.trimEnd() : said.replace(trailing, '')
}

/** What follows 审核, as its buttons do it; `number` opens one answer, also one that was accepted. */
export type ReviewWord =
  | { readonly kind: 'open' | 'accept' | 'skip' | 'list' | 'accept-listed' }
  | { readonly kind: 'return'; readonly reason: string }
  | { readonly kind: 'number'; readonly no: RequirementNo }

const reviewWords: Readonly<Record<string, Exclude<ReviewWord['kind'], 'return' | 'number'>>> = {
  '': 'open',
  通过: 'accept',
  跳过: 'skip',
  全部通过: 'list',
  [`全部通过${confirmWord}`]: 'accept-listed',
}
/** A return has its reason behind it, so it may be as long as a person writes. */
const withReason = /^退回(?:原因)?(?![\p{L}\p{N}])/u

/** Null when it says none of these. A return without a reason is one all the same: it is refused where it is decided. */
export function readReview(rest: string): ReviewWord | null {
  const said = rest.trim()
  const returned = withReason.exec(said)
  if (returned !== null) return { kind: 'return', reason: said.slice(returned[0].length).replace(leading, '').trim() }
  const word = fold(said).replaceAll(/\s/gu, '')
  if (Object.hasOwn(reviewWords, word)) return { kind: reviewWords[word] ?? 'open' }
  const jump = readJump(said)
  return jump?.to === 'requirement' ? { kind: 'number', no: jump.no } : null
}

export type Jump =
  | { readonly to: 'requirement'; readonly no: RequirementNo }
  | { readonly to: 'task'; readonly no: TaskNo }

/** Where `/start 17` (a requirement) or `/start (3)` (a task) jumps; null when it says neither. Whether it exists is not asked here. */
export function readJump(rest: string): Jump | null {
  const said = fold(rest).replaceAll(/\s/gu, '')
  const task = /^\(([1-9]\d{0,2})\)$/.exec(said)
  if (task !== null) return { to: 'task', no: Number(task[1]) as TaskNo }
  const requirement = /^第?([1-9]\d{0,2})条?$/.exec(said)
  return requirement === null ? null : { to: 'requirement', no: Number(requirement[1]) as RequirementNo }
}

export type WalkWord = 'submit' | 'keep' | 'back' | 'skip' | 'confirm' | 'take-over'
const walkWords: Readonly<Record<string, WalkWord>> = {
  提交: 'submit',
  提交并继续: 'submit',
  暂存: 'keep',
  上一条: 'back',
  跳过: 'skip',
  // Going on without having said 提交 must not submit what was meant as a draft.
  下一条: 'skip',
  仍然如此: 'confirm',
  还是这样: 'confirm',
  和去年一样: 'confirm',
  填入修改: 'take-over',
}

/** The button of the walk a message stands for, when it is that word alone; null otherwise. */
export function readWalkWord(text: string): WalkWord | null {
  const word = fold(text).replaceAll(around, '').replace(/^\//, '').trim()
  return Object.hasOwn(walkWords, word) ? (walkWords[word] ?? null) : null
}

const likeBefore =
  /^(?:仍然如此|还是这样|和去年一样|同去年|同上|同前|照旧|沿用(?:去年|上次|往年)?(?:的|填报|的填报)?)[的吧了啊呢]?$/u

/** Words that alone only point to what was said before, and are no button's: 沿用, 同上, 仍然如此吧. */
export function isLikeBefore(text: string): boolean {
  return likeBefore.test(fold(text).replaceAll(around, ''))
}

/** Full-width forms, capitals and odd spaces made plain, character for character, so that places in both texts agree. */
function fold(text: string): string {
  return text
    .replaceAll(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/[A-Z]/g, (capital) => capital.toLowerCase())
    .replaceAll(/[\u200b-\u200d\u2060]/g, ' ')
    .replaceAll(/[^\S\n]/g, ' ')
}
