import { usualData } from './flags.ts'

/** What the terminal says: Chinese first, with a short English half. */
export const makingPast = '首次准备示范学校，约 10 秒…  (Preparing the school, some 10 seconds…)'
export const starting = '正在打开上次的示范…  (Opening the school as you left it…)'
export const notSaved = '没能保存，请检查磁盘空间。(The demo could not be saved: is the disk full?)'

/** Stands under the address; `data` is the directory, which has to be named again unless it is the usual one. */
export function howToStop(data: string): string {
  const where = data === usualData ? '' : ` --data ${data}`
  return [
    '请在浏览器打开上面的地址。按 Ctrl-C 停止，下次接着用。',
    `从头开始：npm run demo --${where} --fresh`,
    '(Open the address in a browser. Ctrl-C stops and keeps everything; with --fresh it starts over.)',
  ].join('\n')
}

export function cannotOpen(why: string): string {
  return `上次的示范打不开，请重新开始：npm run demo -- --fresh。(${why}.)`
}
