/**
 * Remembers the last answer as long as the arguments stay the same objects: what is worked out from the state is worked out
 * once a change, not once a frame.
 * @template {readonly unknown[]} A
 * @template R
 * @param {(...all: A) => R} work
 * @returns {(...all: A) => R}
 */
export function remembered(work) {
  /** @type {{ all: A, answer: R } | null} */
  let last = null
  return (...all) => {
    if (last === null || last.all.some((each, index) => each !== all[index])) last = { all, answer: work(...all) }
    return last.answer
  }
}
