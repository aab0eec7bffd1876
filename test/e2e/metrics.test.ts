import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { startTown, type Town } from '#test/support/town.ts'
import { openDivided } from './campaign.ts'

/** What a Prometheus server would read: value by name and labels, as they are written. */
async function metricsOf(town: Town): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${town.url}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.replace(/ [^ ]+$/, ''), Number(/[^ ]+$/.exec(line)?.[0])]))
}

test('a school at work, seen from its metrics', async () => {
  await using town = await startTown({ over: 'webhook' }) // its door is knocked at
  const { sun } = await openDivided(town)
  const before = await metricsOf(town)
  expect(before.get('duibiao_card_age_seconds')).toBe(0)
  // A schedule that has never run within the hour is absent, which is what its alert asks for.
  expect(before.has('duibiao_tick_age_seconds')).toBe(false)
  await sun.on().press('开始填报')
  await sun.on().choose('自评', '已达到').fill('工作情况', '每月一次').press('提交并继续')
  await town.settle()
  await town.database.db.transaction().execute((tx) => town.bot.queue.enqueue(tx, 'tick', {}))
  await town.settle()
  town.clock.set('2026-09-20T08:00+08:00')
  const later = await metricsOf(town)
  const rose = (name: string) => (later.get(name) ?? 0) - (before.get(name) ?? 0)
  expect(rose('duibiao_press_seconds_count{outcome="answered"}')).toBe(2)
  expect(later.get('duibiao_press_seconds_count{outcome="failed"}') ?? 0).toBe(0)
  expect(rose('duibiao_deliveries_total{outcome="sent"}')).toBe(0)
  expect(later.get('duibiao_deliveries_total{outcome="sent"}')).toBeGreaterThan(3)
  expect(later.get('duibiao_tick_age_seconds')).toBeGreaterThanOrEqual(0)
  expect(later.get('duibiao_jobs{queue="deliver"}')).toBe(0)
  expect(later.get('duibiao_card_age_seconds')).toBeCloseTo(12 * 86_400 + 23 * 3_600, -2)
  expect(later.get('duibiao_cards_near_end')).toBe(1)
  expect([...later.keys()].some((name) => /^duibiao_build_info\{version="\d/.test(name))).toBe(true)
  await town.goTo('2026-09-21T16:00+08:00')
  // Sun's card has been renewed by the tick, and what still waited is sent.
  const renewed = await metricsOf(town)
  expect(renewed.get('duibiao_cards_near_end')).toBe(0)
  expect(renewed.get('duibiao_card_age_seconds')).toBe(0)
  // What fails every minute is counted, or nobody would know.
  await sql`alter table study rename to study_gone`.execute(town.database.db)
  await town.database.db.transaction().execute((tx) => town.bot.queue.enqueue(tx, 'tick', {}))
  await town.settle()
  expect((await metricsOf(town)).get('duibiao_jobs_given_up_total{queue="tick"}')).toBe(1)
})

test('what is refused at the webhook is counted by its reason', async () => {
  await using town = await startTown({ over: 'webhook' })
  await fetch(`${town.url}/webhook/feishu`, { method: 'POST', body: '{"encrypt":"AAAA"}' })
  const why = 'not signed, or encrypted with another Encrypt Key'
  expect((await metricsOf(town)).get(`duibiao_webhook_refused_total{why="${why}"}`)).toBe(1)
})

test('reminders that the platform puts off are outstanding until they are sent', async () => {
  await using town = await startTown()
  await openDivided(town)
  const api = 'POST /open-apis/im/v1/messages'
  town.emulator.failNext({ api, times: 100, how: { kind: 'code', status: 400, code: 99991672 } })
  town.clock.set('2026-09-23T16:00+08:00')
  await town.bot.tick()
  await town.settle()
  const held = await metricsOf(town)
  expect(held.get('duibiao_reminders_outstanding')).toBe(3)
  expect(held.get('duibiao_jobs{queue="remind"}')).toBe(3)
  town.clock.set('2026-09-23T17:00+08:00')
  expect((await metricsOf(town)).get('duibiao_letter_age_seconds')).toBe(3_600)
})

describe('docs/watching.md', () => {
  const page = readFileSync(new URL('../../docs/watching.md', import.meta.url), 'utf8')
  const [rules, scrape] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => parse(yaml))
  type Rule = { readonly alert: string; readonly expr: string; readonly annotations: { readonly summary: string } }
  const alerts = (rules as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules)

  test('its alerts are well-formed: a name of their own, a sum of balanced brackets, a sentence', () => {
    expect(alerts.length).toBeGreaterThan(8)
    expect(new Set(alerts.map((one) => one.alert)).size).toBe(alerts.length)
    for (const { expr, annotations } of alerts) {
      expect(expr.replaceAll(/[^(]/g, '')).toHaveLength(expr.replaceAll(/[^)]/g, '').length)
      expect(annotations.summary).toMatch(/\.$/)
    }
    expect((scrape as { scrape_configs: { job_name: string }[] }).scrape_configs[0]?.job_name).toBe('duibiao')
  })

  test('every metric and label it names is there in a bot, and every one of a bot’s own is in it', async () => {
    await using town = await startTown({ over: 'long-connection' }) // which has one more
    const text = await (await fetch(`${town.url}/metrics`)).text()
    const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))
    const named = [...page.matchAll(/\b(?:duibiao|nodejs|process)_\w+/g)].map(([name]) => name)
    const family = (name: string) => (known.has(name) ? name : name.replace(/_(?:bucket|count|sum)$/, ''))
    expect([...new Set(named.map(family))].filter((name) => !known.has(name))).toEqual([])
    const told = page.split('\n## ')[0] ?? ''
    expect([...known].filter((name) => name?.startsWith('duibiao_') && !told.includes(`\`${name}\``))).toEqual([])
  })
})
