import { createCipheriv, createHash } from 'node:crypto'
import type { Seal } from '#src/feishu/app.ts'

export const seal: Seal = {
  appId: 'cli_0123456789abcdef',
  encryptKey: 'test-encrypt-key',
  verificationToken: 'test-verification-token',
}

/** A Monday morning in term. */
export const monday = new Date('2026-03-02T01:00:00Z')

export type Request = { readonly body: Uint8Array; readonly headers: Record<string, string> }

export function encrypted(plain: string | Uint8Array, encryptKey = seal.encryptKey): string {
  const iv = Buffer.alloc(16, 7)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  const data = typeof plain === 'string' ? Buffer.from(plain) : plain
  return Buffer.concat([iv, cipher.update(data), cipher.final()]).toString('base64')
}

/** Signed as the platform signs, over whatever bytes. */
export function signed(body: string | Uint8Array, at = monday, encryptKey = seal.encryptKey): Request {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const nonce = '7d2b'
  const signature = createHash('sha256')
    .update(timestamp + nonce + encryptKey)
    .update(bytes)
    .digest('hex')
  return {
    body: bytes,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  }
}

/** Encrypted and signed: what really arrives. */
export function sealed(envelope: unknown, at = monday): Request {
  const plain = envelope instanceof Uint8Array || typeof envelope === 'string' ? envelope : JSON.stringify(envelope)
  return signed(JSON.stringify({ encrypt: encrypted(plain) }), at)
}
