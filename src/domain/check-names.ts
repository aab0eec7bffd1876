import { clausesOf, plainText } from './clauses.ts'

const place = '[\\p{Script=Han}]{0,8}?'
const ordinal = '第?[一二三四五六七八九十\\d]{1,3}'
/** What one school alone is called: 第三小学, 大安市实验小学, 三中. A kind of school (中小学, 示范学校) is no name. */
const named = new RegExp(
  `(?:${place}(?:省|市|县|区|镇|乡|旗)${place}|${place}${ordinal}(?:实验)?|实验|中心|希望|附属)(?:小学|中学|学校)`,
  'gu',
)
/** Left open in a form somebody was given. */
const blank = /(?:X{2,}|x{2,}|×{2,}|\*{2,}|○{2,}|_{2,}|某某?)(?:省|市|县|区|镇|乡|小学|中学|学校|校)/gu
/** Another school may be spoken of where two have to do with each other. */
const together =
  /结对|帮扶|联合|交流|合作|对口|衔接|升入|升学|送教|赴|到|与|和|同|集团|片区|学区|联盟|转入|转出|参观|考察|毕业于|调入|借调|附近|周边|全[省市县区镇乡]|各|所有|中小学|我[省市县区镇乡]|本[省市县区镇乡]/u
const kinds = /^(?:[全各我本我们一]|九年|完全|农村|城区|城镇|乡镇|全日制)/u

/** Names of other schools in a text, as they stand there: what a template of theirs leaves behind. Own: the school's. */
export function otherSchools(text: string, own: string): string[] {
  const ours = plainText(own)
  const found = clausesOf(text).flatMap((clause) => {
    const blanks = clause.match(blank) ?? []
    if (together.test(clause)) return blanks
    const names = (clause.match(named) ?? [])
      .map(withoutLead)
      .filter((name) => !isOurs(name, ours) && !kinds.test(name))
    return [...blanks, ...names]
  })
  return [...new Set(found)]
}

/** 我校为大安市实验小学: only the name. */
function withoutLead(name: string): string {
  return name.replace(/^.*(?:我校|本校|学校|作为|是|为|在|由|经)(?=.{3,})/u, '')
}

/** The whole name, or the end of it: 第二实验小学, 二小 of 大安市第二实验小学. */
function isOurs(name: string, ours: string): boolean {
  return ours.includes(name) || name.includes(ours) || ours.endsWith(name)
}
