import { Parser } from 'saxen'
import { storable } from './storable.ts'

/** What is heard of a document: names without their prefixes, texts with their entities replaced. */
export type Heard = {
  /** `attribute` answers null where there is none; names are without prefixes too. */
  readonly open?: (name: string, attribute: (name: string) => string | null) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
  /** Asked after each end: true ends the reading there, as what follows would change nothing. */
  readonly isEnough?: () => boolean
}

/** No document of Office nests half as deep; ours are read without recursion, others' might not be. */
const deepest = 200
/** An element of Office has two dozen; a hundred thousand on one take seconds to tell apart. */
const mostAttributes = 1_000

/**
 * Reads an XML part of a document once from front to end, and tells what it meets. False: it is not well-formed, not in
 * UTF-8, nested deeper than any document is, has an
 * element with more attributes than any has, or declares a document type – none of Office's does, and entities of its
 * own making stand there (a text of a line can become gigabytes).
 */
export function readMarkup(bytes: Uint8Array, heard: Heard): boolean {
  const xml = textOf(bytes)
  if (xml === null || isCrowded(xml)) return false
  let isGood = true
  let depth = 0
  const parser = new Parser()
  const give = () => {
    isGood = false
    parser.stop()
  }
  parser
    .on('attention', give)
    .on('error', give)
    .on('openTag', (name, attributes, decode) => {
      depth += 1
      if (depth > deepest) return give()
      heard.open?.(local(name), (wanted) => {
        const found = Object.entries(attributes()).find(([written]) => local(written) === wanted)
        return found === undefined ? null : storable(decode(found[1]))
      })
    })
    .on('closeTag', (name) => {
      depth -= 1
      heard.close?.(local(name))
      if (heard.isEnough?.() === true) parser.stop()
    })
    .on('text', (text, decode) => heard.text?.(storable(decode(text))))
    .on('cdata', (text) => heard.text?.(storable(text)))
    .parse(xml)
  return isGood
}

/** Whether more attributes stand in one element than may: each takes five characters and has a sign and a quotation mark. */
function isCrowded(xml: string): boolean {
  for (let from = xml.indexOf('<'); from !== -1; ) {
    const next = xml.indexOf('<', from + 1)
    const to = next === -1 ? xml.length : next
    if (to - from > mostAttributes * 5 && countAttributes(xml.slice(from, to)) > mostAttributes) return true
    from = next
  }
  return false
}

function countAttributes(element: string): number {
  return element.match(/=\s*["']/g)?.length ?? 0
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const encoding = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})/.exec(text)?.[1]?.toLowerCase()
    return encoding === undefined || encoding === 'utf-8' || encoding === 'us-ascii' ? text : null
  } catch {
    return null
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
