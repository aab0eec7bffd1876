import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pressName, pressSchema, readPress } from '#cards/press.ts'
import { parse } from '#src/feishu/parse.ts'
import { sample } from '#test/contract/feishu/fixture.ts'
import { monday } from '#test/contract/feishu/sealed.ts'
import { runs } from '#test/support/fuzz.ts'
import { edited } from './edited.ts'

const verbs = pressSchema.options.map((one) => one.shape.do.value)
/** What ids and versions are forged as. */
const oddNumber = fc.constantFrom<unknown>(
  ...[0, -1, -0, 1, 1.5, 12, 2_147_483_647, 2_147_483_648, 2 ** 53, 1e308, null, true, false],
  ...['', ' ', '12', '12.0', '1e3', '0x10', '١٢', '-1', '1.5', '99999999999999999999', 'NaN', 'Infinity', '12\u0000'],
  ...[[], [12], [[12]], [1, 2], {}, { valueOf: 1, toString: 1 }, { length: 1 }],
)
const fields = ['campaign', 'assignment', 'issue', 'into', 'person', 'plan', 'evidence', 'tray', 'earlier', 'revision']
const others = ['seen', 'page', 'department', 'item', 'no', 'shown', 'finding', 'what', 'marked', 'purpose', 'standing']
const forged = fc.record(
  {
    v: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: oddNumber }),
    do: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...verbs) }, { weight: 1, arbitrary: fc.jsonValue() }),
    ...Object.fromEntries([...fields, ...others].map((name) => [name, fc.oneof(fc.nat(9), oddNumber, fc.jsonValue())])),
  },
  { requiredKeys: ['do'] },
)

const whole = (value: unknown) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2_147_483_647

/** A press that was read is one of this release: whole numbers in range, short texts, and read again it is the same. */
function isPress(press: ReturnType<typeof readPress>): void {
  if (press === null) return
  expect(pressSchema.parse(press)).toEqual(press)
  expect(press.v).toBe(1)
  for (const [name, value] of Object.entries(press)) {
    if (fields.includes(name) || ['seen', 'page', 'item', 'no'].includes(name)) expect(whole(value), name).toBe(true)
    if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(1_200)
  }
  if ('campaign' in press) expect(press.campaign).toBeGreaterThan(0)
}

test('whatever a button carries, in its value or its name', () => {
  fc.assert(
    fc.property(
      fc.oneof(forged, fc.jsonValue()),
      fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' })),
      (value, name) => {
        isPress(readPress(value, name))
        isPress(readPress(null, name))
      },
    ),
    runs(600),
  )
})

test('the name of a button, with signs out of place, is a press of this release or none', () => {
  const name = forged
    .map((value) => pressSchema.safeParse(value))
    .filter((read) => read.success)
    .map((read) => pressName(read.data))
  const edits = fc.array(
    fc.record({
      at: fc.nat(),
      cut: fc.nat(6),
      put: fc.constantFrom('', '__', '-', '--', '0', '9'.repeat(12), '.', ',', '\u0000', '{'),
    }),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(name, edits, (written, all) => isPress(readPress(null, edited(written, all)))),
    runs(300),
  )
})

test('whatever a form holds, only flat values come through, under names that are no part of an object', () => {
  const press = sample('presses', 'form-submit')
  const form = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'fact')),
    fc.oneof(fc.jsonValue(), fc.array(fc.string())),
  )
  fc.assert(
    fc.property(form, fc.jsonValue(), fc.jsonValue(), (values, value, option) => {
      const event = press.event as { action: object }
      const action = { ...event.action, form_value: values, value, option }
      const read = parse({ ...press, event: { ...event, action } }, monday)
      if (read?.kind !== 'press') return
      isPress(read.press)
      expect(Object.getPrototypeOf(read.form)).toBe(Object.prototype)
      for (const one of Object.values(read.form)) {
        const isFlat =
          one === null ||
          typeof one !== 'object' ||
          (Array.isArray(one) && one.every((each) => typeof each === 'string'))
        expect(isFlat).toBe(true)
      }
    }),
    runs(300),
  )
})
