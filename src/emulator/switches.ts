/**
 * Everything about the platform that its documents leave open, and every fault it admits to, as one typed record.
 * The defaults are the likeliest reading. Nothing here happens by chance: a fault happens because a switch asks for it.
 */
export type Switches = {
  /** Rate limits, counted in real time. Off for load that is not about limits. */
  limits: boolean
  /** Factor on the waits before an event is tried again (15 s, 5 min, 1 h, 6 h). 0 retries at once. */
  retryScale: number
  /** Total time for the answer to an event (documents: 3 s). */
  eventTimeoutMs: number
  /** Total time for the answer to a card callback (documents: 3 s; whether the client waits a little longer is unconfirmed). */
  callbackTimeoutMs: number
  /** Total time for the answer to a url_verification challenge (documents: 1 s). */
  challengeTimeoutMs: number
  /** Lifetime of a tenant_access_token in seconds (documents: at most 2 h). */
  tokenSeconds: number

  /** What the second send with one `uuid` gets: the first message again, or an error. Unconfirmed. */
  secondUuid: 'same' | 'error'
  /** Code for a wrong app secret. Unconfirmed: the general table says 10015, a probe saw 10014. */
  wrongSecretCode: 10014 | 10015
  /** Code for a send to somebody who has left. Both are documented. */
  resignedCode: 230013 | 230029
  /** HTTP status of business errors of the delayed card update. Unconfirmed, it is an old endpoint. */
  delayedUpdateStatus: 200 | 400
  /** A patch while the callback of the same card is open: refused with 11310, or undone by the callback's answer. */
  patchDuringCallback: 'refused' | 'undone'

  /** How an empty optional field stands in `form_value`. Unconfirmed; natural = '' for one value, [] for several. */
  emptyFormField: 'natural' | 'empty-string' | 'null' | 'empty-array' | 'missing'
  /** How a checker stands in `form_value`. Unconfirmed. */
  checkerInForm: 'boolean' | 'string' | 'missing-when-unchecked'
  /** Whether `action.value` is there when a form is submitted. Unconfirmed, reports differ. */
  submitValue: 'present' | 'absent'
  /** What a callback button without `form_action_type` inside a form does. Unconfirmed. */
  plainButtonInForm: 'without-form-value' | 'with-form-value' | 'no-callback'
  /** Whether the client takes a required text of blanks for filled. Unconfirmed. */
  whitespaceIsFilled: boolean
  /** Unit of `header.create_time` in callbacks. Documents show microseconds; unconfirmed in the field. */
  callbackCreateTime: 'microseconds' | 'milliseconds'

  /** Whether a 2xx other than 200 is accepted as the answer to an event or callback. Documents say 200 only. */
  other2xx: 'refused' | 'accepted'
  /** Whether the answer to a callback must be declared as JSON. Not stated. */
  callbackContentType: 'any' | 'json-only'
  /** An empty body as the answer to a callback: a wrong format is our assumption. */
  emptyCallbackBody: 'refused' | 'accepted'
  /** `card.data` as a JSON string in the answer to a callback. Documents show an object; a Python project sends a string. */
  cardAsString: 'refused' | 'accepted'
  /** A raw 2.0 card in the answer over the long connection: one field report saw it refused with 200673. */
  rawCardOverLongConnection: 'accepted' | 'refused'
  /** What a client of the long connection is told to wait before it connects again, in seconds. */
  reconnectSeconds: number
  /** How often that client is told to ping, in seconds. */
  pingSeconds: number

  /** Whether a chart may stand in a form. The documents contradict themselves. */
  chartInForm: 'refused' | 'accepted'
  /** Whether tables written in markdown count towards the five tables of a card. Reported by third parties. */
  markdownTablesCount: boolean
  /** Whether @all comes with an entry in `mentions`. Often missing. */
  atAllInMentions: boolean

  /** Whether a retry is signed again with a new timestamp and nonce, or sent as it was. Unconfirmed. */
  retrySignature: 'fresh' | 'same'
  /** Event types of which the next one waits until the one before is acknowledged. The list is unconfirmed. */
  orderedEvents: readonly string[]
  /** Post the events of one chat one after another (each after the answer to the one before), or all at once. */
  delivery: 'one-by-one' | 'at-once'
  /** How often an event is sent again after it was acknowledged (delivery is at least once). */
  duplicates: number
  /** Sent again as above, but under a new event_id: the reason why messages are told apart by message_id. */
  duplicatesWithNewId: number
  /** Swap every two events of an app: the first waits for the second (or for `settle`). */
  swapPairs: boolean
  /** Wait before the first try of an event, in real milliseconds. */
  eventDelayMs: number
}

/** The likeliest platform: limits on, no faults. */
export const defaultSwitches: Switches = {
  limits: true,
  retryScale: 1,
  eventTimeoutMs: 3000,
  callbackTimeoutMs: 3000,
  challengeTimeoutMs: 1000,
  tokenSeconds: 7200,
  secondUuid: 'same',
  wrongSecretCode: 10014,
  resignedCode: 230013,
  delayedUpdateStatus: 200,
  patchDuringCallback: 'refused',
  emptyFormField: 'natural',
  checkerInForm: 'boolean',
  submitValue: 'present',
  plainButtonInForm: 'without-form-value',
  whitespaceIsFilled: true,
  callbackCreateTime: 'microseconds',
  other2xx: 'refused',
  callbackContentType: 'any',
  emptyCallbackBody: 'refused',
  cardAsString: 'refused',
  rawCardOverLongConnection: 'accepted',
  reconnectSeconds: 120,
  pingSeconds: 120,
  chartInForm: 'refused',
  markdownTablesCount: true,
  atAllInMentions: false,
  retrySignature: 'fresh',
  orderedEvents: [],
  delivery: 'one-by-one',
  duplicates: 0,
  duplicatesWithNewId: 0,
  swapPairs: false,
  eventDelayMs: 0,
}
