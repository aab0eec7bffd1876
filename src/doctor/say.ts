import { type Finding, type Mark, subjects, type Words } from './finding.ts'

export type Language = keyof Words

const marks: Readonly<Record<Mark, string>> = { fine: '✓', look: '!', wrong: '✗', skipped: '-' }

export const usage: Words = {
  zh: `npm run doctor [-- --to 姓名或群名] [--lang zh|en] [--wait 秒]
检查设置、飞书应用、数据库、磁盘和时钟。加上 --to 会发一张卡片，请这个人（或群里的人）点一下、回一句话，看能不能到达机器人。
--to 也可以写 open_id（ou_…）或 chat_id（oc_…）。有不对的地方时退出码是 1。`,
  en: `npm run doctor [-- --to NAME] [--lang zh|en] [--wait SECONDS]
Looks at settings, the Feishu app, database, disk and clock. With --to it sends a card to that person or group, asks them to
press its button and write a word, and sees whether both reach the bot. --to takes a name as the directory has it, a group's
name, an open_id (ou_…) or a chat_id (oc_…). Ends with 1 when something is wrong.`,
}

/** Chinese, unless asked for English by `--lang` or by the locale of the terminal. */
export function chooseLanguage(asked: string | undefined, env: Readonly<Record<string, string | undefined>>): Language {
  if (asked === 'zh' || asked === 'en') return asked
  return /^en/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'en' : 'zh'
}

/** One line: `✗ 权限：缺少 …。→ 在「权限管理」开通 …` */
export function sayFinding({ about, mark, says, todo }: Finding, language: Language): string {
  const [colon, arrow] = language === 'zh' ? ['：', ' → '] : [': ', ' → ']
  const line = `${marks[mark]} ${subjects[about][language]}${colon}${says[language]}`
  return todo === undefined ? line : `${line}${arrow}${todo[language]}`
}

export function sayEnd({ wrong, look, skipped }: Readonly<Record<Mark, number>>, language: Language): string {
  if (language === 'zh') {
    if (wrong > 0) return `有 ${wrong} 处不对，请从上往下改，再运行一次。`
    if (look > 0) return `没有不对的地方，${look} 处请看一下。`
    return skipped > 0 ? '看过的都好。' : '都好。'
  }
  if (wrong > 0) return `${wrong} wrong: put them right from the top down, then run this again.`
  if (look > 0) return `Nothing is wrong; ${look} to look at.`
  return skipped > 0 ? 'What was looked at is well.' : 'All is well.'
}
