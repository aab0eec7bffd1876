import { globSync } from 'node:fs'
import { posix } from 'node:path'

/** One instruction, its continued lines joined; `exec` when what follows its flags is a JSON list. */
export type Instruction = {
  readonly name: string
  readonly flags: Readonly<Record<string, string>>
  readonly rest: string
  readonly exec: readonly string[] | null
}
export type Stage = {
  readonly from: string
  readonly name: string | null
  readonly instructions: readonly Instruction[]
}

const known = new Set([
  'FROM',
  'WORKDIR',
  'COPY',
  'RUN',
  'ENV',
  'VOLUME',
  'USER',
  'EXPOSE',
  'HEALTHCHECK',
  'STOPSIGNAL',
  'CMD',
])

/** Reads a Dockerfile as far as ours goes; throws at an instruction it does not know. */
export function readDockerfile(text: string): readonly Stage[] {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line) && line.trim() !== '')
  const whole = lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
  const stages: { from: string; name: string | null; instructions: Instruction[] }[] = []
  for (const line of whole) {
    const one = readInstruction(line)
    if (!known.has(one.name)) throw new Error(`an unknown instruction: ${line}`)
    if (one.name === 'FROM') {
      const [, from = '', name = null] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(one.rest) ?? []
      stages.push({ from, name, instructions: [] })
    } else stages.at(-1)?.instructions.push(one)
  }
  return stages
}

function readInstruction(line: string): Instruction {
  const [, name = '', after = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? []
  const flags: Record<string, string> = {}
  let rest = after
  for (let found = /^--([a-z-]+)=(\S+)\s+/.exec(rest); found !== null; found = /^--([a-z-]+)=(\S+)\s+/.exec(rest)) {
    flags[found[1] ?? ''] = found[2] ?? ''
    rest = rest.slice(found[0].length)
  }
  const command = name === 'HEALTHCHECK' ? rest.replace(/^CMD\s+/, '') : rest
  return { name, flags, rest, exec: command.startsWith('[') ? (JSON.parse(command) as string[]) : null }
}

export function only(stage: Stage, name: string): Instruction {
  const [one, ...others] = stage.instructions.filter((each) => each.name === name)
  if (one === undefined || others.length > 0) throw new Error(`there is not one ${name}`)
  return one
}

/** `ENV` of a stage by name. */
export function environmentOf(stage: Stage): Readonly<Record<string, string>> {
  const pairs = stage.instructions
    .filter((one) => one.name === 'ENV')
    .flatMap((one) => one.rest.split(/\s+/).map((pair) => pair.split('=')))
  return Object.fromEntries(pairs.map(([name, value]) => [name, value ?? '']))
}

/** Sources and destination of a `COPY` from the context. */
export function copied(stage: Stage): readonly { readonly sources: readonly string[]; readonly to: string }[] {
  return stage.instructions
    .filter((one) => one.name === 'COPY' && one.flags.from === undefined)
    .map((one) => {
      const parts = one.rest.split(/\s+/)
      return { sources: parts.slice(0, -1), to: parts.at(-1) ?? '' }
    })
}

/**
 * The files of the context under a path that a .dockerignore lets in: its last line that fits decides. Only the plain
 * forms are understood that ours has: `*`, `!path`, `path`.
 */
export function contextFiles(root: string, ignore: string, source: string): readonly string[] {
  const rules = ignore.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const odd = rules.filter((rule) => !/^(?:\*|!?[\w.-]+(?:\/[\w.-]+)*)$/.test(rule))
  if (odd.length > 0) throw new Error(`not understood in .dockerignore: ${odd.join(', ')}`)
  const isIn = (file: string) =>
    rules.reduce((was, rule) => {
      const path = rule.replace(/^!/, '')
      const fits = rule === '*' || file === path || file.startsWith(`${path}/`)
      return fits ? rule.startsWith('!') : was
    }, true)
  const found = globSync([source, `${source}/**/*`], { cwd: root, withFileTypes: true })
  return found
    .filter((one) => one.isFile())
    .map((one) => posix.relative(root, posix.join(one.parentPath, one.name)))
    .filter(isIn)
    .toSorted()
}
