import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { examine } from '#src/files/examine.ts'
import { bomb, docx, oldOffice, pdf, photoWithPlace, program, xlsx } from '#test/support/sent-files.ts'
import { zip } from '#test/support/zip.ts'

const gb = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb0, 0xe0, 0xbc, 0xb6, 0x0d, 0x0a])
const film = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypmp42'), Buffer.alloc(12), Buffer.alloc(64)])
const heic = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypheic'), Buffer.alloc(12), Buffer.alloc(64)])
const rar = Buffer.concat([Buffer.from('Rar!\x1a\x07\x00', 'latin1'), Buffer.alloc(64)])

describe('what is taken, by name and content', () => {
  test.each<[string, Buffer, string]>([
    ['名册.PDF', pdf, 'pdf'],
    ['制度.docx', docx(), 'docx'],
    ['名册.xlsx', xlsx(), 'xlsx'],
    ['课件.pptx', zip({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' }), 'pptx'],
    ['制度.doc', oldOffice('WordDocument'), 'doc'],
    ['制度.wps', oldOffice('WordDocument'), 'wps'],
    ['名册.xls', oldOffice('Workbook'), 'xls'],
    ['名册.et', oldOffice('Workbook'), 'et'],
    ['课件.ppt', oldOffice('PowerPoint Document'), 'ppt'],
    ['课件.dps', oldOffice('PowerPoint Document'), 'dps'],
    ['名册.csv', gb, 'csv'],
    ['说明.txt', Buffer.from('\ufeff每学期体检一次\n'), 'txt'],
    ['网页.txt', Buffer.from('<?xml version="1.0"?><a/>'), 'txt'],
  ])('%s', async (name, bytes, ending) => {
    expect(await examine(name, bytes)).toMatchObject({ kind: 'file', ending, bytes })
  })

  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff'] as const)('a photo as %s becomes a JPEG', async (format) => {
    const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
      .toFormat(format)
      .toBuffer()
    for (const name of [null, `照片.${format}`]) {
      const found = await examine(name, bytes)
      expect(found).toMatchObject({ kind: 'photo', ending: 'jpg' })
      if (found.kind !== 'photo') throw new Error('no photo')
      expect(await sharp(found.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 30, height: 20 })
    }
  })
})

describe('what is refused, and why', () => {
  const odd = async (format: 'jpeg' | 'tiff') =>
    sharp({ create: { width: 300, height: 300, channels: 3, background: 'red' } })
      .toFormat(format)
      .toBuffer()
  test.each<[string, string | null, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', '名册.pdf', () => Buffer.alloc(0), 'empty'],
    ['a program', 'setup.exe', () => program, 'program'],
    ['a program that says it is a paper', '制度.docx', () => program, 'program'],
    ['a program sent as a photo', null, () => program, 'program'],
    ['a zip', '材料.zip', () => zip({ 'a.txt': '1' }), 'archive'],
    ['a zip that says it is a paper', '制度.docx', () => zip({ 'a.txt': '1' }), 'archive'],
    ['a rar', '材料.rar', () => rar, 'archive'],
    ['gzip, not looked into', '材料.gz', () => Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 'archive'],
    ['a film', '演练.mp4', () => film, 'video'],
    ['a photo of a phone that nothing else opens', 'IMG_1.heic', () => heic, 'heic'],
    ['a bomb', '制度.docx', bomb, 'bomb'],
    ['a paper with macros', '名册.docx', () => docx({ 'word/vbaProject.bin': 'x' }), 'macro'],
    ['an old paper with macros', '名册.doc', () => oldOffice('WordDocument', '_VBA_PROJECT'), 'macro'],
    ['a paper with a password', '制度.docx', () => oldOffice('EncryptedPackage'), 'locked'],
    ['an installer that says it is a paper', '制度.doc', () => oldOffice('SummaryInformation'), 'ending-false'],
    ['a table that says it is a paper', '制度.docx', () => xlsx(), 'ending-false'],
    ['a PDF that says it is a photo', '照片.jpg', () => pdf, 'ending-false'],
    ['a photo that says it is a PDF', '名册.pdf', () => odd('jpeg'), 'ending-false'],
    ['a text that says it is a PDF', '名册.pdf', () => Buffer.from('名册'), 'ending-false'],
    ['noise that says it is a text', '名册.txt', () => Buffer.from([1, 2, 3, 0, 255]), 'ending-false'],
    ['noise sent as a photo', null, () => Buffer.from([1, 2, 3, 0, 255]), 'photo-unreadable'],
    ['half a photo', null, async () => (await odd('jpeg')).subarray(0, 700), 'photo-unreadable'],
    ['half a paper', '制度.docx', () => docx().subarray(0, 60), 'file-unreadable'],
    ['a paper with a path that leads out', '制度.docx', () => docx({ '../../etc/passwd': 'x' }), 'file-unreadable'],
    ['a page', '首页.html', () => Buffer.from('<html></html>'), 'type-not-taken'],
    ['something without an ending', '名册', () => Buffer.from('名册'), 'type-not-taken'],
  ])('%s', async (_, name, make, why) => {
    expect(await examine(name, await make())).toEqual({ kind: 'refused', why })
  })

  test('a zip whose parts overlap claims more bytes than it has', async () => {
    const one = docx({ 'word/a.bin': Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251)) })
    // Its list once more for every entry: the same bytes counted many times.
    const at = one.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
    const from = one.readUInt32LE(at + 16)
    const list = one.subarray(from, at)
    const end = Buffer.from(one.subarray(at))
    end.writeUInt16LE(end.readUInt16LE(8) * 40, 8)
    end.writeUInt16LE(end.readUInt16LE(10) * 40, 10)
    end.writeUInt32LE(list.length * 40, 12)
    const quine = Buffer.concat([one.subarray(0, from), ...Array.from({ length: 40 }, () => list), end])
    expect(await examine('制度.docx', quine)).toEqual({ kind: 'refused', why: 'bomb' })
  })

  test('a paper whose list says less than it holds is a bomb', async () => {
    const honest = docx({ 'word/media/image1.bin': randomBytes(4_000) })
    const at = honest.lastIndexOf('PK\x01\x02', honest.lastIndexOf('word/media/image1.bin'), 'latin1')
    const lying = Buffer.from(honest)
    lying.writeUInt32LE(10, at + 24)
    expect(await examine('制度.docx', honest)).toMatchObject({ kind: 'file' })
    expect(await examine('制度.docx', lying)).toEqual({ kind: 'refused', why: 'bomb' })
  })

  test('a scan of several pages would lose all but the first', async () => {
    const page = (background: string) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toBuffer()
    const both = [await page('red'), await page('blue')]
    const pages = await sharp(both, { join: { animated: true } })
      .tiff()
      .toBuffer()
    expect(await examine('扫描.tif', pages)).toEqual({ kind: 'refused', why: 'many-pages' })
  })

  test('a small file that declares a picture of a thousand million points', async () => {
    const png = await sharp({ create: { width: 10, height: 10, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const huge = Buffer.from(png)
    huge.writeUInt32BE(32_000, 16)
    huge.writeUInt32BE(32_000, 20)
    const { crc32 } = await import('node:zlib')
    huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29)
    expect(await examine(null, huge)).toEqual({ kind: 'refused', why: 'photo-too-large' })
  })
})

describe('a picture that decoded would fill the memory', () => {
  const plain = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3 as const, background: 'red' } })
  const tooLarge = { kind: 'refused', why: 'photo-too-large' }

  test('is not decoded; a photo of as many points is', async () => {
    expect(await examine(null, await plain(9000, 8000).png().toBuffer())).toEqual(tooLarge)
    expect((await examine(null, await plain(9000, 8000).jpeg().toBuffer())).kind).toBe('photo')
  })

  test('drawn in several passes it may be half as large', async () => {
    for (const passes of [
      plain(6200, 6000).png({ progressive: true }),
      plain(6200, 6000).jpeg({ progressive: true }),
    ]) {
      expect(await examine(null, await passes.toBuffer())).toEqual(tooLarge)
    }
    expect((await examine(null, await plain(6200, 6000).png().toBuffer())).kind).toBe('photo')
  })
})

describe('a photo', () => {
  test('loses place, device and time, and stands upright', async () => {
    const sent = await photoWithPlace()
    const before = await sharp(sent).metadata()
    expect(before.orientation).toBe(6)
    expect(before.exif?.includes('Zhaoxiangji')).toBe(true)
    const found = await examine('DSC_1.JPG', sent)
    if (found.kind !== 'photo') throw new Error('no photo')
    const after = await sharp(found.bytes).metadata()
    expect(after).toMatchObject({ width: 200, height: 400 })
    for (const trace of ['exif', 'icc', 'iptc', 'xmp', 'orientation'] as const) expect(after[trace]).toBeUndefined()
    expect(Buffer.from(found.bytes).includes('Zhaoxiangji')).toBe(false)
    expect(Buffer.from(found.bytes).includes('Exif')).toBe(false)
  })

  test('is made smaller, never larger', async () => {
    const found = await examine(null, await photoWithPlace(1, { width: 3000, height: 1500 }))
    if (found.kind !== 'photo') throw new Error('no photo')
    expect(await sharp(found.bytes).metadata()).toMatchObject({ width: 1280, height: 2560 })
  })
})
