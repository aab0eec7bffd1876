import { isDark } from './theme.js'

/**
 * The part of the library that is used here; its own types would bring those of a whole graphics engine.
 *
 * @typedef {object} Chart
 * @property {() => unknown} renderSync
 * @property {() => void} release
 *
 * @typedef {object} ChartOptions
 * @property {HTMLElement} dom
 * @property {boolean} autoFit
 * @property {boolean} animation
 * @property {string} theme
 * @property {(why: unknown) => void} onError
 *
 * @typedef {new (spec: Record<string, unknown>, options: ChartOptions) => Chart} ChartClass
 * @typedef {{ readonly dark: boolean, release(): void }} Drawing
 */

/** @type {Promise<ChartClass> | null} */
let library = null

/**
 * Draws a chart on canvas, as soon as the library is there (it comes with the first chart). It follows the size of its
 * element from then on.
 *
 * @param {HTMLElement} element
 * @param {Record<string, unknown>} spec
 * @param {() => void} failed Called instead when nothing can be drawn.
 * @returns {Drawing}
 */
export function startDrawing(element, spec, failed) {
  /** @type {Chart | null} */
  let chart = null
  let over = false
  const dark = isDark(element)
  const fail = () => {
    release()
    failed()
  }
  const release = () => {
    over = true
    chart?.release()
    chart = null
  }
  const begin = (/** @type {ChartClass} */ VChart) => {
    if (over) return
    const animation = !matchMedia('(prefers-reduced-motion: reduce)').matches
    const theme = dark ? 'dark' : 'light'
    let refused = false
    chart = new VChart(spec, { dom: element, autoFit: true, animation, theme, onError: () => (refused = true) })
    chart.renderSync()
    if (refused) fail()
  }
  load().then(begin).catch(fail)
  return { dark, release }
}

/** The library is one script that leaves its name on the global object. */
function load() {
  library ??= import('@visactor/vchart').then(
    () => /** @type {{ VChart: { VChart: ChartClass } }} */ (/** @type {unknown} */ (globalThis)).VChart.VChart,
  )
  return library
}
