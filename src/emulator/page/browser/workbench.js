/** @import { CardPress } from './card/env.js' */
/** @import { Bench, Change } from './workbench/bench.js' */
import { render } from 'lit-html'
import { askConfirm } from './card/confirm.js'
import { examples } from './card/examples.js'
import { isObject } from './card/json.js'
import { snapBack } from './card/snap-back.js'
import { cardChecker } from './workbench/check.js'
import { sampleImage, sampleMembers, sampleName } from './workbench/town.js'
import { drawBench } from './workbench/view.js'

const root = /** @type {HTMLElement} */ (document.querySelector('#workbench'))
const check = cardChecker()
const mostSent = 20
const pauseMs = 250

/** @type {Bench} */
const bench = {
  ...{ source: '', example: '', card: null, problem: null, key: '', verdict: null, sent: [] },
  width: matchMedia('(max-width: 700px)').matches ? 'phone' : 'desk',
  theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  language: 'zh_cn',
  answer: 'back',
  env: {
    language: 'zh_cn',
    nameOf: sampleName,
    members: () => sampleMembers,
    imageUrl: sampleImage,
    alive: true,
    open: true,
    busy: null,
    press: pressed,
    ask: (dialog) => askConfirm(dialog, bench.language),
  },
}

/** @type {Change} */
const change = {
  example(name) {
    const found = examples.find((each) => each.name === name)
    if (found === undefined) return
    take(JSON.stringify(found.card, null, 2), name)
  },
  source: (source) => take(source, ''),
  width: (width) => show({ width }),
  theme: (theme) => show({ theme }),
  language: (language) => show({ language, env: { ...bench.env, language } }),
  answer: (answer) => show({ answer, env: { ...bench.env, busy: null, alive: answer !== 'expired' } }),
}

/** @param {Partial<Bench>} news */
function show(news) {
  Object.assign(bench, news)
  document.documentElement.dataset.theme = bench.theme
  document.documentElement.lang = bench.language === 'zh_cn' ? 'zh-CN' : 'en'
  render(drawBench(bench, change), root)
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting
let taken = 0

/**
 * @param {string} source
 * @param {string} example
 */
function take(source, example) {
  const read = readCard(source)
  show({ source, example, ...read, key: String(++taken), verdict: null, sent: [], env: { ...bench.env, busy: null } })
  clearTimeout(waiting)
  if (read.card !== null) waiting = setTimeout(() => judge(read.card), pauseMs)
}

/** @param {unknown} card */
async function judge(card) {
  const verdict = await check(card)
  if (verdict !== null) show({ verdict })
}

/** @param {string} source */
function readCard(source) {
  try {
    const card = JSON.parse(source)
    return isObject(card) ? { card, problem: null } : { card: null, problem: '{ … }' }
  } catch (error) {
    return { card: null, problem: error instanceof Error ? error.message : String(error) }
  }
}

/** Nothing is sent from here: what would be sent is shown, and the card behaves as if the bot had no new one. */
/** @param {CardPress} ask */
function pressed(ask) {
  const sent = [ask, ...bench.sent].slice(0, mostSent)
  const path = 'button' in ask ? ask.button : ask.control
  if (bench.answer === 'waits') return show({ sent, env: { ...bench.env, busy: path } })
  show({ sent })
  snapBack(root)
}

change.example('form')
