import { focusSoon } from '../after-render.js'
import { phone } from '../phone.js'
import { go } from '../route.js'
import { keepSettings } from '../settings.js'
import { store } from '../store.js'
import { said } from '../words.js'
import { composerKey, putDraft } from './draft.js'
import { follow } from './place.js'
import { toast } from './toast.js'

/** @import { Suggestion } from '../../contract.ts' */

/** Shows or hides the suggestions. They stand where a thread stands, so one of both gives way. */
export function toggleTips() {
  const { tips, route } = store.state
  const isShown = tips && route.thread === null
  showTips(!isShown)
  if (!isShown && route.thread !== null) go({ ...route, thread: null })
}

/** Hides them, also at the next visit. */
export function closeTips() {
  showTips(false)
}

/**
 * Goes where a suggestion leads, with its words written already. Nothing is sent: that is the reader's own deed.
 * @param {Suggestion} suggestion
 */
export function takeTip({ person, chat, draft, hint }) {
  go({ person, chat, thread: null })
  follow()
  if (draft !== null) putDraft(composerKey(store.state, 'main'), { text: draft, marks: [] })
  // A keyboard on the screen would cover what the hint speaks of; the panel with the hint has gone, so it is said once more.
  const hasKeys = matchMedia('(hover: hover)').matches
  focusSoon(hasKeys ? '#write-main' : '#talk-heading')
  if (!phone.matches) return
  showTips(false)
  toast('info', said(hint, store.state.language))
}

/** @param {boolean} tips */
function showTips(tips) {
  store.change({ tips })
  keepSettings(store.state)
}
