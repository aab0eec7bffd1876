import { z } from 'zod'
import { exportKinds, markedChoices } from '#src/domain/evidence-guard.ts'
import type {
  AssignmentId,
  CampaignId,
  EvidenceId,
  IssueId,
  ItemNo,
  PersonId,
  PlanId,
  RequirementNo,
  TrayId,
} from '#src/domain/ids.ts'
import { filePurposes } from '#src/domain/incoming-file.ts'
import { ledgerFilters } from '#src/domain/issue.ts'

const id = z.coerce.number().int().positive().max(2_147_483_647)
const campaign = id.transform((value) => value as CampaignId)
const assignment = id.transform((value) => value as AssignmentId)
const issue = id.transform((value) => value as IssueId)
const person = id.transform((value) => value as PersonId)
const evidence = id.transform((value) => value as EvidenceId)
const plan = id.transform((value) => value as PlanId)
const requirement = id.transform((value) => value as RequirementNo)
const item = id.transform((value) => value as ItemNo)
const tray = id.transform((value) => value as TrayId)
/** The state a card was drawn from; a press that carries an older one changes nothing. */
const seen = z.coerce.number().int().min(0).max(2_147_483_647)
/** Answers as a list showed them: `12.3,15.1`, an assignment and how much had happened to its answer. */
const shown = z
  .string()
  .max(1_200)
  .regex(/^\d{1,10}\.\d{1,10}(,\d{1,10}\.\d{1,10})*$/)
/** Which finding of a check: `claim.17`, `numbers-differ.classes`. */
const finding = z
  .string()
  .max(80)
  .regex(/^[a-z-]+(\.[A-Za-z0-9-]+){1,3}$/)
/** Of each field of a form a mark of what it was drawn with. Cards of an earlier release carry none. */
const drawn = z
  .string()
  .max(50)
  .regex(/^[0-9a-z]{1,7}(-[0-9a-z]{1,7}){5}$/)
  .optional()
const page = z.coerce.number().int().min(0).max(200)
const v = z.coerce.number().pipe(z.literal(1))

/**
 * What a button carries: what to do and on what. Never who: that is the presser, for whom the platform vouches.
 * Everything in it is checked again against the database, because a press may be forged, repeated or old.
 */
export const pressSchema = z.discriminatedUnion('do', [
  z.object({ v, do: z.literal('open-setup') }),
  z.object({ v, do: z.literal('create-campaign') }),
  // With `heads` the form asked who heads the leading group: what does not come along with it was emptied.
  z.object({ v, do: z.literal('save-settings'), campaign, heads: v.optional() }),
  z.object({ v, do: z.literal('show-division'), campaign, page: z.coerce.number().int().min(0).max(200), seen }),
  z.object({ v, do: z.literal('confirm-division'), campaign, page: z.coerce.number().int().min(0).max(200), seen }),
  z.object({ v, do: z.literal('start-walk'), campaign }),
  z.object({ v, do: z.literal('submit-answer'), assignment, seen, drawn }),
  z.object({ v, do: z.literal('keep-draft'), assignment, seen, drawn }),
  z.object({ v, do: z.literal('go-back'), assignment, seen, drawn }),
  z.object({ v, do: z.literal('skip'), assignment, seen, drawn }),
  // `earlier` and `revision`: the answer of an earlier campaign that stood on the card.
  z.object({ v, do: z.literal('confirm-earlier'), assignment, seen, drawn, earlier: assignment, revision: seen }),
  z.object({ v, do: z.literal('take-over-earlier'), assignment, seen, drawn, earlier: assignment, revision: seen }),
  z.object({ v, do: z.literal('open-assignment'), assignment }),
  z.object({ v, do: z.literal('show-mine'), campaign, page: z.coerce.number().int().min(0).max(200) }),
  z.object({ v, do: z.literal('show-progress'), campaign }),
  z.object({
    v,
    do: z.literal('show-issues'),
    campaign,
    page: z.coerce.number().int().min(0).max(200),
    department: z.coerce.number().int().min(0).max(2_147_483_647),
    standing: z.enum(ledgerFilters),
  }),
  z.object({ v, do: z.literal('open-issue'), issue }),
  z.object({ v, do: z.literal('new-issue'), campaign }),
  z.object({ v, do: z.literal('add-issue'), campaign }),
  z.object({ v, do: z.literal('open-issue-form'), issue }),
  z.object({ v, do: z.literal('save-issue'), issue, seen }),
  z.object({ v, do: z.literal('report-issue'), issue, seen }),
  z.object({ v, do: z.literal('ask-strike-off'), issue, seen }),
  z.object({ v, do: z.literal('strike-off'), issue, seen }),
  z.object({ v, do: z.literal('return-issue'), issue, seen }),
  z.object({ v, do: z.literal('withdraw-issue'), issue, seen }),
  z.object({ v, do: z.literal('reopen-issue'), issue, seen }),
  z.object({ v, do: z.literal('join-issue'), issue, into: issue, seen }),
  z.object({ v, do: z.literal('part-issue'), issue, seen }),
  z.object({ v, do: z.literal('preview-reminders'), campaign }),
  z.object({ v, do: z.literal('send-reminders'), campaign }),
  z.object({ v, do: z.literal('compile-summary'), campaign }),
  z.object({ v, do: z.literal('send-trace'), campaign }),
  z.object({
    v,
    do: z.literal('export-evidence'),
    campaign,
    what: z.enum(exportKinds),
    marked: z.enum(markedChoices),
    seen,
  }),
  z.object({ v, do: z.literal('save-evidence-uses'), tray, seen }),
  // From one assignment, or (without) from everything it is evidence of.
  z.object({ v, do: z.literal('withdraw-evidence'), evidence, assignment: assignment.optional() }),
  z.object({ v, do: z.literal('show-evidence'), assignment }),
  z.object({ v, do: z.literal('show-issue-evidence'), issue }),
  z.object({ v, do: z.literal('start-review') }),
  z.object({ v, do: z.literal('open-review'), campaign, no: requirement }),
  z.object({ v, do: z.literal('accept-answer'), assignment, seen }),
  z.object({ v, do: z.literal('return-answer'), assignment, seen }),
  z.object({ v, do: z.literal('skip-review'), assignment }),
  z.object({ v, do: z.literal('list-review'), page }),
  z.object({ v, do: z.literal('accept-all'), shown, page }),
  z.object({ v, do: z.literal('settle-departure'), campaign, person, seen }),
  // With `aside` as a card of its own: the one pressed stays.
  z.object({ v, do: z.literal('show-check'), campaign, page, aside: v.optional() }),
  z.object({ v, do: z.literal('confirm-claim'), assignment, seen, page }),
  z.object({ v, do: z.literal('ask-to-mend'), campaign, finding, page }),
  z.object({ v, do: z.literal('show-profile'), campaign }),
  z.object({ v, do: z.literal('save-profile'), campaign, seen }),
  z.object({ v, do: z.literal('start-study'), campaign, seen }),
  z.object({ v, do: z.literal('stop-study'), campaign, seen }),
  z.object({ v, do: z.literal('open-study-item'), campaign, item }),
  z.object({ v, do: z.literal('open-session'), campaign }),
  z.object({ v, do: z.literal('note-session'), campaign, seen }),
  z.object({ v, do: z.literal('offer-share'), campaign }),
  z.object({ v, do: z.literal('give-share'), campaign, person, seen }),
  z.object({ v, do: z.literal('import-division'), campaign }),
  z.object({ v, do: z.literal('confirm-import'), purpose: z.enum(filePurposes), plan, seen }),
  z.object({ v, do: z.literal('test-connection'), code: z.string().regex(/^\d{6}$/) }),
  z.object({ v, do: z.literal('cancel-import'), purpose: z.enum(filePurposes), plan }),
])
export type Press = z.infer<typeof pressSchema>

/**
 * A press as the name of a form's button: on submit the platform may leave out `action.value`, so the name has to say
 * it too (facts page, section 1.9). Letters, digits, '-' and '_' only: `submit-answer__v-1__assignment-12__seen-3`.
 */
export function pressName(press: Press): string {
  const { do: verb, ...rest } = press
  return [verb, ...Object.entries(rest).map(([key, value]) => `${key}-${value}`)].join('__')
}

/** Reads a press from a button's value, else from its name; null when neither is one of this release. */
export function readPress(value: unknown, name: unknown): Press | null {
  const fromValue = pressSchema.safeParse(value)
  if (fromValue.success) return fromValue.data
  if (typeof name !== 'string' || name.length > 200) return null
  const [verb, ...rest] = name.split('__')
  const fields = rest.map((part) => [part.slice(0, part.indexOf('-')), part.slice(part.indexOf('-') + 1)])
  const fromName = pressSchema.safeParse({ do: verb, ...Object.fromEntries(fields) })
  return fromName.success ? fromName.data : null
}
