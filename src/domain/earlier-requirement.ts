import type { RequirementNo } from './ids.ts'
import { type Pairs, pairsOf, plain, share } from './in-common.ts'
import type { PlacedRequirement } from './standard.ts'

type Placed = Pick<PlacedRequirement, 'no' | 'title' | 'text' | 'task' | 'duty'>
type Prepared = { readonly no: RequirementNo; readonly place: Pairs; readonly title: Pairs; readonly text: Pairs }

/** The same words may head two matters: their texts have to have this much in common where the tasks differ. */
const sameMatter = 0.3
/** From here on requirements of other words are one matter; tuned on the two editions, whose every pair was read. */
const alike = { place: 0.45, title: 0.4, text: 0.5 }
/** Another one that could be meant too. Where a requirement was made of two, each of them answers only half of it. */
const rival = 0.4
/** A set-up is answered within three seconds: of longer texts the beginning is compared, of more pairs none. */
const longestCompared = 300
const mostCompared = 10_000

/**
 * Which requirement of an earlier standard asks the same as one of this, one to one, by number: the same title in the
 * same task, then the same title where only one has it, then similar words in a similar task. What is doubtful is left
 * out, as an answer to something else is worse than none. A standard without tasks goes by its duties, one without
 * either by titles alone.
 */
export function findEarlier(now: readonly Placed[], earlier: readonly Placed[]): Map<RequirementNo, RequirementNo> {
  const found = new Map<RequirementNo, RequirementNo>()
  let [left, before] = [now.map(prepare), earlier.map(prepare)]
  const take = (pairs: readonly (readonly [Prepared, Prepared])[]) => {
    for (const [one, other] of pairs) found.set(one.no, other.no)
    left = left.filter((one) => !pairs.some(([taken]) => taken === one))
    before = before.filter((one) => !pairs.some(([, taken]) => taken === one))
  }
  take(sole(left, before, ({ place, title, text }) => `${place.text}\n${title.text}\n${text.text}`))
  take(sole(left, before, ({ place, title }) => `${place.text}\n${title.text}`))
  take(sole(left, before, ({ title }) => title.text).filter(([a, b]) => share(a.text, b.text) >= sameMatter))
  take(similar(left, before))
  return found
}

function prepare({ no, title, text, task, duty }: Placed): Prepared {
  return {
    no,
    place: pairsOf(plain(task?.title ?? duty?.title ?? '')),
    title: pairsOf(plain(title)),
    text: pairsOf(plain(text).slice(0, longestCompared)),
  }
}

/** Those that alone on their side have what they have in common. */
function sole(
  now: readonly Prepared[],
  earlier: readonly Prepared[],
  key: (one: Prepared) => string,
): (readonly [Prepared, Prepared])[] {
  const [mine, theirs] = [Map.groupBy(now, key), Map.groupBy(earlier, key)]
  return [...mine].flatMap(([what, [one, ...more]]) => {
    const [other, ...others] = theirs.get(what) ?? []
    const unclear = more.length + others.length > 0
    return one === undefined || other === undefined || unclear ? [] : [[one, other] as const]
  })
}

/** Titles are short and looked at first: texts are compared only where they may decide something. */
function similar(now: readonly Prepared[], earlier: readonly Prepared[]): (readonly [Prepared, Prepared])[] {
  if (now.length * earlier.length > mostCompared) return []
  const near = once((one, other) => one.place.text === other.place.text || share(one.place, other.place) >= alike.place)
  const texts = once((one, other) => share(one.text, other.text))
  const rivals = (one: Prepared, other: Prepared) =>
    earlier.some((each) => each !== other && near(one, each) && texts(one, each) >= rival) ||
    now.some((each) => each !== one && near(each, other) && texts(each, other) >= rival)
  return now.flatMap((one) =>
    earlier
      .filter((other) => near(one, other) && share(one.title, other.title) >= alike.title)
      .filter((other) => texts(one, other) >= alike.text && !rivals(one, other))
      .map((other) => [one, other] as const),
  )
}

/** Each pair is compared once, however many others it could be a rival of. */
function once<T>(compare: (one: Prepared, other: Prepared) => T): (one: Prepared, other: Prepared) => T {
  const known = new Map<Prepared, Map<Prepared, T>>()
  return (one, other) => {
    const row = known.get(one) ?? new Map<Prepared, T>()
    known.set(one, row)
    const found = row.get(other) ?? compare(one, other)
    row.set(other, found)
    return found
  }
}
