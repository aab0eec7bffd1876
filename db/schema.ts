import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Day } from '#src/domain/day.ts'
import type {
  AssignmentId,
  CampaignId,
  ChatId,
  DeliveryId,
  DepartmentId,
  EvidenceId,
  FileId,
  IssueId,
  IssueNo,
  ItemNo,
  MessageId,
  OpenId,
  PersonId,
  PlanId,
  RequirementNo,
  TaskNo,
  TrayId,
} from '#src/domain/ids.ts'
import type { ImportPlan } from '#src/domain/import-plan.ts'
import type { FilePurpose } from '#src/domain/incoming-file.ts'
import type { IssueKind, IssueSource, IssueState } from '#src/domain/issue.ts'
import type { PrivateMark } from '#src/domain/looks-private.ts'
import type { Numbering, PaperKind, SummarySays } from '#src/domain/papers.ts'
import type { AnswerState, ReviewMode } from '#src/domain/review.ts'
import type { Amount } from '#src/domain/school-profile.ts'
import type { Duty, Meaning, RatingWord } from '#src/domain/standard.ts'
import type { ChosenColumn, TableKind } from '#src/domain/tables.ts'
import type { Printed } from '#src/domain/trace.ts'
import type { InboundEvent } from '#src/events.ts'

/** jsonb: read as a value, written as its JSON text (pg would turn a bare array into a Postgres array). */
export type Json<T> = ColumnType<T, string, string>

/** The tables as migrations leave them. Names are the design's words; times are UTC moments, days the school's own. */
export type Database = {
  person: {
    id: GeneratedAlways<PersonId>
    open_id: OpenId
    name: string
    left_at: Date | null
  }
  chat: { id: ChatId; name: string; bot_left_at: Date | null; members_read_at: Date | null }
  chat_member: { chat: ChatId; person: PersonId }
  campaign: {
    id: GeneratedAlways<CampaignId>
    leading_chat: ChatId
    school: string
    title: string
    standard_id: string
    standard_title: string
    standard_document: string
    ratings: Json<RatingWord[]>
    coordinator: PersonId
    inspect_by: Day
    remind_hour: Generated<number>
    holidays: Json<{ from: Day; to: Day }[]>
    status: 'preparing' | 'open' | 'closed'
    /** Who looks at answers before they stand. */
    review: Generated<ReviewMode>
    numbering: Generated<Numbering>
    /** Department chosen for each suggested one, and how respondents are picked; kept between pages of the card. */
    division: Json<DivisionChoice>
    division_seen: Generated<number>
    divided_on: Day | null
    remind_on: Day | null
    /** Why the departments could not be read the last time; null when they were. */
    directory_gap: DirectoryGap | null
    /** Whose answers are shown for each requirement, to be confirmed or changed. */
    earlier: CampaignId | null
    /** Who heads the leading group, and who stands in for them, whether they are still in it or not. */
    head: PersonId | null
    deputies: ColumnType<PersonId[], PersonId[] | undefined, PersonId[]>
    created_at: Date
  }
  requirement: {
    campaign: CampaignId
    no: RequirementNo
    /** Null with its title: the standard has no such level. */
    duty_no: number | null
    duty_title: string | null
    task_no: TaskNo | null
    task_title: string | null
    title: string
    text: string
    evidence: Json<string[]>
    suggested_department: string
  }
  department: {
    id: GeneratedAlways<DepartmentId>
    campaign: CampaignId
    directory_id: string
    name: string
    gone_at: Date | null
  }
  membership: { department: DepartmentId; person: PersonId; is_head: boolean }
  assignment: {
    id: GeneratedAlways<AssignmentId>
    campaign: CampaignId
    requirement_no: RequirementNo
    department: DepartmentId
    respondent: PersonId
    assigned_on: Day
    /** Handed over in words: dividing again leaves it where it is, unless its group goes to another department. */
    by_hand: Generated<boolean>
    /** Raised by every change of draft, answer or respondent; a card shows the one it was drawn from. */
    version: Generated<number>
    answered_revision: number | null
    state: Generated<AnswerState>
  }
  draft: {
    assignment: AssignmentId
    rating: string | null
    fact: string | null
    shortcoming: string | null
    measure: string | null
    due: Day | null
    evidence: string | null
    saved_by: PersonId
    saved_at: Date
    /** The answer of an earlier campaign that stands in it, and who took it there. */
    taken_assignment: AssignmentId | null
    taken_revision: number | null
    taken_by: PersonId | null
  }
  answer: {
    assignment: AssignmentId
    revision: number
    rating: string
    means: Meaning
    fact: string | null
    shortcoming: string | null
    measure: string | null
    due: Day | null
    evidence: string | null
    submitted_by: PersonId
    submitted_at: Date
    /** The answer of an earlier campaign that this one says is still so. */
    from_assignment: AssignmentId | null
    from_revision: number | null
  }
  /** Which requirement of the earlier campaign asks the same; not there: none does. */
  earlier_requirement: {
    campaign: CampaignId
    requirement_no: RequirementNo
    from_campaign: CampaignId
    from_requirement_no: RequirementNo
  }
  walk: {
    person: PersonId
    campaign: CampaignId
    assignment: AssignmentId | null
    chat: ChatId
    /** First message of the thread the walk stands in; null in private. */
    root: MessageId | null
    /** The walk's card: its message once pressed, before that the delivery that brings it. */
    card: MessageId | null
    card_delivery: DeliveryId | null
    card_sent_at: Date | null
    touched_at: Date
    /** What the card shows of an earlier campaign's answer, and from which state of the assignment. */
    shown_seen: number | null
    shown_assignment: AssignmentId | null
    shown_revision: number | null
  }
  reminder: {
    campaign: CampaignId
    person: PersonId
    day: Day
    kind: 'private' | 'head'
    origin: 'schedule' | 'hand'
    /** What was owed. */
    about: Generated<'answers' | 'issues'>
  }
  /** Every verdict on an answer, kept for ever. `by_person` null: asked again because its issue was struck off. */
  review: {
    id: GeneratedAlways<number>
    assignment: AssignmentId
    revision: number
    verdict: 'accepted' | 'returned' | 'asked-again'
    reason: string | null
    by_person: PersonId | null
    at: Date
  }
  /** Which answers a reviewer has been told of, by which letter. */
  review_told: { delivery: DeliveryId; assignment: AssignmentId; revision: number }
  /** What a reviewer has before them: the answer of their card, or the answers of their list. */
  review_walk: {
    person: PersonId
    assignment: AssignmentId | null
    /** How much had happened to the answer when its card was drawn. */
    seen: number | null
    listed: string | null
    /** Verdicts given since they began. */
    decided: number
    touched_at: Date
  }
  /** Who took over what from whom, kept for ever; `to_person` null: nobody yet. */
  hand_over: {
    id: GeneratedAlways<number>
    campaign: CampaignId
    from_person: PersonId
    to_person: PersonId | null
    why: 'left' | 'away' | 'given'
    assignments: Json<AssignmentId[]>
    issues: Json<IssueId[]>
    by_person: PersonId | null
    at: Date
  }
  /** Content kept once, however many sent it; the bytes lie in the file store under this name. */
  stored_file: {
    sha256: string
    kind: 'photo' | 'file'
    ending: string
    bytes: number
    /** What its words look as if they held; null: nobody could look inside. */
    marks: PrivateMark[] | null
    kept_at: Date
  }
  /** What somebody sent in one go and where it landed; its card tells of all of it. */
  evidence_tray: {
    id: GeneratedAlways<TrayId>
    campaign: CampaignId
    person: PersonId
    chat: ChatId
    root: MessageId | null
    assignment: AssignmentId | null
    issue: IssueId | null
    delivery: DeliveryId | null
    version: Generated<number>
    opened_at: Date
  }
  evidence: {
    id: GeneratedAlways<EvidenceId>
    campaign: CampaignId
    sent_by: PersonId
    kind: 'photo' | 'file'
    name: string
    message: MessageId
    key: string
    tray: TrayId
    state: Generated<'arriving' | 'kept' | 'refused'>
    why: string | null
    sha256: string | null
    image_key: string | null
    received_at: Date
    settled_at: Date | null
  }
  /** What a piece is evidence of, from when to when. */
  evidence_use: {
    id: GeneratedAlways<number>
    evidence: EvidenceId
    assignment: AssignmentId | null
    issue: IssueId | null
    used_by: PersonId
    used_at: Date
    ended_by: PersonId | null
    ended_at: Date | null
  }
  issue: {
    id: GeneratedAlways<IssueId>
    campaign: CampaignId
    no: IssueNo
    source: IssueSource
    problem: string
    cause: string | null
    measure: string | null
    kind: IssueKind
    above: string | null
    department: DepartmentId
    owner: PersonId | null
    due: Day | null
    state: IssueState
    joined_into: IssueId | null
    asked_by: PersonId | null
    struck_off_on: Day | null
    struck_off_by: PersonId | null
    version: Generated<number>
    opened_on: Day
  }
  /** The last number given in a campaign. */
  issue_number: { campaign: CampaignId; last: IssueNo }
  issue_requirement: {
    issue: IssueId
    campaign: CampaignId
    requirement_no: RequirementNo
    from_answer: boolean
    came_from: IssueId | null
  }
  issue_support: { issue: IssueId; department: DepartmentId }
  /** Everything ever done about an issue, kept for ever. */
  issue_entry: {
    id: GeneratedAlways<number>
    issue: IssueId
    at: Date
    by_person: PersonId | null
    did: string
    said: string | null
    state: IssueState
    about: Json<Record<string, unknown>>
  }
  issue_reminder: { issue: IssueId; person: PersonId; day: Day; kind: 'private' | 'head' | 'look' }
  issue_focus: {
    person: PersonId
    campaign: CampaignId
    issue: IssueId
    chat: ChatId
    root: MessageId | null
    touched_at: Date
  }
  summary: {
    campaign: CampaignId
    version: number
    made_on: Day
    made_by: PersonId | null
    total: number
    answered: number
    met: number
    gaps: Json<string[]>
    changes: string | null
    /** The last entry of the audit that could have changed what it says. */
    state: number
    /** What it said, for the next version to compare with; null: made before versions were compared. */
    says: Json<SummarySays> | null
    /** What it printed and what each sentence rests on; null: made before that was kept. */
    printed: Json<Printed> | null
  }
  summary_paper: { campaign: CampaignId; version: number; kind: PaperKind; file_name: string; file: Uint8Array }
  inbox: {
    /** `message:om_…`, `press:<event id>`, … – what makes an event the same event. */
    key: string
    /** Emptied once handled: what people wrote is kept where it belongs, not here. */
    event: Json<InboundEvent> | null
    received_at: Date
    handled_at: Date | null
  }
  delivery: {
    id: GeneratedAlways<DeliveryId>
    /** Says what this message is, so that nothing is queued twice; also the source of the platform's `uuid`. */
    key: string
    campaign: CampaignId | null
    person: PersonId | null
    target: Json<unknown>
    /** Emptied once sent. */
    content: Json<unknown> | null
    file_key: string | null
    reminder: 'private' | 'head' | 'weekly' | 'review' | 'issues' | 'issues-head' | 'study' | null
    state: Generated<'queued' | 'sending' | 'sent' | 'failed'>
    attempts: Generated<number>
    first_tried_at: Date | null
    queued_at: Date
    done_at: Date | null
    message: MessageId | null
    why: string | null
    code: number | null
  }
  /** One row a message and lane: how the platform's limits are kept by all processes together. */
  sending_slot: { id: GeneratedAlways<number>; lane: string; at: ColumnType<Date, Date | undefined, Date> }
  /** When the clock last found nothing more to do in a campaign, and up to which entry of the audit that is true. */
  tended: { campaign: CampaignId; state: number; at: Date }
  audit: {
    id: GeneratedAlways<number>
    at: Date
    campaign: CampaignId | null
    person: PersonId | null
    did: string
    about: Json<Record<string, unknown>>
  }
  /** What the school says of itself, every change kept; the latest of a field counts. */
  school_fact: {
    id: GeneratedAlways<number>
    campaign: CampaignId
    field: string
    value: Json<Amount | null>
    by_person: PersonId
    at: Date
  }
  /** Absolute claims of an answer that somebody vouched for before signing. */
  claim_confirmed: { assignment: AssignmentId; revision: number; by_person: PersonId; at: Date }
  /** On which days a respondent was asked to look at an answer again. */
  mend_request: { assignment: AssignmentId; revision: number; day: Day; by_person: PersonId }
  /** Who was asked for a file that is no evidence. */
  expected_file: {
    person: PersonId
    purpose: FilePurpose
    campaign: CampaignId | null
    chat: ChatId | null
    asked_at: Date
  }
  incoming_file: {
    id: GeneratedAlways<FileId>
    person: PersonId
    purpose: FilePurpose
    campaign: CampaignId | null
    chat: ChatId | null
    name: string
    message: MessageId
    key: string
    received_at: Date
    settled_at: Date | null
  }
  /** What such a file would change, until it is confirmed or not. */
  import_plan: {
    id: GeneratedAlways<PlanId>
    person: PersonId
    purpose: FilePurpose
    campaign: CampaignId | null
    chat: ChatId | null
    plan: Json<ImportPlan>
    version: Generated<number>
    made_at: Date
    settled_at: Date | null
    outcome: 'confirmed' | 'cancelled' | 'replaced' | null
  }
  /** The columns a school wants a table to have; no row: the usual ones. */
  table_template: { campaign: CampaignId; kind: TableKind; columns: Json<ChosenColumn[]> }
  /** What a leading group brought in by a file, to be chosen when a campaign is made. */
  own_standard: {
    id: GeneratedAlways<number>
    chat: ChatId
    title: string
    document_number: string
    duties: Json<readonly Duty[]>
    ratings: Json<readonly RatingWord[]>
    by_person: PersonId
    at: Date
  }
  /** The group that hears of an item a day; not running: stopped, or all have been sent. */
  study: { campaign: CampaignId; chat: ChatId; running: boolean; version: Generated<number> }
  study_item: { campaign: CampaignId; day: Day; item: ItemNo; chat: ChatId; delivery: DeliveryId }
  /** Kept by person to count each of them once for an item; only numbers are ever shown. */
  study_opening: { campaign: CampaignId; item: ItemNo; person: PersonId; day: Day }
  /** What was done to study the standard, as noted; withdrawn ones are told of nowhere. */
  study_session: {
    campaign: CampaignId
    /** From 1 on in each campaign; the one people say: 学习 撤下 2. */
    no: number
    held_on: Day
    form: string
    about: string
    people: number | null
    noted_by: PersonId
    noted_at: Date
    withdrawn_by: PersonId | null
    withdrawn_at: Date | null
  }
}

/** The platform does not show them; the school's name is no department's; the school is not the leading group's own. */
export type DirectoryGap = 'directory-unread' | 'school-not-found' | 'not-of-school'

export type DivisionChoice = {
  readonly departments: Readonly<Record<string, DepartmentId>>
  readonly spread: 'members' | 'head'
  /** As it was last confirmed: what has changed since then is given out anew, on whatever page it was changed. */
  readonly confirmed?: {
    readonly departments: Readonly<Record<string, DepartmentId>>
    readonly spread: 'members' | 'head'
    /** The state of the card it was confirmed on, and how many heard of it: a second tap gets the same answer. */
    readonly seen: number
    readonly told: number
  }
}
