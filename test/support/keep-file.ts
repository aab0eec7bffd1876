import type { EvidenceId } from '#src/domain/ids.ts'
import { examine } from '#src/files/examine.ts'
import type { TestFiles } from './files.ts'
import { arriving, settle } from './lay-evidence.ts'
import type { Recorder } from './recorder.ts'

/** Somebody opens a requirement and sends a file for it, which is looked at and kept as the bot does. */
export async function keepFile(
  world: Recorder,
  { store }: TestFiles,
  who: string,
  no: number,
  name: string,
  bytes: Buffer,
): Promise<EvidenceId> {
  await world.say(who, `/start ${no}`)
  await world.send(who, { kind: 'file', name, key: `key_${name}` })
  const [id] = await arriving(world)
  const found = await examine(name, bytes)
  if (id === undefined || found.kind === 'refused') throw new Error(`${name} is not taken`)
  const { kind: as, ending, marks } = found
  const sha256 = await store.keep(found.bytes)
  await settle(world, id, { kind: 'kept', as, ending, bytes: found.bytes.length, sha256, imageKey: null, marks })
  return id
}
