import { html } from 'lit-html'
import { chooseLanguage, chooseTheme } from '../acts/settings.js'
import { wordsIn } from '../words.js'
import { icons } from './icons.js'

/** @import { State } from '../state.js' */

/**
 * The button for language and looks, with its small panel.
 * @param {State['language']} language
 * @param {State['theme']} theme
 */
export function settingsButton(language, theme) {
  const words = wordsIn(language)
  return html`
    <button class="tool" type="button" popovertarget="settings" title=${words.settings}>
      ${icons.settings}<span class="visually-hidden">${words.settings}</span>
    </button>
    <div id="settings" class="panel" popover role="dialog" aria-label=${words.settings}>
      <fieldset>
        <legend>${words.language}</legend>
        ${choice('language', 'zh_cn', '中文', language, chooseLanguage)}
        ${choice('language', 'en_us', 'English', language, chooseLanguage)}
      </fieldset>
      <fieldset>
        <legend>${words.theme}</legend>
        ${choice('theme', 'light', words.light, theme, chooseTheme)}
        ${choice('theme', 'dark', words.dark, theme, chooseTheme)}
        ${choice('theme', 'system', words.system, theme, chooseTheme)}
      </fieldset>
    </div>
  `
}

/**
 * @template {string} T
 * @param {string} name
 * @param {T} value
 * @param {string} label
 * @param {T} chosen
 * @param {(value: T) => void} choose
 */
function choice(name, value, label, chosen, choose) {
  return html`
    <label class="choice"
      ><input type="radio" name=${name} .checked=${value === chosen} @change=${() => choose(value)} />${label}</label
    >
  `
}
