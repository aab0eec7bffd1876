import type { Bilingual } from '#src/emulator/page/contract.ts'
import type { Foreseen } from './foresee.ts'

/** As the clock's menu calls the afternoon on which people are reminded; a suggestion sends there. */
export const remindersGoOut: Bilingual = { zh: '私信提醒', en: 'Private reminders' }

export type Landmark = { readonly label: Bilingual; readonly at: Date }

/** Times worth going to; the page leaves out those that are over. */
export function landmarksOf({ reminder, weeklyDigest, headsTold, closing }: Foreseen): readonly Landmark[] {
  const all = [
    { label: remindersGoOut, at: reminder?.at ?? null },
    { label: { zh: '每周小结', en: 'Weekly digest' }, at: weeklyDigest },
    { label: { zh: '请部门负责人协助', en: 'Heads are asked to help' }, at: headsTold },
    { label: { zh: '截止，总结自动生成', en: 'Closing: the summary comes by itself' }, at: closing },
  ]
  return all.flatMap(({ label, at }) => (at === null ? [] : [{ label, at }]))
}
