import { seeded } from '#test/support/seeded.ts'

/**
 * What a person is like: answers by pressing in private, in a thread of the leading group, only ever writes sentences,
 * or never comes round to it.
 */
export type Nature = 'presser' | 'in-thread' | 'talker' | 'silent'

export type Deed = {
  readonly kind: 'submit' | 'twice' | 'keep' | 'skip' | 'back' | 'say' | 'say-skip'
  /** Their own words, which nobody else ever uses. */
  readonly text: string
  readonly rating: '已达到' | '部分达到' | '未达到'
  /** How long they think before, in real milliseconds. */
  readonly thinkMs: number
  /** How often they press again when the phone shows an error. */
  readonly patience: number
}

/** The deeds of one person on one day. The same seed, person and day give the same deeds. */
export function planDeeds(seed: number, who: number, day: number, seconds: number, thinkMs: number): readonly Deed[] {
  const nature = natureOf(who)
  if (nature === 'silent') return []
  const random = seeded(seed * 1_000_003 + who * 1_009 + day)
  const deeds: Deed[] = []
  for (let passed = 0; ; ) {
    const think = random.whole(Math.round(thinkMs / 2), Math.round(thinkMs * 1.5))
    passed += think
    if (passed > seconds * 1_000) return deeds
    const no = deeds.length + 1
    const kind = nature === 'talker' ? talk(no) : random.pick(kindsOfPressers)
    deeds.push({
      kind,
      text:
        nature === 'talker'
          ? `师${pad(who)}第${day}天${pad(no)}`
          : `老师${pad(who)}第${day}天第${pad(no)}件：每周检查一次，有记录`,
      rating: random.pick(['已达到', '已达到', '已达到', '部分达到', '未达到']),
      thinkMs: think,
      patience: random.whole(0, 2),
    })
  }
}

const kindsOfPressers = ['submit', 'submit', 'submit', 'submit', 'twice', 'keep', 'keep', 'skip', 'back'] as const

/** From time to time they go on to the next requirement. Short words, as all they ever say fits into one field. */
function talk(no: number): 'say' | 'say-skip' {
  return no % 12 === 0 ? 'say-skip' : 'say'
}

/** Of twenty: thirteen press, three do it in a thread, two write, two are late. The first four of a school lead it. */
export function natureOf(who: number): Nature {
  const among = who % 20
  if (among < 13) return 'presser'
  if (among < 16) return 'in-thread'
  return among < 18 ? 'talker' : 'silent'
}

/** What is written after the end is not kept: whoever only writes has said everything the day before. */
export function isLate(day: { readonly closes: boolean }, { who }: { readonly who: number }): boolean {
  return day.closes && natureOf(who) === 'talker'
}

function pad(no: number): string {
  return String(no).padStart(3, '0')
}
