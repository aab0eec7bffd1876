import { z } from 'zod'
import type { Switches } from '../switches.ts'

const count = z.int().min(0)

/** Switches over HTTP: any of them, none unknown. The type makes this list complete. */
const each: { readonly [K in keyof Switches]: z.ZodType<Switches[K]> } = {
  limits: z.boolean(),
  retryScale: z.number().min(0),
  eventTimeoutMs: count,
  callbackTimeoutMs: count,
  challengeTimeoutMs: count,
  tokenSeconds: count,
  secondUuid: z.enum(['same', 'error']),
  wrongSecretCode: z.literal([10014, 10015]),
  resignedCode: z.literal([230013, 230029]),
  delayedUpdateStatus: z.literal([200, 400]),
  patchDuringCallback: z.enum(['refused', 'undone']),
  emptyFormField: z.enum(['natural', 'empty-string', 'null', 'empty-array', 'missing']),
  checkerInForm: z.enum(['boolean', 'string', 'missing-when-unchecked']),
  submitValue: z.enum(['present', 'absent']),
  plainButtonInForm: z.enum(['without-form-value', 'with-form-value', 'no-callback']),
  whitespaceIsFilled: z.boolean(),
  callbackCreateTime: z.enum(['microseconds', 'milliseconds']),
  other2xx: z.enum(['refused', 'accepted']),
  callbackContentType: z.enum(['any', 'json-only']),
  emptyCallbackBody: z.enum(['refused', 'accepted']),
  cardAsString: z.enum(['refused', 'accepted']),
  rawCardOverLongConnection: z.enum(['accepted', 'refused']),
  reconnectSeconds: z.number().min(0),
  pingSeconds: z.number().positive(),
  chartInForm: z.enum(['refused', 'accepted']),
  markdownTablesCount: z.boolean(),
  atAllInMentions: z.boolean(),
  retrySignature: z.enum(['fresh', 'same']),
  orderedEvents: z.array(z.string()),
  delivery: z.enum(['one-by-one', 'at-once']),
  duplicates: count,
  duplicatesWithNewId: count,
  swapPairs: z.boolean(),
  eventDelayMs: count,
}

export const switchChange = z.strictObject(each).partial()
