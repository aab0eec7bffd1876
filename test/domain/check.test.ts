import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { officialCalendar } from '#src/calendar.ts'
import type { Answer } from '#src/domain/answer.ts'
import { type Against, checkSummary, countFindings } from '#src/domain/check.ts'
import type { Finding } from '#src/domain/check-findings.ts'
import type { Day } from '#src/domain/day.ts'
import type { RequirementNo } from '#src/domain/ids.ts'
import { blankProfile, type SchoolProfile } from '#src/domain/school-profile.ts'
import { gapsOf } from '#src/domain/summary-gaps.ts'
import type { SummaryIssue } from '#src/domain/summary-issues.ts'
import { anAnswer, anIssue, aStandard, someFacts } from './summary-facts.ts'

const standard = aStandard([[3, 3], [4]])
const all = (fact: string) => Object.fromEntries([...Array(10).keys()].map((at) => [at + 1, met(`${fact}${at}`)]))
/** Ten answers in which there is nothing to find. */
const quiet = Object.fromEntries([...'甲乙丙丁戊己庚辛壬癸'].map((sign, at) => [at + 1, met(`有${sign}`)]))

function met(fact: string | null): Answer {
  return anAnswer('met', { fact })
}
const against = (change: Partial<Against> = {}): Against => ({
  calendar: { work: officialCalendar, holidays: [] },
  profile: blankProfile,
  confirmed: new Set(),
  ...change,
})
const profileOf = (change: Partial<SchoolProfile>) => ({ profile: { ...blankProfile, ...change } })

function found(answers: Record<number, Answer | null>, change: Partial<Against> = {}, school = '大安市第二实验小学') {
  return checkSummary(someFacts(standard, { ...quiet, ...answers }, { school }), against(change))
}
const ids = (findings: readonly Finding[]) => findings.map((one) => one.id)

test('nothing is found where nothing is to be found', () => {
  expect(found({})).toEqual([])
  expect(ids(checkSummary(someFacts(standard, all('各班按计划开展活动')), against()))).toEqual([])
})

test('a leading group without a head is said once, deputies or not, and is no gap of the paper', () => {
  const leadingGroup = { head: null, deputies: ['葛明'], members: ['白雪梅'] }
  const facts = someFacts(standard, quiet, { leadingGroup, school: '大安市第二实验小学' })
  expect(checkSummary(facts, against()).map((one) => [one.id, one.group])).toEqual([['head-missing.school', 'unsaid']])
  expect(gapsOf(facts, against().calendar)).toEqual([])
})

test.each<[string, Answer | null, readonly string[]]>([
  ['nobody answered', null, ['unanswered.4']],
  ['met, without a fact', met(null), ['met-without-fact.4']],
  ['not applicable, without a reason', anAnswer('not-applicable'), ['reason-missing.4']],
  [
    'partly, with all of it',
    anAnswer('partly', { shortcoming: '缺名册', measure: '补建', due: '2026-12-01' as Day }),
    [],
  ],
  ['partly, with nothing', anAnswer('partly'), ['shortcoming-missing.4', 'due-missing.4', 'measure-missing.4']],
  [
    'a date on a Saturday',
    anAnswer('partly', { shortcoming: '缺名册', measure: '补建', due: '2026-12-05' as Day }),
    ['due-on-day-off.4'],
  ],
])('gaps: %s', (_, answer, expected) => {
  expect(ids(found({ 4: answer }))).toEqual(expected)
})

describe('absolute claims', () => {
  test.each([
    '学校从不收取费用',
    '建校以来从未发生安全事故',
    '各班均无大班额',
    '普及率达到百分之百',
    '入学率100%',
    '入学率为１００％',
    '多年来无违规违纪现象',
    '没有任何乱收费',
    '连续三年零事故',
    '无一例投诉',
    '我校只收取学前班保育费',
    '收取补课费、择校费',
    '安全排查无死角',
    '招生工作没有违规行为',
    '家长意见件件有回音',
    '不向学生收取任何费用',
    '从教师到家长都没有收受任何礼品',
  ])('found: %s', (fact) => {
    expect(ids(found({ 4: met(fact) }))).toEqual(['claim.4'])
  })

  test.each([
    '标准要求“从不以任何理由拒绝学生”，我校逐条落实',
    '力争入学率达到100%',
    '严禁教师从不备课就上课',
    '安全部门每月巡查一次',
    '健全部门职责清单',
    '台账尚未全部建好',
    '从未来发展看，需要增加设备',
    '我校是完全小学',
    '开支2100%以内',
    '执行《全部免费教育办法》',
    '资料不完全',
    '没有达到100%',
    '教师全部持证上岗',
    '所有教师都参加了培训',
    '不收借读费',
    '收取作业本费',
    '严禁收取补课费',
    '近三年没有学生辍学',
    '国家课程全部开齐',
    '绝不允许有偿补课',
    '均未配备专职教师',
    '三间功能室均无专用设备',
    '误差在100%以内',
    '不论任何理由，都先让学生入学',
    '做到排查无死角是今年的目标',
    '不得向学生收取任何费用',
    '违规行为及时处理',
    '来信逐件答复',
    '没有组织任何形式的笔试',
    '不以任何理由拒收学生',
  ])('not found: %s', (fact) => {
    expect(ids(found({ 4: met(fact) }))).toEqual([])
  })

  test.each([
    ['适龄儿童少年入学率100%', ['适龄儿童少年入学率100%']],
    ['我校“一生一档”建档率100%', ['我校“一生一档”建档率100%']],
    [
      '学校每学期按照县教育局和县发展改革局共同核定的标准，只收取学前班保育费并开具财政票据，没有其他收费',
      ['只收取学前班保育费并开具财政票据'],
    ],
    ['从不向学生收取任何费用', ['从不向学生收取任何费用']],
  ])('are quoted by whole words: %s', (fact, words) => {
    expect(found({ 4: met(fact) })).toMatchObject([{ about: { kind: 'claim', words } }])
  })

  test('a long clause is cut between words, and told no longer than it takes', () => {
    const fact = `${'各年级各班级按照学校教学安排'.repeat(3)}体质健康测试合格率100%并且${'同时认真做好各项登记工作'.repeat(3)}`
    const [one] = found({ 4: met(fact) })
    const [said = ''] = one?.about.kind === 'claim' ? one.about.words : []
    expect(said).toContain('测试合格率100%并且')
    const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(fact)]
    const edges = new Set(words.flatMap(({ index, segment }) => [index, index + segment.length]))
    expect(edges).toContain(fact.indexOf(said))
    expect(edges).toContain(fact.indexOf(said) + said.length)
    expect([...said].length).toBeLessThan(36)
  })

  test('one that somebody confirmed is not found again', () => {
    expect(found({ 4: met('从不收费') }, { confirmed: new Set([4 as RequirementNo]) })).toEqual([])
    expect(ids(found({ 5: met('从不收费') }, { confirmed: new Set([4 as RequirementNo]) }))).toEqual(['claim.5'])
  })

  test('a reason why something does not apply claims nothing', () => {
    expect(found({ 4: anAnswer('not-applicable', { fact: '各年级均无寄宿学生' }) })).toEqual([])
  })
})

describe('the same text', () => {
  const long = '学校制定了管理办法，责任到人。'
  test('is told once for all that have it, whatever the signs and spaces', () => {
    const [one, ...more] = found({ 2: met(long), 7: met('学校制定了管理办法 责任到人'), 9: met(`${long}\n`) })
    expect(more).toEqual([])
    expect(one).toMatchObject({ id: 'same-text.2', group: 'same', nos: [2, 7, 9], ask: [2, 7, 9] })
  })

  test.each<[string, Record<number, Answer>]>([
    ['short', { 2: met('有制度'), 7: met('有制度') }],
    ['nearly the same', { 2: met(long), 7: met(`${long}每周检查。`) }],
    [
      'reasons',
      {
        2: anAnswer('not-applicable', { fact: '我校没有寄宿的学生，也没有宿舍' }),
        7: anAnswer('not-applicable', { fact: '我校没有寄宿的学生，也没有宿舍' }),
      },
    ],
  ])('not found: %s', (_, answers) => {
    expect(found(answers)).toEqual([])
  })
})

describe('numbers between answers', () => {
  test.each([
    ['我校有10个班', '现有十二个教学班', 'classes'],
    ['自然班10个', '全校12个班级', 'classes'],
    ['教学班数：十', '现有11个自然班', 'classes'],
    ['在校学生一百二十人', '全校130名学生', 'students'],
    ['现有教职工28人', '教职工总数30人', 'staff'],
    ['专任教师25名', '现有27名专任教师', 'teachers'],
    ['共有10间教室', '普通教室12间', 'rooms'],
    ['图书室藏书1.2万册', '藏书10,000册', 'books'],
    ['借阅室藏书8000册', '按标准配备图书9000册', 'books'],
    ['生均图书15册', '生均图书20册', 'books-each'],
    ['配备2名专职保安', '保安员3人', 'guards'],
    ['寄宿学生120人', '我校有100名住校生', 'boarders'],
    ['教师培训经费占公用经费5%', '按年度公用经费的百分之六安排教师培训', 'training-funds'],
  ])('%s · %s', (one, other, measure) => {
    expect(found({ 2: met(one), 7: met(other) })).toMatchObject([
      { id: `numbers-differ.${measure}`, group: 'numbers', nos: [2, 7], ask: [2, 7] },
    ])
  })

  test.each([
    ['the same number, written otherwise', '我校有10个班', '十个教学班'],
    ['another thing', '我校有10个班', '现有12间教室'],
    ['a range', '我校有10个班', '每班人数40-45人，按10至12个教学班规划'],
    ['about so many', '我校有10个班', '约12个教学班'],
    ['some of them', '我校有10个班', '在3个班开展试点'],
    ['of one grade', '我校有10个教学班', '一年级有2个教学班'],
    ['a year', '我校有10个教学班', '2019年有8个教学班'],
    ['planned', '我校有10个教学班', '计划明年设12个教学班'],
    ['people doing something', '现有教职工28人', '教职工12人参加培训'],
    ['a room for something', '共有10间教室', '音乐教室1间'],
    ['a lower bound', '培训经费占公用经费5%', '培训经费不低于公用经费的3%'],
    ['the parts of it in one answer', '配备专职保安2名', '专职保安3名，兼职保安1名'],
    ['classes doing something', '我校有10个班', '学校有3个班参加了县级比赛'],
    ['something of the classes', '我校有10个班', '全校设有12个班级宣传栏'],
    ['others beside them', '我校有10个教学班', '还有3个教学班缺图书角'],
    ['some of the classes', '我校有10个教学班', '有3个教学班超过45人，2个教学班获奖'],
    ['books bought', '图书室藏书8000册', '新增图书500册'],
    ['books given', '图书室图书11580册', '县图书馆赠送图书800册'],
    ['books given by parents', '图书室图书11580册', '家长捐赠图书800册'],
    ['books brought', '图书室图书11580册', '县图书馆送来图书800册'],
    ['books newly bought', '图书室图书11580册', '学校购买图书800册'],
    ['books lent', '图书室图书11580册', '向县图书馆借来图书800册'],
    ['books lent out', '图书室图书11580册', '借出图书800册'],
    ['a number of a class', '我校有10个教学班', '第12个教学班'],
    ['some pupils', '在校学生120人', '在校学生20人参加合唱'],
  ])('not found: %s', (_, one, other) => {
    expect(found({ 2: met(one), 7: met(other) })).toEqual([])
  })

  test('whoever says what most say is not asked', () => {
    const [one] = found({ 2: met('我校有10个班'), 5: met('现有10个教学班'), 7: met('十二个教学班') })
    expect(one).toMatchObject({ nos: [2, 5, 7], ask: [7] })
  })

  test('the profile comes first', () => {
    const answers = { 2: met('我校有10个班'), 5: met('现有10个教学班'), 7: met('十二个教学班') }
    expect(found(answers, profileOf({ classes: 12 }))).toMatchObject([
      { id: 'number-of-profile.classes.2', ask: [2], about: { profile: 12, said: '10个班' } },
      { id: 'number-of-profile.classes.5' },
    ])
    expect(ids(found(answers, profileOf({ students: 12 })))).toEqual(['numbers-differ.classes'])
  })
})

describe('against the profile', () => {
  const none = (fact: string) => anAnswer('not-applicable', { fact })
  test.each<[string, Answer, Partial<SchoolProfile>, readonly string[]]>([
    ['dormitories of a school without boarders', met('宿舍管理员每晚巡查'), { boarders: 0 }, ['boarders']],
    ['没有宿舍, and none there are', met('我校没有学生宿舍'), { boarders: 0 }, []],
    ['flats of teachers', met('修缮教师宿舍'), { boarders: 0 }, []],
    ['a rule for the case', met('如有寄宿生，建立值班制度'), { boarders: 0 }, []],
    ['not applicable, but there are some', none('我校无寄宿学生'), { boarders: 120 }, ['boarders']],
    ['not applicable, and there are none', none('我校无寄宿学生'), { boarders: 0 }, []],
    ['not applicable for another reason', none('由县里统一组织'), { boarders: 120 }, []],
    ['met, and denied', met('我校没有食堂'), { canteen: 'some' }, ['canteen']],
    ['met, and there is one', met('食堂每天留样'), { canteen: 'some' }, []],
    ['a canteen there is not', met('食堂每天留样'), { canteen: 0 }, ['canteen']],
    ['buses there are not', met('校车每月检修'), { bus: 0 }, ['bus']],
    ['school fees of a kindergarten there is not', met('学前班有两名教师'), { preschool: 0 }, ['preschool']],
    ['inclusion', none('没有随班就读学生'), { inclusion: 2 }, ['inclusion']],
    ['children left behind', met('为留守儿童建档'), { leftBehind: 0 }, ['leftBehind']],
    ['another thing is denied in the same clause', met('除学前班外没有其他班级'), { preschool: 'some' }, []],
    ['two things denied at once', met('没有宿舍、食堂'), { boarders: 0, canteen: 0 }, []],
    [
      'two things denied at once, and there is one',
      met('没有宿舍、食堂'),
      { boarders: 0, canteen: 'some' },
      ['canteen'],
    ],
    ['a lesson about it', met('开展拒乘非法校车教育'), { bus: 0 }, []],
    ['none, with a label', met('寄宿学生：无'), { boarders: 120 }, ['boarders']],
    ['no accident in it', met('没有食堂安全事故'), { canteen: 'some' }, []],
    ['nobody to look after it', met('没有食堂管理员，由总务处兼管'), { canteen: 'some' }, []],
    ['nothing for them', met('没有为留守儿童设活动室'), { leftBehind: 21 }, []],
    ['none, among others', met('不涉及随班就读'), { inclusion: 0 }, []],
    ['none, the second named', met('我校没有走读生和寄宿学生'), { boarders: 120 }, ['boarders']],
    ['no longer', met('学前班已于2020年停办'), { preschool: 0 }, []],
    ['a silent profile', met('宿舍管理员每晚巡查'), {}, []],
  ])('%s', (_, answer, profile, fields) => {
    expect(ids(found({ 4: answer }, profileOf(profile)))).toEqual(fields.map((one) => `against-profile.4.${one}`))
  })
})

describe('another school’s name', () => {
  test.each([
    ['第三小学坚持免试就近入学', ['第三小学']],
    ['洮南市实验小学制定了制度', ['洮南市实验小学']],
    ['XX小学成立领导小组', ['XX小学']],
    ['某某学校成立领导小组', ['某某学校']],
    ['本办法由××市教育局制定', ['××市']],
    ['青年路小学高度重视安全工作', ['青年路小学']],
    ['近年来东丰县实验小学成立了家委会', ['东丰县实验小学']],
    ['有制度，大安市第二小学严格执行', ['大安市第二小学']],
    ['我校是洮南市第四小学', ['洮南市第四小学']],
  ])('found: %s', (fact, words) => {
    expect(found({ 4: met(fact) })).toMatchObject([{ id: 'other-school.4', about: { words } }])
  })

  test.each([
    '大安市第二实验小学制定了制度',
    '第二实验小学成立家委会',
    '与第三小学结对帮扶',
    '六年级学生升入第一中学',
    '按照中小学管理规定执行',
    '创建示范学校、平安学校',
    '教师到第三小学参观',
    '设立家长学校',
    '大安市实验小学的教师来我校送课',
    '县第一中学教师指导合唱',
    '教师毕业于长春师范学校',
    '接受市实验小学的帮扶',
    '我校由原红旗小学和第五小学合并',
    '我校是九年一贯制学校',
    '我校是省级规范化学校',
    '市第四中学艺术团演出',
    '聘请第一中学的法治副校长',
    '向市第三小学学习经验',
    '农村小学没有专职校医编制',
    '全县小学开展比赛',
    '第三小学组织教师到我校听课',
    '执行寄宿制学校管理办法',
  ])('not found: %s', (fact) => {
    expect(found({ 4: met(fact) })).toEqual([])
  })
})

describe('another school’s name in what is said of our own parts', () => {
  const ours = '清河县双河镇中心小学'
  test.each([
    ['县实验小学大队委由各中队选举产生，每月活动一次', '县实验小学'],
    ['清河县实验小学大队委每月活动一次', '清河县实验小学'],
    ['清河县第二实验小学的少先队大队部由大队辅导员负责', '清河县第二实验小学'],
    ['清河县实验小学全体教师每学期听课20节', '清河县实验小学'],
    ['县实验小学坚持每月活动一次', '县实验小学'],
  ])('found: %s', (fact, word) => {
    expect(found({ 4: met(fact) }, {}, ours)).toMatchObject([{ id: 'other-school.4', about: { words: [word] } }])
  })

  test.each([
    '双河镇中心小学大队委由各中队选举产生',
    '到县实验小学听课',
    '与县实验小学结对',
    '赴清河县第二实验小学学习',
    '县实验小学大队委与我校大队委结对',
    '参加县实验小学大队委举办的培训',
    '参加全县小学少先队大队委每年的培训',
    '学习县实验小学大队委每月活动的做法',
    '县实验小学教研组每月来我校',
    '县实验小学教师指导合唱',
    '观看县实验小学少先队展演',
  ])('not found: %s', (fact) => {
    expect(found({ 4: met(fact) }, {}, ours)).toEqual([])
  })
})

describe('what looks as if it told of a person', () => {
  test.each<[string, Answer, readonly string[]]>([
    ['a telephone in the fact', met('家访由张老师负责，电话13812345678'), ['phone']],
    [
      'an identity number in what is missing',
      anAnswer('partly', { shortcoming: '11010520151231002X 未建档' }),
      ['identity'],
    ],
    ['in the measure', anAnswer('partly', { measure: '联系 138 1234 5678' }), ['phone']],
    ['where the paper lies', { ...met('每学期家访'), evidence: '找张老师 13812345678' }, ['phone']],
    ['why it does not apply', anAnswer('not-applicable', { fact: '电话13812345678' }), ['phone']],
  ])('found in %s, by its kind alone', (_, answer, marks) => {
    const findings = found({ 4: answer }).filter((one) => one.group === 'private')
    expect(findings).toMatchObject([{ id: 'private.4', nos: [4], ask: [4], about: { kind: 'private', marks } }])
    expect(JSON.stringify(findings)).not.toMatch(/1381234|11010520/)
  })

  test('a number of anything else is none', () => {
    expect(found({ 4: { ...met('图书13812册'), evidence: '档案盒3-2' } })).toEqual([])
  })
})

const aShortcoming = (no: number, change: Partial<SummaryIssue> = {}) =>
  anIssue(no, { problem: '缺名册', requirements: [], ...change })

test.each<[string, Partial<SummaryIssue>, readonly string[]]>([
  ['with all of it', {}, []],
  ['nobody owns it', { owned: false }, ['owner-missing.issue.1']],
  ['no date', { due: null }, ['due-missing.issue.1']],
  ['no date, standing', { due: null, kind: 'standing' }, []],
  ['on a Sunday', { due: '2026-12-06' as Day }, ['due-on-day-off.issue.1']],
  ['struck off', { owned: false, standing: 'struck-off' }, []],
  ['a telephone in it', { problem: '找13812345678' }, ['private.issue.1']],
  ['a telephone in what was done', { done: '已联系13812345678' }, ['private.issue.1']],
  ['another school in it', { problem: '第三小学没有名册' }, ['other-school.issue.1']],
])('an issue: %s', (_, change, expected) => {
  const facts = someFacts(standard, quiet, { issues: [aShortcoming(1, change)] })
  const findings = checkSummary(facts, against())
  expect(ids(findings)).toEqual(expected)
  for (const one of findings) expect(one.issue).toBe(1)
})

test('the order in which facts come changes nothing, and every finding has an id of its own', () => {
  const words = [
    '我校有10个班，从不收费',
    '现有十二个教学班，均无大班额',
    '第三小学制定了管理办法，责任到人',
    '收取保育费，食堂每天留样',
    null,
  ]
  const answers = [null, ...words.map(met), anAnswer('partly'), anAnswer('not-applicable', { fact: '无寄宿学生' })]
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...answers), { minLength: 10, maxLength: 10 }),
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }),
      (of, order) => {
        const facts = someFacts(standard, Object.fromEntries(of.map((one, at) => [at + 1, one])), {
          issues: [aShortcoming(1), aShortcoming(2, { due: null, owned: false })],
        })
        const with_ = against(profileOf({ canteen: 0, boarders: 120 }))
        const findings = checkSummary(facts, with_)
        const shuffled = {
          ...facts,
          requirements: order.map((at) => facts.requirements[at] as (typeof facts.requirements)[number]),
          issues: facts.issues.toReversed(),
        }
        expect(checkSummary(shuffled, with_)).toEqual(findings)
        expect(new Set(ids(findings)).size).toBe(findings.length)
        expect(countFindings(findings).reduce((sum, one) => sum + one.count, 0)).toBe(findings.length)
        for (const { nos, ask } of findings) expect(nos).toEqual(expect.arrayContaining([...ask]))
      },
    ),
  )
})
