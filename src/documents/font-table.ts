/**
 * The Chinese faces of the papers, those of GB/T 9704-2012 (domain facts, section 3), each with the one that is taken
 * where it is missing: a title stays a 宋体, a body stays a 仿宋, on machines that know only the names of 2000 or of WPS.
 */
const standIns = {
  方正小标宋简体: '宋体',
  仿宋: '仿宋_GB2312',
  楷体: '楷体_GB2312',
  黑体: 'SimHei',
  宋体: 'SimSun',
} as const
export type ChineseFace = keyof typeof standIns

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** `docx` lists only fonts it ships; 86 is the character set of simplified Chinese (ECMA-376, part 1, 17.8.3). */
export const fontTable = {
  path: 'word/fontTable.xml',
  data: [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${main}">`,
    ...Object.entries(standIns).map(
      ([name, standIn]) =>
        `<w:font w:name="${name}"><w:altName w:val="${standIn}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
    ),
    '</w:fonts>',
  ].join(''),
}
