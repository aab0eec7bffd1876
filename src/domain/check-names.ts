import { clausesOf, plainText } from './clauses.ts'

const place = '\\p{Script=Han}{0,8}?'
const ordinal = '第?[一二三四五六七八九十\\d]{1,3}'
const ending = '(?:小学|中学|学校)'
/** What one school alone is called: 第三小学, 大安市实验小学. */
const named = `(?:${place}[省市县区镇乡旗]${place}|${place}${ordinal}(?:实验)?|${place}(?:实验|中心|希望|附属))${ending}`
/** Whoever does what our answers say of us is named as if they were us; a name before anything else is somebody else's. */
const does =
  '(?=制定|制订|成立|坚持|建立|健全|开展|开设|开齐|落实|严格|高度|始终|认真|组织|实行|实施|设立|设有|现有|共有|位于|定期|积极|全面|注重|重视|切实|按照|根据|依据|从|无|没有|未|有|把|将|对|每)'
const subject = new RegExp(
  `^(?:近年来|今年|本学[年期])?(?<name>${named}|\\p{Script=Han}{2,8}?(?:小学|中学))${does}`,
  'u',
)
const called = new RegExp(`(?:我校|本校)(?:全称)?(?:即|是|为|名为)(?<name>${named})$`, 'u')
/** Left open in a form somebody was given. */
const blank = /(?:X{2,}|x{2,}|×{2,}|\*{2,}|○{2,}|_{2,}|某某)(?:省|市|县|区|镇|乡|小学|中学|学校|校)/gu
/** Another school may be spoken of where two have to do with each other. */
const together =
  /结对|帮扶|联合|交流|合作|对口|衔接|升入|升学|送教|赴|到|与|和|同|集团|片区|学区|联盟|转入|转出|参观|考察|毕业于|调入|借调|附近|周边|来校|来我校|前身|合并/u
/** A kind of school, or several: 农村小学, 全县小学, 省级示范学校. */
const kinds =
  /^[全各我本我们一某每]|所有|级|中小学|九年|完全|农村|城区|城镇|乡镇|全日制|示范|规范|特色|先进|文明|平安|绿色|寄宿|特殊|职业|家长|师范|党校|分校/u

/** Names of other schools in a text, as they stand there: what a template of theirs leaves behind. Own: the school's. */
export function otherSchools(text: string, own: string): string[] {
  const ours = plainText(own)
  const found = clausesOf(text).flatMap((clause) => {
    const blanks = clause.match(blank) ?? []
    if (together.test(clause)) return blanks
    const names = [subject, called].flatMap((pattern) => pattern.exec(clause)?.groups?.name ?? [])
    return [...blanks, ...names.filter((name) => !isOurs(name, ours) && !kinds.test(name))]
  })
  return [...new Set(found)]
}

/** The whole name, or a part of it: 第二实验小学 of 大安市第二实验小学. */
function isOurs(name: string, ours: string): boolean {
  return ours.includes(name) || name.includes(ours)
}
