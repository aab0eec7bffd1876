import type { Numbering } from './papers.ts'
import { inChinese } from './summary-sentence.ts'

/** How the headings under 一、 are marked: a second level, and a third that knows its place in all and in its own part. */
export type HeadingMarks = {
  readonly second: (no: number) => string
  readonly third: (place: { readonly inAll: number; readonly inPart: number }) => string
}

/** 1. and （1） running on through the whole, as schools do; （一） and 1., as GB/T 9704 orders (domain facts, section 2.1). */
export const headingMarks: Readonly<Record<Numbering, HeadingMarks>> = {
  'runs-on': { second: (no) => `${no}.`, third: ({ inAll }) => `（${inAll}）` },
  standard: { second: (no) => `（${inChinese(no)}）`, third: ({ inPart }) => `${inPart}.` },
}
