import { focusOf, type IssueFocus, issueOfLetter } from '#db/issue-focus.ts'
import { isLetterOfWalk, type Walk, walkOfCard } from '#db/walk.ts'
import { focusHoldMs } from '../domain/issue.ts'
import type { Scene } from './scene.ts'

/**
 * What somebody has before them here, to which their words and photos go: an issue, else their walk. `isOld`: they last
 * looked at the issue long ago and have no answers to go on with, so it has to be opened again.
 */
export type Before = {
  readonly walk: Walk | null
  readonly issue: (IssueFocus & { readonly isOld: boolean }) | null
}

/**
 * Only in private: in a group words belong to the thread they stand in. A reply to a card is about what that card is
 * about; else it is what was touched last, an issue for as long as somebody may remember it.
 */
export async function beforeThem(scene: Scene, walk: Walk | null): Promise<Before> {
  const { tx, via, who } = scene
  if (scene.place !== 'private') return { walk, issue: null }
  const root = via.kind === 'message' ? via.root : null
  if (root !== null) {
    const replied = await walkOfCard(tx, root)
    if (replied !== null && replied.person === who.id && replied.root === null) return { walk: replied, issue: null }
    if (await isLetterOfWalk(tx, who.id, root)) return { walk, issue: null }
    const named = await issueOfLetter(tx, who.id, root)
    if (named !== null) return { walk, issue: { ...named, isOld: false } }
  }
  const focus = await focusOf(tx, who.id)
  if (focus === null) return { walk, issue: null }
  const isOld = scene.now.getTime() - focus.since.getTime() > focusHoldMs
  return isOld && walk !== null && walk.at !== null ? { walk, issue: null } : { walk, issue: { ...focus, isOld } }
}
