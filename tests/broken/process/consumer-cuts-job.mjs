// Breaks PROC-02: it exits with a job in hand.
import { setTimeout as sleep } from 'node:timers/promises'

const stop = new AbortController()
process.on('SIGTERM', () => {
  stop.abort()
  process.exit(0)
})
for (let n = 1; !stop.signal.aborted; n += 1) {
  if (n === 1) console.log('the first job begins')
  await sleep(200)
}
console.log('the last job is done')
