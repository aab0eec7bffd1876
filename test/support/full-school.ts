import { answers, type Given } from '#src/demo/answers.ts'
import { assignmentOf, leadingGroup, openDivided, walkPress } from './first-school.ts'
import { issueNo, ledgerOf, move } from './ledger.ts'
import type { Recorder } from './recorder.ts'

/**
 * A school that has done its year: all 92 requirements answered by their respondents, its shortcomings (domain facts,
 * section 2.5) in the ledger, two joined, one with the bureau, one struck off; two sessions of study noted. Nothing is
 * compiled yet.
 */
export async function openFullSchool(given: readonly Given[] = answers): Promise<Recorder> {
  const world = await openDivided()
  await world.say('zhao', '创建活动 组长：吴校长', { in: leadingGroup })
  await world.say('zhao', '学习 记录 9月3日 集中学习 32人 校长解读标准')
  await world.say('zhao', '学习 记录 9月4日 学年组研讨 28人 各学年组对照本组工作逐条讨论')
  await world.say('zhao', '学习 记录 9月4日 校园宣传 校报、板报、广播站连续两周介绍六项管理职责')
  for (const one of given) await submit(world, one)
  await rectify(world)
  return world
}

async function submit(world: Recorder, { no, due, ...form }: Given): Promise<void> {
  const press = await walkPress(world, 'submit-answer', no)
  const reply = await world.press(await respondentOf(world, no), press, {
    ...form,
    ...(due === undefined ? {} : { due: `${due} +0800` }),
  })
  if (reply.toast?.kind !== 'success') throw new Error(`${no} was not taken: ${reply.toast?.text}`)
}

async function respondentOf(world: Recorder, no: number): Promise<string> {
  const { respondent } = await assignmentOf(world, no)
  const found = await world.database.db
    .transaction()
    .execute((tx) => tx.selectFrom('person').select('open_id').where('id', '=', respondent).executeTakeFirstOrThrow())
  return found.open_id.slice('ou_'.length)
}

/** By the requirement an issue came from; throws when it has none. */
export async function issueOf(world: Recorder, requirement: number): Promise<number> {
  const found = (await ledgerOf(world)).find((one) => one.requirements.includes(requirement as never))
  if (found === undefined) throw new Error(`no issue of requirement ${requirement}`)
  return found.no
}

async function rectify(world: Recorder): Promise<void> {
  const [room, partner, base, community] = [27, 29, 32, 50].map((no) => issueOf(world, no))
  const owner = await respondentOf(world, 27)
  await world.say(owner, `台账 ${await room} 整改方式：提请上级解决；上级部门：教育局`)
  const [into, joined] = [await issueNo(world, (await base) ?? 0), (await community) ?? 0]
  await move(world, await respondentOf(world, 50), 'join-issue', joined, '', into.no)
  const done = (await partner) ?? 0
  await move(
    world,
    await respondentOf(world, 29),
    'ask-strike-off',
    done,
    '与县文化馆签订了三年合作协议，每月来校授课两次',
  )
  await move(world, 'wu', 'strike-off', done)
}
