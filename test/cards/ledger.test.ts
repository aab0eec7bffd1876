import { expect, test } from 'vitest'
import { asText } from '#cards/as-text.ts'
import { countElements, sizeOf } from '#cards/check.ts'
import { filterWords } from '#cards/issue-words.ts'
import { type LedgerRow, type LedgerView, ledgerCard } from '#cards/ledger.ts'
import { readPress } from '#cards/press.ts'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId, DepartmentId, IssueId, IssueNo } from '#src/domain/ids.ts'
import { ledgerFilters } from '#src/domain/issue.ts'
import { readLedgerWords } from '#src/domain/ledger-words.ts'
import { refusalOf } from './platform.ts'
import { aLedger } from './samples.ts'

const [anIssue] = aLedger.rows
if (anIssue === undefined) throw new Error('no row')

const long = '长'.repeat(1000)
/** As much as a ledger can hold: 300 issues, the longest texts, more departments than it offers, the longest numbers. */
const worst: LedgerView = {
  ...aLedger,
  campaign: 2_147_483_647 as CampaignId,
  title: long,
  department: { id: 2_147_483_647 as DepartmentId, name: long },
  standing: 'all',
  departments: Array.from({ length: 60 }, (_, at) => ({ id: (2_147_483_000 + at) as DepartmentId, name: long })),
  rows: Array.from({ length: 300 }, (_, at) => ({
    ...anIssue,
    issue: (2_147_483_000 + at) as IssueId,
    no: (999_000 + at) as IssueNo,
    problem: long,
    where: long,
    department: long,
    owner: long,
    kind: 'needs-above' as const,
    standing: 'waiting-for-above' as const,
    above: long,
  })),
  mayAdd: true,
}

function opened(view: LedgerView): number[] {
  return ledgerCard(view).body.elements.flatMap((part) => {
    const value = part.tag === 'button' ? part.behaviors[0].value : null
    return value?.do === 'open-issue' ? [value.issue] : []
  })
}

test('300 issues: every page keeps within the limits, each issue stands on exactly one, in the order of the numbers', () => {
  const pages = Array.from({ length: 20 }, (_, page) => ({ ...worst, page }))
  for (const view of pages) {
    const card = ledgerCard(view)
    expect(refusalOf(card)).toBeNull()
    expect(countElements(card)).toBeLessThanOrEqual(200)
    expect(sizeOf(card)).toBeLessThanOrEqual(30_000)
  }
  expect(pages.flatMap(opened)).toEqual(worst.rows.map((one) => one.issue))
  // Past the last page stands the last one.
  expect(opened({ ...worst, page: 200 })).toEqual(opened({ ...worst, page: 19 }))
})

test('every page leads on to the next by its button, narrowed as it is', () => {
  const view = { ...worst, standing: 'overdue' as const, page: 3 }
  const turns = JSON.stringify(ledgerCard(view))
  for (const page of [2, 4]) {
    const press = {
      v: 1,
      do: 'show-issues',
      campaign: view.campaign,
      page,
      department: 2_147_483_647,
      standing: 'overdue',
    }
    expect(turns).toContain(JSON.stringify(press))
  }
  expect(JSON.stringify(ledgerCard({ ...view, page: 0 }))).not.toContain('"上一页"')
  expect(JSON.stringify(ledgerCard({ ...view, page: 19 }))).not.toContain('"下一页"')
})

test('each choice is a press of its own, from the first page; what is shown is chosen', () => {
  const card = ledgerCard({
    ...aLedger,
    page: 0,
    standing: 'overdue',
    department: { id: 2 as DepartmentId, name: '后勤处' },
  })
  const choices = card.body.elements
    .flatMap((part) => (part.tag === 'column_set' ? part.columns.flatMap((column) => column.elements) : []))
    .filter((part) => part.tag === 'select_static')
  expect(choices.map((one) => one.name)).toEqual(['department', 'standing'])
  const presses = choices.map((one) => one.options.map((option) => readPress(null, option.value)))
  expect(presses[0]).toEqual(
    [0, 1, 2].map((department) => ({ v: 1, do: 'show-issues', campaign: 3, page: 0, department, standing: 'overdue' })),
  )
  expect(presses[1]).toEqual(
    ledgerFilters.map((standing) => ({ v: 1, do: 'show-issues', campaign: 3, page: 0, department: 2, standing })),
  )
  for (const one of choices) expect(readPress(null, one.initial_option)).toEqual(one.behaviors[0].value)
})

const shownAs = (change: Partial<LedgerRow>) => asText(ledgerCard({ ...aLedger, rows: [{ ...anIssue, ...change }] }))

test.each<[string, Partial<LedgerRow>, string]>([
  ['due soon', {}, '7天内到期 · 11月30日，还有7天 · 教导处 · 责任人待定'],
  ['due today', { due: '2026-11-23' as Day, owner: '林静' }, '7天内到期 · 11月23日，今天到期 · 教导处 · 林静'],
  ['overdue', { due: '2026-11-20' as Day, standing: 'overdue' }, '已过时限 · 11月20日，已过3天'],
  ['no date', { due: null, standing: 'in-hand' }, '整改中 · 时限未定'],
  [
    'waiting for above, its date past: nobody’s delay',
    { kind: 'needs-above', above: '教育局', due: '2026-11-20' as Day, standing: 'waiting-for-above' },
    '待上级解决（教育局） · 11月20日 · ',
  ],
  ['waiting for a look', { state: 'awaiting', due: '2026-11-20' as Day, standing: 'awaiting' }, '待复查 · 11月20日 · '],
  [
    'struck off',
    { state: 'struck-off', standing: 'struck-off', struckOffOn: '2026-11-19' as Day },
    '已销号 · 11月19日 · ',
  ],
])('a line: %s', (_, change, words) => {
  expect(shownAs(change)).toContain(words)
})

test('before others no name stands, and nothing says that one is missing', () => {
  const rows = aLedger.rows.map(({ owner: _, ...row }) => row)
  expect(asText(ledgerCard({ ...aLedger, rows }))).not.toMatch(/王主任|责任人/)
  expect(asText(ledgerCard(aLedger))).toMatch(/责任人待定.*王主任/s)
})

test('overdue and waiting for above are two numbers under two words', () => {
  expect(asText(ledgerCard(aLedger))).toContain(
    '待整改7项，其中7天内到期1项、已过时限2项、待上级解决1项、待复查1项；已销号3项',
  )
})

test('every word a choice shows is read back as that choice', () => {
  for (const filter of ledgerFilters) {
    expect(readLedgerWords(`教务处 ${filterWords[filter]} 第2页`)).toEqual({
      department: '教务处',
      standing: filter,
      page: 1,
    })
  }
})
