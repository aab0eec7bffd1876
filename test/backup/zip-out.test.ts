import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { openZip } from '#src/backup/zip-out.ts'

async function* eightMegabytes() {
  for (let at = 0; at < 8; at++) yield randomBytes(1024 * 1024)
}

test('whoever takes nothing does not keep what is read of the embedded database', async () => {
  const stuck = new Writable({ write: () => {} })
  const zip = openZip(stuck, new Date(), true)
  const { bytes } = await zip.add('tables/answer.jsonl', eightMegabytes(), { compress: false })
  expect(bytes).toBe(8 * 1024 * 1024)
  stuck.destroy()
})

test('whoever goes away ends it', async () => {
  const gone = new Writable({ write: (_chunk, _encoding, done) => done() })
  const zip = openZip(gone, new Date(), true)
  async function* endless() {
    yield Buffer.from('a row')
    gone.destroy()
    await new Promise(() => {})
  }
  await expect(zip.add('tables/answer.jsonl', endless(), { compress: true })).rejects.toThrow(/Premature close/)
})

test('what cannot be read ends it too', async () => {
  const zip = openZip(new Writable({ write: (_chunk, _encoding, done) => done() }), new Date(), false)
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a row')
    throw new Error('the database went away')
  }
  await expect(zip.add('tables/answer.jsonl', broken(), { compress: true })).rejects.toThrow('the database went away')
})
