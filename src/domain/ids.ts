declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** Ids of our own rows: whole numbers given by the database. */
export type CampaignId = Branded<number, 'campaign'>
export type PersonId = Branded<number, 'person'>
export type DepartmentId = Branded<number, 'department'>
export type AssignmentId = Branded<number, 'assignment'>
export type DeliveryId = Branded<number, 'delivery'>
export type EvidenceId = Branded<number, 'evidence'>
export type TrayId = Branded<number, 'tray'>
/** A file for the bot's own tables, and what it would change. */
export type FileId = Branded<number, 'file'>
export type PlanId = Branded<number, 'plan'>
export type IssueId = Branded<number, 'issue'>

/** Ids of the platform, opaque to us: `ou_…` (a person, as this app sees them), `oc_…` (a chat), `om_…` (a message). */
export type OpenId = Branded<string, 'open-id'>
export type ChatId = Branded<string, 'chat'>
export type MessageId = Branded<string, 'message'>

/** A requirement's place in its catalogue, 1…92 or 1…88; inside use only where the edition's numbers are unconfirmed. */
export type RequirementNo = Branded<number, 'requirement-no'>
/** A portion of a standard as it is studied day by day, 1…22: its tasks, or what stands in their place. */
export type ItemNo = Branded<number, 'item-no'>
/** An issue's number in its school's ledger, from 1 on in the order of opening; the one people say: 台账 3. */
export type IssueNo = Branded<number, 'issue-no'>
/** A task's number, running on through all duties: 1…22. */
export type TaskNo = Branded<number, 'task-no'>
