import type { Feature } from 'write-excel-file/node'
import {
  findElement,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings as insertInOrder,
  replaceElement,
  sanitizeTextContent,
} from 'write-excel-file/utility'
import { margins } from './sheet-layout.ts'

/**
 * What the writer of workbooks has no word for: as wide as one page and as long as it takes, the row of heads, the
 * `heads`th, on every page, and 第 1 页，共 9 页 at its foot.
 */
export function printedPages<Content>(sheet: string, heads: number): Feature<Content> {
  const inches = Object.fromEntries(Object.entries(margins).map(([side, points]) => [side, points / 72]))
  const kept = { pageMargins: inches, pageSetup: { fitToWidth: 1, fitToHeight: 0 } }
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transformElementAttributes: (tag, attributes) => {
            if (tag === 'row') return growing(attributes)
            return tag === 'pageMargins' || tag === 'pageSetup' ? { ...attributes, ...kept[tag] } : attributes
          },
          transform: (xml) => [fit, footer].reduce(insertPart, xml),
        },
        'xl/styles.xml': { transform: (xml) => xml.replaceAll(/(?<=<font>).*?(?=<\/font>)/gs, inOrder) },
        'xl/workbook.xml': { transform: (xml) => withRepeated(xml, sheet, heads) },
      },
    },
  }
}

/** A height nobody chose: it is right when the file is opened, and grows with what somebody writes into the row. */
function growing({ customHeight, ...attributes }: Record<string, string | number>) {
  return attributes
}

/** The schema has the parts of a font in this order (ECMA-376 part 1, section 18.8.22); the writer has its own. */
const partsOfFont = ['b', 'i', 'strike', 'u', 'vertAlign', 'sz', 'color', 'name', 'family']

function inOrder(font: string): string {
  const parts = [...font.matchAll(/<(\w+)[^>]*\/>/g)].map(([part, name = '']) => ({
    part,
    at: partsOfFont.indexOf(name),
  }))
  return parts
    .toSorted((a, b) => a.at - b.at)
    .map(({ part }) => part)
    .join('')
}

const fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
const footer = '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>'

function insertPart(xml: string, part: string): string {
  return insertInOrder(xml, part, getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [], 'worksheet')
}

function withRepeated(xml: string, sheet: string, heads: number): string {
  const rows = sanitizeTextContent(`'${sheet.replaceAll("'", "''")}'!$${heads}:$${heads}`)
  const names = `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${rows}</definedName></definedNames>`
  const empty = findElement(xml, 'definedNames')
  if (empty !== undefined) return replaceElement(xml, empty, names)
  return insertInOrder(xml, names, getOrderOfSiblings('xl/workbook.xml', 'workbook') ?? [], 'workbook')
}
