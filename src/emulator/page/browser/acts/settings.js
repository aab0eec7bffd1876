import { keepSettings } from '../settings.js'
import { store } from '../store.js'

/** @import { Settings } from '../settings.js' */

/** @param {Settings['language']} language */
export function chooseLanguage(language) {
  store.change({ language })
  keepSettings(store.state)
}

/** @param {Settings['theme']} theme */
export function chooseTheme(theme) {
  store.change({ theme })
  keepSettings(store.state)
}
