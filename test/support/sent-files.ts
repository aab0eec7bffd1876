import sharp from 'sharp'
import { zip } from './zip.ts'

/** What phones and school computers send, made here; each has something by which it is told from the others. */

/** As a phone takes it: with the place, the device and the time, lying on its side. `grey` makes it another photo. */
export function photoWithPlace(grey = 120, size = { width: 400, height: 200 }): Promise<Buffer> {
  return sharp({ create: { ...size, channels: 3, background: { r: grey, g: 60, b: 60 } } })
    .withExif({
      IFD0: { Make: 'Zhaoxiangji', Model: 'Model-7', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2026:09:07 08:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')

const types = '<?xml version="1.0"?><Types/>'
export const docx = (more: Readonly<Record<string, string | Buffer>> = {}) =>
  zip({ '[Content_Types].xml': types, 'word/document.xml': '<w:document/>', ...more })
export const xlsx = () => zip({ '[Content_Types].xml': types, 'xl/workbook.xml': '<workbook/>' })

/** Small, and a thousand times as large once unpacked. */
export const bomb = () => docx({ 'word/media/image1.bmp': Buffer.alloc(64 * 1024 * 1024) })

/** The first bytes of a program for Windows. */
export const program = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(58),
  Buffer.from([0x40, 0, 0, 0, 0x50, 0x45, 0, 0]),
  Buffer.alloc(400),
])

/** The container of Office before 2007, with one sector of allocation table and one of directory. */
export function oldOffice(...streams: readonly string[]): Buffer {
  const head = Buffer.alloc(512)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head)
  head.writeUInt16LE(9, 30)
  head.writeUInt32LE(1, 48)
  head.fill(0xff, 76)
  head.writeUInt32LE(0, 76)
  const table = Buffer.alloc(512, 0xff)
  table.writeUInt32LE(0xfffffffd, 0)
  table.writeUInt32LE(0xfffffffe, 4)
  return Buffer.concat([head, table, Buffer.concat(['Root Entry', ...streams].map(entry), 512)])
}

function entry(name: string): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.write(name, 'utf16le')
  bytes.writeUInt16LE(name.length * 2 + 2, 64)
  return bytes
}
