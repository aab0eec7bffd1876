import type { Locator } from 'playwright-core'

/** How many clearly different colours a canvas shows: none drawn is 0 or 1, a chart is several. */
export async function colours(canvas: Locator): Promise<number> {
  const shown = await canvas.evaluate((element) => {
    const drawn = element as unknown as { width: number; height: number; getContext(kind: '2d'): Drawing | null }
    const data = drawn.getContext('2d')?.getImageData(0, 0, drawn.width, drawn.height).data ?? []
    const seen = new Map<string, number>()
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]]
      if (alpha < 128) continue
      const key = [red, green, blue].map((part) => part >> 5).join()
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
    return [...seen.values()]
  })
  // The edges of letters have colours of their own; an area of a chart has many points.
  return shown.filter((points) => points > 50).length
}

type Drawing = { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } }
