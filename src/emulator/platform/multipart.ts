/**
 * Parts of a multipart/form-data body as bytes, by their names; null when it is none. Not `Response.formData`: that one
 * reads a part without a file name as text, and the SDK sends buffers without one.
 */
export function readMultipart(raw: Buffer, contentType: string): ReadonlyMap<string, Buffer> | null {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined) return null
  const line = Buffer.from(`\r\n--${boundary}`)
  // The first boundary has no line before it.
  const body = Buffer.concat([Buffer.from('\r\n'), raw])
  const parts = new Map<string, Buffer>()
  let start = body.indexOf(line)
  while (start !== -1) {
    const from = start + line.length
    if (body.subarray(from, from + 2).toString('latin1') === '--') return parts
    const end = body.indexOf(line, from)
    const headEnd = body.indexOf('\r\n\r\n', from)
    if (end === -1 || headEnd === -1 || headEnd > end) return null
    const name = /\bname="([^"]*)"/i.exec(body.subarray(from, headEnd).toString('utf8'))?.[1]
    if (name !== undefined) parts.set(name, body.subarray(headEnd + 4, end))
    start = end
  }
  return null
}
