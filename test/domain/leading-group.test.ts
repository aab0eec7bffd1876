import { expect, test } from 'vitest'
import type { OpenId, PersonId } from '#src/domain/ids.ts'
import { chooseHeads, type GroupMember, type Heads, type HeadsGap } from '#src/domain/leading-group.ts'

const member = (id: number, name: string): GroupMember => ({ id: id as PersonId, openId: `ou_${id}` as OpenId, name })
const members = [
  ...[member(1, '韩立新'), member(2, '葛明'), member(3, '季小兰'), member(4, '王芳'), member(5, '王芳')],
  member(6, ''),
]
const heads = (head: number | null, ...deputies: number[]): Heads => ({
  head: head as PersonId | null,
  deputies: deputies as PersonId[],
})
const now = heads(1, 2)
const gap = (why: HeadsGap['why'], who?: string | null) => (who === undefined ? { why } : { why, who })

test.each<[string, { head?: unknown; deputies?: unknown }, Heads]>([
  ['nothing asked', {}, now],
  ['by name', { head: '季小兰', deputies: '葛明、韩立新' }, heads(3, 2, 1)],
  ['by id', { head: 'ou_4', deputies: ['ou_5', 'ou_3'] }, heads(4, 5, 3)],
  ['a full stop, and one name twice between commas', { head: '季小兰。', deputies: '葛明，,葛明；' }, heads(3, 2)],
  ['不设', { head: '不设', deputies: '不设。' }, heads(null)],
  ['emptied, in every shape', { head: '', deputies: [] }, heads(null)],
  ['emptied with null and ""', { head: null, deputies: '' }, heads(null)],
  ['emptied with a list', { head: [], deputies: [''] }, heads(null)],
  ['the head alone emptied', { head: '不设' }, heads(null, 2)],
  ['a deputy becomes head', { head: '葛明' }, heads(2)],
  ['what is no text at all', { head: 7, deputies: { a: 1 } }, heads(null)],
])('%s', (_, asked, expected) => {
  expect(chooseHeads({ head: asked.head, deputies: asked.deputies }, members, now)).toEqual({
    kind: 'accepted',
    heads: expected,
  })
})

test.each<[string, { head?: unknown; deputies?: unknown }, object]>([
  ['somebody else', { head: '林老师' }, gap('not-a-member', '林老师')],
  ['two in the field of one', { head: '韩立新、葛明' }, gap('not-a-member', '韩立新、葛明')],
  ['an id of no member', { head: 'ou_9' }, gap('not-a-member', null)],
  ['one deputy of several', { deputies: '葛明、林老师' }, gap('not-a-member', '林老师')],
  ['a name of two members', { deputies: '王芳' }, gap('name-twice', '王芳')],
  ['one person for both', { head: '葛明', deputies: '葛明' }, gap('both', '葛明')],
  ['the head as a deputy', { deputies: '葛明、韩立新' }, gap('both', '韩立新')],
  ['too many', { deputies: Array.from({ length: 11 }, (_, at) => `老师${at}`) }, gap('too-many')],
])('refused: %s', (_, asked, expected) => {
  expect(chooseHeads({ head: asked.head, deputies: asked.deputies }, members, now)).toEqual({
    kind: 'refused',
    gap: expected,
  })
})
