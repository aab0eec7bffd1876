import type { Day } from '#src/domain/day.ts'
import type { TakenOver } from '#src/domain/still-so.ts'
import { paperDay } from '#src/domain/summary-sentence.ts'

export const earlierButtons = { confirm: '仍然如此', takeOver: '填入修改' } as const

/** No earlier campaign, as the settings offer it and as people write it. */
export const noEarlier = '不沿用'

/** Toasts and one-line answers about what an earlier campaign was told. */
export const earlierSaid = {
  takenOver: '已填入上次的内容，改好后提交。',
  nothing: '这一条没有往年的填报，请写今年的情况。',
  answeredAlready: '这一条今年已经填过，要修改请改后再提交。',
  changed: '上次的填报有了变化，请看最新的内容。',
  look: '请看过这一条上次的填报，再发送「仍然如此」。',
  written: '这一条已写了内容，请核对后提交。',
  meant: '和上次一样，请发送「仍然如此」；要改，请发送「填入修改」。',
} as const

/** Why an earlier answer stands in the form and is not submitted yet, and what to do. */
export const earlierOpen: Readonly<Record<Exclude<TakenOver['open'], null>, string>> = {
  due: '已填入上次的内容。请选新的「整改时限」，再提交。',
  'first-due': '已填入上次的内容。请选「整改时限」，再提交。',
  rating: '已填入上次的内容。自评用词今年不同，请选「自评」，再提交。',
  'own-words': '您写了新的内容，都还在；空着的已填入上次的。请核对「自评」，再提交。',
}

/** An earlier campaign as the form offers it: by its title, with as much more as tells it from the others. */
export function sayEarlier(one: {
  readonly title: string
  readonly school: string | null
  readonly until: Day | null
}) {
  const more = [
    ...(one.school === null ? [] : [one.school]),
    ...(one.until === null ? [] : [`至${paperDay(one.until)}`]),
  ]
  return more.length === 0 ? one.title : `${one.title}（${more.join('，')}）`
}
