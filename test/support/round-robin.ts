import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Hands each request to the next of these ports, in turn; one whose process is gone breaks off. */
export async function roundRobin(
  ports: readonly number[],
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  let next = 0
  const server = createServer((ask, answer) => {
    const port = ports[next++ % ports.length]
    const { method, url: path, headers } = ask
    const onward = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.on('error', () => answer.destroy()).pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    ask.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
