import { styleText } from 'node:util'
import type { PressOutcome } from '#src/emulator/client/press.ts'
import { renderCard } from '#test/support/render-card.ts'
import type { Letter } from './chronicle.ts'

/** Where the story is told. */
export type Stage = {
  act(title: string, at: Date): void
  /** A sentence between what people say. */
  aside(text: string): void
  said(who: string, place: string, words: string): void
  pressed(who: string, button: string, outcome: PressOutcome): void
  wrote(letter: Letter, place: string): void
  progress(done: number, of: number, what: string): void
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** Tells it in a terminal: people in one colour, the bot's cards as they look, asides in grey. */
export function terminal(write: (line: string) => void): Stage {
  const indented = (text: string) => text.replaceAll(/^/gm, '    ')
  const grey = (text: string) => write(styleText('gray', text))
  return {
    act(title, at) {
      write('')
      write(styleText('bold', `━━ ${title} · ${clock.format(at)} ━━`))
    },
    aside: (text) => grey(`  · ${text}`),
    said: (who, place, words) => write(`${styleText('cyan', `${who}（${place}）`)}：${words}`),
    pressed(who, button, outcome) {
      const toast = outcome.toast?.content ?? (outcome.kind === 'failed' ? `（手机提示出错 ${outcome.code}）` : '')
      write(`${styleText('cyan', who)} 按下［${button}］${toast === '' ? '' : ` → ${toast}`}`)
      if (outcome.card !== null) write(indented(renderCard(outcome.card)))
    },
    wrote({ message, title, from }, place) {
      write(`${styleText('green', `${from}（${place}）`)}：${message.card === null ? title : ''}`)
      if (message.card !== null) write(indented(renderCard(message.card)))
    },
    progress: (done, of, what) => grey(`  … ${done}/${of} ${what}`),
  }
}

/** Tells nothing: for tests that play the same acts. */
export const silence: Stage = {
  act() {},
  aside() {},
  said() {},
  pressed() {},
  wrote() {},
  progress() {},
}
