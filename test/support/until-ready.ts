import { setTimeout } from 'node:timers/promises'

/** Resolves when a bot says that it is ready; with the long connection only then can anything reach it. */
export async function untilReady(port: number): Promise<void> {
  while (!(await fetch(`http://127.0.0.1:${port}/readyz`)).ok) await setTimeout(5)
}
