import { render } from 'lit-html'
import { followUp } from './acts/follow-up.js'
import { hearing } from './acts/hear.js'
import { follow } from './acts/place.js'
import { keepAsking, loadTown } from './acts/town.js'
import { frameIsDrawn } from './after-render.js'
import { tabChanged } from './live.js'
import { phone } from './phone.js'
import { settlePlaces } from './scroll.js'
import { readSettings, showSettings } from './settings.js'
import { store } from './store.js'
import { shell } from './views/shell.js'

/*
 * The flow of the page. Something happens: a reader's deed (a handler in views/ calls a function of acts/) or news over the live
 * stream (live.js → acts/hear.js). It puts new values into the store; the next frame is drawn from them (views/shell.js), and
 * acts/follow-up.js looks whether the new state asks for something by itself. Where one is stands in the address
 * (route.js → acts/place.js).
 */
const root = /** @type {HTMLElement} */ (document.querySelector('#app'))
let isDue = false
/** What was thrown while drawing: each is told once, not with every frame. @type {Set<string>} */
const told = new Set()

function draw() {
  isDue = false
  try {
    render(shell(store.state), root)
  } catch (error) {
    // What is drawn stays, and so does all that follows a frame: the next state may be one that can be drawn.
    tell(error)
  }
  settlePlaces()
  frameIsDrawn()
  followUp()
}

/** @param {unknown} error */
function tell(error) {
  if (told.has(String(error))) return
  told.add(String(error))
  console.error('a frame could not be drawn:', error)
}

store.subscribe(() => {
  if (isDue) return
  isDue = true
  requestAnimationFrame(draw)
})
window.addEventListener('hashchange', follow)
for (const type of /** @type {const} */ (['dragover', 'drop'])) {
  // Beside the places that take files a browser would leave the page and open them.
  window.addEventListener(type, (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault())
}
phone.addEventListener('change', () => store.change({}))
document.addEventListener('visibilitychange', () => tabChanged(hearing))

const settings = readSettings()
showSettings(settings)
store.change(settings)
if (!(await loadTown())) store.change({ online: false })
follow()
keepAsking()
