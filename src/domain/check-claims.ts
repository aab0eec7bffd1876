import { clausesOf, plainText } from './clauses.ts'

/** Words that leave no exception (domain facts, section 2.2): not wrong, but to be confirmed before they are signed. */
const absolute = [
  /从不|从未(?!来)|从没|从来(?:没有|不|未)/gu,
  /绝无|绝不|绝对(?!值|评价|数)/gu,
  /百分之(?:一)?百|(?<![\d.])100(?:\.0+)?%/gu,
  // 健全部门职责, 安全部位, 保全部分 hold the two signs and mean nothing of the kind.
  /(?<![安健齐保完未])全部(?!门|位|署)/gu,
  /[均皆]无|均(?:没有|未)|无一(?=[例人起名个])|(?:没有|无)任何/gu,
  /(?:多年来|历年来|建校以来|历来|一直以来).{0,8}?[无未没]/gu,
  /零(?:投诉|事故|辍学|流失|违规|违纪|拒绝)/gu,
  /(?:所有|每[一个名位]).{0,8}?[都均]/gu,
  /(?<!不|未)完全(?!小学|中学|学校)|无一例外|万无一失/gu,
] as const

/** A goal or a rule is no claim: 力争100%, 严禁, 要求教师从不…. */
const notStated = /力争|争取|努力|目标|计划|要求|必须|应当|应该|不得|禁止|严禁|确保|规定/u
const denied = /(?:没有|未能|未|尚未|并非|不是|不能)(?:做到|达到|实现)?$/u
/** What stands in quotation marks is somebody else's; a claim of the school's own needs none. */
const quoted = /“[^”]*”|「[^」]*」|『[^』]*』|"[^"\n]*"|《[^》]*》/gu

/** The absolute words of a fact, each with a little of what is around it, in their order; none is the rule. */
export function absoluteClaims(fact: string): string[] {
  const own = plainText(fact).replaceAll(quoted, '')
  const found = clausesOf(own).flatMap((clause) => {
    if (notStated.test(clause)) return []
    return absolute.flatMap((pattern) =>
      [...clause.matchAll(pattern)]
        .filter((match) => !denied.test(clause.slice(0, match.index)))
        .map((match) => clause.slice(Math.max(0, match.index - 6), match.index + match[0].length + 10)),
    )
  })
  return [...new Set(found)]
}

const fees = /保育费|借读费|择校费|赞助费|建校费|补课费/gu
const notCharged = /不收|未收|没有收|不再收|取消|停收|杜绝|不得|严禁|禁止|[无不]乱?收取|未收取/u

/** Fees that a reader of the paper will ask about: named as they are, never judged (domain facts, section 2.5). */
export function feesToExplain(fact: string): string[] {
  const found = clausesOf(fact).filter((clause) => !notCharged.test(clause))
  return [...new Set(found.flatMap((clause) => clause.match(fees) ?? []))]
}
