// Takes one job after the other at the top of the module, and finishes the one that is running.
import { setTimeout as sleep } from 'node:timers/promises'

const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())

for (let number = 1; !stop.signal.aborted; number += 1) {
  console.log(`job ${number} started`)
  await sleep(80)
  console.log(`job ${number} done`)
  await sleep(30, undefined, { signal: stop.signal }).catch(() => {})
}
console.log('the worker has stopped')
