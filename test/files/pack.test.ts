import { expect, test } from 'vitest'
import { packFiles } from '#src/files/pack.ts'
import { type ByteFlow, flowOf } from '#src/ports.ts'
import { bytesOf, readBack } from '#test/support/read-zip.ts'

const at = new Date('2026-09-07T12:00:00Z')
const part = (path: string, text: string) => ({ path, at, flow: flowOf(Buffer.from(text)) })

test('a zip another library reads: the same bytes under the same names, marked as UTF-8', async () => {
  const zip = await packFiles([
    part('目录.xlsx', '目录'),
    part('1.1 任务/1.1-001 名册.pdf', '名册'),
    part('空.txt', ''),
  ])
  const bytes = await bytesOf(zip)
  expect(bytes.length).toBe(zip.bytes)
  const read = await readBack(bytes)
  expect(read.map(({ name, content }) => [name, content.toString()])).toEqual([
    ['目录.xlsx', '目录'],
    ['1.1 任务/1.1-001 名册.pdf', '名册'],
    ['空.txt', ''],
  ])
  for (const { utf8, time } of read) {
    expect(utf8).toBe(true)
    expect(time).toEqual(at)
  }
  expect(await bytesOf(zip)).toEqual(bytes)
})

test('a part is opened when the one before has gone out, and nothing before it is read', async () => {
  const steps: string[] = []
  const large = 300_000
  const watched = (name: string): ByteFlow => ({
    bytes: large,
    read() {
      steps.push(`open ${name}`)
      return parts(name)
    },
  })
  async function* parts(name: string) {
    for (let sent = 0; sent < large; sent += 100_000) yield new Uint8Array(100_000)
    steps.push(`close ${name}`)
  }
  const zip = await packFiles(['a', 'b', 'c'].map((name) => ({ path: name, at, flow: watched(name) })))
  expect(steps).toEqual([])
  let held = 0
  for await (const chunk of zip.read()) held = Math.max(held, chunk.length)
  expect(steps).toEqual(['open a', 'close a', 'open b', 'close b', 'open c', 'close c'])
  expect(held).toBeLessThan(large)
})

test('nobody who reads slowly makes it hold more', async () => {
  let given = 0
  const endless: ByteFlow = {
    bytes: 100_000_000,
    async *read() {
      for (; given < 100_000_000; given += 10_000) yield new Uint8Array(10_000)
    },
  }
  const zip = await packFiles([{ path: 'a', at, flow: endless }])
  const reading = zip.read()[Symbol.asyncIterator]()
  await reading.next()
  await reading.next()
  await new Promise((resolve) => setImmediate(resolve))
  expect(given).toBeLessThan(2_000_000)
  await reading.return?.()
})

test.each<[string, ByteFlow]>([
  [
    'breaks off',
    {
      bytes: 4,
      async *read() {
        yield new Uint8Array(2)
        throw new Error('the disk is gone')
      },
    },
  ],
  ['is shorter than it was', { bytes: 4, read: () => flowOf(new Uint8Array(2)).read() }],
  ['is longer than it was', { bytes: 4, read: () => flowOf(new Uint8Array(8)).read() }],
])('a part that %s makes the reading fail', async (_, flow) => {
  const zip = await packFiles([part('a', 'a'), { path: 'b', at, flow }, part('c', 'c')])
  await expect(bytesOf(zip)).rejects.toThrow(/disk is gone|unexpected number of bytes/)
})
