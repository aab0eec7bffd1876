/** More departments than one school has; a county has them several times over. */
export const mostDepartments = 200

/**
 * What a school is called, at the end of its name: 第一小学, 县实验学校, 三中. Not 小学部 or 初中部, the parts of one, and
 * not the bare word, which is such a part too.
 */
const schoolName = /.(小学|中学|学校|完小|附小|附中|实小|中心校|教学点)$|[一二三四五六七八九十百\d][小中]$/u

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

/** What people leave out before a name: 大安市, 吉林省大安市, 县. A 校区 is no place but a part of a school. */
const places = /^(?:(?!.{0,8}校区)[^第]{0,8}?(?:省|自治区|市|自治州|州|盟|县|旗|区|镇|乡|街道|村))+$/u

/**
 * Whether one name is the other without the place before it: 第二实验小学 for 大安市第二实验小学. Anything else before or
 * behind makes another school, or a part of one: 第二实验小学 and 实验小学, 第一小学东校区 and 第一小学.
 */
export function namesAgree(one: string, other: string): boolean {
  const [short = '', long = ''] = [plain(one), plain(other)].toSorted((a, b) => a.length - b.length)
  if (short === '' || !long.endsWith(short)) return false
  return long === short || places.test(long.slice(0, -short.length))
}

function plain(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '')
}
