import type { Sender, StoredFile, World } from '../world/world.ts'
import type { Answer, Call, Endpoint } from './endpoint.ts'
import { PlatformError } from './error.ts'
import { imageKind } from './image-kind.ts'

const uploadScopes = ['im:resource', 'im:resource:upload']
const mb = 1024 * 1024
const fileTypes = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']

export const uploads: readonly Endpoint[] = [
  { method: 'post', path: '/open-apis/im/v1/images', scopes: uploadScopes, run: uploadImage },
  { method: 'post', path: '/open-apis/im/v1/files', scopes: uploadScopes, run: uploadFile },
  { method: 'get', path: '/open-apis/im/v1/images/:key', scopes: ['im:resource'], run: own },
  { method: 'get', path: '/open-apis/im/v1/files/:key', scopes: ['im:resource'], run: own },
]

/** Keeps an image, if it is one the platform takes (image page: 234010, 234006, 234011, 234039). */
export function storeImage(world: World, owner: Sender, bytes: Buffer): StoredFile {
  if (bytes.length === 0) throw new PlatformError(234010, "File's size can not be 0.")
  if (bytes.length > 10 * mb) throw new PlatformError(234006, 'The file size exceed the max value.')
  const kind = imageKind(bytes)
  if (kind === null) throw new PlatformError(234011, "Can't recognize the image format.")
  const side = kind.mime === 'image/gif' ? 2000 : 12_000
  if (kind.width > side || kind.height > side) throw new PlatformError(234039, 'Image resolution exceeds limit.')
  const key = world.ids.next('img_v3_')
  const file: StoredFile = { key, kind: 'image', fileType: 'image', name: key, mime: kind.mime, bytes, owner }
  world.files.set(key, file)
  return file
}

/** Keeps a file (file page: 234010, 234006). People may send more than bots: their limit is not the API's. */
export function storeFile(world: World, owner: Sender, name: string, fileType: string, bytes: Buffer): StoredFile {
  if (bytes.length === 0) throw new PlatformError(234010, "File's size can not be 0.")
  if (owner.kind === 'app' && bytes.length > 30 * mb) {
    throw new PlatformError(234006, 'The file size exceed the max value.')
  }
  const key = world.ids.next('file_v3_')
  const mime = 'application/octet-stream'
  const file: StoredFile = { key, kind: 'file', fileType, name, mime, bytes, owner }
  world.files.set(key, file)
  return file
}

function uploadImage(call: Call): Answer {
  const parts = multipart(call)
  if (!['message', 'avatar'].includes(words(parts, 'image_type'))) {
    throw new PlatformError(234001, 'Invalid request param: image_type')
  }
  return {
    data: { image_key: storeImage(call.platform.world, { kind: 'app', id: call.app.id }, part(parts, 'image')).key },
  }
}

function uploadFile(call: Call): Answer {
  const parts = multipart(call)
  const type = words(parts, 'file_type')
  if (!fileTypes.includes(type)) throw new PlatformError(234001, 'Invalid request param: file_type')
  const name = words(parts, 'file_name')
  if (name === '') throw new PlatformError(234001, 'Invalid request param: file_name')
  const bytes = part(parts, 'file')
  return { data: { file_key: storeFile(call.platform.world, { kind: 'app', id: call.app.id }, name, type, bytes).key } }
}

type Parts = ReadonlyMap<string, Buffer>

function multipart(call: Call): Parts {
  const parts = call.parts()
  if (parts === null) throw new PlatformError(234001, 'Invalid request param: the body is not multipart/form-data')
  return parts
}

function words(parts: Parts, name: string): string {
  return parts.get(name)?.toString('utf8') ?? ''
}

function part(parts: Parts, name: string): Buffer {
  const bytes = parts.get(name)
  if (bytes === undefined) throw new PlatformError(234001, `Invalid request param: ${name}`)
  return Buffer.from(bytes)
}

/** Only the app's own uploads can be had by their key alone. */
function own(call: Call): Answer {
  const file = call.platform.world.files.get(call.params.key ?? '')
  if (!file) throw new PlatformError(234007, 'The resource does not exist.')
  if (file.owner.id !== call.app.id) throw new PlatformError(234008, 'The app is not the resource owner.')
  return { file }
}
