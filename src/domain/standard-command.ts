import { readLabelled } from './labelled.ts'

/** 创建活动 导入标准, and what the buttons of its preview do, with the fields of its form by their labels. */
export type StandardWords =
  | { readonly do: 'ask' | 'cancel' }
  | { readonly do: 'confirm'; readonly title: string | null; readonly ratings: string | null }

/** What the fields of the preview are called, on the card and in words. */
export const standardLabels = { title: '标准名称', ratings: '自评用词' } as const

const confirming = /^确认导入(?=$|[\s:：])/u

/** What stands behind 创建活动; null: it is the form of a campaign. */
export function readStandardWords(rest: string): StandardWords | null {
  const said = rest.trim().replace(/[。.!！]$/u, '')
  if (said === '导入标准') return { do: 'ask' }
  if (said === '取消导入') return { do: 'cancel' }
  const found = confirming.exec(said)
  if (found === null) return null
  const after = said.slice(found[0].length)
  const named = readLabelled(after, Object.values(standardLabels))
  if (named === null && after.trim() !== '') return null
  return {
    do: 'confirm',
    title: named?.get(standardLabels.title) ?? null,
    ratings: named?.get(standardLabels.ratings) ?? null,
  }
}
