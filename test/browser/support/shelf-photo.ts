import sharp from 'sharp'

const wall = '<rect width="1200" height="900" fill="#efe6d8"/><rect y="700" width="1200" height="200" fill="#c69c6d"/>'
const shelf =
  '<rect x="140" y="110" width="920" height="640" fill="#8a5a33"/>' +
  [140, 345, 550].map((y) => `<rect x="170" y="${y}" width="860" height="180" fill="#59371c"/>`).join('')

/** A bookcase as a phone takes it, empty or full, with the place where it was taken. */
export function shelfPhoto(is: 'empty' | 'full'): Promise<Buffer> {
  const books = is === 'full' ? [140, 345, 550].flatMap(row).join('') : ''
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">${wall}${shelf}${books}</svg>`
  return sharp(Buffer.from(drawn))
    .withExif({
      IFD0: { Make: 'Zhaoxiangji' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' },
    })
    .jpeg()
    .toBuffer()
}

function row(top: number): string[] {
  return Array.from({ length: 20 }, (_, at) => {
    const height = 120 + ((at * 37 + top) % 45)
    const colour = `hsl(${(at * 47 + top) % 360} 45% 55%)`
    return `<rect x="${180 + at * 42}" y="${top + 180 - height}" width="36" height="${height}" fill="${colour}"/>`
  })
}
