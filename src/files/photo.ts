import sharp from 'sharp'

/** As many pixels on its longest side show everything on a screen and on a printed page. */
const longestSide = 2560
/** More than any phone's camera makes; a small file may declare far more than memory holds. */
const mostPixels = 120_000_000
const quality = 85

export type Cleaned =
  | { readonly kind: 'cleaned'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly why: 'photo-unreadable' | 'many-pages' }

// Decoded pictures of one school are never asked for twice; kept, they would only hold memory.
sharp.cache(false)

/**
 * A photo drawn anew as a JPEG: turned as its camera said, then without any of what it said besides (place, device,
 * time, thumbnail, profile), at most 2560 pixels long. Of a moving picture the first frame. A scan of several pages is
 * refused, as all but the first would be lost.
 */
export async function cleanPhoto(bytes: Uint8Array): Promise<Cleaned> {
  try {
    const photo = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
    const { format, pages = 1 } = await photo.metadata()
    if (format === 'tiff' && pages > 1) return { kind: 'refused', why: 'many-pages' }
    const cleaned = await photo
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
