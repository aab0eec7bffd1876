import { type Line, openLine } from './line.ts'

export type Check = (answer: string) => void

/** Presses as fast as they are answered, over this many connections; answers how many a second. */
export async function closedLoop(
  port: number,
  lines: number,
  presses: readonly Buffer[],
  check: Check,
): Promise<number> {
  const open = await Promise.all(Array.from({ length: lines }, () => openLine(port)))
  const began = performance.now()
  let next = 0
  const worker = async (line: Line) => {
    for (let press = presses[next++]; press !== undefined; press = presses[next++]) check(await line.ask(press))
  }
  await Promise.all(open.map(worker))
  const seconds = (performance.now() - began) / 1_000
  for (const line of open) line.close()
  return presses.length / seconds
}

/**
 * Presses at a steady rate, whether or not the ones before are answered; answers how long each took in milliseconds,
 * counted from when it was to be sent: a server that stalls is not asked more gently.
 */
export async function openLoop(
  port: number,
  rate: number,
  presses: readonly Buffer[],
  check: Check,
): Promise<number[]> {
  const idle: Line[] = []
  const freeLine = () => {
    for (let line = idle.pop(); line !== undefined; line = idle.pop()) if (line.isOpen()) return line
    return openLine(port)
  }
  const began = performance.now() + 20
  const due = (at: number) => began + (at * 1_000) / rate
  const took: number[] = []
  const all = Promise.withResolvers<void>()
  const send = async (press: Buffer, at: number) => {
    const line = await freeLine()
    check(await line.ask(press))
    took.push(performance.now() - due(at))
    idle.push(line)
    if (took.length === presses.length) all.resolve()
  }
  let at = 0
  const beat = () => {
    for (; at < presses.length && due(at) <= performance.now(); at += 1) {
      void send(presses[at] as Buffer, at).catch(all.reject)
    }
    if (at < presses.length) setTimeout(beat, 1)
  }
  beat()
  await all.promise
  for (const line of idle) line.close()
  return took
}
