import type { Card } from '#cards/card.ts'
import type { ChatId, MessageId, OpenId } from '#src/domain/ids.ts'
import type { CardUpdate, Content, Messenger, Target } from '#src/ports.ts'

export type Call =
  | { readonly to: Target; readonly content: Content; readonly key: string }
  | { readonly to: Pick<CardUpdate, 'message'>; readonly card: Card }
  | { readonly upload: string; readonly bytes: number }
  | { readonly uploadImage: number }

export type RecordingMessenger = Messenger & {
  readonly calls: Call[]
  /** What the next calls do instead of succeeding, in order; null: succeed. */
  readonly next: (Error | null)[]
}

/** Notes every call; each message gets a number. */
export function recordingMessenger(): RecordingMessenger {
  const calls: Call[] = []
  const next: (Error | null)[] = []
  const note = (call: Call) => {
    calls.push(call)
    const trouble = next.shift() ?? null
    if (trouble !== null) throw trouble
    return calls.length
  }
  return {
    calls,
    next,
    self: async () => ({ bot: 'ou_bot' as OpenId, name: '对标' }),
    send: async (to, content, key) => {
      const message = `om_${note({ to, content, key })}` as MessageId
      return { message, chat: ('chat' in to ? to.chat : 'oc_private') as ChatId }
    },
    update: async (message, card) => {
      note({ to: { message }, card })
    },
    upload: async (name, file) => {
      const bytes = file instanceof Uint8Array ? file.length : file.bytes
      return `file_${note({ upload: name, bytes })}`
    },
    uploadImage: async (bytes) => `img_${note({ uploadImage: bytes.length })}`,
  }
}
