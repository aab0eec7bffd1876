import type { ChatId } from '#src/domain/ids.ts'
import type { Recorder } from './recorder.ts'

/** A leader lets groups study from now on; what each of them is sent at 16:00 of `day`, which the clock then shows. */
export async function layStudy(
  world: Recorder,
  groups: readonly (readonly [who: string, chat: ChatId])[],
  day: string,
): Promise<void> {
  for (const [who, chat] of groups) await world.say(who, '学习 开始', { in: chat })
  await world.tick(`${day}T16:00+08:00`)
}
