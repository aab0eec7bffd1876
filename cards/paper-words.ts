import type { Numbering } from '#src/domain/papers.ts'

/** How the headings of the papers are numbered, as the settings offer it and as people write it. */
export const numberings: Readonly<Record<Numbering, { readonly word: string; readonly like: string }>> = {
  'runs-on': { word: '按学校习惯', like: '一、1.（1）' },
  standard: { word: '按公文标准', like: '一、（一）1.' },
}
