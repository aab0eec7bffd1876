import fc, { type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { acceptedCard } from '#cards/accepted.ts'
import { asText } from '#cards/as-text.ts'
import { assignedCard } from '#cards/assigned.ts'
import { campaignCreatedCard } from '#cards/campaign-created.ts'
import type { Card } from '#cards/card.ts'
import { coverNoteCard } from '#cards/cover-note.ts'
import { headDigestCard, weeklyDigestCard } from '#cards/digest.ts'
import { dividedCard } from '#cards/divided.ts'
import { divisionCard } from '#cards/division.ts'
import type { EarlierView } from '#cards/earlier.ts'
import { exportedCard, exportWarningCard } from '#cards/evidence-export.ts'
import { evidenceListCard, evidenceTrayCard } from '#cards/evidence-tray.ts'
import { finishedCard } from '#cards/finished.ts'
import { helpCard } from '#cards/help.ts'
import { headIssuesCard, issueReminderCard } from '#cards/issue-reminder.ts'
import { ledgerCard } from '#cards/ledger.ts'
import { mineCard } from '#cards/mine.ts'
import { movedCard } from '#cards/moved.ts'
import { noticeCard } from '#cards/notice.ts'
import { ownProgressCard } from '#cards/own-progress.ts'
import { progressCard } from '#cards/progress.ts'
import { remindPreviewCard } from '#cards/remind-preview.ts'
import { reminderCard } from '#cards/reminder.ts'
import { requirementCard } from '#cards/requirement.ts'
import { reviewCard } from '#cards/review.ts'
import { listPage, reviewListCard } from '#cards/review-list.ts'
import { returnedCard, reviewDigestCard, reviewDoneCard } from '#cards/review-notices.ts'
import { setupCard } from '#cards/setup.ts'
import { summaryCard } from '#cards/summary.ts'
import { type Answer, blankDraft, type Draft } from '#src/domain/answer.ts'
import { evidenceRefusals } from '#src/domain/evidence.ts'
import type {
  AssignmentId,
  CampaignId,
  DepartmentId,
  EvidenceId,
  IssueId,
  IssueNo,
  OpenId,
  RequirementNo,
  TaskNo,
  TrayId,
} from '#src/domain/ids.ts'
import { countIssues, ledgerFilters } from '#src/domain/issue.ts'
import { count } from '#src/domain/progress.ts'
import { findingViews } from './any-findings.ts'
import { handOverViews } from './any-hand-over.ts'
import { issueViews } from './any-issue.ts'
import { studyViews } from './any-study.ts'
import { anImage, refusalOf } from './platform.ts'
import { day } from './samples.ts'
import { anyText } from './texts.ts'

const nat = fc.nat({ max: 2_000_000_000 })
const bool = fc.boolean()
const campaign = nat.map((id) => id as CampaignId)
const inspectBy = fc.constant(day)
const anyCount = fc
  .array(fc.constantFrom('met', 'partly', 'unmet', 'not-applicable', null), { maxLength: 92 })
  .map((states) => count(states))
const anyReview = fc.constantFrom('none' as const, 'head' as const, 'coordinator' as const)
const maybe = <T>(value: Arbitrary<T>) => fc.option(value, { nil: null })
const numbered = <T extends object>(values: readonly T[]) => values.map((value, at) => ({ ...value, id: at + 1 }))
const reviewCount = maybe(fc.record({ waiting: nat, returned: nat }))
const standings = ledgerFilters.filter((one) => one !== 'all')
const anyStanding = fc.constantFrom(...standings)
const anyIssues = fc.array(anyStanding, { maxLength: 300 }).map((all) => countIssues(all))
type Lists = <T>(value: Arbitrary<T>, most: number) => Arbitrary<T[]>

function anyAnswer(anyText: Arbitrary<string>): Arbitrary<Answer> {
  return fc.record({
    rating: anyText,
    means: fc.constantFrom('met' as const, 'partly' as const, 'unmet' as const, 'not-applicable' as const),
    fact: maybe(anyText),
    shortcoming: maybe(anyText),
    measure: maybe(anyText),
    due: maybe(inspectBy),
    evidence: maybe(anyText),
  })
}

function reminded(anyText: Arbitrary<string>) {
  return fc.record({
    id: nat.map((id) => id as IssueId),
    no: nat.map((no) => no as IssueNo),
    problem: anyText,
    due: maybe(inspectBy),
    ownerName: maybe(anyText),
  })
}

/** Every view there is, by the card it makes; the sizes are those of a large school. */
function anyPieces(anyText: Arbitrary<string>, list: Lists, most: number) {
  const aPiece = fc.record({
    kind: fc.constantFrom('photo' as const, 'file' as const),
    name: anyText,
    imageKey: fc.constantFrom(anImage, null),
    state: fc.constantFrom('arriving' as const, 'kept' as const, 'refused' as const, 'withdrawn' as const),
    why: fc.constantFrom(...evidenceRefusals),
    marks: fc.constantFrom([], ['identity', 'phone'] as const),
  })
  return list(aPiece, most).map((all) => numbered(all).map((one) => ({ ...one, id: one.id as EvidenceId })))
}

/** A card of a requirement; an earlier answer stands on it only while nothing says yet how things stand this year. */
function anyRequirement(
  anyText: Arbitrary<string>,
  list: Lists,
  of: { readonly draft: Arbitrary<Draft>; readonly earlier: Arbitrary<EarlierView | null> },
) {
  return fc
    .record({
      campaignTitle: anyText,
      assignment: nat.map((id) => id as AssignmentId),
      seen: nat,
      drawn: fc.constantFrom('0-0-0-0-0-0', '1z141z3-1z141z3-1z141z3-1z141z3-1z141z3-1z141z3'),
      no: nat.map((no) => no as RequirementNo),
      taskNo: maybe(nat.map((no) => no as TaskNo)),
      taskTitle: maybe(anyText),
      title: anyText,
      text: anyText,
      condensed: bool,
      evidenceHints: list(anyText, 12),
      draft: of.draft,
      ratings: fc.constant(['已达到', '部分达到', '未达到', '不适用']),
      submitted: bool,
      returned: maybe(anyText),
      position: fc.record({ at: nat, of: nat, answered: nat }),
      owner: maybe(anyText),
      hasPrevious: bool,
      pieces: anyPieces(anyText, list, 60),
      earlier: of.earlier,
      note: maybe(anyText),
    })
    .map((view) => () => requirementCard(view))
}

function anyDraft(anyText: Arbitrary<string>): Arbitrary<Draft> {
  return fc.record({
    rating: maybe(fc.constantFrom('已达到', 'gone')),
    fact: maybe(anyText),
    shortcoming: maybe(anyText),
    measure: maybe(anyText),
    due: maybe(inspectBy),
    evidence: maybe(anyText),
  })
}

function anyEarlier(anyText: Arbitrary<string>): Arbitrary<EarlierView> {
  return fc.record({
    assignment: nat.map((id) => id as AssignmentId),
    revision: nat,
    answer: anyAnswer(anyText),
    ratingNow: maybe(anyText),
    otherTitle: maybe(anyText),
    campaignTitle: anyText,
    by: maybe(anyText),
    on: inspectBy,
    pieces: nat,
  })
}

function cardsOf(anyText: Arbitrary<string>, list: Lists): Readonly<Record<string, Arbitrary<() => Card>>> {
  const departmentChoice = fc.record({ id: nat.map((id) => (id + 1) as DepartmentId), name: anyText })
  const numberedDepartments = <T extends object>(all: readonly T[]) =>
    all.map((one, at) => ({ ...one, id: (at + 1) as DepartmentId }))
  const departments = list(fc.record({ name: anyText, count: anyCount }), 200)
  const others = list(fc.record({ campaign, title: anyText, open: nat }), 5)
  const pieces = (most: number) => anyPieces(anyText, list, most)
  return {
    setup: fc
      .record({
        mode: fc.oneof(
          fc.constant({ kind: 'new' as const }),
          fc.record({ kind: fc.constant('change' as const), campaign }),
        ),
        values: fc.record({
          school: anyText,
          title: anyText,
          standardId: maybe(fc.constantFrom('s1', 'gone')),
          inspectBy: maybe(inspectBy),
          coordinator: maybe(fc.constant('ou_lin' as OpenId)),
          head: maybe(fc.constant('ou_wu' as OpenId)),
          deputies: list(fc.constant('ou_qian' as OpenId), 30),
          remindHour: fc.integer({ min: 0, max: 23 }),
          holidays: anyText,
          review: anyReview,
          numbering: fc.constantFrom('runs-on' as const, 'standard' as const),
          earlier: maybe(campaign),
        }),
        standards: list(anyText, 30).map((titles) =>
          [...titles, '标准'].map((title, at) => ({ id: `s${at}`, title, requirements: 92 })),
        ),
        earlier: list(anyText, 40).map((all) => all.map((text, at) => ({ id: (at + 1) as CampaignId, text }))),
        refused: maybe(anyText),
      })
      .map((view) => () => setupCard(view)),
    'campaign created': fc
      .record({
        news: fc.constantFrom('created' as const, 'changed' as const),
        title: anyText,
        school: anyText,
        standardTitle: anyText,
        duties: nat,
        tasks: nat,
        requirements: nat,
        inspectBy,
        coordinator: anyText,
        head: maybe(anyText),
        deputies: list(anyText, 30),
        review: anyReview,
        earlier: maybe(fc.record({ title: anyText, requirements: nat })),
        letGo: maybe(anyText),
      })
      .map((view) => () => campaignCreatedCard(view)),
    division: fc
      .record({
        campaign,
        school: anyText,
        title: anyText,
        seen: nat,
        departments: list(fc.record({ name: anyText, heads: list(anyText, 3), members: fc.nat({ max: 3 }) }), 170).map(
          (all) => numbered(all).map((one) => ({ ...one, id: (one.id + 2_000_000_000) as DepartmentId })),
        ),
        groups: list(fc.record({ suggested: anyText, requirements: nat, chosen: maybe(fc.nat({ max: 180 })) }), 14).map(
          (all) =>
            all.map((one, at) => ({
              ...one,
              key: `g${at}`,
              chosen: one.chosen === null ? null : ((one.chosen + 2_000_000_000) as DepartmentId),
            })),
        ),
        spread: fc.constantFrom('members' as const, 'head' as const),
        page: fc.nat({ max: 20 }),
        refused: maybe(anyText),
      })
      .map((view) => () => divisionCard(view)),
    divided: fc
      .record({
        campaign,
        title: anyText,
        departments: list(fc.record({ name: anyText, requirements: nat, people: nat }), 400),
        requirements: nat,
        respondents: nat,
      })
      .map((view) => () => dividedCard(view)),
    assigned: fc
      .record({ campaign, name: anyText, school: anyText, title: anyText, count: nat, inspectBy, coordinator: anyText })
      .map((view) => () => assignedCard(view)),
    requirement: anyRequirement(anyText, list, { draft: anyDraft(anyText), earlier: fc.constant(null) }),
    'requirement answered in an earlier campaign': anyRequirement(anyText, list, {
      draft: anyDraft(anyText).map(({ due, evidence }) => ({ ...blankDraft, due, evidence })),
      earlier: anyEarlier(anyText),
    }),
    'evidence tray': fc
      .record({
        tray: nat.map((id) => id as TrayId),
        seen: nat,
        landing: anyText,
        pieces: pieces(20),
        uses: maybe(
          list(fc.record({ text: anyText }), 100).map((options) => ({
            options: options.map(({ text }, at) => ({ assignment: (at + 1) as AssignmentId, text })),
            chosen: options.length === 0 ? [] : [1 as AssignmentId],
          })),
        ),
        goOn: maybe(fc.constant(1 as AssignmentId)),
        owner: maybe(anyText),
        note: maybe(anyText),
      })
      .map((view) => () => evidenceTrayCard(view)),
    'evidence list': fc
      .record({
        assignment: nat.map((id) => id as AssignmentId),
        landing: anyText,
        pieces: pieces(60),
        goOn: bool,
        note: maybe(anyText),
      })
      .map((view) => () => evidenceListCard(view)),
    'export warning': fc
      .record({
        campaign,
        title: anyText,
        what: fc.constantFrom('index' as const, 'pack' as const),
        flagged: list(
          fc.record({
            code: fc.constant('1.1-001'),
            words: fc.constant(['phone'] as const),
            inside: fc.constantFrom([], ['identity', 'phone'] as const),
            of: anyText,
            by: anyText,
            isFile: bool,
          }),
          60,
        ),
        seen: nat,
        note: maybe(anyText),
      })
      .map((view) => () => exportWarningCard(view)),
    'exported evidence': fc
      .record({
        campaign,
        title: anyText,
        what: fc.constantFrom('index' as const, 'pack' as const),
        places: nat,
        files: nat,
        leftOut: nat,
        unchecked: nat,
        volumes: nat,
        alone: nat,
      })
      .map((view) => () => exportedCard(view)),
    finished: fc
      .record({
        campaign,
        campaignTitle: anyText,
        count: anyCount,
        answeredByYou: nat,
        inspectBy,
        canChange: bool,
        others,
      })
      .map((view) => () => finishedCard(view)),
    mine: fc
      .record({
        campaign,
        campaignTitle: anyText,
        page: fc.nat({ max: 10 }),
        items: list(
          fc.record({
            assignment: nat.map((id) => id as AssignmentId),
            no: nat.map((no) => no as RequirementNo),
            taskNo: maybe(fc.integer({ min: 1, max: 22 }).map((no) => no as TaskNo)),
            title: anyText,
            state: fc.constantFrom(...(['open', 'draft', 'returned', 'answered', 'accepted'] as const)),
            rating: maybe(anyText),
          }),
          92,
        ),
        inspectBy,
        others,
      })
      .map((view) => () => mineCard(view)),
    progress: fc
      .record({
        campaign,
        school: anyText,
        title: anyText,
        status: fc.constantFrom('open' as const, 'closed' as const, 'not-divided' as const),
        inspectBy,
        daysLeft: maybe(fc.integer({ min: -400, max: 400 })),
        total: anyCount,
        review: reviewCount,
        issues: anyIssues,
        byDuty: list(fc.record({ no: fc.nat({ max: 9 }), title: anyText, count: anyCount }), 6),
        byDepartment: departments,
        department: maybe(fc.record({ name: anyText })),
        troubles: list(fc.record({ name: maybe(anyText), why: anyText }), 60),
        now: anyText,
      })
      .map((view) => () => progressCard(view)),
    accepted: fc
      .record({
        campaign,
        campaignTitle: anyText,
        assignment: nat.map((id) => id as AssignmentId),
        seen: nat,
        no: nat.map((no) => no as RequirementNo),
        taskNo: maybe(nat.map((no) => no as TaskNo)),
        taskTitle: maybe(anyText),
        title: anyText,
        answer: maybe(anyAnswer(anyText)),
        position: fc.record({ at: nat, of: nat, answered: nat }),
        hasPrevious: bool,
        note: maybe(anyText),
      })
      .map((view) => () => acceptedCard(view)),
    review: fc
      .record({
        campaignTitle: anyText,
        assignment: nat.map((id) => id as AssignmentId),
        seen: nat,
        no: nat.map((no) => no as RequirementNo),
        taskNo: maybe(nat.map((no) => no as TaskNo)),
        taskTitle: maybe(anyText),
        title: anyText,
        text: anyText,
        answer: anyAnswer(anyText),
        pieces: pieces(60),
        by: anyText,
        on: inspectBy,
        confirmed: maybe(anyText),
        returnedBefore: maybe(anyText),
        accepted: bool,
        position: maybe(fc.record({ at: nat, of: nat })),
        more: bool,
        reason: maybe(anyText),
        note: maybe(anyText),
      })
      .map((view) => () => reviewCard(view)),
    'review list': fc
      .record({
        page: fc.nat({ max: 2 }),
        pages: fc.integer({ min: 1, max: 3 }),
        total: nat,
        items: list(
          fc.record({
            no: nat.map((no) => no as RequirementNo),
            taskNo: maybe(fc.integer({ min: 1, max: 22 }).map((no) => no as TaskNo)),
            title: anyText,
            rating: anyText,
            fallsShort: bool,
          }),
          listPage,
        ),
        shown: fc.constant(Array.from({ length: listPage }, () => '2000000000.2000000000').join(',')),
        note: maybe(anyText),
      })
      .map((view) => () => reviewListCard(view)),
    'review digest': fc
      .record({
        name: anyText,
        campaigns: list(fc.record({ title: anyText, waiting: nat, fallingShort: nat }), 30),
      })
      .map((view) => () => reviewDigestCard(view)),
    'review done': fc.record({ decided: nat, note: maybe(anyText) }).map((view) => () => reviewDoneCard(view)),
    returned: fc
      .record({ campaign, title: anyText, name: anyText, returned: nat })
      .map((view) => () => returnedCard(view)),
    'own progress': fc
      .record({
        campaignTitle: anyText,
        own: anyCount,
        review: reviewCount,
        issues: anyIssues,
        department: maybe(fc.record({ name: anyText, count: anyCount, issues: anyIssues })),
        inspectBy,
      })
      .map((view) => () => ownProgressCard(view)),
    ...findingViews(anyText, list),
    ...studyViews(anyText, list),
    ...handOverViews(anyText, list),
    ...issueViews(anyText, list),
    reminder: fc
      .record({
        campaign,
        name: anyText,
        title: anyText,
        open: nat,
        inspectBy,
        daysLeft: fc.integer({ min: -9, max: 99 }),
      })
      .map((view) => () => reminderCard(view)),
    'head digest': fc
      .record({
        title: anyText,
        department: anyText,
        open: nat,
        people: list(fc.record({ name: anyText, open: nat }), 300),
        inspectBy,
      })
      .map((view) => () => headDigestCard(view)),
    'weekly digest': fc
      .record({
        campaign,
        title: anyText,
        total: anyCount,
        byDepartment: departments,
        inspectBy,
        daysLeft: maybe(nat),
        issues: anyIssues,
        ownerless: nat,
      })
      .map((view) => () => weeklyDigestCard(view)),
    'remind preview': fc
      .record({
        campaign,
        title: anyText,
        private: list(fc.record({ name: anyText, open: nat }), 60),
        heads: list(fc.record({ name: anyText, department: anyText, people: nat }), 40),
        skipped: list(fc.record({ name: anyText, why: anyText }), 60),
        when: anyText,
      })
      .map((view) => () => remindPreviewCard(view)),
    summary: fc
      .record({
        campaign,
        school: anyText,
        title: anyText,
        version: nat,
        total: anyCount,
        issues: anyIssues,
        gaps: list(anyText, 120),
        found: nat,
        changes: maybe(anyText),
        files: list(anyText, 8),
      })
      .map((view) => () => summaryCard(view)),
    'cover note': fc
      .record({
        campaign,
        title: anyText,
        version: nat,
        total: anyCount,
        closed: bool,
        owed: list(
          fc.record({
            name: anyText,
            people: list(
              fc.record({
                name: anyText,
                left: bool,
                items: list(fc.record({ no: nat.map((no) => no as RequirementNo), title: anyText }), 20),
              }),
              10,
            ),
          }),
          10,
        ),
        others: nat,
      })
      .map((view) => () => coverNoteCard(view)),
    help: fc
      .record({
        place: fc.constantFrom('private' as const, 'group' as const),
        roles: fc.record({ leader: bool, coordinator: bool, respondent: bool, head: bool, reviewer: bool }),
        campaigns: list(fc.record({ title: anyText }), 20),
        ended: fc.option(anyText),
        open: nat,
      })
      .map((view) => () => helpCard(view)),
    ledger: fc
      .record({
        campaign,
        title: anyText,
        today: inspectBy,
        page: fc.nat({ max: 200 }),
        department: maybe(departmentChoice),
        standing: fc.constantFrom(...ledgerFilters),
        departments: list(departmentChoice, 60).map(numberedDepartments),
        count: anyIssues,
        rows: list(
          fc.record({
            issue: nat.map((id) => id as IssueId),
            no: nat.map((no) => no as IssueNo),
            problem: anyText,
            where: anyText,
            department: anyText,
            owner: maybe(anyText),
            state: fc.constantFrom('open' as const, 'awaiting' as const, 'struck-off' as const, 'withdrawn' as const),
            kind: fc.constantFrom('by-date' as const, 'needs-above' as const),
            above: maybe(anyText),
            due: maybe(inspectBy),
            standing: anyStanding,
            struckOffOn: maybe(inspectBy),
          }),
          300,
        ),
        partial: bool,
        mayAdd: bool,
      })
      .map((view) => () => ledgerCard(view)),
    'issue reminder': fc
      .record({
        campaign,
        title: anyText,
        name: anyText,
        today: inspectBy,
        own: list(reminded(anyText), 60),
        look: list(reminded(anyText), 60),
        ownerless: list(reminded(anyText), 60),
      })
      .map((view) => () => issueReminderCard(view)),
    'issues to a head': fc
      .record({ campaign, title: anyText, today: inspectBy, issues: list(reminded(anyText), 60) })
      .map((view) => () => headIssuesCard(view)),
    moved: fc
      .record({ title: anyText, to: fc.constantFrom('below' as const, 'private' as const, 'group' as const) })
      .map((view) => () => movedCard(view)),
    notice: fc.record({ title: anyText, text: anyText }).map((view) => () => noticeCard(view)),
  }
}

const some: Lists = (value, most) => fc.array(value, { maxLength: most, size: 'max' })
const full: Lists = (value, most) => fc.array(value, { minLength: most, maxLength: most })
// Three bytes a character in JSON; six a sign in markdown; two in plain text.
const widest = fc.constantFrom('长', '{', '"', '\ud800').map((sign) => sign.repeat(1000))

test.each(Object.entries(cardsOf(anyText, some)))(
  '%s: whatever people wrote, the platform takes the card and it says the same twice',
  (_, any) => {
    fc.assert(
      fc.property(any, (draw) => {
        const drawn = draw()
        expect(refusalOf(drawn)).toBeNull()
        expect(draw()).toEqual(drawn)
        expect(asText(drawn)).toContain(drawn.header.title.content.trim())
      }),
      { numRuns: 40 },
    )
  },
)

test.each(Object.entries(cardsOf(widest, full)))('%s: everything as long as it can be still fits', (_, any) => {
  fc.assert(
    fc.property(any, (draw) => {
      expect(refusalOf(draw())).toBeNull()
    }),
    { numRuns: 10 },
  )
})
