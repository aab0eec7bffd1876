import type { PaperFile } from '#db/summary.ts'
import { summaryBlocks } from '../documents/blocks.ts'
import { writeExcel } from '../documents/excel.ts'
import { paperFileName } from '../documents/file-name.ts'
import { writeWord } from '../documents/word.ts'
import type { SchoolCalendar } from '../domain/calendar.ts'
import { type PaperKind, paperNames } from '../domain/papers.ts'
import { compileSummary, type SummaryFacts } from '../domain/summary.ts'
import { paperTable } from '../domain/tables.ts'

/** One paper from the facts of a version, as its file. */
export async function writePaper(kind: PaperKind, facts: SummaryFacts, calendar: SchoolCalendar): Promise<PaperFile> {
  switch (kind) {
    case 'summary':
    case 'self-check':
    case 'plan':
    case 'rectification': {
      const summary = compileSummary(facts, calendar, kind)
      const about = { title: `${summary.activity}${summary.kind}`, school: facts.school }
      return { name: paperFileName(facts, kind, 'docx'), bytes: await writeWord(summaryBlocks(summary), about) }
    }
    case 'self-rating':
    case 'division':
    case 'ledger': {
      const bytes = await writeExcel(paperTable(kind, facts), paperNames[kind])
      return { name: paperFileName(facts, kind, 'xlsx'), bytes }
    }
  }
}
