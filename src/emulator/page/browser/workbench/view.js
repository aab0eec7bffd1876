/** @import { Bench, Change } from './bench.js' */
import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import { live } from 'lit-html/directives/live.js'
import { drawCard } from '../card/draw-card.js'
import { examples } from '../card/examples.js'
import { workbenchWords } from './words.js'

/**
 * The workbench as a whole.
 *
 * @param {Bench} bench
 * @param {Change} change
 */
export function drawBench(bench, change) {
  const words = workbenchWords[bench.language]
  return html`<header class="bench-head"><h1>${words.title}</h1><p>${words.intro}</p></header>
    <main class="bench">
      <section class="bench-source">
        <label>${words.example}
          <select id="example" @change=${valueTo(change.example)}>
            <option value="" ?selected=${bench.example === ''} ?hidden=${bench.example !== ''}>${words.own}</option>
            ${examples.map(
              (each) => html`<option value=${each.name} ?selected=${each.name === bench.example}>
                ${bench.language === 'zh_cn' ? each.zh : each.en}
              </option>`,
            )}
          </select>
        </label>
        <label for="source">${words.source}</label>
        <textarea id="source" spellcheck="false" .value=${live(bench.source)} @input=${valueTo(change.source)}></textarea>
      </section>
      <section class="bench-shown" aria-label=${words.drawing}>
        ${drawChoices(bench, change)}
        <div id="drawing" class="width-of-${bench.width}">${drawShown(bench)}</div>
        <h2>${words.verdict}</h2>
        <div id="verdict" aria-live="polite">${drawVerdict(bench)}</div>
        <h2>${words.sent}</h2>
        <div id="sent" aria-live="polite">${
          bench.sent.length === 0
            ? html`<p>${words.nothing}</p>`
            : bench.sent.map((each) => html`<pre>${JSON.stringify(each, null, 2)}</pre>`)
        }</div>
      </section>
    </main>`
}

/**
 * @param {Bench} bench
 * @param {Change} change
 */
function drawChoices(bench, change) {
  const words = workbenchWords[bench.language]
  const choice = (
    /** @type {string} */ id,
    /** @type {string} */ name,
    /** @type {readonly (readonly [string, string])[]} */ options,
    /** @type {string} */ chosen,
    /** @type {(value: any) => void} */ choose,
  ) => html`<label>${name}
    <select id=${id} @change=${valueTo(choose)}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </label>`
  const widths = /** @type {const} */ ([
    ['phone', words.phone],
    ['desk', words.desk],
  ])
  const themes = /** @type {const} */ ([
    ['light', words.light],
    ['dark', words.dark],
  ])
  const languages = /** @type {const} */ ([
    ['zh_cn', '中文'],
    ['en_us', 'English'],
  ])
  const answers = /** @type {const} */ ([
    ['back', words.back],
    ['waits', words.waits],
    ['expired', words.expired],
  ])
  return html`<div class="bench-choices">
    ${choice('width', words.width, widths, bench.width, change.width)}
    ${choice('theme', words.theme, themes, bench.theme, change.theme)}
    ${choice('language', words.language, languages, bench.language, change.language)}
    ${choice('answer', words.answer, answers, bench.answer, change.answer)}
  </div>`
}

/** @param {Bench} bench */
function drawShown({ card, problem, key, env, language }) {
  if (problem !== null) return html`<p class="bench-problem">${workbenchWords[language].notJson}${problem}</p>`
  return card === null ? nothing : keyed(key, drawCard(card, env))
}

/** @param {Bench} bench */
function drawVerdict({ verdict, language }) {
  const words = workbenchWords[language]
  if (verdict === null) return nothing
  if (verdict === 'not checked') return html`<p>${words.notChecked}</p>`
  if (verdict.problem === null) return html`<p class="bench-taken">${words.taken}</p>`
  const { code, path, text } = verdict.problem
  return html`<p class="bench-problem">${words.refused}</p>
    <dl><dt>${code}</dt><dd>${path}</dd><dd>${text}</dd></dl>`
}

/**
 * @param {(value: any) => void} take
 * @returns {(event: Event) => void}
 */
function valueTo(take) {
  return (event) => take(/** @type {HTMLInputElement} */ (event.currentTarget).value)
}
