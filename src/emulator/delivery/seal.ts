import { createCipheriv, createHash, randomBytes } from 'node:crypto'

export type Sealed = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

/** AES-256-CBC with SHA-256 of the key, IV in front, base64 (receiving events, "decryption"). */
export function encrypt(encryptKey: string, plain: string, iv: Buffer = randomBytes(16)): string {
  const key = createHash('sha256').update(encryptKey, 'utf8').digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}

/** The signature over the bytes as sent (receiving events, "signature"). */
export function signature(timestamp: string, nonce: string, encryptKey: string, body: string): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey)
    .update(body, 'utf8')
    .digest('hex')
}

/** Encrypted and signed when there is an Encrypt Key, plain and unsigned otherwise. A challenge is never signed. */
export function seal(payload: unknown, encryptKey: string | null, signedAt: Date | null): Sealed {
  const plain = JSON.stringify(payload)
  const type = { 'content-type': 'application/json; charset=utf-8' }
  if (encryptKey === null) return { body: plain, headers: type }
  const body = JSON.stringify({ encrypt: encrypt(encryptKey, plain) })
  if (signedAt === null) return { body, headers: type }
  const timestamp = String(Math.floor(signedAt.getTime() / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    body,
    headers: {
      ...type,
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature(timestamp, nonce, encryptKey, body),
    },
  }
}
