import { startWatchdog } from '#src/watchdog.ts'

// A process that is watched: busy in pieces for as long as it takes three silences, then for ever in one.
const silenceMs = Number(process.argv[2])
startWatchdog(silenceMs)
const busyUntil = Date.now() + 3 * silenceMs
const piece = () => {
  const end = Date.now() + silenceMs / 20
  while (Date.now() < end);
  if (Date.now() < busyUntil) setTimeout(piece)
  else {
    process.stdout.write('busy all the while\n')
    setTimeout(() => {
      for (;;);
    })
  }
}
piece()
