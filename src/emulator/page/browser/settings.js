/** @import { State } from './state.js' */

/** What a reader chose, kept in this browser. @typedef {Pick<State, 'language' | 'theme' | 'tips'>} Settings */

const key = 'duibiao.page'

/**
 * What was chosen on the last visit; at first the browser's language, the system's colours and the suggestions.
 * @returns {Settings}
 */
export function readSettings() {
  const kept = keptSettings()
  const own = navigator.language.startsWith('zh') ? 'zh_cn' : 'en_us'
  return {
    language: kept.language === 'zh_cn' || kept.language === 'en_us' ? kept.language : own,
    theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system',
    tips: kept.tips !== false,
  }
}

/**
 * Keeps what was chosen and lets the whole document follow. A browser that keeps nothing forgets it at the next visit.
 * @param {Settings} settings
 */
export function keepSettings({ language, theme, tips }) {
  showSettings({ language, theme })
  try {
    localStorage.setItem(key, JSON.stringify({ language, theme, tips }))
  } catch {
    // Storage is shut off: the choice holds for this visit.
  }
}

/**
 * @param {Pick<Settings, 'language' | 'theme'>} settings
 */
export function showSettings({ language, theme }) {
  const root = document.documentElement
  root.lang = language === 'zh_cn' ? 'zh-CN' : 'en'
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}

/** @returns {Record<string, unknown>} */
function keptSettings() {
  try {
    return Object(JSON.parse(localStorage.getItem(key) ?? '{}'))
  } catch {
    return {}
  }
}
