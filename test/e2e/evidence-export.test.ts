import { expect, test } from 'vitest'
import { said } from '#cards/words.ts'
import { readSheet } from '#test/support/read-sheet.ts'
import { readBack } from '#test/support/read-zip.ts'
import { docx, pdf, photoWithPlace } from '#test/support/sent-files.ts'
import { startTown, type Town } from '#test/support/town.ts'
import { openDivided, tell } from './campaign.ts'

async function settle(town: Town): Promise<void> {
  await town.settle()
  await town.bot.queue.settled({ delayed: true })
  await town.settle()
}

test('the coordinator gets index and pack in private, after a look at what seems to tell of a pupil', async () => {
  const number = '11010520151231002X'
  await using town = await startTown()
  const { sun, zhao, here, group } = await openDivided(town)
  await sun.on().press('开始填报')
  const roll = docx({ 'word/document.xml': `<w:document><w:p><w:t>学生 ${number}</w:t></w:p></w:document>` })
  await sun.sendFile('家访名册.docx', roll)
  await sun.sendFile('家访制度.pdf', pdf)
  await sun.sendImage(await photoWithPlace())
  await settle(town)
  await tell(town, sun, '自评：已达到\n工作情况：每学期家访一次\n佐证材料：档案盒3-2，德育处')
  await tell(town, sun, '提交')

  await tell(town, here, '总结 佐证目录')
  expect(here.lastText()).toBe(said.privately)
  const [index, ...others] = zhao.files()
  expect(others).toEqual([])
  expect(index?.name).toBe('第一小学对照整改年活动佐证目录.xlsx')
  const rows = (await readSheet(index?.bytes ?? Buffer.of())).slice(3)
  expect(rows.map((row) => [row[3], row[4]])).toEqual([
    ['存放地点', '档案盒3-2，德育处'],
    ['文件', '家访名册.docx'],
    ['文件', '家访制度.pdf'],
    ['照片', '照片.jpg'],
  ])

  await zhao.on().press('导出佐证包')
  await settle(town)
  expect(zhao.lastCard().text).toContain('文件里像有身份证号')
  expect(zhao.lastCard().text).not.toContain(number)
  expect(zhao.files()).toHaveLength(1)
  await zhao.on().press('仍然导出')
  await settle(town)
  const pack = zhao.files().at(-1)
  expect(pack?.name).toBe('第一小学对照整改年活动佐证包.zip')
  const packed = await readBack(pack?.bytes ?? Buffer.of())
  expect(packed.map(({ name }) => name.replace(/^.*\//, ''))).toEqual([
    '第一小学对照整改年活动佐证目录.xlsx',
    expect.stringMatching(/-002 家访名册\.docx$/),
    expect.stringMatching(/-003 家访制度\.pdf$/),
    expect.stringMatching(/-004 照片\.jpg$/),
  ])
  expect(packed[1]?.content).toEqual(roll)
  expect(await readSheet(packed[0]?.content ?? Buffer.of())).toHaveLength(7)

  await tell(town, zhao, '总结 佐证包 去掉后导出')
  await settle(town)
  const clean = await readBack(zhao.files().at(-1)?.bytes ?? Buffer.of())
  expect(clean.map(({ name }) => name).join()).not.toContain('家访名册')
  expect(clean).toHaveLength(3)

  const inGroup = town.emulator.messages(group.id).filter((one) => one.from.kind === 'app')
  expect(JSON.stringify(inGroup)).not.toMatch(/家访|佐证包|file_key/)
  // What Sun sent, and nothing more.
  expect(sun.files().map(({ name }) => name)).toEqual(['家访名册.docx', '家访制度.pdf'])
}, 60_000)
