import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLikeBefore, readCommand, readJump, readReview, readWalkWord } from '#src/domain/command.ts'
import { readLabelled } from '#src/domain/labelled.ts'

const table = [
  ['help', '帮助'],
  ['start', '填报'],
  ['mine', '我的任务'],
  ['progress', '进度'],
  ['issues', '台账'],
  ['review', '审核'],
  ['setup', '创建活动'],
  ['assign', '分工'],
  ['study', '学习'],
  ['remind', '催办'],
  ['summary', '总结'],
] as const

test.each(table)('/%s and %s are the same command', (name, chinese) => {
  for (const typed of [
    `/${name}`,
    chinese,
    `/${chinese}`,
    `／${chinese}`,
    `/ ${name.toUpperCase()}`,
    `  ${chinese}。`,
    `，/${name}！`,
  ]) {
    expect(readCommand(typed), typed).toEqual({ name, rest: '' })
  }
})

test.each([
  ['／ｐｒｏｇｒｅｓｓ　教务处', { name: 'progress', rest: '教务处' }],
  ['/Progress\u00a0教务处。', { name: 'progress', rest: '教务处' }],
  ['/进度教务处', { name: 'progress', rest: '教务处' }],
  ['进度 教务处', { name: 'progress', rest: '教务处' }],
  ['\u200b进度\u3000教务处（东校区）', { name: 'progress', rest: '教务处（东校区）' }],
  ['/start 17', { name: 'start', rest: '17' }],
  ['/start17', { name: 'start', rest: '17' }],
  ['进 度', { name: 'progress', rest: '' }],
  ['/ 总 结。', { name: 'summary', rest: '' }],
  ['我的\u3000任务', { name: 'mine', rest: '' }],
  ['进 度 正 常', null],
  ['填报（3）', null],
  ['填报 （3）', { name: 'start', rest: '（3）' }],
  ['/填报（3）', { name: 'start', rest: '（3）' }],
  ['、start', { name: 'start', rest: '' }],
  ['、进度', { name: 'progress', rest: '' }],
  ['help', { name: 'help', rest: '' }],
  ['HELP！', { name: 'help', rest: '' }],
  ['“进度”', { name: 'progress', rest: '' }],
  ['/setup 学校名称：第一小学！\n活动名称：Ａ计划', { name: 'setup', rest: '学校名称：第一小学！\n活动名称：Ａ计划' }],
  ['/创建活动\r\n学校名称：𠮷祥小学🏫', { name: 'setup', rest: '学校名称：𠮷祥小学🏫' }],
  [
    '创建活动 学校名称：第一小学 活动名称：二〇二六年对照整改年活动 自查截止日期：2026-10-20',
    { name: 'setup', rest: '学校名称：第一小学 活动名称：二〇二六年对照整改年活动 自查截止日期：2026-10-20' },
  ],
  ['创建活动\n学校名称: 第一小学\n活动名称: 计划', { name: 'setup', rest: '学校名称: 第一小学\n活动名称: 计划' }],
  ['创建活动小组每学期开展科技节、艺术节、体育节，学生人人参加，家长也来校观看。', null],
  ['审核 通过', { name: 'review', rest: '通过' }],
  ['审核　全部通过。', { name: 'review', rest: '全部通过' }],
  ['审核 全部通过 确认', { name: 'review', rest: '全部通过 确认' }],
  ['审核 17', { name: 'review', rest: '17' }],
  ['审核 退回 请补上开放时间，写明由谁负责。', { name: 'review', rest: '退回 请补上开放时间，写明由谁负责。' }],
  [`审核 退回：${'长'.repeat(300)}\n第二行`, { name: 'review', rest: `退回：${'长'.repeat(300)}\n第二行` }],
  ['/审核退回 缺名册', { name: 'review', rest: '退回 缺名册' }],
  ['审核 通过率逐年提高', null],
  ['审核 制度健全', null],
  ['审核 退回的材料已补齐', null],
  ['审核小组每学期检查两次。', null],
  ['催办 确认', { name: 'remind', rest: '确认' }],
  ['台账 教务处 第2页', { name: 'issues', rest: '教务处 第2页' }],
  ['台账 待复查', { name: 'issues', rest: '待复查' }],
  ['台账 三年级', { name: 'issues', rest: '三年级' }],
  ['/台账 齐全', { name: 'issues', rest: '齐全' }],
  ['移交 张三 外出', { name: 'hand-over', rest: '张三 外出' }],
  ['移交 欧阳小明', { name: 'hand-over', rest: '欧阳小明' }],
  ['移交 王老师 张老师', { name: 'hand-over', rest: '王老师 张老师' }],
  ['分工 确认', { name: 'assign', rest: '确认' }],
  ['分工 １７给张老师', { name: 'assign', rest: '１７给张老师' }],
  ['分工 （5） 张老师', { name: 'assign', rest: '（5） 张老师' }],
  ['分工 王老师 张老师', { name: 'assign', rest: '王老师 张老师' }],
  ['分工 教务处＝教学处', { name: 'assign', rest: '教务处＝教学处' }],
  ['分工 艺术师资、教室与器材 张老师', { name: 'assign', rest: '艺术师资、教室与器材 张老师' }],
  ['/分工 明确，责任到人', { name: 'assign', rest: '明确，责任到人' }],
  ['创建活动 导入标准', { name: 'setup', rest: '导入标准' }],
  ['创建活动 取消导入', { name: 'setup', rest: '取消导入' }],
  ['创建活动 确认导入', { name: 'setup', rest: '确认导入' }],
  [
    '创建活动 确认导入 标准名称：本校清单 自评用词：A=已达到，B=未达到',
    { name: 'setup', rest: '确认导入 标准名称：本校清单 自评用词：A=已达到，B=未达到' },
  ],
  ['学习', { name: 'study', rest: '' }],
  ['学习 记录', { name: 'study', rest: '记录' }],
  ['学习 开始', { name: 'study', rest: '开始' }],
  ['学习 （7）', { name: 'study', rest: '（7）' }],
  ['学习 撤下 2', { name: 'study', rest: '撤下 2' }],
  [
    '学习 记录 9月3日 集中学习 32人 校长解读标准六项职责、二十二项任务，分组讨论。',
    { name: 'study', rest: '记录 9月3日 集中学习 32人 校长解读标准六项职责、二十二项任务，分组讨论' },
  ],
  ['/学习 制度健全', { name: 'study', rest: '制度健全' }],
  ['总结 依据', { name: 'summary', rest: '依据' }],
  ['总结 批注版', { name: 'summary', rest: '批注版' }],
  ['总结　出处。', { name: 'summary', rest: '出处' }],
  ['总结 模板', { name: 'summary', rest: '模板' }],
  ['总结 模板 自评表', { name: 'summary', rest: '模板 自评表' }],
  [
    '总结 模板 台账 序号，问题，措施，责任人，时限，完成情况，是否销号，备注，签字。',
    { name: 'summary', rest: '模板 台账 序号，问题，措施，责任人，时限，完成情况，是否销号，备注，签字' },
  ],
  ['/总结 每学期写一次', { name: 'summary', rest: '每学期写一次' }],
  ['/weather 长春', { name: 'unknown', word: 'weather' }],
  ['/打卡', { name: 'unknown', word: '打卡' }],
  ['/starts', { name: 'unknown', word: 'starts' }],
])('%j is read as %j', (typed, command) => {
  expect(readCommand(typed)).toEqual(command)
})

test.each([
  '进度良好，已完成三项',
  '进度良好',
  '进度，良好',
  '分工明确：教务处牵头，每周一次例会',
  '分工 由教务处牵头，总务处和安全办配合，每周一召开一次例会并做好会议记录，期末汇总',
  '进度 教务处\n已经完成',
  '分工 明确，责任到人',
  '分工 明确',
  '进度 正常',
  '台账 齐全',
  '台账 完整',
  '移交 手续齐全',
  '移交 齐全',
  '分工 落实到处室，每周检查',
  '分工 17名教师各负其责',
  '总结 每学期写一次',
  '总结 依据不足',
  '总结 模板 已发给各部门',
  '学习 记录 齐全',
  '学习 标准的情况良好',
  '学习习惯',
  '学习 撤下',
  '学习 停止歧视的规定',
  '创建活动 导入标准化管理',
  '创建活动 确认导入学生名单',
  '帮助 学困生建立档案',
  '我的任务 已经完成',
  '催办 家长及时接送',
  '填报 学生体质健康数据',
  '进度 良好，已完成三项',
  '台账 已建立，每月更新',
  '创建活动 小组每学期开展科技节',
  '、进度良好',
  '、17人参加',
  '总结了经验',
  'start',
  'progress 教务处',
  'help me',
  '我校每学期体检一次 /progress',
  '/',
  '。',
  '',
  '无',
])('%j is no command but something said', (typed) => {
  expect(readCommand(typed)).toBeNull()
})

test('padding, case and width never change which command it is', () => {
  const wide = (text: string) => text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
  const space = fc.string({ unit: fc.constantFrom(' ', '\u3000', '\u00a0', '\t', '\u200b', '\n'), maxLength: 4 })
  const form = fc.constantFrom(
    (one: string) => one,
    wide,
    (one: string) => one.toUpperCase(),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...table),
      fc.boolean(),
      space,
      space,
      form,
      ([name, chinese], english, before, after, to) => {
        const typed = `${before}${to(`/${english ? name : chinese}`)}${after}`
        expect(readCommand(typed)).toEqual({ name, rest: '' })
      },
    ),
  )
})

test('what follows the word arrives as typed', () => {
  const rest = fc.string({ unit: 'grapheme' }).map((one) => `部${one}处`)
  fc.assert(
    fc.property(fc.constantFrom(...table), rest, ([name], typed) => {
      expect(readCommand(`/${name} ${typed}`)).toEqual({ name, rest: typed })
    }),
  )
})

test('a bare word at the head of more than thirty characters is never a command', () => {
  const long = fc.string({ unit: fc.constantFrom(...'我校每学期组织一次，并 '), minLength: 40 })
  fc.assert(
    fc.property(fc.constantFrom(...table), long, ([, chinese], rest) => {
      fc.pre([...`${chinese} ${rest}`.replaceAll(/^[\s，]+|[\s，]+$/g, '')].length > 30)
      expect(readCommand(`${chinese} ${rest}`)).toBeNull()
    }),
  )
})

test('no text makes reading fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      readCommand(text)
      readJump(text)
      readWalkWord(text)
      readLabelled(text, ['自评'])
    }),
  )
})

test.each([
  ['17', { to: 'requirement', no: 17 }],
  ['１７', { to: 'requirement', no: 17 }],
  ['第17条', { to: 'requirement', no: 17 }],
  ['(3)', { to: 'task', no: 3 }],
  ['（3）', { to: 'task', no: 3 }],
  ['（ ２２ ）', { to: 'task', no: 22 }],
  ['0', null],
  ['(0)', null],
  ['1234', null],
  ['-1', null],
  ['1.5', null],
  ['教务处', null],
  ['(3', null],
  ['', null],
])('/start %s jumps to %j', (rest, jump) => {
  expect(readJump(rest)).toEqual(jump)
})

test.each([
  ['提交', 'submit'],
  ['提交并继续', 'submit'],
  [' 提交。', 'submit'],
  ['/提交', 'submit'],
  ['暂存', 'keep'],
  ['上一条', 'back'],
  ['跳过！', 'skip'],
  ['下一条', 'skip'],
  ['提交材料已归档', null],
  ['跳过这条', null],
  ['constructor', null],
  ['', null],
])('%j alone in a walk means %j', (typed, word) => {
  expect(readWalkWord(typed)).toBe(word)
})

test('words that only point to what was said before are told from what says something', () => {
  for (const said of ['沿用', '沿用去年的。', '同上', '同去年', '仍然如此吧', '照旧！'])
    expect(isLikeBefore(said)).toBe(true)
  for (const said of ['沿用去年的课表', '同上一年级', '没有', '']) expect(isLikeBefore(said)).toBe(false)
})

const labels = ['自评', '工作情况', '存在问题', '整改措施'] as const
test.each([
  ['自评：已达到', { 自评: '已达到' }],
  ['自评: 已达到\n工作情况 ：每学期体检一次\n每年复查', { 自评: '已达到', 工作情况: '每学期体检一次\n每年复查' }],
  [
    '自评：部分达到；存在问题：无专用教室 整改措施：报教育局',
    { 自评: '部分达到', 存在问题: '无专用教室', 整改措施: '报教育局' },
  ],
  ['\n　自评：未达到\r\n存在问题：灯坏', { 自评: '未达到', 存在问题: '灯坏' }],
  ['工作情况：制度上墙，存在问题：另报', { 工作情况: '制度上墙，存在问题：另报' }],
  ['工作情况：表中 存在问题：一栏已填\n存在问题：灯坏', { 工作情况: '表中 存在问题：一栏已填', 存在问题: '灯坏' }],
  ['自评：\n工作情况：一；二；', { 自评: '', 工作情况: '一；二；' }],
  ['工作情况：一\n工作情况：二', { 工作情况: '一\n二' }],
  ['已经做完。\n自评：已达到', null],
  ['已经做完 自评：已达到', null],
  ['我校自评：良好', null],
  ['自评已达到', null],
  ['', null],
])('%j is labelled %j', (typed, values) => {
  const read = readLabelled(typed, labels)
  expect(read === null ? null : Object.fromEntries(read)).toEqual(values)
})

test.each(['、', ' ', '、 ', '/ ', '。x'])('a very long message of %j is read at once', (piece) => {
  const long = piece.repeat(75_000)
  const before = performance.now()
  readCommand(`${long})`)
  readWalkWord(`好${long})`)
  readLabelled(`${long})`, labels)
  expect(performance.now() - before).toBeLessThan(1000)
})

test.each(['自评：已达到 ', '\n工作情况：一', ' 自评：', '；自评:'])(
  '18,000 times the label in %j is read at once',
  (piece) => {
    const before = performance.now()
    expect(readLabelled(piece.repeat(18_000).trim(), labels)).not.toBe(undefined)
    expect(performance.now() - before).toBeLessThan(500)
  },
)

test.each([
  ['', { kind: 'open' }],
  ['通过', { kind: 'accept' }],
  ['跳过', { kind: 'skip' }],
  ['全部通过', { kind: 'list' }],
  ['全部通过 确认', { kind: 'accept-listed' }],
  ['全部通过　确认', { kind: 'accept-listed' }],
  ['退回', { kind: 'return', reason: '' }],
  ['退回 缺名册。', { kind: 'return', reason: '缺名册。' }],
  ['退回：缺名册', { kind: 'return', reason: '缺名册' }],
  ['退回原因：缺名册\n还缺日期', { kind: 'return', reason: '缺名册\n还缺日期' }],
  ['17', { kind: 'number', no: 17 }],
  ['第17条', { kind: 'number', no: 17 }],
  ['（3）', null],
  ['退回的材料', null],
  ['不通过', null],
  ['toString', null],
])('what follows 审核: %j', (rest, word) => {
  expect(readReview(rest)).toEqual(word)
})
