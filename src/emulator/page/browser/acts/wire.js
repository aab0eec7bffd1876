import { store } from '../store.js'

/** @import { WireEntry } from '../../../wire.ts' */
/** @import { WireView } from '../state.js' */

/** How many lines the drawer holds. */
export const mostEntries = 300

/**
 * New lines of the drawer, from the stream or from before it.
 * @param {readonly WireEntry[]} heard
 */
export function hearWire(heard) {
  changeWire((wire) => {
    const known = new Set(wire.entries.map(({ n }) => n))
    const entries = [...wire.entries, ...heard.filter(({ n }) => !known.has(n))].toSorted((a, b) => b.n - a.n)
    return { ...wire, entries: entries.slice(0, mostEntries) }
  })
}

/**
 * Shows one kind of entries only.
 * @param {WireView['kind']} kind
 */
export function filterWire(kind) {
  changeWire((wire) => ({ ...wire, kind }))
}

/**
 * Shows or hides what one entry carried.
 * @param {number} n
 * @param {boolean} isOpen
 */
export function expandWire(n, isOpen) {
  changeWire((wire) => {
    const others = [...wire.open].filter((each) => each !== n)
    return { ...wire, open: new Set(isOpen ? [...others, n] : others) }
  })
}

/** @param {(wire: WireView) => WireView} change */
function changeWire(change) {
  const { wire } = store.state
  if (wire !== null) store.change({ wire: change(wire) })
}
