import mammoth from 'mammoth'
import { asked, standard } from './catalogue.ts'
import { campaignTitle, schoolName } from './school.ts'
import type { Story } from './story.ts'

/** The paragraphs of a .docx up to its annexes, as a second program reads them. */
export async function readPaper(file: Buffer): Promise<string[]> {
  const { value } = await mammoth.extractRawText({ buffer: file })
  const lines = value.split(/\n+/).filter((line) => line !== '')
  const annex = lines.findIndex((line) => /^附件\d*$/.test(line))
  return annex === -1 ? lines : lines.slice(0, annex)
}

/** The Word file of the newest version, of the papers of all versions in the order they came. */
export function lastWord(papers: readonly { readonly name: string; readonly bytes: Buffer }[]): Buffer {
  return papers.findLast(({ name }) => name.endsWith('.docx'))?.bytes ?? Buffer.alloc(0)
}

/** What 一 says in place of study when nobody noted a session and no group was sent anything. */
export const notStudied = '【学习宣传情况：未填报】'

/**
 * The last paper against what the story submitted: its outline, every fact once, nothing else, and every gap marked.
 * `studied` is what 一 says of the study.
 */
export function checkPaper(story: Story, paper: readonly string[], studied: string): void {
  checkOutline(story, paper)
  checkStudy(story, paper, studied)
  checkFacts(story, paper)
  checkFindings(story, paper)
  checkIssues(story, paper)
  checkNumbers(story, paper)
}

const sections = [
  '一、学习宣传，营造氛围',
  '二、健全组织，分工落实',
  '三、对照标准，逐项自查',
  '四、存在的问题',
  '五、整改措施',
]

function checkOutline({ checks }: Story, paper: readonly string[]): void {
  const tasks = standard.duties.flatMap((duty) => [
    `${duty.no}.${duty.title}`,
    ...duty.tasks.map((task) => `（${task.no}）${task.title}`),
  ])
  const expected = [...sections.slice(0, 3), ...tasks, ...sections.slice(3)]
  const findings = paper.slice(0, paper.indexOf('四、存在的问题'))
  const seen = [
    ...findings.filter((line) => /^([一二三]、|\d\.|（\d+）)/.test(line)),
    ...paper.slice(findings.length).filter((line) => /^[一二三四五六七]、/.test(line)),
  ]
  checks.equal('the title', paper.slice(0, 3).join(' / '), `${campaignTitle} / 整改工作总结 / ${schoolName}`)
  checks.equal('the outline: 一 to 五, 1. to 6., （1） to （22） running on', seen.join(' '), expected.join(' '))
  checks.equal('it ends with school and date', paper.slice(-2).join(' / '), `${schoolName} / 2026年10月13日`)
}

/** 一 says how large the standard is and how it was studied, and nothing besides. */
function checkStudy({ checks }: Story, paper: readonly string[], studied: string): void {
  const { title, documentNumber } = standard
  const size = `《${title}》（${documentNumber}）共有六项管理职责、22项管理任务、${asked.length}条具体要求。`
  checks.equal('一 says how the standard was studied', paper[paper.indexOf(sections[0] ?? '') + 1], size + studied)
}

/** How often each thing somebody said stands in the whole paper. */
function checkFacts({ checks, book }: Story, paper: readonly string[]): void {
  const whole = paper.join('\n')
  const off = (what: string | null | undefined, times: number) =>
    typeof what === 'string' && whole.split(what).length - 1 !== times
      ? [`${what}: ${whole.split(what).length - 1}`]
      : []
  const given = book.entries().map((one) => one.given)
  const facts = given.filter((one) => one.fact !== null).length
  checks.none(
    `each of ${facts} submitted facts once`,
    given.flatMap((one) => off(one.fact, 1)),
  )
  const short = given.filter((one) => one.shortcoming !== undefined)
  checks.none(
    `each of ${short.length} shortcomings under its task and in 四`,
    short.flatMap((one) => off(one.shortcoming, 2)),
  )
  checks.none(
    'each measure once',
    short.flatMap((one) => off(one.measure, 1)),
  )
}

/** Takes everything that was submitted out of each task's paragraph: only marks of what is missing may be left. */
function checkFindings({ checks, book }: Story, paper: readonly string[]): void {
  const given = new Map(book.entries().map((one) => [one.asked.no, one.given]))
  const unsaid: string[] = []
  const unmarked: string[] = []
  for (const task of standard.duties.flatMap((duty) => duty.tasks)) {
    let rest = paper[paper.indexOf(`（${task.no}）${task.title}`) + 1] ?? ''
    const without = (words: string) => {
      if (!rest.includes(words)) unmarked.push(words)
      rest = rest.replace(words, '')
    }
    for (const { no, title } of task.requirements) {
      const answer = given.get(no)
      if (answer === undefined) without(`【「${title}」未填报】`)
      else if (answer.rating === '不适用') without(`“${title}”不适用：${answer.fact}。`)
      else if (answer.fact !== null) without(`${answer.fact}。`)
      if (answer?.shortcoming !== undefined) without(`${answer.shortcoming}。`)
    }
    rest = rest.replace('存在不足：', '')
    if (rest !== '') unsaid.push(`（${task.no}）${rest}`)
  }
  const open = asked.length - given.size
  checks.none(`every paragraph says what was submitted and marks ${open} gaps`, unmarked)
  checks.none('no paragraph says what nobody submitted', unsaid)
}

/** 四 and 五: the same problems in the same order, each with measure, department and date, or a mark in their place. */
function checkIssues({ checks, book }: Story, paper: readonly string[]): void {
  const short = book.entries().filter((one) => one.given.shortcoming !== undefined)
  const problems = grouped(short, ({ given }) => `${given.shortcoming}。`)
  const measures = grouped(short, ({ asked: one, given }) => {
    const what = given.measure ?? '【整改措施：未填报】'
    const until = given.due === undefined ? '【整改时限：未填报】' : `整改时限：${paperDay(given.due)}`
    return `${what}（限期整改，责任部门：${book.departmentOf(one)}，${until}）。`
  })
  const fourth = paper.indexOf('四、存在的问题')
  const fifth = paper.indexOf('五、整改措施')
  checks.equal('四 names every problem', paper.slice(fourth + 1, fifth).join(' '), problems.join(' '))
  checks.equal(
    '五 names what is done about each',
    paper.slice(fifth + 1, fifth + 1 + measures.length).join(' '),
    measures.join(' '),
  )
}

/** Up to six from 1.; more under the duties they fall under, their numbers running on. */
function grouped<Entry extends { readonly asked: { readonly no: number } }>(
  entries: readonly Entry[],
  say: (one: Entry) => string,
): string[] {
  if (entries.length <= 6) return entries.map((one, at) => `${at + 1}.${say(one)}`)
  const dutyOf = ({ asked: { no } }: Entry) =>
    standard.duties.find((duty) => duty.tasks.some((task) => task.requirements.some((one) => one.no === no)))?.title
  const titles = [...new Set(entries.map(dutyOf))]
  return titles.flatMap((title, at) => [
    `${at + 1}.${title}`,
    ...entries.flatMap((one, no) => (dutyOf(one) === title ? [`（${no + 1}）${say(one)}`] : [])),
  ])
}

function checkNumbers({ checks, book }: Story, paper: readonly string[]): void {
  const rated = (rating: string) => book.entries().filter((one) => one.given.rating === rating).length
  const words = ['已达到', '部分达到', '未达到', '不适用']
    .flatMap((rating) => (rated(rating) === 0 ? [] : `${rating}${rated(rating)}条`))
    .join('、')
  const { total, answered } = book.tally(() => true)
  const counted = `截至2026年10月13日，${total}条具体要求中已填报${answered}条，其中${words}。【尚有${total - answered}条未填报】`
  checks.equal('三 begins with the numbers', paper[paper.indexOf(sections[2] ?? '') + 1], counted)
  const shares = [...new Set(asked.map(book.departmentOf))].map((name) => {
    const share = asked.filter((one) => book.departmentOf(one) === name).length
    return [name, new RegExp(`${name}（[^）]*）负责${share}条`).test(paper[paper.indexOf(sections[1] ?? '') + 1] ?? '')]
  })
  checks.none(
    '二 gives every department its number of requirements',
    shares.flatMap(([name, right]) => (right === true ? [] : [String(name)])),
  )
}

function paperDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
