import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '#src/feishu/parse.ts'
import { platformTime } from '#src/feishu/time.ts'
import { sample } from './fixture.ts'
import { monday } from './sealed.ts'

const parsed = (file: string, name: string) => parse(sample(file, name), monday)
const sender = 'ou_84aad35d084aa403a838cf73ee18467'
const id = '5e3702a84e847582be8db7fb73283c02'

/** A sample with one thing inside it changed. */
function changed(file: string, name: string, change: (event: Record<string, unknown>) => void): unknown {
  const envelope = structuredClone(sample(file, name))
  change(envelope.event as Record<string, unknown>)
  return envelope
}

describe('messages', () => {
  test('in a group, with the mention taken out and nothing else', () => {
    expect(parsed('messages', 'text-with-mention')).toEqual({
      kind: 'message',
      message: 'om_5ce6d572455d361153b7cb51da133945',
      chat: 'oc_5ce6d572455d361153b7xx51da133945',
      place: 'group',
      sender,
      said: { kind: 'text', text: ' /progress 教务处' },
      mentions: [{ who: 'ou_b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0', name: '对标' }],
      root: null,
      at: new Date(1700000000123),
    })
  })

  test('in a thread, blanks and lines as typed', () => {
    expect(parsed('messages', 'text-in-thread')).toMatchObject({
      said: { kind: 'text', text: '第一行\n  第二行 ' },
      root: 'om_root0000000000000000000000000000',
    })
  })

  test('in private', () => {
    expect(parsed('messages', 'text-in-private')).toMatchObject({ place: 'private', mentions: [], root: null })
  })

  test('to all: the key goes, and all is nobody', () => {
    expect(parsed('messages', 'text-to-all')).toMatchObject({
      said: { text: ' 请看 ，谢谢' },
      mentions: [{ name: '对标' }],
    })
  })

  test.each([
    [
      'post',
      {
        kind: 'post',
        text: '晨检\n 每天晨检，[记录](https://example.com/a)\n\n[OK]8:00',
        attached: [{ kind: 'image', key: 'img_1' }],
      },
    ],
    [
      'post-of-pictures',
      {
        kind: 'post',
        text: '',
        attached: [
          { kind: 'image', key: 'img_first' },
          { kind: 'image', key: 'img_second' },
        ],
      },
    ],
    ['image', { kind: 'image', key: 'img_7ea74629-9191-4176-998c-2e603c9c5e8g' }],
    ['file', { kind: 'file', name: '体检记录.pdf', key: 'file_75235e0c-4f92-430a-a99b-8446610223cg' }],
    ['media', { kind: 'file', name: '演练.mp4', key: 'file_v' }],
    ['audio', { kind: 'other', type: 'audio' }],
    ['sticker', { kind: 'other', type: 'sticker' }],
    ['merge-forward', { kind: 'other', type: 'merge_forward' }],
  ])('of type %s', (name, said) => {
    expect(parsed('messages', name)).toMatchObject({ said })
  })

  test('of another bot are nothing to us', () => {
    const fromBot = changed('messages', 'text-in-private', (event) => {
      Object.assign(event.sender as object, { sender_type: 'bot' })
    })
    expect(parse(fromBot, monday)).toEqual({ kind: 'ignored', type: 'im.message.receive_v1' })
  })

  test.each(['{', '[]', 'null', '{"text":7}'])('with the content %s are something, but not a text', (content) => {
    const odd = changed('messages', 'text-in-private', (event) => {
      Object.assign(event.message as object, { content })
    })
    expect(parse(odd, monday)).toMatchObject({ said: { kind: 'other', type: 'text' } })
  })
})

describe('presses', () => {
  const press = { v: 1, do: 'submit-answer', assignment: 12, seen: 3 }

  test('of a button', () => {
    expect(parsed('presses', 'button')).toEqual({
      kind: 'press',
      id: 'f7984f25108f8137722bb63cee927e66',
      presser: sender,
      press: { v: 1, do: 'start-walk', campaign: 3 },
      form: {},
      card: 'om_5ce6d572455d361153b7cb51da133945',
      chat: 'oc_5ce6d572455d361153b7xx51da133945',
    })
  })

  test('of a form, with what its controls hold', () => {
    expect(parsed('presses', 'form-submit')).toMatchObject({
      press,
      form: {
        fact: '每学期体检\n一次',
        rating: 'met',
        owners: ['ou_a', 'ou_b'],
        due: '2026-03-01 +0800',
        empty: '',
        nothing: null,
        none: [],
        done: true,
      },
    })
  })

  test('of a form that came without value, by the name of its button', () => {
    expect(parsed('presses', 'form-submit-without-value')).toMatchObject({ press, form: { fact: '有' } })
  })

  test.each([
    ['select', { page: '2' }],
    ['multi-select', { people: ['ou_a', 'ou_b'] }],
    ['input', { fact: '有' }],
    ['checker', { done: true }],
  ])('of a %s outside a form are a form of one', (name, form) => {
    expect(parsed('presses', name)).toMatchObject({ kind: 'press', form })
  })

  test('of a card that is not ours carry nothing', () => {
    expect(parsed('presses', 'of-another-bot')).toMatchObject({ press: null })
  })

  test('with values that cannot be numbers or texts do no harm', () => {
    let deep: unknown = []
    for (let n = 0; n < 5000; n++) deep = [deep]
    for (const seen of [deep, { valueOf: 1, toString: 1 }]) {
      const odd = changed('presses', 'form-submit', (event) => {
        Object.assign(event.action as object, {
          name: 'x',
          value: { v: 1, do: 'submit-answer', assignment: 12, seen },
          form_value: { fact: '有', odd: seen, more: [['x']] },
        })
      })
      expect(parse(odd, monday)).toMatchObject({ press: null, form: { fact: '有' } })
      expect(Object.keys(Object(parse(odd, monday)).form)).toEqual(['fact'])
    }
  })

  test('without an operator are nothing: nobody vouches for them', () => {
    const nobody = changed('presses', 'button', (event) => {
      delete event.operator
    })
    expect(parse(nobody, monday)).toEqual({ kind: 'ignored', type: 'card.action.trigger' })
  })
})

describe('who is where', () => {
  const chat = 'oc_413ea629f0d9e7a0a9d0ee1f6a2ee3b5'
  const person = 'ou_7dab8a3d3cdcc9da365777c7ad535d62'
  test.each([
    ['bot-added', { kind: 'bot-added', id, chat, by: sender, name: '整改领导小组' }],
    ['bot-removed', { kind: 'bot-removed', id, chat }],
    ['person-left', { kind: 'person-left', id, person }],
    ['person-changed', { kind: 'person-changed', id, person }],
    ['person-new', { kind: 'person-changed', id, person }],
    ['menu', { kind: 'menu', id, person: sender, key: 'start' }],
  ])('%s', (name, event) => {
    expect(parsed('roster', name)).toEqual(event)
  })
})

test.each([
  ['recalled', 'im.message.recalled_v1'],
  ['read', 'im.message.message_read_v1'],
  ['entered', 'im.chat.access_event.bot_p2p_chat_entered_v1'],
  ['unknown', 'mall.order.paid_v9'],
  ['v1', 'p2p_chat_create'],
  ['preview-without-event-id', 'url.preview.get'],
])('%s is acknowledged and nothing else', (name, type) => {
  expect(parsed('others', name)).toEqual({ kind: 'ignored', type })
})

test.each([
  ['nothing', {}],
  ['no event', { ...sample('roster', 'menu'), event: undefined }],
  ['an event that is a list', { ...sample('roster', 'menu'), event: [] }],
  ['an event that is a word', { ...sample('roster', 'menu'), event: 'x' }],
  ['another schema', { ...sample('roster', 'menu'), schema: '3.0' }],
  ['a list', []],
  ['null', null],
])('%s is no envelope', (_, envelope) => {
  expect(parse(envelope, monday)).toBeNull()
})

test('times by the number of their digits', () => {
  expect(platformTime('1700000000')).toEqual(new Date(1_700_000_000_000))
  expect(platformTime('1700000000123')).toEqual(new Date(1_700_000_000_123))
  expect(platformTime('1700000000123456')).toEqual(new Date(1_700_000_000_123))
  expect(platformTime(1_700_000_000)).toEqual(new Date(1_700_000_000_000))
  for (const odd of ['', '17', '-1700000000', '1e12', null, {}]) expect(platformTime(odd)).toBeNull()
})

test('known types in any shape neither throw nor come out half read', () => {
  const types = [
    'im.message.receive_v1',
    'card.action.trigger',
    'im.chat.member.bot.added_v1',
    'application.bot.menu_v6',
  ]
  const odd = fc.record({
    schema: fc.constant('2.0'),
    header: fc.record({ event_id: fc.string(), event_type: fc.constantFrom(...types) }),
    event: fc.dictionary(
      fc.constantFrom('sender', 'message', 'operator', 'action', 'context', 'chat_id', 'operator_id', 'object'),
      fc.jsonValue(),
    ),
  })
  fc.assert(
    fc.property(odd, (envelope) => {
      expect(parse(envelope, monday)).toEqual({ kind: 'ignored', type: envelope.header.event_type })
    }),
  )
})
