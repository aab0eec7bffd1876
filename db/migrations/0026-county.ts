import { type Kysely, sql } from 'kysely'

/**
 * What is asked of one school is found without reading the county: for each of these a command read a table from end to
 * end, or a person's or campaign's rows one by one (`npm run bench:size`, decision 0041).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Whoever ever owned one has to do with its campaign, not only while it is live.
  await sql`drop index issue_owner`.execute(db)
  await sql`create index issue_owner on issue (owner)`.execute(db)
  // Every minute: which closed campaigns still have something to rectify.
  await sql`create index issue_live on issue (campaign) where state in ('open', 'awaiting')`.execute(db)
  // Who owned what went into an issue counts among those who may not strike it off.
  await sql`create index issue_joined_into on issue (joined_into) where joined_into is not null`.execute(db)
  // The ledger of a campaign, and which other issue covers a requirement; the unique one leaves out links made by hand.
  await sql`create index issue_requirement_campaign on issue_requirement (campaign, requirement_no)`.execute(db)
  // The group of a closed campaign is asked about too.
  await sql`create index campaign_leading_chat on campaign (leading_chat)`.execute(db)
  // What came and went of an answer's evidence is counted, so pieces taken back are looked for as well.
  await sql`drop index evidence_use_assignment`.execute(db)
  await sql`create index evidence_use_assignment on evidence_use (assignment) where assignment is not null`.execute(db)
  await sql`create index evidence_campaign on evidence (campaign, id)`.execute(db)
  // Who could not be reached, unless something reached them later.
  await sql`create index delivery_campaign on delivery (campaign, person, id) where campaign is not null`.execute(db)
  // When the clock last found nothing more to do in a campaign, and up to which entry of the audit that is true.
  await sql`
    create table tended (
      campaign integer primary key references campaign,
      state integer not null,
      at timestamptz not null
    )`.execute(db)
}
