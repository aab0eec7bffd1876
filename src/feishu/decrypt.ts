import { createDecipheriv, createSecretKey, hash, type KeyObject } from 'node:crypto'

const ivBytes = 16
const blockBytes = 16

/**
 * Opens `{"encrypt": …}`: base64 of an IV and AES-256-CBC under SHA-256 of the Encrypt Key (receiving events,
 * "decryption"). Null when it cannot be opened; why is not said, because a sender who learns whether the padding was
 * right can decrypt by asking.
 */
export function decrypt(encryptKey: string, wire: string): Uint8Array | null {
  if (wire.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(wire)) return null
  const bytes = Buffer.from(wire, 'base64')
  if (bytes.length < ivBytes + blockBytes || bytes.length % blockBytes !== 0) return null
  const decipher = createDecipheriv('aes-256-cbc', keyOf(encryptKey), bytes.subarray(0, ivBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes)), decipher.final()])
  } catch {
    return null
  }
}

/** There is one for an app, made once: to make it costs as much as to decrypt. */
const keys = new Map<string, KeyObject>()
function keyOf(encryptKey: string): KeyObject {
  const known = keys.get(encryptKey)
  if (known !== undefined) return known
  const key = createSecretKey(hash('sha256', encryptKey, 'buffer'))
  keys.set(encryptKey, key)
  return key
}
