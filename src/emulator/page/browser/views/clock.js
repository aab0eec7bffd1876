import { html, nothing } from 'lit-html'
import { moveClock } from '../acts/clock.js'
import { clockTimes } from '../clock-times.js'
import { clockOf } from '../people.js'
import { fullText, inputText, moment } from '../time.js'
import { wordsIn } from '../words.js'
import { icons } from './icons.js'

/** @import { State } from '../state.js' */

/**
 * The world's time; where it may be moved, a button with the times worth going to.
 * @param {State} state
 */
export function clockButton(state) {
  const { clock, moving, language } = state
  if (clock === null) return html`<span class="clock"></span>`
  const words = wordsIn(language)
  const { now, timeZone } = clockOf(state)
  const shown = html`${icons.clock}<span class="visually-hidden">${words.clock}</span
      ><time datetime=${clock.now}>${fullText(now, now, timeZone, language)}</time>`
  if (!clock.movable) return html`<span class="clock">${shown}</span>`
  return html`
    <button class="clock" type="button" popovertarget="clock-panel" title=${words.moveClock} ?disabled=${moving !== null}>
      ${shown}
    </button>
    <div id="clock-panel" class="panel" popover role="dialog" aria-labelledby="clock-heading">
      <h2 id="clock-heading">${words.moveClock}</h2>
      <p class="hint">${words.moveClockHint}</p>
      <ul role="list">
        ${clockTimes(clock, language).map(({ label, at }) => timeToGo(state, label, at))}
      </ul>
      ${freeTime(state)}
    </div>
  `
}

/**
 * While time passes: how far it has come.
 * @param {State} state
 */
export function passingBar(state) {
  const { moving, language } = state
  if (moving === null) return nothing
  const { now, timeZone } = clockOf(state)
  const from = Date.parse(moving.from)
  const share = moving.to === null ? null : (now.getTime() - from) / (Date.parse(moving.to) - from)
  return html`
    <div class="bar passing">
      <span role="status">${wordsIn(language).passing}</span>
      <time>${fullText(now, now, timeZone, language)}</time>
      ${share === null ? nothing : html`<progress max="1" value=${share} aria-label=${wordsIn(language).passing}></progress>`}
    </div>
  `
}

/**
 * @param {State} state
 * @param {string} label
 * @param {Date} at
 */
function timeToGo(state, label, at) {
  const { now, timeZone } = clockOf(state)
  return html`
    <li>
      <button class="time-to-go" type="button" @click=${() => leave(at)}>
        <span>${label}</span> <time class="hint">${fullText(at, now, timeZone, state.language)}</time>
      </button>
    </li>
  `
}

/** @param {State} state */
function freeTime(state) {
  const { now, timeZone } = clockOf(state)
  const words = wordsIn(state.language)
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault()
    const field = /** @type {HTMLFormElement} */ (event.currentTarget).elements.namedItem('to')
    const parts = field instanceof HTMLInputElement ? field.value.split(/[-T:]/).map(Number) : []
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts
    if (parts.length >= 5) leave(moment({ year, month, day, hour, minute }, timeZone))
  }
  return html`
    <form class="free-time" novalidate @submit=${submit}>
      <label>${words.chooseTime}<input class="field" type="datetime-local" name="to" min=${inputText(now, timeZone)} /></label>
      <button class="button" type="submit">${words.goThere}</button>
    </form>
  `
}

/** @param {Date} to */
function leave(to) {
  document.getElementById('clock-panel')?.hidePopover()
  moveClock(to)
}
