import { parseArgs } from 'node:util'

export type Flags = {
  readonly seed: number
  readonly minutes: number
  readonly people: number
  readonly kills: number
  /** How long somebody thinks before they do something, in milliseconds on average. */
  readonly think: number
  readonly embedded: boolean
  readonly transport: 'webhook' | 'long-connection'
}

/** Reads the arguments after `--`. Throws a sentence that names the one that is wrong. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      people: { type: 'string' },
      kills: { type: 'string' },
      think: { type: 'string' },
      embedded: { type: 'boolean' },
      transport: { type: 'string' },
    },
  })
  const embedded = values.embedded ?? false
  const transport = values.transport ?? 'webhook'
  if (transport !== 'webhook' && transport !== 'long-connection') {
    throw new Error('--transport has to be webhook or long-connection.')
  }
  const number = (name: 'seed' | 'minutes' | 'people' | 'kills' | 'think', usual: number, least: number) => {
    const given = values[name] === undefined ? usual : Number(values[name])
    if (!Number.isFinite(given) || given < least) throw new Error(`--${name} has to be a number from ${least} on.`)
    return given
  }
  return {
    seed: number('seed', Math.floor(Math.random() * 1_000_000), 0),
    minutes: number('minutes', 4, 0.1),
    people: number('people', embedded ? 20 : 200, 4),
    kills: number('kills', embedded ? 200 : 16, 0),
    think: number('think', embedded ? 150 : 2_000, 1),
    embedded,
    transport,
  }
}
