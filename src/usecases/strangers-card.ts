import { notYourTray } from '#cards/evidence-words.ts'
import { notYours } from '#cards/words.ts'
import { trayOfCard } from '#db/evidence-tray.ts'
import { loadPerson } from '#db/person.ts'
import { ownerOfCard } from '#db/walk.ts'
import type { Scene } from './scene.ts'

/** Says whose card it is, when somebody else presses it; null when it is the presser's or nobody's in particular. */
export async function strangersCard({ tx, place, via, who }: Scene): Promise<string | null> {
  if (place === 'private' || via.kind !== 'press') return null
  const walker = await ownerOfCard(tx, via.card)
  const sender = walker === null ? ((await trayOfCard(tx, via.card))?.person ?? null) : null
  const owner = walker ?? sender
  if (owner === null || owner === who.id) return null
  const { name } = await loadPerson(tx, owner)
  return sender === null ? notYours(name) : notYourTray(name)
}
