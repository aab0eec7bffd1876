import { createHash } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#db/tx.ts'
import { credentials, type DistantTown, keys, startDistantTown } from '#test/support/distant-town.ts'
import type { Person } from '#test/support/person.ts'
import { bomb, docx, pdf, photoWithPlace, program } from '#test/support/sent-files.ts'
import { workbook } from '#test/support/workbook.ts'
import { talkativePlatform } from './talkative-platform.ts'

/** Stand in every text and name; the second is found in whatever writing Chinese does not survive. */
const marker = '标记'
const latin = 'mkzq7'
const phone = '13912345678'
const identity = '11010519491231002X'
const text = (what: string) => `${marker}${what}${latin} ${phone} ${identity}`
const name = (what: string) => `${marker}${what}`

/** A database that quotes what it was given in its error: always of the first text, the first time of the second. */
async function lay(tx: Tx): Promise<void> {
  await sql`create sequence stumbled`.execute(tx)
  await sql`
    create function stumble() returns trigger language plpgsql as $$
    begin
      if new.fact like '%总是绊倒%' or (new.fact like '%绊倒一次%' and nextval('stumbled') = 1) then
        raise exception 'invalid input: %', new.fact using detail = row_to_json(new)::text, errcode = '22P02';
      end if;
      return new;
    end $$`.execute(tx)
  await sql`create trigger stumble before insert or update on draft for each row execute function stumble()`.execute(tx)
}

async function tell(town: DistantTown, who: Person, ...words: readonly string[]): Promise<void> {
  for (const each of words) await who.say(each)
  await town.settle()
}

type School = Awaited<ReturnType<typeof openSchool>>
async function openSchool(town: DistantTown) {
  const zhao = town.person(name('赵主任'), { departments: [name('办公室')], head: true })
  const qian = town.person(name('钱老师'), { departments: [name('教务处')], head: true })
  const sun = town.person(name('孙老师'), { departments: [name('德育处')], head: true })
  const lin = town.person(name('林老师'), { departments: [name('德育处')] })
  const group = await town.group(name('领导小组'), [zhao, qian, sun])
  await town.settle()
  const here = zhao.in(group)
  const settings = `学校名称：${name('小学')}；活动名称：${name('活动')}；对照标准：2014；自查截止日期：2026-09-30`
  await tell(town, here, `/setup ${settings}`, '/setup 审核：部门负责人', '/assign')
  await here.on().press('确认分工')
  await town.settle()
  return { zhao, qian, sun, lin, here, group }
}

/** Everything that takes words, names or files. */
async function goThroughTheYear(town: DistantTown, { zhao, sun, lin, here, group }: School): Promise<void> {
  const walk = (who: Person) => who.on(who.cards().findLast((card) => card.fields.some((one) => one.label === '自评')))
  await sun.on().press('开始填报')
  await walk(sun).choose('自评', '已达到').fill('工作情况', text('甲')).fill('佐证材料', text('乙')).press('提交并继续')
  await walk(sun)
    .choose('自评', '部分达到')
    .fill('存在问题', text('丙'))
    .fill('整改措施', text('丁'))
    .press('提交并继续')
  await walk(sun).fill('工作情况', text('草稿')).press('暂存')
  await tell(town, sun, text('一句话'), `存在问题：${text('说的')}`)
  await sun.sendImage(await photoWithPlace())
  for (const [file, bytes] of [
    [`../../${text('路径')}.pdf`, pdf],
    [`${text('名单')}.docx`, docx({ 'word/document.xml': `<w:document>${text('里面')}</w:document>` })],
    [`${text('程序')}.docx`, program],
    [`${text('炸弹')}.docx`, bomb()],
  ] as const) {
    await sun.sendFile(file, bytes)
  }
  await town.settle()
  await tell(town, lin, '填报')
  await lin.on().choose('自评', '已达到').fill('工作情况', text('林')).press('提交并继续')
  await tell(town, sun, '审核', `审核 退回 ${text('原因')}`)
  const reported = [`台账 1 进展 ${text('进展')}`, `台账 1 原因分析：${text('为何')}`]
  const added = `台账 新增 问题：${text('新增')}；来源：自查；部门：${name('教务处')}`
  await tell(town, zhao, ...reported, added)
  await tell(town, sun, `台账 1 申请销号 ${text('办好')}`)
  await tell(
    town,
    here,
    `学习 记录 9月3日 集中学习 32人 ${text('学习')}`,
    '学习 开始',
    `学校概况 寄宿学生：${text('寄宿')}`,
    `创建活动 组长：${name('孙老师')}`,
    ...['进度', '台账', '体检', '总结', '总结 依据', '总结 佐证目录', '总结 佐证包', '催办'],
    `/progress ${text('部门')}`,
    `/${latin}${marker}`,
    `移交 ${name('林老师')} ${name('孙老师')}`,
  )
  await here.in(group).sendPost(text('图文'), [await photoWithPlace(9)])
  await tell(town, here, '分工 导入')
  await zhao.sendFile(
    `${text('责任分工表')}.xlsx`,
    await workbook(
      [
        ['序号', '责任人'],
        [17, text('谁')],
      ] as never,
      { sheet: name('表') },
    ),
  )
  await zhao.sendFile('责任分工表.xlsx', Buffer.from(text('不是表')))
  await tell(town, here, '创建活动 导入标准')
  await zhao.sendFile(`${text('标准')}.txt`, Buffer.from(`1. ${text('条款')}\n2. ${text('条款二')}`))
  await town.settle()
}

/** Trouble of every kind writes more lines than success. */
async function trouble(town: DistantTown, { sun, qian, here, lin }: School): Promise<void> {
  const walk = (who: Person) => who.on(who.cards().findLast((card) => card.fields.some((one) => one.label === '自评')))
  // A press that the database cannot take, and a message whose job fails once.
  const toast = (await walk(sun).fill('工作情况', text('总是绊倒')).press('暂存')).toast
  expect(toast?.content).toContain('出了点问题')
  await tell(town, qian, '填报', text('绊倒一次'))
  // A disk on which nothing can be kept.
  const files = join(town.dataDir, 'files')
  await rename(files, `${files}.away`)
  await writeFile(files, '')
  await sun.sendFile(`${text('盘满')}.pdf`, Buffer.concat([pdf, Buffer.from(text('盘满'))]))
  await town.settle()
  await rename(files, `${files}.full`)
  await rename(`${files}.away`, files)
  town.emulator.removePerson(lin.handle)
  await town.settle()
  await tell(town, here, '总结')
}

/** Requests that no platform sends, or that it sends in a shape nobody knows. */
async function knock(town: DistantTown): Promise<number[]> {
  const door = town.emulator.world.apps.get(credentials.FEISHU_APP_ID)?.callbackUrl ?? ''
  const stamp = String(Math.floor(town.clock.now().getTime() / 1000))
  const signed = (body: string) => ({
    'x-lark-request-timestamp': stamp,
    'x-lark-request-nonce': latin,
    'x-lark-signature': createHash('sha256')
      .update(stamp + latin + keys.FEISHU_ENCRYPT_KEY + body)
      .digest('hex'),
  })
  const body = JSON.stringify({ text: text('信封'), token: keys.FEISHU_VERIFICATION_TOKEN, latin })
  const asks: [string, RequestInit][] = [
    [door, { method: 'POST', body }],
    [door, { method: 'POST', body, headers: signed(body) }],
    [door, { method: 'POST', body: body.slice(1), headers: signed(body.slice(1)) }],
    [door, { method: 'POST', body, headers: { ...signed(body), 'x-lark-signature': latin } }],
    [`${door}?${encodeURIComponent(text('问'))}`, { method: 'POST', body }],
    [door, { method: 'PUT', body }],
    [`${door}/${encodeURIComponent(text('路'))}%ff%00..%2f`, { method: 'POST', body }],
    [door, { method: 'POST', body: text('大').repeat(40_000) }],
  ]
  const statuses: number[] = []
  for (const [url, init] of asks) statuses.push((await fetch(url, init)).status)
  return statuses
}

test('the log of a whole campaign, at its most talkative, holds no word, name, number or secret of anybody', {
  timeout: 240_000,
}, async () => {
  await using platform = await talkativePlatform()
  await using town = await startDistantTown({
    at: '2026-09-07T09:00+08:00',
    over: 'webhook', // its door is knocked at
    settings: { LOG_LEVEL: 'trace', FEISHU_DOMAIN: platform.url },
    lay,
  })
  platform.handOnTo(town.emulator.url)
  const school = await openSchool(town)
  await goThroughTheYear(town, school)
  await trouble(town, school)

  const sends = /^POST \/open-apis\/im\/v1\/messages/
  platform.refuse(2, sends, { status: 400, code: 99992402 })
  await tell(town, school.here, '/progress')
  platform.refuse(1, sends, { status: 400, code: 230002 })
  await tell(town, school.sun, '/mine')
  platform.refuse(1, /^POST .*\/files/, { status: 413, code: null })
  await tell(town, school.here, '总结 自评表')
  platform.refuse(9, /contact\/v3/, { status: 403, code: null })
  await tell(town, school.here, '/assign')
  platform.refuse(1, /resources/, { status: 400, code: 234003 })
  await school.sun.sendFile(`${text('撤回')}.pdf`, pdf)
  await town.goTo('2026-09-29T16:00+08:00')
  await town.goTo('2026-09-30T18:00+08:00')
  const statuses = await knock(town)

  const log = town.log()
  const lines = log.split('\n').filter((line) => line !== '')
  // It was talkative: every line is JSON, and what was to go wrong went wrong.
  const said = lines.map((line) => JSON.parse(line) as { level: string; msg: string })
  expect([...new Set(said.map((one) => one.level))].toSorted()).toEqual(['debug', 'error', 'warn'])
  for (const about of [
    'an event could not be handled',
    'a job failed and will be tried again',
    'a piece of evidence could not be kept',
    'a piece of evidence could not be fetched',
    'a message could not be sent',
    'a request to the webhook was refused',
    'a request to the webhook was not understood',
  ]) {
    expect(
      said.some((one) => one.msg.startsWith(about)),
      about,
    ).toBe(true)
  }
  expect(log).toContain('"code":"22P02"')
  expect(platform.unasked()).toEqual([])
  expect(statuses).toEqual([401, 401, 400, 401, 401, 405, 404, 413])

  const tokens = town.emulator.world.apps.get(credentials.FEISHU_APP_ID)?.tokens.map((one) => one.token) ?? []
  expect(tokens.length).toBeGreaterThan(0)
  const { FEISHU_APP_ID: _, ...secrets } = { ...credentials, ...keys }
  expect(Object.keys(secrets)).toHaveLength(3)
  const forbidden = [marker, latin, phone, identity, encodeURIComponent(marker), '\\u6807', ...tokens]
  const found = [...forbidden, ...Object.values(secrets)].filter((one) => log.toLowerCase().includes(one.toLowerCase()))
  expect(found).toEqual([])
  expect(log).not.toMatch(/Bearer|authorization/i)

  // And what was said did reach the bot.
  const kept = await town.readData(async (tx) => {
    const rows = await sql<{ row: string }>`select row_to_json(t)::text as row from answer t
      union all select row_to_json(t)::text from issue_entry t union all select row_to_json(t)::text from evidence t`.execute(
      tx,
    )
    return rows.rows.map(({ row }) => row).join('\n')
  })
  for (const one of ['甲', '乙', '丙', '丁', '林', '进展', '办好', '路径', '名单', '盘满', '撤回']) {
    expect(kept, one).toContain(`${marker}${one}`)
  }
})
