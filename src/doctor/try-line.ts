import { randomInt, randomUUID } from 'node:crypto'
import { connectionTestCard } from '#cards/connection-test.ts'
import { connectionTestWord } from '../domain/connection-test.ts'
import { makeMessenger } from '../feishu/client.ts'
import { type Finding, fine, sayTrouble, skipped, type Words, wrong } from './finding.ts'
import type { Platform } from './platform.ts'
import { type Found, findRecipient, type Recipient } from './recipient.ts'
import { askHeard, type Heard, type OnPort } from './running-bot.ts'

export type Try = {
  readonly platform: Platform
  readonly port: number
  readonly onPort: OnPort
  /** Events come by the long connection, not to an address. */
  readonly byLine: boolean
  /** Who is asked to press: a name, an open_id or a chat_id; null: nobody. */
  readonly to: string | null
  /** How often the bot is asked, a second apart, before it counts as not arrived. */
  readonly looks: number
  readonly pause: () => Promise<void>
  /** Says what is waited for meanwhile. */
  readonly tell: (words: Words) => void
}

/**
 * The whole way round: the platform brings our card to a person, their press and their words come back through proxy,
 * keys and subscriptions to the bot that runs, and that says so (decision 0043). Two findings: presses, and messages.
 */
export async function tryLine(trial: Try): Promise<Finding[]> {
  const { platform, onPort, to } = trial
  const both = (words: Words) => [skipped('callback', words), skipped('events', words)]
  if (onPort.kind !== 'bot') return both({ zh: '要机器人正在运行', en: 'needs the bot to run' })
  if (to === null) {
    return both({
      zh: '没有试：加上 -- --to 您的姓名（或群名），会发一张卡片请您点一下',
      en: 'not tried: add -- --to and your name (or a group’s), and press the button on the card it sends',
    })
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const before = await askHeard(trial.port, code)
  if (before === null) {
    return both({ zh: '正在运行的机器人是旧版本，请重启', en: 'the bot that runs is of an older release: restart it' })
  }
  try {
    const found = await findRecipient(platform, to)
    if (found.kind !== 'one') return [wrong('callback', ...sayNotFound(to, found))]
    await send(platform, found.recipient, code)
    return judge(before, await wait(trial, found.recipient, code), trial.byLine)
  } catch (error) {
    const trouble = sayTrouble(error)
    const says = { zh: `卡片发不出去${trouble.code}`, en: `the card could not be sent${trouble.code}` }
    return [wrong('callback', says, trouble.todo)]
  }
}

async function send({ connection }: Platform, { target, place }: Recipient, code: string): Promise<void> {
  const card = connectionTestCard({ code, place, pressed: false })
  await makeMessenger(connection).send(target, { kind: 'card', card }, `doctor-${randomUUID()}`)
}

async function wait(trial: Try, { name, place }: Recipient, code: string): Promise<Heard | null> {
  const at = place === 'group' ? { zh: '@机器人 ', en: '@ the bot and ' } : { zh: '', en: '' }
  trial.tell({
    zh: `已把卡片发给「${name}」：请在飞书里点「点我试一下」，再${at.zh}发一句「${connectionTestWord} ${code}」`,
    en: `a card went to 「${name}」: press its button in Feishu, then ${at.en}write 「${connectionTestWord} ${code}」`,
  })
  let heard: Heard | null = null
  let told = false
  for (let looks = 0; looks < trial.looks; looks += 1) {
    heard = (await askHeard(trial.port, code)) ?? heard
    if (heard?.press && heard.words) return heard
    if (heard?.press && !told) {
      told = true
      trial.tell({ zh: '点击收到了，还差一句话', en: 'the press has arrived; now the words' })
    }
    await trial.pause()
  }
  return heard
}

function judge(before: Heard, after: Heard | null, byLine: boolean): Finding[] {
  const heard = after ?? before
  const why = Object.entries(heard.refused).flatMap(([reason, times]) =>
    times > (before.refused[reason] ?? 0) ? [reason] : [],
  )
  const address: Words = byLine
    ? { zh: '选了「使用长连接」', en: '使用长连接 is chosen' }
    : {
        zh: '填的是到这个机器人的网址（反向代理把 /webhook/feishu 原样转过来）',
        en: 'stands the address that leads to this bot (the proxy passes /webhook/feishu on unchanged)',
      }
  return [
    heard.press
      ? fine('callback', { zh: '点击到达了机器人', en: 'a press reached the bot' })
      : missing('callback', why, {
          zh: `「回调配置」里${address.zh}，并添加了「卡片回传交互」`,
          en: `whether under 回调配置 ${address.en}, and 卡片回传交互 is added there`,
        }),
    heard.words
      ? fine('events', { zh: '消息到达了机器人', en: 'words reached the bot' })
      : missing('events', why, {
          zh: `「事件配置」里${address.zh}，并添加了 im.message.receive_v1；在群里要 @机器人`,
          en: `whether under 事件配置 ${address.en}, and im.message.receive_v1 is added there; in a group the bot has to be mentioned`,
        }),
  ]
}

function missing(about: 'callback' | 'events', refused: readonly string[], todo: Words): Finding {
  if (refused.length > 0) {
    return wrong(
      about,
      {
        zh: `请求到了，但被拒收：${refused.join('; ')}`,
        en: `requests arrived and were refused: ${refused.join('; ')}`,
      },
      {
        zh: '核对 FEISHU_ENCRYPT_KEY、FEISHU_VERIFICATION_TOKEN、FEISHU_APP_ID 和时钟，改后重启',
        en: 'compare FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN, FEISHU_APP_ID and the clock, then restart',
      },
    )
  }
  const says: Words = { zh: '没有等到', en: 'nothing arrived' }
  return wrong(about, says, { zh: `看${todo.zh}`, en: `look ${todo.en}` })
}

function sayNotFound(to: string, found: Exclude<Found, { kind: 'one' }>): [says: Words, todo: Words] {
  switch (found.kind) {
    case 'nobody':
      return [
        {
          zh: `通讯录范围和机器人的群里都没有「${to}」`,
          en: `neither a person in range nor a group is called 「${to}」`,
        },
        {
          zh: '按通讯录里的写法，或用 open_id、chat_id',
          en: 'write it as the directory does, or give an open_id or chat_id',
        },
      ]
    case 'several':
      return [
        { zh: `有 ${found.ids.length} 个「${to}」`, en: `${found.ids.length} are called 「${to}」` },
        { zh: `用其中一个的编号：${found.ids.join(' ')}`, en: `give one of ${found.ids.join(' ')}` },
      ]
    case 'too-many-departments':
      return [
        { zh: '部门太多，按姓名找要很久', en: 'too many departments to look through by name' },
        { zh: '用群名，或 open_id、chat_id', en: 'give the name of a group, an open_id or a chat_id' },
      ]
  }
}
