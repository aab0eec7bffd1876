import type { PaperFile } from '#db/summary.ts'
import { summaryBlocks } from '../documents/blocks.ts'
import { writeExcel } from '../documents/excel.ts'
import { paperFileName } from '../documents/file-name.ts'
import { writeWord } from '../documents/word.ts'
import type { SchoolCalendar } from '../domain/calendar.ts'
import { type PaperKind, paperNames, type Report } from '../domain/papers.ts'
import { compileSummary, type Summary, type SummaryFacts } from '../domain/summary.ts'
import { type PaperTable, paperTable, type TableKind } from '../domain/tables.ts'

/** The tables that belong behind a report (domain facts, section 2.3); one without a row is left out. */
const annexesOf: Readonly<Record<Report, readonly TableKind[]>> = {
  summary: ['division', 'ledger', 'self-rating'],
  'self-check': ['self-rating'],
  plan: ['ledger'],
  rectification: ['ledger'],
}

/** A report with the tables that stand behind it. */
export function layReport(kind: Report, facts: SummaryFacts, calendar: SchoolCalendar): LaidReport {
  const annexes = annexesOf[kind]
    .map((table) => ({ name: paperNames[table], table: paperTable(table, facts) }))
    .filter(({ table }) => table.rows.length > 0)
  return { kind, summary: compileSummary(facts, calendar, kind), annexes }
}

type LaidReport = {
  readonly kind: Report
  readonly summary: Summary
  readonly annexes: readonly { readonly name: string; readonly table: PaperTable }[]
}

/** A report as its file: what was laid, and nothing of what it was laid from but the names. */
export async function writeReport(
  { kind, summary, annexes }: LaidReport,
  named: Pick<SummaryFacts, 'school' | 'title' | 'version'>,
): Promise<PaperFile> {
  const about = { title: `${summary.activity}${summary.kind}`, school: named.school }
  const blocks = summaryBlocks(
    summary,
    annexes.map(({ name }) => name),
  )
  const tables = annexes.map(({ table }) => table)
  return { name: paperFileName(named, kind, 'docx'), bytes: await writeWord(blocks, about, tables) }
}

/** One paper from the facts of a version, as its file. */
export async function writePaper(kind: PaperKind, facts: SummaryFacts, calendar: SchoolCalendar): Promise<PaperFile> {
  switch (kind) {
    case 'summary':
    case 'self-check':
    case 'plan':
    case 'rectification':
      return writeReport(layReport(kind, facts, calendar), facts)
    case 'self-rating':
    case 'division':
    case 'ledger':
      return {
        name: paperFileName(facts, kind, 'xlsx'),
        bytes: await writeExcel(paperTable(kind, facts), paperNames[kind]),
      }
  }
}
