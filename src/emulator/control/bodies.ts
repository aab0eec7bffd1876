import { z } from 'zod'

/** What the control interface takes over HTTP. Things of the world are meant by their ids. */
const id = z.string().min(1)
const words = z.string()

export const newApp = z.strictObject({
  appId: id,
  appSecret: words,
  encryptKey: words.nullable().optional(),
  verificationToken: words,
  botName: words,
  scopes: z.union([z.literal('all'), z.array(words)]).optional(),
  published: z.boolean().optional(),
  botAbility: z.boolean().optional(),
  contactRange: z
    .union([z.literal('all'), z.strictObject({ departments: z.array(id).optional(), users: z.array(id).optional() })])
    .optional(),
  events: z.union([z.literal('all'), z.array(words)]).optional(),
  cardCallback: z.boolean().optional(),
})
export const appChange = newApp
  .pick({ scopes: true, published: true, botAbility: true, contactRange: true, events: true, cardCallback: true })
  .extend({ revokeTokens: z.literal(true).optional() })
  .partial()
export const requestUrl = z.strictObject({ url: words, of: z.enum(['both', 'events', 'callbacks']).default('both') })

export const newDepartment = z.strictObject({ name: words, parent: id.optional(), head: id.optional() })
export const departmentChange = z.strictObject({ name: words.optional(), head: id.nullable().optional() })

export const newPerson = z.strictObject({
  name: words,
  departments: z.array(id).optional(),
  email: words.nullable().optional(),
  jobTitle: words.optional(),
  available: z.boolean().optional(),
  timeZone: words.optional(),
})
export const personChange = newPerson.partial()

export const newGroup = z.strictObject({
  name: words,
  members: z.array(id),
  mode: z.enum(['group', 'topic']).optional(),
  threadReplies: z.boolean().optional(),
})
export const botInGroup = z.strictObject({ app: id, operator: id.optional() })
export const memberOfGroup = z.strictObject({ person: id })

const speaking = {
  /** A chat, or an app for the private chat with its bot. */
  where: id,
  mention: z.union([id, z.array(id)]).optional(),
  replyTo: id.optional(),
  inThread: z.boolean().optional(),
}
export const say = z.strictObject({ ...speaking, text: words })
export const sendPost = z.strictObject({
  ...speaking,
  title: words.optional(),
  content: z.array(z.array(z.record(z.string(), z.unknown()))).optional(),
  /** Pictures as base64. */
  images: z.array(words).optional(),
})
export const sendFile = z.strictObject({ ...speaking, name: words, base64: words })
export const sendImage = z.strictObject({ ...speaking, base64: words })
export const onMessage = z.strictObject({ message: id })
export const edit = z.strictObject({ message: id, text: words })
export const withBot = z.strictObject({ app: id })
export const chooseMenu = z.strictObject({ app: id, eventKey: words })

const value = z.union([words, z.boolean(), z.array(words)])
const looking = { confirm: z.boolean().optional(), seen: z.int().optional() }
export const press = z.union([
  z.strictObject({
    message: id,
    button: words,
    form: z.record(z.string(), value).optional(),
    ...looking,
  }),
  z.strictObject({ message: id, control: words, value, ...looking }),
])

export const wireQuery = z.object({
  after: z.coerce.number().default(0),
  last: z.coerce.number().int().min(1).optional(),
})

export const fault = z.strictObject({
  api: words,
  times: z.int().min(1).default(1),
  how: z.union([
    z.strictObject({
      kind: z.literal('code'),
      status: z.int(),
      code: z.int(),
      headers: z.record(z.string(), z.string()).optional(),
    }),
    z.strictObject({ kind: z.enum(['cut-before', 'cut-after', 'cut-halfway']) }),
  ]),
})
export const settle = z.strictObject({ quietMs: z.number().min(0).optional() })
