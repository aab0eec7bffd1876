import { randomBytes } from 'node:crypto'
import { seal } from '#src/emulator/delivery/seal.ts'
import type { Walker } from './school.ts'

/** What both servers are told of the app. */
export const app = {
  id: 'cli_bench',
  secret: 'secret of the bench',
  encryptKey: 'encrypt key of the bench',
  verificationToken: 'token of the bench',
} as const

const fact = Array.from({ length: 40 }, (_, at) => `第${at + 1}点：每周检查${(at % 5) + 1}次，`)
  .join('')
  .slice(0, 500)

/**
 * 提交并继续 as the platform would send it, signed and encrypted, headers and all: bytes that only have to be written.
 * `turn`: which of somebody's requirements it is about.
 */
export function sealedPress({ person, chat, card, assignments }: Walker, turn: number, path: string): Buffer {
  const assignment = assignments[turn]
  if (assignment === undefined) throw new Error(`${person} has no requirement ${turn}`)
  const at = new Date()
  const value = { v: 1, do: 'submit-answer', assignment, seen: 0 }
  const { body, headers } = seal(
    {
      schema: '2.0',
      header: {
        event_id: randomBytes(16).toString('hex'),
        event_type: 'card.action.trigger',
        create_time: `${at.getTime()}000`,
        token: app.verificationToken,
        app_id: app.id,
        tenant_key: 'tenant',
      },
      event: {
        operator: { tenant_key: 'tenant', open_id: person, union_id: `on_${person}` },
        token: `c-${randomBytes(16).toString('hex')}`,
        action: {
          value,
          tag: 'button',
          name: `submit-answer__v-1__assignment-${assignment}__seen-0`,
          form_value: { rating: '已达到', fact, shortcoming: '', measure: '', evidence: '档案盒3-2，教务处' },
        },
        host: 'im_message',
        context: { open_message_id: card, open_chat_id: chat },
      },
    },
    app.encryptKey,
    at,
  )
  const lines = Object.entries({ host: 'bench', ...headers, 'content-length': String(Buffer.byteLength(body)) })
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n${body}`)
}
