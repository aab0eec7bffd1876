export type ImageKind = { readonly mime: string; readonly width: number; readonly height: number }

/** What an image is, by its first bytes; null when it is none the platform takes. Size 0 where it is not read. */
export function imageKind(bytes: Buffer): ImageKind | null {
  const ascii = (from: number, to: number) => bytes.subarray(from, to).toString('latin1')
  const unread = { width: 0, height: 0 }
  if (ascii(1, 4) === 'PNG' && bytes.length >= 24) {
    return { mime: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  if (ascii(0, 3) === 'GIF' && bytes.length >= 10) {
    return { mime: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { mime: 'image/jpeg', ...jpegSize(bytes) }
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return { mime: 'image/webp', ...unread }
  if (ascii(0, 2) === 'BM' && bytes.length >= 26) {
    return { mime: 'image/bmp', width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) }
  }
  if (ascii(0, 4) === '\x00\x00\x01\x00') return { mime: 'image/x-icon', ...unread }
  // The platform turns tiff and heic into jpg; here the bytes stay as they are and only the name changes.
  if (ascii(0, 4) === 'II*\x00' || ascii(0, 4) === 'MM\x00*') return { mime: 'image/jpeg', ...unread }
  if (ascii(4, 8) === 'ftyp' && /hei[cx]|mif1/.test(ascii(8, 12))) return { mime: 'image/jpeg', ...unread }
  return null
}

function jpegSize(bytes: Buffer): { width: number; height: number } {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return { width: 0, height: 0 }
}
