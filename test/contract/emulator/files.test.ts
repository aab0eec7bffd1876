import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { refusal, startTown } from './town.ts'

type Town = Awaited<ReturnType<typeof startTown>>

/** The head of a PNG of some size; the platform reads no further. */
function png(width = 1, height = 1): Buffer {
  const head = Buffer.alloc(33)
  head.write('\x89PNG\r\n\x1a\n', 0, 'latin1')
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return head
}

/** Past the SDK, which hides why an upload was refused (it answers null). */
async function upload(
  town: Town,
  kind: 'images' | 'files',
  fields: Record<string, string>,
  name: string,
  bytes: Buffer,
) {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  form.set(name, new Blob([new Uint8Array(bytes)]), 'x.bin')
  const got = await town.client.tokenManager.getTenantAccessToken()
  const response = await fetch(`${town.emulator.url}/open-apis/im/v1/${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${got}` },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as { code: number } }
}

test('an image and a file go up through the SDK, are sent, and come down again', async () => {
  await using town = await startTown()
  const image = await town.client.im.v1.image.create({ data: { image_type: 'message', image: png() } })
  const bytes = Buffer.from('整改工作总结')
  const file = await town.client.im.v1.file.create({
    data: { file_type: 'doc', file_name: '整改工作总结.docx', file: Readable.from([bytes]) as never },
  })
  const send = (msg_type: string, content: object) =>
    town.client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: town.lin.openId(town.app), msg_type, content: JSON.stringify(content) },
    })
  expect(await send('image', { image_key: image?.image_key })).toMatchObject({ code: 0 })
  expect(await send('file', { file_key: file?.file_key })).toMatchObject({ code: 0 })
  const [, last] = town.emulator.messages(town.emulator.privateChat(town.lin, town.app))
  expect(last?.text).toBe('整改工作总结.docx')
  expect(town.emulator.file(last?.files[0] ?? '').bytes).toEqual(bytes)
})

test.each([
  { what: 'an empty image', kind: 'images', bytes: Buffer.alloc(0), code: 234010 },
  {
    what: 'an image above 10 MB',
    kind: 'images',
    bytes: Buffer.concat([png(), Buffer.alloc(10 * 1024 * 1024)]),
    code: 234006,
  },
  { what: 'an image of no known kind', kind: 'images', bytes: Buffer.from('hello'), code: 234011 },
  { what: 'an image above 12000 px', kind: 'images', bytes: png(12_001), code: 234039 },
  { what: 'an empty file', kind: 'files', bytes: Buffer.alloc(0), code: 234010 },
  { what: 'a file above 30 MB', kind: 'files', bytes: Buffer.alloc(30 * 1024 * 1024 + 1), code: 234006 },
] as const)('$what is refused with $code', async ({ kind, bytes, code }) => {
  await using town = await startTown()
  const fields = kind === 'images' ? { image_type: 'message' } : { file_type: 'stream', file_name: 'a.bin' }
  const part = kind === 'images' ? 'image' : 'file'
  expect(await upload(town, kind, fields as unknown as Record<string, string>, part, bytes)).toMatchObject({
    status: 400,
    body: { code },
  })
})

test('what a person sends can be fetched by its message, and by nothing else', async () => {
  await using town = await startTown()
  const sent = await town.lin.sendFile(town.app, '档案.pdf', Buffer.from('%PDF'))
  await town.emulator.settle()
  const [event] = town.bot.events('im.message.receive_v1')
  const content = JSON.parse(event?.body.event.message.content) as { file_key: string; file_name: string }
  expect(content.file_name).toBe('档案.pdf')
  const get = (message_id: string, file_key: string) =>
    town.client.im.v1.messageResource.get({ path: { message_id, file_key }, params: { type: 'file' } })
  const parts: Buffer[] = []
  for await (const part of (await get(sent.id, content.file_key)).getReadableStream()) parts.push(part as Buffer)
  expect(Buffer.concat(parts).toString()).toBe('%PDF')
  const other = await town.lin.say(town.app, 'no file here')
  await expect(get(other.id, content.file_key)).rejects.toMatchObject({ response: { status: 400 } })
})

test('what is over 100 MB is not handed out; a download can be broken off half way', async () => {
  await using town = await startTown()
  const fetchIt = async (sent: { id: string; files: readonly string[] }) => {
    const token = await town.client.tokenManager.getTenantAccessToken()
    const path = `/open-apis/im/v1/messages/${sent.id}/resources/${sent.files[0]}?type=file`
    return fetch(`${town.emulator.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  }
  const great = await town.lin.sendFile(town.app, '录像.bin', Buffer.alloc(101 * 1024 * 1024))
  const refusal = await fetchIt(great)
  expect([refusal.status, ((await refusal.json()) as { code: number }).code]).toEqual([400, 234037])
  const small = await town.lin.sendFile(town.app, '档案.pdf', Buffer.alloc(10_000, 'x'))
  const api = 'GET /open-apis/im/v1/messages/:message_id/resources/:file_key'
  town.emulator.failNext({ api, times: 1, how: { kind: 'cut-halfway' } })
  const broken = await fetchIt(small)
  expect(broken.headers.get('content-length')).toBe('10000')
  await expect(broken.arrayBuffer()).rejects.toThrow('terminated')
  expect((await (await fetchIt(small)).arrayBuffer()).byteLength).toBe(10_000)
})

test('a file of another app cannot be sent, a video only as media', async () => {
  await using town = await startTown()
  const file = await town.client.im.v1.file.create({
    data: { file_type: 'mp4', file_name: 'a.mp4', file: Buffer.from('x') },
  })
  const send = (file_key: string | undefined) =>
    town.client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: town.lin.openId(town.app), msg_type: 'file', content: JSON.stringify({ file_key }) },
    })
  expect(await refusal(send(file?.file_key))).toMatchObject({ code: 230055 })
  const theirs = await town.lin.sendFile(town.app, 'a.txt', Buffer.from('x'))
  expect(await refusal(send(theirs.files[0]))).toMatchObject({ code: 230017 })
})
