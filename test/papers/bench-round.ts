import { officialCalendar } from '#src/calendar.ts'
import { checkSummary } from '#src/domain/check.ts'
import type { Day } from '#src/domain/day.ts'
import { evidenceIndex, type IndexFacts } from '#src/domain/evidence-index.ts'
import type { EvidenceId, IssueNo, RequirementNo } from '#src/domain/ids.ts'
import { boundTogether } from '#src/domain/papers.ts'
import { blankProfile } from '#src/domain/school-profile.ts'
import type { SummaryFacts } from '#src/domain/summary.ts'
import { writeIndex } from '#src/usecases/write-evidence-list.ts'
import { layReport, writePaper, writeReport } from '#src/usecases/write-paper.ts'
import { loadCatalogues } from '#standards/catalogues.ts'
import { anAnswer, anIssue, aStandard, someFacts } from '../domain/summary-facts.ts'
import { piece } from '../support/index-facts.ts'
import type { Cost } from './bench.ts'

// One round of the benchmark, in a process of its own: prints what it cost as JSON.

const standard = loadCatalogues().find((one) => one.id === 'compulsory-education-2014-trial') ?? aStandard([[92]])
const calendar = { work: officialCalendar, holidays: [] }
const requirements = Array.from({ length: 92 }, (_, index) => index + 1)

/** About 500 characters that differ from one requirement to the next, with numbers and signs as people write them. */
function longFact(no: number): string {
  const sentence = (at: number) =>
    `第${no}项第${at}点：本校有${no + at}个班,每周${(no % 5) + 1}次(周${at})检查,从不缺漏,记录在档案盒${no}-${at}。`
  return Array.from({ length: 14 }, (_, at) => sentence(at + 1))
    .join('')
    .slice(0, 500)
}

function fullSchool(): SummaryFacts {
  const answers = requirements.map((no) => {
    const short = no % 3 === 0
    const fact = longFact(no)
    const rest = { fact, evidence: `档案盒${no}，教务处`, shortcoming: short ? fact.slice(0, 200) : null }
    return [no, anAnswer(short ? 'partly' : 'met', rest)] as const
  })
  const issues = Array.from({ length: 60 }, (_, at) =>
    anIssue(at + 1, {
      problem: longFact(at + 1).slice(0, 200),
      measure: longFact(at + 7).slice(0, 200),
      requirements: [((at % 92) + 1) as RequirementNo],
      ...(at % 4 === 0 ? { standing: 'struck-off', struckOffOn: '2026-11-20' as Day, done: '已办结' } : {}),
    }),
  )
  const facts = someFacts(standard, Object.fromEntries(answers), { issues })
  const withPieces = facts.requirements.map((row) => ({
    ...row,
    pieces: [1, 2, 3].map((at) => `照片${row.placed.no}-${at}.jpg`),
  }))
  return { ...facts, requirements: withPieces }
}

function evidence(facts: SummaryFacts, pieces: number): IndexFacts {
  return {
    requirements: facts.requirements.map(({ placed, department }) => ({ placed, department, pointer: null })),
    issues: [{ no: 1 as IssueNo, department: '教务处', requirements: [] }],
    pieces: Array.from({ length: pieces }, (_, at) =>
      piece(at + 1, { id: (at + 1) as EvidenceId, requirements: [((at % 92) + 1) as RequirementNo] }),
    ),
  }
}

const isFull = process.argv[2] === 'full'
const facts = isFull ? fullSchool() : someFacts(standard, {})
const list = { school: facts.school, title: facts.title, madeOn: facts.madeOn, what: 'index' } as const

const cpu: Record<string, number> = {}
async function timed(name: string, work: () => unknown): Promise<void> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  cpu[name] = (user + system) / 1000
}

const loaded = process.memoryUsage().rss / 2 ** 20
// As a new version does: laid once, kept, and written.
for (const kind of boundTogether)
  await timed(`paper: ${kind}`, () =>
    kind === 'summary' ? writeReport(layReport(kind, facts, calendar), facts) : writePaper(kind, facts, calendar),
  )
await timed('the check before signing', () =>
  checkSummary(facts, { calendar, profile: blankProfile, confirmed: new Set() }),
)
await timed('index of the evidence', () =>
  writeIndex({ ...list, entries: evidenceIndex(evidence(facts, isFull ? 300 : 0)) }, new Map()),
)
const cost: Cost = { cpu, loaded, peak: process.resourceUsage().maxRSS / 1024 }
console.log(JSON.stringify(cost))
