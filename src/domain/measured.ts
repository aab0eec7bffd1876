import { numberPattern, readNumber } from './chinese-number.ts'
import { clausesOf } from './clauses.ts'

/** What schools count, and different answers may count differently (domain facts, section 2.4). */
export const measures = [
  'classes',
  'students',
  'staff',
  'teachers',
  'boarders',
  'rooms',
  'books',
  'books-each',
  'guards',
  'training-funds',
] as const
export type Measure = (typeof measures)[number]

/** A number somebody stated, with the words it stood in. */
export type Measured = { readonly measure: Measure; readonly value: number; readonly said: string }

const number = `(?<value>${numberPattern})`
/** What may stand right before the number of a whole: 共有, 全校, 设. 还有, 另有 and 有 alone count a part. */
const whole = '(?<=共有|现有|校有|设有|开设|校|共|共计|总计|现|[设(])'
/** With nothing before it, what follows has to say that it is all of them: 10个教学班均… */
const asWhole = '(?=$|按|均|都|[(,])'
const ofPeople = '(?<=^|现有|共有|全校|我校有|学校有|[计(]|配备)'
const people = '(?:人|名|位)'
/** What some of them do: 3名教职工参加培训. */
const doing = '(?![中里以次参外获报前来轮负担兼任开试进举率])'

const patterns: readonly (readonly [Measure, RegExp])[] = [
  ['classes', find(`${whole}${number}个?(?:自然班|教学班)${doing}`)],
  ['classes', find(`^${number}个?(?:自然班|教学班)${asWhole}`)],
  ['classes', find(`(?<=有|设|全校|我校|学校|本校|现)${number}个(?:班级|班)${asWhole}`)],
  ['classes', find(`(?:自然班|教学班|班级)(?:总?数|共|共有|有|为){0,2}${number}个?(?:班)?$`)],
  [
    'students',
    find(
      `(?:在校学?生|在籍学?生|学生总?数|全校学生|(?:现|共)有学生)(?:总?数|人数|共|有|为|达){0,2}${number}${people}${doing}`,
    ),
  ],
  ['students', find(`(?<=全校|现有|共有|在校|在籍)${number}${people}(?:在校|在籍)?学?生${doing}`)],
  [
    'staff',
    find(`(?<=^|现有|共有|在职|我校|学校|全校)教职(?:员)?工(?:总?数|人数|共|有|为){0,2}${number}${people}${doing}`),
  ],
  ['staff', find(`${ofPeople}${number}${people}(?:在职|在编)?教职(?:员)?工${doing}`)],
  ['teachers', find(`专任教师(?:总?数|人数|共|有|为){0,2}${number}${people}${doing}`)],
  ['teachers', find(`${ofPeople}${number}${people}专任教师${doing}`)],
  ['boarders', find(`(?:寄宿|住校|住宿)学?生(?:总?数|人数|共|有|为|达){0,2}${number}${people}${doing}`)],
  ['boarders', find(`${ofPeople}${number}${people}(?:寄宿|住校|住宿)学?生${doing}`)],
  ['rooms', find(`(?:普通教室|(?<=^|有|共)教室)(?:总?数|共|有|为){0,2}${number}(?:间|个|口)`)],
  ['rooms', find(`${whole}${number}(?:间|个|口)(?:普通)?教室`)],
  ['books', find(`(?<!生均.{0,2})(?<=藏书|图书|藏书量|图书总数)(?:总?数|量|共|有|为|达){0,3}${number}余?册`)],
  ['books-each', find(`生均(?:图书|藏书)(?:量|为|达|有){0,2}${number}册`)],
  ['guards', find(`(?:专职)?保安(?:人)?员?(?:共|有|为){0,2}${number}${people}`)],
  ['guards', find(`${ofPeople}${number}${people}(?:专职)?保安`)],
  ['training-funds', find(`培训(?:经费|费用|费).{0,16}?${number}%`)],
  ['training-funds', find(`公用经费.{0,6}?${number}%.{0,12}?培训`)],
]

/** What is roughly so, bounded, planned or of another time is no number to compare. */
const vague = /[约近余多]|左右|以上|以下|不低于|不少于|不超过|至少|最多/u
const otherTime = /去年|上年|上学年|前年|原有|原来|计划|拟|将|预计|新增|增加|减少|增至|其中|平均/u
/** What was given, bought or lent is no total of what the school has. */
const comeOrGone = /赠|捐|送|购|添置|更新|调拨|漂流|剔旧|报废|借(?!阅)/u
const year = /(?:19|20)\d\d年/u
const asOfNow = /截至|目前|现/u
/** A part of the school, not all of it. */
const part = /年级|年段|每|各|部分|兴趣|社团|毕业班|试点|抽/u
const range = `(?:${numberPattern})?[-~—–至到]$`

/** Every number of the list that a text states of the whole school, in its order; the same twice is told twice. */
export function readMeasured(text: string): Measured[] {
  return clausesOf(text.replaceAll(/百分之([零〇一二三四五六七八九十百两\d.]+)/gu, '$1%')).flatMap((clause) => {
    if (otherTime.test(clause) || (year.test(clause) && !asOfNow.test(clause))) return []
    return clause
      .split('、')
      .flatMap((part) => patterns.flatMap(([measure, pattern]) => readAll(part, measure, pattern)))
  })
}

function readAll(clause: string, measure: Measure, pattern: RegExp): Measured[] {
  return [...clause.matchAll(pattern)].flatMap((match) => {
    const words = match.groups?.value ?? ''
    const value = readNumber(words)
    const before = clause.slice(0, match.index + match[0].indexOf(words))
    const around = clause.slice(Math.max(0, match.index - 2), match.index + match[0].length + 2)
    const isMoved = measure === 'books' && comeOrGone.test(clause)
    const isWhole = !isMoved && !part.test(before) && !vague.test(around) && !new RegExp(range, 'u').test(before)
    return value === null || !isWhole ? [] : [{ measure, value, said: match[0] }]
  })
}

function find(pattern: string): RegExp {
  return new RegExp(pattern, 'gu')
}
