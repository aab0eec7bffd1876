import { api } from '../api.js'
import { listenAs } from '../live.js'
import { store } from '../store.js'
import { hearing } from './hear.js'
import { hearWire, mostEntries } from './wire.js'

/** Opens the drawer: the stream then carries the wire too, and what went over it before is asked for. */
export async function openWire() {
  const { route } = store.state
  store.change({ wire: { entries: [], kind: 'all', open: new Set() } })
  if (route.person !== null) listenAs(route.person, true, hearing)
  hearWire(await api.wire(mostEntries).catch(() => []))
}

/** Closes it: nobody pays for what nobody looks at. */
export function closeWire() {
  const { route } = store.state
  store.change({ wire: null })
  if (route.person !== null) listenAs(route.person, false, hearing)
}
