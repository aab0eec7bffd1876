declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** Ids of our own rows: whole numbers given by the database. */
export type CampaignId = Branded<number, 'campaign'>
export type PersonId = Branded<number, 'person'>
export type DepartmentId = Branded<number, 'department'>
export type AssignmentId = Branded<number, 'assignment'>
export type DeliveryId = Branded<number, 'delivery'>

/** Ids of the platform, opaque to us: `ou_…` (a person, as this app sees them), `oc_…` (a chat), `om_…` (a message). */
export type OpenId = Branded<string, 'open-id'>
export type ChatId = Branded<string, 'chat'>
export type MessageId = Branded<string, 'message'>

/** A requirement's place in its catalogue, 1…92 or 1…88; inside use only where the edition's numbers are unconfirmed. */
export type RequirementNo = Branded<number, 'requirement-no'>
/** A task's number, running on through all duties: 1…22. */
export type TaskNo = Branded<number, 'task-no'>
