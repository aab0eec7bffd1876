import { z } from 'zod'
import type { AssignmentId, CampaignId } from '#src/domain/ids.ts'

const id = z.coerce.number().int().positive().max(2_147_483_647)
const campaign = id.transform((value) => value as CampaignId)
const assignment = id.transform((value) => value as AssignmentId)
/** The state a card was drawn from; a press that carries an older one changes nothing. */
const seen = z.coerce.number().int().min(0).max(2_147_483_647)
const v = z.coerce.number().pipe(z.literal(1))

/**
 * What a button carries: what to do and on what. Never who: that is the presser, for whom the platform vouches.
 * Everything in it is checked again against the database, because a press may be forged, repeated or old.
 */
export const pressSchema = z.discriminatedUnion('do', [
  z.object({ v, do: z.literal('open-setup') }),
  z.object({ v, do: z.literal('create-campaign') }),
  z.object({ v, do: z.literal('save-settings'), campaign }),
  z.object({ v, do: z.literal('show-division'), campaign, page: z.coerce.number().int().min(0).max(200), seen }),
  z.object({ v, do: z.literal('confirm-division'), campaign, page: z.coerce.number().int().min(0).max(200), seen }),
  z.object({ v, do: z.literal('start-walk'), campaign }),
  z.object({ v, do: z.literal('submit-answer'), assignment, seen }),
  z.object({ v, do: z.literal('keep-draft'), assignment, seen }),
  z.object({ v, do: z.literal('go-back'), assignment, seen }),
  z.object({ v, do: z.literal('skip'), assignment, seen }),
  z.object({ v, do: z.literal('open-assignment'), assignment }),
  z.object({ v, do: z.literal('show-mine'), campaign, page: z.coerce.number().int().min(0).max(200) }),
  z.object({ v, do: z.literal('show-progress'), campaign }),
  z.object({ v, do: z.literal('send-reminders'), campaign }),
  z.object({ v, do: z.literal('compile-summary'), campaign }),
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
