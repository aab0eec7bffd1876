/** More departments than one school has; a county has them several times over. */
export const mostDepartments = 200

/**
 * What a school is called, at the end of its name: 第一小学, 县实验学校, 三中. Not 小学部 or 初中部, the parts of one, and
 * not the bare word, which is such a part too.
 */
const schoolName = /.(小学|中学|学校|完小|附小|附中|实小|中心校|教学点)$|^.*第?[一二三四五六七八九十百\d]+[小中]$/u

/** Names as people type them and as the console has them: full-width forms and spaces make no other name. */
export function sameName(one: string, other: string): boolean {
  return plain(one) === plain(other) && plain(one) !== ''
}

/**
 * Whether departments of these names can all be one school's: no more than a school has, and not two schools among them.
 * A tenant of several has to be told which is meant (decision 0010).
 */
export function looksLikeOneSchool(names: readonly string[]): boolean {
  return names.length <= mostDepartments && names.filter((name) => schoolName.test(plain(name))).length < 2
}

/** One name within the other, as people shorten them: 第二实验小学 for 大安市第二实验小学. */
export function namesAgree(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)]
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a))
}

function plain(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '')
}
