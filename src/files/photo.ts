import sharp, { type Metadata } from 'sharp'

/** As many pixels on its longest side show everything on a screen and on a printed page. */
const longestSide = 2560
/** More than any phone's camera makes; a small file may declare far more than memory holds. */
const mostPixels = 120_000_000
/**
 * What may stand decoded in memory at once. A plain JPEG is read in strips and never does; everything else may, and a
 * file of less than a megabyte can hold a gigabyte of one colour.
 */
const mostDecodedBytes = 200 * 1024 * 1024
/** Of what is drawn in several passes, finer each time: what the passes need comes on top of the picture itself. */
const mostInPassesBytes = mostDecodedBytes / 2
const quality = 85

export type Cleaned =
  | { readonly kind: 'cleaned'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly why: 'photo-unreadable' | 'photo-too-large' | 'many-pages' }

// Decoded pictures of one school are never asked for twice; kept, they would only hold memory.
sharp.cache(false)

/**
 * A photo drawn anew as a JPEG: turned as its camera said, then without any of what it said besides (place, device,
 * time, thumbnail, profile), at most 2560 pixels long. Of a moving picture the first frame. A scan of several pages is
 * refused, as all but the first would be lost.
 */
export function cleanPhoto(bytes: Uint8Array): Promise<Cleaned> {
  // One after the other, whoever asks: two at once would need twice the memory.
  const cleaned = turn.then(() => clean(bytes))
  turn = cleaned
  return cleaned
}

let turn: Promise<unknown> = Promise.resolve()

async function clean(bytes: Uint8Array): Promise<Cleaned> {
  try {
    // Without a limit, which only what is decoded needs: a picture too large should hear that it is.
    const said = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (said.format === 'tiff' && (said.pages ?? 1) > 1) return { kind: 'refused', why: 'many-pages' }
    if (isTooLarge(said)) return { kind: 'refused', why: 'photo-too-large' }
    const cleaned = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality })
      .timeout({ seconds: 60 })
      .toBuffer()
    return { kind: 'cleaned', bytes: cleaned }
  } catch {
    return { kind: 'refused', why: 'photo-unreadable' }
  }
}

const bytesOfDepth: Readonly<Record<string, number>> = { uchar: 1, char: 1, ushort: 2, short: 2 }

/** Whether decoding it would hold too much at once, by what the file says of itself. A plain JPEG is read in strips. */
function isTooLarge({ format, isProgressive = false, width, height, channels, depth }: Metadata): boolean {
  if (width * height > mostPixels) return true
  if (format === 'jpeg' && !isProgressive) return false
  const decoded = width * height * channels * (bytesOfDepth[depth] ?? 8)
  return decoded > (isProgressive ? mostInPassesBytes : mostDecodedBytes)
}
