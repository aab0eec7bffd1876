import { usualData } from './flags.ts'
import { quoted } from './quoted.ts'

/** What the terminal says: Chinese first, with a short English half. */
export const makingPast = '首次准备示范学校，约 10 秒…  (Preparing the school, some 10 seconds…)'
export const starting = '正在打开上次的示范…  (Opening the school as you left it…)'
export const notSaved = '没能保存，请检查磁盘空间。(The demo could not be saved: is the disk full?)'

/** The command that starts on the same data with these flags; the data have to be named unless they are the usual ones. */
function commandWith(flags: string, data: string): string {
  return `npm run demo -- ${flags}${data === usualData ? '' : ` --data ${quoted(data)}`}`
}

/** Stands under the address; `data` is what was given with --data. */
export function howToStop(data: string): string {
  return [
    '请在浏览器打开上面的地址。按 Ctrl-C 停止，下次接着用。',
    `从头开始：${commandWith('--fresh', data)}`,
    '(Open the address in a browser. Ctrl-C stops and keeps everything; with --fresh it starts over.)',
  ].join('\n')
}

/** What to do when `data` holds a demonstration that cannot be taken up again, and `why` in English. */
export function cannotOpen(why: string, data: string): string {
  return `上次的示范打不开，请重新开始：${commandWith('--fresh', data)} (${why}.)`
}
