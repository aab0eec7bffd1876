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
/**
 * A part of a school that does something is told of as ours are: 县实验小学大队委由各中队选举产生. Only behind a name one
 * school alone has, as 小学少先队 is of any; teachers and pupils of another one come to us, its parts hardly do.
 */
const ownPart =
  '大队委(?:员会)?|大队部|少先队|少工委|各中队|团委|团支部|党支部|党总支|党组织|工会|家委会|家长委员会|教代会|领导班子|校委会|教导处|教务处|德育处|政教处|总务处|后勤处|安全办|办公室|教研组|备课组|图书室|阅览室|食堂|全体(?:师生|教师|教职工|学生)|各班|各年级|各处室'
const unique = `(?:${place}${ordinal}(?:实验)?|${place}(?:实验|中心|希望|附属))${ending}`
const another = '(?!参[加与观]|观[摩看]|学习|借鉴|邀请|聘请|[由向在从去听看派接请对为按受据])'
const ofParts = new RegExp(
  `^(?:近年来|今年|本学[年期])?${another}(?<name>${unique})的?(?:${ownPart})(?:大队部|委员会)?(?:${does}|(?=[由在是共以]|负责))`,
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
    const names = [subject, ofParts, called].flatMap((pattern) => pattern.exec(clause)?.groups?.name ?? [])
    return [...blanks, ...names.filter((name) => !isOurs(name, ours) && !kinds.test(name))]
  })
  return [...new Set(found)]
}

/** The whole name, or a part of it: 第二实验小学 of 大安市第二实验小学. */
function isOurs(name: string, ours: string): boolean {
  return ours.includes(name) || name.includes(ours)
}
