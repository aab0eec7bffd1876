import { constants } from 'node:fs'
import { access, mkdtemp, rmdir, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { officialCalendar } from '../calendar.ts'
import { wallClock, yearOf } from '../domain/day.ts'
import { type Finding, fine, look, wrong } from './finding.ts'

const MB = 1024 * 1024

export function checkNode(): Finding {
  return fine('node', { zh: process.versions.node, en: process.versions.node })
}

/** Whether photos, files and the embedded database have a place this user may write to, and room. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  const directory = resolve(dataDir)
  const code = await reasonNotToWrite(directory)
  if (code !== null) {
    return wrong(
      'disk',
      { zh: `DATA_DIR（${directory}）不能写 (${code})`, en: `DATA_DIR (${directory}) cannot be written (${code})` },
      {
        zh: '磁盘满了、只读，或目录属于别的用户：换一个目录，或用运行机器人的那个用户来检查',
        en: 'the disk is full or read-only, or the directory another user’s: choose another, or run this as the user the bot runs as',
      },
    )
  }
  const there = await nearest(directory)
  const space = await statfs(there)
  const { uid: owner, mode } = await stat(there)
  const me = process.getuid?.() ?? owner
  if (me !== owner && there === directory) {
    return look(
      'disk',
      { zh: `DATA_DIR（${directory}）属于另一个用户`, en: `DATA_DIR (${directory}) belongs to another user` },
      {
        zh: '请用运行机器人的那个用户来检查，结果才算数',
        en: 'run this as the user the bot runs as: only then it says what the bot will find',
      },
    )
  }
  const found = judgeSpace(directory, space.bavail * space.bsize)
  // Elsewhere modes say nothing.
  const isOpen = process.getuid !== undefined && there === directory && (mode & 0o001) !== 0
  if (!isOpen || found.mark !== 'fine') return found
  return look(
    'disk',
    {
      zh: `${found.says.zh}，但这台机器上别的用户能进去`,
      en: `${found.says.en}, but other users of this machine may enter`,
    },
    {
      zh: `里面有老师填报的内容：chmod 700 ${directory}`,
      en: `it holds what people wrote: chmod 700 ${directory}`,
    },
  )
}

/** A photo has at most 20 MB; an embedded database and its log need room to breathe. */
export function judgeSpace(directory: string, freeBytes: number): Finding {
  const free =
    freeBytes < 10 * 1024 * MB ? `${Math.round(freeBytes / MB)} MB` : `${Math.round(freeBytes / MB / 1024)} GB`
  const says = { zh: `${directory} 还有 ${free}`, en: `${free} free in ${directory}` }
  const todo = { zh: '请腾出空间，照片和数据库需要', en: 'make room: photos and the database need it' }
  if (freeBytes < 200 * MB) return wrong('disk', says, todo)
  return freeBytes < 2_048 * MB ? look('disk', says, todo) : fine('disk', says)
}

async function reasonNotToWrite(directory: string): Promise<string | null> {
  try {
    const there = await nearest(directory)
    if (!(await stat(there)).isDirectory()) return 'ENOTDIR'
    await access(there, constants.W_OK | constants.X_OK)
    // What may be written by its rights may lie on a disk that may not. Nothing is made where nothing is yet.
    if (there === directory) await rmdir(await mkdtemp(join(directory, '.doctor-')))
    else await statfs(there)
    return there === '/proc' || there.startsWith('/proc/') ? 'ENOENT' : null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}

/** The directory itself, or the nearest one above it that is there. */
async function nearest(path: string): Promise<string> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && dirname(path) !== path) return null
    throw error
  })
  return found === null ? nearest(dirname(path)) : path
}

/** TIME_ZONE says when a school day is; the holidays are those of China, whatever it says. The machine's own is never used. */
export function checkZone(timeZone: string, now: Date): Finding {
  const { day, hour, minute } = wallClock(now, timeZone)
  const time = `${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  const says = {
    zh: `${timeZone}，学校现在是 ${time}`,
    en: `${timeZone}; at school it is ${time}`,
  }
  const china = wallClock(now, 'Asia/Shanghai')
  if (china.day !== day || china.hour !== hour || china.minute !== minute) {
    return look('zone', says, {
      zh: '节假日按国务院办公厅的安排，与北京时间不同的时区请核对 TIME_ZONE',
      en: 'holidays are those of mainland China: check TIME_ZONE, as a zone with another time is unusual',
    })
  }
  if (!officialCalendar.knows(yearOf(day))) {
    return look('zone', says, {
      zh: `这个版本还不知道 ${yearOf(day)} 年的放假安排，只按周末算：请更新版本，并在活动设置里写明放假时间`,
      en: `this release does not know the holidays of ${yearOf(day)} and goes by weekends: update, and set the campaign's 放假时间`,
    })
  }
  return fine('zone', says)
}
