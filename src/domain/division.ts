import type { DepartmentId, PersonId, RequirementNo } from './ids.ts'

/** What the catalogue suggests for some requirements, and how many it suggests it for. */
export type SuggestedGroup = { readonly suggested: string; readonly requirements: number }
/** A department of the school as the directory shows it: how many heads and how many other members it has. */
export type SchoolDepartment = {
  readonly id: DepartmentId
  readonly name: string
  readonly heads: number
  readonly members: number
}

/**
 * What schools call the office that does this work, the likeliest first; where none has such a name the work goes to the
 * next kind in `nearest`. Names and mergers as schools have them (domain facts, section 1.2); a proposal only, which
 * the coordinator corrects.
 */
const kinds: Readonly<Record<string, { readonly names: readonly string[]; readonly nearest: readonly string[] }>> = {
  校长室: { names: ['校长室', '校长', '校务', '校级'], nearest: ['办公室', '党支部'] },
  办公室: {
    names: ['学校办公室', '校办', '办公室', '党政办', '行政', '综合办'],
    nearest: ['校长室', '党支部', '总务处'],
  },
  党支部: {
    names: ['党支部', '党总支', '党委', '党建', '党办', '党务', '党政', '支部'],
    nearest: ['办公室', '校长室'],
  },
  工会: { names: ['工会', '教代会'], nearest: ['办公室', '校长室', '党支部'] },
  教务处: { names: ['教务', '教导', '教学', '课程'], nearest: ['教科室'] },
  教科室: { names: ['教科', '教研', '科研', '教师发展'], nearest: ['教务处'] },
  体卫艺处: {
    names: ['体卫艺', '体卫', '体育', '艺体', '体艺', '艺术', '卫生'],
    nearest: ['教务处', '德育处', '教科室'],
  },
  德育处: { names: ['德育', '政教', '学生发展', '学生处', '学生', '思政'], nearest: ['少先队', '教务处'] },
  少先队: { names: ['少先队', '大队部', '团队', '团委', '共青团', '少工委'], nearest: ['德育处', '教务处'] },
  总务处: { names: ['总务', '后勤', '财务', '资产'], nearest: ['安全办', '办公室', '校长室'] },
  安全办: { names: ['安全', '安保', '保卫', '安稳', '综治'], nearest: ['总务处', '德育处', '办公室'] },
}

/**
 * Which of the school's departments each suggested one falls to: the one of that name, else one that does that work
 * under another name, else the kind of office that usually takes it in a smaller school, else whoever would then carry
 * least. A department without people is never proposed; null only when no department has any.
 */
export function propose(
  groups: readonly SuggestedGroup[],
  departments: readonly SchoolDepartment[],
): Map<string, DepartmentId | null> {
  const peopled = departments.filter((one) => one.heads + one.members > 0)
  const load = new Map<DepartmentId, number>(peopled.map((one) => [one.id, 0]))
  const proposal = new Map<string, DepartmentId | null>(groups.map((group) => [group.suggested, null]))
  const unplaced: SuggestedGroup[] = []
  for (const group of groups) {
    const found = byName(group.suggested, peopled)
    if (found === null) unplaced.push(group)
    else give(group, found)
  }
  // Those nobody is named for come last, when it is known who carries least.
  for (const group of unplaced) {
    const idle = peopled.toSorted((a, b) => share(a, load) - share(b, load))[0]
    if (idle !== undefined) give(group, idle)
  }
  return proposal

  function give(group: SuggestedGroup, to: SchoolDepartment) {
    proposal.set(group.suggested, to.id)
    load.set(to.id, (load.get(to.id) ?? 0) + group.requirements)
  }
}

/** Requirements per person, so that a department of one is not called idle beside one of ten. */
function share(department: SchoolDepartment, load: ReadonlyMap<DepartmentId, number>): number {
  return (load.get(department.id) ?? 0) / (department.heads + department.members)
}

function byName(suggested: string, departments: readonly SchoolDepartment[]): SchoolDepartment | null {
  const exact = departments.find((one) => plain(one.name) === suggested)
  if (exact !== undefined) return exact
  for (const kind of [suggested, ...(kinds[suggested]?.nearest ?? [])]) {
    for (const name of kinds[kind]?.names ?? [kind]) {
      const found = departments.find((one) => plain(one.name).includes(name) && !onlyLooksLike(kind, plain(one.name)))
      if (found !== undefined) return found
    }
  }
  return null
}

/** 教务办公室 is no 办公室 of the whole school: the bare word counts only where no other kind of work is named. */
function onlyLooksLike(kind: string, name: string): boolean {
  if (kind !== '办公室' && kind !== '校长室') return false
  return Object.entries(kinds).some(
    ([other, { names }]) =>
      other !== '办公室' && other !== '校长室' && other !== '党支部' && names.some((one) => name.includes(one)),
  )
}

function plain(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '')
}

/**
 * Who answers which of a department's requirements. In catalogue order each person gets one piece without gaps, so that
 * a walk stays within few tasks; nobody gets more than one requirement more than another, and those who carry least
 * already (`load`, from other departments) get the larger pieces. With one person all is theirs; without any, nothing.
 */
export function spread(
  requirements: readonly RequirementNo[],
  people: readonly PersonId[],
  load: ReadonlyMap<PersonId, number>,
): Map<RequirementNo, PersonId> {
  const all = [...new Set(people)]
  if (all.length === 0) return new Map()
  const each = Math.floor(requirements.length / all.length)
  const light = all
    .toSorted((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0))
    .slice(0, requirements.length % all.length)
  const owners = all.flatMap((person) => Array.from({ length: each + (light.includes(person) ? 1 : 0) }, () => person))
  return new Map(requirements.flatMap((no, index) => (owners[index] === undefined ? [] : [[no, owners[index]]])))
}

/** Where one person is to answer for a whole department: its first head, else its first member; null when it is empty. */
export function oneRespondent(heads: readonly PersonId[], members: readonly PersonId[]): PersonId | null {
  return heads[0] ?? members[0] ?? null
}
